// Tables of unlike sections averaged, against arithmetic by hand.

#include "physics/blend_tables.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace riverchief::physics {
namespace {

/// A rectangle between walls 50 m high.
std::shared_ptr<const std::vector<TableRow>> box(double width, double bed, double n) {
  Ground ground;
  ground.points = {{0, bed + 50, n}, {0, bed, n}, {width, bed, n}, {width, bed + 50, n}};
  ground.left_bank = ground.left_crest = 0, ground.right_bank = ground.right_crest = width;
  return std::make_shared<const std::vector<TableRow>>(tabulate(ground));
}

Wetted at(const std::vector<TableRow>& rows, double level) { return at_level(rows.data(), static_cast<int>(rows.size()), level); }

double conveyance(double width, double depth, double n) { return width * depth * std::pow(width * depth / (width + 2 * depth), 2.0 / 3.0) / n; }

TEST(BlendTables, OneSectionIsItself) {
  const auto rows = box(20, 3, 0.03);
  const auto blended = blend({{rows, 1.0, 0.0}});
  for (const double level : {3.05, 4.0, 7.3, 12.0}) {
    EXPECT_NEAR(at(blended, level).flow_area, at(*rows, level).flow_area, 1e-9);
    EXPECT_NEAR(at(blended, level).psi, at(*rows, level).psi, 2e-4 * at(*rows, level).psi) << level;
  }
}

TEST(BlendTables, AreasAreMeansAndFrictionSlopesAreMeans) {
  const double n1 = 0.03, n2 = 0.05, depth = 4.0;
  const auto blended = blend({{box(20, 0, n1), 0.25, 0.0}, {box(60, 0, n2), 0.75, 0.0}});
  const Wetted w = at(blended, depth);
  EXPECT_NEAR(w.flow_area, 0.25 * 80 + 0.75 * 240, 1e-6);
  EXPECT_NEAR(w.storage_width, 0.25 * 20 + 0.75 * 60, 1e-6);
  const double K1 = conveyance(20, depth, n1), K2 = conveyance(60, depth, n2);
  const double slope = 0.25 / (K1 * K1) + 0.75 / (K2 * K2);
  EXPECT_NEAR(1.0 / (w.psi * w.flow_area * w.flow_area), slope, 1e-3 * slope);
}

TEST(BlendTables, SectionsAreLifted) {
  const auto blended = blend({{box(20, 0, 0.03), 0.5, 1.0}, {box(20, 2, 0.03), 0.5, -1.0}});  // both beds at 1 m
  EXPECT_DOUBLE_EQ(blended.front().level, 1.0);
  EXPECT_NEAR(at(blended, 3.5).flow_area, 50.0, 1e-6);
}

TEST(BlendTables, NothingPassesOneThatIsDry) {
  const auto blended = blend({{box(20, 0, 0.03), 0.5, 0.0}, {box(20, 2, 0.03), 0.5, 0.0}});  // a sill of 2 m on half of the way
  EXPECT_NEAR(at(blended, 1.5).storage_area, 15.0, 1e-6);
  EXPECT_EQ(at(blended, 1.5).psi, 0.0);
  EXPECT_GT(at(blended, 3.0).psi, 0.0);
}

}  // namespace
}  // namespace riverchief::physics
