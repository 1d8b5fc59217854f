#include "io/toml_value.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

namespace riverchief::io {
namespace {

int as_int(toml::source_index index) { return static_cast<int>(index); }

TomlValue converted(const toml::node& node);

void fill(TomlValue& value, const toml::table& table) {
  value.kind = TomlValue::Kind::table;
  for (const auto& [key, child] : table) {
    const auto& begin = key.source().begin;
    value.entries.push_back({std::string(key.str()), as_int(begin.line), as_int(begin.column), converted(child)});
  }
  std::sort(value.entries.begin(), value.entries.end(), [](const auto& a, const auto& b) { return std::pair(a.line, a.column) < std::pair(b.line, b.column); });
}

template <class Time>
std::string printed(const Time& time) {
  std::ostringstream text;
  text << time;
  return text.str();
}

TomlValue converted(const toml::node& node) {
  TomlValue value;
  value.line = as_int(node.source().begin.line);
  value.column = as_int(node.source().begin.column);
  if (const auto* table = node.as_table()) fill(value, *table);
  else if (const auto* array = node.as_array()) {
    value.kind = TomlValue::Kind::list;
    for (const auto& child : *array) value.list.push_back(converted(child));
  } else if (const auto* text = node.as_string()) value.kind = TomlValue::Kind::text, value.text = text->get();
  else if (const auto* integer = node.as_integer()) value.kind = TomlValue::Kind::number, value.number = static_cast<double>(integer->get());
  else if (const auto* number = node.as_floating_point()) value.kind = TomlValue::Kind::number, value.number = number->get();
  else if (const auto* boolean = node.as_boolean()) value.kind = TomlValue::Kind::boolean, value.boolean = boolean->get();
  else {
    value.kind = TomlValue::Kind::instant;
    if (const auto* instant = node.as_date_time()) value.text = printed(instant->get());
    else if (const auto* date = node.as_date()) value.text = printed(date->get());
    else if (const auto* time = node.as_time()) value.text = printed(time->get());
  }
  return value;
}

/// What to do about a syntax error, from the line it stands on.
std::string remedy(std::string_view line, std::string_view why) {
  const auto equals = line.find('=');
  if (why.find("redefine") != std::string_view::npos) return "remove one of the two; a list of things is written as [[name]] with two brackets.";
  if (equals == std::string_view::npos && line.find('[') == std::string_view::npos) return "write key = value, one on a line; a comment starts with #.";
  if (std::count(line.begin(), line.end(), '"') % 2 == 1) return "close the text with a second quotation mark.";
  if (equals != std::string_view::npos) {
    const std::string value(line.substr(std::min(line.size(), line.find_first_not_of(" \t", equals + 1))));
    if (value.find("“") != std::string::npos || value.find("”") != std::string::npos) return "use straight quotation marks: \"...\".";
    if (!value.empty() && value.find('"') == std::string::npos && value.find('[') == std::string::npos && value.find('{') == std::string::npos)
      return fmt::format("a text, and a number with a unit, stand in quotation marks: {} = \"{}\".", line.substr(0, line.find_last_not_of(" \t", equals - 1) + 1), value);
  }
  return "a text stands in quotation marks, a list in [ ], a small table in { }; every one of them is closed on its line.";
}

}  // namespace

TomlValue parse_toml(const TextFile& file, Complaints& complaints, bool& is_fine) {
  TomlValue value;
  is_fine = true;
  try {
    fill(value, toml::parse(file.text, file.path));
  } catch (const toml::parse_error& error) {
    is_fine = false;
    const core::Where where = file.where(as_int(error.source().begin.line), as_int(error.source().begin.column));
    std::string why(error.description());
    if (const auto colon = why.find(": "); colon != std::string::npos && why.rfind("Error while parsing", 0) == 0) why.erase(0, colon + 2);
    complaints.error(where, "this is not TOML", why, remedy(where.excerpt, why));
  }
  return value;
}

std::string describe(TomlValue::Kind kind) {
  switch (kind) {
    case TomlValue::Kind::text: return "a text";
    case TomlValue::Kind::number: return "a number";
    case TomlValue::Kind::boolean: return "true or false";
    case TomlValue::Kind::instant: return "a time";
    case TomlValue::Kind::list: return "a list";
    case TomlValue::Kind::table: return "a table";
  }
  return "";
}

}  // namespace riverchief::io
