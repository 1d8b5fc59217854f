#include "physics/section_table.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace riverchief::physics {
namespace {

constexpr double n = 0.03;

Wetted at(const Ground& ground, double level) {
  const auto rows = tabulate(ground);
  return at_level(rows.data(), static_cast<int>(rows.size()), level);
}

Ground without_embankments(std::vector<Ground::Point> points, double left_bank, double right_bank) {
  const double first = points.front().offset, last = points.back().offset;
  return {.points = std::move(points), .left_bank = left_bank, .right_bank = right_bank, .left_crest = first, .right_crest = last, .ineffective = {}, .roughness_by_level = {}};
}

// A flume 10 m wide with walls of 10 m.
const Ground flume = without_embankments({{0, 10, n}, {0, 0, n}, {10, 0, n}, {10, 10, n}}, 0, 10);

// A channel 10 m wide and 2 m deep between flat plains of 20 m.
//
//   |                    |
//   |______        ______|  2 m
//          |______|         0 m
const Ground compound = without_embankments({{-20, 9, n}, {-20, 2, n}, {0, 2, n}, {0, 0, n}, {10, 0, n}, {10, 2, n}, {30, 2, n}, {30, 9, n}}, 0, 10);

// A channel 10 m wide between embankments 2 m above the land; 90 m of land behind each.
//
//   ________/\        /\________   land 2 m, crests 4 m, bed 0 m
//             |______|
Ground diked() {
  Ground ground = without_embankments(
      {{-100, 2, n}, {-10, 2, n}, {-5, 4, n}, {0, 2, n}, {0, 0, n}, {10, 0, n}, {10, 2, n}, {15, 4, n}, {20, 2, n}, {110, 2, n}}, 0, 10);
  ground.left_crest = -5, ground.right_crest = 15;
  ground.has_left_crest = ground.has_right_crest = true;
  return ground;
}

TEST(SectionTable, AFlumeConveysWhatManningSays) {
  for (const double h : {0.05, 0.4, 1.7, 6.0}) {
    const double A = 10.0 * h, R = A / (10.0 + 2.0 * h);
    const Wetted wet = at(flume, h);
    EXPECT_NEAR(wet.flow_area, A, 1e-9);
    EXPECT_NEAR(std::sqrt(wet.psi), std::pow(R, 2.0 / 3.0) / n, 1e-4 * std::pow(R, 2.0 / 3.0) / n) << "at a depth of " << h;
  }
}

TEST(SectionTable, ConveyanceIsDividedAtTheBanks) {
  const double A = 30.0, P = 10.0 + 2.0 * 2.0;           // the channel, 3 m deep; the border to the plain is no wall
  const double A_p = 20.0, P_p = 20.0 + 1.0;             // a plain, 1 m deep, with its outer wall
  const double K = A * std::pow(A / P, 2.0 / 3.0) / n + 2.0 * A_p * std::pow(A_p / P_p, 2.0 / 3.0) / n;
  const Wetted wet = at(compound, 3.0);
  EXPECT_NEAR(wet.flow_area, A + 2.0 * A_p, 1e-9);
  EXPECT_NEAR(wet.flow_area * std::sqrt(wet.psi), K, 1e-3 * K);
}

TEST(SectionTable, ConveyanceIsDividedWhereTheRoughnessChanges) {
  Ground ground = flume;
  ground.points.insert(ground.points.begin() + 2, {4, 0, 2.0 * n});  // 4 m of smooth bed, 6 m of rough one
  const double h = 2.0, left = 4.0 * h, right = 6.0 * h;
  const double K = left * std::pow(left / (4.0 + h), 2.0 / 3.0) / n + right * std::pow(right / (6.0 + h), 2.0 / 3.0) / (2.0 * n);
  const Wetted wet = at(ground, h);
  EXPECT_NEAR(wet.flow_area * std::sqrt(wet.psi), K, 1e-3 * K);
}

TEST(SectionTable, GroundBehindTheCrestStoresAboveItOnly) {
  const double inside_at_crest = 10.0 * 4.0 + 2.0 * (5.0 * 2.0 / 2.0);
  const double above = 4.0 + filling_height, inside_above = inside_at_crest + 20.0 * filling_height;
  const double depth = above - 2.0, behind = 90.0 * depth + 5.0 * 0.5 * (depth + filling_height);
  EXPECT_EQ(area_behind_crest(diked(), true, 4.0), 0.0);
  EXPECT_NEAR(area_behind_crest(diked(), true, above), behind, 1e-9);
  EXPECT_NEAR(at(diked(), 4.0).storage_area, inside_at_crest, 1e-3 * inside_at_crest);
  EXPECT_NEAR(at(diked(), above).storage_area, inside_above + 2.0 * behind, 0.01 * behind);
}

TEST(SectionTable, GroundBehindTheCrestConveysNothing) {
  const double above = 4.0 + filling_height;
  EXPECT_NEAR(at(diked(), above).flow_area, 10.0 * above + 2.0 * (5.0 * (above - 3.0)), 1e-6);
}

TEST(SectionTable, IneffectiveGroundStoresButConveysFromItsLevelOn) {
  Ground ground = compound;
  ground.ineffective = {{-20, 0, 4.0}};  // the left plain
  EXPECT_NEAR(at(ground, 3.5).storage_area, 10.0 * 3.5 + 2.0 * 20.0 * 1.5, 1e-9);
  EXPECT_NEAR(at(ground, 3.5).flow_area, 10.0 * 3.5 + 20.0 * 1.5, 1e-9);
}

TEST(SectionTable, LevelFollowsFromTheAreaAndBack) {
  const auto rows = tabulate(compound);
  int row = 0;
  for (const double level : {0.001, 0.7, 1.999, 2.001, 3.0, 8.0, 12.0}) {
    const Wetted given = at_level(rows.data(), static_cast<int>(rows.size()), level);
    const TableRow& found = find_row(rows.data(), static_cast<int>(rows.size()), given.storage_area, row);
    EXPECT_TRUE(holds(found, given.storage_area));
    EXPECT_NEAR(at_area(found, given.storage_area).level, level, 1e-9);
  }
}

}  // namespace
}  // namespace riverchief::physics
