#include "scenarios/io/register.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/complaint.hpp"

namespace riverchief::io {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array outfall_kinds{"industrial", "treatment_plant", "agricultural", "other"};       // as basin::OutfallKind
constexpr std::array monitoring_levels{"national", "provincial", "city", "boundary"};               // as basin::MonitoringLevel

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
    section.jurisdiction = m.value("jurisdiction", "");
    section.chief = m.value("chief", "");
    b.monitoring_sections.push_back(std::move(section));
  }
  const Json measures = json.value("measures", Json::array());
  for (const Json& m : measures) found.measures.push_back(measure_from(m));
  found.measures_json = measures.dump();
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
    pollutants.push_back({{"id", p.id}, {"name_zh", p.name_zh}, {"name_en", p.name_en}, {"standard_item", p.standard_item}});
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
  }
  Json& outfalls = json["outfalls"] = Json::array();
  for (const basin::Outfall& o : b.outfalls) {
    outfalls.push_back({{"id", o.id}, {"name_zh", o.name_zh}, {"name_en", o.name_en}, {"river", o.at.river}, {"chainage", o.at.chainage},
                        {"bank", bank_text(o.at.bank)}, {"kind", outfall_kinds[static_cast<std::size_t>(o.kind)]}, {"discharge", o.discharge},
                        {"load", loads_of(o, b.pollutants)}, {"jurisdiction", o.jurisdiction}, {"chief", o.chief}});
  }
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
