#include "viz/chart/daily.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace riverchief::viz {

Daily daily(const std::vector<double>& time, const std::vector<double>& values) {
  constexpr double day = 86400.0;
  Daily result;
  if (time.empty()) return result;
  const double last = time.back();
  // Both midnights belong to a day, the mean is that of values linear in between.
  std::size_t first = 0;
  for (double start = time.front(); start + 0.5 * day <= last; start += day) {
    while (first + 1 < time.size() && time[first] < start - 1.0) ++first;
    double sum = 0.0, length = 0.0, low = std::numeric_limits<double>::infinity(), high = -low;
    for (std::size_t i = first; i < time.size() && i < values.size() && time[i] <= start + day + 1.0; ++i) {
      low = std::min(low, values[i]);
      high = std::max(high, values[i]);
      if (i > first) {
        sum += 0.5 * (values[i] + values[i - 1]) * (time[i] - time[i - 1]);
        length += time[i] - time[i - 1];
      }
    }
    if (!(length > 0.0)) continue;
    result.time.push_back(start + 0.5 * std::min(day, last - start));
    result.mean.push_back(sum / length);
    result.lowest.push_back(low);
    result.highest.push_back(high);
  }
  return result;
}

}  // namespace riverchief::viz
