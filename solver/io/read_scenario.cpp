#include "io/read_scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "io/csv_table.hpp"
#include "io/forcing_reader.hpp"
#include "io/sha256.hpp"

namespace riverchief::io {
namespace {

void read_period(TomlTable& table, ScenarioReading& reading) {
  const auto start = table.instant("start", "2025-08-10T00:00:00+08:00"), end = table.instant("end", "2025-08-20T00:00:00+08:00");
  reading.period = table.where("end");
  if (!start || !end) return;
  reading.start_text = reading.scenario.start = to_text(*start);
  reading.end_text = to_text(*end);
  reading.clock = start->offset_minutes;
  reading.scenario.start_epoch = start->epoch;
  reading.scenario.duration = end->epoch - start->epoch;
  reading.has_period = reading.scenario.duration > 0.0;
  if (!reading.has_period)
    table.error(table.where("end"), "the scenario ends before it begins", fmt::format("it starts at {} and ends at {}", reading.start_text, reading.end_text), "give an end after the start.", {{table.where("start"), "the start"}});
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
  const TomlValue* value = table.value("water_temperature");
  if (!value) return;
  if (value->kind != TomlValue::Kind::table) {
    if (const auto number = table.as_number(*value, "water_temperature", "water_temperature")) reading.scenario.water_temperature.value = {*number};
    return;
  }
  auto inner = table.table("water_temperature", "water_temperature");
  const std::string path = inner->text("series", "\"../forcing/temperature.csv\"");
  inner->finish();
  if (path.empty()) return;
  if (const TextFile* file = reading.files.open(path, table.file().folder(), inner->where("series"))) reading.scenario.water_temperature = read_series_file(*file, "water_temperature", reading);
}

/// One profile a river, rows by growing chainage.
void read_profiles(const TextFile& file, const core::Where& named_at, const ScenarioReading& reading) {
  auto table = CsvTable::read(file, reading.complaints);
  if (!table) return;
  const auto river = table->texts("river");
  const auto chainage = table->numbers("chainage", "chainage"), level = table->numbers("water_level", "water_level"), discharge = table->numbers("discharge", "discharge");
  std::map<std::string, std::vector<double>> concentration;
  for (const std::string& id : reading.read.pollutant_ids())
    if (auto column = table->numbers(id, "concentration", false); !column.empty()) concentration[id] = std::move(column);
  if (!reading.read.is_known) return;
  table->finish();
  if (river.empty() || chainage.empty() || level.empty() || discharge.empty()) return;
  auto& profiles = reading.scenario.initial.profiles;
  for (std::size_t row = 0; row < table->rows(); ++row) {
    if (!basin::find_river(reading.read.basin, river[row])) {
      reading.complaints.error(table->where(row, "river"), fmt::format("unknown river '{}' in the initial profile", river[row]), "", suggestion(river[row], reading.read.river_ids(), "rivers"));
      continue;
    }
    auto profile = std::find_if(profiles.begin(), profiles.end(), [&](const auto& p) { return p.river == river[row]; });
    if (profile == profiles.end()) profile = profiles.insert(profiles.end(), {river[row], {}, {}, {}, {}});
    if (!profile->chainage.empty() && chainage[row] <= profile->chainage.back()) {
      reading.complaints.error(table->where(row, "chainage"), fmt::format("the initial profile of river '{}' is out of order", river[row]),
                               fmt::format("chainage {:g} m follows {:g} m", chainage[row], profile->chainage.back()), "sort the rows of a river by growing chainage.");
      return;
    }
    profile->chainage.push_back(chainage[row]);
    profile->water_level.push_back(level[row]);
    profile->discharge.push_back(discharge[row]);
    for (const auto& [id, column] : concentration) profile->concentration[id].push_back(column[row]);
  }
  for (const auto& r : reading.read.basin.rivers)
    if (std::none_of(profiles.begin(), profiles.end(), [&](const auto& p) { return p.river == r.id; }))
      reading.complaints.error(named_at, fmt::format("the initial profile says nothing about river '{}'", r.id), "a run that does not start from its steady state needs a level in every river",
                               fmt::format("add rows for '{}' to {}.", r.id, file.path));
}

void read_initial(TomlTable& table, const ScenarioReading& reading) {
  auto initial = table.table("initial", "[initial]");
  if (!initial) return;
  if (reading.read.is_known) reading.scenario.initial.concentration = initial->numbers("concentration", "concentration", reading.read.pollutant_ids(), "pollutant");
  else initial->value("concentration");
  const std::string path = initial->text("profile");
  initial->finish();
  if (path.empty()) return;
  reading.scenario.initial.steady = false;
  if (const TextFile* file = reading.files.open(path, table.file().folder(), initial->where("profile"))) read_profiles(*file, initial->where("profile"), reading);
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

void read_everything(const TextFile& file, basin::Scenario& scenario, InputFiles& files, Complaints& complaints) {
  bool is_toml = false;
  const TomlValue root = parse_toml(file, complaints, is_toml);
  if (!is_toml) return;
  TomlTable table(root, file, complaints, "the scenario");
  scenario.title_zh = table.text("title_zh");
  scenario.title_en = table.text("title_en");
  const std::string basin_path = table.text("basin", "\"../basin.toml\"");
  BasinRead read;
  if (!basin_path.empty()) read = read_basin_file(basin_path, file.folder(), table.where("basin"), files, complaints);
  ScenarioReading reading{.scenario = scenario, .read = read, .files = files, .complaints = complaints, .period = {}, .has_period = false, .start_text = "", .end_text = "", .clock = 0};
  read_period(table, reading);
  read_numerics(table, reading);
  read_temperature(table, reading);
  read_initial(table, reading);
  const BoundaryPlaces places = read_boundaries(table, reading);
  read_lateral_inflows(table, reading);
  read_spills(table, reading);
  read_measures(table, reading);
  table.finish();
  if (read.is_known) check_boundaries(reading, places);
  scenario.basin = std::move(read.basin);
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

basin::Scenario read_scenario(const std::string& path, std::vector<core::Complaint>* warnings) {
  Complaints complaints;
  InputFiles files(complaints);
  basin::Scenario scenario;
  scenario.file = path;
  scenario.name = std::filesystem::path(path).stem().string();
  if (const TextFile* file = files.open(path, "", {path, 0, 0, ""})) read_everything(*file, scenario, files, complaints);
  complaints.throw_if_any_error();
  if (warnings) warnings->insert(warnings->end(), complaints.all().begin(), complaints.all().end());
  scenario.inputs = files.inputs();
  scenario.input_hash = input_hash(scenario.inputs);
  return scenario;
}

}  // namespace riverchief::io
