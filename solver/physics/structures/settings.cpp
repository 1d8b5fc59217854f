#include "physics/structures/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace riverchief::physics {

double Settings::number(std::string_view key) const {
  if (const auto found = given_->numbers.find(std::string(key)); found != given_->numbers.end()) return found->second;
  const auto known = std::find_if(keys_->begin(), keys_->end(), [&](const StructureKey& k) { return k.name == key; });
  return known == keys_->end() ? std::numeric_limits<double>::quiet_NaN() : known->otherwise;
}

bool Settings::has(std::string_view key) const { return !std::isnan(number(key)); }

std::string Settings::word(std::string_view key) const {
  if (const auto found = given_->words.find(std::string(key)); found != given_->words.end()) return found->second;
  const auto known = std::find_if(keys_->begin(), keys_->end(), [&](const StructureKey& k) { return k.name == key; });
  return known == keys_->end() || known->words.empty() ? std::string() : std::string(known->words.front());
}

Curve Settings::curve(std::string_view key) const {
  const auto found = given_->curves.find(std::string(key));
  return found == given_->curves.end() ? Curve{} : found->second;
}

void Findings::add(std::string_view key, std::string what, std::string why, std::string fix) {
  problems_.push_back({.key = std::string(key), .what = std::move(what), .why = std::move(why), .fix = std::move(fix)});
}

void Findings::positive(const Settings& settings, std::string_view key, std::string_view unit) {
  const double value = settings.number(key);
  if (value <= 0.0)
    add(key, fmt::format("{} is not above zero", key), fmt::format("{} = {}; it must be greater than 0 {}", key, shown(value, unit), unit),
        fmt::format("give {} as a positive number", key));
}

void Findings::not_negative(const Settings& settings, std::string_view key, std::string_view unit) {
  const double value = settings.number(key);
  if (value < 0.0)
    add(key, fmt::format("{} is negative", key), fmt::format("{} = {}; it must be at least 0 {}", key, shown(value, unit), unit),
        fmt::format("give {} as 0 or more", key));
}

void Findings::above_bed(const Settings& settings, std::string_view key, const Surroundings& at) {
  const double level = settings.number(key), bed = std::min(at.left_bed, at.right_bed);
  if (level < bed)
    add(key, fmt::format("{} lies below the bed", key),
        fmt::format("{} = {}, the lowest bed beside it is {}", key, shown(level, "m"), shown(bed, "m")),
        "raise it to the bed or above, or check datum and place");
}

void Findings::within_section(std::string_view key, double total, const Surroundings& at) {
  if (total > at.width)
    add(key, "the structure is wider than its section",
        fmt::format("its openings are {} wide in all, the river's section between its crests {}", shown(total, "m"), shown(at.width, "m")),
        "reduce its width or count, or check the section and the place");
}

std::string shown(double value, std::string_view unit) {
  return unit.empty() ? fmt::format("{:.6g}", value) : fmt::format("{:.6g} {}", value, unit);
}

}  // namespace riverchief::physics
