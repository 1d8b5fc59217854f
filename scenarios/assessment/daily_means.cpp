#include "scenarios/assessment/daily_means.hpp"

#include <algorithm>

namespace riverchief::assessment {
namespace {

constexpr double day_length = 86400.0;  // s

/// The trapezoid rule over [from, to] inside the states' times.
Day mean_over(const std::vector<double>& time, double from, double to) {
  Day day;
  std::size_t i = static_cast<std::size_t>(std::upper_bound(time.begin(), time.end(), from) - time.begin());
  i = i > 0 ? i - 1 : 0;
  day.first = i;
  day.from = from;
  day.weights.assign(1, 0.0);
  for (; i + 1 < time.size() && time[i] < to; ++i) {
    const double a = std::max(from, time[i]), b = std::min(to, time[i + 1]), dt = time[i + 1] - time[i];
    if (b <= a || dt <= 0.0) continue;
    const double middle = 0.5 * (a + b), share = (middle - time[i]) / dt;  // of the later state
    day.weights.resize(i + 2 - day.first, 0.0);
    day.weights[i - day.first] += (b - a) / (to - from) * (1.0 - share);
    day.weights[i + 1 - day.first] += (b - a) / (to - from) * share;
  }
  return day;
}

}  // namespace

std::vector<Day> days_of(const std::vector<double>& time, double second_of_day) {
  std::vector<Day> days;
  if (time.empty()) return days;
  if (time.size() == 1) return {Day{0, {1.0}, time.front()}};
  const double begin = time.front(), end = time.back();
  const double first = std::floor((begin + second_of_day) / day_length);
  for (double k = first; k * day_length - second_of_day < end; k += 1.0) {
    const double from = std::max(begin, k * day_length - second_of_day), to = std::min(end, (k + 1.0) * day_length - second_of_day);
    if (to - from >= 0.5 * day_length) days.push_back(mean_over(time, from, to));
  }
  if (days.empty()) days.push_back(mean_over(time, begin, end));
  return days;
}

}  // namespace riverchief::assessment
