// An unsteady flow file: initial conditions and boundaries.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "io/hecras/read_boundary.hpp"
#include "io/hecras/read_parts.hpp"
#include "io/hecras/read_times.hpp"

namespace riverchief::io::hecras {
namespace {

enum class Measure { discharge, level, rainfall };

struct SeriesKeyword {
  std::string_view keyword;
  BoundaryKind kind;
  Measure measure;
};

constexpr std::array<SeriesKeyword, 8> single_series = {{
    {"Flow Hydrograph", BoundaryKind::discharge, Measure::discharge},
    {"Stage Hydrograph", BoundaryKind::water_level, Measure::level},
    {"Lateral Inflow Hydrograph", BoundaryKind::lateral_inflow, Measure::discharge},
    {"Uniform Lateral Inflow Hydrograph", BoundaryKind::uniform_lateral_inflow, Measure::discharge},
    {"Uniform Lateral Inflow", BoundaryKind::uniform_lateral_inflow, Measure::discharge},
    {"Ground Water Interflow", BoundaryKind::groundwater, Measure::level},
    {"Precipitation Hydrograph", BoundaryKind::rainfall, Measure::rainfall},
    {"Evapotranspiration Hydrograph", BoundaryKind::none, Measure::rainfall},
}};

constexpr std::array<std::string_view, 4> pair_series = {"Stage and Flow Hydrograph", "Stage Flow Hydrograph", "Observed Stage and Flow Hydrograph", "Internal Stage and Flow Hydrograph"};

double scale_of(const LineReader& in, Measure measure) {
  if (measure == Measure::discharge) return in.units().discharge();
  return measure == Measure::level ? in.units().length() : in.units().rainfall();
}

std::string place_name(const Boundary& b) {
  if (!b.river.empty()) return fmt::format("{}, {}, {}", b.river, b.reach, b.station);
  return !b.storage.empty() ? b.storage : !b.connection.empty() ? b.connection : b.pump_station;
}

Boundary begin_boundary(LineReader& in) {
  const auto f = in.fields();
  Boundary out;
  out.line = in.number();
  out.river = LineReader::text(f, 0);
  out.reach = LineReader::text(f, 1);
  out.station = plain_station(LineReader::text(f, 2));
  out.to_station = plain_station(LineReader::text(f, 3));
  out.connection = LineReader::text(f, 4);
  out.storage = LineReader::text(f, 5);
  out.pump_station = LineReader::text(f, 6);
  out.boundary_line = LineReader::text(f, 7);
  if (place_name(out).empty()) in.error("a boundary without a place", "river, reach, station, storage area and pump station are all blank", "write where it is, or remove it");
  in.advance();
  return out;
}

bool read_series(LineReader& in, Boundary& boundary) {
  for (const SeriesKeyword& series : single_series) {
    if (!in.is_key(series.keyword) || series.kind == BoundaryKind::none) continue;
    boundary.kind = series.kind;
    boundary.series.line = in.number();
    boundary.series.values = in.block(in.count("values"), 1, "values");
    const double scale = scale_of(in, series.measure);
    for (double& value : boundary.series.values) value *= scale;
    in.nothing_follows("values");
    return true;
  }
  for (const std::string_view keyword : pair_series) {
    if (!in.is_key(keyword)) continue;
    boundary.kind = keyword.substr(0, 5) == "Stage" ? BoundaryKind::level_and_discharge : BoundaryKind::internal_level_and_discharge;
    boundary.series.line = in.number();
    for (const Point& p : read_points(in, "pairs of stage and flow", in.units().length(), in.units().discharge())) {
      boundary.series.values.push_back(p.x);
      boundary.second.values.push_back(p.y);
    }
    in.nothing_follows("pairs of stage and flow");
    return true;
  }
  return false;
}

/// What says when and where from a series is; the keyword without "Gate " in front.
bool read_series_setting(LineReader& in, std::string_view key, Series& series) {
  const auto f = in.fields();
  if (key == "Interval" || key == "Time Interval") series.interval = read_step(in, "the interval of the values");
  else if (key == "DSS File") series.dss_file = std::string(trimmed(in.value()));
  else if (key == "DSS Path") series.dss_path = std::string(trimmed(in.value()));
  else if (key == "Use DSS") series.uses_dss = LineReader::truth(f, 0);
  else if (key == "Use Fixed Start Time") series.has_fixed_start = LineReader::truth(f, 0);
  else if (key == "Fixed Start Date/Time") series.start = read_instant(in, f, 0, "the start of the values");
  else return false;
  in.advance();
  return true;
}

bool read_gate(LineReader& in, Boundary& boundary) {
  if (in.is_key("Gate Name")) {
    boundary.kind = BoundaryKind::gate_openings;
    boundary.gates.push_back({std::string(trimmed(in.value())), in.number(), {}});
    in.advance();
    return true;
  }
  if (!in.starts_with("Gate ") || boundary.gates.empty()) return false;
  Series& series = boundary.gates.back().openings;
  if (in.is_key("Gate Openings")) {
    series.line = in.number();
    series.values = in.block(in.count("gate openings"), 1, "gate openings");
    for (double& value : series.values) value *= in.units().length();
    in.nothing_follows("gate openings");
    return true;
  }
  return read_series_setting(in, in.key().substr(std::min<std::size_t>(5, in.key().size())), series);
}

bool read_level_controlled(LineReader& in, Boundary& boundary) {
  if (!in.starts_with("Elev Controlled Gate")) return false;
  const auto f = in.fields();
  const double m = in.units().length();
  constexpr double minute = 60.0;
  if (in.is_key("Elev Controlled Gate")) {
    boundary.kind = BoundaryKind::elevation_controlled_gates;
    LevelControlledGate gate;
    gate.line = in.number();
    gate.gate = LineReader::text(f, 0);
    gate.open_level = in.number(f, 1, "a level") * m;
    gate.close_level = in.number(f, 2, "a level") * m;
    gate.opening_rate = in.number(f, 3, "a rate") * m / minute;
    gate.closing_rate = in.number(f, 4, "a rate") * m / minute;
    gate.max_opening = in.number(f, 5, "an opening") * m;
    gate.min_opening = in.number(f, 6, "an opening") * m;
    gate.initial_opening = in.number(f, 7, "an opening") * m;
    gate.reference = in.integer(f, 8, "what the gate looks at");
    boundary.level_controlled.push_back(std::move(gate));
  } else if (in.is_key("Elev Controlled Gate Ref") && !boundary.level_controlled.empty()) {
    boundary.level_controlled.back().at = {LineReader::text(f, 2), LineReader::text(f, 3), plain_station(LineReader::text(f, 4)), LineReader::text(f, 5)};
  } else if (in.is_key("Elev Controlled Gate Stage Diff") && !boundary.level_controlled.empty()) {
    LevelControlledGate& gate = boundary.level_controlled.back();
    if (gate.reference == 2) {
      gate.at = {LineReader::text(f, 2), LineReader::text(f, 3), plain_station(LineReader::text(f, 4)), LineReader::text(f, 5)};
      gate.minus = {LineReader::text(f, 6), LineReader::text(f, 7), plain_station(LineReader::text(f, 8)), LineReader::text(f, 9)};
    }
  } else {
    return false;
  }
  in.advance();
  return true;
}

bool read_boundary_line(LineReader& in, Boundary& boundary) {
  if (read_series(in, boundary) || read_gate(in, boundary) || read_level_controlled(in, boundary) || read_navigation_line(in, boundary) || read_rule_line(in, boundary)) return true;
  if (read_series_setting(in, in.key(), boundary.series)) return true;
  if (in.begins_description()) {
    boundary.description = in.description();
    return true;
  }
  const auto f = in.fields();
  if (in.is_key("Rating Curve")) {
    boundary.kind = BoundaryKind::rating;
    boundary.rating = read_rating(in, "rating points");
    return true;
  }
  if (in.is_key("Friction Slope")) {
    boundary.kind = BoundaryKind::normal_depth;
    boundary.slope = in.number(f, 0, "the friction slope");
    if (!(boundary.slope > 0.0)) in.error("normal depth needs a slope greater than zero", fmt::format("'{}'", LineReader::text(f, 0)), "write the slope of the energy line, such as 0.0004");
  } else if (in.is_key("Flow Hydrograph QMult")) {
    const double factor = in.number(f, 0, "a multiplier");
    if (!std::isnan(factor)) boundary.multiplier = factor;
  } else if (in.is_key("Flow Hydrograph QMin")) {
    boundary.min_discharge = in.number(f, 0, "the least discharge") * in.units().discharge();
  } else if (in.is_key("Ground Water Darcy K")) {
    boundary.groundwater_conductivity = in.number(f, 0, "the conductivity") * in.units().velocity();
  } else if (in.is_key("Ground Water Darcy Distance")) {
    boundary.groundwater_distance = in.number(f, 0, "the distance") * in.units().length();
  } else if (in.is_key("Is Critical Boundary")) {
    boundary.is_critical = LineReader::truth(f, 0);
  } else {
    return false;
  }
  in.advance();
  return true;
}

void check_series(LineReader& in, const Boundary& boundary, const Series& series, std::string_view what) {
  const std::string where = fmt::format("{} at {}", what, place_name(boundary));
  const int line = series.line > 0 ? series.line : boundary.line;
  if (series.uses_dss) {
    in.warning_at(line, fmt::format("{} is in a DSS file, which is not read", where), fmt::format("it is '{}'{}", series.dss_path, series.dss_file.empty() ? "" : " of " + series.dss_file),
                  "open the flow data in HEC-RAS, import the series as a table (Use DSS off) and save again, or add the series to the scenario by hand");
    return;
  }
  if (series.values.empty()) return in.error_at(line, fmt::format("{} has no values", where), "", "enter them in HEC-RAS and save again");
  if (std::isnan(series.interval) && series.values.size() > 1)
    in.error_at(line, fmt::format("{} has no interval", where), fmt::format("{} values without a step of time between them", series.values.size()), "write 'Interval=1HOUR' above them");
  const auto hole = std::find_if(series.values.begin(), series.values.end(), [](double x) { return std::isnan(x); });
  if (hole != series.values.end() && boundary.kind != BoundaryKind::level_and_discharge && boundary.kind != BoundaryKind::internal_level_and_discharge)
    in.error_at(line, fmt::format("value {} of {} is missing", hole - series.values.begin() + 1, where), "a column is blank or no number", "fill it in, or cut the series before it");
}

void finish_boundary(LineReader& in, Boundary& boundary) {
  for (double& value : boundary.series.values) {
    if (boundary.kind != BoundaryKind::discharge && boundary.kind != BoundaryKind::lateral_inflow && boundary.kind != BoundaryKind::uniform_lateral_inflow) break;
    value *= boundary.multiplier;
    if (value < boundary.min_discharge) value = boundary.min_discharge;
  }
  const auto settle = [](Series& series) { if (!series.has_fixed_start) series.start = blank; };
  settle(boundary.series);
  boundary.second.interval = boundary.series.interval;
  boundary.second.start = boundary.series.start;
  for (GateSeries& gate : boundary.gates) settle(gate.openings);
  understand_rules(boundary, in.units());
  if (boundary.rules_are_cut)
    in.error_at(boundary.line, fmt::format("the rules at {} end inside a branch", place_name(boundary)), "an 'if' without its 'end if': lines were lost", "if the file was cut, copy it again; else close the branch in HEC-RAS");
  switch (boundary.kind) {
    case BoundaryKind::discharge: check_series(in, boundary, boundary.series, "the discharge"); break;
    case BoundaryKind::water_level: check_series(in, boundary, boundary.series, "the water level"); break;
    case BoundaryKind::lateral_inflow: case BoundaryKind::uniform_lateral_inflow: check_series(in, boundary, boundary.series, "the lateral inflow"); break;
    case BoundaryKind::groundwater: check_series(in, boundary, boundary.series, "the groundwater level"); break;
    case BoundaryKind::rainfall: check_series(in, boundary, boundary.series, "the rainfall"); break;
    case BoundaryKind::level_and_discharge: case BoundaryKind::internal_level_and_discharge: check_series(in, boundary, boundary.series, "the stage and flow"); break;
    case BoundaryKind::gate_openings:
      for (const GateSeries& gate : boundary.gates) check_series(in, boundary, gate.openings, fmt::format("the opening of gate '{}'", gate.gate));
      break;
    case BoundaryKind::rating:
      if (boundary.rating.size() < 2) in.error_at(boundary.line, fmt::format("the rating curve at {} has {} points", place_name(boundary), boundary.rating.size()), "two are needed at least", "enter it in HEC-RAS and save again");
      break;
    case BoundaryKind::none:
      in.error_at(boundary.line, fmt::format("the boundary at {} says nothing", place_name(boundary)), "no hydrograph, curve, slope or rule follows it", "enter its data in HEC-RAS, or delete it");
      break;
    case BoundaryKind::normal_depth: case BoundaryKind::elevation_controlled_gates: case BoundaryKind::navigation_dam: case BoundaryKind::rules: break;
  }
}

bool read_top_line(LineReader& in, UnsteadyFlow& out) {
  const auto f = in.fields();
  if (in.is_key("Flow Title")) out.title = std::string(trimmed(in.value()));
  else if (in.is_key("Program Version") || in.is_key("Version")) out.program_version = std::string(trimmed(in.value()));
  else if (in.is_key("Use Restart")) out.uses_restart = LineReader::truth(f, 0);
  else if (in.is_key("Restart Filename")) out.restart_file = std::string(trimmed(in.value()));
  else if (in.is_key("Initial Flow Loc"))
    out.initial_flows.push_back({in.number(), LineReader::text(f, 0), LineReader::text(f, 1), plain_station(LineReader::text(f, 2)), in.number(f, 3, "the initial discharge") * in.units().discharge()});
  else if (in.is_key("Initial Storage Elev"))
    out.initial_levels.push_back({in.number(), LineReader::text(f, 0), "", "", "", in.number(f, 1, "the initial level") * in.units().length()});
  else if (in.is_key("Initial RRR Elev"))
    out.initial_levels.push_back({in.number(), "", LineReader::text(f, 0), LineReader::text(f, 1), plain_station(LineReader::text(f, 2)), in.number(f, 3, "the initial level") * in.units().length()});
  else if (in.is_key("Observed DSS Loc"))
    out.observed.push_back({in.number(), LineReader::text(f, 0), LineReader::text(f, 1), plain_station(LineReader::text(f, 2)), "", ""});
  else if (in.is_key("Observed DSS Filename") && !out.observed.empty()) out.observed.back().dss_file = std::string(trimmed(in.value()));
  else if (in.is_key("Observed DSS Pathname") && !out.observed.empty()) out.observed.back().dss_path = std::string(trimmed(in.value()));
  else return false;
  in.advance();
  return true;
}

}  // namespace

UnsteadyFlow read_unsteady_text(std::string_view text, const std::string& name, Units units, Complaints& complaints, std::vector<Unread>& unread) {
  LineReader in(text, name, units, complaints, unread);
  UnsteadyFlow out;
  out.file = name;
  while (!in.at_end()) {
    if (in.is_empty()) {
      in.advance();
    } else if (in.is_key("Boundary Location")) {
      out.boundaries.push_back(begin_boundary(in));
    } else if (!out.boundaries.empty() && read_boundary_line(in, out.boundaries.back())) {
      continue;
    } else if (in.begins_description()) {
      in.description();
    } else if (!read_top_line(in, out)) {
      in.leave_unread();
    }
  }
  for (Boundary& boundary : out.boundaries) finish_boundary(in, boundary);
  if (out.boundaries.empty()) in.error_at(0, "no boundary in this file", "no line 'Boundary Location=' was found", "give an unsteady flow file of HEC-RAS (.u##)");
  return out;
}

}  // namespace riverchief::io::hecras
