// One run is one HDF5 file that xarray, ncdump and QGIS open unaided. What is in it: README.md in this folder.

#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "basin/scenario.hpp"
#include "model/recorder.hpp"

namespace riverchief::io {

/// Writes a run to NAME.partial.h5 and renames it to NAME.h5 once it is complete.
///
/// All space is taken and filled with NaN in begin(): a full disk shows before the run, and a run that is killed leaves a file
/// that opens, whole up to the last second before. Nothing depends on the clock: same run, same bytes.
class ResultsWriter : public model::Recorder {
 public:
  /// \param path           NAME.h5; its folder is made where it is missing, in begin()
  /// \param scenario       as it was run (inputs, hash, titles); kept by reference
  /// \param register_json  chiefs, owners, outfalls, measures with their cost: kept as inputs/register
  ResultsWriter(std::string path, const basin::Scenario& scenario, std::string register_json);
  ~ResultsWriter() override;
  ResultsWriter(const ResultsWriter&) = delete;
  ResultsWriter& operator=(const ResultsWriter&) = delete;

  /// Asked in progress() with the time reached [s]; returning false stops the run (a progress bar, Ctrl-C).
  void on_progress(std::function<bool(double)> listener) { listener_ = std::move(listener); }

  /// \throws core::RunError when there is no room for the results or the file cannot be made
  void begin(const model::Grid& grid, const std::vector<double>& output_times) override;
  void frame(int index, const model::Frame& frame) override;
  bool progress(double time) override;
  /// Closes the file. \throws core::RunError when writing failed during the run or now; the partial file stays readable
  void end(const model::Summary& summary) override;

  /// Where the results are now: NAME.partial.h5 during a run and after a run that stopped, NAME.h5 after a complete one.
  std::string path() const;

 private:
  struct File;
  std::string path_;
  const basin::Scenario& scenario_;
  std::string register_json_;
  std::function<bool(double)> listener_;
  std::unique_ptr<File> file_;
};

/// A result file in memory. Arrays of two or three dimensions are row by row, the last index running fastest.
struct ResultsFile {
  std::string path;
  std::map<std::string, std::string> attributes;      ///< texts of the root: title, source, scenario, start, crs, input_hash ...
  std::map<std::string, double> numbers;              ///< numbers of the root: completed, frames_written, steps, cell_length ...
  model::Grid grid;
  std::vector<double> time;                           ///< (time) [s] from the start; written frames only
  std::vector<double> water_level;                    ///< (time, cell) [m]
  std::vector<double> discharge, velocity;            ///< (time, face) [m3/s], [m/s]
  std::vector<double> concentration;                  ///< (time, pollutant, cell) [g/m3]; empty without pollutants
  model::Summary summary;                             ///< extremes, ledger, counters
  std::vector<double> max_water_level_error;          ///< (cell) [m]; empty without error band
  std::vector<double> concentration_error;            ///< (pollutant, cell) [g/m3]; empty without error band
  std::map<std::string, std::string> inputs;          ///< path -> text, verbatim
  std::string register_json;

  std::string attribute(const std::string& name) const;  ///< "" if there is none
  double number(const std::string& name) const;          ///< NaN if there is none
};

/// \throws core::InputError when the file is missing, is no HDF5 file, or is none of ours
ResultsFile read_results(const std::string& path);

/// Adds the numerical error to a complete result file.
///
/// \param max_water_level_error  (cell) [m]
/// \param concentration_error    (pollutant, cell) [g/m3]; empty without pollutants
/// \throws core::RunError when it cannot be written
void write_error_band(const std::string& path, const std::vector<double>& max_water_level_error, const std::vector<double>& concentration_error);

}  // namespace riverchief::io
