#include "model/cell_rates.hpp"

#include <cmath>

#include "model/processes.hpp"

namespace riverchief::model {
namespace {

/// Calls act(cell) for the cells of a stretch or a storage cell, by the middle of each.
template <class Act>
void each_cell(const basin::Basin& basin, const Network& net, const std::optional<basin::Stretch>& over, const std::string& storage, Act&& act) {
  if (over) {
    for (std::size_t g = 0; g < net.grid.cells.size(); ++g) {
      const auto& cell = net.grid.cells[g];
      if (net.grid.rivers[static_cast<std::size_t>(cell.river)] == over->river && cell.chainage >= over->from && cell.chainage <= over->to) act(static_cast<std::size_t>(net.cell_of_grid[g]));
    }
    return;
  }
  for (std::size_t i = 0; i < basin.storages.size(); ++i)
    if (basin.storages[i].id == storage) act(static_cast<std::size_t>(net.storage_cell[i]));
}

}  // namespace

CellRates::CellRates(const basin::Scenario& scenario, const Network& net) : fields_(basin::rate_count) {
  const basin::Quality& q = scenario.basin.quality;
  const auto cells = static_cast<std::size_t>(net.cells);
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    const auto found = q.rates.find(std::string(basin::rate_names()[i].name));
    fields_[i].value = basin_rate(q, static_cast<basin::RateId>(i));
    if (found != q.rates.end()) fields_[i].log_theta = std::log(found->second.theta);
  }
  for (const auto& local : q.local_rates)
    for (const auto& [name, rate] : local.rates) {
      Field& f = fields_[basin::find_rate(name)];
      if (f.by_cell.empty()) f.by_cell.assign(cells, f.value), f.log_by_cell.assign(cells, f.log_theta);
      each_cell(scenario.basin, net, local.over, local.storage, [&](std::size_t c) { f.by_cell[c] = rate.value, f.log_by_cell[c] = std::log(rate.theta); });
    }
  for (const auto& bed : q.beds) {
    const auto set = [&](basin::RateId id, const std::optional<double>& value) {
      if (!value) return;
      Field& f = fields_[static_cast<std::size_t>(id)];
      if (f.by_cell.empty()) f.by_cell.assign(cells, f.value);
      each_cell(scenario.basin, net, bed.over, bed.storage, [&](std::size_t c) { f.by_cell[c] = *value; });
    };
    set(basin::RateId::sod, bed.sod);
    set(basin::RateId::nh3n_release, bed.nh3n_release);
    set(basin::RateId::diss_p_release, bed.diss_p_release);
  }
}

void CellRates::set_temperature(double temperature) {
  temperatures_ = nullptr;
  if (temperature == temperature_) return;
  temperature_ = temperature;
  for (Field& f : fields_) f.factor = std::exp(f.log_theta * (temperature - 20.0));
}

double CellRates::warmed(const Field& f, std::size_t cell) const {
  const double T = temperatures_ == nullptr ? temperature_ : (*temperatures_)[cell];
  return std::exp((f.log_by_cell.empty() ? f.log_theta : f.log_by_cell[cell]) * (T - 20.0));
}

}  // namespace riverchief::model
