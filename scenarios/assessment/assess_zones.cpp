// Function zones: each judged at its control place month by month, by two items and by all, and how many comply.

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "scenarios/assessment/assess_parts.hpp"
#include "scenarios/assessment/place_record.hpp"
#include "scenarios/assessment/zone_limits.hpp"
#include "scenarios/io/water_guidelines.hpp"

namespace riverchief::assessment {
namespace {

/// Items of the double indicator that the record knows: of each list the first one.
std::vector<std::string> double_indicator(const PlaceRecord& record) {
  std::vector<std::string> items;
  for (const std::vector<std::string>& choice : io::water_guidelines().double_indicator) {
    for (const std::string& id : choice) {
      const bool known = std::any_of(record.items.begin(), record.items.end(), [&](const WatchedItem& w) { return w.item && w.item->id == id; });
      if (!known) continue;
      items.push_back(id);
      break;
    }
  }
  return items;
}

ZoneMonth month_of(const basin::FunctionZone& zone, const PlaceRecord& record, const std::vector<DatedDay>& days, const Month& month, const std::vector<std::string>& two) {
  ZoneMonth row;
  row.zone = zone;
  row.month = month.name;
  const auto dry = std::count_if(month.days.begin(), month.days.end(), [&](std::size_t d) { return days[d].dry; });
  row.dry = 2 * static_cast<std::size_t>(dry) > month.days.size();
  if (row.dry) return row;
  const std::vector<double> means = means_over(days, month.days, record.items.size());
  const ItemValues values = item_values(record, means);
  ItemValues of_two;
  for (const std::string& id : two) {
    const auto value = values.find(id);
    if (value != values.end()) of_two.insert(*value);
  }
  row.double_class = gb3838::classify(of_two, gb3838::Water::river).quality_class;
  row.full_class = gb3838::classify(values, gb3838::Water::river).quality_class;
  row.full_attained = row.full_class > 0;
  row.double_attained = row.double_class > 0;
  for (std::size_t i = 0; i < record.items.size(); ++i) {
    const WatchedItem& watched = record.items[i];
    if (!watched.item || !watched.item->rated || !is_beyond(zone, watched.id, *watched.item, means[i])) continue;
    row.beyond.push_back(watched.item->id);
    row.full_attained = false;
    if (std::find(two.begin(), two.end(), watched.item->id) != two.end()) row.double_attained = false;
  }
  return row;
}

void add_compliance(const std::string& by, const std::vector<ZoneFindings>& zones, std::vector<ZoneCompliance>& found) {
  constexpr std::array kinds{"protection", "reserve", "buffer", "drinking", "industrial", "agricultural", "fishery", "landscape", "transition", "discharge_control"};
  std::map<std::string, ZoneCompliance> groups;
  const double enough = io::water_guidelines().year_share / 100.0;
  for (const ZoneFindings& z : zones) {
    const std::string id = by == "basin" ? "" : by == "jurisdiction" ? z.zone.jurisdiction : by == "river" ? z.zone.over.river : kinds[static_cast<std::size_t>(z.zone.kind)];
    if (z.zone.target_class == 0 && z.zone.limits.empty()) continue;
    ZoneCompliance& group = groups[id];
    group.by = by, group.id = id;
    if (z.months == 0) {
      ++group.dry;
      continue;
    }
    const double length = z.zone.over.to - z.zone.over.from;
    ++group.zones;
    group.length += length;
    if (z.double_months > 0) ++group.double_zones;
    if (z.full_months > 0) ++group.full_zones;
    if (z.double_months > 0 && z.double_attained >= enough * z.double_months) ++group.double_attained, group.double_length += length;
    if (z.full_months > 0 && z.full_attained >= enough * z.full_months) ++group.full_attained, group.full_length += length;
  }
  for (auto& [id, group] : groups) found.push_back(std::move(group));
}

}  // namespace

double zone_limit(const basin::FunctionZone& zone, const std::string& pollutant, const io::StandardItem* item) {
  const auto own = zone.limits.find(pollutant);
  if (own != zone.limits.end()) return own->second;
  return item ? gb3838::limit_of(*item, gb3838::Water::river, zone.target_class) : unknown;
}

bool is_beyond(const basin::FunctionZone& zone, const std::string& pollutant, const io::StandardItem& item, double value) {
  if (std::isnan(value)) return false;
  const double limit = zone_limit(zone, pollutant, &item);
  if (std::isnan(limit)) return zone.target_class > 0 && gb3838::class_of(item, value, gb3838::Water::river) > zone.target_class;
  return item.limit == io::LimitKind::lowest ? value < limit : value > limit;
}

basin::Place control_of(const basin::FunctionZone& zone) { return zone.control.value_or(basin::Place{zone.over.river, zone.over.to, {}}); }

std::size_t control_cell(const io::ResultsFile& results, const basin::FunctionZone& zone) {
  const std::size_t cell = cell_at(results, control_of(zone));
  if (cell == results.cell_river.size() || zone.control) return cell;
  // its end may be the face to the next zone: the last cell that lies inside
  std::size_t best = cell;
  double furthest = -1.0;
  for (std::size_t c = 0; c < results.cell_river.size(); ++c) {
    const double x = results.cell_chainage[c];
    if (results.cell_river[c] != zone.over.river || x < zone.over.from || x > zone.over.to || x <= furthest) continue;
    furthest = x;
    best = c;
  }
  return best;
}

void assess_zones(const io::ResultsFile& results, const io::Register& registered, WaterFindings& found) {
  if (results.concentration.empty()) return;
  for (const basin::FunctionZone& zone : registered.water.zones.function_zones) {
    const std::size_t cell = control_cell(results, zone);
    if (cell == results.cell_river.size()) continue;
    const PlaceRecord record = record_of_cell(results, registered, cell);
    const std::vector<DatedDay> days = days_at(record);
    const std::vector<std::string> two = double_indicator(record);
    ZoneFindings row;
    row.zone = zone;
    row.control = control_of(zone);
    for (const Month& month : months_of(days)) {
      ZoneMonth of_month = month_of(zone, record, days, month, two);
      ++(of_month.dry ? row.dry_months : row.months);
      row.double_months += of_month.double_class > 0 ? 1 : 0;
      row.full_months += of_month.full_class > 0 ? 1 : 0;
      row.double_attained += of_month.double_attained ? 1 : 0;
      row.full_attained += of_month.full_attained ? 1 : 0;
      row.by_month.push_back(std::move(of_month));
    }
    found.zones.push_back(std::move(row));
  }
  for (const char* by : {"basin", "river", "jurisdiction", "kind"}) add_compliance(by, found.zones, found.compliance);
}

}  // namespace riverchief::assessment
