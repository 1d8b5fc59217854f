#include "scenarios/measures/ground_edit.hpp"

#include <algorithm>
#include <cmath>

namespace riverchief::measures {
namespace {

using basin::SectionPoint;

constexpr double same = 1e-9;  // m: offsets and levels closer than this are one

/// The piece of a polyline that spans (from, to): its values at both ends, and the point it begins with.
struct Piece {
  double at_from, at_to;
  std::size_t point;
};

template <class Point>
Piece piece_of(const std::vector<Point>& points, double from, double to) {
  const double middle = 0.5 * (from + to);
  std::size_t i = 0;
  while (i + 2 < points.size() && points[i + 1].offset <= middle) ++i;
  const Point &a = points[i], &b = points[i + 1];
  const double rise = (b.level - a.level) / (b.offset - a.offset);
  return {a.level + rise * (from - a.offset), a.level + rise * (to - a.offset), i};
}

void put(std::vector<SectionPoint>& points, double offset, double level, double manning_n) {
  if (!points.empty() && std::abs(points.back().offset - offset) <= same && std::abs(points.back().level - level) <= same) {
    points.back().manning_n = manning_n;
  } else {
    points.push_back({offset, level, manning_n});
  }
}

double changed(double ground, double line, Earthwork work) {
  return work == Earthwork::fill ? std::max(ground, line) : work == Earthwork::cut ? std::min(ground, line) : line;
}

/// Makes sure that a point stands at the offset, on the ground.
void split_at(std::vector<SectionPoint>& points, double offset) {
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const SectionPoint a = points[i], b = points[i + 1];
    if (!(offset > a.offset + same && offset < b.offset - same)) continue;
    const double level = a.level + (b.level - a.level) * (offset - a.offset) / (b.offset - a.offset);
    points.insert(points.begin() + static_cast<std::ptrdiff_t>(i) + 1, {offset, level, a.manning_n});
    return;
  }
}

}  // namespace

double first_offset(const basin::Section& section) { return section.left_crest.value_or(section.points.front().offset); }
double last_offset(const basin::Section& section) { return section.right_crest.value_or(section.points.back().offset); }

EarthworkDone work_ground(const basin::Section& section, const GroundLine& line, Earthwork work, std::optional<double> manning_n) {
  EarthworkDone done;
  done.section = section;
  const std::vector<SectionPoint>& old = section.points;
  const double from = std::max(line.points.front().offset, old.front().offset), to = std::min(line.points.back().offset, old.back().offset);
  if (to - from <= same) return done;

  std::vector<double> at{from, to};
  for (const SectionPoint& p : old) at.push_back(p.offset);
  for (const GroundLine::Point& p : line.points) at.push_back(p.offset);
  std::sort(at.begin(), at.end());
  at.erase(std::remove_if(at.begin(), at.end(), [&](double y) { return y < from || y > to; }), at.end());
  at.erase(std::unique(at.begin(), at.end(), [](double a, double b) { return b - a <= same; }), at.end());

  std::vector<SectionPoint> points;
  for (const SectionPoint& p : old) {
    if (p.offset < from - same) put(points, p.offset, p.level, p.manning_n);
  }
  if (!points.empty()) {
    const Piece left = piece_of(old, points.back().offset, from);
    put(points, from, left.at_to, old[left.point].manning_n);
  }
  for (std::size_t k = 0; k + 1 < at.size(); ++k) {
    const double y0 = at[k], y1 = at[k + 1];
    const Piece ground = piece_of(old, y0, y1), wanted = piece_of(line.points, y0, y1);
    const double d0 = wanted.at_from - ground.at_from, d1 = wanted.at_to - ground.at_to, n = old[ground.point].manning_n;
    const auto part = [&](double share0, double share1) {  // the difference keeps its sign in between
      const double e0 = d0 + (d1 - d0) * share0, e1 = d0 + (d1 - d0) * share1;
      const double g0 = ground.at_from + (ground.at_to - ground.at_from) * share0, g1 = ground.at_from + (ground.at_to - ground.at_from) * share1;
      const double from_here = y0 + (y1 - y0) * share0, to_here = y0 + (y1 - y0) * share1;
      const bool fills = e0 + e1 > 0.0, works = std::max(std::abs(e0), std::abs(e1)) > same && work != (fills ? Earthwork::cut : Earthwork::fill);
      const double n_here = works ? manning_n.value_or(n) : n;
      put(points, from_here, works ? changed(g0, g0 + e0, work) : g0, n_here);
      put(points, to_here, works ? changed(g1, g1 + e1, work) : g1, n_here);
      if (!works) return;
      const double area = 0.5 * std::abs(e0 + e1) * (to_here - from_here), height = std::max(std::abs(e0), std::abs(e1));
      (fills ? done.fill_area : done.cut_area) += area;
      double& most = fills ? done.fill_height : done.cut_depth;
      most = std::max(most, height);
    };
    if ((d0 > same && d1 < -same) || (d0 < -same && d1 > same)) {
      const double meet = d0 / (d0 - d1);
      part(0.0, meet);
      part(meet, 1.0);
    } else {
      part(0.0, 1.0);
    }
  }
  if (done.cut_area <= 0.0 && done.fill_area <= 0.0) return done;
  std::size_t next = old.size();
  for (std::size_t i = old.size(); i-- > 0 && old[i].offset > to + same;) next = i;
  if (next < old.size()) {
    const Piece right = piece_of(old, to, old[next].offset);
    put(points, to, right.at_from, old[right.point].manning_n);
  }
  for (std::size_t i = next; i < old.size(); ++i) put(points, old[i].offset, old[i].level, old[i].manning_n);
  done.section.points = std::move(points);
  return done;
}

double area_below(const basin::Section& section, double from, double to, double level) {
  double area = 0.0;
  for (std::size_t i = 0; i + 1 < section.points.size(); ++i) {
    const SectionPoint &a = section.points[i], &b = section.points[i + 1];
    const double y0 = std::max(from, a.offset), y1 = std::min(to, b.offset);
    if (y1 - y0 <= same) continue;
    const double rise = (b.level - a.level) / (b.offset - a.offset);
    const double d0 = level - (a.level + rise * (y0 - a.offset)), d1 = level - (a.level + rise * (y1 - a.offset));
    if (d0 >= 0.0 && d1 >= 0.0) {
      area += 0.5 * (d0 + d1) * (y1 - y0);
    } else if (d0 > 0.0 || d1 > 0.0) {
      const double deep = std::max(d0, d1);
      area += 0.5 * deep * deep / std::abs(rise);
    }
  }
  return area;
}

double change_roughness(basin::Section& section, double from, double to, const std::function<double(double)>& manning_n) {
  if (to - from <= same) return 0.0;
  split_at(section.points, from);
  split_at(section.points, to);
  double width = 0.0;
  for (std::size_t i = 0; i + 1 < section.points.size(); ++i) {
    SectionPoint& p = section.points[i];
    const double next = section.points[i + 1].offset;
    if (p.offset < from - same || next > to + same) continue;
    const double n = manning_n(p.manning_n);
    if (n == p.manning_n) continue;
    p.manning_n = n;
    width += next - p.offset;
  }
  return width;
}

}  // namespace riverchief::measures
