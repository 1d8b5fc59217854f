// What a face makes of the water on its two sides: blended values, its discharge and acceleration, and their derivatives.
//
// Every law is written once, for a double or for several faces side by side (core/lanes.hpp): nothing branches, what differs between
// wet and dry, up and down, is chosen.

#pragma once

#include "core/lanes.hpp"
#include "physics/section_table.hpp"

namespace riverchief::model {

inline constexpr double g = 9.81;               // [m/s2]
/// Ratio of neighbouring areas, as (A_R − A_L) / (A_R + A_L), from which the face takes the upstream area alone.
inline constexpr double steepest_contrast = 0.4;
/// A dry face forgets its velocity over this time [s]; it carries no water, so no result depends on it.
inline constexpr double dry_relaxation = 1.0;
/// Keeps quotients finite at dry faces: far below any area [m2] and ψ [m2/s2] of a wet one.
inline constexpr double tiny_area = 1e-9, tiny_psi = 1e-12;
/// Change of velocity across a cell, as a share of √(g h), from which its momentum is carried upwind alone.
inline constexpr double steepest_change = 0.15;
/// Shallower cells carry their momentum upwind alone [m].
inline constexpr double shallow_depth = 0.02;

/// How far the face value lies from the upstream value towards the mean: 1 where the water is smooth, 0 at fronts.
///   φ(s) = (1 − (s / s0)²)²,  s = (A_R − A_L) / (A_R + A_L)                                        [SV-3]
/// and 0 where the section itself changes at once: a jet leaves a narrow channel with the area it had there.
template <class T>
struct Blend {
  T phi, slope_left, slope_right;  // φ and its derivatives by the two areas
};
template <class T>
RIVERCHIEF_INLINE Blend<T> blend(T left, T right, T mixes) {
  const T sum = left + right, inverse = 1.0 / core::larger(sum, core::all<T>(tiny_area));
  const T r = (right - left) * inverse * (1.0 / steepest_contrast);
  const T inside = core::choose(sum > tiny_area, core::larger(1.0 - r * r, T{}), T{});
  const T by_s = mixes * inside * r * (-4.0 / steepest_contrast), per = 2.0 * inverse * inverse;
  return {mixes * inside * inside, -by_s * per * right, by_s * per * left};
}

/// Face value between an upstream and a downstream one.
template <class T>
RIVERCHIEF_INLINE T face_value(T up, T down, T phi) {
  return up + 0.5 * phi * (down - up);
}

/// How far the velocity a cell carries lies from the upwind one towards the mean of its faces.
///   φ(r) = (1 − r)²,  r = (Δu)² / (s1² g h) + (h1 / h)²                                            [SV-4]
template <class T>
struct Smooth {
  T phi, by_change, by_depth;  // φ and its derivatives by Δu and h
};
template <class T>
RIVERCHIEF_INLINE Smooth<T> smooth(T change, T depth) {
  // at the shallow depth itself r = 1 and more: φ and its derivatives vanish
  const T inverse = 1.0 / core::larger(depth, core::all<T>(shallow_depth));
  const T scale = inverse * (1.0 / (steepest_change * steepest_change * g)), steep = change * change * scale;
  const T ratio = shallow_depth * inverse, shallow = ratio * ratio;
  const T inside = core::larger(1.0 - steep - shallow, T{});
  return {inside * inside, -4.0 * inside * change * scale, 2.0 * inside * (steep + 2.0 * shallow) * inverse};
}

/// Share of the pressure that acts: 0 where the higher side is dry, 1 from the dry depth on; and its derivative by the depth.
template <class T>
struct Wetness {
  T share, by_depth;
};
template <class T>
RIVERCHIEF_INLINE Wetness<T> wetness(T depth) {
  const T s = core::smaller(core::larger(depth * (1.0 / physics::dry_depth), T{}), core::all<T>(1.0));
  return {s * s * (3.0 - 2.0 * s), 6.0 * s * (1.0 - s) * (1.0 / physics::dry_depth)};
}

/// One face, or several: the water on its sides, its motion and that of the next faces of its river.
template <class T>
struct FaceView {
  T level_left, level_right, depth_left, depth_right;  ///< [m]
  T area_left, area_right, psi_left, psi_right;        ///< [m2], [m2/s2]
  T u, u_before, u_after;                              ///< [m/s]
  T q, q_before, q_after;                              ///< [m3/s]
  T side;                                              ///< water that enters from the side [m2/s]
  T inverse_distance;                                  ///< [1/m]
  T carry_left, carry_right;  ///< 1 / length of the cell that momentum is carried through [1/m]; 0 = none is (a junction, an end)
  T mixes;                    ///< 1, or 0 where the section changes at once: the upstream area alone
  T mean_left, mean_right;    ///< 1, or 0 where a river's end has one side only: upwind alone
};

// du/dt = −g ∂η/∂x − (1/A) (∂(Q u)/∂x − u ∂Q/∂x + u q) − g u |u| / ψ                                [SV-2]
template <class T>
RIVERCHIEF_INLINE T acceleration(const FaceView<T>& f, T phi) {
  const auto down = f.u >= 0.0;
  const T psi_up = core::choose(down, f.psi_left, f.psi_right), psi_low = core::choose(down, f.psi_right, f.psi_left);
  const T psi_face = core::larger(face_value(psi_up, psi_low, phi), T{}) + tiny_psi;
  const T inverse_area = 1.0 / (core::larger(0.5 * (f.area_left + f.area_right), T{}) + tiny_area);
  const T fall = f.level_right - f.level_left;
  const T wet = wetness(core::choose(fall > 0.0, f.depth_right, f.depth_left)).share;

  const T gravity = -g * wet * fall * f.inverse_distance;
  const T friction = -g * f.u * core::size_of(f.u) / psi_face;
  const T change_left = f.u_before - f.u, carried_left = 0.5 * (f.q_before + f.q);
  const T half_left = 0.5 * f.mean_left * smooth(change_left, f.depth_left).phi;
  const T change_right = f.u_after - f.u, carried_right = 0.5 * (f.q_after + f.q);
  const T half_right = 0.5 * f.mean_right * smooth(change_right, f.depth_right).phi;
  const T from_left = carried_left * core::choose(carried_left > 0.0, 1.0 - half_left, half_left) * change_left * f.carry_left;
  const T from_right = carried_right * core::choose(carried_right < 0.0, 1.0 - half_right, half_right) * change_right * f.carry_right;
  const T inertia = (from_left - from_right - f.side * f.u) * inverse_area;
  return gravity + inertia + friction - (1.0 - wet) * f.u * (1.0 / dry_relaxation);
}

/// Derivatives of what the water on the two sides measures, by the volumes of the two cells.
template <class T>
struct SlopeView {
  T level_left, level_right, area_left, area_right, psi_left, psi_right;
};
/// Derivatives of a face's discharge and acceleration: by its velocity, the two volumes, the velocities and discharges next door.
template <class T>
struct FaceSlopes {
  T q_u, q_left, q_right;
  T u, left, right, before, after;
  T by_q, by_q_before, by_q_after;
};
template <class T>
RIVERCHIEF_INLINE FaceSlopes<T> face_slopes(const FaceView<T>& f, const SlopeView<T>& s) {
  FaceSlopes<T> d;
  const Blend<T> b = blend(f.area_left, f.area_right, f.mixes);
  const auto down = f.u >= 0.0;
  const auto pick = [&](T left, T right) { return core::choose(down, left, right); };

  // Q = u A_f
  const T area_up = pick(f.area_left, f.area_right), area_low = pick(f.area_right, f.area_left);
  const T phi_up = pick(b.slope_left, b.slope_right), phi_low = pick(b.slope_right, b.slope_left);
  const T of_up = 1.0 - 0.5 * b.phi, of_low = 0.5 * b.phi, span = 0.5 * (area_low - area_up);
  const T rise_up = pick(s.area_left, s.area_right), rise_low = pick(s.area_right, s.area_left);
  const T q_up = f.u * (of_up + span * phi_up) * rise_up, q_low = f.u * (of_low + span * phi_low) * rise_low;
  d.q_u = face_value(area_up, area_low, b.phi);
  d.q_left = pick(q_up, q_low), d.q_right = pick(q_low, q_up);

  // friction
  const T psi_up = pick(f.psi_left, f.psi_right), psi_low = pick(f.psi_right, f.psi_left);
  const T raw = face_value(psi_up, psi_low, b.phi), inverse_psi = 1.0 / (core::larger(raw, T{}) + tiny_psi);
  const T speed = core::size_of(f.u), pull = g * speed * inverse_psi;
  const T by_psi = core::choose(raw > 0.0, pull * f.u * inverse_psi, T{}), psi_span = 0.5 * (psi_low - psi_up);
  const T friction_up = by_psi * (of_up * pick(s.psi_left, s.psi_right) + psi_span * phi_up * rise_up);
  const T friction_low = by_psi * (of_low * pick(s.psi_right, s.psi_left) + psi_span * phi_low * rise_low);
  d.u = -2.0 * pull;
  d.left = pick(friction_up, friction_low), d.right = pick(friction_low, friction_up);

  // gravity and the relaxation of dry faces
  const T fall = f.level_right - f.level_left;
  const auto right_is_high = fall > 0.0;
  const Wetness<T> wet = wetness(core::choose(right_is_high, f.depth_right, f.depth_left));
  d.left += g * wet.share * s.level_left * f.inverse_distance;
  d.right -= g * wet.share * s.level_right * f.inverse_distance;
  d.u -= (1.0 - wet.share) * (1.0 / dry_relaxation);
  const T drying = wet.by_depth * (f.u * (1.0 / dry_relaxation) - g * fall * f.inverse_distance);
  d.left += core::choose(right_is_high, T{}, drying * s.level_left);
  d.right += core::choose(right_is_high, drying * s.level_right, T{});

  // inertia
  const T mean_area = 0.5 * (f.area_left + f.area_right), inverse_area = 1.0 / (core::larger(mean_area, T{}) + tiny_area);
  T inertia;
  {
    const T k = f.carry_left * inverse_area, change = f.u_before - f.u, carried = 0.5 * (f.q_before + f.q);
    const auto enters = carried > 0.0;
    const Smooth<T> at = smooth(change, f.depth_left);
    const T half = 0.5 * f.mean_left * at.phi, weight = core::choose(enters, 1.0 - half, half);
    const T side = core::choose(enters, -0.5 * f.mean_left, 0.5 * f.mean_left);
    const T by_change = carried * k * (weight + side * at.by_change * change);
    inertia = carried * weight * change * k;
    d.before = by_change;
    d.u -= by_change;
    d.left += carried * side * at.by_depth * change * k * s.level_left;
    d.by_q_before = 0.5 * weight * change * k;
  }
  {
    const T k = f.carry_right * inverse_area, change = f.u_after - f.u, carried = 0.5 * (f.q_after + f.q);
    const auto enters = carried < 0.0;
    const Smooth<T> at = smooth(change, f.depth_right);
    const T half = 0.5 * f.mean_right * at.phi, weight = core::choose(enters, 1.0 - half, half);
    const T side = core::choose(enters, -0.5 * f.mean_right, 0.5 * f.mean_right);
    const T by_change = carried * k * (weight + side * at.by_change * change);
    inertia -= carried * weight * change * k;
    d.after = -by_change;
    d.u += by_change;
    d.right -= carried * side * at.by_depth * change * k * s.level_right;
    d.by_q_after = -0.5 * weight * change * k;
  }
  d.by_q = d.by_q_before + d.by_q_after;
  inertia -= f.side * f.u * inverse_area;
  d.u -= f.side * inverse_area;
  const T thinner = core::choose(mean_area > 0.0, 0.5 * inertia * inverse_area, T{});
  d.left -= thinner * s.area_left;
  d.right -= thinner * s.area_right;
  return d;
}

/// The row of a face's velocity in I − γJ. Neighbours' discharges are replaced through continuity of the cell between,
///   γ δQ_before = δV_left + γ δQ − (r_before − r),   γ δQ_after = γ δQ − δV_right + (r − r_after),          [NU-1]
/// which keeps every row within its block, its parent and its child.
template <class T>
struct FaceRow {
  T u, left, right, before, after;
};
template <class T>
RIVERCHIEF_INLINE FaceRow<T> face_row(const FaceSlopes<T>& d, double gamma) {
  const T by_all = d.by_q + d.by_q_before + d.by_q_after;
  return {1.0 - gamma * (d.u + by_all * d.q_u), -gamma * (d.left + by_all * d.q_left) - d.by_q_before,
          -gamma * (d.right + by_all * d.q_right) + d.by_q_after, -gamma * d.before, -gamma * d.after};
}

}  // namespace riverchief::model
