// The tables beyond reaches, sections and jurisdictions. Durations are printed in hours or days, energy in kWh.

#include "scenarios/assessment/further_tables.hpp"

#include "scenarios/io/calendar.hpp"

namespace riverchief::assessment {
namespace {

constexpr double hour = 3600.0, day = 86400.0, joules_per_kwh = 3.6e6;

double or_nothing(const std::optional<double>& value) { return value.value_or(not_there); }

Table bank_sites(const Findings& f, const std::string& start) {
  Table t{"bank_sites", {{"what", ""}, {"structure", ""}, {"river", ""}, {"bank", ""}, {"from", "m"}, {"to", "m"}, {"jurisdiction", ""}, {"chief", ""}, {"into", ""}, {"first", ""},
                         {"height_above_crest", "m"}, {"volume", "m3"}}, {}};
  for (const BankSite& s : f.bank_sites) {
    t.rows.push_back({s.what, s.structure, s.river, s.bank, s.from, s.to, s.jurisdiction, s.chief, s.into, io::instant(start, s.first), s.height_above_crest, s.volume});
  }
  return t;
}

Table storages(const Findings& f, const std::string& start) {
  Table t{"storages", {{"storage", ""}, {"name_zh", ""}, {"name_en", ""}, {"storage_kind", ""}, {"jurisdiction", ""}, {"chief", ""}, {"max_water_level", "m"}, {"max_depth", "m"},
                       {"time_of_max", ""}, {"first_flooding", ""}, {"flooded_hours", "h"}, {"max_volume", "m3"}}, {}};
  for (const FloodedStorage& s : f.flooded) {
    t.rows.push_back({s.storage.id, s.storage.name_zh, s.storage.name_en, s.kind, s.storage.jurisdiction, s.storage.chief, s.max_water_level, s.max_depth,
                      io::instant(start, s.time_of_max), io::instant(start, s.first_flooding), s.flooded_duration / hour, s.max_volume});
  }
  return t;
}

Table structures(const Findings& f, const std::string& start) {
  Table t{"structures", {{"structure", ""}, {"name_zh", ""}, {"name_en", ""}, {"structure_kind", ""}, {"place", ""}, {"jurisdiction", ""}, {"chief", ""}, {"max_discharge", "m3/s"},
                         {"time_of_max", ""}, {"first_flow", ""}, {"volume_forward", "m3"}, {"volume_backward", "m3"}, {"flow_hours", "h"}, {"open_hours", "h"},
                         {"blocked_hours", "h"}, {"energy", "kWh"}}, {}};
  for (const StructureFindings& s : f.structures) {
    t.rows.push_back({s.structure.id, s.structure.name_zh, s.structure.name_en, s.kind, s.place, s.structure.jurisdiction, s.structure.chief, s.max_discharge,
                      io::instant(start, s.time_of_max), io::instant(start, s.first_flow), s.volume_forward, s.volume_backward, s.flow_duration / hour, s.open_duration / hour,
                      s.blocked_duration / hour, s.energy / joules_per_kwh});
  }
  return t;
}

Table bottlenecks(const Findings& f) {
  Table t{"bottlenecks", {{"river", ""}, {"reach", ""}, {"from", "m"}, {"to", "m"}, {"chainage", "m"}, {"limit", ""}, {"limit_level", "m"}, {"design_discharge", "m3/s"},
                          {"water_level", "m"}, {"capacity", "m3/s"}, {"ratio", ""}, {"method", ""}, {"left_jurisdiction", ""}, {"right_jurisdiction", ""}}, {}};
  for (const Bottleneck& b : f.bottlenecks) {
    t.rows.push_back({b.river, b.reach, b.from, b.to, b.chainage, b.limit, b.limit_level, b.design_discharge, b.water_level, b.capacity, b.ratio, b.method, b.left_jurisdiction,
                      b.right_jurisdiction});
  }
  return t;
}

Table intakes(const Findings& f) {
  Table t{"intakes", {{"intake", ""}, {"name_zh", ""}, {"name_en", ""}, {"use", ""}, {"priority", ""}, {"jurisdiction", ""}, {"chief", ""}, {"demand", "m3"}, {"supply", "m3"},
                      {"shortage", "m3"}, {"short_days", "d"}, {"reliability", ""}, {"quota", "m3"}, {"quota_share", ""}}, {}};
  for (const IntakeFindings& i : f.intakes) {
    t.rows.push_back({i.intake.id, i.intake.name_zh, i.intake.name_en, i.use, i.intake.priority, i.intake.jurisdiction, i.intake.chief, i.demand, i.supply, i.shortage,
                      i.short_duration / day, i.reliability, or_nothing(i.intake.quota), i.quota_share});
  }
  return t;
}

Table water_use(const Findings& f) {
  Table t{"water_use", {{"by", ""}, {"group", ""}, {"intakes", ""}, {"demand", "m3"}, {"supply", "m3"}, {"shortage", "m3"}, {"reliability", ""}}, {}};
  for (const WaterUseGroup& g : f.water_use) t.rows.push_back({g.by, g.id, g.intakes, g.demand, g.supply, g.shortage, g.reliability});
  return t;
}

Table quotas(const Findings& f, const std::string& start) {
  Table t{"quotas", {{"lateral_inflow", ""}, {"used_up", ""}}, {}};
  for (const QuotaUsedUp& q : f.quotas) t.rows.push_back({q.id, io::instant(start, q.time)});
  return t;
}

Table ecological_flows(const Findings& f) {
  Table t{"ecological_flows", {{"ecological_flow", ""}, {"river", ""}, {"from", "m"}, {"to", "m"}, {"discharge", "m3/s"}, {"rule_zh", ""}, {"rule_en", ""}, {"days", "d"},
                               {"days_below", "d"}, {"length_days_below", "km d"}, {"worst_length", "km"}, {"worst_day", ""}, {"lowest_discharge", "m3/s"},
                               {"chainage_of_lowest", "m"}}, {}};
  for (const EcologicalFindings& e : f.ecological_flows) {
    t.rows.push_back({e.flow.id, e.flow.over.river, e.flow.over.from, e.flow.over.to, e.flow.discharge, e.flow.rule_zh, e.flow.rule_en, e.days, e.days_below,
                      e.length_days_below / 1000.0, e.worst_length / 1000.0, e.worst_day, e.lowest_discharge, e.chainage_of_lowest});
  }
  return t;
}

Table dry_reaches(const Findings& f) {
  Table t{"dry_reaches", {{"river", ""}, {"reach", ""}, {"dry_days", "d"}, {"dry_length", "km"}, {"no_flow_days", "d"}, {"no_flow_length", "km"}}, {}};
  for (const DryReach& d : f.dry_reaches) {
    t.rows.push_back({d.river, d.reach, d.dry_duration / day, d.dry_length / 1000.0, d.no_flow_duration / day, d.no_flow_length / 1000.0});
  }
  return t;
}

Table reservoirs(const Findings& f, const std::string& start) {
  Table t{"reservoirs", {{"storage", ""}, {"name_zh", ""}, {"name_en", ""}, {"jurisdiction", ""}, {"chief", ""}, {"start_level", "m"}, {"end_level", "m"}, {"max_water_level", "m"},
                         {"time_of_max", ""}, {"flood_limit_level", "m"}, {"normal_level", "m"}, {"design_flood_level", "m"}, {"check_flood_level", "m"}, {"highest_passed", ""},
                         {"hours_above_flood_limit", "h"}, {"peak_inflow", "m3/s"}, {"peak_outflow", "m3/s"}, {"attenuation", ""}}, {}};
  for (const ReservoirFindings& r : f.reservoirs) {
    const basin::Storage& s = r.storage;
    t.rows.push_back({s.id, s.name_zh, s.name_en, s.jurisdiction, s.chief, r.start_level, r.end_level, r.max_water_level, io::instant(start, r.time_of_max),
                      or_nothing(s.flood_limit_level), or_nothing(s.normal_level), or_nothing(s.design_flood_level), or_nothing(s.check_flood_level), r.highest_passed,
                      r.above_flood_limit / hour, r.peak_inflow, r.peak_outflow, r.attenuation});
  }
  return t;
}

Table litter(const Findings& f) {
  Table t{"litter", {{"id", ""}, {"name_zh", ""}, {"name_en", ""}, {"over", ""}, {"jurisdiction", ""}, {"chief", ""}, {"at_start", "kg"}, {"dropped", "kg"}, {"drifted_in", "kg"},
                     {"drifted_out", "kg"}, {"removed", "kg"}, {"floating", "kg"}, {"stranded", "kg"}, {"leached_cod", "kg"}}, {}};
  for (const LitterFindings& l : f.litter)
    t.rows.push_back({l.id, l.name_zh, l.name_en, l.over, l.jurisdiction, l.chief, l.at_start, l.dropped, l.drifted_in, l.drifted_out, l.removed, l.floating, l.stranded, l.leached});
  return t;
}

}  // namespace

std::vector<Table> further_tables(const Findings& f, const std::string& start) {
  return {bank_sites(f, start), storages(f, start), structures(f, start), bottlenecks(f), intakes(f), water_use(f), quotas(f, start), ecological_flows(f), dry_reaches(f), reservoirs(f, start), litter(f)};
}

}  // namespace riverchief::assessment
