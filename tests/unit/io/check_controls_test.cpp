// Which rules contradict each other.

#include <gtest/gtest.h>

#include "io/basin_reader.hpp"
#include "io/condition_grammar.hpp"

namespace riverchief::io {
namespace {

std::vector<basin::Condition> conditions(const std::string& text) {
  std::vector<basin::Condition> all;
  if (!text.empty())
    for (const auto& c : parse_conditions(text).conditions) all.push_back(c.condition());
  return all;
}

basin::Control rule(const std::string& id, double set, const std::string& when, const std::string& until = "") {
  basin::Control c;
  c.id = id, c.structure = "gate", c.set = set, c.when = conditions(when), c.until = conditions(until);
  return c;
}

std::size_t complaints(const std::vector<basin::Control>& rules) {
  Complaints complaints;
  std::vector<ControlPlaces> places(rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i) places[i].set.line = static_cast<int>(i) + 1;
  check_controls(rules, places, complaints);
  return complaints.errors();
}

TEST(CheckControls, RulesThatExcludeEachOtherAreFine) {
  EXPECT_EQ(complaints({rule("a", 0, "water_level at lake above 12 m"), rule("b", 1, "water_level at lake below 12 m")}), 0u);
  EXPECT_EQ(complaints({rule("a", 0, "time before 2025-08-10T00:00:00Z"), rule("b", 1, "time after 2025-08-10T00:00:00Z")}), 0u);
}

TEST(CheckControls, RulesThatMayMeetContradict) {
  EXPECT_EQ(complaints({rule("a", 0, "water_level at lake above 12 m"), rule("b", 1, "water_level at lake below 12.5 m")}), 1u);
  EXPECT_EQ(complaints({rule("a", 0, "water_level at lake above 12 m"), rule("b", 1, "discharge of gate below 3 m3/s")}), 1u);
  EXPECT_EQ(complaints({rule("a", 0, ""), rule("b", 1, "water_level at lake below 12 m")}), 1u);
}

TEST(CheckControls, TheSameSettingIsNoContradiction) { EXPECT_EQ(complaints({rule("a", 1, "water_level at lake above 12 m"), rule("b", 1, "")}), 0u); }

TEST(CheckControls, AnotherPriorityOrStructureIsNoContradiction) {
  auto a = rule("a", 0, ""), b = rule("b", 1, "");
  b.priority = 1;
  EXPECT_EQ(complaints({a, b}), 0u);
  b.priority = 0, b.structure = "other_gate";
  EXPECT_EQ(complaints({a, b}), 0u);
}

TEST(CheckControls, ARuleGoesOnUntilItsEnd) {
  const auto a = rule("a", 0, "water_level at lake above 12 m", "water_level at lake below 11 m");
  EXPECT_EQ(complaints({a, rule("b", 1, "water_level at lake below 11.5 m")}), 1u);
  EXPECT_EQ(complaints({a, rule("b", 1, "water_level at lake below 11 m")}), 0u);
}

TEST(CheckControls, ADifferenceIsTheSameFromBothSides) {
  EXPECT_EQ(complaints({rule("a", 0, "water_level at polder above water_level at main: 3 km"), rule("b", 1, "water_level at main: 3 km above water_level at polder")}), 0u);
  EXPECT_EQ(complaints({rule("a", 0, "water_level at polder above water_level at main: 3 km by 0.1 m"), rule("b", 1, "water_level at polder below water_level at main: 3 km by 0.1 m")}), 0u);
  EXPECT_EQ(complaints({rule("a", 0, "water_level at polder above water_level at main: 3 km by 0.1 m"), rule("b", 1, "water_level at polder above water_level at main: 3 km by 0.2 m")}), 1u);
}

TEST(CheckControls, EndsOnTheWrongSideOfTheBeginning) {
  EXPECT_EQ(complaints({rule("a", 0, "water_level at lake above 12 m", "water_level at lake below 12.5 m")}), 1u);
  EXPECT_EQ(complaints({rule("a", 0, "water_level at lake above 12 m", "time after 2025-08-10T00:00:00Z")}), 0u);
}

}  // namespace
}  // namespace riverchief::io
