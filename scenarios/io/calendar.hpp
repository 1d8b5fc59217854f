// Instants as people read them: a scenario's start is ISO 8601 with an offset, times count seconds from it.

#pragma once

#include <string>
#include <string_view>

namespace riverchief::io {

/// The instant `seconds` after `start`, with the offset of `start`, to the second.
///
/// \param start    ISO 8601 with offset, "2025-08-10T00:00:00+08:00" or "...Z"
/// \return         "2025-08-10T05:00:00+08:00"; "" if `start` is no such text
/// \throws         nothing
std::string instant(std::string_view start, double seconds);

/// Local time of day of `start` [s]; 0 if it is no ISO 8601 text.
double second_of_day(std::string_view start);

}  // namespace riverchief::io
