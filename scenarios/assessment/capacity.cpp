#include "scenarios/assessment/capacity.hpp"

#include <cmath>

namespace riverchief::assessment {
namespace {

/// What is left of the water that enters, and of a load from the middle, at the end of the zone.
struct Left {
  double of_upstream = 1.0, of_load = 1.0;  ///< of_load: concentration per load over discharge
};

Left left_at_end(const ZoneWater& z) {
  const double u = z.velocity, k = z.decay_rate, E = z.dispersion, L = z.length;
  switch (z.formula) {
    case basin::CapacityFormula::zero_dimensional: return {};                                             // [AC-1]
    case basin::CapacityFormula::one_dimensional: return {std::exp(-k * L / u), std::exp(-0.5 * k * L / u)};  // [AC-2]
    case basin::CapacityFormula::estuary: break;
  }
  const double N = std::sqrt(1.0 + 4.0 * k * E / (u * u));                                                // [AC-3]
  return {std::exp(u * L / (2.0 * E) * (1.0 - N)), std::exp(u * L / (4.0 * E) * (1.0 - N)) / N};
}

}  // namespace

double capacity(const ZoneWater& zone, double upstream, double limit) {
  const Left left = left_at_end(zone);
  return (limit - upstream * left.of_upstream) * (zone.discharge + zone.waste_discharge) / left.of_load;
}

double concentration_at_end(const ZoneWater& zone, double upstream, double load) {
  const Left left = left_at_end(zone);
  return upstream * left.of_upstream + load / (zone.discharge + zone.waste_discharge) * left.of_load;
}

}  // namespace riverchief::assessment
