// What a HEC-RAS plan file (.p##) says, as plain values in SI. NaN = the file leaves the field blank.

#pragma once

#include <string>
#include <vector>

#include "io/hecras/geometry.hpp"

namespace riverchief::io::hecras {

struct PlanPlace {
  int line = 0;
  std::string river, reach, station, storage;
};

struct TimeValue {
  double time = blank, value = blank;
};

/// A breach belongs to a plan, not to the geometry.
struct Breach {
  int line = 0;
  std::string river, reach, station, connection;  ///< of the inline or lateral structure; or the connection between storage areas
  bool is_active = false;
  int method = 0;  ///< 0 = entered by the user, 1 = simplified physical
  double centre_station = blank, final_width = blank, final_level = blank;  ///< m, m, m
  double left_slope = blank, right_slope = blank;  ///< horizontal over vertical
  bool is_piping = false;
  double piping_coefficient = blank, piping_level = blank;  ///< 1, m
  double formation_time = blank;                            ///< s
  double weir_coefficient = blank;                          ///< m^0.5/s
  bool starts_at_level = false, starts_after_duration = false;  ///< neither: at `start`
  double start_level = blank;      ///< m: at once where it is reached
  double start = blank;            ///< s since 1970 by the file's own clock
  double threshold_level = blank;  ///< m: after `duration` above it
  double duration = blank;         ///< s
  std::vector<TimeValue> progression;  ///< share of the time against share of the breach; empty = linear
};

struct Plan {
  std::string file, title, short_name, program_version;
  std::string geometry_file, flow_file;  ///< extensions as written: g01; u01 or f01
  int window_line = 0;
  double start = blank, end = blank;     ///< s since 1970 by the file's own clock (no time zone)
  double computation_interval = blank, output_interval = blank, instantaneous_interval = blank, mapping_interval = blank;  ///< s
  bool is_unsteady = false, is_mixed = false;  ///< mixed flow regime
  bool subcritical = false, supercritical = false;
  double theta = blank, warm_up_theta = blank;
  int weir_stability = 0, spillway_stability = 0;  ///< factors of HEC-RAS
  int friction_slope_method = 0, unsteady_friction_slope_method = 0;
  bool without_laterals = false, without_connections = false, without_breaches = false, without_pumps = false;  ///< "Disregard all ..."
  std::vector<PlanPlace> output_places;  ///< "Stage Flow Hydrograph"
  std::vector<RoughnessFactors> roughness_factors;
  std::vector<Breach> breaches;
  std::string dss_file;
};

}  // namespace riverchief::io::hecras
