#include "viz/io/register.hpp"

#include <array>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "viz/complaint.hpp"

namespace riverchief::viz {
namespace {

using nlohmann::json;

std::string text(const json& entry, const char* key) {
  const auto found = entry.find(key);
  return found == entry.end() || found->is_null() ? std::string() : found->get<std::string>();
}

/// A class as a number (3) or as text ("Ⅲ"), as text; 0 = none.
std::string class_text(const json& entry, const char* key) {
  static constexpr std::array<const char*, 6> names{"", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ"};
  const auto found = entry.find(key);
  if (found == entry.end() || !found->is_number()) return text(entry, key);
  const auto number = found->get<std::size_t>();
  return number < names.size() ? names[number] : "";
}

double number(const json& entry, const char* key) {
  const auto found = entry.find(key);
  return found == entry.end() || found->is_null() ? 0.0 : found->get<double>();
}

/// Metres of "zhimai: 122 km" or "zhimai: 350 m", as places are written.
double chainage_of(const std::string& place) {
  const double value = std::strtod(place.c_str() + place.find(':') + 1, nullptr);
  return place.find("km") != std::string::npos ? 1000.0 * value : value;
}

template <typename Item, typename Make>
std::vector<Item> list(const json& root, const char* key, Make make) {
  std::vector<Item> items;
  if (const auto found = root.find(key); found != root.end())
    for (const json& entry : *found) items.push_back(make(entry));
  return items;
}

}  // namespace

Register read_register(std::string_view content, const std::string& where) try {
  const json root = json::parse(content);
  Register all;
  all.title_zh = text(root, "title_zh");
  all.title_en = text(root, "title_en");
  all.pollutants = list<Register::Pollutant>(root, "pollutants", [](const json& e) {
    return Register::Pollutant{text(e, "id"), text(e, "name_zh"), text(e, "name_en"), text(e, "standard_item")};
  });
  all.jurisdictions = list<Register::Jurisdiction>(root, "jurisdictions", [](const json& e) {
    return Register::Jurisdiction{text(e, "id"), text(e, "name_zh"), text(e, "name_en"), text(e, "level"), text(e, "parent")};
  });
  all.owners = list<Register::Owner>(root, "owners", [](const json& e) {
    return Register::Owner{text(e, "river"), number(e, "from"), number(e, "to"), text(e, "bank"), text(e, "jurisdiction")};
  });
  all.rivers = list<Register::River>(root, "rivers", [](const json& e) {
    return Register::River{text(e, "id"), text(e, "name_zh"), text(e, "name_en")};
  });
  all.monitoring_sections = list<Register::MonitoringSection>(root, "monitoring_sections", [](const json& e) {
    return Register::MonitoringSection{text(e, "id"),     text(e, "name_zh"), text(e, "name_en"),     text(e, "river"),
                                       number(e, "chainage"), text(e, "level"),   class_text(e, "target_class")};
  });
  all.outfalls = list<Register::Outfall>(root, "outfalls", [](const json& e) {
    return Register::Outfall{text(e, "id"),         text(e, "name_zh"), text(e, "name_en"), text(e, "river"),
                             number(e, "chainage"), text(e, "bank"),    text(e, "kind"),    number(e, "discharge")};
  });
  for (const json& e : root.value("structures", json::array()))
    if (const std::string at = text(e, "at"); at.find(':') != std::string::npos)
      all.structures.push_back({text(e, "id"), text(e, "name_zh"), text(e, "name_en"), text(e, "kind"), at.substr(0, at.find(':')), chainage_of(at)});
  return all;
} catch (const json::exception& error) {
  throw Complaint({where + ": /inputs/register", "the register of this result file cannot be read", error.what(),
                   "run the scenario again with riverchief run"});
}

}  // namespace riverchief::viz
