#include "basin/series.hpp"

#include <algorithm>
#include <cassert>

namespace riverchief::basin {

double value_at(const Series& series, double time) {
  const auto& t = series.time;
  const auto& v = series.value;
  assert(!t.empty() && t.size() == v.size());
  if (t.size() == 1 || time <= t.front()) return v.front();
  if (time >= t.back()) return v.back();
  const auto i = static_cast<std::size_t>(std::upper_bound(t.begin(), t.end(), time) - t.begin()) - 1;
  return v[i] + (v[i + 1] - v[i]) * (time - t[i]) / (t[i + 1] - t[i]);
}

namespace {

/// Integral from the first point to `time`, exact for straight lines; negative before it.
double primitive(const Series& series, double time) {
  const auto& t = series.time;
  const auto& v = series.value;
  if (t.size() == 1 || time <= t.front()) return v.front() * (time - t.front());
  double sum = 0.0;
  for (std::size_t i = 0; i + 1 < t.size() && t[i] < time; ++i) {
    const double end = std::min(time, t[i + 1]);
    sum += 0.5 * (v[i] + value_at(series, end)) * (end - t[i]);
  }
  return time > t.back() ? sum + v.back() * (time - t.back()) : sum;
}

}  // namespace

double integral_to(const Series& series, double time) {
  assert(!series.time.empty() && series.time.size() == series.value.size());
  return primitive(series, time) - primitive(series, 0.0);
}

}  // namespace riverchief::basin
