// Areas that hold given volumes.

#include "io/storage_curve.hpp"

#include <gtest/gtest.h>

namespace riverchief::io {
namespace {

/// Volume under a curve of areas, linear in between, from its first level.
double volume_to(const physics::Curve& area, double level) {
  double volume = 0.0;
  for (std::size_t i = 1; i < area.x.size() && area.x[i - 1] < level; ++i) {
    const double top = std::min(level, area.x[i]), share = (top - area.x[i - 1]) / (area.x[i] - area.x[i - 1]);
    volume += (top - area.x[i - 1]) * (area.y[i - 1] + 0.5 * share * (area.y[i] - area.y[i - 1]));
  }
  return volume;
}

void holds(const physics::Curve& volumes) {
  const physics::Curve area = area_of_volumes(volumes);
  ASSERT_EQ(area.x.size(), area.y.size());
  for (std::size_t i = 1; i < area.x.size(); ++i) {
    EXPECT_GT(area.x[i], area.x[i - 1]);
    EXPECT_GE(area.y[i], area.y[i - 1]);
  }
  EXPECT_GE(area.y.front(), 0.0);
  EXPECT_EQ(area.x.front(), volumes.x.front());
  for (std::size_t i = 0; i < volumes.x.size(); ++i) EXPECT_NEAR(volume_to(area, volumes.x[i]), volumes.y[i] - volumes.y.front(), 1e-9 * volumes.y.back());
}

TEST(StorageCurve, APrismHasOneArea) {
  const physics::Curve area = area_of_volumes({{3.0, 5.0}, {0.0, 200.0}});
  for (const double a : area.y) EXPECT_DOUBLE_EQ(a, 100.0);
}

TEST(StorageCurve, HoldsTheVolumesOfACone) { holds({{0, 1, 2, 4, 7}, {0, 1, 8, 64, 343}}); }
TEST(StorageCurve, HoldsTheVolumesOfAReservoir) { holds({{8, 9, 10, 11, 12, 13}, {0, 40e4, 120e4, 230e4, 360e4, 500e4}}); }
TEST(StorageCurve, HoldsTheVolumesAboveAFlatFloor) { holds({{0, 1, 2, 3, 3.5}, {5, 6, 7, 8, 100}}); }
TEST(StorageCurve, HoldsTheVolumesOfUnevenLayers) { holds({{0, 0.1, 5, 5.2, 20}, {0, 0.001, 900, 1000, 9e5}}); }

}  // namespace
}  // namespace riverchief::io
