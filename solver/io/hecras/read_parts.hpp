// The readers of the parts of a geometry file. Each begins on the line that names its object and stops before the next object.

#pragma once

#include <string>
#include <vector>

#include "io/hecras/geometry.hpp"
#include "io/hecras/line_reader.hpp"

namespace riverchief::io::hecras {

inline constexpr std::string_view node_keyword = "Type RM Length L Ch R";

/// True where a new object (reach, junction, node, area, connection, ...) begins.
bool begins_object(const LineReader& in);

/// What every node says of itself: "Type RM Length L Ch R = 1 ,0.4     ,500,500,500".
struct NodeHead {
  int type = 0, line = 0;
  std::string station;
  double station_value = blank;
  bool is_interpolated = false;
  double left = blank, channel = blank, right = blank;  ///< m
};
NodeHead read_node_head(LineReader& in);

CrossSection read_section(LineReader& in, const NodeHead& head);
Crossing read_crossing(LineReader& in, const NodeHead& head);
InlineStructure read_inline_structure(LineReader& in, const NodeHead& head);
LateralStructure read_lateral(LineReader& in, const NodeHead& head);
StorageArea read_storage_area(LineReader& in);
Connection read_connection(LineReader& in);
PumpStation read_pump_station(LineReader& in);

/// One line of a culvert or a gate, or of what belongs to it, whatever structure it stands in; false = another line.
bool read_culvert_line(LineReader& in, std::vector<Culvert>& culverts);
bool read_gate_lines(LineReader& in, std::vector<GateGroup>& gates);
/// Name, description and the time of editing; false = another line.
bool read_common_line(LineReader& in, std::string& name, std::string& description);

/// `count` pairs of a block after this line, as points; `scale_x` and `scale_y` convert.
std::vector<Point> read_points(LineReader& in, std::string_view what, double scale_x, double scale_y, int width = 8, int per_line = 10);
/// Pairs of level and discharge.
std::vector<Rating> read_rating(LineReader& in, std::string_view what);

/// Complains about a section that cannot be.
void check_section(LineReader& in, const CrossSection& section);
/// Complains about what does not fit together: stations twice or out of order, junctions to nowhere, units mixed.
void check_geometry(LineReader& in, const Geometry& geometry);

/// Complains where flow data or plan name what the geometry does not have, and where an open end has no boundary.
void check_project(const Project& project, Complaints& complaints);

/// The same river station: by number where both are numbers, else by text; '*' does not count.
bool same_station(std::string_view a, std::string_view b);
std::string plain_station(std::string_view text);

}  // namespace riverchief::io::hecras
