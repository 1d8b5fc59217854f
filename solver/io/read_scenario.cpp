#include "io/read_scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "io/forcing_reader.hpp"
#include "io/read_calibration.hpp"
#include "io/sha256.hpp"

namespace riverchief::io {
namespace {

/// The basin is read before the scenario's own mistakes are told, and its series need the period: it is read twice, silently first.
Period read_period(TomlTable& table) {
  Period period;
  const auto start = table.instant("start", "2025-08-10T00:00:00+08:00"), end = table.instant("end", "2025-08-20T00:00:00+08:00");
  period.where = table.where("end");
  if (!start || !end) return period;
  period.start_text = to_text(*start);
  period.end_text = to_text(*end);
  period.clock = start->offset_minutes;
  period.start_epoch = start->epoch;
  period.duration = end->epoch - start->epoch;
  period.is_known = period.duration > 0.0;
  if (!period.is_known)
    table.error(table.where("end"), "the scenario ends before it begins", fmt::format("it starts at {} and ends at {}", period.start_text, period.end_text), "give an end after the start.", {{table.where("start"), "the start"}});
  return period;
}

/// A length or a time that must be above 0.
void read_positive(TomlTable& table, std::string_view key, std::string_view quantity, double& value, std::string_view example = "") {
  const auto read = table.number(key, quantity, example);
  if (read && *read <= 0.0) table.error(table.where(key), fmt::format("{} of {} is not above 0", key, table.name()), fmt::format("it is {:g}", *read), "give a value above 0.");
  else if (read) value = *read;
}

void read_numerics(TomlTable& table, const ScenarioReading& reading) {
  basin::Scenario& s = reading.scenario;
  read_positive(table, "cell_length", "cell_length", s.cell_length, "\"500 m\"");
  if (reading.read.is_known) s.river_cell_length = table.numbers("river_cell_length", "cell_length", reading.read.river_ids(), "river");
  else table.value("river_cell_length");
  if (auto output = table.table("output", "[output]")) {
    read_positive(*output, "every", "every", s.output_every, "\"30 min\"");
    read_positive(*output, "checkpoint_every", "checkpoint_every", s.checkpoint_every);
    output->finish();
  }
  if (auto accuracy = table.table("accuracy", "[accuracy]")) {
    read_positive(*accuracy, "relative", "relative", s.accuracy.relative);
    read_positive(*accuracy, "depth", "depth", s.accuracy.depth);
    read_positive(*accuracy, "velocity", "velocity", s.accuracy.velocity);
    accuracy->finish();
  }
  for (TomlTable& factor : table.tables("roughness_factor", "a roughness factor")) {
    basin::RoughnessFactor f;
    f.river = factor.text("river");
    if (reading.read.is_known && !f.river.empty() && !basin::find_river(reading.read.basin, f.river))
      factor.error(factor.where("river"), fmt::format("unknown river '{}' in a roughness factor", f.river), "", suggestion(f.river, reading.read.river_ids(), "rivers"));
    f.factor = factor.number("factor", "factor", "1.1").value_or(1.0);
    factor.finish();
    s.roughness_factors.push_back(std::move(f));
  }
}

void read_temperature(TomlTable& table, const ScenarioReading& reading) {
  constexpr double reference = 20.0;  // [degC] where decay rates hold as they are
  reading.scenario.water_temperature = {{0.0}, {reference}};
  if (auto series = read_inline_series(table, "water_temperature", "water_temperature", reading)) reading.scenario.water_temperature = std::move(*series);
}

/// Measures are kept as they are written; scenarios/measures knows what they mean.
void read_measures(TomlTable& file, const ScenarioReading& reading) {
  Ids ids("measure");
  for (TomlTable& table : file.tables("measure", "a measure")) {
    basin::MeasureRecord record;
    record.id = ids.read(table);
    record.kind = table.text("kind", "\"dredging\"");
    record.position[""] = {table.all().line, table.all().column};
    for (const auto& entry : table.all().entries) {
      record.position[entry.key] = {entry.line, entry.column};
      if (entry.key == "id" || entry.key == "kind") continue;
      const TomlValue& value = entry.value;
      const bool is_list_of_texts = value.kind == TomlValue::Kind::list && std::all_of(value.list.begin(), value.list.end(), [](const auto& v) { return v.kind == TomlValue::Kind::text; });
      if (value.kind == TomlValue::Kind::number) record.settings[entry.key] = value.number;
      else if (value.kind == TomlValue::Kind::text || value.kind == TomlValue::Kind::instant) record.settings[entry.key] = value.text;
      else if (is_list_of_texts) {
        std::vector<std::string> texts;
        for (const auto& item : value.list) texts.push_back(item.text);
        record.settings[entry.key] = std::move(texts);
      } else {
        table.error(table.where(entry.key), fmt::format("{} of {} is {}", entry.key, table.name(), describe(value.kind)), "a setting of a measure is a number, a text or a list of texts",
                    fmt::format("write {} = 1.0, {} = \"...\" or {} = [\"...\"]", entry.key, entry.key, entry.key));
      }
    }
    table.report_missing();
    if (!record.id.empty() && !record.kind.empty()) reading.scenario.measures.push_back(std::move(record));
  }
}

void read_everything(const TextFile& file, const std::string& calibration, basin::Scenario& scenario, InputFiles& files, Complaints& complaints) {
  bool is_toml = false;
  const TomlValue root = parse_toml(file, complaints, is_toml);
  if (!is_toml) return;
  TomlTable table(root, file, complaints, "the scenario");
  scenario.title_zh = table.text("title_zh");
  scenario.title_en = table.text("title_en");
  const std::string basin_path = table.text("basin", "\"../basin.toml\"");
  Complaints silent;
  TomlTable ahead(root, file, silent, "the scenario");
  const Period period = read_period(ahead);
  BasinRead read;
  if (!basin_path.empty()) read = read_basin_file(basin_path, file.folder(), table.where("basin"), period, files, complaints, &table);
  const ScenarioReading reading{.scenario = scenario, .read = read, .files = files, .complaints = complaints, .period = period};
  read_period(table);
  scenario.start = period.start_text;
  scenario.start_epoch = period.start_epoch;
  scenario.duration = period.duration;
  scenario.clock = period.clock;
  read_numerics(table, reading);
  read_calibration(table, calibration, reading);
  read_temperature(table, reading);
  read_initial(table, reading);
  const BoundaryPlaces places = read_boundaries(table, reading);
  read_lateral_inflows(table, reading);
  read_spills(table, reading);
  read_tags(table, reading);
  read_dumping(table, reading);
  read_weather(table, reading);
  check_rain(reading);
  read_manual_settings(table, reading);
  const auto demands = read_demands(table, reading);
  scenario.controls = read.basin.controls;
  std::vector<ControlPlaces> control_places = read.controls;
  read_controls(table, read, scenario.controls, control_places, files, complaints);
  read_measures(table, reading);
  table.finish();
  if (read.is_known) {
    check_boundaries(reading, places);
    check_controls(scenario.controls, control_places, complaints);
  }
  scenario.basin = std::move(read.basin);
  set_calibrated_values(scenario);
  for (const auto& [intake, demand] : demands) scenario.basin.intakes[intake].demand = demand;
  if (!complaints.any_errors()) check_sections(scenario, read.monitoring_sections, complaints);
}

}  // namespace

std::string input_hash(const std::vector<basin::InputText>& inputs) {
  // Names without their folders: a scenario has the same hash wherever it lies. Lengths keep two texts from running into each other.
  std::string all;
  for (const auto& input : inputs) {
    const std::string name = std::filesystem::path(input.path).filename().string();
    all += fmt::format("{} {}\n{}\n{}\n", name.size(), input.text.size(), name, input.text);
  }
  return sha256(all);
}

basin::Scenario read_scenario(const std::string& path, std::vector<core::Complaint>* warnings, const std::string& calibration) {
  Complaints complaints;
  InputFiles files(complaints);
  basin::Scenario scenario;
  scenario.file = path;
  scenario.name = std::filesystem::path(path).stem().string();
  if (const TextFile* file = files.open(path, "", {path, 0, 0, ""})) read_everything(*file, calibration, scenario, files, complaints);
  complaints.throw_if_any_error();
  if (warnings) warnings->insert(warnings->end(), complaints.all().begin(), complaints.all().end());
  scenario.inputs = files.inputs();
  scenario.input_hash = input_hash(scenario.inputs);
  return scenario;
}

}  // namespace riverchief::io
