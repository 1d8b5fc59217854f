#include "model/sky.hpp"

#include <algorithm>
#include <cmath>

#include "physics/water_quality/light.hpp"

namespace riverchief::model {

SkyAbove::SkyAbove(const basin::Scenario& s)
    : scenario_(s), solar_(s.weather.solar_radiation), air_(s.weather.air_temperature), dew_(s.weather.dew_point), wind_(s.weather.wind_speed), cloud_(s.weather.cloud_cover),
      water_(s.water_temperature) {}

double SkyAbove::radiation(double from, double to, double cloud) const {
  if (!scenario_.weather.solar_radiation.value.empty()) return to > from ? (solar_.integral(to) - solar_.integral(from)) / (to - from) : solar_.value(from);
  const auto& q = scenario_.basin.quality;
  if (!q.latitude || !q.longitude) return 0.0;
  const int parts = std::max(2, static_cast<int>(std::ceil((to - from) / 1200.0)));  // means of twenty minutes
  double sum = 0;
  for (int k = 0; k < parts; ++k)
    sum += physics::clear_sky_radiation(scenario_.start_epoch + from + (k + 0.5) / parts * (to - from), *q.latitude, *q.longitude, q.altitude, cloud);
  return sum / parts;
}

physics::Sky SkyAbove::during(double from, double to) const {
  const double middle = 0.5 * (from + to), cloud = cloud_.value(middle);
  const double air = known() ? air_.value(middle) : water_temperature(middle);
  return {.solar = radiation(from, to, cloud), .air_temperature = air, .dew_point = scenario_.weather.dew_point.value.empty() ? air : dew_.value(middle), .wind = wind_.value(middle), .cloud = cloud};
}

double SkyAbove::water_temperature(double time) const {
  constexpr double reference = 20.0;  // [degC]
  return scenario_.water_temperature.value.empty() ? reference : water_.value(time);
}

}  // namespace riverchief::model
