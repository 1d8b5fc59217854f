// The open result file of a run: its dimensions, its variables, and the whole state kept in it.

#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "io/hdf5_file.hpp"
#include "io/results_file.hpp"

namespace riverchief::io {

struct ResultsWriter::File {
  Handle file;
  std::string path;       ///< of the open file
  Handle time, cell, face, pollutant, storage, structure, intake, ledger_row;  ///< dimension scales; closed = there are none
  std::size_t cells = 0, faces = 0, pollutants = 0, storages = 0, structures = 0, intakes = 0;
  /// A variable that gets a row at every output time.
  struct Row {
    Handle dataset;
    std::size_t length = 0;
    const double* model::Frame::* values = nullptr;
  };
  std::vector<Row> rows;
  Handle fine;            ///< concentrations at fine times; closed = there are none
  std::size_t fine_row = 0;  ///< values at one of them
  std::vector<std::string> ledger_of, ledger_reach;
  bool crs_is_geographic = false;
  int frames_written = 0;
  long checkpoints = 0;   ///< kept so far
  std::chrono::steady_clock::time_point flushed = std::chrono::steady_clock::now();
  std::string failure;    ///< what could not be written; the run is stopped then
  bool is_complete = false;

  // results_layout.cpp
  Handle variable(const std::string& name, hid_t type, const std::vector<hid_t>& scales, const std::vector<hsize_t>& size) const;
  Handle scale(const std::string& name, hid_t type, hsize_t size) const;
  void describe(hid_t dataset, const std::string& name) const;
  /// A variable along one dimension, with its values.
  void put(const std::string& name, const Handle& along, const std::vector<double>& values) const { write_doubles(variable(name, H5T_NATIVE_DOUBLE, {along}, {values.size()}), values.data()); }
  void put(const std::string& name, const Handle& along, const std::vector<int>& values) const { write_ints(variable(name, H5T_NATIVE_INT, {along}, {values.size()}), values); }
  void put(const std::string& name, const Handle& along, const std::vector<std::string>& values) const { write_texts(variable(name, utf8_type(), {along}, {values.size()}), values); }
  void overwrite(const std::string& name, const std::vector<double>& values) const;
  void write_row(hid_t dataset, std::size_t length, int index, const double* values) const;
  /// Dimensions, places, room for states, extremes and ledger of a new file.
  void lay_out(const model::Grid& grid, const std::vector<double>& output_times, const std::string& start);
  /// The same variables, found in a file that a run has left.
  void find_again(const model::Grid& grid, const std::vector<double>& output_times);
  void keep_inputs(const basin::Scenario& scenario, const std::string& register_json) const;
  void write_summary(const model::Summary& summary);
  void close_variables();
  void flush() { require(H5Fflush(file, H5F_SCOPE_LOCAL), "the file"), flushed = std::chrono::steady_clock::now(); }

  /// libhdf5 leaves a file that does not open where the disk fills while it grows: so it only grows where there is room.
  /// \throws Hdf5Error where the file could not grow by so many bytes
  void make_sure_of_room(double bytes);

  // kept_layout.cpp
  /// Groups `sources`, `tags` and `fine`, as far as the run has any.
  void lay_out_kept(const model::Grid& grid, const std::vector<double>& output_times, bool is_new);
  void write_fine(const model::Frame& frame) const;
  void write_sources(const model::Summary& summary) const;
  /// [bytes]
  static double size_of_kept(const model::Grid& grid, std::size_t frames);

  // write_checkpoint.cpp
  void write_checkpoint(const model::State& state, int frames);

 private:
  void count(const model::Grid& grid);  ///< sets the sizes and the rows of the ledger
  void lay_out_states(const std::vector<double>& output_times, bool is_new);
  void lay_out_places(const model::Grid& grid) const;
  void lay_out_structures(const model::Grid& grid) const;
  void lay_out_extremes() const;
  void lay_out_ledger();
};

}  // namespace riverchief::io
