#include <filesystem>

#include "core/complaint.hpp"
#include "io/hdf5_file.hpp"
#include "io/results_file.hpp"

namespace riverchief::io {
namespace {

[[noreturn]] void refuse(const std::string& path, std::string what, std::string fix) {
  throw core::InputError({{.where = {.file = path, .line = 0, .column = 0, .excerpt = ""}, .what = std::move(what), .why = "", .fix = std::move(fix), .notes = {}}});
}

}  // namespace

ResultsFile read_results(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (!fs::exists(path, error)) refuse(path, "there is no such file", "run the scenario first: riverchief run SCENARIO.toml -o " + path);
  if (fs::is_directory(path, error)) refuse(path, "this is a folder, not a result file", "name the .h5 file in it");
  const Hdf5File h5 = Hdf5File::open(path);
  if (!h5.good()) refuse(path, "this is not an HDF5 file", "name a file that riverchief run has written (.h5)");
  if (!h5.has("water_level") || !h5.has("inputs") || h5.text_attribute("/", "source").rfind("riverchief", 0) != 0)
    refuse(path, "this HDF5 file does not hold results of riverchief", "name a file that riverchief run has written (.h5)");

  ResultsFile r;
  r.path = path;
  r.title = h5.text_attribute("/", "title");
  r.source = h5.text_attribute("/", "source");
  r.scenario = h5.text_attribute("/", "scenario");
  r.title_zh = h5.text_attribute("/", "title_zh");
  r.title_en = h5.text_attribute("/", "title_en");
  r.start = h5.text_attribute("/", "start");
  r.crs = h5.text_attribute("/", "crs");
  r.datum = h5.text_attribute("/", "datum");
  r.input_hash = h5.text_attribute("/", "input_hash");
  const auto whole = [&](const char* name) { return static_cast<long>(h5.number_attribute("/", name)); };
  r.completed = whole("completed") == 1;
  r.frames_written = static_cast<int>(whole("frames_written"));
  r.asked_relative_accuracy = h5.number_attribute("/", "relative_accuracy");
  r.asked_cell_length = h5.number_attribute("/", "cell_length");
  r.steps = whole("steps");
  r.rejected_steps = whole("rejected_steps");
  r.newton_iterations = whole("newton_iterations");
  r.jacobians = whole("jacobians");
  r.fallback_steps = whole("fallback_steps");
  r.transport_steps = whole("transport_steps");

  if (h5.has("pollutant")) {
    r.pollutants = h5.texts("pollutant");
    r.concentration = h5.doubles("concentration");
  }
  const auto numbers = [&](std::vector<double>& into, const char* name) {
    if (h5.has(name)) into = h5.doubles(name);
  };
  numbers(r.time, "time");
  numbers(r.water_level, "water_level");
  numbers(r.discharge, "discharge");
  numbers(r.velocity, "velocity");
  r.cell_river = h5.texts("cell_river");
  r.cell_reach = h5.texts("cell_reach");
  r.face_river = h5.texts("face_river");
  r.face_upstream_cell = h5.integers("face_upstream_cell");
  r.face_downstream_cell = h5.integers("face_downstream_cell");
  numbers(r.cell_chainage, "cell_chainage");
  numbers(r.cell_length, "cell_length");
  numbers(r.cell_x, "cell_x");
  numbers(r.cell_y, "cell_y");
  numbers(r.bed_level, "bed_level");
  numbers(r.left_bank_level, "left_bank_level");
  numbers(r.right_bank_level, "right_bank_level");
  numbers(r.left_crest_level, "left_crest_level");
  numbers(r.right_crest_level, "right_crest_level");
  numbers(r.face_chainage, "face_chainage");
  numbers(r.face_x, "face_x");
  numbers(r.face_y, "face_y");
  numbers(r.max_water_level, "max_water_level");
  numbers(r.time_of_max_water_level, "time_of_max_water_level");
  numbers(r.max_discharge, "max_discharge");
  numbers(r.time_of_max_discharge, "time_of_max_discharge");
  numbers(r.first_overtopping_left, "first_overtopping_left");
  numbers(r.first_overtopping_right, "first_overtopping_right");
  numbers(r.overtopped_volume_left, "overtopped_volume_left");
  numbers(r.overtopped_volume_right, "overtopped_volume_right");
  numbers(r.max_water_level_error, "max_water_level_error");
  numbers(r.concentration_error, "concentration_error");

  if (h5.has("ledger_row")) {
    const auto of = h5.texts("ledger_of"), reach = h5.texts("ledger_reach");
    const auto start = h5.doubles("ledger_start"), in = h5.doubles("ledger_in"), out = h5.doubles("ledger_out"), reacted = h5.doubles("ledger_reacted"),
               end = h5.doubles("ledger_end"), miss = h5.doubles("ledger_error"), relative = h5.doubles("ledger_relative");
    for (std::size_t i = 0; i < of.size(); ++i) r.ledger.push_back({of[i], reach[i], start[i], in[i], out[i], reacted[i], end[i], miss[i], relative[i]});
  }
  for (const auto& name : h5.names("inputs")) {
    const std::string text = h5.texts("inputs/" + name).at(0);
    if (name == "register")
      r.register_json = text;
    else
      r.inputs[h5.text_attribute("inputs/" + name, "path")] = text;
  }
  return r;
}

}  // namespace riverchief::io
