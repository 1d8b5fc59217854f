#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

#include "model/network.hpp"
#include "scenarios/attribution/trace.hpp"
#include "scenarios/io/calendar.hpp"

namespace riverchief::attribution {
namespace {

using assessment::Table;

constexpr double grams_per_kg = 1000.0, seconds_per_day = 86400.0, seconds_per_hour = 3600.0;

double kg_per_day(double load) { return load * seconds_per_day / grams_per_kg; }

std::string when(const Trace& t, double seconds) { return std::isnan(seconds) ? std::string() : io::instant(t.start, seconds); }

Table suspects(const char* name, const std::vector<Suspect>& all, const Trace& t) {
  Table table{name, {{"rank", ""}, {"kind", ""}, {"id", ""}, {"place", ""}, {"sector", ""}, {"jurisdiction", ""}, {"chief", ""}, {"verdict", ""}, {"why", ""}, {"release_first", ""},
                     {"release_peak", ""}, {"release_last", ""}, {"travel_time", "h"}, {"concentration_per_mass", "mg/L per kg"}, {"mass_needed", "kg"}, {"load_needed", "kg/d"},
                     {"known_load", "kg/d"}, {"permitted_load", "kg/d"}, {"multiple", ""}, {"contribution", "mg/L"}, {"share_of_water", ""}}, {}};
  int rank = 0;
  for (const Suspect& s : all)
    table.rows.push_back({++rank, s.kind, s.id, s.place, s.sector, s.jurisdiction, s.chief, s.verdict, s.why, when(t, s.first), when(t, s.peak), when(t, s.last),
                          (t.alarm.time - s.peak) / seconds_per_hour, s.response * grams_per_kg, s.mass_needed / grams_per_kg, kg_per_day(s.load_needed), kg_per_day(s.known_load),
                          kg_per_day(s.permitted_load), s.multiple, s.contribution, s.share_of_water});
  return table;
}

}  // namespace

std::vector<Table> trace_tables(const Trace& t, const basin::Scenario& scenario) {
  Table cells{"cells", {{"river", ""}, {"reach", ""}, {"chainage", "m"}, {"x", ""}, {"y", ""}, {"release_first", ""}, {"release_peak", ""}, {"release_last", ""}, {"travel_time", "h"},
                        {"concentration_per_mass", "mg/L per kg"}, {"mass_needed", "kg"}}, {}};
  const auto grid = model::make_network(scenario).grid;
  for (const TracedCell& c : t.cells) {
    const auto& cell = grid.cells[c.cell];
    cells.rows.push_back({grid.rivers[static_cast<std::size_t>(cell.river)], cell.reach, cell.chainage, cell.x, cell.y, when(t, c.first), when(t, c.peak), when(t, c.last),
                          (t.alarm.time - c.peak) / seconds_per_hour, c.response * grams_per_kg, c.mass_needed / grams_per_kg});
  }
  return {suspects("sources", t.sources, t), suspects("reaches", t.reaches, t), std::move(cells)};
}

nlohmann::ordered_json trace_json(const Trace& t, const basin::Scenario& scenario) {
  nlohmann::ordered_json json;
  json["scenario"] = scenario.name, json["at"] = t.place, json["section"] = t.section, json["time"] = io::instant(t.start, t.alarm.time);
  json["pollutant"] = t.alarm.pollutant, json["excess"] = t.alarm.excess, json["days_looked_back"] = t.looked_back / seconds_per_day;
  json["decay_rate_per_day"] = t.decay_rate * seconds_per_day;
  json["concentration_explained"] = t.explained;
  json["share_there_before"] = t.left, json["share_of_rain_and_ground"] = t.without_origin, json["closure"] = t.closure;
  json["notes"] = t.notes;
  for (const Table& table : trace_tables(t, scenario)) json[table.name] = assessment::to_json(table);
  return json;
}

}  // namespace riverchief::attribution
