// Ranges and the round numbers and dates that divide them.

#pragma once

#include <string>
#include <vector>

#include "viz/language.hpp"

namespace riverchief::viz {

struct Range {
  double low = 0, high = 1;
  double size() const { return high - low; }
  bool empty() const { return !(high >= low); }
};

/// The range of nothing, to be widened.
inline constexpr Range no_range{1e300, -1e300};

/// Widens the range to hold the finite values among `values`.
void widen(Range& range, const std::vector<double>& values);
/// Adds a share of the size on both sides; a range without size gets one.
Range with_margin(Range range, double share);

struct Tick {
  double value;
  std::string label;
};

/// Multiples of 1, 2 or 5 times a power of ten inside the range, at most `count` of them.
std::vector<Tick> ticks(Range range, int count);

/// A number with so many decimals and a proper minus sign.
std::string decimal(double value, int decimals);

/// An instant as written in a scenario: the wall clock of its own offset.
class Clock {
 public:
  /// \param start  ISO 8601, "2025-08-10T00:00:00+08:00"; text that is none gives a clock that counts days from 0
  explicit Clock(const std::string& start);

  /// Round times (midnights, or hours where the range is short) inside a range of seconds from the start, at most `count`.
  std::vector<Tick> ticks(Range seconds, int count, const Language& in) const;
  /// "时间 (2025年, UTC+08:00)": title of a time axis over that range.
  std::string title(Range seconds, const Language& in) const;

 private:
  bool known_ = false;
  long days_ = 0;        ///< of the start since 1970-01-01, wall clock
  double seconds_ = 0;   ///< of the start since that midnight
  std::string offset_;
};

}  // namespace riverchief::viz
