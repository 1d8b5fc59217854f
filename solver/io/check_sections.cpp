// Monitoring sections to which no water comes: a dry section is never rated.

#include <fmt/format.h>

#include <algorithm>

#include "basin/sources.hpp"
#include "io/forcing_reader.hpp"

namespace riverchief::io {
namespace {

bool ever_positive(const basin::Series& series) {
  return std::any_of(series.value.begin(), series.value.end(), [](double value) { return value > 0.0; });
}

/// Whether the head of a river lets water in.
bool comes_from_the_head(const basin::Scenario& s, const basin::River& river) {
  if (river.leaves || !river.leaves_storage.empty()) return true;
  return std::any_of(s.boundaries.begin(), s.boundaries.end(), [&](const basin::Boundary& b) {
    if (b.at.river != river.id || b.at.chainage > 0.5 * river.length) return false;
    return b.kind == basin::BoundaryKind::water_level || (b.kind == basin::BoundaryKind::discharge && ever_positive(b.series));
  });
}

/// Whether anything enters between the head and a chainage, or the sea may come up from the mouth.
bool comes_on_the_way(const basin::Scenario& s, const basin::River& river, double chainage, const std::vector<basin::Source>& sources) {
  const auto on_the_way = [&](const std::optional<basin::Place>& place) { return place && place->river == river.id && place->chainage <= chainage; };
  const basin::Basin& b = s.basin;
  return std::any_of(sources.begin(), sources.end(), [&](const basin::Source& source) { return source.over.river == river.id && source.over.from <= chainage && ever_positive(source.discharge); }) ||
         std::any_of(b.rivers.begin(), b.rivers.end(), [&](const basin::River& other) { return on_the_way(other.joins); }) ||
         std::any_of(b.structures.begin(), b.structures.end(), [&](const basin::Structure& structure) { return on_the_way(structure.to.place) || on_the_way(structure.from.place); }) ||
         std::any_of(b.intakes.begin(), b.intakes.end(), [&](const basin::Intake& intake) { return on_the_way(intake.returns_to.place); }) ||
         std::any_of(b.aquifers.begin(), b.aquifers.end(), [&](const basin::Aquifer& aquifer) { return aquifer.over.river == river.id && aquifer.over.from <= chainage; }) ||
         std::any_of(s.boundaries.begin(), s.boundaries.end(), [&](const basin::Boundary& boundary) { return boundary.at.river == river.id && boundary.at.chainage > 0.5 * river.length && boundary.kind == basin::BoundaryKind::water_level; });
}

}  // namespace

void check_sections(const basin::Scenario& scenario, const std::vector<core::Where>& places, Complaints& complaints) {
  const std::vector<basin::Source> sources = basin::sources_of(scenario);
  const auto& sections = scenario.basin.monitoring_sections;
  for (std::size_t i = 0; i < sections.size() && i < places.size(); ++i) {
    const basin::River* river = basin::find_river(scenario.basin, sections[i].at.river);
    if (!river || comes_from_the_head(scenario, *river) || comes_on_the_way(scenario, *river, sections[i].at.chainage, sources)) continue;
    complaints.warning(places[i], fmt::format("monitoring section '{}' lies on a dry reach", sections[i].id), fmt::format("the head of river '{}' brings no water and nothing enters above {:g} km: days without water are told as 断流 and never rated", river->id, sections[i].at.chainage / 1000.0),
                       "give its head a discharge, add what enters above it, or move the section.");
  }
}

}  // namespace riverchief::io
