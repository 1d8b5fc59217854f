// Navigation dams: how the pool above a dam with gates is steered.
//
//   Navigation Dam=6,1,1000,0.01,0.5,0.5, 2 ,30     hours between decisions, normal and rapid; ...; least opening, rates per minute
//   Navigation Dam SFT= 11                          three blocks: discharge, level at the dam for the upper and the lower aim
//   Navigation Dam CP Hinge Point=646.1,...,644.9,50000,1.07,1.03,0.93,0.97,3000     nine levels, discharge, four factors, largest change

#include <cmath>

#include "io/hecras/read_boundary.hpp"
#include "io/hecras/read_parts.hpp"

namespace riverchief::io::hecras {
namespace {

constexpr std::size_t levels = 9, factors = 4;

PumpPlace place_of(const std::vector<Field>& f) { return {LineReader::text(f, 0), LineReader::text(f, 1), plain_station(LineReader::text(f, 2)), ""}; }

NavigationControl control_of(LineReader& in) {
  const auto f = in.fields();
  const double m = in.units().length(), q = in.units().discharge();
  NavigationControl out;
  out.line = in.number();
  for (std::size_t i = 0; i < levels; ++i) {
    out.levels.push_back(in.number(f, i, "a level") * m);
    out.is_there = out.is_there || !std::isnan(out.levels.back());
  }
  out.open_river_discharge = in.number(f, levels, "a discharge") * q;
  for (std::size_t i = 0; i < factors; ++i) out.factors.push_back(in.number(f, levels + 1 + i, "a factor"));
  out.max_change = in.number(f, levels + 1 + factors, "a discharge") * q;
  for (std::size_t i = 1; i < levels; ++i)
    if (out.levels[i] > out.levels[i - 1]) {
      in.error("the levels of a navigation dam rise", "they are given from the highest to the lowest", "correct them in HEC-RAS and save again", f[i].column);
      break;
    }
  return out;
}

void read_table(LineReader& in, NavigationDam& dam) {
  const std::size_t count = in.count("values of the pool table");
  const double m = in.units().length(), q = in.units().discharge();
  bool is_first = true;
  for (auto [column, scale] : {std::pair(&dam.table_discharge, q), std::pair(&dam.table_upper, m), std::pair(&dam.table_lower, m)}) {
    if (!is_first) in.step_back();  // a block begins on the line before its numbers
    is_first = false;
    *column = in.block(count, 1, "values of the pool table");
    for (double& x : *column) x *= scale;
    if (column->size() < count) return;
  }
}

}  // namespace

bool read_navigation_line(LineReader& in, Boundary& boundary) {
  if (!in.starts_with("Navigation Dam")) return false;
  NavigationDam& dam = boundary.navigation_dam;
  const auto f = in.fields();
  const double m = in.units().length();
  constexpr double hour = 3600.0, minute = 60.0;
  if (in.is_key("Navigation Dam SFT")) {
    read_table(in, dam);
    return true;
  }
  if (in.is_key("Navigation Dam")) {
    boundary.kind = BoundaryKind::navigation_dam;
    dam.line = in.number();
    for (const Field& field : f) dam.fields.push_back(field.text);
    dam.normal_step = in.number(f, 0, "hours between decisions") * hour;
    dam.rapid_step = in.number(f, 1, "hours between decisions") * hour;
    dam.gate_minimum = in.number(f, 3, "the least opening") * m;
    dam.opening_rate = in.number(f, 4, "a rate") * m / minute;
    dam.closing_rate = in.number(f, 5, "a rate") * m / minute;
  } else if (in.is_key("Navigation Dam Flow Monitor RRR")) {
    dam.flow_monitor = place_of(f);
  } else if (in.is_key("Navigation Dam Hinge Point RRR")) {
    dam.hinge_point = place_of(f);
  } else if (in.is_key("Navigation Dam Stage Monitor RRR") || in.is_key("Navigation Dam Level Monitor RRR")) {
    dam.level_monitor = place_of(f);
  } else if (in.is_key("Navigation Dam CP Hinge Point")) {
    dam.hinge = control_of(in);
  } else if (in.is_key("Navigation Dam CP Min Pool")) {
    dam.min_pool = control_of(in);
  } else if (in.is_key("Navigation Dam CP Max Pool")) {
    dam.max_pool = control_of(in);
  } else {
    return false;
  }
  in.advance();
  return true;
}

}  // namespace riverchief::io::hecras
