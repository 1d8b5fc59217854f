// Instants as ISO 8601 with an offset: "2025-08-10T00:00:00+08:00" or "...Z".

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace riverchief::io {

struct Instant {
  double epoch = 0.0;      ///< seconds since 1970-01-01T00:00:00Z
  int offset_minutes = 0;  ///< of the clock it was written by
  bool has_offset = true;  ///< false: the text named none, epoch is as if it were UTC
};

/// Reads a date ("2025-08-10") or a date and time, 'T' or a blank between them, seconds and offset optional.
std::optional<Instant> parse_instant(std::string_view text);
/// "2025-08-10T00:00:00+08:00", fractions of a second only where there are any.
std::string to_text(const Instant& instant);

}  // namespace riverchief::io
