#include "physics/structures/monotone_curve.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace riverchief::physics {
namespace {

// Slope at an end from the two secants beside it (one-sided parabola), kept monotone.
double end_slope(double near_length, double far_length, double near, double far) {
  const double slope = ((2.0 * near_length + far_length) * near - near_length * far) / (near_length + far_length);
  if (slope * near <= 0.0) return 0.0;
  return near * far <= 0.0 && std::abs(slope) > 3.0 * std::abs(near) ? 3.0 * near : slope;
}

}  // namespace

MonotoneCurve::MonotoneCurve(Curve points) : points_(std::move(points)), slope_(points_.x.size()) {
  const auto& [x, y] = points_;
  const std::size_t last = x.size() - 1;
  std::vector<double> length(last), secant(last);
  for (std::size_t i = 0; i < last; ++i) length[i] = x[i + 1] - x[i], secant[i] = (y[i + 1] - y[i]) / length[i];
  if (last == 1) {
    slope_ = {secant[0], secant[0]};
    return;
  }
  for (std::size_t i = 1; i < last; ++i) {
    if (secant[i - 1] * secant[i] <= 0.0) continue;
    const double before = length[i - 1] + 2.0 * length[i], behind = 2.0 * length[i - 1] + length[i];
    slope_[i] = (before + behind) / (before / secant[i - 1] + behind / secant[i]);
  }
  slope_.front() = end_slope(length[0], length[1], secant[0], secant[1]);
  slope_.back() = end_slope(length[last - 1], length[last - 2], secant[last - 1], secant[last - 2]);
}

Sloped MonotoneCurve::operator()(const Sloped& at) const {
  const auto& [x, y] = points_;
  if (at.value() <= x.front()) return y.front() + slope_.front() * (at - x.front());
  if (at.value() >= x.back()) return y.back() + slope_.back() * (at - x.back());
  const auto i = static_cast<std::size_t>(std::upper_bound(x.begin(), x.end(), at.value()) - x.begin()) - 1;
  const double length = x[i + 1] - x[i], secant = (y[i + 1] - y[i]) / length;
  const Sloped run = at - x[i];
  const double square = (3.0 * secant - 2.0 * slope_[i] - slope_[i + 1]) / length;
  const double cube = (slope_[i] + slope_[i + 1] - 2.0 * secant) / (length * length);
  return y[i] + run * (slope_[i] + run * (square + run * cube));
}

}  // namespace riverchief::physics
