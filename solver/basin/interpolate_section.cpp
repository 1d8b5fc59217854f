// The shape of a river between two surveyed sections.
//
// Both sections are cut at the same seven key points: left end, left crest, left bank, thalweg, right bank, right crest, right
// end. Between two neighbouring key points a relative position s runs from 0 to 1 across each section; the points of both are
// brought together by s, and offset, level and roughness are linear in chainage at equal s:
//
//   y(s) = (1 - w) y_up(s) + w y_down(s),   w = (x - x_up) / (x_down - x_up).
//
// So crests, banks and thalweg follow straight lines along the river, and a wall (two points at one offset) stays a wall.

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "basin/basin.hpp"

namespace riverchief::basin {
namespace {

constexpr double same_place = 1e-6;     // [m] of chainage: a section this near is the surveyed one
constexpr double same_position = 1e-9;  // [-] relative positions nearer than this are one
enum Key { left_end, left_crest, left_bank, thalweg, right_bank, right_crest, right_end, keys };

/// A section with a point at every key point.
struct Keyed {
  std::vector<SectionPoint> points;
  std::array<std::size_t, keys> at{};  ///< index into points, never decreasing
};

double mixed(double w, double up, double down) { return (1.0 - w) * up + w * down; }

/// Makes sure that a point stands at the offset.
void add_point(std::vector<SectionPoint>& points, double offset) {
  const auto after = std::lower_bound(points.begin(), points.end(), offset, [](const SectionPoint& p, double x) { return p.offset < x; });
  if (after == points.begin() || after == points.end() || after->offset == offset) return;
  const SectionPoint left = *(after - 1), right = *after;
  const double level = left.level + (right.level - left.level) * (offset - left.offset) / (right.offset - left.offset);
  points.insert(after, {offset, level, left.manning_n});
}

/// The point at the offset; the top of a wall.
std::size_t point_at(const std::vector<SectionPoint>& points, double offset) {
  std::size_t found = 0;
  for (std::size_t i = 1; i < points.size() && points[i].offset <= offset; ++i)
    if (points[i].offset > points[found].offset || points[i].level > points[found].level) found = i;
  return found;
}

/// Lowest point between two points; the middle of a level bottom.
std::size_t lowest_point(std::vector<SectionPoint>& points, std::size_t from, std::size_t to) {
  std::size_t first = from;
  for (std::size_t i = from; i <= to; ++i)
    if (points[i].level < points[first].level) first = i;
  std::size_t last = first;
  while (last < to && points[last + 1].level == points[first].level) ++last;
  if (last == first) return first;
  const double middle = 0.5 * (points[first].offset + points[last].offset);
  add_point(points, middle);
  return point_at(points, middle);
}

Keyed keyed(const Section& section, bool cut_left_crest, bool cut_right_crest) {
  Keyed k;
  k.points = section.points;
  const double left = k.points.front().offset, right = k.points.back().offset;
  const double crest_left = cut_left_crest ? section.left_crest.value_or(left) : left;
  const double crest_right = cut_right_crest ? section.right_crest.value_or(right) : right;
  for (const double offset : {crest_left, section.left_bank, section.right_bank, crest_right}) add_point(k.points, offset);
  const std::size_t bank = point_at(k.points, section.left_bank);
  lowest_point(k.points, bank, std::max(bank, point_at(k.points, section.right_bank)));  // may add the middle of a level bottom
  const std::size_t last = k.points.size() - 1;
  k.at[left_end] = 0;
  k.at[left_crest] = cut_left_crest && section.left_crest ? point_at(k.points, crest_left) : 0;
  k.at[left_bank] = std::max(k.at[left_crest], point_at(k.points, section.left_bank));
  k.at[right_bank] = std::max(k.at[left_bank], point_at(k.points, section.right_bank));
  k.at[thalweg] = lowest_point(k.points, k.at[left_bank], k.at[right_bank]);
  k.at[right_crest] = std::max(k.at[right_bank], cut_right_crest && section.right_crest ? point_at(k.points, crest_right) : last);
  k.at[right_end] = last;
  return k;
}

/// The stretch of a section between two key points, as a function of the relative position.
class Segment {
 public:
  Segment(const Keyed& section, std::size_t from, std::size_t to) : points_(section.points), from_(from) {
    const double width = points_[to].offset - points_[from].offset;
    double along = 0.0;
    for (std::size_t i = from; i <= to; ++i) {
      if (width > 0.0) along = (points_[i].offset - points_[from].offset) / width;  // across
      else if (i > from) along += std::abs(points_[i].level - points_[i - 1].level);  // up or down a wall
      position.push_back(along);
    }
    if (width <= 0.0 && along > 0.0)
      for (double& s : position) s /= along;
  }

  struct Value {
    double offset, level;
  };
  bool is_point() const { return position.size() == 1 || position.back() <= 0.0; }
  /// What lies just left of s, and just right of it; they differ at a wall.
  Value before(double s) const {
    for (std::size_t i = 0; i < position.size(); ++i)
      if (std::abs(position[i] - s) <= same_position) return value(i);
    return between(s);
  }
  Value after(double s) const {
    for (std::size_t i = position.size(); i-- > 0;)
      if (std::abs(position[i] - s) <= same_position) return value(i);
    return between(s);
  }
  /// Roughness of the panel around s, which is no position of a point, or of the wall at s.
  double roughness(double s) const {
    std::size_t i = 0;
    while (i + 2 < position.size() && position[i + 1] <= s + same_position && !is_wall(i, s)) ++i;
    return points_[from_ + i].manning_n;
  }
  std::vector<double> position;  ///< of every point, from 0 to 1

 private:
  bool is_wall(std::size_t i, double s) const {
    return std::abs(position[i] - s) <= same_position && std::abs(position[i + 1] - s) <= same_position;
  }
  Value value(std::size_t i) const { return {points_[from_ + i].offset, points_[from_ + i].level}; }
  Value between(double s) const {
    if (is_point()) return value(0);
    const auto after = std::upper_bound(position.begin(), position.end(), s);
    const auto i = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(after - position.begin(), 1, static_cast<std::ptrdiff_t>(position.size()) - 1)) - 1;
    const double f = (s - position[i]) / (position[i + 1] - position[i]);
    return {mixed(f, value(i).offset, value(i + 1).offset), mixed(f, value(i).level, value(i + 1).level)};
  }
  const std::vector<SectionPoint>& points_;
  std::size_t from_;
};

/// Positions of both segments, each once.
std::vector<double> positions_of(const Segment& up, const Segment& down) {
  std::vector<double> all;
  for (const Segment* segment : {&up, &down})
    if (!segment->is_point()) all.insert(all.end(), segment->position.begin(), segment->position.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end(), [](double a, double b) { return b - a <= same_position; }), all.end());
  return all;
}

/// Adds the segment between two neighbouring key points; the first of them is there already.
void add_segment(std::vector<SectionPoint>& points, const Segment& up, const Segment& down, double w) {
  const std::vector<double> positions = positions_of(up, down);
  const auto add = [&](const Segment::Value& a, const Segment::Value& b, double s) {
    // a key point that is a point of one section only has no roughness of its own there
    const double n_up = up.is_point() ? down.roughness(s) : up.roughness(s);
    const double n_down = down.is_point() ? n_up : down.roughness(s);
    points.back().manning_n = mixed(w, n_up, n_down);
    points.push_back({std::max(points.back().offset, mixed(w, a.offset, b.offset)), mixed(w, a.level, b.level), points.back().manning_n});
  };
  for (std::size_t i = 0; i < positions.size(); ++i) {
    const double s = positions[i];
    if (i > 0) add(up.before(s), down.before(s), 0.5 * (positions[i - 1] + s));
    const auto up_left = up.before(s), up_right = up.after(s), down_left = down.before(s), down_right = down.after(s);
    if (up_left.level != up_right.level || down_left.level != down_right.level) add(up_right, down_right, s);
  }
}

/// The offset of the result that lies where `offset` lies in the section `from`.
double mapped(double offset, const Keyed& from, const Keyed& other, double w_other) {
  if (offset <= from.points.front().offset || offset >= from.points.back().offset) {
    const bool left = offset <= from.points.front().offset;
    return mixed(w_other, offset, left ? other.points.front().offset : other.points.back().offset);
  }
  std::size_t key = left_end;
  while (key + 2 < keys && from.points[from.at[key + 1]].offset <= offset) ++key;
  const double begin = from.points[from.at[key]].offset, end = from.points[from.at[key + 1]].offset;
  const double s = end > begin ? (offset - begin) / (end - begin) : 0.0;
  return mixed(w_other, offset, mixed(s, other.points[other.at[key]].offset, other.points[other.at[key + 1]].offset));
}

std::vector<IneffectiveGround> ineffective_between(const Section& up, const Section& down, const Keyed& up_keyed, const Keyed& down_keyed, double w) {
  std::vector<IneffectiveGround> result;
  if (up.ineffective.size() == down.ineffective.size()) {
    for (std::size_t i = 0; i < up.ineffective.size(); ++i) {
      const IneffectiveGround &a = up.ineffective[i], &b = down.ineffective[i];
      result.push_back({mixed(w, a.from_offset, b.from_offset), mixed(w, a.to_offset, b.to_offset), mixed(w, a.level, b.level), a.permanent && b.permanent});
    }
    return result;
  }
  const bool up_is_nearer = w < 0.5;
  const Keyed &near = up_is_nearer ? up_keyed : down_keyed, &far = up_is_nearer ? down_keyed : up_keyed;
  const double w_far = up_is_nearer ? w : 1.0 - w;
  for (const IneffectiveGround& ground : up_is_nearer ? up.ineffective : down.ineffective)
    result.push_back({mapped(ground.from_offset, near, far, w_far), mapped(ground.to_offset, near, far, w_far), ground.level, ground.permanent});
  return result;
}

Section between(const Section& up, const Section& down, double chainage) {
  const double w = (chainage - up.chainage) / (down.chainage - up.chainage);
  const Keyed a = keyed(up, up.left_crest || down.left_crest, up.right_crest || down.right_crest);
  const Keyed b = keyed(down, up.left_crest || down.left_crest, up.right_crest || down.right_crest);
  Section result;
  result.chainage = chainage;
  std::array<double, keys> offset{};
  const SectionPoint &first_a = a.points.front(), &first_b = b.points.front();
  result.points.push_back({mixed(w, first_a.offset, first_b.offset), mixed(w, first_a.level, first_b.level), mixed(w, first_a.manning_n, first_b.manning_n)});
  offset[left_end] = result.points.back().offset;
  for (std::size_t key = left_end; key < right_end; ++key) {
    add_segment(result.points, Segment(a, a.at[key], a.at[key + 1]), Segment(b, b.at[key], b.at[key + 1]), w);
    offset[key + 1] = result.points.back().offset;
  }
  result.points.back().manning_n = mixed(w, a.points.back().manning_n, b.points.back().manning_n);
  result.left_bank = offset[left_bank];
  result.right_bank = offset[right_bank];
  if (up.left_crest && down.left_crest) result.left_crest = offset[left_crest];
  if (up.right_crest && down.right_crest) result.right_crest = offset[right_crest];
  result.ineffective = ineffective_between(up, down, a, b, w);
  result.roughness_by_level = (w < 0.5 ? up : down).roughness_by_level;
  return result;
}

}  // namespace

Section interpolate_section(const River& river, double chainage) {
  const auto& sections = river.sections;
  assert(!sections.empty());
  const auto after = std::upper_bound(sections.begin(), sections.end(), chainage, [](double x, const Section& s) { return x < s.chainage; });
  const auto copy = [&](const Section& section) {
    Section result = section;
    result.chainage = chainage;
    return result;
  };
  if (after == sections.begin()) return copy(sections.front());
  const Section& up = *(after - 1);
  if (after == sections.end() || chainage - up.chainage <= same_place) return copy(up);
  const Section& down = *after;
  if (down.chainage - chainage <= same_place) return copy(down);
  return between(up, down, chainage);
}

}  // namespace riverchief::basin
