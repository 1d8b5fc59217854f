#include "scenarios/measures/template_cut.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace riverchief::measures {
namespace {

constexpr double same = 1e-9;  // m: offsets and levels closer than this are one

double first_offset(const basin::Section& s) { return s.left_crest.value_or(s.points.front().offset); }
double last_offset(const basin::Section& s) { return s.right_crest.value_or(s.points.back().offset); }

/// Level of the template at an offset; nothing is cut outside a wall.
double template_level(const CutTemplate& t, double offset) {
  const double beyond = offset < t.left ? t.left - offset : offset > t.right ? offset - t.right : 0.0;
  if (beyond <= same) return t.bed_level;
  const double slope = offset < t.left ? t.left_side_slope : t.right_side_slope;
  return slope > 0.0 ? t.bed_level + beyond / slope : std::numeric_limits<double>::infinity();
}

/// Index of the toe between the lowest point and the bank: the point deepest below the line that joins them.
std::size_t toe(const std::vector<basin::SectionPoint>& points, std::size_t lowest, std::size_t bank) {
  const double run = points[bank].offset - points[lowest].offset;
  if (std::abs(run) <= same) return lowest;
  const double rise = (points[bank].level - points[lowest].level) / run;
  std::size_t found = lowest;
  double deepest = same;
  const int step = bank > lowest ? 1 : -1;
  for (std::size_t i = lowest; i != bank; i = static_cast<std::size_t>(static_cast<long>(i) + step)) {
    const double line = points[lowest].level + rise * (points[i].offset - points[lowest].offset);
    if (line - points[i].level > deepest + same) {
      deepest = line - points[i].level;
      found = i;
    }
  }
  return found;
}

double slope_between(const basin::SectionPoint& foot, const basin::SectionPoint& bank) {
  constexpr double usual_slope = 3.0;  // of earth, where the section shows none
  const double rise = bank.level - foot.level;
  return rise > same ? std::abs(bank.offset - foot.offset) / rise : usual_slope;
}

void put(std::vector<basin::SectionPoint>& points, double offset, double level, double manning_n) {
  if (!points.empty() && std::abs(points.back().offset - offset) <= same && std::abs(points.back().level - level) <= same) {
    points.back().manning_n = manning_n;
  } else {
    points.push_back({offset, level, manning_n});
  }
}

}  // namespace

ChannelBottom channel_bottom(const basin::Section& section) {
  const std::vector<basin::SectionPoint>& p = section.points;
  std::size_t left_bank = 0, right_bank = p.size() - 1;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (p[i].offset <= section.left_bank + same) left_bank = i;
    if (p[i].offset >= section.right_bank - same) {
      right_bank = i;
      break;
    }
  }
  std::size_t lowest = left_bank;
  for (std::size_t i = left_bank; i <= right_bank; ++i) {
    if (p[i].level < p[lowest].level) lowest = i;
  }
  const std::size_t left = toe(p, lowest, left_bank), right = toe(p, lowest, right_bank);
  return {p[left].offset, p[right].offset, slope_between(p[left], p[left_bank]), slope_between(p[right], p[right_bank])};
}

Cut cut(const basin::Section& section, const CutTemplate& shape) {
  const double lo = first_offset(section), hi = last_offset(section);
  Cut result;
  result.section = section;
  result.leaves_channel = template_level(shape, lo) < basin::ground_level(section, lo) - same ||
                          template_level(shape, hi) < basin::ground_level(section, hi) - same;
  std::vector<basin::SectionPoint> points;
  double left_edge = hi, right_edge = lo;

  for (std::size_t i = 0; i + 1 < section.points.size(); ++i) {
    const basin::SectionPoint &a = section.points[i], &b = section.points[i + 1];
    const double run = b.offset - a.offset;
    if (run <= same || b.offset <= lo + same || a.offset >= hi - same) {
      put(points, a.offset, a.level, a.manning_n);
      if (run <= same) put(points, b.offset, b.level, b.manning_n);
      continue;
    }
    const auto ground = [&](double y) { return a.level + (b.level - a.level) * (y - a.offset) / run; };
    // Where the panel meets the template's corners, the limits and the template itself.
    std::vector<double> at{a.offset, b.offset};
    for (double corner : {shape.left, shape.right, lo, hi}) {
      if (corner > a.offset + same && corner < b.offset - same) at.push_back(corner);
    }
    std::sort(at.begin(), at.end());
    for (std::size_t k = 0; k + 1 < at.size(); ++k) {
      const double y0 = at[k], y1 = at[k + 1], middle = 0.5 * (y0 + y1);
      const double g0 = ground(y0), g1 = ground(y1);
      double t0 = std::numeric_limits<double>::infinity(), t1 = t0;
      if (middle > lo && middle < hi && std::isfinite(template_level(shape, middle))) {
        // The template is straight between corners; its line is taken from two inner points, so that a wall is one-sided.
        const double q = 0.25 * (y1 - y0), tl = template_level(shape, middle - q), tr = template_level(shape, middle + q);
        t0 = tl - (tr - tl) * 0.5;
        t1 = tr + (tr - tl) * 0.5;
      }
      const double c0 = g0 - t0, c1 = g1 - t1;  // depth of the cut at both ends; -inf outside the template
      if (!(c0 > same) && !(c1 > same)) {
        put(points, y0, g0, a.manning_n);
        put(points, y1, g1, a.manning_n);
        continue;
      }
      result.depth = std::max({result.depth, c0, c1});
      if (c0 >= -same && c1 >= -same) {
        result.area += 0.5 * (std::max(c0, 0.0) + std::max(c1, 0.0)) * (y1 - y0);
        put(points, y0, std::min(g0, t0), a.manning_n);
        put(points, y1, std::min(g1, t1), a.manning_n);
        left_edge = std::min(left_edge, y0);
        right_edge = std::max(right_edge, y1);
      } else {
        const double meet = y0 + (y1 - y0) * c0 / (c0 - c1);
        put(points, y0, std::min(g0, t0), a.manning_n);
        put(points, meet, ground(meet), a.manning_n);
        put(points, y1, std::min(g1, t1), a.manning_n);
        const double from = c0 > 0.0 ? y0 : meet, to = c0 > 0.0 ? meet : y1;
        result.area += 0.5 * std::max(c0, c1) * (to - from);
        left_edge = std::min(left_edge, from);
        right_edge = std::max(right_edge, to);
      }
    }
  }
  put(points, section.points.back().offset, section.points.back().level, section.points.back().manning_n);
  if (result.area <= 0.0) {
    result.depth = 0.0;
    return result;
  }
  result.section.points = std::move(points);
  if (left_edge < right_edge) {
    result.section.left_bank = std::min(section.left_bank, left_edge);
    result.section.right_bank = std::max(section.right_bank, right_edge);
  }
  return result;
}

}  // namespace riverchief::measures
