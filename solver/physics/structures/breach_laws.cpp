#include "physics/structures/breach_laws.hpp"

#include <cmath>

namespace riverchief::physics {
namespace {

constexpr double gravity = 9.81, hour = 3600.0;

}  // namespace

FinalBreach froehlich_2008(double volume, double height, bool overtopping) {
  const double K = overtopping ? 1.3 : 1.0;
  return {.mean_width = 0.27 * K * std::pow(volume, 0.32) * std::pow(height, 0.04),
          .side_slope = overtopping ? 1.0 : 0.7,
          .formation_time = 63.2 * std::sqrt(volume / (gravity * height * height))};
}

FinalBreach von_thun_gillette_1990(double volume, double depth, bool erosion_resistant) {
  const double added = volume < 1.23e6 ? 6.1 : volume < 6.17e6 ? 18.3 : volume < 1.23e7 ? 42.7 : 54.9;
  return {.mean_width = 2.5 * depth + added,
          .side_slope = 1.0,
          .formation_time = hour * (erosion_resistant ? 0.020 * depth + 0.25 : 0.015 * depth)};
}

FinalBreach macdonald_langridge_monopolis_1984(double volume, double depth, const Embankment& embankment, bool earthfill) {
  const auto [height, top, slopes] = embankment;
  const double outflow = volume * depth, side_slope = 0.5;
  const double eroded = earthfill ? 0.0261 * std::pow(outflow, 0.769) : 0.00348 * std::pow(outflow, 0.852);
  const double bottom_width = (eroded - height * height * (top * side_slope + height * side_slope * slopes / 3.0)) / (height * (top + 0.5 * height * slopes));
  return {.mean_width = bottom_width + side_slope * height, .side_slope = side_slope, .formation_time = hour * 0.0179 * std::pow(eroded, 0.364)};
}

double verheij_widening(double widened, double head, double critical_velocity) {
  constexpr double f1 = 1.3, f2 = 0.04, still = 1e-3;  // [m] of head: nothing is washed away
  if (head <= still) return 0.0;
  const double scale = f1 * std::sqrt(gravity) * std::pow(head, 1.5) / critical_velocity;  // [m]
  const double rate = f2 * gravity / critical_velocity / hour;                             // [1/s]
  return scale * rate / std::log(10.0) * std::pow(10.0, -widened / scale);
}

}  // namespace riverchief::physics
