#include "physics/structures/barrel.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace riverchief::physics {
namespace {

constexpr double g = 9.81;  // [m/s2]

// Half the angle that the wetted arc spans at the centre.
double half_angle(double share) { return std::acos(1.0 - 2.0 * std::clamp(share, 0.0, 1.0)); }

}  // namespace

double Barrel::area(double depth) const {
  const double share = std::clamp(depth / height_, 0.0, 1.0);
  if (!round_) return width_ * height_ * share;
  const double angle = half_angle(share);
  return 0.25 * height_ * height_ * (angle - 0.5 * std::sin(2.0 * angle));
}

double Barrel::top_width(double depth) const {
  if (!round_) return width_;
  const double share = std::clamp(depth / height_, 0.0, 1.0);
  return 2.0 * height_ * std::sqrt(share * (1.0 - share));
}

double Barrel::radius(double depth) const {
  const double share = std::clamp(depth / height_, 0.0, 1.0);
  if (share <= 0.0) return 0.0;
  if (round_) return std::min(area(depth) / (height_ * half_angle(share)), 0.25 * height_);
  return std::min(area(depth) / (width_ + 2.0 * height_ * share), 0.5 * width_ * height_ / (width_ + height_));
}

// [ST-13] Q^2 T = g A^3, by halving: the difference rises with depth.
double Barrel::critical_depth(double discharge) const {
  double low = 0.0, high = height_;
  for (int i = 0; i < 60; ++i) {
    const double depth = 0.5 * (low + high), a = area(depth);
    (g * a * a * a > discharge * discharge * top_width(depth) ? high : low) = depth;
  }
  return 0.5 * (low + high);
}

}  // namespace riverchief::physics
