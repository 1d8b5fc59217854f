// Structures where they stand: wider than their section, below the bed, along a bank without embankment, in each other's way.

#include <fmt/format.h>

#include <algorithm>

#include "io/basin_reader.hpp"
#include "io/setting_reader.hpp"
#include "physics/structure_kinds.hpp"

namespace riverchief::io {
namespace {

/// What the kind itself finds wrong, at the key it means.
void check_kind(const basin::Structure& s, const BasinRead::StructurePlace& places, const BasinRead& read, Complaints& complaints) {
  for (const physics::StructureProblem& problem : problems_of(s, s.setting, read.basin)) {
    const auto key = places.keys.find(problem.key);
    complaints.error(key == places.keys.end() ? places.table : key->second, fmt::format("structure '{}': {}", s.id, problem.what), problem.why, problem.fix,
                     key == places.keys.end() || problem.key == "at" ? Complaints::Notes{} : Complaints::Notes{{places.at, "where it stands"}});
  }
}

/// Along a bank the crest of the embankment counts: it must be there wherever no level is given.
void check_crest(const basin::Structure& s, const BasinRead::StructurePlace& places, const BasinRead& read, Complaints& complaints) {
  if (!s.over || s.settings.numbers.count("crest_level")) return;
  const basin::River* found = basin::find_river(read.basin, s.over->river);
  if (!found || found->sections.empty()) return;
  const basin::River& river = *found;
  std::vector<double> chainages{s.over->from, s.over->to};
  for (const basin::Section& section : river.sections)
    if (section.chainage > s.over->from && section.chainage < s.over->to) chainages.push_back(section.chainage);
  std::sort(chainages.begin(), chainages.end());
  for (const double chainage : chainages) {
    const basin::Section section = basin::interpolate_section(river, chainage);
    if (*s.over->bank == basin::Bank::left ? section.left_crest : section.right_crest) continue;
    complaints.error(places.at, fmt::format("structure '{}' stands where there is no embankment", s.id), fmt::format("the section of '{}' at {:g} km has no {}_crest", river.id, chainage / 1000.0, basin::to_text(*s.over->bank)),
                     fmt::format("mark the crest in the sections of '{}', or choose a stretch with an embankment.", river.id));
    return;
  }
}

/// Two lengths of one crest that both let the water over it would count it twice. Breaches open within a crest.
void check_overlap(const BasinRead& read, Complaints& complaints) {
  const auto& all = read.basin.structures;
  const auto spills = [&](const basin::Structure& s) { return s.over && !physics::find_structure_kind(s.kind)->grows; };
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      if (!spills(all[i]) || !spills(all[j])) continue;
      const basin::Stretch &a = *all[i].over, &b = *all[j].over;
      const double from = std::max(a.from, b.from), to = std::min(a.to, b.to);
      if (a.river != b.river || a.bank != b.bank || from >= to) continue;
      complaints.error(read.structures[i].at, fmt::format("structures '{}' and '{}' stand on the same stretch of bank", all[i].id, all[j].id),
                       fmt::format("both hold '{}', and water would pass the crest twice", basin::to_text(basin::Stretch{a.river, from, to, a.bank})), "let one end where the other begins.", {{read.structures[j].at, "the other one"}});
    }
}

}  // namespace

void check_structures(const BasinRead& read, Complaints& complaints) {
  const auto& structures = read.basin.structures;
  for (std::size_t i = 0; i < structures.size(); ++i) {
    const basin::Structure& s = structures[i];
    if (has_known_surroundings(s, read)) check_kind(s, read.structures[i], read, complaints);
    if (s.over) check_crest(s, read.structures[i], read, complaints);
  }
  check_overlap(read, complaints);
}

}  // namespace riverchief::io
