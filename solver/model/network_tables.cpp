// Tables of rivers with few sections that are unlike each other: means of the tables of the sections themselves, [FR-3].
//
// A section is lifted along the river with its pool line, which joins the highest beds from each section to the river's mouth: the level
// at which the river would stand with no flow. On a falling bed that is the bed; in a deep pool it is the sill below it.

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/network_builder.hpp"

namespace riverchief::model {
namespace {

/// Integral of the hat function that is 0 at `before`, 1 at `at`, 0 at `after`, up to x; infinite ends are flat.
double under_hat(double x, double before, double at, double after) {
  double area = 0.0;
  if (std::isinf(before)) {
    area += std::min(x, at);
  } else if (x > before && at > before) {
    const double s = std::min(x, at) - before;
    area += 0.5 * s * s / (at - before);
  }
  if (x <= at) return area;
  if (std::isinf(after)) return area + x - at;
  const double s = std::min(x, after) - at;
  return area + s - 0.5 * s * s / (after - at);
}

}  // namespace

/// Level of the pool line at each section [m].
const std::vector<double>& NetworkBuilder::pool_line(std::size_t r) {
  auto& line = pool_lines[r];
  const auto& sections = basin.rivers[r].sections;
  if (!line.empty()) return line;
  line.resize(sections.size());
  double highest = -std::numeric_limits<double>::infinity();
  for (std::size_t i = sections.size(); i-- > 0;) line[i] = highest = std::max(highest, basin::bed_level(sections[i]));
  return line;
}

double NetworkBuilder::pool_line(std::size_t r, double chainage) {
  const auto& sections = basin.rivers[r].sections;
  const auto& line = pool_line(r);
  const auto after = std::upper_bound(sections.begin(), sections.end(), chainage, [](double x, const basin::Section& s) { return x < s.chainage; });
  if (after == sections.begin()) return line.front();
  if (after == sections.end()) return line.back();
  const auto i = static_cast<std::size_t>(after - sections.begin());
  return line[i - 1] + (line[i] - line[i - 1]) * (chainage - sections[i - 1].chainage) / (sections[i].chainage - sections[i - 1].chainage);
}

/// Fall of the level from the middle of a river's last cell to its mouth, where a rating is read [m].
double NetworkBuilder::outlet_drop(std::size_t r, int cell, double chainage) {
  const auto& last = net.grid.cells[static_cast<std::size_t>(cell)];
  const basin::River& river = basin.rivers[r];
  if (river.between_sections == basin::BetweenSections::tables) return pool_line(r, last.chainage) - pool_line(r, chainage);
  return last.bed_level - basin::bed_level_at(river, chainage);
}

/// What each section contributes to the stretch from `from` to `to`, or to a place.
std::vector<physics::TableShare> NetworkBuilder::shares(std::size_t r, double from, double to) {
  const auto& sections = basin.rivers[r].sections;
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const double least = 1e-3, length = std::max(to - from, least), middle = 0.5 * (from + to), begin = middle - 0.5 * length, end = begin + length;
  std::vector<physics::TableShare> result;
  const double pool = pool_line(r, middle);
  const auto first = std::upper_bound(sections.begin(), sections.end(), begin, [](double x, const basin::Section& s) { return x < s.chainage; }) - sections.begin();
  for (auto i = static_cast<std::size_t>(std::max<std::ptrdiff_t>(first - 1, 0)); i < sections.size(); ++i) {
    const double before = i > 0 ? sections[i - 1].chainage : -infinity, at = sections[i].chainage, after = i + 1 < sections.size() ? sections[i + 1].chainage : infinity;
    if (before >= end) break;
    const double weight = (under_hat(end, before, at, after) - under_hat(begin, before, at, after)) / length;
    if (weight <= 1e-9) continue;
    auto& table = section_tables[{r, i}];
    if (!table) table = std::make_shared<const std::vector<physics::TableRow>>(physics::tabulate(ground_at(basin.rivers[r], at)));
    result.push_back({table, weight, pool - pool_line(r)[i]});
  }
  return result;
}

}  // namespace riverchief::model
