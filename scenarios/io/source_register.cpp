#include "scenarios/io/source_register.hpp"

#include <nlohmann/json.hpp>

namespace riverchief::io {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

void put_permit(Json& json, const basin::Outfall& o) {
  for (const auto& [key, text] : {std::pair("subtype", &o.subtype), std::pair("sector", &o.sector), std::pair("permit", &o.permit), std::pair("disposal", &o.disposal), std::pair("class", &o.effluent_class)})
    if (!text->empty()) json[key] = *text;
  if (o.illicit) json["illicit"] = true;
  if (o.capacity) json["capacity"] = *o.capacity;
  basin::Amounts permitted = o.permitted_load;  // stated, or limits times the permitted water
  if (o.permitted_discharge)
    for (const auto& [pollutant, limit] : o.permitted_concentration) permitted.emplace(pollutant, limit * *o.permitted_discharge / 1000.0);
  if (!permitted.empty()) json["permitted_load"] = permitted;
}

void take_permit(const Json& json, basin::Outfall& o) {
  o.subtype = json.value("subtype", ""), o.sector = json.value("sector", ""), o.permit = json.value("permit", "");
  o.disposal = json.value("disposal", ""), o.effluent_class = json.value("class", ""), o.illicit = json.value("illicit", false);
  if (json.contains("capacity")) o.capacity = json.at("capacity").get<double>();
  o.permitted_load = json.value("permitted_load", basin::Amounts{});
}

void put_events(Json& json, const basin::Scenario& scenario) {
  for (const basin::Dumping& d : scenario.dumping) {
    Json events = Json::array();
    for (const auto& event : basin::dumping_events(d, scenario))
      events.push_back({{"from", event.from}, {"to", event.to}, {"at", basin::to_text(d.places[event.place])}, {"mass", event.mass}});
    json["dumping"].push_back({{"id", d.id}, {"pollutant", d.pollutant}, {"seed", d.seed}, {"events", std::move(events)}});
  }
  for (const basin::Litter& l : scenario.basin.sources.litter) {
    json["litter"].push_back({{"id", l.id}, {"name_zh", l.name_zh}, {"name_en", l.name_en}, {"over", basin::to_text(l.over)}, {"jurisdiction", l.jurisdiction}, {"chief", l.chief},
                              {"stock", l.stock}, {"inflow", l.inflow}, {"drift", l.drift}, {"stranding", l.stranding}, {"removal", l.removal}, {"leachate", l.leachate}});
  }
}

std::vector<basin::Litter> litter_of(const Json& json) {
  std::vector<basin::Litter> all;
  for (const Json& j : json.value("litter", Json::array())) {
    basin::Litter l;
    l.id = j.value("id", ""), l.name_zh = j.value("name_zh", ""), l.name_en = j.value("name_en", "");
    l.jurisdiction = j.value("jurisdiction", ""), l.chief = j.value("chief", "");
    l.over = basin::parse_stretch(j.value("over", "")).value_or(basin::Stretch{});
    l.stock = j.value("stock", 0.0), l.inflow = j.value("inflow", 0.0), l.drift = j.value("drift", 1.0), l.stranding = j.value("stranding", 0.0);
    l.removal = j.value("removal", 0.0), l.leachate = j.value("leachate", 0.0);
    all.push_back(std::move(l));
  }
  return all;
}

}  // namespace riverchief::io
