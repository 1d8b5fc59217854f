// A design tide or surge level, and its meeting with a flood (洪潮遭遇).

#pragma once

#include <optional>
#include <vector>

#include "hydrology/hydrograph.hpp"
#include "hydrology/mistake.hpp"

namespace riverchief::hydrology {

enum class Raising {
  stretch,  ///< the lowest water stays, everything above it is stretched
  lift,     ///< the whole curve is lifted: a surge that outlasts the tide
};

struct DesignTide {
  basin::Series typical;            ///< water level [m]
  double highest = 0;               ///< design highest level [m]
  Raising raising = Raising::stretch;
  double flood_peak_time = 0;       ///< when the flood's peak enters [s]
  double lag = 0;                   ///< that the peak takes to the place where it meets the high water [s]
  std::optional<int> high_water;    ///< the high water that it meets, counted from 1 through the typical curve; absent = the highest
};

struct DesignedTide {
  basin::Series water_level;        ///< [m], at the flood's times
  double shift = 0;                 ///< that the typical curve was moved by [s]
  double met_level = 0;             ///< of the high water that the flood meets [m]
  std::vector<Instant> high_waters; ///< of the result
  std::vector<Mistake> mistakes;    ///< not empty: nothing above may be used
};

/// Raises a typical tide to its design highest level and moves it so that the flood's peak meets the high water.  [HY-7]
DesignedTide design_tide(const DesignTide& design);

}  // namespace riverchief::hydrology
