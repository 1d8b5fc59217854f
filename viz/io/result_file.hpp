// A result file of riverchief run, as far as pictures need it.
//
// The grid and the extremes are read at once; series and means are read when a picture asks for them.

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "viz/io/register.hpp"

namespace riverchief::viz {

/// What is known of each cell, arrays of equal length; NaN = unknown (no embankment, no centre line, never overtopped).
struct Cells {
  std::vector<std::string> river;
  std::vector<double> chainage, length, x, y;                        ///< [m], [m], coordinate system of the basin
  std::vector<double> bed_level, left_bank_level, right_bank_level;  ///< [m]
  std::vector<double> left_crest_level, right_crest_level;           ///< [m]
  std::vector<double> max_water_level;                               ///< [m]
  std::vector<double> max_water_level_error;                         ///< [m]; empty without an error band
  std::vector<double> first_overtopping_left, first_overtopping_right;  ///< [s]
  std::size_t size() const { return chainage.size(); }
};

struct Faces {
  std::vector<std::string> river;
  std::vector<double> chainage;                   ///< [m]
  std::vector<int> upstream_cell, downstream_cell;  ///< -1 = outside
  std::size_t size() const { return chainage.size(); }
};

class ResultFile {
 public:
  /// \throws Complaint where the file is missing, is not HDF5 or is not a result of riverchief run
  explicit ResultFile(const std::string& path);
  ~ResultFile();
  ResultFile(ResultFile&&) noexcept;

  std::string path, scenario, title_zh, title_en;
  std::string start;                    ///< ISO 8601 with its offset
  std::string crs;                      ///< "EPSG:4490"
  std::string input_hash;
  bool completed = true;                ///< false: the run was stopped, its later frames are missing
  bool geographic = false;              ///< x and y are degrees of longitude and latitude
  std::vector<double> time;             ///< of the frames written [s] from the start
  std::vector<std::string> pollutants;  ///< ids
  Cells cells;
  Faces faces;
  Register names;

  std::vector<double> water_level(std::size_t cell) const;                             ///< (time) [m]
  std::vector<double> discharge(std::size_t face) const;                               ///< (time) [m3/s]
  std::vector<double> concentration(std::size_t pollutant, std::size_t cell) const;    ///< (time) [g/m3]
  /// Mean over the time of the frames written, linear in between, (cell) [g/m3]; NaN where a frame holds none.
  std::vector<double> mean_concentration(std::size_t pollutant) const;

 private:
  struct Hdf5;
  std::unique_ptr<Hdf5> file_;
};

}  // namespace riverchief::viz
