// What rain brings: runoff through a linear store, the first flush of what lies on the ground, and the overflow of combined sewers.

#pragma once

#include "basin/scenario.hpp"
#include "basin/sources.hpp"

namespace riverchief::basin {

/// Runoff of an area, and what it washes off, after a linear store.                                            [SO-9], [SO-10]
struct Runoff {
  std::vector<double> edges;      ///< [s]
  std::vector<double> discharge;  ///< mean of each interval [m3/s]
  std::vector<std::vector<double>> load;  ///< (pollutant of `build_up`, interval) [kg/s]
};
/// \param build_up  most that lies on the ground [kg/m2]; what lies there at the start is that
Runoff runoff(const Series& rainfall, double duration, double area, double runoff_coefficient, double delay, const Amounts& build_up = {}, double build_up_rate = 0.0, double wash_off = 0.0);

/// Overflow and leakage as the source, what reaches the plant as the other one.                                          [SO-10]
struct Overflow {
  Source source, intercepted;
};
Overflow overflow(const CombinedSewer& sewer, const Scenario& scenario);

Source wash_off(const LandUse& land, const Scenario& scenario);

}  // namespace riverchief::basin
