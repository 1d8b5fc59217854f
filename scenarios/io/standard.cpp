#include "scenarios/io/standard.hpp"

#include <algorithm>
#include <cctype>

#include "scenarios/io/assessment_method.hpp"
#include "scenarios/io/data_folder.hpp"
#include "scenarios/io/toml_file.hpp"

namespace riverchief::io {
namespace {

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
  });
}

std::vector<double> numbers(const toml::table& table, std::string_view key) {
  std::vector<double> values;
  if (const toml::array* list = table[key].as_array()) {
    for (const toml::node& node : *list) values.push_back(node.value_or(0.0));
  }
  return values;
}

/// What is wrong with the limits of an item; "" if nothing is.
std::string wrong_limits(const StandardItem& item, const std::vector<double>& limits) {
  if (limits.empty()) return "";
  const std::size_t wanted = item.limit == LimitKind::range ? 2 : 5;
  if (limits.size() != wanted) return std::to_string(limits.size()) + " limits where " + std::to_string(wanted) + " belong";
  const bool grows = std::is_sorted(limits.begin(), limits.end());
  const bool falls = std::is_sorted(limits.rbegin(), limits.rend());
  if (item.limit == LimitKind::lowest ? !falls : !grows) return "limits must get laxer from class Ⅰ to Ⅴ";
  return "";
}

}  // namespace

namespace {

/// Names, unit and aliases, which items of both tables have.
StandardItem named_item(const toml::table& entry) {
  StandardItem item;
  item.id = entry["id"].value_or("");
  item.name_zh = entry["name_zh"].value_or("");
  item.name_en = entry["name_en"].value_or("");
  item.unit = entry["unit"].value_or("");
  item.mark = entry["mark"].value_or("");
  if (const toml::array* names = entry["aliases"].as_array()) {
    for (const toml::node& name : *names) item.aliases.emplace_back(name.value_or(""));
  }
  return item;
}

void read_item(const std::string& path, const toml::table& entry, Standard& standard, std::vector<core::Complaint>& complaints) {
  StandardItem item = named_item(entry);
  const std::string limit = entry["limit"].value_or("highest");
  if (limit == "highest") {
    item.limit = LimitKind::highest;
  } else if (limit == "lowest") {
    item.limit = LimitKind::lowest;
  } else if (limit == "range") {
    item.limit = LimitKind::range;
  } else if (limit == "none") {
    item.limit = LimitKind::none;
  } else {
    complaints.push_back(complaint_at(path, entry, "unknown limit '" + limit + "' of item '" + item.id + "'", "", "limit is highest, lowest, range or none."));
  }
  item.river = numbers(entry, "river");
  item.lake = entry.contains("lake") ? numbers(entry, "lake") : item.river;
  for (const std::vector<double>* limits : {&item.river, &item.lake}) {
    const std::string wrong = wrong_limits(item, *limits);
    if (wrong.empty()) continue;
    complaints.push_back(complaint_at(path, entry, "the limits of item '" + item.id + "' are wrong", wrong, "give one limit per class, Ⅰ to Ⅴ."));
    break;
  }
  standard.items.push_back(std::move(item));
}

void read_source_item(const std::string& path, const toml::table& entry, Standard& standard, std::vector<core::Complaint>& complaints) {
  StandardItem item = named_item(entry);
  item.limit_of_sources = entry["limit_of_sources"].value_or(-1.0);
  if (!(item.limit_of_sources > 0.0)) complaints.push_back(complaint_at(path, entry, "item '" + item.id + "' of drinking-water sources has no limit", "", "add limit_of_sources = 250.0."));
  standard.source_items.push_back(std::move(item));
}

/// Every table of a list.
template <class Each>
void for_each_table(const toml::table& file, std::string_view key, Each each) {
  const toml::array* list = file[key].as_array();
  for (std::size_t i = 0; list && i < list->size(); ++i) {
    if (const toml::table* entry = list->get(i)->as_table()) each(*entry);
  }
}

}  // namespace

Standard read_standard(const std::string& path) {
  const toml::table file = parse_toml_file(path);
  std::vector<core::Complaint> complaints;
  Standard standard;
  standard.id = file["id"].value_or("");
  standard.version = file["version"].value_or("");
  standard.title_zh = file["title_zh"].value_or("");
  standard.title_en = file["title_en"].value_or("");
  standard.source = file["source"].value_or("");
  standard.mark = file["mark"].value_or("");
  if (!file["item"].as_array()) complaints.push_back(complaint_at(path, file, "this standard has no [[item]]", "", "list its items as [[item]]."));
  for_each_table(file, "item", [&](const toml::table& entry) { read_item(path, entry, standard, complaints); });
  for_each_table(file, "source_item", [&](const toml::table& entry) { read_source_item(path, entry, standard, complaints); });
  for_each_table(file, "class", [&](const toml::table& entry) {
    standard.classes.push_back({entry["class"].value_or(0), entry["name"].value_or(""), entry["use_zh"].value_or(""), entry["use_en"].value_or("")});
  });
  if (!complaints.empty()) throw core::InputError(std::move(complaints));
  return standard;
}

const Standard& gb3838_2002() {
  static const Standard standard = [] {
    Standard read = read_standard(data_folder() + "/standards/gb3838_2002.toml");
    const std::vector<std::string>& rated = assessment_method().rated_items;
    for (StandardItem& item : read.items) item.rated = std::find(rated.begin(), rated.end(), item.id) != rated.end();
    return read;
  }();
  return standard;
}

const StandardItem* find_item(const Standard& standard, std::string_view name) {
  for (const std::vector<StandardItem>* table : {&standard.items, &standard.source_items}) {
    for (const StandardItem& item : *table) {
      if (same_word(item.id, name)) return &item;
      for (const std::string& alias : item.aliases) {
        if (same_word(alias, name)) return &item;
      }
    }
  }
  return nullptr;
}

namespace {

/// Where an input file says standard_item = "NAME".
core::Where where_said(const std::vector<basin::InputText>& inputs, const std::string& name) {
  for (const basin::InputText& input : inputs) {
    int line = 1;
    for (std::size_t begin = 0; begin < input.text.size(); ++line) {
      const std::size_t end = std::min(input.text.find('\n', begin), input.text.size());
      const std::string said = input.text.substr(begin, end - begin);
      const std::size_t at = said.find('"' + name + '"');
      if (at != std::string::npos && said.find("standard_item") != std::string::npos) return {input.path, line, static_cast<int>(at) + 1, said};
      begin = end + 1;
    }
  }
  return {};
}

}  // namespace

std::vector<core::Complaint> misspelt_items(const basin::Scenario& scenario) {
  constexpr std::size_t shortest = 4;  // shorter names are near to too many others
  const Standard& standard = gb3838_2002();
  std::vector<std::string> known;
  for (const std::vector<StandardItem>* table : {&standard.items, &standard.source_items}) {
    for (const StandardItem& item : *table) known.push_back(item.id);
  }
  std::vector<core::Complaint> warnings;
  for (const basin::Pollutant& pollutant : scenario.basin.pollutants) {
    const std::string& name = pollutant.standard_item;
    const std::string near = name.size() < shortest || find_item(standard, name) ? "" : core::closest(name, known);
    if (near.empty()) continue;
    warnings.push_back({.where = where_said(scenario.inputs, name),
                        .what = "pollutant '" + pollutant.id + "' is rated by nothing",
                        .why = standard.id + " has no item '" + name + "'",
                        .fix = "did you mean '" + near + "'?",
                        .notes = {},
                        .is_warning = true});
  }
  return warnings;
}

}  // namespace riverchief::io
