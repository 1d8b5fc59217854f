#include "io/toml_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <cassert>
#include <cmath>
#include <cstdlib>

#include "core/quantity.hpp"

namespace riverchief::io {
namespace {

/// A unit as people write it.
std::string written_unit(std::string_view quantity_unit) {
  const auto accepted = core::accepted_units(quantity_unit);
  return accepted.empty() || accepted.front() == "1" ? "" : accepted.front();
}

std::string with_unit(double value, const std::string& unit) { return unit.empty() ? fmt::format("{:g}", value) : fmt::format("{:g} {}", value, unit); }

std::string accepted_text(std::string_view unit) {
  auto accepted = core::accepted_units(unit);
  if (accepted.size() > 6) accepted.resize(6);
  return fmt::format("{}", fmt::join(accepted, ", "));
}

}  // namespace

void wrong_unit(const std::string& unit, std::string_view quantity, const std::string& what, const core::Where& where, Complaints& complaints) {
  const std::string_view target = core::find_quantity(quantity)->unit;
  const std::string near = core::closest(unit, core::accepted_units(target));
  complaints.error(where, fmt::format("wrong unit '{}' of {}", unit, what), fmt::format("{} is measured in {}", quantity, accepted_text(target)),
                   near.empty() ? "give the value in one of these units." : fmt::format("did you mean '{}'?", near));
}

bool within_range(double value, std::string_view quantity, const std::string& what, const std::string& written, const core::Where& where, Complaints& complaints) {
  const core::Quantity* known = core::find_quantity(quantity);
  assert(known != nullptr);
  if (value >= known->lowest && value <= known->highest) return true;
  const std::string unit = written_unit(known->unit), said = written.empty() ? with_unit(value, unit) : written;
  if (value < 0.0 && known->lowest == 0.0) {
    complaints.error(where, fmt::format("{} is negative", what), fmt::format("it is {}, and cannot be less than 0", said), "give a value of 0 or more.");
    return false;
  }
  complaints.error(where, fmt::format("{} is out of range", what),
                   fmt::format("it is {}; {} lies between {:g} and {}", said, known->name, known->lowest, with_unit(known->highest, unit)),
                   unit.empty() ? "check the value." : "check the value and its unit.");
  return false;
}

const TomlValue::Entry* TomlTable::entry(std::string_view key) const {
  for (const auto& e : value_->entries)
    if (e.key == key) return &e;
  return nullptr;
}

bool TomlTable::has(std::string_view key) const { return entry(key) != nullptr; }

core::Where TomlTable::where(std::string_view key) const {
  const auto* e = entry(key);
  return e ? file_->where(e->value.line, e->value.column) : here();
}

core::Where TomlTable::where_key(std::string_view key) const {
  const auto* e = entry(key);
  return e ? file_->where(e->line, e->column) : here();
}

const TomlValue* TomlTable::value(std::string_view key) {
  if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) asked_.emplace_back(key);
  const auto* e = entry(key);
  return e ? &e->value : nullptr;
}

const TomlValue* TomlTable::wanted(std::string_view key, std::string_view example) {
  const TomlValue* found = value(key);
  if (!found && !example.empty()) missing_.emplace_back(key, example);
  return found;
}

void TomlTable::wrong_kind(std::string_view key, const TomlValue& value, const std::string& expected, std::string_view example) {
  error(file_->where(value.line, value.column), fmt::format("{} of {} is {}", key, name_, describe(value.kind)), fmt::format("{} is expected", expected),
        example.empty() ? fmt::format("write {} as {}.", key, expected) : fmt::format("write {} = {}", key, example));
}

std::string TomlTable::text(std::string_view key, std::string_view example) {
  const TomlValue* found = wanted(key, example);
  if (!found) return "";
  if (found->kind == TomlValue::Kind::text) return found->text;
  wrong_kind(key, *found, "a text", example.empty() ? "\"...\"" : example);
  return "";
}

std::optional<double> TomlTable::as_number(const TomlValue& value, const std::string& key, std::string_view quantity, const std::string& label) {
  const core::Quantity* known = core::find_quantity(quantity);
  assert(known != nullptr);
  const core::Where at = file_->where(value.line, value.column);
  const std::string unit = written_unit(known->unit);
  const std::string example = unit.empty() ? fmt::format("{} = 0.5", key) : fmt::format("{} = 2.0 (in {}) or {} = \"2.0 {}\"", key, unit, key, unit);
  double number = value.number;
  if (value.kind == TomlValue::Kind::text) {
    const auto read = core::parse_number(value.text, known->unit);
    if (!read) {
      // a number with a wrong unit, or no number at all
      char* rest = nullptr;
      std::strtod(value.text.c_str(), &rest);
      const bool has_number = rest != value.text.c_str();
      while (*rest == ' ') ++rest;
      if (!has_number) error(at, fmt::format("{} is no number", label), fmt::format("it says '{}'", value.text), fmt::format("write {}.", example));
      else if (*rest == '\0') error(at, fmt::format("{} has no unit", label), fmt::format("'{}' is a text without unit", value.text), fmt::format("write {}.", example));
      else wrong_unit(rest, quantity, label, at, *complaints_);
      return std::nullopt;
    }
    number = *read;
  } else if (value.kind != TomlValue::Kind::number) {
    error(at, fmt::format("{} is {}", label, describe(value.kind)), "a number is expected", fmt::format("write {}.", example));
    return std::nullopt;
  }
  if (!std::isfinite(number)) {
    error(at, fmt::format("{} is not finite", label), "", fmt::format("write {}.", example));
    return std::nullopt;
  }
  if (!within_range(number, quantity, label, value.text, at, *complaints_)) return std::nullopt;
  return number;
}

std::optional<double> TomlTable::number(std::string_view key, std::string_view quantity, std::string_view example) {
  const TomlValue* found = wanted(key, example);
  return found ? as_number(*found, std::string(key), quantity) : std::nullopt;
}

std::optional<int> TomlTable::whole_number(std::string_view key) {
  const TomlValue* found = value(key);
  if (!found) return std::nullopt;
  if (found->kind == TomlValue::Kind::number && std::abs(found->number) < 1e9 && found->number == std::floor(found->number)) return static_cast<int>(found->number);
  error(where(key), fmt::format("{} of {} is no whole number", key, name_), "", fmt::format("write {} = 1", key));
  return std::nullopt;
}

std::optional<Instant> TomlTable::instant(std::string_view key, std::string_view example) {
  const TomlValue* found = wanted(key, example);
  if (!found) return std::nullopt;
  const std::string shown = example.empty() ? "2025-08-10T00:00:00+08:00" : std::string(example);
  if (found->kind != TomlValue::Kind::instant && found->kind != TomlValue::Kind::text) {
    wrong_kind(key, *found, "a time", shown);
    return std::nullopt;
  }
  const auto read = parse_instant(found->text);
  if (!read) {
    error(where(key), fmt::format("{} of {} is no time", key, name_), fmt::format("it says '{}'", found->text), fmt::format("write {} = {}", key, shown));
    return std::nullopt;
  }
  if (!read->has_offset) {
    error(where(key), fmt::format("{} of {} has no offset", key, name_), fmt::format("'{}' does not say by which clock", found->text),
          "add +08:00 (China) or Z (universal time) behind it.");
    return std::nullopt;
  }
  return read;
}

std::optional<std::size_t> TomlTable::choice(std::string_view key, const std::vector<std::string>& known, std::string_view example) {
  const TomlValue* found = wanted(key, example);
  if (!found) return std::nullopt;
  const std::string said = found->kind == TomlValue::Kind::number ? fmt::format("{:g}", found->number) : found->text;
  const auto at = std::find(known.begin(), known.end(), said);
  if (at != known.end()) return static_cast<std::size_t>(at - known.begin());
  error(where(key), fmt::format("unknown {} '{}' of {}", key, said, name_), "", suggestion(said, known, "choose one of"));
  return std::nullopt;
}

std::optional<basin::Place> TomlTable::place(std::string_view key, std::string_view example) {
  const std::string said = text(key, example);
  if (said.empty()) return std::nullopt;
  const auto read = basin::parse_place(said);
  if (!read)
    error(where(key), fmt::format("{} of {} is no place", key, name_), fmt::format("it says '{}'", said),
          "write river and chainage: \"zhimai: 9.5 km\", with left or right behind it where a bank matters.");
  return read;
}

std::optional<basin::Stretch> TomlTable::stretch(std::string_view key, std::string_view example) {
  const std::string said = text(key, example);
  if (said.empty()) return std::nullopt;
  const auto read = basin::parse_stretch(said);
  if (!read)
    error(where(key), fmt::format("{} of {} is no stretch of a river", key, name_), fmt::format("it says '{}'", said),
          "write river and two growing chainages: \"zhimai: 20 km to 32 km\", with left or right behind it where a bank matters.");
  return read;
}

std::map<std::string, double> TomlTable::numbers(std::string_view key, std::string_view quantity, const std::vector<std::string>& ids, const std::string& what) {
  std::map<std::string, double> result;
  auto inner = table(key, fmt::format("{} of {}", key, name_));
  if (!inner) return result;
  for (const auto& e : inner->value_->entries) {
    if (std::find(ids.begin(), ids.end(), e.key) == ids.end()) {
      error(file_->where(e.line, e.column), fmt::format("unknown {} '{}' in {}", what, e.key, inner->name_), "", suggestion(e.key, ids, what + "s"));
      continue;
    }
    if (const auto number = inner->as_number(e.value, e.key, quantity, fmt::format("{} of '{}' in {}", key, e.key, name_))) result[e.key] = *number;
  }
  return result;
}

std::optional<TomlTable> TomlTable::table(std::string_view key, std::string name) {
  const TomlValue* found = value(key);
  if (!found) return std::nullopt;
  if (found->kind != TomlValue::Kind::table) {
    wrong_kind(key, *found, "a table", fmt::format("{{name = value}}"));
    return std::nullopt;
  }
  return TomlTable(*found, *file_, *complaints_, std::move(name));
}

std::vector<TomlTable> TomlTable::tables(std::string_view key, const std::string& name) {
  std::vector<TomlTable> result, of_parts;
  for (TomlTable& part : parts_)
    for (TomlTable& table : part.tables(key, name)) of_parts.push_back(std::move(table));
  const TomlValue* found = value(key);
  if (!found) return of_parts;
  const bool all_tables = found->kind == TomlValue::Kind::list &&
                          std::all_of(found->list.begin(), found->list.end(), [](const TomlValue& v) { return v.kind == TomlValue::Kind::table; });
  if (!all_tables) {
    error(where_key(key), fmt::format("{} is {}, not a list of tables", key, describe(found->kind)), "", fmt::format("write [[{}]] with two brackets, once for each.", key));
    return result;
  }
  for (const TomlValue& item : found->list) result.emplace_back(item, *file_, *complaints_, name);
  std::move(of_parts.begin(), of_parts.end(), std::back_inserter(result));
  return result;
}

void TomlTable::report_missing() {
  for (const auto& [key, example] : missing_) error(here(), fmt::format("{} has no {}", name_, key), "", fmt::format("add {} = {}", key, example));
  missing_.clear();
}

void TomlTable::finish() {
  for (const auto& e : value_->entries) {
    if (std::find(asked_.begin(), asked_.end(), e.key) != asked_.end()) continue;
    error(file_->where(e.line, e.column), fmt::format("unknown key '{}' in {}", e.key, name_), "", suggestion(e.key, asked_, "keys"));
    const std::string meant = core::closest(e.key, asked_);
    missing_.erase(std::remove_if(missing_.begin(), missing_.end(), [&](const auto& m) { return m.first == meant; }), missing_.end());
  }
  report_missing();
  for (TomlTable& part : parts_) part.finish();
}

}  // namespace riverchief::io
