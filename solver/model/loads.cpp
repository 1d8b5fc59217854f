#include "model/loads.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

}  // namespace

Loads::Loads(const basin::Scenario& scenario, const Network& network) : net_(network), pollutants_(scenario.basin.pollutants.size()) {
  const auto series = [&](const std::map<std::string, basin::Series>& given) {
    std::vector<Forcing> all;
    for (const auto& p : scenario.basin.pollutants) {
      const auto found = given.find(p.id);
      all.emplace_back(found == given.end() ? basin::Series{{0.0}, {0.0}} : found->second);
    }
    return all;
  };
  for (const auto& boundary : scenario.boundaries) boundary_concentration_.push_back(series(boundary.concentration));
  for (const auto& source : net_.sources) {
    source_load_.emplace_back(pollutants_, 0.0);
    if (source.boundary >= 0) {
      source_concentration_.push_back(boundary_concentration_[idx(source.boundary)]);
    } else if (source.lateral >= 0) {
      source_concentration_.push_back(series(scenario.lateral_inflows[idx(source.lateral)].concentration));
    } else {
      const auto& outfall = scenario.basin.outfalls[idx(source.outfall)];
      std::vector<Forcing> all;
      for (std::size_t p = 0; p < pollutants_; ++p) {
        const auto& id = scenario.basin.pollutants[p].id;
        const auto c = outfall.concentration.find(id);
        all.emplace_back(basin::Series{{0.0}, {c == outfall.concentration.end() ? 0.0 : c->second}});
        const auto w = outfall.load.find(id);
        if (w != outfall.load.end()) source_load_.back()[p] = 1000.0 * w->second;  // kg/s -> g/s
      }
      source_concentration_.push_back(std::move(all));
    }
  }
}

void Loads::mass(std::size_t s, double volume, double from, double to, double* out) const {
  const Forcing& q = net_.inflows[idx(net_.sources[s].series)];
  const double share = net_.sources[s].share, middle = 0.5 * (from + to);
  for (std::size_t p = 0; p < pollutants_; ++p) {
    const Forcing& C = source_concentration_[s][p];
    // Simpson's rule is exact where discharge and concentration are straight lines
    const double carried = held_ || C.constant()
                               ? volume * C.value(0.0)
                               : share * (to - from) / 6.0 * (q.value(from) * C.value(from) + 4.0 * q.value(middle) * C.value(middle) + q.value(to) * C.value(to));
    out[p] = carried + source_load_[s][p] * (to - from);
  }
}

double Loads::share(std::size_t s, double from, double to, double part_from, double part_to) const {
  const Forcing& q = net_.inflows[idx(net_.sources[s].series)];
  const double whole = q.integral(to) - q.integral(from);
  return whole > 0.0 && !held_ ? (q.integral(part_to) - q.integral(part_from)) / whole : (part_to - part_from) / (to - from);
}

double Loads::at_boundary(int boundary, std::size_t pollutant, double time) const {
  return boundary_concentration_[idx(boundary)][pollutant].value(held_ ? 0.0 : time);
}

std::vector<double> Loads::kinks() const {
  std::vector<double> all;
  for (const auto* groups : {&boundary_concentration_, &source_concentration_})
    for (const auto& group : *groups)
      for (const auto& series : group) {
        const auto found = series.kinks();
        all.insert(all.end(), found.begin(), found.end());
      }
  return all;
}

}  // namespace riverchief::model
