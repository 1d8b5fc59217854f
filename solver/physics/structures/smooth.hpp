// Numbers that know their slopes by the two levels, and formulas that bend where textbooks break.
//
// Laws are written once, as formulas of such numbers; by_left and by_right are then the exact derivatives of the discharge.

#pragma once

#include <Eigen/Core>
#include <cmath>
#include <unsupported/Eigen/AutoDiff>

#include "physics/structure_law.hpp"

namespace riverchief::physics {

/// A value and its derivatives by the left and the right level. Never keep an expression of these with `auto`.
using Sloped = Eigen::AutoDiffScalar<Eigen::Vector2d>;

constexpr double gravity = 9.81;         ///< [m/s2]
constexpr double least_head = 0.005;     ///< square roots of head differences are straightened below this [m], see [ST-1]

inline Sloped left_of(double level) { return {level, Eigen::Vector2d(1.0, 0.0)}; }
inline Sloped right_of(double level) { return {level, Eigen::Vector2d(0.0, 1.0)}; }
inline Passing passing_of(const Sloped& discharge) {
  return {.discharge = discharge.value(), .by_left = discharge.derivatives()[0], .by_right = discharge.derivatives()[1]};
}

/// Head above a crest, zero below it. Its kink vanishes in powers above one.
inline Sloped head_above(const Sloped& level, double crest) {
  if (level.value() <= crest) return 0.0;
  return level - crest;
}

/// 0 for x <= 0, 1 for x >= 1, with slope 0 at both.
inline Sloped smooth_step(const Sloped& x) {
  if (x.value() <= 0.0) return 0.0;
  if (x.value() >= 1.0) return 1.0;
  return x * x * (3.0 - 2.0 * x);
}

/// The greater of two; rounded where they differ by less than width.
inline Sloped smooth_maximum(const Sloped& a, const Sloped& b, double width) {
  if (a.value() >= b.value() + width) return a;
  if (b.value() >= a.value() + width) return b;
  const Sloped between = a - b + width;
  return b + between * between / (4.0 * width);
}

inline Sloped smooth_minimum(const Sloped& a, const Sloped& b, double width) { return -smooth_maximum(-a, -b, width); }

/// The lesser of two discharges (both >= 0); rounded where they differ by less than a tenth, there at most 2.5 % below it.
/// Never falls where one of the two rises. Where both are zero their slopes are compared: they are at rest between equal levels.
inline Sloped lesser(const Sloped& a, const Sloped& b) {
  constexpr double share = 0.05;
  double at_a = a.value(), at_b = b.value();
  if (at_a == 0.0 && at_b == 0.0) {
    at_a = std::abs(a.derivatives()[0] - a.derivatives()[1]);
    at_b = std::abs(b.derivatives()[0] - b.derivatives()[1]);
  }
  const double width = share * (at_a + at_b), between = at_a - at_b;
  if (between >= width) return b;
  if (between <= -width) return a;
  const double above = between / width + 1.0;  // a - (a - b + w)^2 / 4w with w = share (a + b), homogeneous in a and b
  const double by_a = (1.0 - 0.5 * above) * (1.0 - 0.5 * share * above), by_b = 0.5 * above * (1.0 - share + 0.5 * share * above);
  return by_a * a + by_b * b;
}

/// [ST-1] x to a power below one with the sign of x: exact for |x| >= width, an odd polynomial with equal slope and curvature within.
inline Sloped straightened_power(const Sloped& x, double power, const Sloped& width) {
  using std::pow;
  if (x.value() >= width.value()) return pow(x, power);
  if (x.value() <= -width.value()) return -pow(-x, power);
  const double fifth = (power - 1.0) * (power - 3.0) / 8.0, third = 0.5 * (power - 1.0) - 2.0 * fifth, first = 1.0 - third - fifth;
  const Sloped t = x / width;
  const Sloped square = t * t;
  const Sloped scale = pow(width, power);
  return scale * t * (first + square * (third + square * fifth));
}

/// [ST-1] Root of a head difference.
inline Sloped straightened_root(const Sloped& head) { return straightened_power(head, 0.5, least_head); }

/// The higher of a level and a lip it has to rise above; rounded over the last centimetre below the lip, never above the higher of both.
inline Sloped back_water(const Sloped& level, const Sloped& lip) {
  constexpr double width = 0.01;
  if (level.value() >= lip.value()) return level;
  if (level.value() <= lip.value() - width) return lip - 0.5 * width;
  const Sloped risen = level - lip + width;
  return lip - 0.5 * width + risen * risen / (2.0 * width);
}

/// A law of the higher and the lower level as one of both directions: the lower side's water flows back.
template <typename Law>
Sloped both_ways(const Sloped& left, const Sloped& right, const Law& law) {
  if (left.value() >= right.value()) return law(left, right);
  return -law(right, left);
}

/// Something that only lets pass from left to right: opens over `head` of level difference.
template <typename Law>
Sloped one_way(const Sloped& left, const Sloped& right, double head, const Law& law) {
  if (left.value() <= right.value()) return 0.0;
  return law(left, right) * smooth_step((left - right) / head);
}

/// A law from a formula.
template <typename Formula, typename Sill>
class FormulaLaw final : public StructureLaw {
 public:
  FormulaLaw(Formula formula, Sill sill) : formula_(std::move(formula)), sill_(std::move(sill)) {}
  Passing passing(double left_level, double right_level, double setting) const override {
    return passing_of(formula_(left_of(left_level), right_of(right_level), setting));
  }
  double sill(double setting) const override { return sill_(setting); }

 private:
  Formula formula_;
  Sill sill_;
};

/// \param formula  Sloped(Sloped left, Sloped right, double setting)
/// \param sill     double(double setting)
template <typename Formula, typename Sill>
std::unique_ptr<StructureLaw> law_of(Formula formula, Sill sill) {
  return std::make_unique<FormulaLaw<Formula, Sill>>(std::move(formula), std::move(sill));
}

}  // namespace riverchief::physics
