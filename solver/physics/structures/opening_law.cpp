#include "physics/structures/opening_law.hpp"

#include "physics/structures/barrel.hpp"

namespace riverchief::physics {
namespace {

Sloped clipped(const Sloped& level, double low, double high) {
  if (level.value() <= low) return low;
  if (level.value() >= high) return high;
  return level;
}

}  // namespace

Opening Opening::rectangle(double sill, double width, double height) {
  Opening opening;
  opening.layers_.push_back({.low = sill, .high = sill + height, .width = width});
  return opening;
}

Opening Opening::circle(double sill, double diameter) {
  constexpr int count = 16;
  const Barrel pipe = Barrel::circle(diameter);
  Opening opening;
  for (int i = 0; i < count; ++i) {
    const double low = diameter * i / count, high = diameter * (i + 1) / count;
    opening.layers_.push_back({.low = sill + low, .high = sill + high, .width = (pipe.area(high) - pipe.area(low)) / (high - low)});
  }
  return opening;
}

Sloped Opening::ideal(const Sloped& higher, const Sloped& lower) const {
  using std::pow;
  Sloped sum = 0.0;
  for (const Layer& layer : layers_) {
    if (higher.value() <= layer.low) break;
    const Sloped tail = clipped(lower, layer.low, layer.high);  // what lies below it flows under the difference of levels
    if (lower.value() > layer.low) sum += layer.width * (tail - layer.low) * straightened_root(higher - lower);
    if (tail.value() < layer.high && higher.value() > tail.value()) {
      sum += layer.width * (2.0 / 3.0) * pow(higher - tail, 1.5);
      if (higher.value() > layer.high) sum -= layer.width * (2.0 / 3.0) * pow(higher - layer.high, 1.5);
    }
  }
  return std::sqrt(2.0 * gravity) * sum;
}

}  // namespace riverchief::physics
