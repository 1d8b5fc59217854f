#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "plain_basin.hpp"

namespace riverchief {
namespace {

double crest_level(const basin::Section& section, basin::Bank bank) {
  return basin::ground_level(section, bank == basin::Bank::left ? *section.left_crest : *section.right_crest);
}

// The embankment stands crest_height above the ground on both sides; with crest width 4 m and slopes of 1 to 3 (data/costs):
//   A = w d + m ((H + d)² − H²)
double earth_by_hand(double d) {
  const double w = 4.0, m = 3.0, H = test::crest_height;
  return w * d + m * ((H + d) * (H + d) - H * H);
}

TEST(EmbankmentRaising, RaisesTheCrestOfOneBankOnly) {
  const basin::Scenario before = test::with_measure("embankment_raising", {{"over", "main: 3 km to 5 km left"}, {"raise", "0.5 m"}});
  const auto applied = measures::apply_measures(before);
  for (const basin::Section& section : applied.scenario.basin.rivers[0].sections) {
    const basin::Section old = basin::interpolate_section(before.basin.rivers[0], section.chainage);
    const bool inside = section.chainage >= 3000.0 && section.chainage <= 5000.0;
    EXPECT_NEAR(crest_level(section, basin::Bank::left), crest_level(old, basin::Bank::left) + (inside ? 0.5 : 0.0), 1e-9) << section.chainage;
    EXPECT_NEAR(crest_level(section, basin::Bank::right), crest_level(old, basin::Bank::right), 1e-9) << section.chainage;
  }
}

TEST(EmbankmentRaising, EarthIsTheCrossSectionWorkedOutByHand) {
  const auto applied = measures::apply_measures(test::with_measure("embankment_raising", {{"over", "main: 3 km to 5 km left"}, {"raise", 0.5}}));
  EXPECT_NEAR(test::quantity(applied.reports[0], "fill_volume"), earth_by_hand(0.5) * 2000.0, 1e-6);
  EXPECT_NEAR(test::quantity(applied.reports[0], "raised_length"), 2000.0, 1e-9);
  const auto both = measures::apply_measures(test::with_measure("embankment_raising", {{"over", "main: 3 km to 5 km"}, {"raise", 0.5}}));
  EXPECT_NEAR(test::quantity(both.reports[0], "fill_volume"), 2.0 * earth_by_hand(0.5) * 2000.0, 1e-6);
}

TEST(EmbankmentRaising, ToALevelRaisesOnlyWhatStandsLower) {
  // Crests fall from 16.0 m at 0 km to 15.0 m at 10 km: above 15.5 m up to 5 km.
  const auto applied = measures::apply_measures(test::with_measure("embankment_raising", {{"over", "main: 0 km to 10 km right"}, {"to_level", "15.5 m"}}));
  const basin::River& river = applied.scenario.basin.rivers[0];
  EXPECT_NEAR(crest_level(river.sections.front(), basin::Bank::right), 16.0, 1e-9);
  EXPECT_NEAR(crest_level(river.sections.back(), basin::Bank::right), 15.5, 1e-9);
  EXPECT_NEAR(test::quantity(applied.reports[0], "greatest_raise"), 0.5, 1e-9);
}

TEST(EmbankmentRaising, AFreeboardIsCountedFromTheDesignLevel) {
  const std::filesystem::path path = std::filesystem::temp_directory_path() / "riverchief_design_level_test.csv";
  std::ofstream(path) << "# design level\nchainage [m],water_level [m]\n0,15.0\n10000,14.0\n";
  const auto applied = measures::apply_measures(
      test::with_measure("embankment_raising", {{"over", "main: 2 km to 8 km left"}, {"freeboard", "1.5 m"}, {"design_level", path.string()}}));
  for (const basin::Section& section : applied.scenario.basin.rivers[0].sections) {
    if (section.chainage < 2000.0 || section.chainage > 8000.0) continue;
    EXPECT_NEAR(crest_level(section, basin::Bank::left), 15.0 - section.chainage / 10000.0 + 1.5, 1e-9);
  }
  ASSERT_EQ(applied.scenario.inputs.size(), 2u) << "the design level and the prices are inputs of the run";
  EXPECT_EQ(applied.scenario.inputs[0].path, path.string());
  std::filesystem::remove(path);
}

TEST(EmbankmentRaising, WhereNoEmbankmentStandsIsAMistake) {
  basin::Scenario scenario = test::with_measure("embankment_raising", {{"over", "main: 3 km to 7 km left"}, {"raise", 0.5}});
  scenario.basin.rivers[0].sections[5] = test::trapezoid(5000.0, 9.5, false);
  const auto wrong = test::complaints_of(scenario);
  ASSERT_EQ(wrong.size(), 1u);
  EXPECT_EQ(wrong[0].what, "there is no embankment at main: 5 km left");
}

TEST(EmbankmentRaising, ACrestThatIsHighEnoughAlreadyIsAMistake) {
  const auto wrong = test::complaints_of(test::with_measure("embankment_raising", {{"over", "main: 0 km to 10 km"}, {"to_level", 15.0}}));
  ASSERT_EQ(wrong.size(), 1u);
  EXPECT_EQ(wrong[0].what, "measure 'm1' changes nothing");
}

}  // namespace
}  // namespace riverchief
