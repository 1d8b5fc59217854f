#include "model/transient_storage.hpp"

#include <algorithm>
#include <cmath>

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

}  // namespace

TransientStorage::TransientStorage(const basin::Scenario& scenario, const Network& net, std::size_t P, std::size_t K) : P_(P), K_(K) {
  for (std::size_t g = 0; g < net.grid.cells.size(); ++g) {
    const auto& cell = net.grid.cells[g];
    for (const auto& given : scenario.basin.transient_storages) {
      if (given.over.river != net.grid.rivers[idx(cell.river)] || !(given.area > 0.0) || !(given.exchange_rate > 0.0)) continue;
      const double low = std::max(given.over.from, cell.chainage - 0.5 * cell.length), high = std::min(given.over.to, cell.chainage + 0.5 * cell.length);
      if (!(high > low)) continue;
      zones_.push_back({idx(net.cell_of_grid[g]), given.area * (high - low), given.exchange_rate * (high - low) / cell.length});
      longest_ = std::min(longest_, 0.1 / given.exchange_rate);
    }
  }
  mass.assign(zones_.size() * P, 0.0), tags.assign(zones_.size() * K, 0.0);
}

void TransientStorage::fill(const Carried& carried) {
  for (std::size_t z = 0; z < zones_.size(); ++z) {
    const std::size_t c = zones_[z].cell;
    for (std::size_t p = 0; p < P_; ++p) mass[z * P_ + p] = zones_[z].volume * carried.concentration[c * P_ + p];
  }
}

void TransientStorage::exchange(double time, const double* volume, Carried& carried) {
  for (std::size_t z = 0; z < zones_.size(); ++z) {
    const Zone& zone = zones_[z];
    const double V = volume[zone.cell], whole = V + zone.volume;
    if (carried.film[zone.cell] || !(V > 0.0)) continue;
    // both go towards what they would hold if they were one
    const double goes = -std::expm1(-zone.rate * (1.0 + V / zone.volume) * time);
    const auto share_out = [&](double* in_river, double* still, std::size_t n) {
      for (std::size_t k = 0; k < n; ++k) {
        const double passes = goes * (in_river[k] * zone.volume - still[k] * V) / whole;
        in_river[k] -= passes, still[k] += passes;
      }
    };
    share_out(carried.mass.data() + zone.cell * P_, mass.data() + z * P_, P_);
    share_out(carried.tags.data() + zone.cell * K_, tags.data() + z * K_, K_);
  }
}

void TransientStorage::react(const Kinetics& kinetics, const Tags& kept_apart, std::vector<double>& reacted) {
  for (std::size_t z = 0; z < zones_.size(); ++z) {
    double *here = mass.data() + z * P_, *sum = reacted.data() + zones_[z].cell * P_;
    for (std::size_t p = 0; p < P_; ++p) sum[p] -= here[p];
    kinetics.apply(here);
    for (std::size_t p = 0; p < P_; ++p) sum[p] += here[p];
  }
  kinetics.apply_tags(kept_apart, tags.data(), zones_.size());
}

void TransientStorage::add_to(std::vector<double>& sums) const {
  for (std::size_t z = 0; z < zones_.size(); ++z)
    for (std::size_t p = 0; p < P_; ++p) sums[zones_[z].cell * P_ + p] += mass[z * P_ + p];
}

}  // namespace riverchief::model
