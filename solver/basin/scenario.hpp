// A Scenario says what happens to a basin, and what people do about it.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "basin/basin.hpp"
#include "basin/calibration.hpp"
#include "basin/tags.hpp"

namespace riverchief::basin {

/// Pairs of water level and discharge, both strictly increasing.
struct RatingCurve {
  std::vector<double> water_level, discharge;  ///< [m], [m3/s]
};

enum class BoundaryKind { discharge, water_level, rating_curve, normal_depth, closed };

/// What happens at an open end of a river.
struct Boundary {
  Place at;                  ///< chainage 0 or the river's length
  BoundaryKind kind = BoundaryKind::closed;
  Series series;             ///< discharge [m3/s] or water_level [m]
  RatingCurve rating;
  double bed_slope = 0.0;    ///< of normal_depth [-]; 0 = that of the river's last stretch
  std::map<std::string, Series> concentration;  ///< per pollutant of the water that enters [g/m3]; missing = 0
};

/// Water entering along a stretch (discharge is the total of it) or, with from == to, at a place.
struct LateralInflow {
  std::string id;
  Stretch over;
  Series discharge;                             ///< [m3/s], >= 0
  std::map<std::string, Series> concentration;  ///< [g/m3]
  std::optional<double> quota;                  ///< volume allotted [m3]; once it has entered, no more comes
  std::string storage;                          ///< enters this storage cell instead of a river; empty = the stretch
};

/// What people do by hand: the setting of a structure through time, where no rule moves it.
struct ManualSetting {
  std::string structure;
  Series setting;  ///< in its unit
};

/// A mass released evenly over a time, without water.
struct Spill {
  std::string id;
  Place at;
  std::string pollutant;
  double mass = 0.0;       ///< [kg], >= 0
  double from = 0.0, to = 0.0;  ///< seconds from the scenario's start
};

/// How the run begins. steady: the program finds the steady state of the first instant's boundary values.
struct Initial {
  /// One river's profile; level and discharge are linear between the rows.
  struct Profile {
    std::string river;
    std::vector<double> chainage, water_level, discharge;
    std::map<std::string, std::vector<double>> concentration;  ///< may be empty: the steady concentrations
  };
  bool steady = true;
  std::string state;                            ///< path of a result file whose last state is the start; empty = none
  std::map<std::string, double> storage_level;  ///< per storage id [m]
  std::map<std::string, double> river_level;    ///< per river id: water at rest at this level [m], for waters without a steady state (behind pumps)
  std::vector<Profile> profiles;                ///< used when not steady
  std::map<std::string, double> concentration;  ///< uniform start; missing = steady concentrations of the boundary water
};

/// What the planner asks of the numbers; absolute tolerances in metres and metres per second.
struct Accuracy {
  double relative = 1e-4;
  double depth = 1e-4;     ///< [m]
  double velocity = 1e-4;  ///< [m/s]
};

/// Calibration factors on roughness, kept apart from the surveyed values; the last one that covers a place counts.
struct RoughnessFactor {
  std::string river;  ///< empty = all
  double factor = 1.0;
};

/// A measure as written: kind and settings. scenarios/measures knows the kinds; the solver only carries the record.
struct MeasureRecord {
  std::string id, kind;
  std::map<std::string, std::variant<double, std::string, std::vector<std::string>>> settings;  ///< plain text kept as written
  std::map<std::string, std::pair<int, int>> position;  ///< line and column of each key, "" = the table itself
};

/// One input file, verbatim, as it went into the run.
struct InputText {
  std::string path, text;
};

struct Scenario {
  std::string name, title_zh, title_en, file;
  Basin basin;
  std::string start;           ///< ISO 8601 with offset, as results print it
  double start_epoch = 0.0;    ///< seconds since 1970-01-01T00:00:00Z
  double duration = 0.0;       ///< [s]
  int clock = 0;               ///< offset of its clock from universal time [min]
  double cell_length = 500.0;  ///< wanted Δx [m]; every river gets the nearest whole number of equal cells (at least one)
  std::map<std::string, double> river_cell_length;  ///< exceptions per river
  double output_every = 3600.0;    ///< [s]
  double checkpoint_every = 30.0 * 86400.0;  ///< the integration starts anew at these intervals and leaves its whole state in the result file [s]
  Series water_temperature;        ///< [degC]
  Accuracy accuracy;
  Initial initial;
  std::vector<Boundary> boundaries;
  std::vector<LateralInflow> lateral_inflows;
  std::vector<Spill> spills;
  Tagging tags;                    ///< whose the matter is
  std::vector<Dumping> dumping;    ///< random events, the same for the same seed
  std::vector<ManualSetting> manual_settings;
  std::vector<Control> controls;   ///< the basin's standing rules and the scenario's own, those of the same id replaced
  Series rainfall, evaporation;    ///< on storage cells [m/s]; empty = none
  Series rainfall_on_land;         ///< that sources live by [m/s]; empty = `rainfall`
  Weather weather;                 ///< for heat, light and wind of the coupled kinetics
  std::vector<RoughnessFactor> roughness_factors;
  Calibration calibration;         ///< what was fitted to observations; empty = none
  std::vector<MeasureRecord> measures;
  std::vector<InputText> inputs;
  std::string input_hash;          ///< SHA-256 over all inputs, hex
};

/// The section at any chainage with the roughness it is run with: the surveyed one times what was calibrated there.
Section section_as_run(const Scenario& scenario, const River& river, double chainage);

}  // namespace riverchief::basin
