// A long series as daily means and daily extremes: months of tides drawn hour by hour are a blot.

#pragma once

#include <vector>

namespace riverchief::viz {

struct Daily {
  std::vector<double> time;  ///< middle of each day [s]
  std::vector<double> mean, lowest, highest;
};

/// Whether a run is so long that days say more than hours.
inline bool wants_days(const std::vector<double>& time) { return !time.empty() && time.back() - time.front() > 21.0 * 86400.0; }

/// Means and extremes of the days since the start of the series; a last day of less than half is left out.
Daily daily(const std::vector<double>& time, const std::vector<double>& values);

}  // namespace riverchief::viz
