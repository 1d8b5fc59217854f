#include <algorithm>
#include <cmath>
#include <limits>

#include "scenarios/attribution/attribution_tables.hpp"

namespace riverchief::attribution {
namespace {

using assessment::Table;

constexpr double nothing = std::numeric_limits<double>::quiet_NaN(), grams_per_tonne = 1e6, seconds_per_year = 365.0 * 86400.0;

double years_of(const io::ResultsFile& r) { return r.frames_written > 0 ? r.time[static_cast<std::size_t>(r.frames_written) - 1] / seconds_per_year : nothing; }

/// Volumes and masses are written when a run ends.
bool has_loads(const io::ResultsFile& r) { return !r.sources.id.empty() && !r.sources.volume.empty() && !std::isnan(r.sources.volume.front()); }

}  // namespace

Table source_loads_table(const io::ResultsFile& r) {
  Table table{"source_loads", {{"source", ""}, {"kind", ""}, {"type", ""}, {"sector", ""}, {"jurisdiction", ""}, {"chief", ""}, {"place", ""}, {"volume", "m3"}, {"pollutant", ""}, {"load", "t"},
                               {"load_per_year", "t/a"}, {"share", ""}}, {}};
  if (!has_loads(r)) return table;
  const io::SourceResults& s = r.sources;
  const std::size_t n = s.id.size();
  for (std::size_t p = 0; p < r.pollutants.size(); ++p) {
    double total = 0.0;
    for (std::size_t i = 0; i < n; ++i) total += s.mass[p * n + i];
    for (std::size_t i = 0; i < n; ++i)
      if (const double mass = s.mass[p * n + i]; mass != 0.0)
        table.rows.push_back({s.id[i], s.kind[i], s.type[i], s.sector[i], s.jurisdiction[i], s.chief[i], s.place[i], s.volume[i], r.pollutants[p], mass / grams_per_tonne,
                              mass / grams_per_tonne / years_of(r), total != 0.0 ? mass / total : nothing});
  }
  return table;
}

Table loads_by_table(const io::ResultsFile& r) {
  Table table{"loads_by", {{"by", ""}, {"group", ""}, {"pollutant", ""}, {"sources", ""}, {"load", "t"}, {"load_per_year", "t/a"}, {"share", ""}}, {}};
  if (!has_loads(r)) return table;
  const io::SourceResults& s = r.sources;
  const std::size_t n = s.id.size();
  const std::pair<const char*, const std::vector<std::string>*> ways[] = {{"kind", &s.kind}, {"type", &s.type}, {"sector", &s.sector}, {"jurisdiction", &s.jurisdiction}, {"chief", &s.chief}};
  for (const auto& [by, labels] : ways)
    for (std::size_t p = 0; p < r.pollutants.size(); ++p) {
      struct Group {
        std::string name;
        int sources = 0;
        double mass = 0.0;
      };
      std::vector<Group> groups;
      double total = 0.0;
      for (std::size_t i = 0; i < n; ++i) {
        const double mass = s.mass[p * n + i];
        if (mass == 0.0) continue;
        const std::string name = !(*labels)[i].empty() ? (*labels)[i] : s.kind[i] == "boundary" ? "boundary" : "unassigned";
        auto at = std::find_if(groups.begin(), groups.end(), [&](const Group& g) { return g.name == name; });
        if (at == groups.end()) groups.push_back({name}), at = groups.end() - 1;
        ++at->sources, at->mass += mass, total += mass;
      }
      std::stable_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) { return a.mass > b.mass; });
      for (const Group& g : groups)
        table.rows.push_back({std::string(by), g.name, r.pollutants[p], g.sources, g.mass / grams_per_tonne, g.mass / grams_per_tonne / years_of(r), total != 0.0 ? g.mass / total : nothing});
    }
  return table;
}

Table load_to_sea_table(const std::vector<Shares>& shares, const io::ResultsFile& r) {
  Table table{"load_to_sea", {{"end", ""}, {"month", ""}, {"pollutant", ""}, {"load", "t"}, {"load_per_year", "t/a"}, {"set", ""}, {"tag", ""}, {"part", "t"}, {"part_per_year", "t/a"}, {"share", ""}}, {}};
  for (const Shares& s : shares) {
    if (s.kind != "end" || std::isnan(s.load)) continue;
    const auto gate = std::find(r.tags.gate.begin(), r.tags.gate.end(), s.place) - r.tags.gate.begin();
    if (gate == static_cast<std::ptrdiff_t>(r.tags.gate.size()) || r.face_downstream_cell[static_cast<std::size_t>(r.tags.gate_face[static_cast<std::size_t>(gate)])] >= 0) continue;  // a head
    const double years = s.seconds / seconds_per_year;
    for (const Part& part : s.parts)
      if (std::abs(part.load) > 1e-15 * std::abs(s.load))
        table.rows.push_back({s.place, s.month, s.pollutant, s.load / grams_per_tonne, s.load / grams_per_tonne / years, part.set, part.name, part.load / grams_per_tonne,
                              part.load / grams_per_tonne / years, part.load_share});
  }
  return table;
}

Table unmonitored_table(const io::ResultsFile& r, const std::vector<Shares>& shares) {
  Table table{"unmonitored", {{"source", ""}, {"kind", ""}, {"jurisdiction", ""}, {"chief", ""}, {"place", ""}, {"pollutant", ""}, {"load", "t"}, {"section", ""}, {"passed", "t"}, {"seen", ""},
                              {"unseen", "t"}, {"finding", ""}}, {}};
  if (!has_loads(r) || std::find(r.tags.set.begin(), r.tags.set.end(), "source") == r.tags.set.end()) return table;
  constexpr double never = 1e-6, whole = 0.95;  // shares of the load
  const io::SourceResults& s = r.sources;
  const std::size_t n = s.id.size();
  for (std::size_t i = 0; i < n; ++i)
    for (const std::string& id : r.tags.pollutants) {
      const auto p = static_cast<std::size_t>(std::find(r.pollutants.begin(), r.pollutants.end(), id) - r.pollutants.begin());
      const double released = s.mass[p * n + i];
      if (!(released > 0.0)) continue;
      double most = 0.0;
      std::string at;
      for (const Shares& place : shares) {
        if (place.kind != "section" || place.month != "all" || place.pollutant != id) continue;
        for (const Part& part : place.parts)
          if (part.set == "source" && part.name == s.id[i] && std::abs(part.load) > most) most = std::abs(part.load), at = place.place;
      }
      const double seen = most / released;
      if (seen >= whole) continue;
      const std::string finding = seen < never ? "passes no monitoring section" : "decays, leaves or is still on its way before the section";
      table.rows.push_back({s.id[i], s.kind[i], s.jurisdiction[i], s.chief[i], s.place[i], id, released / grams_per_tonne, seen < never ? std::string() : at, most / grams_per_tonne, seen,
                            (released - most) / grams_per_tonne, finding});
    }
  std::stable_sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) { return std::get<double>(a[10]) > std::get<double>(b[10]); });
  return table;
}

}  // namespace riverchief::attribution
