// Bridges and obstructions: what they take from the flow of an open channel.

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <set>

#include "physics/structure_kinds.hpp"

namespace riverchief::physics {
namespace {

constexpr double g = 9.81;

const Surroundings river = {.left_bed = 0.1, .right_bed = 0.0, .width = 60.0};

// 40 m of clear waterway and 4 m of piers in a river of 60 m; underside at 5 m, deck at 6 m.
StructureSettings road_bridge() {
  StructureSettings given;
  given.numbers = {{"opening_width", 40.0}, {"pier_width", 4.0}, {"soffit_level", 5.0}, {"deck_level", 6.0}};
  return given;
}

std::unique_ptr<StructureLaw> made(std::string_view kind, const StructureSettings& given) {
  EXPECT_TRUE(find_structure_kind(kind)->problems(given, river).empty());
  return find_structure_kind(kind)->make(given, river);
}

std::set<std::string> wrong_keys(std::string_view kind, const StructureSettings& given) {
  std::set<std::string> keys;
  for (const StructureProblem& problem : find_structure_kind(kind)->problems(given, river)) keys.insert(problem.key);
  return keys;
}

/// Slopes of a loss are those of its differences, over all levels and areas.
void expect_exact_slopes(const StructureLaw& law) {
  const double d = 1e-6;
  for (double level = 0.0013; level < 9.0; level += 0.0371)
    for (const double width : {10.0, 30.0, 41.0, 44.1, 60.0}) {
      const double area = width * level;
      const Loss loss = law.loss(level, area);
      ASSERT_GE(loss.zeta, 0.0);
      const double by_level = (law.loss(level + d, area).zeta - law.loss(level - d, area).zeta) / (2.0 * d);
      const double by_area = (law.loss(level, area + d).zeta - law.loss(level, area - d).zeta) / (2.0 * d);
      ASSERT_NEAR(loss.by_level, by_level, 1e-3 * (std::abs(by_level) + loss.zeta + 1e-3)) << level << " m, " << area << " m2";
      ASSERT_NEAR(loss.by_area, by_area, 1e-3 * (std::abs(by_area) + loss.zeta + 1e-3)) << level << " m, " << area << " m2";
    }
}

TEST(Bridge, LowFlowLosesContractionExpansionAndDrag) {
  const auto bridge = made("bridge", road_bridge());
  const double level = 3.0, A = 60.0 * level, A_g = 44.0 * level, A_p = 4.0 * level;
  const double r = A / A_g;
  EXPECT_NEAR(bridge->loss(level, A).zeta, (0.3 + 0.5) * (r * r - 1.0) + 1.33 * A_p / A * r * r, 1e-12);
}

TEST(Bridge, PiersAloneLoseAsYarnellSays) {
  StructureSettings given = road_bridge();
  given.numbers["opening_width"] = 54.0, given.numbers["pier_width"] = 6.0;
  given.numbers["contraction"] = 0.0, given.numbers["expansion"] = 0.0;
  const double alpha = 0.1, K = 0.9, omega = 0.05;  // Yarnell 1934: semicircular piers, velocity head over depth at a Froude number of 0.3
  const double yarnell = 2.0 * K * (K + 10.0 * omega - 0.6) * (alpha + 15.0 * std::pow(alpha, 4));
  EXPECT_NEAR(made("bridge", given)->loss(3.0, 180.0).zeta, yarnell, 0.1 * yarnell);
}

TEST(Bridge, PressureFlowIsThatOfAnOrifice) {
  const auto bridge = made("bridge", road_bridge());
  const double level = 5.9, A = 60.0 * level, A_n = 40.0 * 5.0, fall = 0.4;
  const double u = std::sqrt(2.0 * g * fall / bridge->loss(level, A).zeta);
  EXPECT_NEAR(u * A, 0.8 * A_n * std::sqrt(2.0 * g * fall), 1e-9 * u * A);
}

TEST(Bridge, AnOpeningAsWideAsTheRiverTakesNothing) {
  StructureSettings given = road_bridge();
  given.numbers["opening_width"] = 60.0, given.numbers["pier_width"] = 0.0;
  EXPECT_LT(made("bridge", given)->loss(3.0, 180.0).zeta, 0.01);
}

TEST(Bridge, WaterComesOverTheDeckInBothDirections) {
  const auto bridge = made("bridge", road_bridge());
  const double Q = 1.5 * 60.0 * std::pow(0.5, 1.5);
  EXPECT_EQ(bridge->passing(5.99, 4.0, 0.0).discharge, 0.0);
  EXPECT_NEAR(bridge->passing(6.5, 4.0, 0.0).discharge, Q, 1e-9);
  EXPECT_NEAR(bridge->passing(4.0, 6.5, 0.0).discharge, -Q, 1e-9);
}

TEST(Bridge, LossIsSmooth) { expect_exact_slopes(*made("bridge", road_bridge())); }

TEST(Bridge, EveryMistakeIsTold) {
  StructureSettings given = road_bridge();
  given.numbers["opening_width"] = 58.0;   // with 4 m of piers in 60 m
  given.numbers["deck_level"] = 4.5;       // below the soffit
  given.numbers["pier_drag"] = 1.0;
  given.words["pier_shape"] = "square";
  EXPECT_EQ(wrong_keys("bridge", given), (std::set<std::string>{"opening_width", "deck_level", "pier_drag"}));
  given = road_bridge();
  given.numbers["soffit_level"] = -0.5;
  EXPECT_EQ(wrong_keys("bridge", given), (std::set<std::string>{"soffit_level"}));
}

TEST(Obstruction, ARackLosesAsKirschmerSays) {
  StructureSettings given;
  given.numbers = {{"bar_thickness", 0.010}, {"bar_spacing", 0.050}, {"bar_slope", 70.0}};
  given.words = {{"bar_shape", "circular"}};
  const double zeta = 1.79 * std::pow(0.2, 4.0 / 3.0) * std::sin(70.0 * std::numbers::pi / 180.0);
  EXPECT_NEAR(made("obstruction", given)->loss(2.0, 30.0).zeta, zeta, 1e-12);
}

TEST(Obstruction, ABlockedShareLosesAsBordaAndCarnotSay) {
  StructureSettings given;
  given.numbers = {{"blocked_share", 0.4}, {"top_level", 2.0}};
  const auto obstruction = made("obstruction", given);
  const auto zeta = [](double open) { return std::pow(1.0 / ((0.63 + 0.37 * std::pow(open, 3)) * open) - 1.0, 2); };
  EXPECT_NEAR(obstruction->loss(1.5, 90.0).zeta, zeta(0.6), 1e-12);
  EXPECT_NEAR(obstruction->loss(4.0, 240.0).zeta, zeta(1.0 - 0.4 * 2.0 / 4.0), 1e-12);  // drowned: half of the depth is free
  expect_exact_slopes(*obstruction);
}

TEST(Obstruction, EveryMistakeIsTold) {
  StructureSettings given;
  given.numbers = {{"blocked_share", 0.99}, {"bar_thickness", 0.01}, {"bar_slope", 120.0}, {"top_level", -1.0}};
  EXPECT_EQ(wrong_keys("obstruction", given), (std::set<std::string>{"blocked_share", "bar_spacing", "bar_slope", "top_level"}));
  EXPECT_EQ(wrong_keys("obstruction", {}), (std::set<std::string>{"blocked_share"}));
}

}  // namespace
}  // namespace riverchief::physics
