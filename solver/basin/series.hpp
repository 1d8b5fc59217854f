// Values through time.

#pragma once

#include <vector>

namespace riverchief::basin {

/// Values through time, linear in between; `time` in seconds from the scenario's start, strictly increasing.
/// A constant has one point and holds for ever.
struct Series {
  std::vector<double> time, value;
};

/// The value at a time; before the first and after the last point the series holds (the reader has checked the cover).
double value_at(const Series& series, double time);
/// Integral from the scenario's start to `time`: value x s.
double integral_to(const Series& series, double time);

}  // namespace riverchief::basin
