// Structures of a HEC-RAS geometry file, as plain values in SI. NaN = the file leaves the field blank.

#pragma once

#include <limits>
#include <string>
#include <vector>

namespace riverchief::io::hecras {

inline constexpr double blank = std::numeric_limits<double>::quiet_NaN();

/// (x, y) on a map, or (station, level) of a profile.
struct Point {
  double x = blank, y = blank;
};

struct Rating {
  double level = blank, discharge = blank;  ///< m, m3/s
};

struct LevelVolume {
  double level = blank, volume = blank;  ///< m, m3
};

enum class CulvertShape { circular = 1, box = 2, pipe_arch = 3, ellipse = 4, arch = 5, semicircle = 6, low_arch = 7, high_arch = 8, conspan = 9, unknown = 0 };

/// Equal barrels side by side.
struct Culvert {
  std::string name;
  int line = 0;
  CulvertShape shape = CulvertShape::unknown;
  double rise = blank, span = blank;  ///< m; rise = diameter of a circle; span blank then
  double length = blank;              ///< m
  double manning_n = blank, manning_n_bottom = blank;
  double bottom_depth = 0.0;          ///< m of fill that has the bottom's n
  double depth_blocked = 0.0;         ///< m filled up
  double entrance_loss = blank, exit_loss = blank;
  int chart = 0, scale = 0;           ///< of the FHWA, for inlet control
  double upstream_invert = blank, downstream_invert = blank;  ///< m
  std::vector<double> upstream_stations, downstream_stations; ///< m, centre of each barrel
  int barrels = 1;
  int control = 0;      ///< 0 = highest upstream energy, 1 = inlet control, 2 = outlet control
  int flap = 0;         ///< 0 = none, 1 = no flow backwards, 2 = no flow forwards
  double distance = blank;  ///< m from the upstream section
};

enum class GateKind { sluice, radial, overflow_open, overflow_closed, user_curves, unknown };

/// Equal gates side by side, worked together.
struct GateGroup {
  std::string name;
  int line = 0;
  GateKind kind = GateKind::unknown;
  double width = blank, height = blank, invert = blank;  ///< m
  double coefficient = blank;           ///< sluice: of free flow
  double radial_coefficient = blank;    ///< radial: of free flow
  double trunnion_exponent = blank, opening_exponent = blank, head_exponent = blank, trunnion_height = blank;  ///< radial; m
  double orifice_coefficient = blank;   ///< drowned
  int head_reference = 0;               ///< 0 = sill, 1 = centre of the opening
  double weir_coefficient = blank;      ///< m^0.5/s: gate out of the water, or flow over it
  bool is_ogee = false, is_sharp_crested = false;
  double approach_height = blank, design_head = blank;  ///< m, ogee
  int openings = 0;
  std::vector<double> stations;         ///< m, centre of each opening
  std::vector<std::string> fields;      ///< of the line, as written: what has no name above
};

/// A crest that water passes over.
struct Weir {
  double distance = blank, width = blank;  ///< m from the upstream section; along the flow
  double coefficient = blank;              ///< m^0.5/s, Q = C L H^1.5
  double skew = 0.0;                       ///< degrees
  double max_submergence = blank;
  double min_level = blank;                ///< m
  bool is_ogee = false;
  double approach_height = blank, design_head = blank;  ///< m, ogee
  std::vector<Point> crest;                ///< (station, level), m
};

/// Deck and roadway seen from one side.
struct Deck {
  std::vector<double> stations, high_chord, low_chord;  ///< m; low chord NaN where blank
};

struct Pier {
  int line = 0;
  double skew = 0.0;                                          ///< degrees
  double upstream_station = blank, downstream_station = blank;  ///< m, centre
  std::vector<Point> upstream, downstream;                    ///< (width, level), m
};

/// Sloping abutment: (station, level) of its face, m.
struct Abutment {
  std::vector<Point> upstream, downstream;
};

struct BridgeMethods {
  int line = 0;
  bool uses_energy = true, uses_momentum = false, uses_yarnell = false;
  double yarnell_k = blank, drag = blank;                     ///< drag coefficient of the piers, momentum
  double pressure_inlet = blank, pressure_submerged = blank;  ///< orifice coefficients: inlet drowned (blank = table), both ends drowned
  std::vector<std::string> fields;                            ///< of "BR Coef", as written
};

/// One opening of a multiple opening: kind 1 = conveyance area, 2 = culvert group, 3 = bridge.
struct Opening {
  int kind = 0;
  double upstream_left = blank, upstream_right = blank, downstream_left = blank, downstream_right = blank;  ///< m, stagnation points
};

/// Bridge, culvert or multiple opening.
struct Crossing {
  int type = 3;  ///< 2 = culvert, 3 = bridge, 4 = multiple opening
  std::string station;
  double station_value = blank;
  int line = 0;
  std::string name, description;
  double distance = blank, width = blank;  ///< m from the upstream section to the deck; along the flow
  double weir_coefficient = blank;         ///< m^0.5/s
  double skew = 0.0;                       ///< degrees
  double min_low_chord = blank, max_high_chord = blank, max_submergence = blank;  ///< m, m, 1
  bool is_ogee = false;
  Deck upstream, downstream;
  std::vector<Pier> piers;
  std::vector<Abutment> abutments;
  std::vector<Culvert> culverts;
  std::vector<Opening> openings;
  std::vector<BridgeMethods> methods;  ///< one per bridge opening
  std::vector<Point> upstream_section, downstream_section;  ///< (station, level) inside the bridge where given, m
};

struct InlineStructure {
  std::string station;
  double station_value = blank;
  int line = 0;
  std::string name, description;
  Weir weir;
  double pilot_flow = 0.0;  ///< m3/s
  std::vector<GateGroup> gates;
  std::vector<Culvert> culverts;
  std::vector<Rating> outlet_rating;  ///< as LateralStructure::diversion
  bool outlet_rating_by_discharge = false;
};

enum class LateralSide { left_overbank = 0, left_bank = 1, right_bank = 2, right_overbank = 3 };

struct LateralStructure {
  std::string station;
  double station_value = blank;
  int line = 0;
  std::string name, description;
  LateralSide side = LateralSide::left_bank;
  double distance = blank;  ///< m from its upstream section, where the crest begins
  Weir weir;
  int weir_type = 0;        ///< 0 = weir equation, 1 = Hager, 2 = zero height
  bool uses_hager = false;  ///< the coefficient follows from Hager's equation
  std::vector<Point> centre_line;  ///< map coordinates
  int flap = 0;             ///< 0 = none, 1 = no flow from the tail side, 2 = no flow to it
  /// Where the water goes: a storage area, or a river, reach and station; all empty = out of the system.
  std::string to_river, to_reach, to_station, to_storage;
  std::vector<GateGroup> gates;
  std::vector<Culvert> culverts;
  std::vector<Rating> diversion;  ///< level or discharge (in `level`) against the discharge taken out
  bool diversion_by_discharge = false;
};

/// Hydraulic connection between two storage areas.
struct Connection {
  std::string name, description;
  int line = 0;
  std::string from_storage, to_storage;
  Weir weir;
  int routing = 0;          ///< code of the file: 1 = weir, gates and culverts, 2 = linear routing, 32 = flow by the 2D equations
  double linear_positive = blank, linear_negative = blank;  ///< 1/h, linear routing
  int flap = 0;
  std::vector<GateGroup> gates;
  std::vector<Culvert> culverts;
  std::vector<Rating> outlet_rating;
  bool has_bridge = false;  ///< a bridge inside the connection, of which nothing is read
};

struct Pump {
  std::string name;
  double on_level = blank, off_level = blank;  ///< m
};

struct HeadDischarge {
  double head = blank, discharge = blank;  ///< m, m3/s
};

struct PumpGroup {
  std::string name;
  int line = 0;
  bool biased_on = false;  ///< off only when the level says so
  double startup = 0.0, shutdown = 0.0;  ///< s
  double width = blank;                  ///< m
  std::vector<Pump> pumps;
  std::vector<HeadDischarge> curve;      ///< of one pump
};

/// River and station, or a storage area.
struct PumpPlace {
  std::string river, reach, station, storage;
  bool empty() const { return river.empty() && storage.empty(); }
};

struct PumpStation {
  std::string name;
  int line = 0;
  PumpPlace from, to, reference;  ///< reference: whose level switches; empty = from
  double highest_head_level = blank, lowest_tail_level = blank;  ///< m
  std::vector<PumpGroup> groups;
};

}  // namespace riverchief::io::hecras
