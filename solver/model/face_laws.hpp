// What a face makes of the water on its two sides: blended values, and the pressure of nearly dry cells.

#pragma once

#include <cmath>

#include "physics/section_table.hpp"

namespace riverchief::model {

inline constexpr double g = 9.81;               // [m/s2]
/// Ratio of neighbouring areas, as (A_R − A_L) / (A_R + A_L), from which the face takes the upstream area alone.
inline constexpr double steepest_contrast = 0.4;
/// A dry face forgets its velocity over this time [s]; it carries no water, so no result depends on it.
inline constexpr double dry_relaxation = 1.0;
/// Keeps quotients finite at dry faces: far below any area [m2] and ψ [m2/s2] of a wet one.
inline constexpr double tiny_area = 1e-9, tiny_psi = 1e-12;

/// How far the face value lies from the upstream value towards the mean: 1 where the water is smooth, 0 at fronts.
///   φ(s) = (1 − (s / s0)²)²,  s = (A_R − A_L) / (A_R + A_L)                                        [SV-3]
struct Blend {
  double phi, slope_left, slope_right;  // φ and its derivatives by the two areas
};
inline Blend blend(double left, double right) {
  const double sum = left + right;
  if (!(sum > tiny_area)) return {0, 0, 0};
  const double s = (right - left) / sum, r = s / steepest_contrast, inside = 1.0 - r * r;
  if (inside <= 0.0) return {0, 0, 0};
  const double by_s = -4.0 * inside * r / steepest_contrast, per = 2.0 / (sum * sum);
  return {inside * inside, -by_s * per * right, by_s * per * left};
}

/// Change of velocity across a cell, as a share of √(g h), from which its momentum is carried upwind alone.
inline constexpr double steepest_change = 0.15;
/// Shallower cells carry their momentum upwind alone [m].
inline constexpr double shallow_depth = 0.02;

/// How far the velocity a cell carries lies from the upwind one towards the mean of its faces.
///   φ(r) = (1 − r)²,  r = (Δu)² / (s1² g h) + (h1 / h)²                                            [SV-4]
struct Smooth {
  double phi, by_change, by_depth;  // φ and its derivatives by Δu and h
};
inline Smooth smooth(double change, double depth) {
  if (!(depth > shallow_depth)) return {0, 0, 0};
  const double scale = 1.0 / (steepest_change * steepest_change * g * depth), steep = change * change * scale;
  const double shallow = (shallow_depth / depth) * (shallow_depth / depth), inside = 1.0 - steep - shallow;
  if (inside <= 0.0) return {0, 0, 0};
  return {inside * inside, -4.0 * inside * change * scale, 2.0 * inside * (steep + 2.0 * shallow) / depth};
}

/// Face value between an upstream and a downstream one.
inline double face_value(double up, double down, double phi) { return up + 0.5 * phi * (down - up); }

/// Share of the pressure that acts: 0 where the higher side is dry, 1 from the dry depth on.
inline double wet_share(double depth) {
  if (depth >= physics::dry_depth) return 1.0;
  if (depth <= 0.0) return 0.0;
  const double s = depth / physics::dry_depth;
  return s * s * (3.0 - 2.0 * s);
}

}  // namespace riverchief::model
