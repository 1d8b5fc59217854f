// Flow through a hole in a wall, layer by layer.

#pragma once

#include <vector>

#include "physics/structures/smooth.hpp"

namespace riverchief::physics {

/// A hole as rectangles one above the other.
class Opening {
 public:
  static Opening rectangle(double sill, double width, double height);
  /// A circle is cut into layers of the circle's own area.
  static Opening circle(double sill, double diameter);
  /// [ST-11] Ideal discharge of the hole, without a coefficient.
  Sloped ideal(const Sloped& higher, const Sloped& lower) const;

 private:
  struct Layer {
    double low, high, width;
  };
  std::vector<Layer> layers_;
};

}  // namespace riverchief::physics
