// A dry season of a given guarantee rate (保证率): flows that are reached or exceeded in so many years of a hundred.

#pragma once

#include <optional>
#include <vector>

#include "hydrology/fit_pearson_iii.hpp"
#include "hydrology/hydrograph.hpp"

namespace riverchief::hydrology {

struct DrySeason {
  double guarantee = 0.9;             ///< share of years, 0.75, 0.90, 0.95 ...
  std::optional<PearsonIII> curve;    ///< of the yearly mean discharge over `duration` [m3/s] ...
  std::vector<double> annual;         ///< ... or its years, taken as they are between plotting positions
  double duration = 0;                ///< of the driest part of the year that is scaled [s]; 0 = the whole typical series
  basin::Series typical;              ///< discharge of a dry year or season [m3/s]
};

struct DesignedDrySeason {
  basin::Series discharge;            ///< [m3/s]
  double wanted = 0;                  ///< mean discharge of the guarantee rate [m3/s]
  double typical = 0;                 ///< mean discharge of the typical series in the window [m3/s]
  Window window;                      ///< the driest part, and what it now holds
  std::vector<Mistake> mistakes;      ///< not empty: nothing above may be used
};

/// The value that is reached in the share `guarantee` of years, between plotting positions m/(n+1).  [HY-2]
/// \return  nothing where the years do not reach as far as the rate: n + 1 < 1 / (1 - guarantee)
std::optional<double> empirical_quantile(std::vector<double> annual, double guarantee);

/// Scales a typical dry season.                                                                      [HY-5]
DesignedDrySeason dry_season(const DrySeason& design);

}  // namespace riverchief::hydrology
