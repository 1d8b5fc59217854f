#include "physics/water_quality/light.hpp"

#include <algorithm>

namespace riverchief::physics {
namespace {

constexpr double thin = 1e-6;  // K_e H: no need for a mean

}  // namespace

double half_saturation_growth(double I, double K) { return I / (K + I); }  // [LI-3]
double half_saturation_growth(double I, double K, double thickness) {
  if (thickness < thin) return half_saturation_growth(I, K);
  return std::log((K + I) / (K + I * std::exp(-thickness))) / thickness;
}

double smith_growth(double I, double K) { return I / std::sqrt(K * K + I * I); }  // [LI-4]
double smith_growth(double I, double K, double thickness) {
  if (thickness < thin) return smith_growth(I, K);
  return (std::asinh(I / K) - std::asinh(I / K * std::exp(-thickness))) / thickness;
}

double steele_growth(double I, double K) { return I / K * std::exp(1.0 - I / K); }  // [LI-5]
double steele_growth(double I, double K, double thickness) {
  if (thickness < thin) return steele_growth(I, K);
  return std::exp(1.0) / thickness * (std::exp(-I / K * std::exp(-thickness)) - std::exp(-I / K));
}

double clear_sky_radiation(double epoch, double latitude, double longitude, double altitude, double cloud) {  // [LI-6]
  constexpr double pi = 3.14159265358979323846, degree = pi / 180.0, solar_constant = 1367.0, year = 365.2425 * 86400.0;
  const double turn = 2.0 * pi * (epoch / year - std::floor(epoch / year));  // of the year, from January 1
  const double distance = 1.0 + 0.033 * std::cos(turn), declination = 0.409 * std::sin(turn - 1.39);
  // the sun is ahead of or behind the mean clock by up to a quarter of an hour
  const double b = turn - 2.0 * pi * 81.0 / 364.0, ahead = 60.0 * (9.87 * std::sin(2.0 * b) - 7.53 * std::cos(b) - 1.5 * std::sin(b));
  const double noon = 43200.0, clock = epoch + longitude * 240.0 + ahead, hour_angle = 2.0 * pi * ((clock - noon) / 86400.0);
  const double height = std::sin(latitude * degree) * std::sin(declination) + std::cos(latitude * degree) * std::cos(declination) * std::cos(hour_angle);
  return std::max(height, 0.0) * solar_constant * distance * (0.75 + 2e-5 * altitude) * (1.0 - 0.65 * cloud * cloud);
}

}  // namespace riverchief::physics
