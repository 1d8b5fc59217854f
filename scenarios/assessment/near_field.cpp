#include "scenarios/assessment/near_field.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace riverchief::assessment {

double oconnor_number(const UniformReach& r) { return r.decay_rate * r.dispersion / (r.velocity * r.velocity); }
double peclet_number(const UniformReach& r) { return r.velocity * r.width / r.dispersion; }

NearFieldBranch branch_of(const UniformReach& reach, const io::NearField& numbers) {
  assert(reach.velocity > 0.0 && reach.dispersion > 0.0);
  const double alpha = oconnor_number(reach);
  if (alpha > numbers.large_alpha) return NearFieldBranch::still_water;
  if (alpha > numbers.small_alpha) return NearFieldBranch::dispersion;
  return peclet_number(reach) >= numbers.peclet ? NearFieldBranch::convection : NearFieldBranch::spreading_convection;
}

std::string to_text(NearFieldBranch branch) {
  switch (branch) {
    case NearFieldBranch::convection: return "convection";
    case NearFieldBranch::spreading_convection: return "convection with spreading upstream";
    case NearFieldBranch::dispersion: return "convection and dispersion";
    case NearFieldBranch::still_water: break;
  }
  return "dispersion alone";
}

double steady_concentration(const UniformReach& reach, const Release& release, double x, const io::NearField& numbers) {
  const double u = reach.velocity, E = reach.dispersion, k = reach.decay_rate, Q = reach.discharge + release.discharge;
  const double load = release.concentration * release.discharge + release.river_concentration * reach.discharge;  // g/s
  const double root = std::sqrt(1.0 + 4.0 * oconnor_number(reach));
  switch (branch_of(reach, numbers)) {
    case NearFieldBranch::convection:
      return x < 0.0 ? release.river_concentration : load / Q * std::exp(-k * x / u);
    case NearFieldBranch::spreading_convection:
      return load / Q * (x < 0.0 ? std::exp(u * x / E) : std::exp(-k * x / u));
    case NearFieldBranch::dispersion:
      return load / (Q * root) * std::exp(u * x / (2.0 * E) * (x < 0.0 ? 1.0 + root : 1.0 - root));
    case NearFieldBranch::still_water: break;
  }
  const double area = Q / u;
  return load / (2.0 * area * std::sqrt(k * E)) * std::exp(-std::abs(x) * std::sqrt(k / E));
}

double instantaneous_concentration(const UniformReach& reach, double mass, double area, double x, double t) {
  assert(t > 0.0 && area > 0.0);
  const double spread = 4.0 * reach.dispersion * t, away = x - reach.velocity * t;
  return mass / (area * std::sqrt(std::numbers::pi * spread)) * std::exp(-reach.decay_rate * t - away * away / spread);
}

double mixing_length(double width, double from_bank, double velocity, double lateral, const io::NearField& numbers) {
  const auto& [a, b, c, d] = numbers.mixing;
  const double off_middle = c - std::min(from_bank, width - from_bank) / width;
  return (a + b * std::sqrt(std::max(0.0, off_middle - d * off_middle * off_middle))) * std::abs(velocity) * width * width / lateral;
}

double lateral_mixing(double depth, double width, double slope, const io::NearField& numbers) {
  constexpr double gravity = 9.81;  // [m/s2]
  return (numbers.lateral[0] * depth + numbers.lateral[1] * width) * std::sqrt(gravity * depth * slope);
}

}  // namespace riverchief::assessment
