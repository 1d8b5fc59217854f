// What somebody dumps now and then, and whether there is rain for the sources that live by it.

#include <fmt/format.h>

#include <algorithm>

#include "io/forcing_reader.hpp"
#include "io/source_reader.hpp"

namespace riverchief::io {
namespace {

/// at = "river: 12 km", or a list of places of which each event takes one.
std::vector<basin::Place> read_places(TomlTable& t, const BasinRead& read) {
  const TomlValue* value = t.value("at");
  if (value && value->kind != TomlValue::Kind::list) {
    const auto at = known_place(t, "at", read, "\"river: 12 km\"");
    return at ? std::vector{*at} : std::vector<basin::Place>{};
  }
  std::vector<basin::Place> places;
  if (!value || value->list.empty()) {
    t.error(t.where("at"), fmt::format("{} has no place", t.name()), "", "add at = \"river: 12 km\", or a list of places.");
    return places;
  }
  for (const TomlValue& item : value->list) {
    const auto place = item.kind == TomlValue::Kind::text ? basin::parse_place(item.text) : std::nullopt;
    const core::Where where = t.file().where(item.line, item.column);
    if (!place) t.error(where, fmt::format("at of {} is no place", t.name()), item.kind == TomlValue::Kind::text ? fmt::format("it says '{}'", item.text) : "", "write river and chainage: \"zhimai: 9.5 km\".");
    else if (is_there({place, ""}, read, where, item.text, t.name(), t.complaints())) places.push_back(*place);
  }
  return places;
}

}  // namespace

void read_dumping(TomlTable& file, const ScenarioReading& reading) {
  Ids ids("dumping");
  if (!file.has("dumping")) return;
  BasinRead read = reading.read;  // labels are looked up in it
  SourceReader r(read, reading.files, reading.complaints);
  for (TomlTable& t : file.tables("dumping", "dumping")) {
    basin::Dumping d;
    d.id = r.id(t, ids);
    d.name_zh = t.text("name_zh"), d.name_en = t.text("name_en");
    d.places = read_places(t, read);
    d.sector = r.sector(t, "dumping");
    read_owner_labels(t, read, d.jurisdiction, d.chief);
    d.pollutant = t.text("pollutant", "\"cod\"");
    if (read.is_known) reference(t, "pollutant", r.pollutants(), "pollutant");
    d.rate = r.wanted(t, "rate", "events", "\"6 1/a\"");
    d.mass = r.wanted(t, "mass", "mass", "\"800 kg\"");
    d.spread = r.number(t, "spread", "spread", 0.0);
    d.duration = t.has("duration") ? r.wanted(t, "duration", "duration", "\"1 h\"") : (t.value("duration"), 3600.0);
    r.hours(t, d.from, d.to);
    d.seed = static_cast<unsigned long>(std::max(0, t.whole_number("seed").value_or(1)));
    t.finish();
    if (!d.places.empty() && !d.id.empty()) reading.scenario.dumping.push_back(std::move(d));
  }
}

void check_rain(const ScenarioReading& reading) {
  const auto& sources = reading.read.basin.sources;
  if (!reading.scenario.rainfall.value.empty() || !reading.scenario.rainfall_on_land.value.empty()) return;
  std::vector<std::string> ids;
  for (const auto& s : sources.combined_sewers) ids.push_back(s.id);
  for (const auto& s : sources.land_uses)
    if (s.by_rain) ids.push_back(s.id);
  if (ids.empty()) return;
  reading.complaints.warning(reading.period.where, "there are sources that live by rain, and the scenario has none", fmt::format("{} of them: without rain '{}' gives {}", ids.size(), ids.front(), sources.combined_sewers.empty() ? "nothing" : "what leaks only"),
                             "add [weather] with rainfall_on_land = {series = \"../forcing/rain.csv\"}, or rainfall_on_land = 0.0 for a dry time.");
}

}  // namespace riverchief::io
