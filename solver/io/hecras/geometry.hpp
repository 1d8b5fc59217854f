// What a HEC-RAS geometry file (.g##) says, as plain values in SI. NaN = the file leaves the field blank.
//
// River stations grow upstream and are names, not lengths: distances are the reach lengths of a section to the next one downstream.
// Map coordinates stay as the file has them: they belong to a projection, or to a sketch without one.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "io/hecras/structures.hpp"

namespace riverchief::io::hecras {

/// Manning's n from `station` to the next value's station.
struct Roughness {
  double station = blank;    ///< m
  double manning_n = blank;  ///< s/m^(1/3)
};

/// Ground that holds water but carries none (ineffective) or is solid (blocked), up to `level`.
struct Obstruction {
  double from = blank, to = blank;  ///< m; blank ends of `normal` areas are filled with the section's ends
  double level = blank;             ///< m
  bool is_permanent = false;        ///< ineffective only: stays so once the water is above `level`
};

struct Levee {
  bool is_there = false;
  double station = blank, level = blank;  ///< m
  double failure_level = blank;           ///< m
};

/// Roughness that depends on water level or discharge: one row of n per value, one column per `stations`.
struct VerticalRoughness {
  bool by_discharge = false;           ///< values are discharges, else water levels
  std::vector<double> stations;        ///< m; empty: factors for the whole section
  std::vector<double> values;          ///< m or m3/s
  std::vector<std::vector<double>> manning_n;  ///< [value][station]
  bool empty() const { return values.empty(); }
};

struct CrossSection {
  std::string station;          ///< the river station as written, without blanks and '*'
  double station_value = blank; ///< the same as a number
  bool is_interpolated = false; ///< '*': made by HEC-RAS between surveyed sections
  int line = 0;                 ///< of its "Type RM Length" in the file
  std::string name, description;
  double length_left = blank, length_channel = blank, length_right = blank;  ///< m to the next section downstream; 0 or blank at the last one
  std::vector<Point> points;             ///< (station, level), left to right, m
  std::vector<Roughness> roughness;      ///< by growing station; the first value holds from the left end
  int roughness_kind = 0;                ///< 0 = left, channel, right; -1 or 1 = horizontal variation
  VerticalRoughness vertical_roughness;  ///< values empty = none
  double left_bank = blank, right_bank = blank;  ///< m, stations
  double expansion = blank, contraction = blank; ///< coefficients
  std::vector<Obstruction> ineffective, blocked;
  bool ineffective_is_multiple = false, blocked_is_multiple = false;  ///< multiple blocks, else "normal": left and right of a station
  Levee left_levee, right_levee;
  std::vector<Rating> rating;            ///< level and discharge, where the section's rating replaces the backwater
  double skew = 0.0;                     ///< degrees; HEC-RAS has stretched the stations already
  std::vector<Point> cut_line;           ///< map coordinates
};

enum class NodeKind { section, crossing, inline_structure, lateral };

/// One node of a reach, in the order of the file (downstream).
struct Node {
  NodeKind kind = NodeKind::section;
  std::size_t index = 0;  ///< into Reach::sections, crossings, inline_structures or laterals
};

/// Flow roughness factors: n is multiplied by `factor` at `discharge`, linear in between.
struct RoughnessFactors {
  int line = 0;
  std::string river, reach, from_station, to_station;
  std::vector<double> discharge, factor;  ///< m3/s, 1
};

struct Reach {
  std::string river, name;
  int line = 0;
  std::vector<Point> centre_line;  ///< map coordinates, downstream
  std::vector<Node> nodes;
  std::vector<CrossSection> sections;
  std::vector<Crossing> crossings;                  ///< bridges, culverts, multiple openings
  std::vector<InlineStructure> inline_structures;
  std::vector<LateralStructure> laterals;
};

struct JunctionArm {
  std::string river, reach;
  double length = blank;  ///< m across the junction, of an arm that pairs with it
  double angle = blank;   ///< degrees
};

struct Junction {
  std::string name, description;
  int line = 0;
  Point position;  ///< map coordinates
  std::vector<JunctionArm> upstream, downstream;
  bool uses_momentum = false;  ///< else energy
};

/// A storage area, or a two-dimensional flow area, of which only the outline is read.
struct StorageArea {
  std::string name;
  int line = 0;
  bool is_two_dimensional = false;
  std::vector<Point> outline;  ///< map coordinates
  double area = blank;         ///< m2, where "area times depth" is used
  double bed_level = blank;    ///< m, minimum elevation
  std::vector<LevelVolume> volumes;  ///< where a level-volume curve is used
  int mesh_points = 0;         ///< of a two-dimensional area
  double manning_n = blank;    ///< of a two-dimensional area
};

struct Geometry {
  std::string file, title, program_version;
  bool is_cut = false;  ///< the file ends inside a block: what it names may have been lost
  std::vector<Reach> reaches;
  std::vector<Junction> junctions;
  std::vector<StorageArea> storage_areas;
  std::vector<Connection> connections;
  std::vector<PumpStation> pump_stations;
};

}  // namespace riverchief::io::hecras
