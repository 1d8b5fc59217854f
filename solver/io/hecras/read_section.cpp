// A cross-section: ground, roughness, banks, and what limits the flow in it.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/hecras/read_parts.hpp"

namespace riverchief::io::hecras {
namespace {

constexpr int triples_width = 8, triples_per_line = 9;

/// "#Mann= 3 ,-1 , 0": triples of station, n and a flag, in any order of stations; of the same station the last one counts, as in HEC-RAS.
/// Rows of zeros are left-overs of its editor; where roughness varies vertically all n are zero.
void read_roughness(LineReader& in, CrossSection& section) {
  const int line = in.number();
  const auto head = in.fields();
  section.roughness_kind = in.integer(head, 1, "the kind of roughness");
  const auto numbers = in.block(in.count("Manning values"), 3, "Manning values", triples_width, triples_per_line);
  std::vector<Roughness> all;
  for (std::size_t i = 0; i + 2 < numbers.size(); i += 3) {
    const double station = numbers[i], n = std::isnan(numbers[i + 1]) ? 0.0 : numbers[i + 1];
    if (!std::isnan(station)) all.push_back({station * in.units().length(), n});
    else if (n != 0.0)
      in.error_at(line, fmt::format("Manning value {} of section {} has no station", i / 3 + 1, section.station), fmt::format("n = {} without a place", n), "write its station");
  }
  std::stable_sort(all.begin(), all.end(), [](const Roughness& a, const Roughness& b) { return a.station < b.station; });
  section.roughness.clear();
  for (const Roughness& value : all) {
    if (section.roughness.empty() || section.roughness.back().station != value.station) {
      section.roughness.push_back(value);
      continue;
    }
    Roughness& before = section.roughness.back();
    if (value.manning_n == 0.0) continue;
    // Left, channel, right: a flood plain of no width has the station of its bank, and the channel's n is meant.
    if (before.manning_n != 0.0 && before.manning_n != value.manning_n && section.roughness_kind != 0)
      in.warning_at(line, fmt::format("section {} has two Manning values at station {:.2f} m", section.station, value.station),
                    fmt::format("{} and {}; the last one counts", before.manning_n, value.manning_n), "remove one of them");
    before = value;
  }
  in.nothing_follows("Manning values");
}

/// Ineffective or blocked areas; blank ends are filled once the ground is known.
std::vector<Obstruction> read_areas(LineReader& in, std::string_view what, const std::string& station, bool& is_multiple) {
  const int line = in.number();
  const auto head = in.fields();
  is_multiple = in.integer(head, 1, "the kind of areas") == -1;
  const auto numbers = in.block(in.count(what), 3, what, triples_width, triples_per_line);
  const double m = in.units().length();
  std::vector<Obstruction> out;
  for (std::size_t i = 0; i + 2 < numbers.size(); i += 3) {
    Obstruction area{numbers[i] * m, numbers[i + 1] * m, numbers[i + 2] * m, false};
    const bool has_ends = !std::isnan(area.from) || !std::isnan(area.to);
    if (std::isnan(area.level) && has_ends)
      in.error_at(line, fmt::format("one of the {} of section {} has no level", what, station), "its third column is blank", "write the level up to which it reaches");
    if (is_multiple && std::isnan(area.from) != std::isnan(area.to))
      in.error_at(line, fmt::format("one of the {} of section {} has one end only", what, station), "a block needs two stations", "write both stations, or use the normal kind");
    if (is_multiple && area.from > area.to)
      in.error_at(line, fmt::format("one of the {} of section {} ends before it begins", what, station), fmt::format("from {:.2f} m to {:.2f} m", area.from, area.to), "exchange the two stations");
    out.push_back(area);
  }
  return out;
}

/// The line after "Permanent Ineff=": "       F       T".
void read_permanent(LineReader& in, std::vector<Obstruction>& areas) {
  in.advance();
  std::size_t at = 0;
  while (!in.at_end() && !in.has_value()) {
    const std::string_view line = in.line();
    if (in.is_empty() || line.find_first_not_of(" TFtf01-\r") != std::string_view::npos) break;
    for (const char c : line) {
      if (c != 'T' && c != 't' && c != 'F' && c != 'f') continue;
      if (at < areas.size()) areas[at].is_permanent = c == 'T' || c == 't';
      ++at;
    }
    in.advance();
  }
}

void read_levees(LineReader& in, CrossSection& section) {
  const auto f = in.fields();
  const double m = in.units().length();
  section.left_levee = {LineReader::truth(f, 0), in.number(f, 1, "a levee's station") * m, in.number(f, 2, "a levee's level") * m};
  section.right_levee = {LineReader::truth(f, 3), in.number(f, 4, "a levee's station") * m, in.number(f, 5, "a levee's level") * m};
  for (const Levee* levee : {&section.left_levee, &section.right_levee})
    if (levee->is_there && (std::isnan(levee->station) || std::isnan(levee->level)))
      in.error(fmt::format("a levee of section {} has no station or no level", section.station), "it is switched on and a field is blank", "fill it in, or switch it off with 0");
  in.advance();
}

/// "Vertical n Elevations= 2", "Vertical n for Station=0", "Vertical n Flow=-1", each with its numbers.
bool read_vertical(LineReader& in, CrossSection& section) {
  VerticalRoughness& vertical = section.vertical_roughness;
  if (in.is_key("Vertical n Elevations")) {
    vertical.values = in.block(in.count("levels of vertical roughness"), 1, "levels of vertical roughness");
    vertical.manning_n.assign(vertical.values.size(), {});
  } else if (in.is_key("Vertical n for Station")) {
    vertical.stations.push_back(in.single("a station") * in.units().length());
    const auto column = in.block(vertical.values.size(), 1, "values of vertical roughness");
    for (std::size_t i = 0; i < vertical.values.size(); ++i) vertical.manning_n[i].push_back(i < column.size() ? column[i] : blank);
  } else if (in.is_key("Vertical n Flow")) {
    const auto f = in.fields();
    vertical.by_discharge = LineReader::truth(f, 0);
    in.advance();
  } else {
    return false;
  }
  return true;
}

/// The normal kind reaches from the left end to a station, and from another one to the right end: those ends are blank, or a zero of no meaning.
void fill_ends(CrossSection& section, std::vector<Obstruction>& areas, bool is_multiple) {
  if (!section.points.empty() && !is_multiple) {
    for (std::size_t i = 0; i < areas.size(); ++i) {
      if (std::isnan(areas[i].from) && std::isnan(areas[i].to)) continue;
      if (i == 0) areas[i].from = section.points.front().x;
      else areas[i].to = section.points.back().x;
    }
  }
  std::erase_if(areas, [](const Obstruction& a) { return std::isnan(a.from) || std::isnan(a.to); });
}

}  // namespace

CrossSection read_section(LineReader& in, const NodeHead& head) {
  CrossSection section;
  section.station = head.station;
  section.station_value = head.station_value;
  section.is_interpolated = head.is_interpolated;
  section.line = head.line;
  section.length_left = head.left;
  section.length_channel = head.channel;
  section.length_right = head.right;
  const double m = in.units().length();
  const std::size_t errors = in.complaints().errors();
  while (!in.at_end() && !begins_object(in)) {
    if (in.is_empty()) {
      in.advance();
    } else if (read_common_line(in, section.name, section.description) || read_vertical(in, section)) {
      continue;
    } else if (in.is_key("#Sta/Elev")) {
      section.points = read_points(in, "ground points", m, m);
      in.nothing_follows("ground points");
    } else if (in.is_key("#Mann")) {
      read_roughness(in, section);
    } else if (in.is_key("#XS Ineff")) {
      section.ineffective = read_areas(in, "ineffective areas", section.station, section.ineffective_is_multiple);
    } else if (in.is_key("Permanent Ineff")) {
      read_permanent(in, section.ineffective);
    } else if (in.is_key("#Block Obstruct")) {
      section.blocked = read_areas(in, "blocked areas", section.station, section.blocked_is_multiple);
    } else if (in.is_key("Levee")) {
      read_levees(in, section);
    } else if (in.is_key("Bank Sta")) {
      const auto f = in.fields();
      section.left_bank = in.number(f, 0, "the left bank's station") * m;
      section.right_bank = in.number(f, 1, "the right bank's station") * m;
      in.advance();
    } else if (in.is_key("XS Rating Curve")) {
      section.rating = read_rating(in, "rating points");
    } else if (in.is_key("Exp/Cntr")) {
      const auto f = in.fields();
      section.expansion = in.number(f, 0, "an expansion coefficient");
      section.contraction = in.number(f, 1, "a contraction coefficient");
      in.advance();
    } else if (in.is_key("Skew Angle")) {
      const double angle = in.single("the skew in degrees");
      section.skew = std::isnan(angle) ? 0.0 : angle;
      in.advance();
    } else if (in.is_key("XS GIS Cut Line")) {
      section.cut_line = read_points(in, "points of the cut line", 1.0, 1.0, 16, 4);
    } else {
      in.leave_unread();
    }
  }
  VerticalRoughness& vertical = section.vertical_roughness;  // what its values are is known at the end only
  for (double& value : vertical.values) value *= vertical.by_discharge ? in.units().discharge() : m;
  if (!vertical.empty()) std::erase_if(section.roughness, [](const Roughness& r) { return r.manning_n == 0.0; });
  fill_ends(section, section.ineffective, section.ineffective_is_multiple);
  fill_ends(section, section.blocked, section.blocked_is_multiple);
  if (in.complaints().errors() == errors) check_section(in, section);  // else what is wrong has been said
  return section;
}

}  // namespace riverchief::io::hecras
