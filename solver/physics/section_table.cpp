#include "physics/section_table.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

namespace riverchief::physics {
namespace {

/// What a horizontal water surface at one level measures in a polygon.
struct Measured {
  double storage_width = 0, flow_width = 0, flow_area = 0, conveyance = 0;
  bool frictionless = false;
};

/// Level below which a panel never conveys: the top of permanently ineffective ground.
double idle_below(const Ground& ground, double from, double to) {
  const double middle = 0.5 * (from + to);
  double top = -1e300;
  for (const auto& part : ground.ineffective)
    if (part.permanent && middle > part.from_offset && middle < part.to_offset) top = std::max(top, part.level);
  return top;
}

/// The factor on the section's roughness at a level.
double roughness_factor(const std::vector<Ground::RoughnessAt>& at, double level) {
  if (at.empty()) return 1.0;
  if (level <= at.front().level) return at.front().factor;
  for (std::size_t i = 1; i < at.size(); ++i)
    if (level < at[i].level) return at[i - 1].factor + (at[i].factor - at[i - 1].factor) * (level - at[i - 1].level) / (at[i].level - at[i - 1].level);
  return at.back().factor;
}

/// A panel belongs to the flow where it lies between the crests and is not ineffective at this level.
bool conveys(const Ground& ground, double from, double to, double level) {
  const double middle = 0.5 * (from + to);
  if (middle < ground.left_crest || middle > ground.right_crest) return false;
  return std::none_of(ground.ineffective.begin(), ground.ineffective.end(), [&](const Ground::Ineffective& part) {
    return middle > part.from_offset && middle < part.to_offset && level <= part.level;
  });
}

/// Wet part of the straight panel a-b below the level: width, area, wetted length.
struct Wet {
  double width, area, perimeter;
};
Wet wet_part(double xa, double za, double xb, double zb, double level) {
  const double da = level - za, db = level - zb;
  if (da <= 0.0 && db <= 0.0) return {0, 0, 0};
  const double run = xb - xa;
  if (da >= 0.0 && db >= 0.0) return {run, 0.5 * (da + db) * run, std::sqrt(run * run + (zb - za) * (zb - za))};
  const double deep = std::max(da, db), share = deep / std::abs(zb - za);
  return {run * share, 0.5 * deep * run * share, share * std::sqrt(run * run + (zb - za) * (zb - za))};
}

double crest_level(const Ground& ground, bool left) {
  const double offset = left ? ground.left_crest : ground.right_crest;
  double level = -1e300;
  for (const auto& point : ground.points)
    if (point.offset == offset) level = std::max(level, point.level);
  return level;
}

/// Smooth share of the ground behind a crest that is filled: 0 at the crest, 1 a filling height above.
double filled_share(double level, double crest) {
  const double s = std::clamp((level - crest) / filling_height, 0.0, 1.0);
  return s * s * (3.0 - 2.0 * s);
}

double polygon_area(const Ground& ground, double from, double to, double level) {
  double area = 0;
  for (std::size_t i = 0; i + 1 < ground.points.size(); ++i) {
    const auto &a = ground.points[i], &b = ground.points[i + 1];
    if (a.offset < from || b.offset > to) continue;
    area += wet_part(a.offset, a.level, b.offset, b.level, level).area;
  }
  return area;
}

/// Points of the section, cut additionally at banks, crests and the ends of ineffective ground.
std::vector<Ground::Point> cut(const Ground& ground) {
  std::vector<double> cuts{ground.left_bank, ground.right_bank, ground.left_crest, ground.right_crest};
  for (const auto& part : ground.ineffective) cuts.insert(cuts.end(), {part.from_offset, part.to_offset});
  std::sort(cuts.begin(), cuts.end());
  std::vector<Ground::Point> points;
  for (std::size_t i = 0; i < ground.points.size(); ++i) {
    points.push_back(ground.points[i]);
    if (i + 1 == ground.points.size()) break;
    const auto &a = ground.points[i], &b = ground.points[i + 1];
    for (const double x : cuts)
      if (x > points.back().offset && x > a.offset && x < b.offset)
        points.push_back({x, a.level + (b.level - a.level) * (x - a.offset) / (b.offset - a.offset), a.manning_n});
  }
  return points;
}

/// Conveyance K = Σ A_j R_j^{2/3} / n_j over subareas, divided at the banks and at changes of n.          [FR-2]
Measured measure(const Ground& ground, double level) {
  Measured sum;
  double area = 0, perimeter = 0, n = -1;
  bool after_falling_wall = false;
  const auto close = [&] {
    if (area > 0.0 && perimeter > 0.0) {
      if (n > 0.0)
        sum.conveyance += area * std::cbrt(area * area / (perimeter * perimeter)) / n;
      else
        sum.frictionless = true;
    }
    area = perimeter = 0;
  };
  const auto& points = ground.points;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const auto &a = points[i], &b = points[i + 1];
    const Wet wet = wet_part(a.offset, a.level, b.offset, b.level, level);
    const bool behind = (ground.has_left_crest && b.offset <= ground.left_crest) ||
                        (ground.has_right_crest && a.offset >= ground.right_crest);
    if (!behind) sum.storage_width += wet.width;
    // A vertical wall belongs to the deeper water beside it: a falling one to the next panel, a rising one to the last.
    const bool wall = a.offset == b.offset, falls = wall && b.level < a.level;
    const bool at_bank = a.offset == ground.left_bank || a.offset == ground.right_bank;
    const bool flows = !wall ? conveys(ground, a.offset, b.offset, level)
                     : falls ? i + 2 < points.size() && conveys(ground, b.offset, points[i + 2].offset, level)
                             : area > 0.0;
    const double n_here = !wall ? a.manning_n : falls ? b.manning_n : n;
    const bool bank_divides = at_bank && (wall ? falls : !after_falling_wall);
    if (!flows || bank_divides || n_here != n) close();
    after_falling_wall = falls;
    if (!flows) continue;
    n = n_here;
    const double idle = ground.ineffective.empty() ? -1e300 : idle_below(ground, a.offset, b.offset);
    const Wet moving = idle > -1e300 ? wet_part(a.offset, std::max(a.level, idle), b.offset, std::max(b.level, idle), level) : wet;
    area += moving.area;
    perimeter += moving.perimeter;
    sum.flow_area += moving.area;
    sum.flow_width += moving.width;
  }
  close();
  if (!ground.roughness_by_level.empty()) sum.conveyance /= roughness_factor(ground.roughness_by_level, level);
  return sum;
}

/// Storage width added by the ground behind the crests: d/dη of area_behind_crest.
double width_behind(const Ground& ground, bool left, double level) {
  const double step = 1e-4;
  return (area_behind_crest(ground, left, level + step) - area_behind_crest(ground, left, level - step)) / (2.0 * step);
}

std::vector<double> table_levels(const Ground& ground) {
  double bed = 1e300, top = -1e300;
  std::vector<double> levels;
  for (const auto& point : ground.points) {
    if (point.offset < ground.left_crest || point.offset > ground.right_crest) continue;
    bed = std::min(bed, point.level);
  }
  for (const auto& point : ground.points) {
    top = std::max(top, point.level);
    if (point.level > bed) levels.push_back(point.level);
  }
  for (const auto& part : ground.ineffective)
    if (part.level > bed) levels.insert(levels.end(), {part.level, part.level + 0.02});
  for (const bool left : {true, false}) {
    if (!(left ? ground.has_left_crest : ground.has_right_crest)) continue;
    for (int k = 0; k <= 8; ++k) levels.push_back(crest_level(ground, left) + filling_height * k / 8.0);
  }
  // Graded levels carry ψ; a ratio of 1.25 keeps its cubic within 1e-5.
  for (double h = 0.01; bed + h < top + 5.0; h *= 1.25) levels.push_back(bed + h);
  levels.push_back(bed);
  std::sort(levels.begin(), levels.end());
  std::vector<double> kept;
  for (const double level : levels)
    if (kept.empty() || level > kept.back() + 1e-3) kept.push_back(level);
  return kept;
}

double psi_of(const Measured& m) {
  if (m.frictionless) return frictionless_psi;
  if (m.flow_area <= 0.0) return 0.0;
  const double c = m.conveyance / m.flow_area;
  return c * c;
}

}  // namespace

double area_behind_crest(const Ground& ground, bool left, double level) {
  if (!(left ? ground.has_left_crest : ground.has_right_crest)) return 0.0;
  const double share = filled_share(level, crest_level(ground, left));
  if (share == 0.0) return 0.0;
  return share * (left ? polygon_area(ground, -1e300, ground.left_crest, level)
                       : polygon_area(ground, ground.right_crest, 1e300, level));
}

std::vector<TableRow> tabulate(const Ground& given) {
  Ground ground = given;
  ground.points = cut(given);
  const std::vector<double> levels = table_levels(ground);
  const std::size_t count = levels.size();
  assert(count >= 2);

  const auto widths = [&](double level) {
    const Measured m = measure(ground, level);
    return std::pair{m.storage_width + width_behind(ground, true, level) + width_behind(ground, false, level), m.flow_width};
  };
  std::vector<TableRow> rows(count);
  double storage_area = 0, flow_area = 0;
  for (std::size_t k = 0; k < count; ++k) {
    TableRow& row = rows[k];
    row.level = levels[k];
    row.storage_area = storage_area;
    row.flow_area = flow_area;
    if (k + 1 == count) {
      const auto [storage, flow] = widths(levels[k] + 1.0);
      row.storage_width = std::max(storage, least_width);
      row.flow_width = std::max(flow, least_width);
      row.storage_spread = row.flow_spread = 0;
      break;
    }
    // Widths are linear between two levels, so two inner readings give both ends, jumps at flat ground included.
    const double height = levels[k + 1] - levels[k];
    const auto [s1, f1] = widths(levels[k] + 0.25 * height);
    const auto [s3, f3] = widths(levels[k] + 0.75 * height);
    const auto line = [&](double w1, double w3, double& width, double& spread) {
      const double foot = std::max(w1 - 0.5 * (w3 - w1), least_width), head = std::max(w3 + 0.5 * (w3 - w1), least_width);
      width = foot;
      spread = (head - foot) / height;
    };
    line(s1, s3, row.storage_width, row.storage_spread);
    line(f1, f3, row.flow_width, row.flow_spread);
    storage_area += height * (row.storage_width + 0.5 * row.storage_spread * height);
    flow_area += height * (row.flow_width + 0.5 * row.flow_spread * height);
  }

  for (std::size_t k = 0; k < count; ++k)
    rows[k].storage_area_end = k + 1 < count ? rows[k + 1].storage_area : std::numeric_limits<double>::infinity();

  // ψ: values at the levels, slopes from close by where both sides agree, harmonic where they do not.
  std::vector<double> value(count), slope(count, 0.0);
  for (std::size_t k = 0; k < count; ++k) value[k] = psi_of(measure(ground, levels[k]));
  if (value.back() >= frictionless_psi) {
    for (auto& row : rows) row.psi[0] = frictionless_psi, row.psi[1] = row.psi[2] = row.psi[3] = 0;
    return rows;
  }
  value[0] = 0.0;
  for (std::size_t k = 1; k < count; ++k) {
    const double step = 1e-3 * (levels[k] - levels[k - 1]);
    const double below = (value[k] - psi_of(measure(ground, levels[k] - step))) / step;
    const double above = (psi_of(measure(ground, levels[k] + step)) - value[k]) / step;
    if (std::abs(above - below) <= 0.2 * std::max(std::abs(above), std::abs(below)))
      slope[k] = 0.5 * (above + below);
    else
      slope[k] = above * below > 0.0 && std::abs(above) < 1e6 ? 2.0 * above * below / (above + below) : 0.0;
  }
  for (std::size_t k = 0; k < count; ++k) {
    TableRow& row = rows[k];
    if (k + 1 == count) {
      row.psi[0] = value[k], row.psi[1] = std::max(slope[k], 0.0), row.psi[2] = row.psi[3] = 0;
      break;
    }
    const double height = levels[k + 1] - levels[k], secant = (value[k + 1] - value[k]) / height;
    // Fritsch & Carlson (1980): slopes within three times the secant keep the cubic monotone.
    const auto limit = [&](double s) { return secant * s <= 0.0 ? 0.0 : std::copysign(std::min(std::abs(s), 3.0 * std::abs(secant)), secant); };
    const double s0 = limit(slope[k]), s1 = limit(slope[k + 1]);
    row.psi[0] = value[k];
    row.psi[1] = s0;
    row.psi[2] = (3.0 * secant - 2.0 * s0 - s1) / height;
    row.psi[3] = (s0 + s1 - 2.0 * secant) / (height * height);
  }
  return rows;
}

Wetted at_level(const TableRow* rows, int count, double level) {
  if (level <= rows[0].level) {
    Wetted w = in_row(rows[0], 0.0);
    w.level = level;
    return w;
  }
  const TableRow* found = std::upper_bound(rows, rows + count, level, [](double z, const TableRow& row) { return z < row.level; }) - 1;
  return in_row(*found, level - found->level);
}

}  // namespace riverchief::physics
