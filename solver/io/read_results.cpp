#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <limits>

#include "core/complaint.hpp"
#include "io/hdf5_file.hpp"
#include "io/read_kept.hpp"
#include "io/results_file.hpp"

namespace riverchief::io {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& path, std::string what, std::string why, std::string fix) {
  throw core::InputError({{.where = {path, 0, 0, ""}, .what = std::move(what), .why = std::move(why), .fix = std::move(fix), .notes = {}}});
}

void read_texts_and_counters(hid_t file, ResultsFile& r) {
  for (const auto& [name, text] : {std::pair("title", &r.title), std::pair("source", &r.source), std::pair("scenario", &r.scenario), std::pair("title_zh", &r.title_zh),
                                   std::pair("title_en", &r.title_en), std::pair("start", &r.start), std::pair("crs", &r.crs), std::pair("datum", &r.datum), std::pair("input_hash", &r.input_hash)})
    *text = text_attribute(file, name);
  r.completed = whole_attribute(file, "completed") == 1;
  r.frames_written = static_cast<int>(std::clamp(whole_attribute(file, "frames_written"), -1L, long{std::numeric_limits<int>::max()}));
  r.asked_relative_accuracy = number_attribute(file, "relative_accuracy");
  r.asked_cell_length = number_attribute(file, "cell_length");
  r.steps = whole_attribute(file, "steps");
  r.rejected_steps = whole_attribute(file, "rejected_steps");
  r.newton_iterations = whole_attribute(file, "newton_iterations");
  r.jacobians = whole_attribute(file, "jacobians");
  r.fallback_steps = whole_attribute(file, "fallback_steps");
  r.transport_steps = whole_attribute(file, "transport_steps");
}

/// What is read along one or more dimensions; a file whose parts do not fit together is damaged.
struct Part {
  const char* name;
  std::vector<double>* values;
};

void read_parts(hid_t file, std::initializer_list<Part> parts, std::size_t size) {
  for (const auto& [name, values] : parts) *values = read_doubles(file, name, size);
}

/// The same along what only some basins have: without any there is nothing in the file.
void read_parts_of_any(hid_t file, std::initializer_list<Part> parts, std::size_t size) {
  if (size > 0) read_parts(file, parts, size);
}

std::vector<std::string> texts_if_any(hid_t file, const char* name) { return has_dataset(file, name) ? read_texts(file, name) : std::vector<std::string>{}; }

void read_cells_and_faces(hid_t file, ResultsFile& r) {
  r.cell_chainage = read_doubles(file, "cell_chainage");
  r.face_chainage = read_doubles(file, "face_chainage");
  const std::size_t cells = r.cell_chainage.size(), faces = r.face_chainage.size();
  read_parts(file,
             {{"cell_length", &r.cell_length}, {"cell_x", &r.cell_x}, {"cell_y", &r.cell_y}, {"bed_level", &r.bed_level}, {"left_bank_level", &r.left_bank_level}, {"right_bank_level", &r.right_bank_level},
              {"left_crest_level", &r.left_crest_level}, {"right_crest_level", &r.right_crest_level}, {"max_water_level", &r.max_water_level}, {"time_of_max_water_level", &r.time_of_max_water_level},
              {"first_overtopping_left", &r.first_overtopping_left}, {"first_overtopping_right", &r.first_overtopping_right}, {"overtopped_volume_left", &r.overtopped_volume_left},
              {"overtopped_volume_right", &r.overtopped_volume_right}},
             cells);
  read_parts(file, {{"face_x", &r.face_x}, {"face_y", &r.face_y}, {"max_discharge", &r.max_discharge}, {"time_of_max_discharge", &r.time_of_max_discharge}}, faces);
  read_parts(file, {{"spilled_volume_left", &r.spilled_volume_left}, {"spilled_volume_right", &r.spilled_volume_right}, {"dry_duration", &r.dry_duration}}, cells);
  read_parts(file, {{"no_flow_duration", &r.no_flow_duration}}, faces);
  if (has_dataset(file, "max_water_level_error")) r.max_water_level_error = read_doubles(file, "max_water_level_error", cells);
  r.cell_river = read_texts(file, "cell_river", cells);
  r.cell_reach = read_texts(file, "cell_reach", cells);
  r.face_river = read_texts(file, "face_river", faces);
  r.face_upstream_cell = read_ints(file, "face_upstream_cell", faces);
  r.face_downstream_cell = read_ints(file, "face_downstream_cell", faces);
  for (const auto* neighbours : {&r.face_upstream_cell, &r.face_downstream_cell})
    for (const int cell : *neighbours)
      if (cell < -1 || cell >= static_cast<int>(cells)) throw Hdf5Error(fmt::format("the cell {} beside a face", cell));
}

void read_structures(hid_t file, ResultsFile& r) {
  r.storages = texts_if_any(file, "storage"), r.structures = texts_if_any(file, "structure"), r.intakes = texts_if_any(file, "intake");
  if (!r.storages.empty()) r.storage_kind = read_texts(file, "storage_kind", r.storages.size());
  if (!r.structures.empty()) r.structure_kind = read_texts(file, "structure_kind", r.structures.size()), r.structure_place = read_texts(file, "structure_place", r.structures.size());
  if (!r.intakes.empty()) r.intake_use = read_texts(file, "intake_use", r.intakes.size());
  read_parts_of_any(file,
                    {{"storage_bottom_level", &r.storage_bottom_level}, {"max_storage_level", &r.max_storage_level}, {"time_of_max_storage_level", &r.time_of_max_storage_level},
                     {"first_flooding", &r.first_flooding}, {"flooded_duration", &r.flooded_duration}},
                    r.storages.size());
  read_parts_of_any(file,
                    {{"max_structure_discharge", &r.max_structure_discharge}, {"time_of_max_structure_discharge", &r.time_of_max_structure_discharge}, {"first_structure_flow", &r.first_structure_flow},
                     {"structure_volume_forward", &r.structure_volume_forward}, {"structure_volume_backward", &r.structure_volume_backward},
                     {"structure_flow_duration", &r.structure_flow_duration}, {"structure_blocked_duration", &r.structure_blocked_duration}, {"structure_energy", &r.structure_energy}},
                    r.structures.size());
  read_parts_of_any(file, {{"intake_demand_volume", &r.intake_demand_volume}, {"intake_supply_volume", &r.intake_supply_volume}, {"intake_short_duration", &r.intake_short_duration}}, r.intakes.size());
}

void read_states(hid_t file, ResultsFile& r) {
  const std::size_t cells = r.cell_chainage.size(), faces = r.face_chainage.size(), storages = r.storages.size();
  r.time = read_doubles(file, "time");
  r.pollutants = texts_if_any(file, "pollutant");
  const std::size_t times = r.time.size(), pollutants = r.pollutants.size();
  if (r.frames_written < 0 || r.frames_written > static_cast<int>(times)) throw Hdf5Error(fmt::format("attribute 'frames_written' ({} of {} states)", r.frames_written, times));
  read_parts(file, {{"water_level", &r.water_level}}, times * cells);
  read_parts(file, {{"discharge", &r.discharge}, {"velocity", &r.velocity}}, times * faces);
  if (pollutants > 0) read_parts(file, {{"concentration", &r.concentration}}, times * pollutants * cells);
  if (has_dataset(file, "concentration_error")) r.concentration_error = read_doubles(file, "concentration_error", pollutants * cells);
  read_parts_of_any(file, {{"storage_water_level", &r.storage_water_level}, {"storage_volume", &r.storage_volume}}, times * storages);
  read_parts_of_any(file, {{"storage_concentration", &r.storage_concentration}}, times * pollutants * storages);
  read_parts_of_any(file, {{"structure_discharge", &r.structure_discharge}, {"structure_setting", &r.structure_setting}}, times * r.structures.size());
  read_parts_of_any(file, {{"intake_demand", &r.intake_demand}, {"intake_supply", &r.intake_supply}}, times * r.intakes.size());
}

void read_events(hid_t file, ResultsFile& r) {
  if (!has_dataset(file, "event")) return;
  const auto time = read_doubles(file, "event_time"), value = read_doubles(file, "event_value", time.size());
  const auto of = read_texts(file, "event_of", time.size()), what = read_texts(file, "event_what", time.size());
  for (std::size_t i = 0; i < time.size(); ++i) r.events.push_back({time[i], of[i], what[i], value[i]});
}

void read_ledger(hid_t file, ResultsFile& r) {
  const auto of = read_texts(file, "ledger_of");
  const std::size_t rows = of.size();
  const auto reach = read_texts(file, "ledger_reach", rows);
  std::vector<double> start, in, out, reacted, end, error, relative;
  read_parts(file, {{"ledger_start", &start}, {"ledger_in", &in}, {"ledger_out", &out}, {"ledger_reacted", &reacted}, {"ledger_end", &end}, {"ledger_error", &error}, {"ledger_relative", &relative}}, rows);
  for (std::size_t i = 0; i < rows; ++i) r.ledger.push_back({of[i], reach[i], start[i], in[i], out[i], reacted[i], end[i], error[i], relative[i]});
}

void read_inputs(hid_t file, ResultsFile& r) {
  const Handle group = open_group(file, "inputs");
  for (const auto& name : dataset_names(group)) {
    const std::string text = read_texts(group, name, 1).front();
    const Handle dataset(H5Dopen2(group, name.c_str(), H5P_DEFAULT), H5Dclose, "an input");
    if (name == "register") r.register_json = text;
    else r.inputs[text_attribute(dataset, "path")] = text;
  }
}

}  // namespace

ResultsFile read_results(const std::string& path) {
  std::error_code failed;
  if (!fs::exists(path, failed)) refuse(path, "there is no such result file", "", "run the scenario first: riverchief run SCENARIO.toml -o " + path);
  if (fs::is_directory(path, failed)) refuse(path, "this is a directory", "a result file (.h5) is expected here", "name the file itself.");
  ResultsFile results;
  results.path = path;
  try {
    const Handle file = open_hdf5(path, H5F_ACC_RDONLY);
    if (text_attribute(file, "source").rfind("riverchief", 0) != 0) refuse(path, "this is no result file of riverchief", "its attribute 'source' does not say so", "name a file that riverchief run has written.");
    read_texts_and_counters(file, results);
    read_cells_and_faces(file, results);
    read_structures(file, results);
    read_states(file, results);
    read_events(file, results);
    read_ledger(file, results);
    read_inputs(file, results);
    results.sources = read_sources(file, results.pollutants.size());
    results.tags = read_tags(file, results.time.size());
    results.fine = read_fine(file);
  } catch (const Hdf5Error& error) {
    refuse(path, "this result file cannot be read", fmt::format("{} is missing or damaged", error.what()), "run the scenario again.");
  }
  return results;
}

}  // namespace riverchief::io
