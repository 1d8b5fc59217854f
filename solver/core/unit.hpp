// Units that inputs may carry. Inside, everything is SI (concentrations g/m3 = mg/L, temperatures degC).

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace riverchief::core {

/// Factor that turns a value in `unit` into one in `target`, or nothing where the two do not measure the same.
///
/// \param unit    as people write it: "km", "m3/d", "mg/L", "1/day"
/// \param target  an SI unit, as in the table of quantities ("m3 s-1") or as people write it ("m3/s")
std::optional<double> conversion(std::string_view unit, std::string_view target);

/// The spellings that inputs may use for a quantity in `target`, the common ones first; empty for an unknown target.
std::vector<std::string> accepted_units(std::string_view target);

/// Reads "12.4 km" as a number in `target`; a number alone is taken in `target` where that is "1". Nothing where the text is
/// no finite number or its unit does not fit.
std::optional<double> parse_number(std::string_view text, std::string_view target);

}  // namespace riverchief::core
