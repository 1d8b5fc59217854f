// A geometry file from its first line to its last: reaches with their nodes, junctions, and what stands beside them.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "io/hecras/read_parts.hpp"

namespace riverchief::io::hecras {
namespace {

constexpr std::array<std::string_view, 16> object_keywords = {
    "River Reach", "Junct Name", node_keyword, "Storage Area", "Connection", "Pump Station", "BreakLine Name", "BC Line Name",
    "IC Point Name", "LCMann Time", "LCMann Region Time", "Chan Stop Cuts", "Use User Specified Reach Order", "Geom Title", "Pipe Network", "Observed WS"};

void read_reach(LineReader& in, Geometry& out) {
  const auto f = in.fields();
  Reach reach;
  reach.line = in.number();
  reach.river = LineReader::text(f, 0);
  reach.name = LineReader::text(f, 1);
  if (reach.river.empty() || reach.name.empty())
    in.error("a reach without a name", fmt::format("river '{}', reach '{}'", reach.river, reach.name), "write 'River Reach=river,reach'");
  in.advance();
  while (!in.at_end() && !begins_object(in)) {
    if (in.is_empty()) in.advance();
    else if (in.is_key("Reach XY")) reach.centre_line = read_points(in, "points of the reach", 1.0, 1.0, 16, 4);
    else in.leave_unread();
  }
  out.reaches.push_back(std::move(reach));
}

void read_node(LineReader& in, Geometry& out) {
  if (out.reaches.empty()) {
    in.error("a section stands before any reach", "no line 'River Reach=' comes before it", "the head of the file was lost: export it again");
    out.reaches.emplace_back();
  }
  Reach& reach = out.reaches.back();
  const NodeHead head = read_node_head(in);
  switch (head.type) {
    case 1:
      reach.nodes.push_back({NodeKind::section, reach.sections.size()});
      reach.sections.push_back(read_section(in, head));
      break;
    case 2: case 3: case 4:
      reach.nodes.push_back({NodeKind::crossing, reach.crossings.size()});
      reach.crossings.push_back(read_crossing(in, head));
      break;
    case 5:
      reach.nodes.push_back({NodeKind::inline_structure, reach.inline_structures.size()});
      reach.inline_structures.push_back(read_inline_structure(in, head));
      break;
    case 6:
      reach.nodes.push_back({NodeKind::lateral, reach.laterals.size()});
      reach.laterals.push_back(read_lateral(in, head));
      break;
    default:
      in.error_at(head.line, fmt::format("a node of type {} at station {}", head.type, head.station),
                  "known are 1 section, 2 culvert, 3 bridge, 4 multiple opening, 5 inline structure, 6 lateral structure", "correct the type, or remove the node in HEC-RAS");
      while (!in.at_end() && !begins_object(in)) in.advance();
  }
}

void read_junction(LineReader& in, Geometry& out) {
  Junction junction;
  junction.line = in.number();
  junction.name = LineReader::text(in.fields(), 0);
  const double m = in.units().length();
  std::vector<std::pair<double, double>> arms;  // length, angle
  in.advance();
  while (!in.at_end() && !begins_object(in)) {
    const auto f = in.fields();
    if (in.is_key("Junct Desc")) {  // description, which may hold commas, and four fields behind it
      junction.uses_momentum = f.size() > 4 && f[f.size() - 4].text == "-1";
      const std::string_view value = in.value();
      std::size_t end = value.size();
      for (int commas = 0; commas < 4 && end != std::string_view::npos && end > 0; ++commas) end = value.rfind(',', end - 1);
      junction.description = std::string(trimmed(value.substr(0, end)));
    } else if (in.is_key("Junct X Y & Text X Y")) {
      junction.position = {in.number(f, 0, "a coordinate"), in.number(f, 1, "a coordinate")};
    } else if (in.is_key("Up River,Reach")) {
      junction.upstream.push_back({LineReader::text(f, 0), LineReader::text(f, 1)});
    } else if (in.is_key("Dn River,Reach")) {
      junction.downstream.push_back({LineReader::text(f, 0), LineReader::text(f, 1)});
    } else if (in.is_key("Junc L&A")) {
      arms.emplace_back(in.number(f, 0, "a length across the junction") * m, in.number(f, 1, "an angle"));
    } else {
      if (in.is_empty()) in.advance();
      else in.leave_unread();
      continue;
    }
    in.advance();
  }
  // One length for each arm on the side that has several: from there to the single arm of the other side.
  auto& many = junction.upstream.size() >= junction.downstream.size() ? junction.upstream : junction.downstream;
  for (std::size_t i = 0; i < std::min(many.size(), arms.size()); ++i) {
    many[i].length = arms[i].first;
    many[i].angle = arms[i].second;
  }
  out.junctions.push_back(std::move(junction));
}

}  // namespace

bool begins_object(const LineReader& in) {
  if (!in.has_value()) return false;
  const std::string_view key = in.key();
  return std::find(object_keywords.begin(), object_keywords.end(), key) != object_keywords.end();
}

NodeHead read_node_head(LineReader& in) {
  const auto f = in.fields();
  const double m = in.units().length();
  NodeHead head;
  head.line = in.number();
  head.type = in.integer(f, 0, "the type of the node");
  const std::string station = LineReader::text(f, 1);
  head.is_interpolated = station.find('*') != std::string::npos;
  head.station = plain_station(station);
  head.station_value = to_number(head.station);
  if (std::isnan(head.station_value))
    in.error(fmt::format("'{}' is no river station", station), "a station is a number that grows upstream", "write a number in the second field", f.size() > 1 ? f[1].column : 0);
  head.left = in.number(f, 2, "a reach length") * m;
  head.channel = in.number(f, 3, "a reach length") * m;
  head.right = in.number(f, 4, "a reach length") * m;
  in.advance();
  return head;
}

bool read_common_line(LineReader& in, std::string& name, std::string& description) {
  if (in.begins_description()) {
    description = in.description();
  } else if (in.is_key("Node Name")) {
    name = std::string(trimmed(in.value()));
    in.advance();
  } else {
    return false;
  }
  return true;
}

std::vector<Point> read_points(LineReader& in, std::string_view what, double scale_x, double scale_y, int width, int per_line) {
  const auto numbers = in.block(in.count(what), 2, what, width, per_line);
  std::vector<Point> out;
  out.reserve(numbers.size() / 2);
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) out.push_back({numbers[i] * scale_x, numbers[i + 1] * scale_y});
  return out;
}

std::vector<Rating> read_rating(LineReader& in, std::string_view what) {
  const int line = in.number();
  std::vector<Rating> out;
  for (const Point& p : read_points(in, what, in.units().length(), in.units().discharge())) out.push_back({p.x, p.y});
  for (std::size_t i = 0; i < out.size(); ++i) {
    const bool is_blank = std::isnan(out[i].level) || std::isnan(out[i].discharge);
    if (!is_blank && (i == 0 || (out[i].level > out[i - 1].level && out[i].discharge >= out[i - 1].discharge))) continue;
    in.error_at(line, is_blank ? fmt::format("{}: pair {} is not complete", what, i + 1) : fmt::format("{}: pair {} does not rise", what, i + 1),
                is_blank ? "level or discharge is blank" : fmt::format("{:.3f} m and {:.3f} m3/s follow {:.3f} m and {:.3f} m3/s", out[i].level, out[i].discharge, out[i - 1].level, out[i - 1].discharge),
                "give pairs of level and discharge that rise together");
    break;
  }
  in.nothing_follows(what);
  return out;
}

std::string plain_station(std::string_view text) {
  std::string out;
  for (const char c : trimmed(text))
    if (c != '*' && c != ' ') out += c;
  return out;
}

bool same_station(std::string_view a, std::string_view b) {
  const std::string plain_a = plain_station(a), plain_b = plain_station(b);
  const double x = to_number(plain_a), y = to_number(plain_b);
  return std::isnan(x) || std::isnan(y) ? plain_a == plain_b : std::abs(x - y) <= 1e-9 * std::max(1.0, std::abs(x));
}

Geometry read_geometry_text(std::string_view text, const std::string& name, Units units, Complaints& complaints, std::vector<Unread>& unread) {
  LineReader in(text, name, units, complaints, unread);
  Geometry out;
  out.file = name;
  while (!in.at_end()) {
    if (in.is_empty()) in.advance();
    else if (in.is_key("River Reach")) read_reach(in, out);
    else if (in.is_key("Junct Name")) read_junction(in, out);
    else if (in.is_key(node_keyword)) read_node(in, out);
    else if (in.is_key("Storage Area")) out.storage_areas.push_back(read_storage_area(in));
    else if (in.is_key("Connection")) out.connections.push_back(read_connection(in));
    else if (in.is_key("Pump Station")) out.pump_stations.push_back(read_pump_station(in));
    else if (in.begins_description()) in.description();
    else if (in.is_key("Geom Title") || in.is_key("Program Version")) {
      (in.is_key("Geom Title") ? out.title : out.program_version) = std::string(trimmed(in.value()));
      in.advance();
    } else {
      in.leave_unread();
    }
  }
  out.is_cut = in.was_cut();
  check_geometry(in, out);
  return out;
}

}  // namespace riverchief::io::hecras
