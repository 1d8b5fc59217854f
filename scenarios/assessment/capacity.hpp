// What load a zone can take and keep its target: GB/T 25173-2010, [AC-1] to [AC-3] in scenarios/README.md.

#pragma once

#include "basin/zones.hpp"

namespace riverchief::assessment {

/// A zone at its design flow. The load enters as one equivalent outfall in its middle.
struct ZoneWater {
  basin::CapacityFormula formula = basin::CapacityFormula::one_dimensional;
  double length = 0.0;         ///< L [m]
  double discharge = 0.0;      ///< Q, the design flow [m3/s], > 0
  double waste_discharge = 0.0;///< Qp of the outfalls [m3/s], >= 0
  double velocity = 0.0;       ///< u [m/s], > 0 but in the zero-dimensional formula
  double decay_rate = 0.0;     ///< k at the design temperature [1/s], >= 0
  double dispersion = 0.0;     ///< Ex [m2/s]; estuaries
};

/// Load that brings the end of the zone to its limit [g/s]; negative where the water that arrives is too bad already.    [AC-1] to [AC-3]
///
/// \param upstream  C0 [g/m3], \param limit  Cs [g/m3]
double capacity(const ZoneWater& zone, double upstream, double limit);

/// Concentration at the end of the zone under a load [g/s]: the same formulas, read the other way round [g/m3].
double concentration_at_end(const ZoneWater& zone, double upstream, double load);

}  // namespace riverchief::assessment
