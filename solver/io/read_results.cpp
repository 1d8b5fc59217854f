#include <fmt/format.h>

#include <cmath>
#include <filesystem>

#include "core/complaint.hpp"
#include "io/hdf5_file.hpp"
#include "io/results_file.hpp"

namespace riverchief::io {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& path, std::string what, std::string why, std::string fix) {
  throw core::InputError({{.where = {path, 0, 0, ""}, .what = std::move(what), .why = std::move(why), .fix = std::move(fix), .notes = {}}});
}

long whole(hid_t file, const char* name) {
  const double value = number_attribute(file, name);
  return std::isnan(value) ? 0 : std::lround(value);
}

void read_texts_and_counters(hid_t file, ResultsFile& r) {
  for (const auto& [name, text] : {std::pair("title", &r.title), std::pair("source", &r.source), std::pair("scenario", &r.scenario), std::pair("title_zh", &r.title_zh),
                                   std::pair("title_en", &r.title_en), std::pair("start", &r.start), std::pair("crs", &r.crs), std::pair("datum", &r.datum), std::pair("input_hash", &r.input_hash)})
    *text = text_attribute(file, name);
  r.completed = whole(file, "completed") == 1;
  r.frames_written = static_cast<int>(whole(file, "frames_written"));
  r.asked_relative_accuracy = number_attribute(file, "relative_accuracy");
  r.asked_cell_length = number_attribute(file, "cell_length");
  r.steps = whole(file, "steps");
  r.rejected_steps = whole(file, "rejected_steps");
  r.newton_iterations = whole(file, "newton_iterations");
  r.jacobians = whole(file, "jacobians");
  r.fallback_steps = whole(file, "fallback_steps");
  r.transport_steps = whole(file, "transport_steps");
}

void read_arrays(hid_t file, ResultsFile& r) {
  for (const auto& [name, values] : {std::pair("time", &r.time), std::pair("water_level", &r.water_level), std::pair("discharge", &r.discharge), std::pair("velocity", &r.velocity),
                                     std::pair("cell_chainage", &r.cell_chainage), std::pair("cell_length", &r.cell_length), std::pair("cell_x", &r.cell_x), std::pair("cell_y", &r.cell_y),
                                     std::pair("bed_level", &r.bed_level), std::pair("left_bank_level", &r.left_bank_level), std::pair("right_bank_level", &r.right_bank_level),
                                     std::pair("left_crest_level", &r.left_crest_level), std::pair("right_crest_level", &r.right_crest_level),
                                     std::pair("face_chainage", &r.face_chainage), std::pair("face_x", &r.face_x), std::pair("face_y", &r.face_y),
                                     std::pair("max_water_level", &r.max_water_level), std::pair("time_of_max_water_level", &r.time_of_max_water_level),
                                     std::pair("max_discharge", &r.max_discharge), std::pair("time_of_max_discharge", &r.time_of_max_discharge),
                                     std::pair("first_overtopping_left", &r.first_overtopping_left), std::pair("first_overtopping_right", &r.first_overtopping_right),
                                     std::pair("overtopped_volume_left", &r.overtopped_volume_left), std::pair("overtopped_volume_right", &r.overtopped_volume_right)})
    *values = read_doubles(file, name);
  // what only some runs have, and files of an older version lack
  for (const auto& [name, values] :
       {std::pair("storage_bottom_level", &r.storage_bottom_level), std::pair("storage_water_level", &r.storage_water_level), std::pair("storage_volume", &r.storage_volume),
        std::pair("storage_concentration", &r.storage_concentration), std::pair("structure_discharge", &r.structure_discharge), std::pair("structure_setting", &r.structure_setting),
        std::pair("intake_demand", &r.intake_demand), std::pair("intake_supply", &r.intake_supply), std::pair("spilled_volume_left", &r.spilled_volume_left),
        std::pair("spilled_volume_right", &r.spilled_volume_right), std::pair("dry_duration", &r.dry_duration), std::pair("no_flow_duration", &r.no_flow_duration),
        std::pair("max_storage_level", &r.max_storage_level), std::pair("time_of_max_storage_level", &r.time_of_max_storage_level), std::pair("first_flooding", &r.first_flooding),
        std::pair("flooded_duration", &r.flooded_duration), std::pair("max_structure_discharge", &r.max_structure_discharge),
        std::pair("time_of_max_structure_discharge", &r.time_of_max_structure_discharge), std::pair("first_structure_flow", &r.first_structure_flow),
        std::pair("structure_volume_forward", &r.structure_volume_forward), std::pair("structure_volume_backward", &r.structure_volume_backward),
        std::pair("structure_flow_duration", &r.structure_flow_duration), std::pair("structure_blocked_duration", &r.structure_blocked_duration),
        std::pair("structure_energy", &r.structure_energy), std::pair("intake_demand_volume", &r.intake_demand_volume), std::pair("intake_supply_volume", &r.intake_supply_volume),
        std::pair("intake_short_duration", &r.intake_short_duration)})
    if (has_dataset(file, name)) *values = read_doubles(file, name);
  for (const auto& [name, texts] : {std::pair("storage", &r.storages), std::pair("storage_kind", &r.storage_kind), std::pair("structure", &r.structures), std::pair("structure_kind", &r.structure_kind),
                                    std::pair("structure_place", &r.structure_place), std::pair("intake", &r.intakes), std::pair("intake_use", &r.intake_use)})
    if (has_dataset(file, name)) *texts = read_texts(file, name);
  if (has_dataset(file, "event")) {
    const auto time = read_doubles(file, "event_time"), value = read_doubles(file, "event_value");
    const auto of = read_texts(file, "event_of"), what = read_texts(file, "event_what");
    for (std::size_t i = 0; i < time.size(); ++i) r.events.push_back({time[i], of[i], what[i], value[i]});
  }
  if (has_dataset(file, "pollutant")) r.pollutants = read_texts(file, "pollutant"), r.concentration = read_doubles(file, "concentration");
  if (has_dataset(file, "max_water_level_error")) r.max_water_level_error = read_doubles(file, "max_water_level_error");
  if (has_dataset(file, "concentration_error")) r.concentration_error = read_doubles(file, "concentration_error");
  r.cell_river = read_texts(file, "cell_river");
  r.cell_reach = read_texts(file, "cell_reach");
  r.face_river = read_texts(file, "face_river");
  r.face_upstream_cell = read_ints(file, "face_upstream_cell");
  r.face_downstream_cell = read_ints(file, "face_downstream_cell");
}

void read_ledger(hid_t file, ResultsFile& r) {
  const auto of = read_texts(file, "ledger_of"), reach = read_texts(file, "ledger_reach");
  const auto start = read_doubles(file, "ledger_start"), in = read_doubles(file, "ledger_in"), out = read_doubles(file, "ledger_out"), reacted = read_doubles(file, "ledger_reacted");
  const auto end = read_doubles(file, "ledger_end"), error = read_doubles(file, "ledger_error"), relative = read_doubles(file, "ledger_relative");
  for (std::size_t i = 0; i < of.size(); ++i) r.ledger.push_back({of[i], reach[i], start[i], in[i], out[i], reacted[i], end[i], error[i], relative[i]});
}

void read_inputs(hid_t file, ResultsFile& r) {
  const Handle group(H5Gopen2(file, "inputs", H5P_DEFAULT), H5Gclose, "group 'inputs'");
  for (const auto& name : dataset_names(group)) {
    const auto text = read_texts(group, name);
    const Handle dataset(H5Dopen2(group, name.c_str(), H5P_DEFAULT), H5Dclose, "an input");
    if (name == "register") r.register_json = text.at(0);
    else r.inputs[text_attribute(dataset, "path")] = text.at(0);
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
    read_arrays(file, results);
    read_ledger(file, results);
    read_inputs(file, results);
  } catch (const Hdf5Error& error) {
    refuse(path, "this result file cannot be read", fmt::format("{} is missing or damaged", error.what()), "run the scenario again.");
  }
  return results;
}

}  // namespace riverchief::io
