#include <fmt/format.h>
#include <hdf5_hl.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <limits>
#include <set>

#include "core/complaint.hpp"
#include "core/quantity.hpp"
#include "io/hdf5_file.hpp"
#include "io/results_file.hpp"

namespace riverchief::io {
namespace {

namespace fs = std::filesystem;
constexpr std::chrono::seconds flush_every{1};
constexpr double overhead = 2e6;  // [bytes] for everything that is not an array
constexpr const char* ledger_numbers[] = {"ledger_start", "ledger_in", "ledger_out", "ledger_reacted", "ledger_end", "ledger_error", "ledger_relative"};

fs::path partial(const std::string& path) {
  const fs::path p(path);
  return p.parent_path() / (p.stem().string() + ".partial.h5");
}

/// EPSG codes of geographic systems lie between 4000 and 4999; the rest are projected.
bool is_geographic(const std::string& crs) {
  const auto colon = crs.find(':');
  const int code = colon == std::string::npos ? 0 : std::atoi(crs.c_str() + colon + 1);
  return code >= 4000 && code < 5000;
}

/// The name of an input beside the scenario, the same on every machine.
std::string beside(const std::string& input, const std::string& scenario) {
  const fs::path folder = fs::path(scenario).parent_path(), path(input);
  if (folder.empty() || !path.has_parent_path()) return input;
  const fs::path relative = path.lexically_relative(folder);
  return relative.empty() ? path.filename().string() : relative.string();
}

std::string megabytes(double bytes) { return fmt::format("{:.1f} MB", bytes / 1e6); }

}  // namespace

/// The open file and what is written to it again and again.
struct ResultsWriter::File {
  Handle file;
  Handle time, cell, face, pollutant, ledger_row;
  Handle water_level, discharge, velocity, concentration;
  std::size_t cells = 0, faces = 0, pollutants = 0;
  std::vector<std::string> ledger_of, ledger_reach;
  bool crs_is_geographic = false;
  int frames_written = 0;
  std::chrono::steady_clock::time_point flushed = std::chrono::steady_clock::now();
  std::string failure;    ///< what could not be written; the run is stopped then
  bool is_complete = false;

  Handle variable(const std::string& name, hid_t type, const std::vector<hid_t>& scales, const std::vector<hsize_t>& size);
  Handle scale(const std::string& name, hid_t type, hsize_t size);
  void describe(hid_t dataset, const std::string& name) const;
  hsize_t size_of(hid_t scale) const;
  /// A variable along one dimension, with its values.
  void put(const std::string& name, const Handle& along, const std::vector<double>& values) { write_doubles(variable(name, H5T_NATIVE_DOUBLE, {along}, {values.size()}), values.data()); }
  void put(const std::string& name, const Handle& along, const std::vector<int>& values) { write_ints(variable(name, H5T_NATIVE_INT, {along}, {values.size()}), values); }
  void put(const std::string& name, const Handle& along, const std::vector<std::string>& values) { write_texts(variable(name, utf8_type(), {along}, {values.size()}), values); }
  void overwrite(const std::string& name, const std::vector<double>& values);
  void write_row(const Handle& dataset, int row, std::size_t length, const double* values) const;
  void lay_out_grid(const model::Grid& grid);
  void lay_out_extremes();
  void lay_out_ledger(const model::Grid& grid);
  void keep_inputs(const basin::Scenario& scenario, const std::string& register_json);
  void flush() { require(H5Fflush(file, H5F_SCOPE_LOCAL), "the file"), flushed = std::chrono::steady_clock::now(); }
};

hsize_t ResultsWriter::File::size_of(hid_t scale) const {
  const Handle space(H5Dget_space(scale), H5Sclose, "a dataspace");
  return static_cast<hsize_t>(H5Sget_simple_extent_npoints(space));
}

void ResultsWriter::File::describe(hid_t dataset, const std::string& name) const {
  if (const core::Quantity* quantity = core::find_quantity(name)) {
    if (!quantity->unit.empty() && name != "time") set_attribute(dataset, "units", std::string(quantity->unit));
    set_attribute(dataset, "long_name", std::string(quantity->description));
    set_attribute(dataset, "long_name_zh", std::string(quantity->description_zh));
    if (!quantity->cf_name.empty()) set_attribute(dataset, "standard_name", std::string(quantity->cf_name));
  }
  const bool is_x = name == "cell_x" || name == "face_x", is_y = name == "cell_y" || name == "face_y";
  if (!is_x && !is_y) return;
  set_attribute(dataset, "units", std::string(!crs_is_geographic ? "m" : is_x ? "degrees_east" : "degrees_north"));
  set_attribute(dataset, "standard_name", std::string(crs_is_geographic ? (is_x ? "longitude" : "latitude") : (is_x ? "projection_x_coordinate" : "projection_y_coordinate")));
}

Handle ResultsWriter::File::scale(const std::string& name, hid_t type, hsize_t size) {
  Handle dataset = create_dataset(file, name, type, {size});
  require(H5DSset_scale(dataset, name.c_str()), "dimension '" + name + "'");
  describe(dataset, name);
  return dataset;
}

Handle ResultsWriter::File::variable(const std::string& name, hid_t type, const std::vector<hid_t>& scales, const std::vector<hsize_t>& size) {
  Handle dataset = create_dataset(file, name, type, size);
  for (std::size_t i = 0; i < scales.size(); ++i) require(H5DSattach_scale(dataset, scales[i], static_cast<unsigned>(i)), "dimensions of '" + name + "'");
  describe(dataset, name);
  const bool is_coordinate = name.rfind("cell_", 0) == 0 || name.rfind("face_", 0) == 0 || name.rfind("ledger_", 0) == 0;
  if (!is_coordinate && !scales.empty())
    set_attribute(dataset, "coordinates", std::string(scales.back() == cell ? "cell_river cell_reach cell_chainage cell_x cell_y" : "face_river face_chainage face_x face_y"));
  return dataset;
}

void ResultsWriter::File::overwrite(const std::string& name, const std::vector<double>& values) {
  const Handle dataset(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, "dataset '" + name + "'");
  if (values.size() == size_of(dataset)) write_doubles(dataset, values.data());
}

void ResultsWriter::File::write_row(const Handle& dataset, int row, std::size_t length, const double* values) const {
  const Handle space(H5Dget_space(dataset), H5Sclose, "a dataspace");
  const int rank = H5Sget_simple_extent_ndims(space);
  hsize_t start[3] = {static_cast<hsize_t>(row), 0, 0}, count[3] = {1, rank == 3 ? pollutants : length, cells};
  require(H5Sselect_hyperslab(space, H5S_SELECT_SET, start, nullptr, count, nullptr), "a frame");
  const hsize_t flat = length;
  const Handle memory(H5Screate_simple(1, &flat, nullptr), H5Sclose, "a dataspace");
  require(H5Dwrite(dataset, H5T_NATIVE_DOUBLE, memory, space, H5P_DEFAULT, values), "a frame");
}

void ResultsWriter::File::lay_out_grid(const model::Grid& grid) {
  std::vector<std::string> river, reach;
  std::vector<double> chainage, length, x, y, bed, left_bank, right_bank, left_crest, right_crest;
  for (const auto& c : grid.cells) {
    river.push_back(grid.rivers[static_cast<std::size_t>(c.river)]);
    reach.push_back(c.reach);
    chainage.push_back(c.chainage), length.push_back(c.length), x.push_back(c.x), y.push_back(c.y), bed.push_back(c.bed_level);
    left_bank.push_back(c.left_bank_level), right_bank.push_back(c.right_bank_level);
    left_crest.push_back(c.left_crest_level), right_crest.push_back(c.right_crest_level);
  }
  put("cell_river", cell, river);
  put("cell_reach", cell, reach);
  for (const auto& [name, values] : {std::pair("cell_chainage", &chainage), std::pair("cell_length", &length), std::pair("cell_x", &x), std::pair("cell_y", &y),
                                     std::pair("bed_level", &bed), std::pair("left_bank_level", &left_bank), std::pair("right_bank_level", &right_bank),
                                     std::pair("left_crest_level", &left_crest), std::pair("right_crest_level", &right_crest)})
    put(name, cell, *values);
  std::vector<std::string> face_river;
  std::vector<double> face_chainage, face_x, face_y;
  std::vector<int> up, down;
  for (const auto& f : grid.faces) {
    face_river.push_back(grid.rivers[static_cast<std::size_t>(f.river)]);
    face_chainage.push_back(f.chainage), face_x.push_back(f.x), face_y.push_back(f.y);
    up.push_back(f.upstream_cell), down.push_back(f.downstream_cell);
  }
  put("face_river", face, face_river);
  put("face_chainage", face, face_chainage);
  put("face_upstream_cell", face, up);
  put("face_downstream_cell", face, down);
  put("face_x", face, face_x);
  put("face_y", face, face_y);
}

void ResultsWriter::File::lay_out_extremes() {
  for (const char* name : {"max_water_level", "time_of_max_water_level", "first_overtopping_left", "first_overtopping_right", "overtopped_volume_left", "overtopped_volume_right"})
    variable(name, H5T_NATIVE_DOUBLE, {cell}, {cells});
  for (const char* name : {"max_discharge", "time_of_max_discharge"}) variable(name, H5T_NATIVE_DOUBLE, {face}, {faces});
}

/// Room for the ledger in the order the engine reports it: the network, then its reaches; water first, then the pollutants.
void ResultsWriter::File::lay_out_ledger(const model::Grid& grid) {
  std::vector<std::string> reaches{""}, of{"water"};
  std::set<std::string> seen;
  for (const auto& c : grid.cells)
    if (seen.insert(c.reach).second) reaches.push_back(c.reach);
  of.insert(of.end(), grid.pollutants.begin(), grid.pollutants.end());
  for (const auto& what : of)
    for (const auto& reach : reaches) ledger_of.push_back(what), ledger_reach.push_back(reach);
  ledger_row = scale("ledger_row", H5T_NATIVE_INT, ledger_of.size());
  std::vector<int> rows(ledger_of.size());
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<int>(i);
  write_ints(ledger_row, rows);
  put("ledger_of", ledger_row, ledger_of);
  put("ledger_reach", ledger_row, ledger_reach);
  for (const std::string name : ledger_numbers) {
    const Handle dataset = variable(name, H5T_NATIVE_DOUBLE, {ledger_row}, {ledger_of.size()});
    if (name != "ledger_relative") set_attribute(dataset, "units", std::string("m3 or g"));  // of water or of a pollutant, row by row
  }
}

void ResultsWriter::File::keep_inputs(const basin::Scenario& scenario, const std::string& register_json) {
  const Handle group = create_group(file, "inputs");
  const auto keep = [&](const std::string& name, const std::string& text) {
    Handle dataset = create_dataset(group, name, utf8_type(), {});
    write_texts(dataset, {text});
    return dataset;
  };
  std::size_t number = 0;
  for (const auto& input : scenario.inputs) set_attribute(keep(fmt::format("file_{:03}", ++number), input.text), "path", beside(input.path, scenario.file));
  keep("register", register_json);
}

ResultsWriter::ResultsWriter(std::string path, const basin::Scenario& scenario, std::string register_json)
    : path_(std::move(path)), scenario_(scenario), register_json_(std::move(register_json)), file_(std::make_unique<File>()) {}

ResultsWriter::~ResultsWriter() = default;

std::string ResultsWriter::path() const { return file_->is_complete ? path_ : partial(path_).string(); }

void ResultsWriter::set_error_band(std::vector<double> max_water_level, std::vector<double> concentration) {
  max_water_level_error_ = std::move(max_water_level);
  concentration_error_ = std::move(concentration);
}

void ResultsWriter::begin(const model::Grid& grid, const std::vector<double>& output_times) {
  File& f = *file_;
  const fs::path target = partial(path_);
  std::error_code failed;
  if (target.has_parent_path()) fs::create_directories(target.parent_path(), failed);
  f.cells = grid.cells.size(), f.faces = grid.faces.size(), f.pollutants = grid.pollutants.size();
  f.crs_is_geographic = is_geographic(scenario_.basin.crs);
  const double frames = static_cast<double>(output_times.size()), cells = static_cast<double>(f.cells), faces = static_cast<double>(f.faces);
  double needed = overhead + 8.0 * frames * (cells * (1.0 + static_cast<double>(f.pollutants)) + 2.0 * faces) + 400.0 * (cells + faces);
  for (const auto& input : scenario_.inputs) needed += static_cast<double>(input.text.size());
  const auto room = fs::space(target.has_parent_path() ? target.parent_path() : fs::path("."), failed);
  if (!failed && static_cast<double>(room.available) < needed)
    throw core::RunError(fmt::format("there is no room for the results of '{}': they need {}, the disk has {} left\n  fix: free some space, write elsewhere with -o, or store fewer states ([output] every)",
                                     path_, megabytes(needed), megabytes(static_cast<double>(room.available))));
  try {
    f.file = create_hdf5(target.string());
    f.time = f.scale("time", H5T_NATIVE_DOUBLE, output_times.size());
    set_attribute(f.time, "units", "seconds since " + scenario_.start);
    set_attribute(f.time, "calendar", std::string("proleptic_gregorian"));
    write_doubles(f.time, output_times.data());
    const auto indices = [](std::size_t count) {
      std::vector<int> all(count);
      for (std::size_t i = 0; i < count; ++i) all[i] = static_cast<int>(i);
      return all;
    };
    f.cell = f.scale("cell", H5T_NATIVE_INT, f.cells);
    write_ints(f.cell, indices(f.cells));
    f.face = f.scale("face", H5T_NATIVE_INT, f.faces);
    write_ints(f.face, indices(f.faces));
    f.water_level = f.variable("water_level", H5T_NATIVE_DOUBLE, {f.time, f.cell}, {output_times.size(), f.cells});
    f.discharge = f.variable("discharge", H5T_NATIVE_DOUBLE, {f.time, f.face}, {output_times.size(), f.faces});
    f.velocity = f.variable("velocity", H5T_NATIVE_DOUBLE, {f.time, f.face}, {output_times.size(), f.faces});
    if (f.pollutants > 0) {
      f.pollutant = f.scale("pollutant", utf8_type(), f.pollutants);
      write_texts(f.pollutant, grid.pollutants);
      f.concentration = f.variable("concentration", H5T_NATIVE_DOUBLE, {f.time, f.pollutant, f.cell}, {output_times.size(), f.pollutants, f.cells});
    }
    f.lay_out_grid(grid);
    f.lay_out_extremes();
    f.lay_out_ledger(grid);
    f.keep_inputs(scenario_, register_json_);
    const auto text = [&](const char* name, const std::string& value) { set_attribute(f.file, name, value); };
    text("Conventions", "CF-1.10");
    text("title", scenario_.title_en.empty() ? scenario_.name : scenario_.title_en);
    text("source", fmt::format("riverchief {}", RIVERCHIEF_VERSION));
    text("scenario", scenario_.name);
    text("title_zh", scenario_.title_zh);
    text("title_en", scenario_.title_en);
    text("start", scenario_.start);
    text("crs", scenario_.basin.crs);
    text("datum", scenario_.basin.datum);
    text("input_hash", scenario_.input_hash);
    set_attribute(f.file, "relative_accuracy", scenario_.accuracy.relative);
    set_attribute(f.file, "cell_length", scenario_.cell_length);
    for (const char* name : {"completed", "frames_written", "steps", "rejected_steps", "newton_iterations", "jacobians", "fallback_steps", "transport_steps"}) set_attribute(f.file, name, 0L);
    f.flush();
  } catch (const Hdf5Error& error) {
    file_ = std::make_unique<File>();
    fs::remove(target, failed);
    throw core::RunError(fmt::format("the result file '{}' cannot be made: writing {} failed\n  fix: check that the disk has {} left and that the folder may be written to", path_, error.what(), megabytes(needed)));
  }
}

void ResultsWriter::frame(int index, const model::Frame& frame) {
  File& f = *file_;
  if (!f.failure.empty() || !f.file.is_open()) return;
  try {
    f.write_row(f.water_level, index, f.cells, frame.water_level);
    f.write_row(f.discharge, index, f.faces, frame.discharge);
    f.write_row(f.velocity, index, f.faces, frame.velocity);
    if (f.pollutants > 0 && frame.concentration) f.write_row(f.concentration, index, f.cells * f.pollutants, frame.concentration);
    f.frames_written = std::max(f.frames_written, index + 1);
    if (index == 0 || std::chrono::steady_clock::now() - f.flushed >= flush_every) {
      set_attribute(f.file, "frames_written", static_cast<long>(f.frames_written));
      f.flush();
    }
  } catch (const Hdf5Error& error) {
    f.failure = fmt::format("{} (state {} at {:.0f} s)", error.what(), index, frame.time);
  }
}

bool ResultsWriter::progress(double time) {
  if (!file_->failure.empty()) return false;
  return !listener_ || listener_(time);
}

void ResultsWriter::end(const model::Summary& summary) {
  File& f = *file_;
  if (!f.file.is_open()) return;
  try {
    f.overwrite("max_water_level", summary.max_water_level);
    f.overwrite("time_of_max_water_level", summary.time_of_max_water_level);
    f.overwrite("max_discharge", summary.max_discharge);
    f.overwrite("time_of_max_discharge", summary.time_of_max_discharge);
    f.overwrite("first_overtopping_left", summary.first_overtopping[0]);
    f.overwrite("first_overtopping_right", summary.first_overtopping[1]);
    f.overwrite("overtopped_volume_left", summary.overtopped_volume[0]);
    f.overwrite("overtopped_volume_right", summary.overtopped_volume[1]);
    std::vector<std::vector<double>> ledger(std::size(ledger_numbers), std::vector<double>(f.ledger_of.size(), std::numeric_limits<double>::quiet_NaN()));
    for (const auto& row : summary.ledger)
      for (std::size_t i = 0; i < f.ledger_of.size(); ++i)
        if (f.ledger_of[i] == row.of && f.ledger_reach[i] == row.reach) {
          const double values[] = {row.start, row.in, row.out, row.reacted, row.end, row.error, row.relative};
          for (std::size_t k = 0; k < ledger.size(); ++k) ledger[k][i] = values[k];
        }
    for (std::size_t k = 0; k < ledger.size(); ++k) f.overwrite(ledger_numbers[k], ledger[k]);
    if (max_water_level_error_.size() == f.cells) f.put("max_water_level_error", f.cell, max_water_level_error_);
    if (f.pollutants > 0 && concentration_error_.size() == f.pollutants * f.cells)
      write_doubles(f.variable("concentration_error", H5T_NATIVE_DOUBLE, {f.pollutant, f.cell}, {f.pollutants, f.cells}), concentration_error_.data());
    set_attribute(f.file, "frames_written", static_cast<long>(f.frames_written));
    set_attribute(f.file, "steps", summary.steps);
    set_attribute(f.file, "rejected_steps", summary.rejected_steps);
    set_attribute(f.file, "newton_iterations", summary.newton_iterations);
    set_attribute(f.file, "jacobians", summary.jacobians);
    set_attribute(f.file, "fallback_steps", summary.fallback_steps);
    set_attribute(f.file, "transport_steps", summary.transport_steps);
    if (summary.completed && f.failure.empty()) set_attribute(f.file, "completed", 1L);
    f.flush();
  } catch (const Hdf5Error& error) {
    if (f.failure.empty()) f.failure = fmt::format("{} (at the end of the run)", error.what());
  }
  const std::string failure = f.failure;
  const bool all_written = failure.empty();
  const int frames = f.frames_written;
  for (Handle* handle : {&f.time, &f.cell, &f.face, &f.pollutant, &f.ledger_row, &f.water_level, &f.discharge, &f.velocity, &f.concentration}) handle->close();
  const bool is_closed = f.file.close() >= 0;
  if (!all_written || !is_closed)
    throw core::RunError(fmt::format("the results could not be written: {}\n  why: the disk is full or gone; '{}' holds {} states and can be read\n  fix: free some space on the disk, or write elsewhere with -o",
                                     all_written ? "closing the file failed" : "writing " + failure + " failed", path(), frames));
  if (!summary.completed) return;
  std::error_code failed;
  fs::rename(partial(path_), path_, failed);
  if (failed) throw core::RunError(fmt::format("the results cannot be renamed to '{}': {}\n  fix: rename '{}' by hand", path_, failed.message(), path()));
  f.is_complete = true;
}

}  // namespace riverchief::io
