// A frequency curve from the largest (or smallest) values of many years.
//
// Moments first, then the curve that goes best through the plotted points (适线法, least squares of the ordinates).

#pragma once

#include <optional>
#include <vector>

#include "hydrology/mistake.hpp"
#include "hydrology/pearson_iii.hpp"

namespace riverchief::hydrology {

/// One value a year, in any order; and great floods of the time before gauging, found by inquiry (历史洪水).
struct AnnualSeries {
  std::vector<double> values;
  std::vector<double> historical;   ///< each of them among the greatest of `historical_years`
  double historical_years = 0.0;    ///< from the first great flood known to the last year gauged; only with `historical`
};

struct PlottedValue {
  double value = 0;
  double exceedance = 0;  ///< [-]
};

/// Values from the greatest to the least with their plotting positions P = m / (n + 1); with historical floods those of the joint sample.  [HY-2]
std::vector<PlottedValue> plotting_positions(const AnnualSeries& series);

/// Mean, Cv and Cs by the rule's moments.                                                                                            [HY-3]
PearsonIII moments(const AnnualSeries& series);

struct Fit {
  PearsonIII curve;
  double scatter = 0;  ///< root of the mean square of the ordinates' differences, in the unit of the values
  std::vector<PlottedValue> points;
};

/// The curve whose ordinates come nearest to the points'.                                                                            [HY-4]
/// \param cs_over_cv  keeps Cs at this multiple of Cv; otherwise Cs is found as well
Fit fit_pearson_iii(const AnnualSeries& series, std::optional<double> cs_over_cv = std::nullopt);

/// What makes a series unfit for the above; empty = nothing.
std::vector<Mistake> mistakes(const AnnualSeries& series);

}  // namespace riverchief::hydrology
