// The frequency curve of Chinese design hydrology: Pearson III (皮尔逊Ⅲ型), SL 44-2006.
//
//   x_P = mean (1 + Cv Φ_P(Cs))      Φ_P: frequency factor (离均系数), P: share of years in which x_P is exceeded      [HY-1]

#pragma once

namespace riverchief::hydrology {

struct PearsonIII {
  double mean = 0;  ///< in the unit of the values, > 0
  double cv = 0;    ///< standard deviation over mean [-], >= 0
  double cs = 0;    ///< skew [-], either sign
};

/// P of a flood that comes once in so many years [-]. \param return_period [years], > 1
double exceedance_of_return_period(double return_period);

/// Φ_P(Cs), from the gamma distribution; the normal one where Cs = 0.   [HY-1]
/// \param exceedance  P, 0 < P < 1
double frequency_factor(double exceedance, double cs);

/// x_P, the value exceeded in the share P of all years.                  [HY-1]
double quantile(const PearsonIII& curve, double exceedance);

/// P of a value: 1 below the curve's lower limit, 0 above its upper one.  [HY-1]
double exceedance_of_value(const PearsonIII& curve, double value);

}  // namespace riverchief::hydrology
