// A smooth curve through given points that rises or falls only where the points do.

#pragma once

#include <vector>

#include "physics/structure_law.hpp"
#include "physics/structures/smooth.hpp"

namespace riverchief::physics {

/// [ST-5] Cubic pieces with a continuous slope; beyond both ends straight on with the end's slope.
class MonotoneCurve {
 public:
  MonotoneCurve() = default;
  /// x strictly increasing, at least two points.
  explicit MonotoneCurve(Curve points);
  Sloped operator()(const Sloped& x) const;
  double first_slope() const { return slope_.front(); }

 private:
  Curve points_;
  std::vector<double> slope_;
};

}  // namespace riverchief::physics
