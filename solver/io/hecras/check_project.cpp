// Whether flow data and plan fit the geometry.

#include <fmt/format.h>

#include <algorithm>

#include "io/hecras/read_parts.hpp"

namespace riverchief::io::hecras {
namespace {

class ProjectCheck {
 public:
  ProjectCheck(const Project& project, Complaints& complaints) : project_(project), complaints_(complaints) {}

  void run() {
    const std::size_t errors = complaints_.errors();
    for (const Boundary& b : project_.unsteady.boundaries) {
      check_place(project_.unsteady.file, b.line, b.river, b.reach, b.station, "a boundary", true);
      check_storage(project_.unsteady.file, b.line, b.storage, "a boundary");
    }
    const bool has_misplaced = complaints_.errors() > errors;
    for (const InitialFlow& i : project_.unsteady.initial_flows) check_place(project_.unsteady.file, i.line, i.river, i.reach, i.station, "an initial discharge", false);
    for (const InitialLevel& i : project_.unsteady.initial_levels) {
      check_place(project_.unsteady.file, i.line, i.river, i.reach, i.station, "an initial level", true);
      check_storage(project_.unsteady.file, i.line, i.storage, "an initial level");
    }
    for (const FlowChange& f : project_.steady.flows) check_place(project_.steady.file, f.line, f.river, f.reach, f.station, "a discharge", false);
    for (const SteadyBoundary& b : project_.steady.boundaries) check_place(project_.steady.file, b.line, b.river, b.reach, "", "a boundary", false);
    for (const RoughnessFactors& r : project_.plan.roughness_factors) check_place(project_.plan.file, r.line, r.river, r.reach, "", "a change of roughness", false);
    for (const Breach& b : project_.plan.breaches)
      if (b.is_active) check_place(project_.plan.file, b.line, b.river, b.reach, b.station, "a breach", true);
    if (!project_.unsteady.boundaries.empty() && !has_misplaced)
      for (const Reach& reach : project_.geometry.reaches) check_ends(reach);
  }

 private:
  void check_place(const std::string& file, int line, const std::string& river, const std::string& reach, const std::string& station, const std::string& what, bool any_node) {
    if (river.empty() || project_.geometry.reaches.empty()) return;
    std::vector<std::string> reaches, stations;
    for (const Reach& r : project_.geometry.reaches) {
      reaches.push_back(r.river + "," + r.name);
      if (r.river != river || r.name != reach) continue;
      for (const CrossSection& s : r.sections) stations.push_back(s.station);
      if (any_node) {
        for (const Crossing& s : r.crossings) stations.push_back(s.station);
        for (const InlineStructure& s : r.inline_structures) stations.push_back(s.station);
        for (const LateralStructure& s : r.laterals) stations.push_back(s.station);
      }
      if (station.empty() || std::any_of(stations.begin(), stations.end(), [&](const std::string& s) { return same_station(s, station); })) return;
      complaints_.error({file, line, 0, ""}, fmt::format("{} is at station {} of river '{}', reach '{}', which is not there", what, station, river, reach), "the geometry has no node of that station",
                        suggestion(station, stations, "stations"));
      return;
    }
    complaints_.error({file, line, 0, ""}, fmt::format("{} is on river '{}', reach '{}', which is not there", what, river, reach), fmt::format("the geometry '{}' has no such reach", project_.geometry.file),
                      suggestion(river + "," + reach, reaches, "reaches"));
  }

  void check_storage(const std::string& file, int line, const std::string& name, const std::string& what) {
    std::vector<std::string> names;
    for (const StorageArea& a : project_.geometry.storage_areas) names.push_back(a.name);
    if (name.empty() || std::find(names.begin(), names.end(), name) != names.end()) return;
    complaints_.error({file, line, 0, ""}, fmt::format("{} is at storage area '{}', which is not there", what, name), fmt::format("the geometry '{}' has no such area", project_.geometry.file), suggestion(name, names, "storage areas"));
  }

  bool is_joined(const Reach& reach, std::vector<JunctionArm> Junction::* side) const {
    return std::any_of(project_.geometry.junctions.begin(), project_.geometry.junctions.end(), [&](const Junction& j) {
      return std::any_of((j.*side).begin(), (j.*side).end(), [&](const JunctionArm& a) { return a.river == reach.river && a.reach == reach.name; });
    });
  }

  /// An end that meets no junction has a boundary, or HEC-RAS would not have run: a file without it was cut. It may open into a storage
  /// area too, which the text does not say in a way we know; where there are any, this is a warning.
  void check_ends(const Reach& reach) {
    if (reach.sections.empty()) return;
    const auto has_boundary = [&](const CrossSection& section) {
      return std::any_of(project_.unsteady.boundaries.begin(), project_.unsteady.boundaries.end(),
                         [&](const Boundary& b) { return b.river == reach.river && b.reach == reach.name && same_station(b.station, section.station); });
    };
    const auto missing = [&](const CrossSection& section, const char* end) {
      const core::Where where{project_.unsteady.file, 0, 0, ""};
      const std::string what = fmt::format("no boundary at the {} end of river '{}', reach '{}'", end, reach.river, reach.name);
      const std::string why = fmt::format("none of the {} boundaries of this file is at station {}, and no junction is there", project_.unsteady.boundaries.size(), section.station);
      const std::string fix = "enter it in HEC-RAS (Unsteady Flow Data) and save again; if the file was cut, copy it again";
      if (project_.geometry.storage_areas.empty()) complaints_.error(where, what, why, fix);
      else complaints_.warning(where, what, why, fix + "; if the reach opens into a storage area, write leaves or joins in basin.toml");
    };
    if (!is_joined(reach, &Junction::downstream) && !has_boundary(reach.sections.front())) missing(reach.sections.front(), "upper");
    if (!is_joined(reach, &Junction::upstream) && !has_boundary(reach.sections.back())) missing(reach.sections.back(), "lower");
  }

  const Project& project_;
  Complaints& complaints_;
};

}  // namespace

void check_project(const Project& project, Complaints& complaints) {
  if (project.geometry.file.empty() || project.geometry.is_cut) return;  // what is missing may stand in what was lost
  ProjectCheck(project, complaints).run();
}

}  // namespace riverchief::io::hecras
