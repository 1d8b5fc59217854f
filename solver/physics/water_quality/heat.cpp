#include "physics/water_quality/heat.hpp"

#include <algorithm>
#include <cmath>

namespace riverchief::physics {
namespace {

constexpr double per_calorie = 41840.0 / 86400.0;  // cal cm-2 d-1 -> W m-2
constexpr double stefan_boltzmann = 5.670374e-8, zero = 273.15;

double fourth(double temperature) { return stefan_boltzmann * std::pow(temperature + zero, 4.0); }
/// Brady, Graves & Geyer (1969) [W m-2 mmHg-1]
double wind_function(double wind) { return per_calorie * (19.0 + 0.95 * wind * wind); }

}  // namespace

double vapour_pressure(double temperature) { return 4.596 * std::exp(17.27 * temperature / (237.3 + temperature)); }

double short_wave(const Sky& sky) {  // [HT-1]
  constexpr double albedo = 0.06;
  return (1.0 - albedo) * sky.solar;
}

double long_wave_down(const Sky& sky) {  // [HT-2]
  constexpr double brunt = 0.6, humid = 0.031, reflected = 0.03, clouds = 0.17;
  return fourth(sky.air_temperature) * (brunt + humid * std::sqrt(vapour_pressure(sky.dew_point))) * (1.0 + clouds * sky.cloud * sky.cloud) * (1.0 - reflected);
}

double long_wave_up(double water_temperature) {  // [HT-3]
  constexpr double emissivity = 0.97;
  return emissivity * fourth(water_temperature);
}

double evaporation_heat(const Sky& sky, double water_temperature) {  // [HT-4]
  return wind_function(sky.wind) * (vapour_pressure(water_temperature) - vapour_pressure(sky.dew_point));
}

double conduction_heat(const Sky& sky, double water_temperature) {  // [HT-5]
  constexpr double bowen = 0.47;  // [mmHg/degC]
  return bowen * wind_function(sky.wind) * (water_temperature - sky.air_temperature);
}

double surface_heat(const Sky& sky, double T) {
  return short_wave(sky) + long_wave_down(sky) - long_wave_up(T) - evaporation_heat(sky, T) - conduction_heat(sky, T);
}

double temperature_after(const Sky& sky, double depth, double T, double dt) {  // [HT-6]
  constexpr double heat_capacity = 4.18e6;  // [J m-3 degC-1]
  const double flux = surface_heat(sky, T);
  const double vapour_slope = vapour_pressure(T) * 17.27 * 237.3 / ((237.3 + T) * (237.3 + T));
  const double slope = -4.0 * long_wave_up(T) / (T + zero) - wind_function(sky.wind) * (vapour_slope + 0.47);
  const double z = slope * dt / (heat_capacity * depth);
  return std::max(T + dt * flux / (heat_capacity * depth) * (std::fabs(z) < 1e-8 ? 1.0 : std::expm1(z) / z), 0.0);
}

}  // namespace riverchief::physics
