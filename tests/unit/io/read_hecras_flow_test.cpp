// HEC-RAS flow data, plans and whole projects as they are read.

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "hecras_sample.hpp"

namespace riverchief::io::hecras {
namespace {

constexpr double day = 86400.0, new_year_2020 = 18262.0 * day;  // days from 1970-01-01 to 2020-01-01: 50 years and 12 leap days

class ReadHecrasProject : public testing::Test {
 protected:
  void SetUp() override {
    p = read_project(sample_path("three.prj"), complaints);
    ASSERT_TRUE(complaints.all().empty()) << core::to_text(complaints.all());
    ASSERT_EQ(p.unsteady.boundaries.size(), 9u);
  }
  const Boundary& boundary(std::size_t i) const { return p.unsteady.boundaries[i]; }
  Complaints complaints;
  Project p;
};

TEST_F(ReadHecrasProject, FilesUnitsAndTime) {
  EXPECT_EQ(p.title, "Three rivers");
  EXPECT_EQ(p.units, Units::us);
  EXPECT_EQ(p.files.size(), 4u);
  EXPECT_EQ(p.plan_files, (std::vector<std::string>{"p01", "p02"}));
  EXPECT_TRUE(p.has_unsteady);
  EXPECT_FALSE(p.has_steady);
  EXPECT_EQ(p.plan.start, new_year_2020);
  EXPECT_EQ(p.plan.end, new_year_2020 + 2 * day);  // "02JAN2020,2400"
  EXPECT_EQ(p.plan.computation_interval, 30.0);
  EXPECT_EQ(p.plan.theta, 0.8);
  EXPECT_EQ(p.plan.weir_stability, 2);
  EXPECT_EQ(p.plan.output_places.at(0).station, "19");
}

TEST_F(ReadHecrasProject, MultiplierAndLeastDischargeAreApplied) {
  const Series& q = boundary(0).series;
  EXPECT_EQ(boundary(0).kind, BoundaryKind::discharge);
  ASSERT_EQ(q.values.size(), 13u);
  EXPECT_EQ(q.interval, 3600.0);
  EXPECT_TRUE(std::isnan(q.start));
  EXPECT_DOUBLE_EQ(q.values[3], 12345.67 * 0.5 * cubic_foot);
  EXPECT_DOUBLE_EQ(q.values[0], 300 * cubic_foot);  // 500 x 0.5 is less than the least discharge
}

TEST_F(ReadHecrasProject, AFixedStartBelongsToItsSeries) {
  EXPECT_EQ(boundary(1).series.start, new_year_2020 + 6 * 3600.0);
  EXPECT_EQ(boundary(1).series.interval, 6 * 3600.0);
}

TEST_F(ReadHecrasProject, LateralInflowsAndPlaces) {
  EXPECT_EQ(boundary(2).kind, BoundaryKind::lateral_inflow);
  EXPECT_EQ(boundary(3).kind, BoundaryKind::uniform_lateral_inflow);
  EXPECT_EQ(boundary(3).station, "19");
  EXPECT_EQ(boundary(3).to_station, "18.8");
  EXPECT_EQ(boundary(4).storage, "East pond");
}

TEST_F(ReadHecrasProject, RulesBecomeDecisions) {
  const Boundary& b = boundary(5);
  EXPECT_EQ(b.kind, BoundaryKind::rules);
  EXPECT_TRUE(b.rules_understood) << b.rules_trouble;
  ASSERT_EQ(b.rules.size(), 2u);
  EXPECT_EQ(b.rules[0].gate, "Sluice");
  EXPECT_EQ(b.rules[0].sets, "opening");
  EXPECT_DOUBLE_EQ(b.rules[0].value, 8 * foot);
  EXPECT_EQ(b.rules[0].conditions.at(0).variable, "water_level");
  EXPECT_EQ(b.rules[0].conditions[0].at.station, "19");
  EXPECT_EQ(b.rules[0].conditions[0].compare, ">");
  EXPECT_DOUBLE_EQ(b.rules[0].conditions[0].value, 114 * foot);
  EXPECT_EQ(b.rules[1].conditions.at(0).compare, "<");
  EXPECT_DOUBLE_EQ(b.rules[1].unless.at(0).value, 114 * foot);
  EXPECT_EQ(b.rule_lines.size(), 13u);  // the text is kept whatever was understood
  EXPECT_DOUBLE_EQ(b.gate_limits.at(0).opening_rate, 0.5 * foot / 60.0);
  EXPECT_DOUBLE_EQ(b.gate_limits[0].initial_opening, 2 * foot);
}

TEST_F(ReadHecrasProject, GatesByTimeAndByLevel) {
  EXPECT_EQ(boundary(6).gates.at(0).gate, "Letgate");
  EXPECT_DOUBLE_EQ(boundary(6).gates[0].openings.values.at(1), 5 * foot);
  const LevelControlledGate& gate = boundary(7).level_controlled.at(0);
  EXPECT_EQ(boundary(7).connection, "Dike");
  EXPECT_DOUBLE_EQ(gate.open_level, 110 * foot);
  EXPECT_DOUBLE_EQ(gate.closing_rate, 0.25 * foot / 60.0);
  EXPECT_EQ(gate.reference, 1);
  EXPECT_EQ(gate.at.station, "19");
}

TEST_F(ReadHecrasProject, RatingCurveAndInitialConditions) {
  ASSERT_EQ(boundary(8).rating.size(), 3u);
  EXPECT_DOUBLE_EQ(boundary(8).rating[2].discharge, 123456.7 * cubic_foot);  // " 118.555123456.7"
  EXPECT_DOUBLE_EQ(p.unsteady.initial_flows.at(1).discharge, 200 * cubic_foot);
  EXPECT_EQ(p.unsteady.initial_levels.at(0).storage, "West polder");
  EXPECT_DOUBLE_EQ(p.unsteady.initial_levels.at(1).level, 112.5 * foot);
}

TEST_F(ReadHecrasProject, BreachAndRoughnessOfThePlan) {
  const Breach& b = p.plan.breaches.at(0);
  EXPECT_TRUE(b.is_active);
  EXPECT_TRUE(b.starts_at_level);
  EXPECT_DOUBLE_EQ(b.start_level, 118.2 * foot);
  EXPECT_EQ(b.formation_time, 7200.0);
  EXPECT_DOUBLE_EQ(b.final_width, 100 * foot);
  EXPECT_EQ(b.progression.size(), 2u);
  const RoughnessFactors& r = p.plan.roughness_factors.at(0);
  EXPECT_EQ(r.from_station, "20");
  EXPECT_DOUBLE_EQ(r.discharge.at(1), 20000 * cubic_foot);
  EXPECT_EQ(r.factor.at(0), 1.1);
}

TEST(ReadHecrasPlans, AnotherPlanBringsSteadyProfiles) {
  Complaints complaints;
  const Project p = read_project(sample_path("three.prj"), complaints, "p02");
  EXPECT_TRUE(complaints.all().empty()) << core::to_text(complaints.all());
  ASSERT_TRUE(p.has_steady);
  EXPECT_EQ(p.steady.profiles, (std::vector<std::string>{"10 years", "100 years"}));
  EXPECT_DOUBLE_EQ(p.steady.flows.at(2).discharge.at(1), 10500 * cubic_foot);
  EXPECT_EQ(p.steady.boundaries.at(0).downstream, SteadyEnd::normal_depth);
  EXPECT_EQ(p.steady.boundaries[0].downstream_slope, 0.0005);
  EXPECT_EQ(p.steady.boundaries.at(1).downstream, SteadyEnd::known_level);
  EXPECT_DOUBLE_EQ(p.steady.boundaries[1].downstream_level, 118 * foot);
}

TEST(ReadHecrasPlans, WhatIsNotSimpleIsNotUnderstood) {
  const auto read = unsteady_of(
      "Boundary Location=a,b,1\nRule Operation=Type=2,Var Name=Q,Var Type=1,River=a,Reach=b,RS=2,Sim Group=Cross Sections,Sim Function=Flow,Time=5,LBStart=1,LBEnd=0\n"
      "Rule Operation=Type=3,Var Type=1,Sim Group=Inline Structures,Sim Function=Structure.Total Flow (Fixed)\nRule Expression=,Variable=Q\n");
  EXPECT_FALSE(read.value.boundaries.at(0).rules_understood);
  EXPECT_EQ(read.value.boundaries[0].rules_trouble, "a value of an earlier time (line 2)");
  EXPECT_EQ(read.value.boundaries[0].rule_lines.size(), 3u);
}

TEST(ReadHecrasPlans, ANavigationDamKeepsItsAims) {
  const auto read = unsteady_of(
      "Boundary Location=a,b,5\nNavigation Dam=6,1,1000,0.01,0.5,0.25, 2 ,30\nNavigation Dam SFT= 11 \n"
      "       0       1       2       3       4       5       6       7       8       9\n      10\n"
      "      20      19      18      17      16      15      14      13      12      11\n      10\n"
      "      19      18      17      16      15      14      13      12      11      10\n       9\n"
      "Navigation Dam Hinge Point RRR=a,b,7.25\nNavigation Dam CP Hinge Point=29,28,27,26,25,24,23,22,21,500,1.07,1.03,0.93,0.97,30\n");
  EXPECT_TRUE(read.complaints.all().empty()) << core::to_text(read.complaints.all());
  const NavigationDam& dam = read.value.boundaries.at(0).navigation_dam;
  EXPECT_EQ(dam.normal_step, 6 * 3600.0);
  EXPECT_DOUBLE_EQ(dam.closing_rate, 0.25 * foot / 60.0);
  ASSERT_EQ(dam.table_lower.size(), 11u);
  EXPECT_DOUBLE_EQ(dam.table_discharge[10], 10 * cubic_foot);
  EXPECT_DOUBLE_EQ(dam.table_upper[0], 20 * foot);
  EXPECT_DOUBLE_EQ(dam.table_lower[10], 9 * foot);
  EXPECT_EQ(dam.hinge_point.station, "7.25");
  EXPECT_DOUBLE_EQ(dam.hinge.target(), 25 * foot);
  EXPECT_FALSE(dam.max_pool.is_there);
}

/// The Corps' own examples, where they are at hand: every line of them is read without complaint.
TEST(ReadHecrasPlans, RealProjectsReadWithoutMistakes) {
  const char* folder = std::getenv("RIVERCHIEF_REALDATA");
  if (!folder || !std::filesystem::is_directory(folder)) GTEST_SKIP() << "RIVERCHIEF_REALDATA names no folder";
  std::size_t read = 0;
  for (const char* project : {"hecras_3reach_nostruct/source/3ReachUnsteady.prj", "hecras_stpaul_pool6_1992/source/StPaul.prj"}) {
    const auto path = std::filesystem::path(folder) / project;
    if (!std::filesystem::exists(path)) continue;
    Complaints complaints;
    const Project p = read_project(path.string(), complaints);
    EXPECT_EQ(complaints.errors(), 0u) << core::to_text(complaints.all());
    for (const Unread& u : p.unread) EXPECT_TRUE(u.is_harmless) << u.file << ":" << u.line << ": " << u.keyword;
    for (const Reach& reach : p.geometry.reaches) read += reach.sections.size();
  }
  EXPECT_EQ(read, 80u);
}

}  // namespace
}  // namespace riverchief::io::hecras
