// Daily means of what is known at output times, by calendar day of the scenario's own clock.

#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace riverchief::assessment {

/// A day, or the part of it that the run covers: shares of the stored states.
struct Day {
  std::size_t first = 0;        ///< index of the first state that counts
  std::vector<double> weights;  ///< of states first, first + 1, ...; they add up to 1
  double from = 0.0;            ///< where what is covered of it begins [s] from the start
};

/// Days covered by states at these times, the states linear in between. A day of which less than half is covered is left out, unless
/// there would be none.
///
/// \param time           growing, seconds from the start
/// \param second_of_day  local time of day at the start [s]
std::vector<Day> days_of(const std::vector<double>& time, double second_of_day);

/// Mean over a day of values with a stride: value(k) = values[k * stride].
inline double daily_mean(const Day& day, const double* values, std::size_t stride) {
  double sum = 0.0;
  for (std::size_t k = 0; k < day.weights.size(); ++k) sum += day.weights[k] * values[(day.first + k) * stride];
  return sum;
}

}  // namespace riverchief::assessment
