// What HEC-RAS flow files say, unsteady (.u##) and steady (.f##), as plain values in SI. NaN = the file leaves the field blank.

#pragma once

#include <string>
#include <vector>

#include "io/hecras/structures.hpp"

namespace riverchief::io::hecras {

enum class BoundaryKind {
  discharge, water_level, level_and_discharge, rating, normal_depth, lateral_inflow, uniform_lateral_inflow, groundwater,
  gate_openings, elevation_controlled_gates, navigation_dam, internal_level_and_discharge, rules, rainfall, none
};

/// Values at equal steps; the first one at `start`, or at the start of the simulation where that is NaN.
struct Series {
  int line = 0;
  bool has_fixed_start = false;
  double interval = blank;    ///< s
  double start = blank;       ///< s since 1970 by the file's own clock (no time zone); "Fixed Start Date/Time"
  std::vector<double> values; ///< SI; NaN = blank
  bool uses_dss = false;      ///< values are in a DSS file, which is not read
  std::string dss_file, dss_path;
};

struct GateSeries {
  std::string gate;
  int line = 0;
  Series openings;  ///< m
};

/// How a gate may move, of a boundary with rules ("Rule Gate Data").
struct GateLimits {
  std::string gate;
  int line = 0;
  double opening_rate = blank, closing_rate = blank;                         ///< m/s
  double max_opening = blank, min_opening = blank, initial_opening = blank;  ///< m
};

/// "Elev Controlled Gate": opens above, closes below a level.
struct LevelControlledGate {
  std::string gate;
  int line = 0;
  double open_level = blank, close_level = blank;                            ///< m: begins to open above, to close below
  double opening_rate = blank, closing_rate = blank;                         ///< m/s
  double max_opening = blank, min_opening = blank, initial_opening = blank;  ///< m
  int reference = 0;           ///< 0 = upstream level, 1 = a stated place, 2 = a difference of levels between two places
  PumpPlace at, minus;         ///< the places
};

/// One way to steer the pool: nine levels from highest to lowest (five of them around the target), discharge, factors.
struct NavigationControl {
  bool is_there = false;
  int line = 0;
  std::vector<double> levels;     ///< m, nine as written: open river ... maximum, target high, target [4], target low, minimum ... close gates
  double open_river_discharge = blank;  ///< m3/s
  std::vector<double> factors;    ///< four factors on the discharge, in the bands of `levels` around the target
  double max_change = blank;      ///< m3/s at one decision
  double target() const { return levels.size() > 4 ? levels[4] : blank; }
};

/// A navigation dam: the pool is steered to a level at the hinge point, at the dam (minimum pool) or at both.
struct NavigationDam {
  int line = 0;
  std::vector<std::string> fields;                                      ///< of "Navigation Dam=", as written
  double normal_step = blank, rapid_step = blank;                       ///< s between decisions
  double gate_minimum = blank, opening_rate = blank, closing_rate = blank;  ///< m, m/s
  std::vector<double> table_discharge, table_upper, table_lower;  ///< pool level as a function of discharge: m3/s, m, m ("Navigation Dam SFT")
  PumpPlace flow_monitor, level_monitor, hinge_point;
  NavigationControl hinge, min_pool, max_pool;
};

/// One line of a rule.
struct RuleLine {
  int line = 0;
  std::string text;  ///< as written, without the keyword
};

/// "if every condition holds, set": what could be understood of a rule set, as decision list; the first that holds counts.
struct RuleCondition {
  std::string variable;  ///< "water_level", "discharge", "opening", "hour" or "day_of_month"
  PumpPlace at;          ///< empty: the structure itself; for "opening" with `gate`
  std::string gate;
  std::string compare;   ///< "<", "<=", ">", ">=", "="
  double value = blank;  ///< m, m3/s, h, d
};

struct SimpleRule {
  int line = 0;
  std::vector<RuleCondition> conditions;  ///< all hold; empty = always
  std::vector<RuleCondition> unless;      ///< the conditions of one earlier branch each, none of which held (single-condition branches only)
  std::string gate;      ///< gate group, "" = the whole structure
  std::string pump_group, pump;
  std::string sets;      ///< "opening" [m], "discharge" [m3/s], "pump_on", "pump_off", "pump_on_level" [m], "pump_off_level" [m]
  double value = blank;
};

struct Boundary {
  std::string description;
  BoundaryKind kind = BoundaryKind::none;
  int line = 0;
  std::string river, reach, station, to_station;  ///< to_station: end of a uniform lateral inflow
  std::string storage, connection, pump_station, boundary_line;  ///< instead of a river
  Series series;               ///< discharge m3/s, level m, rainfall m per interval, gate openings m
  Series second;               ///< level_and_discharge: the discharges
  std::vector<Rating> rating;
  double slope = blank;        ///< friction slope of normal depth
  double multiplier = 1.0;     ///< "Flow Hydrograph QMult": applied to values already
  double min_discharge = blank;///< "Flow Hydrograph QMin", m3/s: applied already
  std::vector<GateSeries> gates;
  std::vector<LevelControlledGate> level_controlled;
  NavigationDam navigation_dam;
  std::vector<RuleLine> rule_lines;
  std::vector<SimpleRule> rules;
  bool rules_understood = false;  ///< all of rule_lines is in `rules`
  bool rules_are_cut = false;     ///< they end inside a branch
  std::string rules_trouble;      ///< what was not understood first, else
  std::vector<GateLimits> gate_limits;
  double groundwater_conductivity = blank, groundwater_distance = blank;  ///< m/s, m
  bool is_critical = false;
};

struct InitialFlow {
  int line = 0;
  std::string river, reach, station;
  double discharge = blank;  ///< m3/s
};

/// Starting level of a storage area, or of a place in a reach ("Initial RRR Elev").
struct InitialLevel {
  int line = 0;
  std::string storage, river, reach, station;
  double level = blank;  ///< m
};

struct Observed {
  int line = 0;
  std::string river, reach, station, dss_file, dss_path;
};

struct UnsteadyFlow {
  std::string file, title, program_version;
  bool uses_restart = false;
  std::string restart_file;
  std::vector<InitialFlow> initial_flows;
  std::vector<InitialLevel> initial_levels;
  std::vector<Boundary> boundaries;
  std::vector<Observed> observed;
};

struct FlowChange {
  int line = 0;
  std::string river, reach, station;
  std::vector<double> discharge;  ///< m3/s, one per profile
};

enum class SteadyEnd { none = 0, known_level = 1, critical_depth = 2, normal_depth = 3, rating = 4 };

/// Boundaries of one reach in one profile.
struct SteadyBoundary {
  int line = 0;
  std::string river, reach;
  int profile = 0;  ///< counts from 0
  SteadyEnd upstream = SteadyEnd::none, downstream = SteadyEnd::none;
  double upstream_level = blank, downstream_level = blank;  ///< m
  double upstream_slope = blank, downstream_slope = blank;
  std::vector<Rating> upstream_rating, downstream_rating;
};

struct SteadyFlow {
  std::string file, title, program_version;
  std::vector<std::string> profiles;  ///< names
  std::vector<FlowChange> flows;
  std::vector<SteadyBoundary> boundaries;
};

}  // namespace riverchief::io::hecras
