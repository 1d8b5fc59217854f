// Dates and steps of time as HEC-RAS writes them: "01JAN1992" with "0000" or "24:00"; "6HOUR".

#pragma once

#include <string>
#include <string_view>

#include "io/hecras/line_reader.hpp"

namespace riverchief::io::hecras {

/// Seconds since 1970 by the file's clock; NaN where it is none.
double to_seconds(std::string_view date, std::string_view time);
/// Seconds of "15MIN", "1HOUR", "1DAY", "1WEEK", "0.5SEC"; NaN for anything else (months and years have no one length).
double step_seconds(std::string_view text);

/// Two fields as an instant; NaN where both are blank, or after a complaint.
double read_instant(LineReader& in, const std::vector<Field>& fields, std::size_t date, std::string_view what);
/// The value of this line as a step; NaN where it is blank, or after a complaint.
double read_step(LineReader& in, std::string_view what);

}  // namespace riverchief::io::hecras
