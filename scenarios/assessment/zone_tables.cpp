#include <array>
#include <cmath>

#include "scenarios/assessment/gb3838.hpp"
#include "scenarios/assessment/water_tables.hpp"
#include "scenarios/io/calendar.hpp"
#include "scenarios/io/water_guidelines.hpp"

namespace riverchief::assessment {
namespace {

constexpr double hour = 3600.0, day = 86400.0;
constexpr const char* dry_word = "断流";

const char* kind_of(const basin::FunctionZone& zone) {
  constexpr std::array words{"protection", "reserve", "buffer", "drinking", "industrial", "agricultural", "fishery", "landscape", "transition", "discharge_control"};
  return words[static_cast<std::size_t>(zone.kind)];
}

const char* kind_zh(const basin::FunctionZone& zone) {
  constexpr std::array words{"保护区", "保留区", "缓冲区", "饮用水源区", "工业用水区", "农业用水区", "渔业用水区", "景观娱乐用水区", "过渡区", "排污控制区"};
  return words[static_cast<std::size_t>(zone.kind)];
}

double tonnes_a_year(double grams_a_second) { return grams_a_second * io::water_guidelines().capacity.seconds_per_year * 1e-6; }

double share_of(double part, double whole) { return whole > 0.0 ? 100.0 * part / whole : unknown; }

Table function_zones(const WaterFindings& f) {
  Table t{"function_zones", {{"zone", ""}, {"name_zh", ""}, {"name_en", ""}, {"zone_kind", ""}, {"zone_kind_zh", ""}, {"over", ""}, {"control", ""}, {"jurisdiction", ""}, {"chief", ""}, {"target_class", ""},
                             {"months", ""}, {"dry_months", ""}, {"double_attained", ""}, {"double_rate", "%"}, {"full_attained", ""}, {"full_rate", "%"}}, {}};
  for (const ZoneFindings& z : f.zones) {
    t.rows.push_back({z.zone.id, z.zone.name_zh, z.zone.name_en, std::string(kind_of(z.zone)), std::string(kind_zh(z.zone)), basin::to_text(z.zone.over), basin::to_text(z.control), z.zone.jurisdiction,
                      z.zone.chief, gb3838::class_name(z.zone.target_class), z.months, z.dry_months, z.double_attained, share_of(z.double_attained, z.double_months), z.full_attained,
                      share_of(z.full_attained, z.full_months)});
  }
  return t;
}

Table function_zone_months(const WaterFindings& f) {
  Table t{"function_zone_months", {{"zone", ""}, {"month", ""}, {"target_class", ""}, {"double_class", ""}, {"double_attained", ""}, {"full_class", ""}, {"full_attained", ""}, {"beyond", ""}}, {}};
  for (const ZoneFindings& z : f.zones) {
    for (const ZoneMonth& m : z.by_month) {
      if (m.dry) t.rows.push_back({z.zone.id, m.month, gb3838::class_name(z.zone.target_class), std::string(dry_word), std::string(), std::string(dry_word), std::string(), std::string()});
      else t.rows.push_back({z.zone.id, m.month, gb3838::class_name(z.zone.target_class), gb3838::class_name(m.double_class), m.double_attained, gb3838::class_name(m.full_class), m.full_attained, joined(m.beyond)});
    }
  }
  return t;
}

Table zone_compliance(const WaterFindings& f) {
  Table t{"zone_compliance", {{"by", ""}, {"group", ""}, {"zones", ""}, {"dry_zones", ""}, {"double_attained", ""}, {"double_rate", "%"}, {"double_rate_by_length", "%"}, {"full_attained", ""},
                              {"full_rate", "%"}, {"full_rate_by_length", "%"}, {"length", "m"}}, {}};
  for (const ZoneCompliance& c : f.compliance) {
    t.rows.push_back({c.by, c.id, c.zones, c.dry, c.double_attained, share_of(c.double_attained, c.double_zones), c.double_zones > 0 ? share_of(c.double_length, c.length) : unknown, c.full_attained, share_of(c.full_attained, c.full_zones),
                      share_of(c.full_length, c.length), c.length});
  }
  return t;
}

Table capacities(const WaterFindings& f) {
  Table t{"zone_capacities", {{"zone", ""}, {"name_zh", ""}, {"name_en", ""}, {"jurisdiction", ""}, {"pollutant", ""}, {"item", ""}, {"formula", ""}, {"river_size", ""}, {"design_discharge", "m3/s"},
                              {"discharge_basis", ""}, {"waste_discharge", "m3/s"}, {"velocity", "m/s"}, {"velocity_basis", ""}, {"length", "m"}, {"dispersion", "m2/s"}, {"temperature", "degC"},
                              {"decay_rate", "1/d"}, {"upstream", "mg/L"}, {"upstream_basis", ""}, {"limit", "mg/L"}, {"limit_basis", ""}, {"capacity", "t/a"}, {"load", "t/a"}, {"margin", "t/a"},
                              {"required_reduction", "t/a"}, {"required_reduction_share", "%"}, {"closes", ""}, {"simulated", "mg/L"}, {"days_beyond", ""}, {"days", ""}, {"simulated_exceedance", "%"},
                              {"note_zh", ""}, {"note_en", ""}}, {}};
  for (const ZoneCapacity& c : f.capacities) {
    t.rows.push_back({c.zone.id, c.zone.name_zh, c.zone.name_en, c.zone.jurisdiction, c.pollutant, c.item, c.formula, c.river_size, c.discharge, c.discharge_basis, c.waste_discharge, c.velocity,
                      c.velocity_basis, c.length, c.dispersion, c.temperature, c.decay_rate * day, c.upstream, c.upstream_basis, c.limit, c.limit_basis, tonnes_a_year(c.capacity), tonnes_a_year(c.load),
                      tonnes_a_year(c.margin), tonnes_a_year(c.reduction), c.load > 0.0 ? 100.0 * c.reduction / c.load : unknown, c.closes, c.simulated, c.days_beyond, c.days,
                      share_of(c.days_beyond, c.days), c.note_zh, c.note_en});
  }
  return t;
}

Table water_sources(const WaterFindings& f, const std::string& start) {
  Table t{"water_sources", {{"water_source", ""}, {"name_zh", ""}, {"name_en", ""}, {"intake", ""}, {"jurisdiction", ""}, {"chief", ""}, {"pollutant", ""}, {"item", ""}, {"limit", "mg/L"},
                            {"mean", "mg/L"}, {"worst", "mg/L"}, {"exceedance", ""}, {"exceeded_hours", "h"}, {"longest_hours", "h"}, {"first", ""}}, {}};
  for (const SourceItem& s : f.sources) {
    t.rows.push_back({s.source.id, s.source.name_zh, s.source.name_en, s.source.intake, s.source.jurisdiction, s.source.chief, s.pollutant, s.item, s.limit, s.mean, s.worst, s.multiple,
                      s.exceeded / hour, s.longest / hour, io::instant(start, s.first)});
  }
  return t;
}

Table protected_outfalls(const WaterFindings& f) {
  Table t{"protected_outfalls", {{"water_source", ""}, {"zone", ""}, {"source", ""}, {"source_kind", ""}, {"place", ""}, {"jurisdiction", ""}, {"chief", ""}}, {}};
  for (const ProtectedOutfall& o : f.protected_outfalls) t.rows.push_back({o.source.id, o.zone, o.id, o.kind, o.place, o.jurisdiction, o.chief});
  return t;
}

Table black_odorous(const WaterFindings& f) {
  Table t{"black_odorous_waters", {{"water", ""}, {"name_zh", ""}, {"name_en", ""}, {"over", ""}, {"jurisdiction", ""}, {"chief", ""}, {"rating", ""}, {"rating_zh", ""}, {"points", ""},
                                   {"light_points", ""}, {"heavy_points", ""}, {"light_length", "m"}, {"heavy_length", "m"}, {"lowest_oxygen", "mg/L"}, {"highest_ammonia", "mg/L"}, {"simulated", ""},
                                   {"observed", ""}, {"missing", ""}}, {}};
  for (const BlackOdorousFindings& b : f.black_odorous) {
    const std::string zh = b.rating == "heavy" ? "重度黑臭" : b.rating == "light" ? "轻度黑臭" : b.rating == "none" ? "非黑臭" : "无法评价";
    t.rows.push_back({b.water.id, b.water.name_zh, b.water.name_en, basin::to_text(b.water.over), b.water.jurisdiction, b.water.chief, b.rating, zh, b.points, b.light, b.heavy, b.light_length,
                      b.heavy_length, b.lowest_oxygen, b.highest_ammonia, joined(b.simulated), joined(b.observed), joined(b.missing)});
  }
  return t;
}

Table mixing(const WaterFindings& f) {
  Table t{"mixing_lengths", {{"outfall", ""}, {"river", ""}, {"chainage", "m"}, {"width", "m"}, {"velocity", "m/s"}, {"lateral_mixing", "m2/s"}, {"mixing_length", "m"}, {"section_within", ""},
                             {"distance", "m"}}, {}};
  for (const MixingLength& m : f.mixing) t.rows.push_back({m.outfall, m.river, m.chainage, m.width, m.velocity, m.lateral, m.length, m.section, m.distance});
  return t;
}

}  // namespace

std::vector<Table> zone_tables(const WaterFindings& f, const std::string& start) {
  return {function_zones(f), function_zone_months(f), zone_compliance(f), capacities(f), water_sources(f, start), protected_outfalls(f), black_odorous(f), mixing(f)};
}

}  // namespace riverchief::assessment
