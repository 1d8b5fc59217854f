// Capacity of function zones at their design flow, beside their load and what the run shows.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "scenarios/assessment/assess_parts.hpp"
#include "scenarios/assessment/capacity.hpp"
#include "scenarios/assessment/place_record.hpp"
#include "scenarios/assessment/zone_limits.hpp"
#include "scenarios/io/water_guidelines.hpp"

namespace riverchief::assessment {
namespace {

constexpr double day_length = 86400.0;

/// Flow of the stretch in the run.
struct StretchFlow {
  double mean = unknown, driest_month = unknown;  ///< discharge, over the zone's faces [m3/s]
  double velocity = unknown;                      ///< mean by size [m/s]
};

StretchFlow flow_of(const io::ResultsFile& r, const basin::Stretch& over, const std::vector<DatedDay>& days, const std::vector<Month>& months) {
  StretchFlow found;
  const std::size_t faces = r.face_river.size();
  std::vector<std::size_t> own;
  for (std::size_t f = 0; f < faces; ++f) {
    if (r.face_river[f] == over.river && r.face_chainage[f] >= over.from && r.face_chainage[f] <= over.to) own.push_back(f);
  }
  if (own.empty() || r.discharge.empty() || r.velocity.empty()) return found;
  const auto mean_of = [&](const std::vector<double>& values, const Day& day, bool by_size) {
    double sum = 0.0;
    for (std::size_t k = 0; k < day.weights.size(); ++k) {
      for (const std::size_t f : own) {
        const double value = values[(day.first + k) * faces + f];
        sum += day.weights[k] * (by_size ? std::abs(value) : value);
      }
    }
    return sum / static_cast<double>(own.size());
  };
  double discharge = 0.0, velocity = 0.0;
  for (const Month& month : months) {
    double of_month = 0.0;
    for (const std::size_t d : month.days) {
      of_month += mean_of(r.discharge, days[d].day, false);
      velocity += mean_of(r.velocity, days[d].day, true);
    }
    discharge += of_month;
    of_month /= static_cast<double>(month.days.size());
    if (of_month > 0.0 && !(of_month > found.driest_month)) found.driest_month = of_month;  // NaN: the first one
  }
  const double count = static_cast<double>(days.size());
  found.mean = discharge / count;
  found.velocity = velocity / count;
  return found;
}

/// Water and load that enter a zone from the side.
struct ZoneLoad {
  double discharge = 0.0, load = 0.0;  ///< [m3/s], [g/s]
};

ZoneLoad load_of(const std::vector<io::RegisteredSource>& sources, const basin::Stretch& over, const std::string& pollutant) {
  ZoneLoad sum;
  for (const io::RegisteredSource& source : sources) {
    if (source.river != over.river || source.kind == "spill") continue;
    double share = 0.0;
    if (source.from == source.to) share = source.from >= over.from && source.from < over.to ? 1.0 : 0.0;
    else share = std::max(0.0, std::min(source.to, over.to) - std::max(source.from, over.from)) / (source.to - source.from);
    const auto load = source.load.find(pollutant);
    sum.discharge += share * source.discharge;
    if (load != source.load.end()) sum.load += share * load->second;
  }
  return sum;
}

/// C0: what the zone says, the limit of the zone that ends where it begins, or the run's mean there.
void set_upstream(const io::ResultsFile& results, const io::Register& registered, const WatchedItem& watched, ZoneCapacity& row) {
  const auto own = row.zone.upstream_concentration.find(watched.id);
  if (own != row.zone.upstream_concentration.end()) {
    row.upstream = own->second;
    row.upstream_basis = "given";
    return;
  }
  constexpr double touching = 1.0;  // [m]
  for (const basin::FunctionZone& above : registered.water.zones.function_zones) {
    if (above.over.river != row.zone.over.river || std::abs(above.over.to - row.zone.over.from) > touching) continue;
    row.upstream = zone_limit(above, watched.id, watched.item);
    row.upstream_basis = "limit of zone " + above.id;
    if (!std::isnan(row.upstream)) return;
  }
  const std::size_t cell = cell_at(results, {row.zone.over.river, row.zone.over.from, {}});
  const PlaceRecord record = record_of_cell(results, registered, cell);
  const std::vector<DatedDay> days = days_at(record);
  std::vector<std::size_t> all(days.size());
  for (std::size_t d = 0; d < all.size(); ++d) all[d] = d;
  row.upstream = means_over(days, all, record.items.size())[watched.pollutant];
  row.upstream_basis = "mean of the run";
}

std::string size_of(double mean_discharge) {
  const io::CapacityMethod& method = io::water_guidelines().capacity;
  return mean_discharge >= method.large ? "large" : mean_discharge > method.small ? "medium" : "small";
}

/// What a reader must know of the figure, in both languages.
void add_note(ZoneCapacity& row, const std::string& zh, const std::string& en) {
  row.note_zh += (row.note_zh.empty() ? "" : ";") + zh;
  row.note_en += (row.note_en.empty() ? "" : "; ") + en;
}

void note_rates(ZoneCapacity& row, double rate_at_20) {
  const double per_day = rate_at_20 * day_length;
  for (const io::RateRange& range : io::water_guidelines().capacity.rates) {
    if (std::find(range.items.begin(), range.items.end(), row.item) == range.items.end()) continue;
    if (per_day >= range.lowest && per_day <= range.highest) return;
    add_note(row, fmt::format("降解系数{:.3g}/d超出常用范围{:g}~{:g}/d", per_day, range.lowest, range.highest),
             fmt::format("decay rate {:.3g} 1/d lies outside {:g} to {:g} 1/d ({})", per_day, range.lowest, range.highest, range.source));
  }
}

void set_flow(const StretchFlow& flow, ZoneCapacity& row) {
  row.discharge = row.zone.design_discharge.value_or(flow.driest_month);
  row.discharge_basis = row.zone.design_discharge ? "given" : "driest month of the run";
  row.river_size = std::isnan(flow.mean) ? "" : size_of(flow.mean);
  if (row.zone.design_velocity) {
    row.velocity = *row.zone.design_velocity;
    row.velocity_basis = "given";
  } else if (flow.mean > 0.0) {
    row.velocity = flow.velocity * std::pow(row.discharge / flow.mean, io::water_guidelines().capacity.velocity_exponent);
    row.velocity_basis = "of the run, scaled to the design flow";
  }
  row.dispersion = row.zone.dispersion.value_or(unknown);
}

/// Days at the control with water, and of them those beyond the limit.
void compare_with_run(const PlaceRecord& record, const std::vector<DatedDay>& days, std::size_t item, ZoneCapacity& row) {
  double sum = 0.0;
  for (const DatedDay& day : days) {
    if (day.dry) continue;
    ++row.days;
    sum += day.means[item];
    if (is_beyond(row.zone, record.items[item].id, *record.items[item].item, day.means[item])) ++row.days_beyond;
  }
  if (row.days > 0) row.simulated = sum / row.days;
}

}  // namespace

void assess_zone_capacities(const io::ResultsFile& results, const io::Register& registered, WaterFindings& found) {
  constexpr std::array formulas{"zero_dimensional", "one_dimensional", "estuary"};
  if (results.concentration.empty()) return;
  for (const basin::FunctionZone& zone : registered.water.zones.function_zones) {
    const std::size_t cell = control_cell(results, zone);
    if (cell == results.cell_river.size()) continue;
    const PlaceRecord record = record_of_cell(results, registered, cell);
    const std::vector<DatedDay> days = days_at(record);
    const StretchFlow flow = flow_of(results, zone.over, days, months_of(days));
    for (std::size_t i = 0; i < record.items.size(); ++i) {
      const WatchedItem& watched = record.items[i];
      const double limit = zone_limit(zone, watched.id, watched.item);
      if (!watched.item || watched.item->limit != io::LimitKind::highest || std::isnan(limit)) continue;
      ZoneCapacity row;
      row.zone = zone;
      row.pollutant = watched.id;
      row.item = watched.item->id;
      row.formula = formulas[static_cast<std::size_t>(zone.formula)];
      row.length = zone.over.to - zone.over.from;
      row.limit = limit;
      row.limit_basis = zone.limits.count(watched.id) ? "given" : "class " + gb3838::class_name(zone.target_class);
      set_flow(flow, row);
      set_upstream(results, registered, watched, row);
      const basin::Pollutant* pollutant = nullptr;
      for (const basin::Pollutant& p : registered.basin.pollutants) {
        if (p.id == watched.id) pollutant = &p;
      }
      const auto own_rate = zone.decay_rates.find(watched.id);
      const double rate = own_rate != zone.decay_rates.end() ? own_rate->second : pollutant ? pollutant->decay_rate : 0.0;
      row.temperature = zone.design_temperature.value_or(registered.water.water_temperature);
      row.decay_rate = rate * std::pow(pollutant ? pollutant->theta : 1.0, row.temperature - 20.0);
      note_rates(row, rate);
      const ZoneLoad load = load_of(registered.water.sources, zone.over, watched.id);
      row.waste_discharge = load.discharge;
      row.load = load.load;
      compare_with_run(record, days, i, row);
      const ZoneWater water{zone.formula, row.length, row.discharge, row.waste_discharge, row.velocity, row.decay_rate, zone.dispersion.value_or(0.0)};
      const bool is_known = row.discharge > 0.0 && (zone.formula == basin::CapacityFormula::zero_dimensional || row.velocity > 0.0);
      if (is_known) {
        row.capacity = capacity(water, row.upstream, row.limit);
        row.closes = concentration_at_end(water, row.upstream, row.capacity) / row.limit - 1.0;
        row.margin = row.capacity - row.load;
        row.reduction = std::max(0.0, row.load - std::max(0.0, row.capacity));
        if (row.capacity < 0.0) add_note(row, "上游来水已超过本区目标", "the water that arrives is beyond the zone's target already");
      } else {
        add_note(row, "无设计流量或流速(断流)", "no design flow or velocity: the run has no month with water here");
      }
      found.capacities.push_back(std::move(row));
    }
  }
}

}  // namespace riverchief::assessment
