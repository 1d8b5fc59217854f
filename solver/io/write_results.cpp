#include <fmt/format.h>

#include <chrono>
#include <filesystem>

#include "core/complaint.hpp"
#include "io/checkpoint.hpp"
#include "io/results_layout.hpp"

namespace riverchief::io {
namespace {

namespace fs = std::filesystem;
constexpr std::chrono::seconds flush_every{1};
constexpr double overhead = 2e6;  // [bytes] for everything that is not an array

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

std::string megabytes(double bytes) { return fmt::format("{:.1f} MB", bytes / 1e6); }

}  // namespace

ResultsWriter::ResultsWriter(std::string path, const basin::Scenario& scenario, std::string register_json, bool resume)
    : path_(std::move(path)), scenario_(scenario), register_json_(std::move(register_json)), resume_(resume), file_(std::make_unique<File>()) {}

ResultsWriter::~ResultsWriter() = default;

std::string ResultsWriter::path() const { return file_->is_complete ? path_ : partial(path_).string(); }

void ResultsWriter::set_error_band(std::vector<double> max_water_level, std::vector<double> concentration) {
  max_water_level_error_ = std::move(max_water_level);
  concentration_error_ = std::move(concentration);
}

void ResultsWriter::begin(const model::Grid& grid, const std::vector<double>& output_times) {
  const fs::path target = partial(path_);
  if (resume_) return take_up(grid, output_times);
  File& f = *file_;
  std::error_code failed;
  if (target.has_parent_path()) fs::create_directories(target.parent_path(), failed);
  f.crs_is_geographic = is_geographic(scenario_.basin.crs);
  const double frames = static_cast<double>(output_times.size()), cells = static_cast<double>(grid.cells.size()), faces = static_cast<double>(grid.faces.size());
  const double pollutants = static_cast<double>(grid.pollutants.size()), storages = static_cast<double>(grid.storages.size());
  const double others = static_cast<double>(2 * grid.structures.size() + 2 * grid.intakes.size());
  double needed = overhead + 8.0 * frames * (cells * (1.0 + pollutants) + 2.0 * faces + storages * (2.0 + pollutants) + others) + 600.0 * (cells + faces + storages + others);
  needed += File::size_of_kept(grid, output_times.size());
  for (const auto& input : scenario_.inputs) needed += static_cast<double>(input.text.size());
  const auto room = fs::space(target.has_parent_path() ? target.parent_path() : fs::path("."), failed);
  if (!failed && static_cast<double>(room.available) < needed)
    throw core::RunError(fmt::format("there is no room for the results of '{}': they need {}, the disk has {} left\n  fix: free some space, write elsewhere with -o, or store fewer states ([output] every)",
                                     path_, megabytes(needed), megabytes(static_cast<double>(room.available))));
  const fs::path fresh = target.string() + ".new";  // it gets its name once it can be opened: a kill leaves no broken file
  try {
    f.file = create_hdf5(fresh.string());
    f.path = target.string();
    f.lay_out(grid, output_times, scenario_.start);
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
    fs::rename(fresh, target, failed);
    if (failed) throw Hdf5Error("its name");
  } catch (const Hdf5Error& error) {
    file_ = std::make_unique<File>();
    fs::remove(fresh, failed);
    throw core::RunError(fmt::format("the result file '{}' cannot be made: writing {} failed\n  fix: check that the disk has {} left and that the folder may be written to", path_, error.what(), megabytes(needed)));
  }
}

void ResultsWriter::take_up(const model::Grid& grid, const std::vector<double>& output_times) {
  File& f = *file_;
  const std::string target = partial(path_).string();
  const Checkpoint checkpoint = read_checkpoint(target);
  try {
    f.crs_is_geographic = is_geographic(scenario_.basin.crs);
    f.file = open_hdf5(target, H5F_ACC_RDWR);
    f.path = target;
    f.find_again(grid, output_times);
    f.frames_written = checkpoint.frames;
    f.checkpoints = checkpoint.number;
  } catch (const Hdf5Error& error) {
    file_ = std::make_unique<File>();
    throw core::RunError(fmt::format("'{}' cannot be gone on with: {} is missing or damaged\n  fix: run the scenario from its beginning, without --resume", target, error.what()));
  }
}

void ResultsWriter::frame(int index, const model::Frame& frame) {
  File& f = *file_;
  if (!f.failure.empty() || !f.file.is_open()) return;
  try {
    for (const File::Row& row : f.rows)
      if (const double* values = frame.*(row.values)) f.write_row(row.dataset, row.length, index, values);
    f.write_fine(frame);
    f.frames_written = std::max(f.frames_written, index + 1);
    if (index == 0 || std::chrono::steady_clock::now() - f.flushed >= flush_every) {
      set_attribute(f.file, "frames_written", static_cast<long>(f.frames_written));
      f.flush();
    }
  } catch (const Hdf5Error& error) {
    f.failure = fmt::format("{} (state {} at {:.0f} s)", error.what(), index, frame.time);
  }
}

void ResultsWriter::checkpoint(const model::State& state, int frames) {
  File& f = *file_;
  if (!f.failure.empty() || !f.file.is_open()) return;
  try {
    f.write_checkpoint(state, frames);
  } catch (const Hdf5Error& error) {
    f.failure = fmt::format("{} (the whole state after {} states)", error.what(), frames);
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
    set_attribute(f.file, "frames_written", static_cast<long>(f.frames_written));
    set_attribute(f.file, "steps", summary.steps);
    set_attribute(f.file, "rejected_steps", summary.rejected_steps);
    set_attribute(f.file, "newton_iterations", summary.newton_iterations);
    set_attribute(f.file, "jacobians", summary.jacobians);
    set_attribute(f.file, "fallback_steps", summary.fallback_steps);
    set_attribute(f.file, "transport_steps", summary.transport_steps);
    f.write_summary(summary);
    const bool has_level_error = max_water_level_error_.size() == f.cells, has_concentration_error = f.pollutants > 0 && concentration_error_.size() == f.pollutants * f.cells;
    if (has_level_error || has_concentration_error) f.make_sure_of_room(8.0 * static_cast<double>(max_water_level_error_.size() + concentration_error_.size()));
    if (has_level_error) f.put("max_water_level_error", f.cell, max_water_level_error_);
    if (has_concentration_error)
      write_doubles(f.variable("concentration_error", H5T_NATIVE_DOUBLE, {f.pollutant, f.cell}, {f.pollutants, f.cells}), concentration_error_.data());
    if (summary.completed && f.failure.empty()) set_attribute(f.file, "completed", 1L);
    f.flush();
  } catch (const Hdf5Error& error) {
    if (f.failure.empty()) f.failure = fmt::format("{} (at the end of the run)", error.what());
  }
  const std::string failure = f.failure;
  const bool all_written = failure.empty();
  const int frames = f.frames_written;
  f.close_variables();
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
