// What people and the sky do during a run: settings by hand, demands of intakes, rain and evaporation on storage cells.

#include <fmt/format.h>

#include <algorithm>

#include "io/forcing_reader.hpp"
#include "io/setting_reader.hpp"
#include "physics/structure_kinds.hpp"

namespace riverchief::io {

std::optional<basin::Series> read_inline_series(TomlTable& table, const std::string& key, const std::string& quantity, const ScenarioReading& reading) {
  const TomlValue* value = table.value(key);
  if (!value) return std::nullopt;
  if (value->kind != TomlValue::Kind::table) {
    const auto number = table.as_number(*value, key, quantity);
    return number ? std::optional(basin::Series{{0.0}, {*number}}) : std::nullopt;
  }
  auto inner = table.table(key, key);
  const std::string path = inner->text("series", fmt::format("\"../forcing/{}.csv\"", key));
  inner->finish();
  if (path.empty()) return std::nullopt;
  const TextFile* file = reading.files.open(path, table.file().folder(), inner->where("series"));
  return file ? std::optional(read_series_file(*file, key, quantity, reading.period, reading.complaints)) : std::nullopt;
}

void read_weather(TomlTable& file, const ScenarioReading& reading) {
  auto weather = file.table("weather", "[weather]");
  if (!weather) return;
  if (auto series = read_inline_series(*weather, "rainfall", "rainfall", reading)) reading.scenario.rainfall = std::move(*series);
  if (auto series = read_inline_series(*weather, "rainfall_on_land", "rainfall", reading)) reading.scenario.rainfall_on_land = std::move(*series);
  if (auto series = read_inline_series(*weather, "evaporation", "evaporation", reading)) reading.scenario.evaporation = std::move(*series);
  auto& sky = reading.scenario.weather;
  const std::vector<std::pair<std::string, basin::Series*>> above{{"solar_radiation", &sky.solar_radiation}, {"air_temperature", &sky.air_temperature}, {"dew_point", &sky.dew_point},
                                                                  {"wind_speed", &sky.wind_speed}, {"cloud_cover", &sky.cloud_cover}};
  for (const auto& [key, into] : above)
    if (auto series = read_inline_series(*weather, key, key, reading)) *into = std::move(*series);
  weather->finish();
}

void read_manual_settings(TomlTable& file, const ScenarioReading& reading) {
  std::map<std::string, core::Where> seen;
  for (TomlTable& t : file.tables("setting", "a setting")) {
    basin::ManualSetting manual;
    manual.structure = t.text("structure", "\"gate\"");
    if (!manual.structure.empty()) t.rename(fmt::format("the setting of '{}'", manual.structure));
    const basin::Structure* structure = basin::find_structure(reading.read.basin, manual.structure);
    if (!structure) {
      if (reading.read.is_known && !manual.structure.empty() && !reading.read.unread.count(manual.structure))
        t.error(t.where("structure"), fmt::format("unknown structure '{}' in a setting", manual.structure), "", suggestion(manual.structure, ids_of(reading.read.basin.structures), "structures"));
      t.report_missing();  // what can be set depends on the structure
      continue;
    }
    const auto [other, is_new] = seen.emplace(manual.structure, t.where("structure"));
    if (!is_new) t.error(t.where("structure"), fmt::format("structure '{}' has two settings", manual.structure), "", "keep one of them.", {{other->second, "the other one"}});
    const physics::StructureKind* kind = physics::find_structure_kind(structure->kind);
    if (kind->setting.empty() || kind->grows) {
      t.error(t.where("structure"), fmt::format("structure '{}' has nothing to set", manual.structure), fmt::format("{}: {}", kind->name, kind->says), "name a structure with a setting, such as a gate or a pump.");
      t.report_missing();
      continue;
    }
    const std::string setting(kind->setting);
    const std::size_t before = reading.complaints.errors();
    manual.setting = read_plain_series(t, setting, setting, "1.0", reading.period, reading.files, reading.complaints);
    t.finish();
    if (reading.complaints.errors() > before) continue;
    for (const double value : manual.setting.value)
      if (!can_be_set(*structure, value, t.where(t.has("series") ? "series" : setting), t.name(), reading.read, reading.complaints)) break;
    reading.scenario.manual_settings.push_back(std::move(manual));
  }
}

std::map<std::size_t, basin::Series> read_demands(TomlTable& file, const ScenarioReading& reading) {
  std::map<std::size_t, basin::Series> demands;
  std::map<std::string, core::Where> seen;
  const auto& intakes = reading.read.basin.intakes;
  for (TomlTable& t : file.tables("demand", "a demand")) {
    const std::string id = t.text("intake", "\"waterworks\"");
    if (!id.empty()) t.rename(fmt::format("the demand of '{}'", id));
    basin::Series demand = read_plain_series(t, "demand", "demand", "\"0.5 m3/s\"", reading.period, reading.files, reading.complaints);
    t.finish();
    if (id.empty()) continue;
    const auto [other, is_new] = seen.emplace(id, t.where("intake"));
    if (!is_new) t.error(t.where("intake"), fmt::format("intake '{}' has two demands", id), "", "keep one of them.", {{other->second, "the other one"}});
    const auto intake = std::find_if(intakes.begin(), intakes.end(), [&](const basin::Intake& n) { return n.id == id; });
    if (intake != intakes.end()) demands[static_cast<std::size_t>(intake - intakes.begin())] = std::move(demand);
    else if (reading.read.is_known && !reading.read.unread.count(id))
      t.error(t.where("intake"), fmt::format("unknown intake '{}' in a demand", id), "", suggestion(id, ids_of(intakes), "intakes"));
  }
  return demands;
}

}  // namespace riverchief::io
