// Sources of drinking water: how long the intake takes water beyond the limits, and what discharges into its protected zones.

#include <algorithm>
#include <cmath>

#include "scenarios/assessment/assess_parts.hpp"
#include "scenarios/assessment/place_record.hpp"

namespace riverchief::assessment {
namespace {

/// Times at which a value lies beyond a limit, linear between the stored states.
struct Spells {
  double total = 0.0, longest = 0.0, first = unknown;  ///< [s]
};

Spells spells_of(const PlaceRecord& record, const std::vector<double>& values, double limit, bool lowest) {
  Spells found;
  double current = 0.0;
  const auto beyond = [&](std::size_t k) { return lowest ? limit - values[k] : values[k] - limit; };
  for (std::size_t k = 0; k + 1 < record.time.size(); ++k) {
    const double dt = record.time[k + 1] - record.time[k];
    if (!record.has_water(k) || !record.has_water(k + 1)) {
      current = 0.0;
      continue;
    }
    const double a = beyond(k), b = beyond(k + 1);
    const double crossing = (a > 0.0) == (b > 0.0) ? 0.0 : a / (a - b);  // share of the step
    double length = 0.0, start = record.time[k];
    if (a > 0.0 && b > 0.0) length = dt;
    else if (a > 0.0) length = crossing * dt;
    else if (b > 0.0) length = (1.0 - crossing) * dt, start += crossing * dt, current = 0.0;
    if (length > 0.0 && std::isnan(found.first)) found.first = start;
    found.total += length;
    current = length > 0.0 ? current + length : 0.0;
    found.longest = std::max(found.longest, current);
    if (b <= 0.0) current = 0.0;
  }
  return found;
}

SourceItem item_at(const basin::WaterSource& source, const PlaceRecord& record, const WatchedItem& watched, const std::vector<DatedDay>& days) {
  SourceItem row;
  row.source = source;
  row.pollutant = watched.id;
  row.item = watched.item->id;
  const bool lowest = watched.item->limit == io::LimitKind::lowest;
  row.limit = std::isnan(watched.item->limit_of_sources) ? gb3838::limit_of(*watched.item, gb3838::Water::river, source.target_class) : watched.item->limit_of_sources;
  std::vector<std::size_t> all(days.size());
  for (std::size_t d = 0; d < all.size(); ++d) all[d] = d;
  const std::size_t own = static_cast<std::size_t>(&watched - record.items.data());
  row.mean = means_over(days, all, record.items.size())[own];
  for (std::size_t k = 0; k < watched.values.size(); ++k) {
    if (record.has_water(k)) row.worst = lowest ? std::fmin(row.worst, watched.values[k]) : std::fmax(row.worst, watched.values[k]);
  }
  if (std::isnan(row.limit)) return row;
  const Spells spells = spells_of(record, watched.values, row.limit, lowest);
  row.exceeded = spells.total, row.longest = spells.longest, row.first = spells.first;
  const double beyond = lowest ? row.limit - row.worst : row.worst - row.limit;
  if (beyond > 0.0) row.multiple = beyond / row.limit;
  return row;
}

void add_protected(const basin::WaterSource& source, const std::vector<io::RegisteredSource>& sources, std::vector<ProtectedOutfall>& found) {
  for (const io::RegisteredSource& s : sources) {
    if (s.river.empty() || s.kind == "spill" || s.from != s.to) continue;  // what seeps in along a stretch is no outfall
    const bool nothing_comes = !(s.discharge > 0.0) && std::all_of(s.load.begin(), s.load.end(), [](const auto& load) { return !(load.second > 0.0); });
    const auto meets = [&](const std::optional<basin::Stretch>& zone) { return zone && zone->river == s.river && s.from <= zone->to && s.from >= zone->from; };
    if (nothing_comes || (!meets(source.first_zone) && !meets(source.second_zone))) continue;
    const basin::Place at{s.river, s.from, {}};
    found.push_back({source, meets(source.first_zone) ? "first" : "second", s.id, s.kind, s.jurisdiction, s.chief, basin::to_text(at)});
  }
}

}  // namespace

void assess_water_sources(const io::ResultsFile& results, const io::Register& registered, WaterFindings& found) {
  for (const basin::WaterSource& source : registered.water.zones.water_sources) {
    add_protected(source, registered.water.sources, found.protected_outfalls);
    const auto intake = std::find_if(registered.basin.intakes.begin(), registered.basin.intakes.end(), [&](const basin::Intake& i) { return i.id == source.intake; });
    if (intake == registered.basin.intakes.end()) continue;
    PlaceRecord record;
    if (intake->at.place) {
      const std::size_t cell = cell_at(results, *intake->at.place);
      if (cell == results.cell_river.size() || results.concentration.empty()) continue;
      record = record_of_cell(results, registered, cell);
    } else {
      const auto storage = std::find(results.storages.begin(), results.storages.end(), intake->at.storage);
      if (storage == results.storages.end() || results.storage_concentration.empty()) continue;
      record = record_of_storage(results, registered, static_cast<std::size_t>(storage - results.storages.begin()));
    }
    const std::vector<DatedDay> days = days_at(record);
    for (const WatchedItem& watched : record.items) {
      if (watched.item) found.sources.push_back(item_at(source, record, watched, days));
    }
  }
}

}  // namespace riverchief::assessment
