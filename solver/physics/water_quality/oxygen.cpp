#include "physics/water_quality/oxygen.hpp"

#include <algorithm>
#include <cmath>

namespace riverchief::physics {
namespace {

constexpr double day = 86400.0;
constexpr double least_depth = 0.01;  // [m] the formulas were never meant for less

}  // namespace

double oxygen_saturation(double temperature, double salinity, double pressure) {  // [OX-1]
  const double T = temperature + 273.15;
  const double fresh = -139.34411 + (1.575701e5 + (-6.642308e7 + (1.243800e10 - 8.621949e11 / T) / T) / T) / T;
  const double salt = salinity * (1.7674e-2 + (-10.754 + 2140.7 / T) / T);
  const double vapour = std::exp(11.8571 + (-3840.70 - 216961.0 / T) / T);
  const double theta = 0.000975 + temperature * (-1.426e-5 + 6.436e-8 * temperature);
  return std::exp(fresh - salt) * (pressure - vapour) * (1.0 - theta * pressure) / ((1.0 - vapour) * (1.0 - theta));
}

double standard_pressure(double altitude) { return std::pow(1.0 - 2.25577e-5 * altitude, 5.25588); }

double oconnor_dobbins(const Current& c) { return 3.93 * std::sqrt(c.velocity) / std::pow(std::max(c.depth, least_depth), 1.5) / day; }            // [OX-2]
double churchill(const Current& c) { return 5.026 * c.velocity / std::pow(std::max(c.depth, least_depth), 1.67) / day; }                         // [OX-3]
double owens_gibbs(const Current& c) { return 5.32 * std::pow(c.velocity, 0.67) / std::pow(std::max(c.depth, least_depth), 1.85) / day; }        // [OX-4]

double covar(const Current& c) {  // [OX-5]
  if (c.depth < 0.61) return owens_gibbs(c);
  return c.depth > 3.45 * std::pow(c.velocity, 2.5) ? oconnor_dobbins(c) : churchill(c);
}

double tsivoglou_neal(const Current& c) {  // [OX-6]
  constexpr double small_river = 0.4247;  // [m3/s]
  return (c.discharge < small_river ? 31183.0 : 15308.0) * c.velocity * c.slope / day;
}

double banks_herrera(double wind) { return (0.728 * std::sqrt(wind) - 0.317 * wind + 0.0372 * wind * wind) / day; }  // [OX-7]

double deficit_ratio(double quality, double shape, double fall, double temperature) {  // [OX-8]
  constexpr double highest = 4.5;  // [m] above it the parabola turns back
  const double H = std::clamp(fall, 0.0, highest);
  return 1.0 + 0.38 * quality * shape * H * (1.0 - 0.11 * H) * (1.0 + 0.046 * temperature);
}

}  // namespace riverchief::physics
