#include "core/unit.hpp"

#include <charconv>
#include <cmath>

namespace riverchief::core {
namespace {

struct Unit {
  std::string_view target;   ///< SI, as the table of quantities writes it
  std::string_view written;  ///< as people write it
  double factor;             ///< written -> target
};

constexpr double minute = 60.0, hour = 3600.0, day = 86400.0, year = 365.0 * day, mu = 10000.0 / 15.0;

constexpr Unit units[] = {
    {"1", "1", 1.0}, {"1", "-", 1.0}, {"1", "%", 0.01},
    {"m", "m", 1.0}, {"m", "km", 1000.0}, {"m", "cm", 0.01}, {"m", "mm", 0.001}, {"m", "米", 1.0}, {"m", "公里", 1000.0},
    {"m2", "m2", 1.0}, {"m2", "m^2", 1.0}, {"m2", "km2", 1e6}, {"m2", "ha", 1e4}, {"m2", "亩", mu},
    {"m3", "m3", 1.0}, {"m3", "m^3", 1.0}, {"m3", "万m3", 1e4}, {"m3", "亿m3", 1e8},
    {"s", "s", 1.0}, {"s", "min", minute}, {"s", "h", hour}, {"s", "hour", hour}, {"s", "d", day}, {"s", "day", day},
    {"m s-1", "m/s", 1.0}, {"m s-1", "cm/s", 0.01}, {"m s-1", "m/d", 1.0 / day}, {"m s-1", "m s-1", 1.0},
    {"m s-1", "m/min", 1.0 / minute}, {"m s-1", "cm/min", 0.01 / minute}, {"m s-1", "m/h", 1.0 / hour}, {"m s-1", "mm/h", 0.001 / hour}, {"m s-1", "mm/d", 0.001 / day}, {"m s-1", "mm/day", 0.001 / day}, {"m s-1", "m/a", 1.0 / year},
    {"m2 s-1", "m2/s", 1.0}, {"m2 s-1", "m^2/s", 1.0}, {"m2 s-1", "m2 s-1", 1.0},
    {"m3 s-1", "m3/s", 1.0}, {"m3 s-1", "L/s", 0.001}, {"m3 s-1", "m3/h", 1.0 / hour}, {"m3 s-1", "m3/d", 1.0 / day},
    {"m3 s-1", "m3/day", 1.0 / day}, {"m3 s-1", "万m3/d", 1e4 / day}, {"m3 s-1", "m^3/s", 1.0}, {"m3 s-1", "m3 s-1", 1.0}, {"m3 s-1", "L/d", 0.001 / day}, {"m3 s-1", "L/day", 0.001 / day},
    {"g m-3", "mg/L", 1.0}, {"g m-3", "g/m3", 1.0}, {"g m-3", "mg/l", 1.0}, {"g m-3", "ug/L", 0.001}, {"g m-3", "µg/L", 0.001},
    {"g m-3", "μg/L", 0.001}, {"g m-3", "g/L", 1000.0}, {"g m-3", "kg/m3", 1000.0}, {"g m-3", "g m-3", 1.0},
    {"kg", "kg", 1.0}, {"kg", "g", 0.001}, {"kg", "t", 1000.0},
    {"kg s-1", "kg/s", 1.0}, {"kg s-1", "kg/d", 1.0 / day}, {"kg s-1", "kg/day", 1.0 / day}, {"kg s-1", "g/s", 0.001},
    {"kg s-1", "t/d", 1000.0 / day}, {"kg s-1", "kg/h", 1.0 / hour}, {"kg s-1", "kg s-1", 1.0},
    {"kg s-1", "g/d", 0.001 / day}, {"kg s-1", "g/day", 0.001 / day}, {"kg s-1", "kg/a", 1.0 / year}, {"kg s-1", "t/a", 1000.0 / year},
    {"kg m-2 s-1", "kg/(m2 s)", 1.0}, {"kg m-2 s-1", "kg/(ha a)", 1e-4 / year}, {"kg m-2 s-1", "t/(km2 a)", 1e-3 / year}, {"kg m-2 s-1", "kg/(亩 a)", 1.0 / mu / year}, {"kg m-2 s-1", "kg m-2 s-1", 1.0},
    {"kg m-2", "kg/m2", 1.0}, {"kg m-2", "kg/ha", 1e-4}, {"kg m-2", "g/m2", 0.001}, {"kg m-2", "kg m-2", 1.0}, {"m-1", "1/m", 1.0}, {"m-1", "1/mm", 1000.0}, {"m-1", "m-1", 1.0},
    {"s-1", "1/s", 1.0}, {"s-1", "1/day", 1.0 / day}, {"s-1", "1/d", 1.0 / day}, {"s-1", "1/h", 1.0 / hour}, {"s-1", "1/min", 1.0 / minute}, {"s-1", "1/a", 1.0 / year}, {"s-1", "1/month", 12.0 / year}, {"s-1", "%/min", 0.01 / minute}, {"s-1", "%/h", 0.01 / hour}, {"s-1", "s-1", 1.0}, {"s-1", "d-1", 1.0 / day},
    {"s m-1/3", "s m^-1/3", 1.0}, {"s m-1/3", "s/m^(1/3)", 1.0}, {"s m-1/3", "s m-1/3", 1.0},
    {"J", "J", 1.0}, {"J", "kWh", 3.6e6}, {"m1/2 s-1", "m^0.5/s", 1.0}, {"m1/2 s-1", "m1/2 s-1", 1.0},
    {"g m-2 s-1", "g/m2/s", 1.0}, {"g m-2 s-1", "g/m2/d", 1.0 / day}, {"g m-2 s-1", "mg/m2/d", 0.001 / day}, {"g m-2 s-1", "g m-2 s-1", 1.0},
    {"g m-2", "g/m2", 1.0}, {"g m-2", "mg/m2", 0.001}, {"W m-2", "W/m2", 1.0}, {"W m-2", "ly/d", 41840.0 / day}, {"m-1", "1/m", 1.0}, {"m2 g-1", "m2/g", 1.0},
    {"m3 g-1", "m3/g", 1.0}, {"m3 g-1", "m3/kg", 0.001}, {"m3 g-1", "L/kg", 1e-6}, {"m2 J-1", "m2/J", 1.0}, {"m2 J-1", "1/d/(W/m2)", 1.0 / day},
    {"degC", "degC", 1.0}, {"degC", "°C", 1.0}, {"degC", "℃", 1.0},
    {"V", "V", 1.0}, {"V", "mV", 0.001},
    {"degree", "deg", 1.0}, {"degree", "degree", 1.0}, {"degree", "m", 1.0},
};

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

/// The table's own spelling of a target.
std::string_view table_target(std::string_view target) {
  for (const Unit& unit : units)
    if (unit.target == target) return target;
  for (const Unit& unit : units)
    if (unit.written == target && unit.factor == 1.0) return unit.target;
  return {};
}

}  // namespace

std::optional<double> conversion(std::string_view unit, std::string_view target) {
  const std::string_view wanted = table_target(trimmed(target)), written = trimmed(unit);
  for (const Unit& known : units)
    if (!wanted.empty() && known.target == wanted && known.written == written) return known.factor;
  return std::nullopt;
}

std::vector<std::string> accepted_units(std::string_view target) {
  const std::string_view wanted = table_target(trimmed(target));
  std::vector<std::string> found;
  for (const Unit& known : units)
    if (!wanted.empty() && known.target == wanted) found.emplace_back(known.written);
  return found;
}

std::optional<double> parse_number(std::string_view text, std::string_view target) {
  text = trimmed(text);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || !std::isfinite(value)) return std::nullopt;
  const std::string_view unit = trimmed(text.substr(static_cast<std::size_t>(end - text.data())));
  if (unit.empty()) return table_target(trimmed(target)) == "1" ? std::optional(value) : std::nullopt;
  const auto factor = conversion(unit, target);
  return factor ? std::optional(value * *factor) : std::nullopt;
}

}  // namespace riverchief::core
