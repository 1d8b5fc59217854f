// A surveyed cross-section reduced to what the flow needs, as functions of the water level.
//
//   water level η ->  A_s  storage area       all water, behind the embankments and in ineffective ground too   [m2]
//                     A    flow area          what conveys                                                      [m2]
//                     ψ    (K / A)²           squared velocity per unit of friction slope                       [m2/s2]
//
// Widths are piecewise linear in the level, as they are for a polygon, so areas are piecewise quadratic and the level
// follows from the area in closed form. ψ is a monotone-safe cubic with exact slopes. Conveyance is subdivided at the
// banks and wherever n changes (solver/physics/README.md, [FR-1] and [FR-2]).

#pragma once

#include <cmath>
#include <vector>

#include "core/lanes.hpp"

namespace riverchief::physics {

/// The ground of one section, points from left to right.
struct Ground {
  struct Point {
    double offset, level;  ///< [m]
    double manning_n;      ///< to the next point [s m^-1/3]; 0 = no friction
  };
  struct Ineffective {
    double from_offset, to_offset, level;  ///< [m]
    bool permanent = false;                ///< below `level` nothing conveys, even when the water stands higher
  };
  struct RoughnessAt {
    double level, factor;  ///< [m], [1]
  };
  std::vector<Point> points;
  double left_bank, right_bank;    ///< offsets of the main channel's banks [m]
  double left_crest, right_crest;  ///< offsets of the crests, or of the first and last point [m]
  bool has_left_crest = false, has_right_crest = false;
  std::vector<Ineffective> ineffective;
  std::vector<RoughnessAt> roughness_by_level;  ///< by growing level, linear in between, constant beyond; empty = 1
};

/// One stretch of levels; d = level - row.level. T: a double, or several rows side by side (core/lanes.hpp).
template <class T>
struct RowOf {
  T storage_area;                     ///< A_s at d = 0
  T level;                            ///< [m]
  T storage_width, storage_spread;    ///< T_s = storage_width + storage_spread d
  T flow_area;                        ///< A at d = 0
  T flow_width, flow_spread;          ///< T = flow_width + flow_spread d
  T psi[4];                           ///< ψ = psi[0] + d (psi[1] + d (psi[2] + d psi[3]))
  T storage_area_end;                 ///< A_s where the next row begins; infinite in the last
};
using TableRow = RowOf<double>;

/// What the flow feels at one level, with the derivatives by the level.
template <class T>
struct WettedOf {
  T level, storage_area, storage_width;
  T flow_area, flow_width;
  T psi, psi_slope;  ///< ψ and dψ/dη
};
using Wetted = WettedOf<double>;

/// Below this depth a section counts as dry: it drives no flow. Results do not change between 1e-7 and 1e-4 m.
inline constexpr double dry_depth = 1e-6;  // [m]
/// Narrowest width a table knows, so that a V-shaped bed has a level for every area.
inline constexpr double least_width = 0.01;  // [m]
/// Above a crest the ground behind it fills with the level over this height (storage without cells of its own).
inline constexpr double filling_height = 0.5;  // [m]
/// ψ of a bed without friction.
inline constexpr double frictionless_psi = 1e30;

/// Rows by growing level. The last row goes up for ever with the width of its foot.
/// \throws nothing; the reader has checked the section
std::vector<TableRow> tabulate(const Ground& ground);

/// Area behind a crest at a level [m2]: the ground's own area below the level, shared in over `filling_height`.
double area_behind_crest(const Ground& ground, bool left, double level);

/// The wetted section in a given row; a level below the row's foot is carried on by the row's own curves.
template <class T>
RIVERCHIEF_INLINE WettedOf<T> in_row(const RowOf<T>& row, T d) {
  WettedOf<T> w;
  w.level = row.level + d;
  w.storage_width = row.storage_width + row.storage_spread * d;
  w.storage_area = row.storage_area + d * (row.storage_width + 0.5 * row.storage_spread * d);
  w.flow_width = row.flow_width + row.flow_spread * d;
  w.flow_area = row.flow_area + d * (row.flow_width + 0.5 * row.flow_spread * d);
  w.psi = row.psi[0] + d * (row.psi[1] + d * (row.psi[2] + d * row.psi[3]));
  w.psi_slope = row.psi[1] + d * (2.0 * row.psi[2] + 3.0 * d * row.psi[3]);
  return w;
}

/// The row that holds `area` (by storage); below the bed the first. `row` is a hint and is moved to the row found.
inline const TableRow& find_row(const TableRow* rows, int count, double area, int& row) {
  while (row > 0 && area < rows[row].storage_area) --row;
  while (row + 1 < count && area >= rows[row + 1].storage_area) ++row;
  return rows[row];
}

/// Whether an area lies in a row.
inline bool holds(const TableRow& row, double area) { return area >= row.storage_area && area < row.storage_area_end; }

/// The wetted section that holds `area` (by storage) in the row of that area. At or below the bed it goes on along a straight
/// line, so that Newton may pass through.
template <class T>
RIVERCHIEF_INLINE WettedOf<T> at_area(const RowOf<T>& row, T area) {
  // A_s(d) = area:  d = 2 e / (T + sqrt(T² + 2 s e)), and e / T below the bed
  const T excess = area - row.storage_area, width = row.storage_width, above = core::larger(excess, T{});
  const T d = 2.0 * excess / (width + core::root(core::larger(width * width + 2.0 * row.storage_spread * above, T{})));
  const T below = core::smaller(d, T{});
  WettedOf<T> w = in_row(row, core::larger(d, T{}));
  w.level += below;
  w.storage_area += width * below;
  w.flow_area += row.flow_width * below;
  return w;
}

/// The wetted section at a level; dry (zero areas) below the bed.
Wetted at_level(const TableRow* rows, int count, double level);

}  // namespace riverchief::physics
