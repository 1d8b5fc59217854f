// How a rate depends on what is there: laws of one line, with their slopes. Sources in solver/physics/water_quality/README.md.

#pragma once

#include <cmath>

#include "core/lanes.hpp"

namespace riverchief::physics {

/// Factor on a rate at 20 degC.                                                                                  [KI-2]
inline double temperature_factor(double theta, double temperature) { return std::pow(theta, temperature - 20.0); }

/// C / (K + C), Monod (1949); slope K / (K + C)².                                                               [KI-3]
template <class T>
RIVERCHIEF_INLINE T saturating(const T& C, double K) {
  return C / (K + C);
}
template <class T>
RIVERCHIEF_INLINE T saturating_slope(const T& C, double K) {
  return K / ((K + C) * (K + C));
}
/// K / (K + C): what C holds back; slope −K / (K + C)².                                                         [KI-4]
template <class T>
RIVERCHIEF_INLINE T inhibited(const T& C, double K) {
  return K / (K + C);
}

/// Share of the nitrogen that algae take as ammonia where nitrate is there too.                                 [KI-5]
/// \param A ammonia, N nitrate [g/m3] \param K  preference [g/m3]; with slopes by A and N
template <class T>
struct PreferenceOf {
  T value, by_ammonia, by_nitrate;
};
template <class T>
RIVERCHIEF_INLINE PreferenceOf<T> ammonia_preference(const T& A, const T& N, double K) {
  const double tiny = 1e-12;
  const T a = K + A, n = K + N, sum = A + N + tiny;
  const T first = A * N / (a * n), second = A * K / (sum * n);
  return {first + second, N * K / (a * a * n) + K * (N + tiny) / (sum * sum * n), A * K / (a * n * n) - A * K / (sum * sum * n) - A * K / (sum * n * n)};
}

/// Part of a substance that is bound to solids: K S / (1 + K S).                                                [KI-6]
inline double bound_share(double partition, double solids) { return partition * solids / (1.0 + partition * solids); }

}  // namespace riverchief::physics
