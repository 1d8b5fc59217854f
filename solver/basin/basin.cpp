#include "basin/basin.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

namespace riverchief::basin {

const River* find_river(const Basin& basin, const std::string& id) {
  const auto found = std::find_if(basin.rivers.begin(), basin.rivers.end(), [&](const River& river) { return river.id == id; });
  return found == basin.rivers.end() ? nullptr : &*found;
}

const Storage* find_storage(const Basin& basin, const std::string& id) {
  const auto found = std::find_if(basin.storages.begin(), basin.storages.end(), [&](const Storage& storage) { return storage.id == id; });
  return found == basin.storages.end() ? nullptr : &*found;
}

const Structure* find_structure(const Basin& basin, const std::string& id) {
  const auto found = std::find_if(basin.structures.begin(), basin.structures.end(), [&](const Structure& structure) { return structure.id == id; });
  return found == basin.structures.end() ? nullptr : &*found;
}

double bottom_level(const Storage& storage) {
  assert(!storage.area.x.empty());
  return storage.area.x.front();
}

double bed_level(const Section& section) {
  assert(!section.points.empty());
  const double left = section.left_crest.value_or(section.points.front().offset);
  const double right = section.right_crest.value_or(section.points.back().offset);
  double lowest = std::numeric_limits<double>::infinity();
  for (const SectionPoint& point : section.points)
    if (point.offset >= left && point.offset <= right) lowest = std::min(lowest, point.level);
  // crests may stand between points, with the lowest ground at one of them
  return std::min({lowest, ground_level(section, left), ground_level(section, right)});
}

double bed_level_at(const River& river, double chainage) {
  const auto& sections = river.sections;
  assert(!sections.empty());
  const auto after = std::upper_bound(sections.begin(), sections.end(), chainage, [](double x, const Section& s) { return x < s.chainage; });
  if (after == sections.begin()) return bed_level(sections.front());
  if (after == sections.end()) return bed_level(sections.back());
  const Section &up = *(after - 1), &down = *after;
  const double w = (chainage - up.chainage) / (down.chainage - up.chainage);
  return (1.0 - w) * bed_level(up) + w * bed_level(down);
}

double ground_level(const Section& section, double offset) {
  const auto& points = section.points;
  assert(!points.empty());
  if (offset < points.front().offset) return points.front().level;
  if (offset > points.back().offset) return points.back().level;
  const auto after = std::lower_bound(points.begin(), points.end(), offset, [](const SectionPoint& p, double x) { return p.offset < x; });
  if (after->offset == offset) {  // at a wall the top of it counts
    double highest = after->level;
    for (auto point = after; point != points.end() && point->offset == offset; ++point) highest = std::max(highest, point->level);
    return highest;
  }
  const SectionPoint &left = *(after - 1), &right = *after;
  return left.level + (right.level - left.level) * (offset - left.offset) / (right.offset - left.offset);
}

}  // namespace riverchief::basin
