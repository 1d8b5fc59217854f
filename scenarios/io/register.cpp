#include "scenarios/io/register.hpp"

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/complaint.hpp"
#include "io/condition_grammar.hpp"
#include "scenarios/io/source_register.hpp"

namespace riverchief::io {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array outfall_kinds{"industrial", "treatment_plant", "agricultural", "other"};       // as basin::OutfallKind
constexpr std::array monitoring_levels{"national", "provincial", "city", "boundary"};               // as basin::MonitoringLevel

/// To five digits: more is not known of a section.
double rounded(double value) {
  if (!(value > 0.0)) return 0.0;
  const double scale = std::pow(10.0, 4.0 - std::floor(std::log10(value)));
  return std::round(value * scale) / scale;
}

constexpr std::array storage_kinds{"reservoir", "detention", "flood_cell", "pond"};                  // as basin::StorageKind
constexpr std::array water_uses{"drinking", "ecology", "irrigation", "industry"};                    // as basin::WaterUse

std::string bank_text(const std::optional<basin::Bank>& bank) { return bank ? basin::to_text(*bank) : ""; }

std::optional<basin::Bank> bank_of(const std::string& text) {
  if (text == "left") return basin::Bank::left;
  if (text == "right") return basin::Bank::right;
  return std::nullopt;
}

Json to_json(const measures::MeasureReport& report) {
  Json quantities = Json::array(), prices = Json::array();
  for (const measures::Quantity& q : report.quantities) quantities.push_back({{"name", q.name}, {"value", q.value}, {"unit", q.unit}});
  for (const measures::PricedItem& p : report.prices) {
    prices.push_back({{"quantity", p.quantity}, {"amount", p.amount}, {"unit_price", p.unit_price}, {"price_unit", p.unit},
                      {"price_source", p.source}, {"price_mark", p.mark}, {"price_year", p.year}, {"cost", p.cost}, {"yearly", p.yearly}});
  }
  Json measure{{"id", report.id}, {"kind", report.kind}};
  if (!report.over.empty()) measure["over"] = report.over;
  if (!report.outfalls.empty()) measure["outfalls"] = report.outfalls;
  if (!report.receiver.empty()) measure["receiver"] = report.receiver;
  measure["owner"] = report.owner;
  measure["quantities"] = std::move(quantities);
  if (!report.prices.empty()) {
    const measures::PricedItem& first = report.prices.front();
    measure["unit_price"] = first.unit_price;
    measure["price_unit"] = first.unit;
    measure["price_source"] = first.source;
    measure["price_mark"] = first.mark;
    measure["price_year"] = first.year;
  }
  measure["prices"] = std::move(prices);
  measure["cost"] = report.cost;
  measure["yearly_cost"] = report.yearly_cost;
  measure["notes"] = report.notes;
  return measure;
}

Json loads_of(const basin::Outfall& outfall, const std::vector<basin::Pollutant>& pollutants) {
  Json loads = Json::object();
  for (const basin::Pollutant& pollutant : pollutants) {
    const auto concentration = outfall.concentration.find(pollutant.id);
    const auto load = outfall.load.find(pollutant.id);
    loads[pollutant.id] = (concentration == outfall.concentration.end() ? 0.0 : outfall.discharge * concentration->second / 1000.0) +
                          (load == outfall.load.end() ? 0.0 : load->second);
  }
  return loads;
}

std::string end_text(const basin::End& end) { return end.place ? basin::to_text(*end.place) : end.storage.empty() ? "outside" : end.storage; }

basin::End end_of(const std::string& text) {
  if (text.empty() || text == "outside") return {};
  if (const auto place = basin::parse_place(text)) return {place, ""};
  return {std::nullopt, text};
}

/// The number of a word among others; 0 where it is none of them.
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

Json to_json(const basin::Storage& s) {
  Json json{{"id", s.id}, {"name_zh", s.name_zh}, {"name_en", s.name_en}, {"kind", storage_kinds[static_cast<std::size_t>(s.kind)]}, {"level", s.area.x}, {"area", s.area.y}};
  set_if_given(json, "water_level", s.water_level);
  set_if_given(json, "dead_level", s.dead_level);
  set_if_given(json, "flood_limit_level", s.flood_limit_level);
  set_if_given(json, "normal_level", s.normal_level);
  set_if_given(json, "design_flood_level", s.design_flood_level);
  set_if_given(json, "check_flood_level", s.check_flood_level);
  json["jurisdiction"] = s.jurisdiction;
  json["chief"] = s.chief;
  return json;
}

basin::Storage storage_from(const Json& j) {
  basin::Storage s;
  s.id = j.value("id", ""), s.name_zh = j.value("name_zh", ""), s.name_en = j.value("name_en", "");
  s.kind = static_cast<basin::StorageKind>(number_of(j.value("kind", ""), storage_kinds));
  s.area = {j.value("level", std::vector<double>{}), j.value("area", std::vector<double>{})};
  s.water_level = given(j, "water_level"), s.dead_level = given(j, "dead_level"), s.flood_limit_level = given(j, "flood_limit_level");
  s.normal_level = given(j, "normal_level"), s.design_flood_level = given(j, "design_flood_level"), s.check_flood_level = given(j, "check_flood_level");
  s.jurisdiction = j.value("jurisdiction", ""), s.chief = j.value("chief", "");
  return s;
}

Json to_json(const basin::Structure& s) {
  Json json{{"id", s.id}, {"name_zh", s.name_zh}, {"name_en", s.name_en}, {"kind", s.kind}};
  if (s.at) json["at"] = basin::to_text(*s.at);
  if (s.over) json["over"] = basin::to_text(*s.over);
  if (s.link) json["from"] = end_text(s.from);
  if (s.link || s.over) json["to"] = end_text(s.to);
  json["settings"] = s.settings.numbers;
  for (const auto& [key, word] : s.settings.words) json["settings"][key] = word;
  json["jurisdiction"] = s.jurisdiction;
  json["chief"] = s.chief;
  return json;
}

basin::Structure structure_from(const Json& j) {
  basin::Structure s;
  s.id = j.value("id", ""), s.name_zh = j.value("name_zh", ""), s.name_en = j.value("name_en", ""), s.kind = j.value("kind", "");
  if (j.contains("at")) s.at = basin::parse_place(j.value("at", ""));
  if (j.contains("over")) s.over = basin::parse_stretch(j.value("over", ""));
  s.link = j.contains("from");
  s.from = end_of(j.value("from", "")), s.to = end_of(j.value("to", ""));
  const Json settings = j.value("settings", Json::object());
  for (const auto& [key, value] : settings.items()) {
    if (value.is_number()) s.settings.numbers[key] = value.get<double>();
    else if (value.is_string()) s.settings.words[key] = value.get<std::string>();
  }
  s.jurisdiction = j.value("jurisdiction", ""), s.chief = j.value("chief", "");
  return s;
}

/// What was calibrated, beside what it stands in for.
Json to_json(const basin::Calibration& calibration) {
  Json json{{"file", calibration.file}, {"roughness", Json::array()}, {"values", Json::array()}};
  for (const auto& zone : calibration.roughness) {
    const std::string over = zone.over.river.empty() || std::isinf(zone.over.to) ? zone.over.river : basin::to_text(zone.over);
    json["roughness"].push_back({{"over", over}, {"part", basin::to_text(zone.part)}, {"factor", zone.factor}});
  }
  for (const auto& value : calibration.values) {
    Json entry{{"kind", value.kind}, {"of", value.of}};
    if (!value.key.empty()) entry["key"] = value.key;
    set_if_given(entry, "before", value.before);
    entry[value.is_factor ? "factor" : "value"] = value.value;
    json["values"].push_back(std::move(entry));
  }
  return json;
}

/// A rule in the words of input files.
Json to_json(const basin::Control& c) {
  Json json{{"id", c.id}, {"structure", c.structure}, {"priority", c.priority}};
  if (!c.when.empty()) json["when"] = to_text(c.when);
  if (!c.until.empty()) json["until"] = to_text(c.until);
  if (c.reads) {
    json["reads"] = to_text(*c.reads);
    for (std::size_t i = 0; i < c.set_by.x.size(); ++i) json["set_by"].push_back({c.set_by.x[i], c.set_by.y[i]});
    json["every"] = c.every;
  } else {
    json["set"] = c.set;
  }
  return json;
}

std::vector<basin::Condition> conditions_of(const std::string& text) {
  std::vector<basin::Condition> conditions;
  if (!text.empty())
    for (const auto& written : parse_conditions(text).conditions) conditions.push_back(written.condition());
  return conditions;
}

basin::Control control_from(const Json& j) {
  basin::Control c;
  c.id = j.value("id", ""), c.structure = j.value("structure", ""), c.priority = j.value("priority", 0), c.set = j.value("set", 0.0), c.every = j.value("every", 0.0);
  c.when = conditions_of(j.value("when", "")), c.until = conditions_of(j.value("until", ""));
  if (const auto read = parse_reading(j.value("reads", "")); !read.reading.empty()) c.reads = read.reading.front().reading;
  for (const Json& point : j.value("set_by", Json::array())) c.set_by.x.push_back(point.at(0)), c.set_by.y.push_back(point.at(1));
  return c;
}

Json to_json(const basin::Intake& n) {
  Json json{{"id", n.id}, {"name_zh", n.name_zh}, {"name_en", n.name_en}, {"at", end_text(n.at)}, {"use", water_uses[static_cast<std::size_t>(n.use)]}, {"priority", n.priority}, {"keep", n.keep},
            {"return_share", n.return_share}};
  set_if_given(json, "lowest_level", n.lowest_level);
  if (n.return_share > 0.0) json["returns_to"] = end_text(n.returns_to);
  set_if_given(json, "quota", n.quota);
  json["jurisdiction"] = n.jurisdiction;
  json["chief"] = n.chief;
  return json;
}

basin::Intake intake_from(const Json& j) {
  basin::Intake n;
  n.id = j.value("id", ""), n.name_zh = j.value("name_zh", ""), n.name_en = j.value("name_en", "");
  n.at = end_of(j.value("at", "")), n.returns_to = end_of(j.value("returns_to", ""));
  n.use = static_cast<basin::WaterUse>(number_of(j.value("use", ""), water_uses));
  n.priority = j.value("priority", 1), n.keep = j.value("keep", 0.0), n.return_share = j.value("return_share", 0.0);
  n.lowest_level = given(j, "lowest_level"), n.quota = given(j, "quota");
  n.jurisdiction = j.value("jurisdiction", ""), n.chief = j.value("chief", "");
  return n;
}

measures::MeasureReport measure_from(const Json& m) {
  measures::MeasureReport report;
  report.id = m.value("id", "");
  report.kind = m.value("kind", "");
  report.over = m.value("over", "");
  report.outfalls = m.value("outfalls", std::vector<std::string>{});
  report.receiver = m.value("receiver", "");
  report.owner = m.value("owner", "");
  report.cost = m.value("cost", 0.0);
  report.yearly_cost = m.value("yearly_cost", 0.0);
  report.notes = m.value("notes", std::vector<std::string>{});
  for (const Json& q : m.value("quantities", Json::array())) report.quantities.push_back({q.value("name", ""), q.value("value", 0.0), q.value("unit", "")});
  return report;
}

Register parse(const std::string& text) {
  const Json json = Json::parse(text);
  Register found;
  basin::Basin& b = found.basin;
  b.name = json.value("basin", "");
  b.title_zh = json.value("basin_title_zh", "");
  b.title_en = json.value("basin_title_en", "");
  b.note_zh = json.value("note_zh", "");
  b.note_en = json.value("note_en", "");
  found.scenario = json.value("scenario", "");
  found.title_zh = json.value("title_zh", "");
  found.title_en = json.value("title_en", "");
  for (const Json& p : json.value("pollutants", Json::array())) {
    basin::Pollutant pollutant;
    pollutant.id = p.value("id", "");
    pollutant.name_zh = p.value("name_zh", "");
    pollutant.name_en = p.value("name_en", "");
    pollutant.standard_item = p.value("standard_item", "");
    for (int role = 0; role < basin::role_count; ++role)
      if (p.value("role", "") == basin::role_names()[static_cast<std::size_t>(role)]) pollutant.role = static_cast<basin::Role>(role);
    pollutant.decay_rate = p.value("decay_rate", 0.0), pollutant.theta = p.value("theta", 1.0);
    b.pollutants.push_back(std::move(pollutant));
  }
  for (const Json& j : json.value("jurisdictions", Json::array())) {
    b.jurisdictions.push_back({j.value("id", ""), j.value("name_zh", ""), j.value("name_en", ""), j.value("level", ""), j.value("parent", "")});
  }
  for (const Json& c : json.value("chiefs", Json::array())) {
    b.chiefs.push_back({c.value("id", ""), c.value("level", ""), c.value("office_zh", ""), c.value("office_en", ""), c.value("jurisdiction", ""),
                        c.value("reports_to", "")});
  }
  for (const Json& o : json.value("owners", Json::array())) {
    b.owners.push_back({{o.value("river", ""), o.value("from", 0.0), o.value("to", 0.0), bank_of(o.value("bank", ""))}, o.value("jurisdiction", ""),
                        o.value("chief", "")});
  }
  for (const Json& r : json.value("rivers", Json::array())) {
    basin::River river;
    river.id = r.value("id", "");
    river.name_zh = r.value("name_zh", "");
    river.name_en = r.value("name_en", "");
    river.length = r.value("length", 0.0);
    b.rivers.push_back(std::move(river));
  }
  for (const Json& m : json.value("monitoring_sections", Json::array())) {
    basin::MonitoringSection section;
    section.id = m.value("id", "");
    section.name_zh = m.value("name_zh", "");
    section.name_en = m.value("name_en", "");
    section.at = {m.value("river", ""), m.value("chainage", 0.0), std::nullopt};
    for (std::size_t i = 0; i < monitoring_levels.size(); ++i) {
      if (m.value("level", "") == monitoring_levels[i]) section.level = static_cast<basin::MonitoringLevel>(i);
    }
    section.target_class = m.value("target_class", 0);
    take_sampling(m, section);
    section.jurisdiction = m.value("jurisdiction", "");
    section.chief = m.value("chief", "");
    b.monitoring_sections.push_back(std::move(section));
  }
  for (const Json& s : json.value("storages", Json::array())) b.storages.push_back(storage_from(s));
  for (const Json& s : json.value("structures", Json::array())) b.structures.push_back(structure_from(s));
  for (const Json& c : json.value("controls", Json::array())) b.controls.push_back(control_from(c));
  for (const Json& n : json.value("intakes", Json::array())) b.intakes.push_back(intake_from(n));
  for (const Json& f : json.value("ecological_flows", Json::array())) {
    const auto over = basin::parse_stretch(f.value("over", ""));
    b.ecological_flows.push_back({f.value("id", ""), over.value_or(basin::Stretch{}), f.value("discharge", 0.0), f.value("rule_zh", ""), f.value("rule_en", "")});
  }
  b.sources.litter = litter_of(json);
  for (const Json& o : json.value("outfalls", Json::array())) {
    basin::Outfall& outfall = b.outfalls.emplace_back();
    outfall.id = o.value("id", ""), outfall.name_zh = o.value("name_zh", ""), outfall.name_en = o.value("name_en", "");
    outfall.at = {o.value("river", ""), o.value("chainage", 0.0), bank_of(o.value("bank", ""))};
    outfall.kind = static_cast<basin::OutfallKind>(number_of(o.value("kind", ""), outfall_kinds));
    outfall.discharge = o.value("discharge", 0.0);
    outfall.jurisdiction = o.value("jurisdiction", ""), outfall.chief = o.value("chief", "");
    take_permit(o, outfall);
  }
  const Json measures = json.value("measures", Json::array());
  for (const Json& m : measures) found.measures.push_back(measure_from(m));
  found.measures_json = measures.dump();
  for (const Json& c : json.value("conveyances", Json::array())) {
    found.conveyances.push_back({c.value("river", ""), c.value("chainage", 0.0), c.value("bed_level", 0.0), c.value("top", 0.0), c.value("values", std::vector<double>{})});
  }
  found.water = water_of(json);
  found.cost = json.value("cost", 0.0);
  found.yearly_cost = json.value("yearly_cost", 0.0);
  return found;
}

}  // namespace

std::string register_json(const basin::Scenario& scenario, const std::vector<measures::MeasureReport>& reports) {
  const basin::Basin& b = scenario.basin;
  Json json{{"basin", b.name},
            {"basin_title_zh", b.title_zh},
            {"basin_title_en", b.title_en},
            {"note_zh", b.note_zh},
            {"note_en", b.note_en},
            {"title_zh", scenario.title_zh},
            {"title_en", scenario.title_en},
            {"scenario", scenario.name}};
  Json& pollutants = json["pollutants"] = Json::array();
  for (const basin::Pollutant& p : b.pollutants) {
    pollutants.push_back({{"id", p.id}, {"name_zh", p.name_zh}, {"name_en", p.name_en}, {"standard_item", p.standard_item}, {"decay_rate", p.decay_rate}, {"theta", p.theta}, {"role", basin::to_text(p.role)}});
  }
  Json& jurisdictions = json["jurisdictions"] = Json::array();
  for (const basin::Jurisdiction& j : b.jurisdictions) {
    jurisdictions.push_back({{"id", j.id}, {"name_zh", j.name_zh}, {"name_en", j.name_en}, {"level", j.level}, {"parent", j.parent}});
  }
  Json& chiefs = json["chiefs"] = Json::array();
  for (const basin::Chief& c : b.chiefs) {
    chiefs.push_back({{"id", c.id}, {"level", c.level}, {"office_zh", c.office_zh}, {"office_en", c.office_en}, {"jurisdiction", c.jurisdiction},
                      {"reports_to", c.reports_to}});
  }
  Json& owners = json["owners"] = Json::array();
  for (const basin::Owner& o : b.owners) {
    owners.push_back({{"river", o.over.river}, {"from", o.over.from}, {"to", o.over.to}, {"bank", bank_text(o.over.bank)}, {"jurisdiction", o.jurisdiction},
                      {"chief", o.chief}});
  }
  Json& rivers = json["rivers"] = Json::array();
  for (const basin::River& r : b.rivers) rivers.push_back({{"id", r.id}, {"name_zh", r.name_zh}, {"name_en", r.name_en}, {"length", r.length}});
  Json& sections = json["monitoring_sections"] = Json::array();
  for (const basin::MonitoringSection& m : b.monitoring_sections) {
    sections.push_back({{"id", m.id}, {"name_zh", m.name_zh}, {"name_en", m.name_en}, {"river", m.at.river}, {"chainage", m.at.chainage},
                        {"level", monitoring_levels[static_cast<std::size_t>(m.level)]}, {"target_class", m.target_class},
                        {"jurisdiction", m.jurisdiction}, {"chief", m.chief}});
    put_sampling(sections.back(), m);
  }
  put_water(json, scenario);
  Json& outfalls = json["outfalls"] = Json::array();
  for (const basin::Outfall& o : b.outfalls) {
    outfalls.push_back({{"id", o.id}, {"name_zh", o.name_zh}, {"name_en", o.name_en}, {"river", o.at.river}, {"chainage", o.at.chainage},
                        {"bank", bank_text(o.at.bank)}, {"kind", outfall_kinds[static_cast<std::size_t>(o.kind)]}, {"discharge", o.discharge},
                        {"load", loads_of(o, b.pollutants)}, {"jurisdiction", o.jurisdiction}, {"chief", o.chief}});
    put_permit(outfalls.back(), o);
  }
  put_events(json, scenario);
  Json& conveyance = json["conveyances"] = Json::array();
  for (const Conveyance& c : conveyances(scenario)) {
    Json values = Json::array();
    for (const double k : c.values) values.push_back(rounded(k));
    conveyance.push_back({{"river", c.river}, {"chainage", c.chainage}, {"bed_level", c.bed_level}, {"top", c.top}, {"values", std::move(values)}});
  }
  const auto list = [&](const char* key, const auto& things) {
    Json& all = json[key] = Json::array();
    for (const auto& thing : things) all.push_back(to_json(thing));
  };
  list("storages", b.storages);
  list("structures", b.structures);
  list("controls", scenario.controls);
  list("intakes", b.intakes);
  Json& flows = json["ecological_flows"] = Json::array();
  for (const basin::EcologicalFlow& f : b.ecological_flows)
    flows.push_back({{"id", f.id}, {"over", basin::to_text(f.over)}, {"discharge", f.discharge}, {"rule_zh", f.rule_zh}, {"rule_en", f.rule_en}});
  if (!scenario.calibration.empty()) json["calibration"] = to_json(scenario.calibration);
  double cost = 0.0, yearly_cost = 0.0;
  Json& measures = json["measures"] = Json::array();
  for (const measures::MeasureReport& report : reports) {
    measures.push_back(to_json(report));
    cost += report.cost;
    yearly_cost += report.yearly_cost;
  }
  json["cost"] = cost;
  json["yearly_cost"] = yearly_cost;
  return json.dump(1);
}

Register read_register(const std::string& json, const std::string& file) {
  try {
    return parse(json);
  } catch (const nlohmann::json::exception& error) {
    throw core::InputError({{.where = {file, 0, 0, ""},
                             .what = "this result file has no readable register",
                             .why = error.what(),
                             .fix = "run the scenario again with this version of riverchief.",
                             .notes = {}}});
  }
}

}  // namespace riverchief::io
