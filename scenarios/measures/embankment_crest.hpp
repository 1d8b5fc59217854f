// The crest of an embankment in a section: which point it is, and how high it stands.

#pragma once

#include <algorithm>
#include <cmath>
#include <optional>

#include "basin/basin.hpp"

namespace riverchief::measures {

constexpr double foot_distance = 30.0;  ///< the foot of an embankment lies no further from its crest [m]

inline std::optional<double> crest_offset(const basin::Section& section, basin::Bank bank) {
  return bank == basin::Bank::left ? section.left_crest : section.right_crest;
}

/// The highest point at the crest's offset.
inline std::size_t crest_point(const basin::Section& section, double offset) {
  std::size_t found = 0;
  for (std::size_t i = 1; i < section.points.size(); ++i) {
    const double nearer = std::abs(section.points[found].offset - offset) - std::abs(section.points[i].offset - offset);
    if (nearer > 1e-9 || (nearer > -1e-9 && section.points[i].level > section.points[found].level)) found = i;
  }
  return found;
}

/// Height of the crest above the lowest ground on one side of it [m]; 0 where no ground is lower.
///
/// \param step  -1 to the left, +1 to the right
inline double height_above_foot(const basin::Section& section, std::size_t crest, int step) {
  const basin::SectionPoint& top = section.points[crest];
  double height = 0.0;
  for (long i = static_cast<long>(crest) + step; i >= 0 && i < static_cast<long>(section.points.size()); i += step) {
    const basin::SectionPoint& p = section.points[static_cast<std::size_t>(i)];
    if (std::abs(p.offset - top.offset) > foot_distance) break;
    height = std::max(height, top.level - p.level);
  }
  return height;
}

}  // namespace riverchief::measures
