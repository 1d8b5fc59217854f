// What cannot be in a geometry, section by section and as a whole.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "io/hecras/read_parts.hpp"

namespace riverchief::io::hecras {
namespace {

constexpr double steepest_level = 12000.0;  // m: no ground is higher above any datum, or lower
constexpr double weir_coefficient_si_limit = 2.6;  // m^0.5/s; an ogee at its design head has 2.2, US numbers begin at 2.6

std::string full_name(const Reach& reach) { return fmt::format("river '{}', reach '{}'", reach.river, reach.name); }

void check_stations(LineReader& in, const Reach& reach) {
  std::map<std::string, int> seen;
  const CrossSection* before = nullptr;
  for (const CrossSection& section : reach.sections) {
    const auto [first, is_new] = seen.try_emplace(section.station, section.line);
    if (!is_new) {
      in.error_at(section.line, fmt::format("river station {} stands twice in {}", section.station, full_name(reach)), fmt::format("it was in line {} already", first->second), "rename or remove one of them");
    } else if (before && section.station_value >= before->station_value) {
      in.error_at(section.line, fmt::format("section {} of {} is out of order", section.station, full_name(reach)),
                  fmt::format("it stands below {}, but river stations fall downstream", before->station), "sort the sections by river station in HEC-RAS and save again");
    }
    before = &section;
  }
  if (reach.sections.size() < 2)
    in.error_at(reach.line, fmt::format("{} has {} cross-sections", full_name(reach), reach.sections.size()), "a reach needs two", "add sections in HEC-RAS, or delete the reach");
}

void check_lengths(LineReader& in, const Reach& reach) {
  for (std::size_t i = 0; i + 1 < reach.sections.size(); ++i) {
    const CrossSection& section = reach.sections[i];
    if (std::isnan(section.length_channel) || section.length_channel <= 0.0)
      in.error_at(section.line, fmt::format("section {} of {} has no channel length to the next one", section.station, full_name(reach)),
                  std::isnan(section.length_channel) ? "the field is blank" : fmt::format("{:.3f} m", section.length_channel), "enter the downstream reach length of the channel");
  }
}

/// The reach on the map is as long as its sections say, or it is a sketch. A factor of a foot is neither.
void check_units_by_length(LineReader& in, const Reach& reach) {
  double on_map = 0.0, by_sections = 0.0;
  for (std::size_t i = 1; i < reach.centre_line.size(); ++i)
    on_map += std::hypot(reach.centre_line[i].x - reach.centre_line[i - 1].x, reach.centre_line[i].y - reach.centre_line[i - 1].y);
  for (std::size_t i = 0; i + 1 < reach.sections.size(); ++i) by_sections += reach.sections[i].length_channel;
  const double ratio = by_sections / (on_map * in.units().length());  // 1 where both are in the project's unit
  const double foot = 0.3048;
  if (std::abs(ratio * foot - 1.0) < 0.02 || std::abs(ratio / foot - 1.0) < 0.02)
    in.warning_at(reach.line, fmt::format("{} is {:.2f} times as long by its sections as on the map", full_name(reach), ratio),
                  "that is the ratio of foot and metre: the coordinates may be in another unit than the sections", "check the project's units (Options, Unit System); lengths are taken from the sections");
}

void check_weir_units(LineReader& in, double coefficient, int line, const std::string& name) {
  if (in.units().units == Units::si && coefficient > weir_coefficient_si_limit)
    in.warning_at(line, fmt::format("the weir coefficient of {} looks like one in US units", name), fmt::format("{:.2f} in a project in SI units; 1.4 to 2.2 are usual there, 2.6 to 4 in US units", coefficient),
                  "check it in HEC-RAS; it was taken as it stands");
}

bool has_reach(const Geometry& geometry, const std::string& river, const std::string& name) {
  return std::any_of(geometry.reaches.begin(), geometry.reaches.end(), [&](const Reach& r) { return r.river == river && r.name == name; });
}

std::vector<std::string> reach_names(const Geometry& geometry) {
  std::vector<std::string> out;
  for (const Reach& r : geometry.reaches) out.push_back(r.river + "," + r.name);
  return out;
}

std::vector<std::string> storage_names(const Geometry& geometry) {
  std::vector<std::string> out;
  for (const StorageArea& a : geometry.storage_areas) out.push_back(a.name);
  return out;
}

void check_storage_name(LineReader& in, const Geometry& geometry, const std::string& name, int line, const std::string& where) {
  const auto names = storage_names(geometry);
  if (geometry.is_cut || name.empty() || std::find(names.begin(), names.end(), name) != names.end()) return;
  in.error_at(line, fmt::format("{} names the storage area '{}', which is not there", where, name), "no line 'Storage Area=' has this name", suggestion(name, names, "storage areas"));
}

void check_reach_name(LineReader& in, const Geometry& geometry, const std::string& river, const std::string& reach, int line, const std::string& where) {
  if (geometry.is_cut || river.empty() || has_reach(geometry, river, reach)) return;
  in.error_at(line, fmt::format("{} names river '{}', reach '{}', which is not there", where, river, reach), "no line 'River Reach=' has these names", suggestion(river + "," + reach, reach_names(geometry), "reaches"));
}

void check_junctions(LineReader& in, const Geometry& geometry) {
  for (const Junction& junction : geometry.junctions) {
    const std::string where = fmt::format("junction '{}'", junction.name);
    if (junction.upstream.empty() || junction.downstream.empty())
      in.error_at(junction.line, fmt::format("{} joins nothing", where), fmt::format("{} reaches end there and {} begin", junction.upstream.size(), junction.downstream.size()), "connect its reaches in HEC-RAS and save again");
    for (const auto* arms : {&junction.upstream, &junction.downstream})
      for (const JunctionArm& arm : *arms) check_reach_name(in, geometry, arm.river, arm.reach, junction.line, where);
  }
}

}  // namespace

void check_section(LineReader& in, const CrossSection& section) {
  const std::string name = "section " + section.station;
  if (section.points.size() < 3) {
    in.error_at(section.line, fmt::format("{} has {} ground points", name, section.points.size()), "three are needed at least", "enter its ground in HEC-RAS, or delete it");
    return;
  }
  for (std::size_t i = 0; i < section.points.size(); ++i) {
    const Point& p = section.points[i];
    if (std::isnan(p.x) || std::isnan(p.y)) {
      in.error_at(section.line, fmt::format("ground point {} of {} is not complete", i + 1, name), "station or level is blank", "fill it in, or remove the point");
      return;
    }
    if (i > 0 && p.x < section.points[i - 1].x) {
      in.error_at(section.line, fmt::format("the ground of {} goes backwards", name), fmt::format("station {:.3f} m follows {:.3f} m", p.x, section.points[i - 1].x), "order the points by station");
      return;
    }
    if (std::abs(p.y) > steepest_level) {
      in.error_at(section.line, fmt::format("ground point {} of {} lies at {:.0f} m", i + 1, name, p.y), fmt::format("levels lie within {:.0f} m of the datum", steepest_level), "correct the level, or the project's unit system");
      return;
    }
  }
  if (std::isnan(section.left_bank) || std::isnan(section.right_bank)) {
    in.error_at(section.line, fmt::format("{} has no banks", name), "'Bank Sta' is missing or a field of it is blank", "enter both bank stations in HEC-RAS");
  } else if (!(section.left_bank < section.right_bank)) {
    in.error_at(section.line, fmt::format("the left bank of {} is not left of the right one", name), fmt::format("{:.3f} m and {:.3f} m", section.left_bank, section.right_bank), "correct the bank stations");
  } else if (section.left_bank < section.points.front().x - 0.01 || section.right_bank > section.points.back().x + 0.01) {
    in.error_at(section.line, fmt::format("a bank of {} lies outside its ground", name),
                fmt::format("banks {:.3f} m and {:.3f} m, ground {:.3f} m to {:.3f} m", section.left_bank, section.right_bank, section.points.front().x, section.points.back().x), "correct the bank stations");
  }
  const bool is_vertical = !section.vertical_roughness.empty();
  if (section.roughness.empty() && !is_vertical)
    in.error_at(section.line, fmt::format("{} has no roughness", name), "no Manning value is given", "enter Manning's n in HEC-RAS");
  for (const Roughness& value : section.roughness)
    if ((!(value.manning_n > 0.0) && !is_vertical) || value.manning_n > 1.0) {
      in.error_at(section.line, fmt::format("Manning's n of {} is {}", name, value.manning_n), "it lies between 0 and 1 s/m^(1/3)", "enter n, not Strickler's k (n = 1 / k)");
      break;
    }
  for (const auto& row : section.vertical_roughness.manning_n)
    if (std::any_of(row.begin(), row.end(), [](double n) { return !(n > 0.0) || n > 1.0; })) {
      in.error_at(section.line, fmt::format("the vertical roughness of {} has a value that is no n", name), "it lies between 0 and 1 s/m^(1/3)", "fill in all values in HEC-RAS and save again");
      break;
    }
}

void check_geometry(LineReader& in, const Geometry& geometry) {
  if (geometry.reaches.empty() && geometry.storage_areas.empty())
    in.error_at(0, "no river in this file", "no line 'River Reach=' was found", "give a geometry file of HEC-RAS (.g##)");
  std::set<std::pair<std::string, std::string>> names;
  for (const Reach& reach : geometry.reaches) {
    if (!names.emplace(reach.river, reach.name).second) in.error_at(reach.line, fmt::format("{} stands twice", full_name(reach)), "names of reaches are unique", "rename one of them in HEC-RAS");
    check_stations(in, reach);
    check_lengths(in, reach);
    check_units_by_length(in, reach);
    for (const InlineStructure& s : reach.inline_structures) check_weir_units(in, s.weir.coefficient, s.line, "inline structure " + s.station);
    for (const Crossing& s : reach.crossings) check_weir_units(in, s.weir_coefficient, s.line, "the crossing at " + s.station);
    for (const LateralStructure& s : reach.laterals) {
      const std::string where = "lateral structure " + s.station;
      check_weir_units(in, s.weir.coefficient, s.line, where);
      check_storage_name(in, geometry, s.to_storage, s.line, where);
      check_reach_name(in, geometry, s.to_river, s.to_reach, s.line, where);
    }
  }
  check_junctions(in, geometry);
  for (const Connection& c : geometry.connections) {
    check_storage_name(in, geometry, c.from_storage, c.line, fmt::format("connection '{}'", c.name));
    check_storage_name(in, geometry, c.to_storage, c.line, fmt::format("connection '{}'", c.name));
  }
  for (const PumpStation& p : geometry.pump_stations)
    for (const PumpPlace* place : {&p.from, &p.to, &p.reference}) {
      check_storage_name(in, geometry, place->storage, p.line, fmt::format("pump station '{}'", p.name));
      check_reach_name(in, geometry, place->river, place->reach, p.line, fmt::format("pump station '{}'", p.name));
    }
}

}  // namespace riverchief::io::hecras
