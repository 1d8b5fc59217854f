#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "scenarios/assessment/gb3838.hpp"
#include "scenarios/attribution/attribution_tables.hpp"

namespace riverchief::attribution {
namespace {

using assessment::Table;
namespace gb3838 = assessment::gb3838;

constexpr double nothing = std::numeric_limits<double>::quiet_NaN(), grams_per_kg = 1000.0;
constexpr double trace_of_it = 1e-15;  // share that is no more than round-off

const basin::Pollutant* pollutant_of(const io::Register& registered, const std::string& id) {
  for (const auto& p : registered.basin.pollutants)
    if (p.id == id) return &p;
  return nullptr;
}

/// Oxygen that one gram uses up in the end [g O2/g]; 0 = none. Ammonia by the stoichiometry of nitrification.
double oxygen_demand(const basin::Pollutant& pollutant) {
  constexpr double of_ammonia = 4.57;
  constexpr double ultimate_over_bod5 = 1.0 / (1.0 - 0.31663676937905);  // 1 / (1 - exp(-5 d x 0.23 / d)), k1 of domestic sewage (Chapra 1997)
  switch (pollutant.role) {
    case basin::Role::cbod:
    case basin::Role::cbod_slow: return 1.0;
    case basin::Role::nh3n: return of_ammonia;
    case basin::Role::none: break;
    default: return 0.0;
  }
  if (pollutant.standard_item == "NH3-N") return of_ammonia;
  return pollutant.standard_item == "BOD5" ? ultimate_over_bod5 : 0.0;
}

}  // namespace

Table shares_table(const std::vector<Shares>& shares) {
  Table table{"shares", {{"place", ""}, {"kind", ""}, {"month", ""}, {"pollutant", ""}, {"set", ""}, {"rank", ""}, {"tag", ""}, {"concentration", "mg/L"}, {"share", ""}, {"load", "kg"},
                         {"load_share", ""}, {"total_concentration", "mg/L"}, {"total_load", "kg"}}, {}};
  for (const Shares& s : shares) {
    int rank = 0;
    std::string set;
    for (const Part& part : s.parts) {
      if (part.set != set) rank = 0, set = part.set;
      ++rank;
      if (!(part.concentration > trace_of_it * s.concentration) && !(std::abs(part.load) > trace_of_it * std::abs(s.load))) continue;
      table.rows.push_back({s.place, s.kind, s.month, s.pollutant, part.set, rank, part.name, part.concentration, part.share, part.load / grams_per_kg, part.load_share, s.concentration,
                            s.load / grams_per_kg});
    }
  }
  return table;
}

Table exceedances_table(const std::vector<Shares>& shares, const io::Register& registered) {
  Table table{"exceedances", {{"section", ""}, {"month", ""}, {"pollutant", ""}, {"target_class", ""}, {"limit", "mg/L"}, {"mean", "mg/L"}, {"excess", "mg/L"}, {"set", ""}, {"tag", ""},
                              {"share", ""}, {"part_of_excess", "mg/L"}, {"without_it", "mg/L"}, {"passes_without_it", ""}, {"removal_that_suffices", ""}}, {}};
  for (const Shares& s : shares) {
    if (s.kind != "section") continue;
    const auto section = std::find_if(registered.basin.monitoring_sections.begin(), registered.basin.monitoring_sections.end(), [&](const auto& m) { return m.id == s.place; });
    const basin::Pollutant* pollutant = pollutant_of(registered, s.pollutant);
    if (section == registered.basin.monitoring_sections.end() || section->target_class < 1 || pollutant == nullptr || pollutant->standard_item.empty()) continue;
    const io::StandardItem* item = io::find_item(io::gb3838_2002(), pollutant->standard_item);
    if (item == nullptr || item->limit != io::LimitKind::highest) continue;
    const auto water = section->water == basin::WaterBody::lake ? gb3838::Water::lake : gb3838::Water::river;
    const double limit = gb3838::limit_of(*item, water, section->target_class), excess = s.concentration - limit;
    if (!(excess > 0.0)) continue;
    for (const Part& part : s.parts) {
      if (!(part.concentration > trace_of_it * s.concentration)) continue;
      const double without = s.concentration - part.concentration;
      table.rows.push_back({s.place, s.month, s.pollutant, gb3838::class_name(section->target_class), limit, s.concentration, excess, part.set, part.name, part.share, excess * part.share, without,
                            without <= limit, part.concentration >= excess ? excess / part.concentration : nothing});
    }
  }
  return table;
}

Table oxygen_demand_table(const std::vector<Shares>& shares, const io::Register& registered) {
  Table table{"oxygen_demand", {{"section", ""}, {"month", ""}, {"set", ""}, {"rank", ""}, {"tag", ""}, {"oxygen_demand", "kg"}, {"share", ""}}, {}};
  struct Key {
    std::string place, month, set;
    bool operator<(const Key& o) const { return std::tie(place, month, set) < std::tie(o.place, o.month, o.set); }
  };
  std::map<Key, std::map<std::string, double>> sums;
  std::vector<Key> order;
  for (const Shares& s : shares) {
    const basin::Pollutant* pollutant = pollutant_of(registered, s.pollutant);
    const double demand = pollutant ? oxygen_demand(*pollutant) : 0.0;
    if (s.kind != "section" || demand == 0.0) continue;
    for (const Part& part : s.parts) {
      const Key key{s.place, s.month, part.set};
      if (sums.find(key) == sums.end()) order.push_back(key);
      if (!std::isnan(part.load)) sums[key][part.name] += demand * part.load;
    }
  }
  for (const Key& key : order) {
    std::vector<std::pair<std::string, double>> parts(sums[key].begin(), sums[key].end());
    std::stable_sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    double total = 0.0;
    for (const auto& part : parts) total += part.second;
    int rank = 0;
    for (const auto& [name, load] : parts)
      if (++rank; std::abs(load) > trace_of_it * std::abs(total)) table.rows.push_back({key.place, key.month, key.set, rank, name, load / grams_per_kg, total != 0.0 ? load / total : nothing});
  }
  return table;
}

Table tributaries_table(const std::vector<Shares>& shares) {
  Table table{"tributaries", {{"section", ""}, {"pollutant", ""}, {"tributary", ""}, {"concentration", "mg/L"}, {"share", ""}, {"load", "kg"}, {"load_share", ""}}, {}};
  for (const Shares& s : shares)
    for (const Part& part : s.parts)
      if (s.kind == "section" && s.month == "all" && part.set == "tributary" && part.concentration > trace_of_it * s.concentration)
        table.rows.push_back({s.place, s.pollutant, part.name, part.concentration, part.share, part.load / grams_per_kg, part.load_share});
  return table;
}

}  // namespace riverchief::attribution
