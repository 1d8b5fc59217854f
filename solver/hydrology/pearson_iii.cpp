#include "hydrology/pearson_iii.hpp"

#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cassert>
#include <cmath>

namespace riverchief::hydrology {
namespace {

using boost::math::complement;

// Below it the first two terms of the expansion in Cs are exact to 1e-8, and the gamma distribution has lost digits.
constexpr double hardly_skew = 1e-4;

}  // namespace

double exceedance_of_return_period(double return_period) {
  assert(return_period > 1.0);
  return 1.0 / return_period;
}

double frequency_factor(double exceedance, double cs) {
  assert(exceedance > 0.0 && exceedance < 1.0);
  if (cs < -hardly_skew) return -frequency_factor(1.0 - exceedance, -cs);
  if (cs <= hardly_skew) {
    const double z = quantile(complement(boost::math::normal(), exceedance));
    return z + (z * z - 1.0) * cs / 6.0;
  }
  const boost::math::gamma_distribution<> gamma(4.0 / (cs * cs));
  return 0.5 * cs * quantile(complement(gamma, exceedance)) - 2.0 / cs;
}

double quantile(const PearsonIII& curve, double exceedance) {
  return curve.mean * (1.0 + curve.cv * frequency_factor(exceedance, curve.cs));
}

double exceedance_of_value(const PearsonIII& curve, double value) {
  const auto& [mean, cv, cs] = curve;
  if (cv <= 0.0) return value < mean ? 1.0 : 0.0;
  const double factor = (value / mean - 1.0) / cv;
  if (std::abs(cs) <= hardly_skew) return cdf(complement(boost::math::normal(), factor));
  const double skew = std::abs(cs), turned = cs > 0.0 ? factor : -factor;
  const double reduced = (turned + 2.0 / skew) * 2.0 / skew;
  const boost::math::gamma_distribution<> gamma(4.0 / (skew * skew));
  if (reduced <= 0.0) return cs > 0.0 ? 1.0 : 0.0;
  return cs > 0.0 ? cdf(complement(gamma, reduced)) : cdf(gamma, reduced);
}

}  // namespace riverchief::hydrology
