// Inline structures (weirs and gates across a river) and lateral structures (weirs, gates and culverts along a bank).

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/hecras/read_parts.hpp"

namespace riverchief::io::hecras {
namespace {

double or_zero(double value) { return std::isnan(value) ? 0.0 : value; }

/// The line below "IW Dist,WD,Coef,Skew,MaxSub,Min_El,Is_Ogee,SpillHt,DesHd".
void read_inline_weir(LineReader& in, InlineStructure& out) {
  in.advance();
  if (in.at_end() || in.has_value()) {
    in.error(fmt::format("the weir of {} has no values", out.station), in.at_end() ? "the file ends here: it was cut" : "the line below its heading is something else", "export the file again");
    return;
  }
  const auto f = LineReader::fields(in.line());
  const double m = in.units().length();
  out.weir.distance = in.number(f, 0, "the weir's distance") * m;
  out.weir.width = in.number(f, 1, "the weir's width") * m;
  out.weir.coefficient = in.number(f, 2, "the weir coefficient") * in.units().weir_coefficient();
  out.weir.skew = or_zero(in.number(f, 3, "the skew"));
  out.weir.max_submergence = in.number(f, 4, "the largest submergence");
  out.weir.min_level = in.number(f, 5, "the lowest level") * m;
  out.weir.is_ogee = LineReader::truth(f, 6);
  out.weir.approach_height = in.number(f, 7, "the approach height") * m;
  out.weir.design_head = in.number(f, 8, "the design head") * m;
  in.advance();
}

void check_crest(LineReader& in, int line, const std::string& name, const std::vector<Point>& crest) {
  for (std::size_t i = 0; i < crest.size(); ++i) {
    if (std::isnan(crest[i].x) || std::isnan(crest[i].y)) {
      in.error_at(line, fmt::format("crest point {} of {} is not complete", i + 1, name), "station or level is blank", "fill it in in HEC-RAS and save again");
      return;
    }
    if (i > 0 && crest[i].x < crest[i - 1].x) {
      in.error_at(line, fmt::format("the crest of {} goes backwards", name), fmt::format("station {:.2f} m follows {:.2f} m", crest[i].x, crest[i - 1].x), "order its points by station");
      return;
    }
  }
}

/// "LW Div RC= 3 ,True,,": flow taken out as a function of level, or of discharge; the count may be 0.
void read_outlet(LineReader& in, std::vector<Rating>& curve, bool& by_discharge) {
  const auto f = in.fields();
  by_discharge = LineReader::truth(f, 1);
  const double scale = by_discharge ? in.units().discharge() : in.units().length();
  for (const Point& p : read_points(in, "points of the outlet curve", scale, in.units().discharge())) curve.push_back({p.x, p.y});
}

bool read_lateral_line(LineReader& in, LateralStructure& out) {
  const double m = in.units().length();
  const auto f = in.fields();
  const std::string key(in.key());
  if (key == "Lateral Weir Pos") {
    const int side = in.integer(f, 0, "the side");
    if (side < 0 || side > 3) in.error(fmt::format("lateral structure {} lies on side {}", out.station, side), "0 left overbank, 1 left bank, 2 right bank, 3 right overbank", "set its position in HEC-RAS");
    else out.side = static_cast<LateralSide>(side);
  } else if (key == "Lateral Weir End") {
    out.to_river = LineReader::text(f, 0);
    out.to_reach = LineReader::text(f, 1);
    out.to_station = plain_station(LineReader::text(f, 2));
    out.to_storage = LineReader::text(f, 3);
  } else if (key == "Lateral Weir Distance") {
    out.distance = in.number(f, 0, "the distance") * m;
  } else if (key == "Lateral Weir WD") {
    out.weir.width = in.number(f, 0, "the weir's width") * m;
  } else if (key == "Lateral Weir Coef") {
    out.weir.coefficient = in.number(f, 0, "the weir coefficient") * in.units().weir_coefficient();
  } else if (key == "Lateral Weir Flap Gates") {
    out.flap = in.integer(f, 0, "the flap gates");
  } else if (key == "Lateral Weir Type") {
    out.weir_type = in.integer(f, 0, "the weir's type");
  } else if (key == "Lateral Weir Hagers EQN") {
    if (LineReader::truth(f, 0)) out.uses_hager = true;
  } else if (key == "Lateral Weir Is Ogee") {
    out.weir.is_ogee = LineReader::truth(f, 0);
  } else {
    return false;
  }
  in.advance();
  return true;
}

}  // namespace

InlineStructure read_inline_structure(LineReader& in, const NodeHead& head) {
  InlineStructure out;
  out.station = head.station;
  out.station_value = head.station_value;
  out.line = head.line;
  const double m = in.units().length();
  int crest_line = head.line;
  while (!in.at_end() && !begins_object(in)) {
    if (in.is_empty()) {
      in.advance();
    } else if (read_common_line(in, out.name, out.description) || read_culvert_line(in, out.culverts) || read_gate_lines(in, out.gates)) {
      continue;
    } else if (in.is_key("IW Pilot Flow")) {
      out.pilot_flow = or_zero(in.single("the pilot flow")) * in.units().discharge();
      in.advance();
    } else if (in.is_key("#Inline Weir SE")) {
      crest_line = in.number();
      out.weir.crest = read_points(in, "crest points", m, m);
    } else if (in.starts_with("IW Dist,WD,Coef")) {
      read_inline_weir(in, out);
    } else if (in.key().find("Outlet Rating Curve") != std::string_view::npos || in.is_key("IW Outlet RC")) {
      read_outlet(in, out.outlet_rating, out.outlet_rating_by_discharge);
    } else {
      in.leave_unread();
    }
  }
  check_crest(in, crest_line, "inline structure " + out.station, out.weir.crest);
  if (out.weir.crest.empty() && out.gates.empty() && out.culverts.empty() && out.outlet_rating.empty())
    in.error_at(out.line, fmt::format("inline structure {} lets no water through", out.station), "it has no crest, gate, culvert or outlet curve", "enter one in HEC-RAS, or delete the structure");
  return out;
}

LateralStructure read_lateral(LineReader& in, const NodeHead& head) {
  LateralStructure out;
  out.station = head.station;
  out.station_value = head.station_value;
  out.line = head.line;
  const double m = in.units().length();
  int crest_line = head.line;
  while (!in.at_end() && !begins_object(in)) {
    if (in.is_empty()) {
      in.advance();
    } else if (read_common_line(in, out.name, out.description) || read_culvert_line(in, out.culverts) || read_gate_lines(in, out.gates)) {
      continue;
    } else if (in.is_key("Lateral Weir SE")) {
      crest_line = in.number();
      out.weir.crest = read_points(in, "crest points", m, m);
    } else if (in.is_key("Lateral Weir Centerline")) {
      out.centre_line = read_points(in, "points of the centre line", 1.0, 1.0, 16, 4);
    } else if (in.is_key("LW Div RC")) {
      read_outlet(in, out.diversion, out.diversion_by_discharge);
    } else if (in.has_value() && read_lateral_line(in, out)) {
      continue;
    } else {
      in.leave_unread();
    }
  }
  check_crest(in, crest_line, "lateral structure " + out.station, out.weir.crest);
  return out;
}

}  // namespace riverchief::io::hecras
