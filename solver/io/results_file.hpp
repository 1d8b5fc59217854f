// One run is one HDF5 file that xarray, ncdump and QGIS open unaided. What is in it: README.md in this folder.

#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "basin/scenario.hpp"
#include "io/kept_results.hpp"
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
  /// \param resume         goes on with NAME.partial.h5 from its last checkpoint: what was written before it stays
  ResultsWriter(std::string path, const basin::Scenario& scenario, std::string register_json, bool resume = false);
  ~ResultsWriter() override;
  ResultsWriter(const ResultsWriter&) = delete;
  ResultsWriter& operator=(const ResultsWriter&) = delete;

  /// Asked in progress() with the time reached [s]; returning false stops the run (a progress bar, Ctrl-C).
  void on_progress(std::function<bool(double)> listener) { listener_ = std::move(listener); }

  /// The numerical error of the run, kept beside its results; to be set before end().
  ///
  /// \param max_water_level  (cell) [m]
  /// \param concentration    (pollutant, cell) [g/m3]; empty without pollutants
  void set_error_band(std::vector<double> max_water_level, std::vector<double> concentration);

  /// \throws core::RunError when there is no room for the results or the file cannot be made
  void begin(const model::Grid& grid, const std::vector<double>& output_times) override;
  void frame(int index, const model::Frame& frame) override;
  /// Two states are kept in turns, so that a kill at any moment leaves one to go on from.
  void checkpoint(const model::State& state, int frames) override;
  bool progress(double time) override;
  /// Closes the file. \throws core::RunError when writing failed during the run or now; the partial file stays readable
  void end(const model::Summary& summary) override;

  /// Where the results are now: NAME.partial.h5 during a run and after a run that stopped, NAME.h5 after a complete one.
  std::string path() const;

 private:
  struct File;
  void take_up(const model::Grid& grid, const std::vector<double>& output_times);
  std::string path_;
  const basin::Scenario& scenario_;
  std::string register_json_;
  bool resume_;
  std::function<bool(double)> listener_;
  std::vector<double> max_water_level_error_, concentration_error_;
  std::unique_ptr<File> file_;
};

/// A result file in memory, with the names it has on disk. Arrays of two or three dimensions are row by row, the last index
/// running fastest. A run that was stopped holds NaN from frame `frames_written` on.
struct ResultsFile {
  std::string path;
  std::string title, source, scenario, title_zh, title_en, start, crs, datum, input_hash;
  bool completed = false;
  int frames_written = 0;
  double asked_relative_accuracy = 0, asked_cell_length = 0;                ///< attributes relative_accuracy [-], cell_length [m]
  long steps = 0, rejected_steps = 0, newton_iterations = 0, jacobians = 0, fallback_steps = 0, transport_steps = 0;

  std::vector<double> time;                                                 ///< (time) [s] from the start
  std::vector<std::string> pollutants;                                      ///< (pollutant) ids
  std::vector<double> water_level;                                          ///< (time, cell) [m]
  std::vector<double> discharge, velocity;                                  ///< (time, face) [m3/s], [m/s]
  std::vector<double> concentration;                                        ///< (time, pollutant, cell) [g/m3]; empty without pollutants

  std::vector<std::string> cell_river, cell_reach;                          ///< (cell)
  std::vector<double> cell_chainage, cell_length, cell_x, cell_y;           ///< (cell) [m], [m], in the basin's coordinate system
  std::vector<double> bed_level, left_bank_level, right_bank_level, left_crest_level, right_crest_level;  ///< (cell) [m]; NaN = no embankment
  std::vector<std::string> face_river;                                      ///< (face)
  std::vector<double> face_chainage, face_x, face_y;                        ///< (face)
  std::vector<int> face_upstream_cell, face_downstream_cell;                ///< (face) -1 = outside

  std::vector<double> max_water_level, time_of_max_water_level;             ///< (cell) [m], [s]
  std::vector<double> max_discharge, time_of_max_discharge;                 ///< (face) [m3/s], [s]
  std::vector<double> first_overtopping_left, first_overtopping_right;      ///< (cell) [s]; NaN = never
  std::vector<double> overtopped_volume_left, overtopped_volume_right;      ///< (cell) [m3]
  std::vector<double> max_water_level_error;                                ///< (cell) [m]; empty without error band
  std::vector<double> concentration_error;                                  ///< (pollutant, cell) [g/m3]; empty without error band

  std::vector<std::string> storages, storage_kind;                          ///< (storage) ids; empty without storage cells
  std::vector<double> storage_bottom_level;                                 ///< (storage) [m]
  std::vector<double> storage_water_level, storage_volume;                  ///< (time, storage) [m], [m3]
  std::vector<double> storage_concentration;                                ///< (time, pollutant, storage) [g/m3]
  std::vector<std::string> structures, structure_kind, structure_place;     ///< (structure) ids; empty without structures
  std::vector<double> structure_discharge, structure_setting;               ///< (time, structure) [m3/s], in its unit (NaN = nothing to set)
  std::vector<std::string> intakes, intake_use;                             ///< (intake) ids; empty without intakes
  std::vector<double> intake_demand, intake_supply;                         ///< (time, intake) [m3/s]

  std::vector<double> spilled_volume_left, spilled_volume_right;            ///< (cell) [m3]
  std::vector<double> dry_duration, no_flow_duration;                       ///< (cell), (face) [s]
  std::vector<double> max_storage_level, time_of_max_storage_level, first_flooding, flooded_duration;  ///< (storage) [m], [s]; NaN = never
  std::vector<double> max_structure_discharge, time_of_max_structure_discharge, first_structure_flow;  ///< (structure) [m3/s], [s]; NaN = never
  std::vector<double> structure_volume_forward, structure_volume_backward;  ///< (structure) [m3]
  std::vector<double> structure_flow_duration, structure_blocked_duration, structure_energy;  ///< (structure) [s], [s], [J]
  std::vector<double> intake_demand_volume, intake_supply_volume, intake_short_duration;      ///< (intake) [m3], [s]

  SourceResults sources;                                                    ///< what came in; empty in files of older versions
  TagResults tags;                                                          ///< whose the matter is; empty without [tags]
  FineResults fine;                                                         ///< empty unless something was spilled where water is taken

  std::vector<model::Event> events;                                         ///< by time
  std::vector<model::LedgerRow> ledger;
  std::map<std::string, std::string> inputs;                                ///< path beside the scenario -> text, verbatim
  std::string register_json;
};

/// \throws core::InputError when the file is missing, is no HDF5 file, or is none of ours
ResultsFile read_results(const std::string& path);

}  // namespace riverchief::io
