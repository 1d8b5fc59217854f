// Bridges, culverts and multiple openings.

#include <fmt/format.h>

#include <cmath>

#include "io/hecras/read_parts.hpp"

namespace riverchief::io::hecras {
namespace {

constexpr std::string_view deck_heading = "Deck Dist Width WeirC Skew NumUp NumDn";

/// A count that stands in the middle of a line.
std::size_t count_in(LineReader& in, const std::vector<Field>& f, std::size_t index, std::string_view what) {
  const int value = in.integer(f, index, what);
  if (value >= 0 && value <= 100000) return static_cast<std::size_t>(value);
  in.error(fmt::format("{} is {}", what, value), "0 to 100000 are possible", "correct the number", f[index].column);
  return 0;
}

/// Blocks are read one after the other; the line after the last block is the current one then.
class Blocks {
 public:
  explicit Blocks(LineReader& in, double scale) : in_(in), scale_(scale) {}
  std::vector<double> next(std::size_t count, std::string_view what) {
    if (came_short_) return {};
    if (!is_first_) in_.step_back();  // block() begins on the line before its numbers
    is_first_ = false;
    auto numbers = in_.block(count, 1, what);
    came_short_ = numbers.size() < count;
    for (double& x : numbers) x *= scale_;
    return numbers;
  }

 private:
  LineReader& in_;
  double scale_;
  bool is_first_ = true, came_short_ = false;
};

void read_deck(LineReader& in, Crossing& out) {
  in.advance();
  if (in.at_end() || in.has_value()) {
    in.error(fmt::format("the deck of {} has no values", out.station), in.at_end() ? "the file ends here: it was cut" : "the line below its heading is something else", "export the file again");
    return;
  }
  const auto f = LineReader::fields(in.line());
  const double m = in.units().length();
  out.distance = in.number(f, 0, "the deck's distance") * m;
  out.width = in.number(f, 1, "the deck's width") * m;
  out.weir_coefficient = in.number(f, 2, "the weir coefficient") * in.units().weir_coefficient();
  const double skew = in.number(f, 3, "the skew");
  out.skew = std::isnan(skew) ? 0.0 : skew;
  const std::size_t up = count_in(in, f, 4, "the number of deck points upstream"), down = count_in(in, f, 5, "the number of deck points downstream");
  out.min_low_chord = in.number(f, 6, "the lowest low chord") * m;
  out.max_high_chord = in.number(f, 7, "the highest high chord") * m;
  out.max_submergence = in.number(f, 8, "the largest submergence");
  out.is_ogee = LineReader::truth(f, 9);
  Blocks blocks(in, m);
  out.upstream = {blocks.next(up, "deck stations"), blocks.next(up, "high chords"), blocks.next(up, "low chords")};
  out.downstream = {blocks.next(down, "deck stations"), blocks.next(down, "high chords"), blocks.next(down, "low chords")};
}

std::vector<Point> pairs(const std::vector<double>& x, const std::vector<double>& y) {
  std::vector<Point> out;
  for (std::size_t i = 0; i < x.size() && i < y.size(); ++i) out.push_back({x[i], y[i]});
  return out;
}

void read_pier(LineReader& in, Crossing& out) {
  const auto f = in.fields();
  const double m = in.units().length();
  Pier pier;
  pier.line = in.number();
  const double skew = in.number(f, 0, "the skew");
  pier.skew = std::isnan(skew) ? 0.0 : skew;
  pier.upstream_station = in.number(f, 1, "a pier's station") * m;
  pier.downstream_station = in.number(f, 3, "a pier's station") * m;
  const std::size_t up = count_in(in, f, 2, "the number of pier points upstream"), down = count_in(in, f, 4, "the number of pier points downstream");
  Blocks blocks(in, m);
  const auto up_width = blocks.next(up, "pier widths"), up_level = blocks.next(up, "pier levels");
  pier.upstream = pairs(up_width, up_level);
  const auto down_width = blocks.next(down, "pier widths"), down_level = blocks.next(down, "pier levels");
  pier.downstream = pairs(down_width, down_level);
  out.piers.push_back(std::move(pier));
}

void read_abutment(LineReader& in, Crossing& out) {
  const auto f = in.fields();
  const std::size_t up = count_in(in, f, 1, "the number of abutment points upstream"), down = count_in(in, f, 2, "the number of abutment points downstream");
  Blocks blocks(in, in.units().length());
  const auto up_station = blocks.next(up, "abutment stations"), up_level = blocks.next(up, "abutment levels");
  const auto down_station = blocks.next(down, "abutment stations"), down_level = blocks.next(down, "abutment levels");
  out.abutments.push_back({pairs(up_station, up_level), pairs(down_station, down_level)});
}

void read_methods(LineReader& in, Crossing& out) {
  const auto f = in.fields();
  BridgeMethods methods;
  methods.line = in.number();
  methods.uses_energy = LineReader::truth(f, 0);
  methods.uses_momentum = LineReader::truth(f, 1);
  methods.uses_yarnell = LineReader::truth(f, 2);
  methods.yarnell_k = in.number(f, 3, "Yarnell's K");
  methods.pressure_inlet = in.number(f, 6, "a pressure flow coefficient");
  methods.pressure_submerged = in.number(f, 7, "a pressure flow coefficient");
  methods.drag = in.number(f, 9, "a drag coefficient");
  for (const Field& field : f) methods.fields.push_back(field.text);
  out.methods.push_back(std::move(methods));
  in.advance();
}

void read_opening(LineReader& in, Crossing& out) {
  const auto f = in.fields();
  const double m = in.units().length();
  out.openings.push_back({in.integer(f, 0, "the kind of opening"), in.number(f, 1, "a station") * m, in.number(f, 2, "a station") * m,
                          in.number(f, 3, "a station") * m, in.number(f, 4, "a station") * m});
  in.advance();
}

}  // namespace

Crossing read_crossing(LineReader& in, const NodeHead& head) {
  Crossing out;
  out.type = head.type;
  out.station = head.station;
  out.station_value = head.station_value;
  out.line = head.line;
  const double m = in.units().length();
  while (!in.at_end() && !begins_object(in)) {
    if (in.is_empty()) in.advance();
    else if (read_common_line(in, out.name, out.description) || read_culvert_line(in, out.culverts)) continue;
    else if (in.starts_with(deck_heading)) read_deck(in, out);
    else if (in.starts_with("Pier Skew, UpSta")) read_pier(in, out);
    else if (in.starts_with("Abutment Skew #Up #Dn")) read_abutment(in, out);
    else if (in.is_key("BR Coef")) read_methods(in, out);
    else if (in.is_key("BC Mult")) read_opening(in, out);
    else if (in.is_key("BR U #Sta/Elev")) out.upstream_section = read_points(in, "points of the bridge section", m, m);
    else if (in.is_key("BR D #Sta/Elev")) out.downstream_section = read_points(in, "points of the bridge section", m, m);
    else in.leave_unread();
  }
  if (out.type != 2 && out.upstream.stations.empty() && out.culverts.empty())
    in.error_at(out.line, fmt::format("the bridge at {} has no deck", out.station), "neither a deck nor a culvert is given", "enter the deck in HEC-RAS, or delete the bridge");
  if (out.type == 2 && out.culverts.empty())
    in.error_at(out.line, fmt::format("the culvert at {} has no barrel", out.station), "no line 'Culvert=' belongs to it", "enter the culvert in HEC-RAS, or delete it");
  return out;
}

}  // namespace riverchief::io::hecras
