#include "hydrology/hydrograph.hpp"

#include <algorithm>
#include <cassert>
#include <vector>

namespace riverchief::hydrology {

Instant peak(const basin::Series& series) {
  const auto highest = std::max_element(series.value.begin(), series.value.end());
  return {series.time[static_cast<std::size_t>(highest - series.value.begin())], *highest};
}

double volume_between(const basin::Series& series, double from, double to) {
  return basin::integral_to(series, to) - basin::integral_to(series, from);
}

Window largest_volume(const basin::Series& series, double duration, double from, double to) {
  const double last = to - duration;
  assert(last >= from);
  // Where the window begins or ends at a point, the volume's slope by its start, value_at(end) - value_at(start), changes its own slope.
  std::vector<double> starts = {from, last};
  for (const double time : series.time)
    for (const double start : {time, time - duration})
      if (start > from && start < last) starts.push_back(start);
  std::sort(starts.begin(), starts.end());
  const auto rise = [&](double start) { return basin::value_at(series, start + duration) - basin::value_at(series, start); };
  Window best = {from, from + duration, volume_between(series, from, from + duration)};
  const auto consider = [&](double start) {
    if (const double volume = volume_between(series, start, start + duration); volume > best.volume) best = {start, start + duration, volume};
  };
  for (std::size_t i = 0; i < starts.size(); ++i) {
    consider(starts[i]);
    if (i + 1 == starts.size()) break;
    const double here = rise(starts[i]), next = rise(starts[i + 1]);
    if (here > 0.0 && next < 0.0) consider(starts[i] + (starts[i + 1] - starts[i]) * here / (here - next));
  }
  return best;
}

Window smallest_volume(const basin::Series& series, double duration, double from, double to) {
  basin::Series turned = series;
  for (double& value : turned.value) value = -value;
  Window window = largest_volume(turned, duration, from, to);
  window.volume = -window.volume;
  return window;
}

}  // namespace riverchief::hydrology
