#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <limits>

#include "core/complaint.hpp"
#include "core/quantity.hpp"
#include "io/hdf5_file.hpp"
#include "io/results_file.hpp"

namespace riverchief::io {
namespace fs = std::filesystem;

struct ResultsWriter::File {
  Hdf5File h5;
  std::string path;          ///< where it is now
  bool failed = false, renamed = false;
  int frames = 0;
  std::chrono::steady_clock::time_point flushed = std::chrono::steady_clock::now();

  explicit File(const std::string& p) : h5(Hdf5File::create(p)), path(p) {}

  /// Adds the attributes that the table of quantities knows.
  void describe(const std::string& name, const std::string& coordinates = "") {
    if (const core::Quantity* quantity = core::find_quantity(name)) {
      if (!quantity->unit.empty()) h5.attribute(name, "units", std::string(quantity->unit));
      h5.attribute(name, "long_name", std::string(quantity->description));
      h5.attribute(name, "long_name_zh", std::string(quantity->description_zh));
      if (!quantity->cf_name.empty()) h5.attribute(name, "standard_name", std::string(quantity->cf_name));
    }
    if (!coordinates.empty()) h5.attribute(name, "coordinates", coordinates);
  }
};

ResultsWriter::ResultsWriter(std::string path, const basin::Scenario& scenario, std::string register_json)
    : path_(std::move(path)), scenario_(scenario), register_json_(std::move(register_json)) {}

ResultsWriter::~ResultsWriter() = default;

std::string ResultsWriter::path() const {
  return file_ ? file_->path : path_;
}

void ResultsWriter::set_error_band(std::vector<double> max_water_level, std::vector<double> concentration) {
  max_water_level_error_ = std::move(max_water_level);
  concentration_error_ = std::move(concentration);
}

namespace {

std::string partial_path(const std::string& path) {
  fs::path p(path);
  return (p.parent_path() / (p.stem().string() + ".partial" + p.extension().string())).string();
}

[[noreturn]] void no_room(const std::string& path) {
  throw core::RunError(fmt::format("{}: the results cannot be written\n  why: the disk is full, or the folder does not let anyone write\n"
                                   "  fix: make room or choose another place with -o", path));
}

std::vector<int> count_up(std::size_t n) {
  std::vector<int> numbers(n);
  for (std::size_t i = 0; i < n; ++i) numbers[i] = static_cast<int>(i);
  return numbers;
}

const std::string at_cell = "cell_river cell_chainage", at_face = "face_river face_chainage";

}  // namespace

void ResultsWriter::begin(const model::Grid& grid, const std::vector<double>& output_times) {
  std::error_code ignored;
  if (const auto folder = fs::path(path_).parent_path(); !folder.empty()) fs::create_directories(folder, ignored);
  file_ = std::make_unique<File>(partial_path(path_));
  File& f = *file_;
  if (!f.h5.good()) no_room(f.path);
  Hdf5File& h5 = f.h5;

  h5.attribute("/", "Conventions", std::string("CF-1.10"));
  h5.attribute("/", "title", scenario_.title_en.empty() ? scenario_.name : scenario_.title_en);
  h5.attribute("/", "source", std::string("riverchief " RIVERCHIEF_VERSION));
  for (const auto& [name, value] : {std::pair{"scenario", scenario_.name}, {"title_zh", scenario_.title_zh}, {"title_en", scenario_.title_en},
                                    {"start", scenario_.start}, {"crs", scenario_.basin.crs}, {"datum", scenario_.basin.datum},
                                    {"input_hash", scenario_.input_hash}})
    h5.attribute("/", name, value);
  h5.attribute("/", "completed", 0);
  h5.attribute("/", "frames_written", 0);
  h5.attribute("/", "relative_accuracy", scenario_.accuracy.relative);
  h5.attribute("/", "cell_length", scenario_.cell_length);
  for (const char* name : {"steps", "rejected_steps", "newton_iterations", "jacobians", "fallback_steps", "transport_steps"}) h5.attribute("/", name, 0);

  h5.dimension("time", output_times);
  f.describe("time");
  h5.attribute("time", "units", "seconds since " + scenario_.start);
  h5.attribute("time", "calendar", std::string("proleptic_gregorian"));
  h5.dimension("cell", count_up(grid.cells.size()));
  h5.dimension("face", count_up(grid.faces.size()));
  for (const char* name : {"cell", "face"}) f.describe(name);
  if (!grid.pollutants.empty()) {
    h5.dimension("pollutant", grid.pollutants);
    f.describe("pollutant");
  }

  const auto cells = [&](const char* name, auto value) {
    std::vector<std::decay_t<decltype(value(grid.cells.front()))>> values;
    for (const auto& cell : grid.cells) values.push_back(value(cell));
    h5.variable(name, {"cell"}, values);
    f.describe(name);
  };
  using Cell = model::Grid::Cell;
  using Face = model::Grid::Face;
  cells("cell_river", [&](const Cell& c) { return grid.rivers[static_cast<std::size_t>(c.river)]; });
  cells("cell_reach", [](const Cell& c) { return c.reach; });
  cells("cell_chainage", [](const Cell& c) { return c.chainage; });
  cells("cell_length", [](const Cell& c) { return c.length; });
  cells("cell_x", [](const Cell& c) { return c.x; });
  cells("cell_y", [](const Cell& c) { return c.y; });
  cells("bed_level", [](const Cell& c) { return c.bed_level; });
  cells("left_bank_level", [](const Cell& c) { return c.left_bank_level; });
  cells("right_bank_level", [](const Cell& c) { return c.right_bank_level; });
  cells("left_crest_level", [](const Cell& c) { return c.left_crest_level; });
  cells("right_crest_level", [](const Cell& c) { return c.right_crest_level; });
  const auto faces = [&](const char* name, auto value) {
    std::vector<std::decay_t<decltype(value(grid.faces.front()))>> values;
    for (const auto& face : grid.faces) values.push_back(value(face));
    h5.variable(name, {"face"}, values);
    f.describe(name);
  };
  faces("face_river", [&](const Face& c) { return grid.rivers[static_cast<std::size_t>(c.river)]; });
  faces("face_chainage", [](const Face& c) { return c.chainage; });
  faces("face_upstream_cell", [](const Face& c) { return c.upstream_cell; });
  faces("face_downstream_cell", [](const Face& c) { return c.downstream_cell; });
  faces("face_x", [](const Face& c) { return c.x; });
  faces("face_y", [](const Face& c) { return c.y; });

  const auto later = [&](const std::string& name, const std::vector<std::string>& dimensions, const std::string& coordinates) {
    h5.variable(name, dimensions);
    f.describe(name, coordinates);
  };
  later("water_level", {"time", "cell"}, at_cell);
  later("discharge", {"time", "face"}, at_face);
  later("velocity", {"time", "face"}, at_face);
  if (!grid.pollutants.empty()) later("concentration", {"time", "pollutant", "cell"}, at_cell);
  for (const char* name : {"max_water_level", "time_of_max_water_level", "first_overtopping_left", "first_overtopping_right",
                           "overtopped_volume_left", "overtopped_volume_right"})
    later(name, {"cell"}, at_cell);
  for (const char* name : {"max_discharge", "time_of_max_discharge"}) later(name, {"face"}, at_face);

  h5.group("inputs");
  for (std::size_t i = 0; i < scenario_.inputs.size(); ++i) {
    const std::string name = fmt::format("inputs/{:03}", i);
    h5.text(name, scenario_.inputs[i].text);
    h5.attribute(name, "path", scenario_.inputs[i].path);
  }
  h5.text("inputs/register", register_json_);
  h5.flush();
  if (!h5.good()) no_room(f.path);
}

void ResultsWriter::frame(int index, const model::Frame& frame) {
  File& f = *file_;
  if (f.failed) return;
  const auto row = static_cast<std::size_t>(index);
  f.h5.write_row("water_level", row, frame.water_level);
  f.h5.write_row("discharge", row, frame.discharge);
  f.h5.write_row("velocity", row, frame.velocity);
  if (frame.concentration != nullptr) f.h5.write_row("concentration", row, frame.concentration);
  f.frames = index + 1;
  const auto now = std::chrono::steady_clock::now();
  if (now - f.flushed > std::chrono::seconds(1)) {
    f.h5.attribute("/", "frames_written", f.frames);
    f.h5.flush();
    f.flushed = now;
  }
  f.failed = !f.h5.good();
}

bool ResultsWriter::progress(double time) {
  if (file_ && file_->failed) return false;
  return !listener_ || listener_(time);
}

void ResultsWriter::end(const model::Summary& summary) {
  File& f = *file_;
  Hdf5File& h5 = f.h5;
  h5.write("max_water_level", summary.max_water_level);
  h5.write("time_of_max_water_level", summary.time_of_max_water_level);
  h5.write("max_discharge", summary.max_discharge);
  h5.write("time_of_max_discharge", summary.time_of_max_discharge);
  h5.write("first_overtopping_left", summary.first_overtopping[0]);
  h5.write("first_overtopping_right", summary.first_overtopping[1]);
  h5.write("overtopped_volume_left", summary.overtopped_volume[0]);
  h5.write("overtopped_volume_right", summary.overtopped_volume[1]);
  if (!max_water_level_error_.empty()) {
    h5.variable("max_water_level_error", {"cell"}, max_water_level_error_);
    f.describe("max_water_level_error", at_cell);
  }
  if (!concentration_error_.empty()) {
    h5.variable("concentration_error", {"pollutant", "cell"}, concentration_error_);
    f.describe("concentration_error", at_cell);
  }

  h5.dimension("ledger_row", count_up(summary.ledger.size()));
  f.describe("ledger_row");
  const auto ledger = [&](const char* name, auto member) {
    std::vector<std::decay_t<decltype(summary.ledger.front().*member)>> values;
    for (const auto& row : summary.ledger) values.push_back(row.*member);
    h5.variable(name, {"ledger_row"}, values);
    f.describe(name);
  };
  using Row = model::LedgerRow;
  ledger("ledger_of", &Row::of);
  ledger("ledger_reach", &Row::reach);
  ledger("ledger_start", &Row::start);
  ledger("ledger_in", &Row::in);
  ledger("ledger_out", &Row::out);
  ledger("ledger_reacted", &Row::reacted);
  ledger("ledger_end", &Row::end);
  ledger("ledger_error", &Row::error);
  ledger("ledger_relative", &Row::relative);

  const auto count = [&](const char* name, long value) { h5.attribute("/", name, static_cast<int>(value)); };
  count("steps", summary.steps);
  count("rejected_steps", summary.rejected_steps);
  count("newton_iterations", summary.newton_iterations);
  count("jacobians", summary.jacobians);
  count("fallback_steps", summary.fallback_steps);
  count("transport_steps", summary.transport_steps);
  h5.attribute("/", "frames_written", f.frames);
  h5.attribute("/", "completed", summary.completed ? 1 : 0);
  const bool written = h5.close() && !f.failed;
  if (!written) no_room(f.path + fmt::format(" (readable up to frame {})", f.frames));
  if (!summary.completed) return;
  std::error_code error;
  fs::rename(f.path, path_, error);
  if (error) throw core::RunError(fmt::format("{}: the results cannot be renamed to {}\n  why: {}\n  fix: rename them by hand", f.path, path_, error.message()));
  f.path = path_;
}

}  // namespace riverchief::io
