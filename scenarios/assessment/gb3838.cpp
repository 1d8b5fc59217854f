#include "scenarios/assessment/gb3838.hpp"

#include <array>
#include <cmath>
#include <limits>

#include "core/complaint.hpp"

namespace riverchief::assessment::gb3838 {
namespace {

const std::vector<double>& limits_of(const io::StandardItem& item, Water water) { return water == Water::lake ? item.lake : item.river; }

[[noreturn]] void unknown_item(const std::string& name, const io::Standard& standard) {
  std::vector<std::string> known;
  std::string list;
  for (const io::StandardItem& item : standard.items) {
    known.push_back(item.id);
    known.insert(known.end(), item.aliases.begin(), item.aliases.end());
    list += (list.empty() ? "" : ", ") + item.id;
  }
  const std::string near = core::closest(name, known);
  throw core::InputError({{.where = {},
                           .what = standard.id + " has no item '" + name + "'",
                           .why = "",
                           .fix = near.empty() ? "its items are " + list + "." : "did you mean '" + near + "'?",
                           .notes = {}}});
}

}  // namespace

int class_of(const io::StandardItem& item, double value, Water water) {
  const std::vector<double>& limits = limits_of(item, water);
  if (limits.empty() || item.limit == io::LimitKind::none || std::isnan(value)) return 0;
  if (item.limit == io::LimitKind::range) return value >= limits.front() && value <= limits.back() ? 1 : worse_than_five;
  for (std::size_t i = 0; i < limits.size(); ++i) {
    if (item.limit == io::LimitKind::lowest ? value >= limits[i] : value <= limits[i]) return static_cast<int>(i) + 1;
  }
  return worse_than_five;
}

double limit_of(const io::StandardItem& item, Water water, int quality_class) {
  const std::vector<double>& limits = limits_of(item, water);
  if (limits.size() != 5 || quality_class < 1 || quality_class > 5) return std::numeric_limits<double>::quiet_NaN();
  return limits[static_cast<std::size_t>(quality_class) - 1];
}

double exceedance(const io::StandardItem& item, double value, Water water, int quality_class) {
  const double limit = limit_of(item, water, quality_class);
  if (std::isnan(limit) || std::isnan(value)) return 0.0;
  return (item.limit == io::LimitKind::lowest ? limit - value : value - limit) / limit;
}

Rating classify(const std::map<std::string, double>& items, Water water, const io::Standard& standard) {
  std::map<std::string, double> values;
  for (const auto& [name, value] : items) {
    const io::StandardItem* item = io::find_item(standard, name);
    if (!item) unknown_item(name, standard);
    if (!std::isnan(value)) values[item->id] = value;
  }
  Rating rating;
  for (const io::StandardItem& item : standard.items) {
    const auto value = values.find(item.id);
    if (value == values.end()) continue;
    const int found = class_of(item, value->second, water);
    if (found == 0) continue;
    rating.by_item[item.id] = found;
    if (!item.rated) continue;
    if (found > rating.quality_class) {
      rating.quality_class = found;
      rating.deciding.clear();
    }
    if (found == rating.quality_class) rating.deciding.push_back(item.id);
  }
  return rating;
}

std::string class_name(int quality_class) {
  static const std::array<const char*, 7> names{"", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ"};
  return quality_class >= 0 && quality_class < 7 ? names[static_cast<std::size_t>(quality_class)] : "";
}

}  // namespace riverchief::assessment::gb3838
