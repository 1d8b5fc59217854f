#include "basin/source_course.hpp"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cmath>

namespace riverchief::basin {
namespace {

constexpr double day = 86400.0, longest_ramp = 60.0;

bool has(const std::vector<int>& numbers, int number) { return numbers.empty() || std::find(numbers.begin(), numbers.end(), number) != numbers.end(); }

}  // namespace

Series steps(const std::vector<double>& edges, const std::vector<double>& values) {
  assert(edges.size() == values.size() + 1);
  Series result;
  const auto add = [&](double t, double v) { result.time.push_back(t), result.value.push_back(v); };
  if (values.empty()) return constant(0.0);
  add(edges.front(), values.front());
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (values[i] == values[i - 1]) continue;
    const double ramp = std::min({longest_ramp, 0.2 * (edges[i] - edges[i - 1]), 0.2 * (edges[i + 1] - edges[i])});
    add(edges[i] - 0.5 * ramp, values[i - 1]);
    add(edges[i] + 0.5 * ramp, values[i]);
  }
  if (result.time.size() > 1) add(edges.back(), values.back());
  return result;
}

Series times(const Series& series, double factor) {
  Series result = series;
  for (double& v : result.value) v *= factor;
  return result;
}

Series along(const std::vector<const Series*>& series, const std::function<double(double)>& value, const std::vector<double>& more) {
  Series result;
  for (const Series* s : series)
    if (!is_constant(*s)) result.time.insert(result.time.end(), s->time.begin(), s->time.end());
  result.time.insert(result.time.end(), more.begin(), more.end());
  if (result.time.empty()) return constant(value(0.0));
  std::sort(result.time.begin(), result.time.end());
  result.time.erase(std::unique(result.time.begin(), result.time.end(), [](double a, double b) { return b - a < 1e-6; }), result.time.end());
  for (const double t : result.time) result.value.push_back(value(t));
  return result;
}

Series plus(const Series& a, const Series& b) {
  if (a.time.empty() || b.time.empty()) return a.time.empty() ? b : a;
  return along({&a, &b}, [&](double t) { return value_at(a, t) + value_at(b, t); });
}

std::vector<double> crossings(const Series& series, double value) {
  std::vector<double> found;
  for (std::size_t i = 1; i < series.time.size(); ++i) {
    const double a = series.value[i - 1] - value, b = series.value[i] - value;
    if (a * b < 0.0) found.push_back(series.time[i - 1] + (series.time[i] - series.time[i - 1]) * a / (a - b));
  }
  return found;
}

ClockTime clock_time(const Scenario& scenario, double time) {
  using namespace std::chrono;
  const double local = scenario.start_epoch + 60.0 * scenario.clock + time, days_since = std::floor(local / day);
  const sys_days date{days{static_cast<int>(days_since)}};
  return {static_cast<int>(static_cast<unsigned>(year_month_day{date}.month())), static_cast<int>(weekday{date}.iso_encoding()), local - day * days_since};
}

double seconds_in(const std::vector<int>& months) {
  static constexpr int days_of[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int sum = 0;
  for (int m = 1; m <= 12; ++m)
    if (has(months, m)) sum += days_of[m - 1];
  return day * sum;
}

Series running(const Schedule& schedule, const Scenario& scenario) {
  if (schedule.always()) return constant(1.0);
  const double midnight = -clock_time(scenario, 0.0).of_day;  // the last one before the start
  std::vector<double> edges{0.0}, values;
  const auto until = [&](double time, double value) {  // `value` from the last edge to `time`
    time = std::min(time, scenario.duration);
    if (time <= edges.back() + 1e-6) return;
    edges.push_back(time), values.push_back(value);
  };
  const bool over_midnight = schedule.from > schedule.to;
  const double length = schedule.to - schedule.from + (over_midnight ? day : 0.0);
  for (double date = midnight - day; date < scenario.duration; date += day) {
    const ClockTime clock = clock_time(scenario, date + 0.5 * day);  // of the day on which it begins
    if (!has(schedule.weekdays, clock.weekday) || !has(schedule.months, clock.month)) continue;
    const double begin = date + schedule.from, end = begin + length;
    if (schedule.off <= 0.0) {
      until(begin, 0.0);
      until(end, 1.0);
      continue;
    }
    for (double at = begin; at < end; at += schedule.on + schedule.off) {
      until(at, 0.0);
      until(std::min(at + schedule.on, end), 1.0);
    }
  }
  until(scenario.duration, 0.0);
  return steps(edges, values);
}

}  // namespace riverchief::basin
