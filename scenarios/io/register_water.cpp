#include "scenarios/io/register_water.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "basin/sources.hpp"
#include "physics/section_table.hpp"
#include "scenarios/io/conveyance.hpp"

namespace riverchief::io {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array zone_kinds{"protection", "reserve", "buffer", "drinking", "industrial", "agricultural", "fishery", "landscape", "transition", "discharge_control"};  // as basin::ZoneKind
constexpr std::array formulas{"zero_dimensional", "one_dimensional", "estuary"};  // as basin::CapacityFormula
constexpr double hour = 3600.0;

template <class Words>
std::size_t number_of(const std::string& word, const Words& words) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (word == words[i]) return i;
  return 0;
}

void set_if_given(Json& json, const char* key, const std::optional<double>& value) {
  if (value) json[key] = *value;
}
std::optional<double> given(const Json& json, const char* key) { return json.contains(key) ? std::optional(json.at(key).get<double>()) : std::nullopt; }

std::optional<basin::Stretch> stretch_of(const Json& json, const char* key) { return json.contains(key) ? basin::parse_stretch(json.value(key, "")) : std::nullopt; }

template <class Thing>
Json labels_of(const Thing& thing) {
  return {{"id", thing.id}, {"name_zh", thing.name_zh}, {"name_en", thing.name_en}, {"jurisdiction", thing.jurisdiction}, {"chief", thing.chief}};
}
template <class Thing>
Thing labelled(const Json& j) {
  Thing thing;
  thing.id = j.value("id", ""), thing.name_zh = j.value("name_zh", ""), thing.name_en = j.value("name_en", "");
  thing.jurisdiction = j.value("jurisdiction", ""), thing.chief = j.value("chief", "");
  return thing;
}

Json to_json(const basin::FunctionZone& z) {
  Json json = labels_of(z);
  json["over"] = basin::to_text(z.over);
  json["kind"] = zone_kinds[static_cast<std::size_t>(z.kind)];
  json["target_class"] = z.target_class;
  if (z.control) json["control"] = basin::to_text(*z.control);
  json["formula"] = formulas[static_cast<std::size_t>(z.formula)];
  set_if_given(json, "design_discharge", z.design_discharge);
  set_if_given(json, "design_velocity", z.design_velocity);
  set_if_given(json, "dispersion", z.dispersion);
  set_if_given(json, "design_temperature", z.design_temperature);
  json["upstream_concentration"] = z.upstream_concentration;
  json["limits"] = z.limits;
  json["decay_rates"] = z.decay_rates;
  return json;
}

basin::FunctionZone zone_from(const Json& j) {
  basin::FunctionZone z = labelled<basin::FunctionZone>(j);
  z.over = stretch_of(j, "over").value_or(basin::Stretch{});
  z.kind = static_cast<basin::ZoneKind>(number_of(j.value("kind", ""), zone_kinds));
  z.target_class = j.value("target_class", 0);
  if (j.contains("control")) z.control = basin::parse_place(j.value("control", ""));
  z.formula = static_cast<basin::CapacityFormula>(number_of(j.value("formula", ""), formulas));
  z.design_discharge = given(j, "design_discharge"), z.design_velocity = given(j, "design_velocity");
  z.dispersion = given(j, "dispersion"), z.design_temperature = given(j, "design_temperature");
  z.upstream_concentration = j.value("upstream_concentration", std::map<std::string, double>{});
  z.limits = j.value("limits", std::map<std::string, double>{});
  z.decay_rates = j.value("decay_rates", std::map<std::string, double>{});
  return z;
}

/// Mean of a product of two series over [0, duration]: Simpson's rule is exact between their points.
double mean_product(const basin::Series& a, const basin::Series& b, double duration) {
  if (a.time.empty() || b.time.empty()) return 0.0;
  std::set<double> times{0.0, duration};
  for (const basin::Series* series : {&a, &b}) {
    for (const double t : series->time)
      if (t > 0.0 && t < duration) times.insert(t);
  }
  const auto product = [&](double t) { return basin::value_at(a, t) * basin::value_at(b, t); };
  double sum = 0.0, before = 0.0;
  for (const double t : times) {
    if (t > before) sum += (t - before) / 6.0 * (product(before) + 4.0 * product(0.5 * (before + t)) + product(t));
    before = t;
  }
  return duration > 0.0 ? sum / duration : product(0.0);
}

/// The section an outfall stands at, so that an assessment knows how wide the river is there.
void put_section(Json& json, const basin::Scenario& scenario, const basin::River& river, double chainage) {
  constexpr int steps = 16;
  const basin::Section section = basin::section_as_run(scenario, river, chainage);
  const std::vector<physics::TableRow> rows = physics::tabulate(ground_of(section));
  const double bed = basin::bed_level(section), top = std::max(basin::ground_level(section, section.left_bank), basin::ground_level(section, section.right_bank));
  for (int k = 1; k <= steps; ++k) {
    const double level = bed + (top - bed) * k / steps;
    const physics::Wetted wet = physics::at_level(rows.data(), static_cast<int>(rows.size()), level);
    json["level"].push_back(std::round(1e4 * level) / 1e4);
    json["flow_area"].push_back(std::round(1e3 * wet.flow_area) / 1e3);
    json["flow_width"].push_back(std::round(1e3 * wet.flow_width) / 1e3);
  }
}

Json source_json(const basin::Scenario& scenario, const basin::Source& s) {
  const basin::Series one{{0.0}, {1.0}};
  Json load = Json::object();
  for (const basin::Pollutant& p : scenario.basin.pollutants) {
    const auto concentration = s.concentration.find(p.id), extra = s.load.find(p.id);
    double sum = 0.0;
    if (concentration != s.concentration.end()) sum += mean_product(s.discharge, concentration->second, scenario.duration);
    if (extra != s.load.end()) sum += mean_product(one, extra->second, scenario.duration);
    load[p.id] = sum;
  }
  Json json = labels_of(s);
  json["kind"] = s.kind, json["type"] = s.type, json["sector"] = s.sector;
  json["river"] = s.over.river, json["storage"] = s.storage, json["from"] = s.over.from, json["to"] = s.over.to;
  json["bank"] = s.over.bank ? basin::to_text(*s.over.bank) : "";
  json["discharge"] = mean_product(one, s.discharge, scenario.duration);
  json["load"] = std::move(load);
  return json;
}

}  // namespace

void put_water(Json& json, const basin::Scenario& scenario) {
  const basin::WaterZones& zones = scenario.basin.zones;
  Json& function_zones = json["function_zones"] = Json::array();
  for (const basin::FunctionZone& zone : zones.function_zones) function_zones.push_back(to_json(zone));
  Json& water_sources = json["water_sources"] = Json::array();
  for (const basin::WaterSource& source : zones.water_sources) {
    Json& entry = water_sources.emplace_back(labels_of(source));
    entry["intake"] = source.intake;
    entry["target_class"] = source.target_class;
    if (source.first_zone) entry["first_zone"] = basin::to_text(*source.first_zone);
    if (source.second_zone) entry["second_zone"] = basin::to_text(*source.second_zone);
  }
  Json& waters = json["black_odorous_waters"] = Json::array();
  for (const basin::BlackOdorousWater& water : zones.black_odorous_waters) {
    Json& entry = waters.emplace_back(labels_of(water));
    entry["over"] = basin::to_text(water.over);
    set_if_given(entry, "transparency", water.transparency);
    set_if_given(entry, "redox_potential", water.redox_potential);
  }
  Json& sources = json["sources"] = Json::array();
  for (const basin::Source& source : basin::sources_of(scenario)) {
    Json& entry = sources.emplace_back(source_json(scenario, source));
    const basin::River* river = source.kind == "outfall" ? basin::find_river(scenario.basin, source.over.river) : nullptr;
    if (river && !river->sections.empty()) put_section(entry, scenario, *river, source.over.from);
  }
  json["water_temperature"] = scenario.water_temperature.time.empty() ? 20.0 : mean_product({{0.0}, {1.0}}, scenario.water_temperature, scenario.duration);
}

WaterRegister water_of(const Json& json) {
  WaterRegister found;
  for (const Json& zone : json.value("function_zones", Json::array())) found.zones.function_zones.push_back(zone_from(zone));
  for (const Json& j : json.value("water_sources", Json::array())) {
    basin::WaterSource source = labelled<basin::WaterSource>(j);
    source.intake = j.value("intake", "");
    source.target_class = j.value("target_class", 3);
    source.first_zone = stretch_of(j, "first_zone"), source.second_zone = stretch_of(j, "second_zone");
    found.zones.water_sources.push_back(std::move(source));
  }
  for (const Json& j : json.value("black_odorous_waters", Json::array())) {
    basin::BlackOdorousWater water = labelled<basin::BlackOdorousWater>(j);
    water.over = stretch_of(j, "over").value_or(basin::Stretch{});
    water.transparency = given(j, "transparency"), water.redox_potential = given(j, "redox_potential");
    found.zones.black_odorous_waters.push_back(std::move(water));
  }
  for (const Json& j : json.value("sources", Json::array())) {
    RegisteredSource s = labelled<RegisteredSource>(j);
    s.kind = j.value("kind", ""), s.type = j.value("type", ""), s.sector = j.value("sector", "");
    s.river = j.value("river", ""), s.storage = j.value("storage", ""), s.bank = j.value("bank", "");
    s.from = j.value("from", 0.0), s.to = j.value("to", 0.0), s.discharge = j.value("discharge", 0.0);
    s.load = j.value("load", std::map<std::string, double>{});
    s.level = j.value("level", std::vector<double>{}), s.flow_area = j.value("flow_area", std::vector<double>{}), s.flow_width = j.value("flow_width", std::vector<double>{});
    found.sources.push_back(std::move(s));
  }
  found.water_temperature = json.value("water_temperature", 20.0);
  return found;
}

void put_sampling(Json& json, const basin::MonitoringSection& section) {
  json["water"] = section.water == basin::WaterBody::lake ? "lake" : "river";
  if (section.sampling.days.empty()) return;
  json["sample_days"] = section.sampling.days;
  json["sample_hour"] = section.sampling.second_of_day / hour;
}

void take_sampling(const Json& json, basin::MonitoringSection& section) {
  if (json.value("water", "river") == "lake") section.water = basin::WaterBody::lake;
  section.sampling.days = json.value("sample_days", std::vector<int>{});
  section.sampling.second_of_day = json.value("sample_hour", section.sampling.second_of_day / hour) * hour;
}

}  // namespace riverchief::io
