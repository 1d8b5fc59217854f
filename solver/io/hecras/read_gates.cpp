// Gates and culverts: the same lines, whether the structure is a crossing, inline, lateral or a connection.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/hecras/read_parts.hpp"

namespace riverchief::io::hecras {
namespace {

GateKind gate_kind(int code) {
  switch (code) {
    case 0: return GateKind::sluice;
    case 1: return GateKind::radial;
    case 2: return GateKind::overflow_closed;
    case 3: return GateKind::overflow_open;
    case 4: return GateKind::user_curves;
    default: return GateKind::unknown;
  }
}

/// Gate #1,80,30,625.5,0.7,0,1,0.5, 0 ,3, 0 ,,, 5 ,0,0.8, 0 ,0.7,,0,... below the line of the names; then a block of stations.
GateGroup read_gate(LineReader& in) {
  const auto f = LineReader::fields(in.line());
  const double m = in.units().length();
  GateGroup gate;
  gate.line = in.number();
  for (const Field& field : f) gate.fields.push_back(field.text);
  gate.name = LineReader::text(f, 0);
  gate.width = in.number(f, 1, "a gate's width") * m;
  gate.height = in.number(f, 2, "a gate's height") * m;
  gate.invert = in.number(f, 3, "a gate's invert") * m;
  gate.coefficient = in.number(f, 4, "a gate's coefficient");
  gate.trunnion_exponent = in.number(f, 5, "the trunnion exponent");
  gate.opening_exponent = in.number(f, 6, "the opening exponent");
  gate.head_exponent = in.number(f, 7, "the head exponent");
  const int kind = in.integer(f, 8, "the gate's type");
  gate.kind = gate_kind(kind);
  if (gate.kind == GateKind::unknown)
    in.error(fmt::format("gate group '{}' has a type nobody knows", gate.name), fmt::format("type {}; known are 0 sluice, 1 radial, 2 overflow closed, 3 overflow open, 4 user curves", kind),
             "set the type in HEC-RAS and save again");
  gate.weir_coefficient = in.number(f, 9, "a weir coefficient") * in.units().weir_coefficient();
  gate.is_ogee = LineReader::truth(f, 10);
  gate.approach_height = in.number(f, 11, "the approach height") * m;
  gate.design_head = in.number(f, 12, "the design head") * m;
  const double openings = in.number(f, 13, "the number of openings");
  gate.trunnion_height = in.number(f, 14, "the trunnion height") * m;
  gate.orifice_coefficient = in.number(f, 15, "the orifice coefficient");
  gate.head_reference = in.integer(f, 16, "the head reference");
  const double sum = gate.trunnion_exponent + gate.opening_exponent + gate.head_exponent;
  gate.radial_coefficient = in.number(f, 17, "the radial coefficient") * (std::isnan(sum) ? 1.0 : in.units().gate_coefficient(sum));
  gate.is_sharp_crested = LineReader::truth(f, 19);
  if (gate.width <= 0.0 || (gate.height < 0.0 && gate.kind != GateKind::overflow_open))
    in.error(fmt::format("gate group '{}' has no opening", gate.name), fmt::format("width {:.3f} m, height {:.3f} m", gate.width, gate.height), "give both in HEC-RAS and save again");
  if (openings < 0.0 || openings > 1000.0 || openings != std::floor(openings)) {
    if (!std::isnan(openings)) in.error(fmt::format("gate group '{}' has {} openings", gate.name, f[13].text), "a whole number up to 1000 is expected", "correct the number", f[13].column);
    in.advance();
    return gate;
  }
  gate.openings = static_cast<int>(openings);
  std::size_t stations = static_cast<std::size_t>(gate.openings);
  const std::string what = "stations of gate openings";
  const auto numbers = in.block(stations, 1, what);
  for (const double x : numbers) gate.stations.push_back(x * m);
  return gate;
}

CulvertShape shape_of(int code) { return code >= 1 && code <= 9 ? static_cast<CulvertShape>(code) : CulvertShape::unknown; }

/// Culvert=shape,rise,span,length,n,entrance,exit,chart,scale,up invert,up station,down invert,down station,name,control,distance
/// or, with several barrels, ...,scale,up invert,down invert,barrels,name,control,distance and a block of two stations per barrel.
Culvert read_culvert(LineReader& in, bool has_barrels) {
  const auto f = in.fields();
  const double m = in.units().length();
  Culvert culvert;
  culvert.line = in.number();
  culvert.shape = shape_of(in.integer(f, 0, "a culvert's shape"));
  culvert.rise = in.number(f, 1, "a culvert's rise") * m;
  culvert.span = in.number(f, 2, "a culvert's span") * m;
  culvert.length = in.number(f, 3, "a culvert's length") * m;
  culvert.manning_n = in.number(f, 4, "a culvert's n");
  culvert.entrance_loss = in.number(f, 5, "an entrance loss coefficient");
  culvert.exit_loss = in.number(f, 6, "an exit loss coefficient");
  culvert.chart = in.integer(f, 7, "the chart");
  culvert.scale = in.integer(f, 8, "the scale");
  culvert.upstream_invert = in.number(f, 9, "an invert") * m;
  const std::size_t name = 13 - (has_barrels ? 1 : 0);
  culvert.name = LineReader::text(f, name);
  if (has_barrels) {
    culvert.downstream_invert = in.number(f, 10, "an invert") * m;
    culvert.barrels = in.integer(f, 11, "the number of barrels", 1);
  } else {
    culvert.upstream_stations = {in.number(f, 10, "a station") * m};
    culvert.downstream_invert = in.number(f, 11, "an invert") * m;
    culvert.downstream_stations = {in.number(f, 12, "a station") * m};
  }
  culvert.control = in.integer(f, name + 1, "the flow control");
  culvert.distance = in.number(f, name + 2, "the distance to the upstream section") * m;
  if (culvert.shape == CulvertShape::unknown)
    in.error(fmt::format("culvert '{}' has a shape nobody knows", culvert.name), fmt::format("'{}'; known are 1 circular to 9 ConSpan", LineReader::text(f, 0)), "set the shape in HEC-RAS and save again");
  if (!(culvert.rise > 0.0) || !(culvert.length > 0.0) || !(culvert.manning_n > 0.0) || std::isnan(culvert.upstream_invert) || std::isnan(culvert.downstream_invert))
    in.error(fmt::format("culvert '{}' is not complete", culvert.name), "rise, length and n must be greater than zero, both inverts given", "fill them in in HEC-RAS and save again");
  if (culvert.barrels < 1 || culvert.barrels > 1000) {
    in.error(fmt::format("culvert '{}' has {} barrels", culvert.name, culvert.barrels), "1 to 1000 are possible", "correct the number");
    culvert.barrels = 1;
    in.advance();
    return culvert;
  }
  if (has_barrels) {
    const auto stations = in.block(static_cast<std::size_t>(culvert.barrels), 2, "stations of barrels");
    for (std::size_t i = 0; i + 1 < stations.size(); i += 2) {
      culvert.upstream_stations.push_back(stations[i] * m);
      culvert.downstream_stations.push_back(stations[i + 1] * m);
    }
  } else {
    in.advance();
    if (in.is_numbers()) in.advance();  // some writers repeat the two stations
  }
  return culvert;
}

bool ends_with(std::string_view text, std::string_view end) { return text.size() >= end.size() && text.substr(text.size() - end.size()) == end; }

}  // namespace

bool read_culvert_line(LineReader& in, std::vector<Culvert>& culverts) {
  if (!in.has_value()) return false;
  const std::string key(in.key());
  if (key == "Culvert" || key == "Multiple Barrel Culv" || key == "IW Culv" || key == "LW Culv" || key == "Connection Culv") {
    culverts.push_back(read_culvert(in, key != "Culvert"));
    return true;
  }
  if (ends_with(key, "Culvert Barrel")) {  // the centre line of a barrel on the map
    const auto f = in.fields();
    const double points = in.number(f, 2, "the number of points");
    if (points > 0.0 && points < 1e6 && points == std::floor(points)) in.block(static_cast<std::size_t>(points), 2, "points of a barrel", 16, 4);
    else in.advance();
    return true;
  }
  const bool is_n = ends_with(key, "Bottom n"), is_depth = ends_with(key, "Bottom Depth"), is_blocked = ends_with(key, "Depth Blocked");
  if (key.find("Culv") == std::string::npos || !(is_n || is_depth || is_blocked)) return false;
  const double value = in.single("a number");
  if (!culverts.empty() && !std::isnan(value)) {
    if (is_n) culverts.back().manning_n_bottom = value;
    else (is_depth ? culverts.back().bottom_depth : culverts.back().depth_blocked) = value * in.units().length();
  }
  in.advance();
  return true;
}

bool read_gate_lines(LineReader& in, std::vector<GateGroup>& gates) {
  if (in.line().find("Gate Name Wd,H,Inv") == std::string_view::npos) return false;
  in.advance();
  if (in.at_end() || in.has_value() || in.is_empty()) {
    in.error("a gate group has no values", in.at_end() ? "the file ends here: it was cut" : "the line below its heading is something else", "export the file again");
    return true;
  }
  gates.push_back(read_gate(in));
  return true;
}

}  // namespace riverchief::io::hecras
