// Outfalls: their type by the national rule, permit, discharge, hours, and treatment plants by class of GB 18918.

#include <fmt/format.h>

#include <algorithm>

#include "io/forcing_reader.hpp"
#include "io/source_reader.hpp"

namespace riverchief::io {
namespace {

const std::vector<std::string> kinds{"industrial", "treatment_plant", "agricultural", "other"};                        // as basin::OutfallKind
const std::vector<std::string> disposals{"close", "merge", "regulate", "取缔", "合并", "规范"};
const std::vector<std::string> classes{"1A", "1B", "2", "3", "一级A", "一级B", "二级", "三级"};
const char* const default_sectors[] = {"other_industry", "sewage_treatment", "farmland", "other"};                    // as basin::OutfallKind

void read_type(TomlTable& t, basin::Outfall& o, SourceReader& reader) {
  if (const auto kind = t.choice("kind", kinds)) o.kind = static_cast<basin::OutfallKind>(*kind);
  o.subtype = t.text("subtype");
  if (!o.subtype.empty()) {
    const auto& subtypes = reader.coefficients.subtypes();
    const auto found = std::find_if(subtypes.begin(), subtypes.end(), [&](const auto& s) { return s.id == o.subtype; });
    const std::string& kind = kinds[static_cast<std::size_t>(o.kind)];
    if (found == subtypes.end()) {
      std::vector<std::string> ids;
      for (const auto& s : subtypes) ids.push_back(s.id);
      t.error(t.where("subtype"), fmt::format("unknown subtype '{}' in {}", o.subtype, t.name()), "", suggestion(o.subtype, ids, "subtypes"));
    } else if (found->type != kind) {
      t.error(t.where("subtype"), fmt::format("subtype '{}' of {} is not of its kind", o.subtype, t.name()), fmt::format("its kind is '{}', the subtype belongs to '{}'", kind, found->type), fmt::format("write kind = \"{}\", or another subtype.", found->type));
    }
  }
  o.sector = reader.sector(t, default_sectors[static_cast<std::size_t>(o.kind)]);
  if (const auto disposal = t.choice("disposal", disposals)) o.disposal = disposals[*disposal % 3];
  if (const TomlValue* illicit = t.value("illicit")) {
    o.illicit = illicit->kind == TomlValue::Kind::boolean && illicit->boolean;
    if (illicit->kind != TomlValue::Kind::boolean) t.error(t.where("illicit"), fmt::format("illicit of {} is {}", t.name(), describe(illicit->kind)), "it is true or false", "write illicit = true");
  }
}

/// What comes out against what is permitted.
void compare_with_permit(TomlTable& t, const basin::Outfall& o, Complaints& complaints) {
  const double discharge = o.discharge_series.value.empty() ? o.discharge : *std::max_element(o.discharge_series.value.begin(), o.discharge_series.value.end());
  constexpr double day = 86400.0;
  if (o.permitted_discharge && discharge > *o.permitted_discharge * (1.0 + 1e-9))
    complaints.warning(t.where("permitted_discharge"), fmt::format("{} discharges more than it is permitted", t.name()),
                       fmt::format("{:.0f} m3/d against {:.0f} m3/d", discharge * day, *o.permitted_discharge * day), "check both figures; the run takes the discharge as it is.");
  for (const auto& [pollutant, limit] : o.permitted_concentration) {
    const auto c = o.concentration.find(pollutant);
    if (c != o.concentration.end() && c->second > limit * (1.0 + 1e-9))
      complaints.warning(t.where("permitted"), fmt::format("{} of {} is above its permit", pollutant, t.name()), fmt::format("{:g} mg/L against {:g} mg/L", c->second, limit),
                         "check both figures; the run takes the concentration as it is.");
  }
}

void read_plant(TomlTable& t, basin::Outfall& o, SourceReader& reader) {
  o.capacity = t.number("capacity", "capacity");
  const auto effluent_class = t.choice("class", classes);
  o.utilisation = reader.share(t, "utilisation", 1.0);
  o.influent = t.numbers("influent", "concentration", reader.pollutants(), "pollutant");
  basin::Scenario none;
  if (const auto inflow = read_inline_series(t, "inflow", "demand", {.scenario = none, .read = reader.read, .files = reader.files, .complaints = reader.complaints, .period = reader.read.period})) {
    if (inflow->time.size() > 1) o.inflow_series = *inflow;
    o.inflow = inflow->value.front();
  }
  if (o.kind != basin::OutfallKind::treatment_plant) {
    for (const char* key : {"class", "utilisation", "influent", "inflow"})
      if (t.has(key)) t.error(t.where(key), fmt::format("{} has {} and is no treatment plant", t.name(), key), fmt::format("its kind is '{}'", kinds[static_cast<std::size_t>(o.kind)]), "write kind = \"treatment_plant\", or remove the key.");
    return;
  }
  if (effluent_class) {
    const std::size_t which = *effluent_class % 4;
    o.effluent_class = classes[which];
    const auto limits = reader.coefficients.effluent(which, false, reader.all_pollutants()), cold = reader.coefficients.effluent(which, true, reader.all_pollutants());
    for (const auto& [pollutant, limit] : limits)
      if (o.concentration.emplace(pollutant, limit).second && cold.at(pollutant) != limit) o.cold_concentration[pollutant] = cold.at(pollutant);
  }
  if (!o.inflow) {
    if (t.has("influent")) t.error(t.where("influent"), fmt::format("{} has an influent and no inflow", t.name()), "what arrives has a discharge", "add inflow = \"20000 m3/d\".");
    return;
  }
  if (t.has("discharge") || t.has("series"))
    t.error(t.where("inflow"), fmt::format("{} has an inflow and a discharge", t.name()), "what leaves follows from what arrives", "keep one of the two.", {{t.where(t.has("series") ? "series" : "discharge"), "the other one"}});
  if (!o.capacity) t.error(t.where("inflow"), fmt::format("{} has an inflow and no capacity", t.name()), "what is beyond the capacity passes by untreated", "add capacity = \"20000 m3/d\".");
  if (o.influent.empty()) o.influent = reader.coefficients.amounts("urban.per_capita", "kg/s", reader.all_pollutants());
  if (!t.has("influent")) {  // the usual load in the usual water
    const double water = reader.coefficients.number("urban.water", "m3/s");
    for (auto& [pollutant, value] : o.influent) value = 1000.0 * value / water;
  }
}

void read_outfall(TomlTable& t, Ids& ids, SourceReader& reader) {
  basin::Outfall o;
  o.id = reader.id(t, ids);
  o.name_zh = t.text("name_zh");
  o.name_en = t.text("name_en");
  const auto at = known_place(t, "at", reader.read, "\"river: 9.5 km left\"");
  read_type(t, o, reader);
  basin::Series discharge;
  basin::SeriesByPollutant concentration;
  reader.water(t, discharge, concentration, {}, false);
  if (discharge.time.size() > 1) o.discharge_series = discharge;
  else if (!discharge.value.empty()) o.discharge = discharge.value.front();
  for (const auto& [pollutant, series] : concentration)
    if (series.time.size() > 1) o.concentration_series[pollutant] = series;
    else o.concentration[pollutant] = series.value.front();
  o.load = t.numbers("load", "load", reader.pollutants(), "pollutant");
  if (!o.concentration.empty() && !t.has("discharge") && !t.has("series") && !t.has("inflow"))
    t.error(t.where("concentration"), fmt::format("{} has a concentration and no discharge", t.name()), "a concentration rides on water", "add discharge, or give load = {...} instead.");
  o.permit = t.text("permit");
  o.permitted_discharge = t.number("permitted_discharge", "capacity");
  o.permitted_concentration = t.numbers("permitted", "concentration", reader.pollutants(), "pollutant");
  o.permitted_load = t.numbers("permitted_load", "load", reader.pollutants(), "pollutant");
  o.schedule = reader.schedule(t);
  read_plant(t, o, reader);
  read_owner_labels(t, reader.read, o.jurisdiction, o.chief);
  t.finish();
  compare_with_permit(t, o, reader.complaints);
  if (at) o.at = *at;
  if (!o.id.empty()) reader.read.basin.outfalls.push_back(std::move(o));
}

/// What outfalls of a kind usually carry, for those that say nothing of a pollutant.
void read_typical(TomlTable& t, SourceReader& reader) {
  const auto kind = t.choice("kind", kinds, "\"industrial\"");
  if (kind) t.rename(fmt::format("the typical concentration of kind '{}'", kinds[*kind]));
  const auto typical = reader.amounts(t, "concentration", "concentration", {});
  t.finish();
  if (!kind) return;
  for (basin::Outfall& o : reader.read.basin.outfalls)
    if (o.kind == static_cast<basin::OutfallKind>(*kind) && (o.discharge > 0.0 || !o.discharge_series.time.empty()))
      for (const auto& [pollutant, value] : typical)
        if (!o.concentration_series.count(pollutant)) o.concentration.emplace(pollutant, value);
}

}  // namespace

void read_outfalls(TomlTable& file, SourceReader& reader) {
  Ids ids("outfall");
  for (TomlTable& t : file.tables("outfall", "an outfall")) read_outfall(t, ids, reader);
  for (TomlTable& t : file.tables("typical_concentration", "a typical concentration")) read_typical(t, reader);
}

}  // namespace riverchief::io
