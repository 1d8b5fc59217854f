// Storage areas, the connections between them, and pump stations.

#include <fmt/format.h>

#include <cmath>

#include "io/hecras/read_parts.hpp"

namespace riverchief::io::hecras {
namespace {

void check_volumes(LineReader& in, const StorageArea& area, int line) {
  for (std::size_t i = 0; i < area.volumes.size(); ++i) {
    const LevelVolume& v = area.volumes[i];
    if (std::isnan(v.level) || std::isnan(v.volume)) {
      in.error_at(line, fmt::format("storage area '{}': pair {} of its volume curve is not complete", area.name, i + 1), "level or volume is blank", "fill it in in HEC-RAS and save again");
      return;
    }
    if (i > 0 && (v.level <= area.volumes[i - 1].level || v.volume < area.volumes[i - 1].volume)) {
      in.error_at(line, fmt::format("storage area '{}': its volume curve does not rise", area.name),
                  fmt::format("{:.3f} m with {:.0f} m3 follows {:.3f} m with {:.0f} m3", v.level, v.volume, area.volumes[i - 1].level, area.volumes[i - 1].volume), "order the pairs by level");
      return;
    }
  }
}

PumpPlace place_of(LineReader& in) {
  const auto f = in.fields();
  return {LineReader::text(f, 0), LineReader::text(f, 1), plain_station(LineReader::text(f, 2)), LineReader::text(f, 3)};
}

void read_pump_curve(LineReader& in, PumpGroup& group) {
  const int line = in.number();
  for (const Point& p : read_points(in, "points of the pump curve", in.units().length(), in.units().discharge())) group.curve.push_back({p.x, p.y});
  for (std::size_t i = 0; i < group.curve.size(); ++i) {
    const bool is_blank = std::isnan(group.curve[i].head) || std::isnan(group.curve[i].discharge);
    if (!is_blank && (i == 0 || group.curve[i].head > group.curve[i - 1].head)) continue;
    in.error_at(line, fmt::format("the curve of pump group '{}' is wrong at pair {}", group.name, i + 1), is_blank ? "head or discharge is blank" : "its head does not rise", "give pairs of head and discharge by growing head");
    break;
  }
}

}  // namespace

StorageArea read_storage_area(LineReader& in) {
  StorageArea out;
  out.line = in.number();
  out.name = LineReader::text(in.fields(), 0);
  const double m = in.units().length();
  int curve_line = out.line;
  in.advance();
  while (!in.at_end() && !begins_object(in)) {
    if (in.is_empty()) {
      in.advance();
    } else if (in.is_key("Storage Area Surface Line")) {
      out.outline = read_points(in, "points of the outline", 1.0, 1.0, 16, 4);
    } else if (in.is_key("Storage Area Area")) {
      out.area = in.single("the area") * in.units().storage_area();
      in.advance();
    } else if (in.is_key("Storage Area Min Elev")) {
      out.bed_level = in.single("the lowest level") * m;
      in.advance();
    } else if (in.is_key("Storage Area Vol Elev")) {
      curve_line = in.number();
      for (const Point& p : read_points(in, "points of the volume curve", m, in.units().storage_volume())) out.volumes.push_back({p.x, p.y});
      in.nothing_follows("points of the volume curve");
    } else if (in.is_key("Storage Area Is2D")) {
      out.is_two_dimensional = LineReader::truth(in.fields(), 0);
      in.advance();
    } else if (in.is_key("Storage Area 2D Points")) {
      out.mesh_points = static_cast<int>(read_points(in, "mesh points", 1.0, 1.0, 16, 4).size());
    } else if (in.is_key("Storage Area Mannings")) {
      out.manning_n = in.single("Manning's n");
      in.advance();
    } else {
      in.leave_unread();
    }
  }
  check_volumes(in, out, curve_line);
  if (!out.is_two_dimensional && out.volumes.empty() && !(out.area > 0.0))
    in.error_at(out.line, fmt::format("storage area '{}' has no volume", out.name), "neither an area nor a curve of level and volume is given", "enter one in HEC-RAS (Storage Area Editor) and save again");
  if (!out.is_two_dimensional && out.volumes.empty() && out.area > 0.0 && std::isnan(out.bed_level))
    in.error_at(out.line, fmt::format("storage area '{}' has no bottom", out.name), "an area without 'Storage Area Min Elev'", "enter its lowest level in HEC-RAS and save again");
  return out;
}

Connection read_connection(LineReader& in) {
  Connection out;
  out.line = in.number();
  out.name = LineReader::text(in.fields(), 0);
  const double m = in.units().length();
  in.advance();
  while (!in.at_end() && !begins_object(in)) {
    const std::string key(in.key());
    const auto f = in.fields();
    if (in.is_empty()) {
      in.advance();
      continue;
    }
    if (read_culvert_line(in, out.culverts) || read_gate_lines(in, out.gates)) continue;
    if (key == "Connection Line") {
      read_points(in, "points of the connection", 1.0, 1.0, 16, 4);
      continue;
    }
    if (key == "Conn Weir SE") {
      out.weir.crest = read_points(in, "crest points", m, m);
      continue;
    }
    if (key == "Conn Outlet Rating Curve") {
      const bool by_discharge = LineReader::truth(f, 1);
      for (const Point& p : read_points(in, "points of the outlet curve", by_discharge ? in.units().discharge() : m, in.units().discharge())) out.outlet_rating.push_back({p.x, p.y});
      continue;
    }
    if (key == "Connection Desc") out.description = std::string(trimmed(in.value()));
    else if (key == "Connection Up SA") out.from_storage = LineReader::text(f, 0);
    else if (key == "Connection Dn SA") out.to_storage = LineReader::text(f, 0);
    else if (key == "Conn Routing Type") out.routing = in.integer(f, 0, "the routing");
    else if (key == "Conn Weir WD") out.weir.width = in.number(f, 0, "the weir's width") * m;
    else if (key == "Conn Weir Coef") out.weir.coefficient = in.number(f, 0, "the weir coefficient") * in.units().weir_coefficient();
    else if (key == "Conn Weir Is Ogee") out.weir.is_ogee = LineReader::truth(f, 0);
    else if (key == "Conn Simple Spill Pos Coef") out.linear_positive = in.number(f, 0, "a coefficient");
    else if (key == "Conn Simple Spill Neg Coef") out.linear_negative = in.number(f, 0, "a coefficient");
    else if (key == "Conn Flap Gates") out.flap = in.integer(f, 0, "the flap gates");
    else {
      if (key == "Conn BR") out.has_bridge = true;
      if (key == "Conn BR: Bridge") out.has_bridge = LineReader::truth(f, 0);
      in.leave_unread(key.substr(0, 8) == "Conn BR:" && !out.has_bridge);
      continue;
    }
    in.advance();
  }
  return out;
}

PumpStation read_pump_station(LineReader& in) {
  PumpStation out;
  out.line = in.number();
  out.name = LineReader::text(in.fields(), 0);
  const double m = in.units().length();
  constexpr double minute = 60.0;
  in.advance();
  while (!in.at_end() && !begins_object(in)) {
    const auto f = in.fields();
    if (in.is_empty()) {
      in.advance();
      continue;
    }
    if (in.is_key("Pump Station From")) out.from = place_of(in);
    else if (in.is_key("Pump Station To")) out.to = place_of(in);
    else if (in.is_key("Pump Station Reference")) out.reference = place_of(in);
    else if (in.is_key("Pump Station HW Max")) out.highest_head_level = in.number(f, 0, "a level") * m;
    else if (in.is_key("Pump Station TW Min")) out.lowest_tail_level = in.number(f, 0, "a level") * m;
    else if (in.is_key("Pump Station Group")) {
      PumpGroup group;
      group.line = in.number();
      group.name = LineReader::text(f, 0);
      group.biased_on = LineReader::truth(f, 1);
      const double startup = in.number(f, 2, "the time to start"), shutdown = in.number(f, 3, "the time to stop");
      group.startup = std::isnan(startup) ? 0.0 : startup * minute;
      group.shutdown = std::isnan(shutdown) ? 0.0 : shutdown * minute;
      group.width = in.number(f, 4, "the width") * m;
      out.groups.push_back(std::move(group));
    } else if (in.is_key("Pump Station Group Pump") && !out.groups.empty()) {
      Pump pump{LineReader::text(f, 0), in.number(f, 1, "the level where the pump starts") * m, in.number(f, 2, "the level where the pump stops") * m};
      if (std::isnan(pump.on_level) || std::isnan(pump.off_level))
        in.error(fmt::format("pump '{}' of station '{}' has no levels to start and stop at", pump.name, out.name), "a field is blank", "enter both levels in HEC-RAS and save again");
      out.groups.back().pumps.push_back(std::move(pump));
    } else if (in.is_key("Pump Station Group HQ") && !out.groups.empty()) {
      read_pump_curve(in, out.groups.back());
      continue;
    } else {
      in.leave_unread();
      continue;
    }
    in.advance();
  }
  return out;
}

}  // namespace riverchief::io::hecras
