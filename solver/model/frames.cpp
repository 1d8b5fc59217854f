#include "model/frames.hpp"

#include <algorithm>
#include <cmath>

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

}  // namespace

Frames::Frames(const basin::Scenario& scenario, const Network& network, const Transport* transport)
    : kept(network.grid, network, transport, scenario), net_(network) {
  const auto frames = static_cast<std::size_t>(std::floor(scenario.duration / scenario.output_every + 1e-9));
  for (std::size_t i = 0; i <= frames; ++i) times_.push_back(static_cast<double>(i) * scenario.output_every);
  if (times_.back() < scenario.duration - 1e-6) times_.push_back(scenario.duration);
  times_.back() = std::min(times_.back(), scenario.duration);
  const std::size_t cells = net_.grid.cells.size(), P = net_.grid.pollutants.size(), storages = net_.storage_cell.size();
  volume_.resize(cells), velocity_.resize(net_.grid.faces.size()), concentration_.resize(cells * P);
  storage_level_.resize(storages), storage_volume_.resize(storages), storage_concentration_.resize(storages * P);
  setting_.resize(scenario.basin.structures.size());
  demand_.resize(net_.draws.size()), supply_.resize(net_.draws.size());
  for (const auto& s : net_.grid.structures) has_setting_.push_back(!s.setting.empty());
}

void Frames::write_until(double time, const Sources& from, Recorder& recorder) {
  kept.take_fine(time);
  while (next_ < times_.size() && times_[next_] <= time + 1e-9 * (1.0 + time)) {
    for (std::size_t g = 0; g < volume_.size(); ++g) volume_[g] = from.volume[idx(net_.cell_of_grid[g])];
    const auto& discharge = from.tally.discharge();
    for (std::size_t g = 0; g < velocity_.size(); ++g) {
      const int f = net_.face_of_grid[g].face;
      if (f >= 0 && !net_.faces[idx(f)].barrier) {
        velocity_[g] = from.y[from.flow.velocity_offset() + idx(f)];
        continue;
      }
      const int near = net_.grid.faces[g].upstream_cell >= 0 ? net_.grid.faces[g].upstream_cell : net_.grid.faces[g].downstream_cell;
      const double A = from.flow.sites.area[idx(net_.cell_of_grid[idx(near)])];
      velocity_[g] = A > 1e-9 ? discharge[g] / A : 0.0;
    }
    for (std::size_t i = 0; i < storage_level_.size(); ++i) {
      storage_level_[i] = from.flow.sites.level[idx(net_.storage_cell[i])];
      storage_volume_[i] = from.volume[idx(net_.storage_cell[i])];
    }
    for (std::size_t s = 0; s < setting_.size(); ++s)
      setting_[s] = has_setting_[s] ? from.flow.setting(s, time, from.y.data()) : std::numeric_limits<double>::quiet_NaN();
    for (std::size_t i = 0; i < demand_.size(); ++i) demand_[i] = from.flow.demand(i, time), supply_[i] = from.flow.draw_discharge[i];
    if (from.transport) {
      from.transport->concentrations(concentration_.data());
      from.transport->storage_concentrations(storage_concentration_.data());
    }
    Frame frame{.time = times_[next_], .water_level = from.tally.level().data(), .volume = volume_.data(), .discharge = discharge.data(), .velocity = velocity_.data()};
    if (from.transport) frame.concentration = concentration_.data(), frame.storage_concentration = storage_concentration_.data();
    frame.storage_water_level = storage_level_.data(), frame.storage_volume = storage_volume_.data();
    frame.structure_discharge = from.tally.structure_discharge().data(), frame.structure_setting = setting_.data();
    frame.intake_demand = demand_.data(), frame.intake_supply = supply_.data();
    kept.show(from.volume, frame);
    recorder.frame(static_cast<int>(next_), frame);
    kept.clear_fine();
    ++next_;
  }
}

}  // namespace riverchief::model
