#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "plain_basin.hpp"
#include "scenarios/measures/template_cut.hpp"

namespace riverchief {
namespace {

using test::bottom_width, test::channel_depth, test::side_slope;

const basin::Section& section_at(const basin::River& river, double chainage) {
  return *std::min_element(river.sections.begin(), river.sections.end(), [&](const basin::Section& a, const basin::Section& b) {
    return std::abs(a.chainage - chainage) < std::abs(b.chainage - chainage);
  });
}

// Lowered by d with the section's own bottom and slopes: each vertical strip of the bottom loses d, the two slopes move out until they
// meet the berm, a parallelogram each of height (channel depth) and width m d, and a triangle of height d below the old toe:
//   A = b d + 2 (m d h_c + ½ m d²)
double area_by_hand(double d) { return bottom_width * d + 2.0 * (side_slope * d * channel_depth + 0.5 * side_slope * d * d); }

TEST(TemplateCut, FindsTheBottomOfATrapezoid) {
  const measures::ChannelBottom bottom = measures::channel_bottom(test::trapezoid(0.0, 10.0));
  EXPECT_DOUBLE_EQ(bottom.left, -0.5 * bottom_width);
  EXPECT_DOUBLE_EQ(bottom.right, 0.5 * bottom_width);
  EXPECT_DOUBLE_EQ(bottom.left_side_slope, side_slope);
  EXPECT_DOUBLE_EQ(bottom.right_side_slope, side_slope);
}

TEST(TemplateCut, TakesTheTriangleOfASlotCutIntoFlatGround) {
  const basin::Section section = test::trapezoid(0.0, 10.0);
  // A slot 4 m wide with walls, 1.5 m deep, in the middle of the bottom.
  const measures::Cut done = measures::cut(section, {8.5, -2.0, 2.0, 0.0, 0.0});
  EXPECT_NEAR(done.area, 4.0 * 1.5, 1e-12);
  EXPECT_NEAR(done.depth, 1.5, 1e-12);
  EXPECT_FALSE(done.leaves_channel);
  EXPECT_NEAR(basin::bed_level(done.section), 8.5, 1e-12);
  EXPECT_EQ(done.section.left_bank, section.left_bank);
}

TEST(TemplateCut, NeverFills) {
  const basin::Section section = test::trapezoid(0.0, 10.0);
  const measures::Cut done = measures::cut(section, {10.5, -30.0, 30.0, 1.0, 1.0});
  for (double offset = -60.0; offset <= 60.0; offset += 0.37) {
    EXPECT_LE(basin::ground_level(done.section, offset), basin::ground_level(section, offset) + 1e-9) << offset;
  }
  EXPECT_GT(done.area, 0.0);
  EXPECT_NEAR(basin::bed_level(done.section), 10.0, 1e-12);
}

TEST(Dredging, VolumeOfATrapezoidIsTheOneWorkedOutByHand) {
  const auto applied = measures::apply_measures(test::with_measure("dredging", {{"over", "main: 2.5 km to 6.25 km"}, {"bed_lowering", "1.2 m"}}));
  const double length = 3750.0;  // every section has the same shape, so average end areas are exact
  EXPECT_NEAR(test::quantity(applied.reports[0], "excavated_volume"), area_by_hand(1.2) * length, 1e-6 * length);
  EXPECT_NEAR(test::quantity(applied.reports[0], "greatest_cut_depth"), 1.2, 1e-12);
  EXPECT_EQ(applied.reports[0].owner, "upper");
}

TEST(Dredging, CostIsVolumeTimesUnitPrice) {
  const auto applied =
      measures::apply_measures(test::with_measure("dredging", {{"over", "main: 2 km to 4 km"}, {"bed_lowering", 0.5}, {"unit_price", 30.0}, {"owner", "lower"}}));
  EXPECT_NEAR(applied.reports[0].cost, 30.0 * test::quantity(applied.reports[0], "excavated_volume"), 1e-6);
  EXPECT_EQ(applied.reports[0].owner, "lower");
  EXPECT_EQ(applied.reports[0].prices[0].mark, "scenario");
}

TEST(Dredging, StaysInsideItsStretch) {
  const basin::Scenario before = test::with_measure("dredging", {{"over", "main: 2.5 km to 6.25 km"}, {"bed_lowering", "1.2 m"}});
  const auto applied = measures::apply_measures(before);
  const basin::River &old_river = before.basin.rivers[0], &new_river = applied.scenario.basin.rivers[0];
  for (double x : {0.0, 1000.0, 2498.0, 2499.0, 6251.0, 6252.0, 9000.0}) {
    EXPECT_NEAR(basin::bed_level_at(new_river, x), basin::bed_level_at(old_river, x), 1e-9) << x;
  }
  for (double x : {2500.0, 3000.0, 4321.0, 6250.0}) {
    EXPECT_NEAR(basin::bed_level_at(new_river, x), basin::bed_level_at(old_river, x) - 1.2, 1e-9) << x;
  }
  EXPECT_EQ(before.basin.rivers[0].sections.size(), 11u) << "the basin given is not edited";
}

TEST(Dredging, FollowsALinearBedAndAGivenTemplate) {
  const auto applied = measures::apply_measures(test::with_measure(
      "dredging", {{"over", "main: 0 km to 10 km"}, {"bed_level_from", "9 m"}, {"bed_level_to", "8 m"}, {"bottom_width", "10 m"}, {"side_slope", 0.0}}));
  const basin::River& river = applied.scenario.basin.rivers[0];
  EXPECT_NEAR(basin::bed_level(section_at(river, 0.0)), 9.0, 1e-12);
  EXPECT_NEAR(basin::bed_level(section_at(river, 5000.0)), 8.5, 1e-12);
  // Bed 10 to 9 m, template 9 to 8 m: a slot 10 m wide and 1 m deep over 10 km.
  EXPECT_NEAR(test::quantity(applied.reports[0], "excavated_volume"), 10.0 * 1.0 * 10000.0, 1e-6);
  EXPECT_EQ(river.sections.size(), 11u) << "a stretch of the whole river needs no sections put in";
}

TEST(Dredging, KeepsRoughnessAndCrests) {
  const auto applied = measures::apply_measures(test::with_measure("dredging", {{"over", "main: 2 km to 4 km"}, {"bed_lowering", "1 m"}}));
  for (const basin::Section& section : applied.scenario.basin.rivers[0].sections) {
    for (const basin::SectionPoint& point : section.points) EXPECT_NEAR(point.manning_n, 0.03, 1e-12);
    for (std::size_t i = 1; i < section.points.size(); ++i) EXPECT_GE(section.points[i].offset, section.points[i - 1].offset);
    ASSERT_TRUE(section.left_crest && section.right_crest);
  }
}

TEST(Dredging, ATemplateAboveTheBedIsAMistake) {
  const auto wrong = test::complaints_of(test::with_measure("dredging", {{"over", "main: 2 km to 4 km"}, {"bed_level", "11 m"}, {"bottom_width", "1 m"}, {"side_slope", 0.0}}));
  ASSERT_EQ(wrong.size(), 1u);
  EXPECT_EQ(wrong[0].what, "measure 'm1' changes nothing");
  EXPECT_FALSE(wrong[0].fix.empty());
}

TEST(Dredging, ACutIntoTheEmbankmentIsAMistake) {
  const auto wrong = test::complaints_of(test::with_measure("dredging", {{"over", "main: 2 km to 4 km"}, {"bed_lowering", "1 m"}, {"bottom_width", "100 m"}}));
  ASSERT_EQ(wrong.size(), 1u);
  EXPECT_NE(wrong[0].what.find("cuts into the embankment"), std::string::npos) << wrong[0].what;
}

}  // namespace
}  // namespace riverchief
