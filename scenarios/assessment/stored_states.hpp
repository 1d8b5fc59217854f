// Durations and values between the stored states of a run, linear in between.

#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "io/results_file.hpp"

namespace riverchief::assessment {

/// A variable of one place through the stored states: values[k * stride + index].
struct Stored {
  const std::vector<double>& time;
  std::size_t states;
  const std::vector<double>& values;
  std::size_t stride, index;

  double operator()(std::size_t k) const { return values[k * stride + index]; }
};

inline Stored stored(const io::ResultsFile& r, const std::vector<double>& values, std::size_t stride, std::size_t index) {
  return {r.time, static_cast<std::size_t>(r.frames_written), values, stride, index};
}

/// Time in which the variable lies above a limit [s].
inline double duration_above(const Stored& x, double limit) {
  double sum = 0.0;
  for (std::size_t k = 0; k + 1 < x.states; ++k) {
    const double a = x(k) - limit, b = x(k + 1) - limit, dt = x.time[k + 1] - x.time[k];
    if (a > 0.0 && b > 0.0) sum += dt;
    else if (a > 0.0 || b > 0.0) sum += dt * std::max(a, b) / std::abs(a - b);
  }
  return sum;
}

/// Half of each interval beside a state in which something holds [s]; for what jumps (a gate's setting).
template <class Holds>
double duration_of(const io::ResultsFile& r, Holds holds) {
  double sum = 0.0;
  const std::size_t states = static_cast<std::size_t>(r.frames_written);
  for (std::size_t k = 0; k + 1 < states; ++k) sum += 0.5 * (r.time[k + 1] - r.time[k]) * ((holds(k) ? 1.0 : 0.0) + (holds(k + 1) ? 1.0 : 0.0));
  return sum;
}

}  // namespace riverchief::assessment
