// How a rate depends on what is there: laws of one line, with their slopes. Sources in solver/physics/water_quality/README.md.

#pragma once

#include <cmath>

#include "core/lanes.hpp"

namespace riverchief::physics {

/// Factor on a rate at 20 degC.                                                                                  [KI-2]
inline double temperature_factor(double theta, double temperature) { return std::pow(theta, temperature - 20.0); }

/// C / (K + C), Monod (1949); slope K / (K + C)². Below 0, where only iterations go, along the tangent at 0.      [KI-3]
RIVERCHIEF_INLINE double saturating(double C, double K) { return C < 0.0 ? C / K : C / (K + C); }
RIVERCHIEF_INLINE double saturating_slope(double C, double K) { return C < 0.0 ? 1.0 / K : K / ((K + C) * (K + C)); }
/// K / (K + C): what C holds back; slope −K / (K + C)².                                                         [KI-4]
RIVERCHIEF_INLINE double inhibited(double C, double K) { return C < 0.0 ? 1.0 - C / K : K / (K + C); }

/// Share of the nitrogen that algae take as ammonia where nitrate is there too.                                 [KI-5]
/// \param A ammonia, N nitrate [g/m3] \param K  preference [g/m3]; with slopes by A and N
struct Preference {
  double value, by_ammonia, by_nitrate;
};
RIVERCHIEF_INLINE Preference ammonia_preference(double ammonia, double nitrate, double K) {
  const double tiny = 1e-20;  // [g/m3] of nothing, nothing is taken as ammonia
  const double A = ammonia > 0.0 ? ammonia : 0.0, N = nitrate > 0.0 ? nitrate : 0.0;
  const double a = K + A, n = K + N, sum = A + N + tiny;
  return {A * N / (a * n) + A * K / (sum * n), N * K / (a * a * n) + K * (N + tiny) / (sum * sum * n), A * K / (a * n * n) - A * K / (sum * sum * n) - A * K / (sum * n * n)};
}

/// Part of a substance that is bound to solids: K S / (1 + K S).                                                [KI-6]
inline double bound_share(double partition, double solids) { return partition * solids / (1.0 + partition * solids); }

}  // namespace riverchief::physics
