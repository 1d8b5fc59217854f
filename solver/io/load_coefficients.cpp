#include "io/load_coefficients.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/unit.hpp"
#include "io/data_folder.hpp"

namespace riverchief::io {
namespace {

std::optional<double> in_unit(const TomlValue& value, std::string_view unit) {
  if (value.kind == TomlValue::Kind::number) return value.number;
  return value.kind == TomlValue::Kind::text ? core::parse_number(value.text, unit) : std::nullopt;
}

/// The member of an item that a pollutant is: by its standard item, or by its id.
const TomlValue* of_pollutant(const TomlValue& table, const basin::Pollutant& pollutant) {
  if (!pollutant.standard_item.empty())
    if (const TomlValue* value = member(table, pollutant.standard_item)) return value;
  return member(table, pollutant.id);
}

std::string text_of(const TomlValue& table, std::string_view key) {
  const TomlValue* value = member(table, key);
  return value ? value->text : "";
}

}  // namespace

const TomlValue* member(const TomlValue& table, std::string_view key) {
  for (const auto& entry : table.entries)
    if (entry.key == key) return &entry.value;
  return nullptr;
}

const TomlValue& LoadCoefficients::file(std::string_view name, TomlValue& into, bool& is_read) {
  if (is_read) return into;
  is_read = true;
  const std::string path = fmt::format("{}/{}", data_folder(), name);
  if (const TextFile* text = files_.open(path, "", {path, 0, 0, ""})) {
    bool is_toml = false;
    into = parse_toml(*text, complaints_, is_toml);
  }
  return into;
}

const TomlValue* LoadCoefficients::find(std::string_view path) {
  const TomlValue* at = &file("loads/coefficients.toml", coefficients_, has_coefficients_);
  while (at && !path.empty()) {
    const auto dot = path.find('.');
    at = member(*at, path.substr(0, dot));
    path = dot == std::string_view::npos ? "" : path.substr(dot + 1);
  }
  return at;
}

void LoadCoefficients::missing(std::string_view path) {
  complaints_.error({data_folder() + "/loads/coefficients.toml", 0, 0, ""}, fmt::format("the load coefficients have no {}", path), "", "restore the file that comes with the program.");
}

basin::Amounts LoadCoefficients::amounts(std::string_view path, std::string_view unit, const std::vector<basin::Pollutant>& pollutants) {
  basin::Amounts amounts;
  const TomlValue* table = find(path);
  if (!table) return missing(path), amounts;
  for (const auto& pollutant : pollutants)
    if (const TomlValue* value = of_pollutant(*table, pollutant))
      if (const auto number = in_unit(*value, unit)) amounts[pollutant.id] = *number;
  return amounts;
}

double LoadCoefficients::number(std::string_view path, std::string_view unit) {
  const TomlValue* value = find(path);
  const auto number = value ? in_unit(*value, unit) : std::nullopt;
  if (!number) missing(path);
  return number.value_or(0.0);
}

std::vector<std::string> LoadCoefficients::kinds(std::string_view path) {
  std::vector<std::string> names;
  if (const TomlValue* table = find(path))
    for (const auto& entry : table->entries)
      if (entry.value.kind == TomlValue::Kind::table) names.push_back(entry.key);
  return names;
}

basin::Amounts LoadCoefficients::effluent(std::size_t effluent_class, bool cold, const std::vector<basin::Pollutant>& pollutants) {
  basin::Amounts amounts;
  const TomlValue* items = member(file("standards/gb18918_2002.toml", standard_, has_standard_), "item");
  if (!items) return amounts;
  for (const TomlValue& item : items->list) {
    const TomlValue* limits = cold && member(item, "cold") ? member(item, "cold") : member(item, "limit");
    if (!limits || limits->list.size() <= effluent_class) continue;
    const double limit = limits->list[effluent_class].number;
    for (const auto& pollutant : pollutants)
      if (limit >= 0.0 && (pollutant.standard_item == text_of(item, "id") || pollutant.id == text_of(item, "id"))) amounts[pollutant.id] = limit;
  }
  return amounts;
}

const std::vector<LoadCoefficients::Subtype>& LoadCoefficients::subtypes() {
  if (!subtypes_.empty()) return subtypes_;
  if (const TomlValue* list = member(file("loads/outfall_types.toml", types_, has_types_), "subtype"))
    for (const TomlValue& subtype : list->list) subtypes_.push_back({text_of(subtype, "id"), text_of(subtype, "type")});
  return subtypes_;
}

const std::vector<std::string>& LoadCoefficients::sectors() {
  if (!sectors_.empty()) return sectors_;
  if (const TomlValue* list = member(file("loads/outfall_types.toml", types_, has_types_), "sector"))
    for (const TomlValue& sector : list->list) sectors_.push_back(text_of(sector, "id"));
  return sectors_;
}

}  // namespace riverchief::io
