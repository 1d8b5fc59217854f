// Pumps, turbines, releases and leakage.

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "physics/structure_kinds.hpp"

namespace riverchief::physics {
namespace {

const Surroundings place = {.left_bed = 0.0, .right_bed = -1.0};

std::unique_ptr<StructureLaw> made(std::string_view kind, const StructureSettings& given) {
  EXPECT_TRUE(find_structure_kind(kind)->problems(given, place).empty());
  return find_structure_kind(kind)->make(given, place);
}

std::set<std::string> wrong_keys(std::string_view kind, const StructureSettings& given) {
  std::set<std::string> keys;
  for (const StructureProblem& problem : find_structure_kind(kind)->problems(given, place)) keys.insert(problem.key);
  return keys;
}

StructureSettings station() {
  StructureSettings given;
  given.numbers = {{"count", 3.0}, {"suction_level", 0.5}, {"start_level", 2.0}, {"stop_level", 1.2}, {"outlet_level", 4.0}};
  given.curves["pump_curve"] = {.x = {0.0, 4.0, 7.0, 9.0}, .y = {2.4, 2.0, 1.2, 0.0}};
  return given;
}

TEST(Pump, DeliversByItsCurveAgainstTheHigherOfOutletAndRiver) {
  const auto pump = made("pump", station());
  EXPECT_NEAR(pump->passing(2.0, 1.0, 1.0).discharge, 3 * pump->passing(2.0, 1.0, 1.0 / 3.0).discharge, 1e-12);
  EXPECT_NEAR(pump->passing(2.0, 6.0, 1.0).discharge, 3 * 2.0, 1e-12);  // head 4 m
  EXPECT_NEAR(pump->passing(2.0, 9.0, 1.0).discharge, 3 * 1.2, 1e-12);  // head 7 m
  EXPECT_EQ(pump->passing(2.0, -1.0, 1.0).discharge, pump->passing(2.0, 3.0, 1.0).discharge);  // the outlet's lip
  EXPECT_EQ(pump->passing(2.0, 11.5, 1.0).discharge, 0.0);              // beyond the shut-off head
  EXPECT_EQ(pump->passing(8.0, 1.0, 0.0).discharge, 0.0);               // at rest nothing flows
}

TEST(Pump, TakesNothingBelowTheSuction) {
  const auto pump = made("pump", station());
  EXPECT_EQ(pump->passing(0.5, 5.0, 1.0).discharge, 0.0);
  EXPECT_GT(pump->passing(0.55, 5.0, 1.0).discharge, 0.0);
}

TEST(Pump, PowerIsThatOfTheLift) {
  const auto pump = made("pump", station());
  EXPECT_NEAR(pump->power(2.0, 6.0, 6.0), 1000.0 * 9.81 * 6.0 * 4.0 / 0.75, 1e-6);
}

TEST(Pump, RestsUntilStartedWhereItHasAStartLevel) {
  EXPECT_EQ(find_structure_kind("pump")->usual_setting(station()), 0.0);
  StructureSettings always;
  always.numbers = {{"capacity", 2.0}, {"suction_level", 0.5}};
  EXPECT_EQ(find_structure_kind("pump")->usual_setting(always), 1.0);
  EXPECT_EQ(made("pump", always)->passing(3.0, 30.0, 1.0).discharge, 2.0);
}

TEST(Pump, EveryMistakeIsTold) {
  StructureSettings given = station();
  given.curves["pump_curve"].y = {1.2, 2.0, 2.4, 0.1};  // rises, and does not end with 0
  given.numbers["stop_level"] = 2.5;
  given.numbers["suction_level"] = -0.5;
  given.numbers["capacity"] = 2.0;
  EXPECT_EQ(wrong_keys("pump", given), (std::set<std::string>{"pump_curve", "capacity", "stop_level", "suction_level"}));
  given = station();
  given.curves.clear();
  given.numbers.erase("stop_level");
  EXPECT_EQ(wrong_keys("pump", given), (std::set<std::string>{"pump_curve", "stop_level"}));
}

StructureSettings plant() {
  StructureSettings given;
  given.numbers = {{"capacity", 12.0}, {"rated_head", 8.0}, {"operating_level", 20.0}, {"least_head", 2.0}, {"efficiency", 0.85}};
  return given;
}

TEST(Turbine, HoldsItsLevelAndPassesItsCapacity) {
  const auto turbine = made("turbine", plant());
  EXPECT_EQ(turbine->passing(20.0, 5.0, 1.0).discharge, 0.0);
  EXPECT_NEAR(turbine->passing(20.1, 5.0, 1.0).discharge, 6.0, 1e-12);
  EXPECT_NEAR(turbine->passing(20.2, 5.0, 1.0).discharge, 12.0, 1e-12);
  EXPECT_NEAR(turbine->passing(21.0, 17.0, 1.0).discharge, 12.0 * std::sqrt(4.0 / 8.0), 1e-12);
  EXPECT_EQ(turbine->passing(21.0, 19.0, 1.0).discharge, 0.0);  // below the least head
  EXPECT_EQ(turbine->passing(21.0, 25.0, 1.0).discharge, 0.0);  // never back
}

TEST(Turbine, PowerIsWeightTimesHead) {
  const auto turbine = made("turbine", plant());
  EXPECT_NEAR(turbine->power(20.2, 10.2, 12.0), 1000.0 * 9.81 * 12.0 * 10.0 * 0.85, 1e-6);
  EXPECT_EQ(turbine->power(10.0, 20.0, 0.0), 0.0);
}

TEST(Turbine, EveryMistakeIsTold) {
  StructureSettings given = plant();
  given.numbers["operating_level"] = -1.0;
  given.numbers["least_head"] = 9.0;
  given.numbers["capacity"] = 0.0;
  EXPECT_EQ(wrong_keys("turbine", given), (std::set<std::string>{"operating_level", "least_head", "capacity"}));
}

TEST(EcologicalRelease, IsFixedAsLongAsThereIsWater) {
  StructureSettings given;
  given.numbers = {{"release", 0.8}, {"intake_level", 3.0}};
  const auto release = made("ecological_release", given);
  for (const double level : {3.1, 5.0, 30.0}) EXPECT_DOUBLE_EQ(release->passing(level, 1.0, 1.0).discharge, 0.8);
  EXPECT_DOUBLE_EQ(release->passing(5.0, 1.0, 0.5).discharge, 0.4);
  EXPECT_EQ(release->passing(3.0, 1.0, 1.0).discharge, 0.0);
  EXPECT_EQ(release->passing(4.0, 4.5, 1.0).discharge, 0.0);
  given.numbers["intake_level"] = -0.2;
  EXPECT_EQ(wrong_keys("ecological_release", given), (std::set<std::string>{"intake_level"}));
}

StructureSettings reservoir() {
  StructureSettings given;
  given.numbers = {{"level", 30.0}, {"least", 2.0}, {"band", 0.2}};
  given.curves["capacity_curve"] = {.x = {20.0, 25.0, 30.0, 35.0}, .y = {0.0, 50.0, 80.0, 400.0}};
  return given;
}

TEST(Release, HoldsTheTargetLevel) {
  const auto works = made("release", reservoir());
  EXPECT_DOUBLE_EQ(works->passing(29.8, 10.0, 30.0).discharge, 2.0);              // below the band: the least
  EXPECT_NEAR(works->passing(30.0, 10.0, 30.0).discharge, 0.5 * (2.0 + 80.0), 1e-9);  // on the target: half of the way
  EXPECT_NEAR(works->passing(30.0, 10.0, 25.0).discharge, 80.0, 1e-9);            // the target was lowered for the flood season
  EXPECT_DOUBLE_EQ(works->passing(36.0, 10.0, 30.0).discharge, 400.0);
  EXPECT_EQ(works->passing(20.0, 10.0, 30.0).discharge, 0.0);                     // the least ends with the water
  EXPECT_EQ(find_structure_kind("release")->usual_setting(reservoir()), 30.0);
}

TEST(Release, EveryMistakeIsTold) {
  StructureSettings given = reservoir();
  given.curves["capacity_curve"] = {.x = {-1.0, 25.0, 30.0}, .y = {5.0, 50.0, 40.0}};
  given.numbers["level"] = -3.0;
  given.numbers["band"] = 0.0;
  EXPECT_EQ(wrong_keys("release", given), (std::set<std::string>{"capacity_curve", "level", "band"}));
  EXPECT_EQ(find_structure_kind("release")->problems(given, place).size(), 5u);  // three of the curve
}

TEST(Conductance, LeaksInProportionToTheDifferenceOfLevel) {
  StructureSettings given;
  given.numbers = {{"conductance", 0.02}, {"bottom_level", -1.5}};
  const auto leak = made("conductance", given);
  EXPECT_NEAR(leak->passing(3.0, 1.0, 0.0).discharge, 0.04, 1e-15);
  EXPECT_NEAR(leak->passing(1.0, 3.0, 0.0).discharge, -0.04, 1e-15);
  EXPECT_NEAR(leak->passing(3.0, -9.0, 0.0).discharge, 0.02 * 4.5, 1e-15);  // the aquifer is below the underside of the bed
  EXPECT_EQ(leak->passing(0.0, -1.0, 0.0).discharge, 0.0);                    // a dry river gives nothing
  given.numbers["bottom_level"] = 0.5;
  EXPECT_EQ(wrong_keys("conductance", given), (std::set<std::string>{"bottom_level"}));
}

}  // namespace
}  // namespace riverchief::physics
