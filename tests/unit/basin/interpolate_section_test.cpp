#include <gtest/gtest.h>

#include "basin/basin.hpp"

namespace riverchief::basin {
namespace {

River river_of(Section up, Section down) {
  up.chainage = 0.0;
  down.chainage = 1000.0;
  return {.id = "river", .name_zh = "", .name_en = "", .length = 1000.0, .sections = {up, down}, .centreline = {}, .leaves = {}, .joins = {}, .joins_storage = "", .leaves_storage = ""};
}

// Between crests: flood plains at 5 m, a channel down to 0 m. Behind them low ground.
Section embanked(double shift, double lift, double width_factor) {
  Section s;
  for (const SectionPoint p : {SectionPoint{-100, 4, 0.06}, {-50, 8, 0.06}, {-40, 5, 0.06}, {-20, 5, 0.03}, {0, 0, 0.025}, {20, 5, 0.06}, {40, 5, 0.06}, {50, 8, 0.06}, {100, 4, 0.06}})
    s.points.push_back({shift + width_factor * p.offset, p.level + lift, p.manning_n});
  s.left_bank = shift - 20 * width_factor;
  s.right_bank = shift + 20 * width_factor;
  s.left_crest = shift - 50 * width_factor;
  s.right_crest = shift + 50 * width_factor;
  return s;
}

Section rectangle(double width, double bed, double top, double n) {
  Section s;
  s.points = {{0, top, n}, {0, bed, n}, {width, bed, n}, {width, top, n}};
  s.left_bank = 0;
  s.right_bank = width;
  return s;
}

TEST(InterpolateSection, IsTheSurveyedOneAtItsChainage) {
  const River river = river_of(embanked(0, 10, 1), embanked(7, 9, 2));
  for (const Section& surveyed : river.sections) {
    const Section s = interpolate_section(river, surveyed.chainage);
    ASSERT_EQ(s.points.size(), surveyed.points.size());
    for (std::size_t i = 0; i < s.points.size(); ++i) {
      EXPECT_EQ(s.points[i].offset, surveyed.points[i].offset);
      EXPECT_EQ(s.points[i].level, surveyed.points[i].level);
      EXPECT_EQ(s.points[i].manning_n, surveyed.points[i].manning_n);
    }
    EXPECT_EQ(s.left_crest, surveyed.left_crest);
    EXPECT_EQ(s.right_bank, surveyed.right_bank);
  }
}

TEST(InterpolateSection, KeepsTheEndSectionsBeyondThem) {
  River river = river_of(embanked(0, 10, 1), embanked(7, 9, 2));
  river.sections[0].chainage = 200.0;
  river.length = 1500.0;
  EXPECT_EQ(interpolate_section(river, 0.0).points.front().level, river.sections[0].points.front().level);
  EXPECT_EQ(interpolate_section(river, 1500.0).points.front().offset, river.sections[1].points.front().offset);
  EXPECT_EQ(interpolate_section(river, 1500.0).chainage, 1500.0);
}

TEST(InterpolateSection, CrestsBanksAndBedAreStraightLinesAlongTheRiver) {
  const River river = river_of(embanked(0, 10, 1), embanked(7, 8, 2));
  for (const double w : {0.1, 0.25, 0.9}) {
    const Section s = interpolate_section(river, 1000.0 * w);
    const double lift = 10 - 2 * w, shift = 7 * w, factor = 1 + w;
    EXPECT_NEAR(*s.left_crest, shift - 50 * factor, 1e-9);
    EXPECT_NEAR(*s.right_crest, shift + 50 * factor, 1e-9);
    EXPECT_NEAR(s.left_bank, shift - 20 * factor, 1e-9);
    EXPECT_NEAR(s.right_bank, shift + 20 * factor, 1e-9);
    EXPECT_NEAR(ground_level(s, *s.left_crest), 8 + lift, 1e-9);
    EXPECT_NEAR(bed_level(s), lift, 1e-9);
    EXPECT_NEAR(bed_level(s), bed_level_at(river, 1000.0 * w), 1e-9);
    EXPECT_EQ(s.points.size(), river.sections[0].points.size());  // the same points, no more
  }
}

TEST(InterpolateSection, AlignsTheThalwegWhereItWanders) {
  Section up, down;
  up.points = {{0, 5, 0.03}, {10, 0, 0.03}, {40, 5, 0.03}};
  down.points = {{0, 5, 0.03}, {30, 0, 0.03}, {40, 5, 0.03}};
  up.left_bank = down.left_bank = 0;
  up.right_bank = down.right_bank = 40;
  const Section s = interpolate_section(river_of(up, down), 500.0);
  ASSERT_EQ(s.points.size(), 3u);
  EXPECT_NEAR(s.points[1].offset, 20.0, 1e-12);
  EXPECT_NEAR(s.points[1].level, 0.0, 1e-12);
}

TEST(InterpolateSection, WallsStayWalls) {
  const Section s = interpolate_section(river_of(rectangle(10, 2, 52, 0.02), rectangle(20, 1, 51, 0.04)), 500.0);
  EXPECT_EQ(s.points.front().offset, 0.0);
  EXPECT_EQ(s.points[1].offset, 0.0);
  EXPECT_NEAR(s.points.front().level, 51.5, 1e-12);
  EXPECT_NEAR(s.points[1].level, 1.5, 1e-12);
  EXPECT_NEAR(s.points.back().offset, 15.0, 1e-12);
  EXPECT_NEAR(s.points[s.points.size() - 2].offset, 15.0, 1e-12);
  EXPECT_NEAR(s.points[s.points.size() - 2].level, 1.5, 1e-12);
  for (const auto& point : s.points) EXPECT_NEAR(point.manning_n, 0.03, 1e-12);
}

TEST(InterpolateSection, AWallTurnsIntoASlopeLittleByLittle) {
  Section slope;
  slope.points = {{0, 10, 0.03}, {8, 0, 0.03}, {12, 0, 0.03}, {20, 10, 0.03}};
  slope.left_bank = 0;
  slope.right_bank = 20;
  const Section s = interpolate_section(river_of(rectangle(20, 0, 10, 0.03), slope), 250.0);
  for (std::size_t i = 1; i < s.points.size(); ++i) EXPECT_LE(s.points[i - 1].offset, s.points[i].offset);
  // a quarter of the way to the slope: at its foot the wall has come three quarters of the way down and the rest follows by 8 m
  EXPECT_NEAR(s.points[1].offset, 0.0, 1e-12);
  EXPECT_NEAR(s.points[1].level, 0.25 * 10.0, 1e-12);
  EXPECT_NEAR(bed_level(s), 0.0, 1e-12);
}

TEST(InterpolateSection, RoughnessIsConstantInAPanelAndLinearAlongTheRiver) {
  Section up = embanked(0, 0, 1), down = embanked(0, 0, 1);
  for (auto& point : down.points) point.manning_n *= 2;
  const Section s = interpolate_section(river_of(up, down), 250.0);
  ASSERT_EQ(s.points.size(), up.points.size());
  for (std::size_t i = 0; i < s.points.size(); ++i) EXPECT_NEAR(s.points[i].manning_n, 1.25 * up.points[i].manning_n, 1e-12) << i;
}

TEST(InterpolateSection, TakesThePointsOfBoth) {
  Section up = embanked(0, 0, 1), down = embanked(0, 0, 1);
  up.points.insert(up.points.begin() + 5, {10, 4, 0.028});  // a bar in the right half of the upper channel
  const Section s = interpolate_section(river_of(up, down), 500.0);
  ASSERT_EQ(s.points.size(), up.points.size());
  EXPECT_NEAR(s.points[5].offset, 10.0, 1e-12);
  EXPECT_NEAR(s.points[5].level, 0.5 * (4.0 + 2.5), 1e-12);
  EXPECT_NEAR(s.points[5].manning_n, 0.5 * (0.028 + 0.025), 1e-12);
}

TEST(InterpolateSection, HasNoCrestWhereOneOfTheTwoHasNone) {
  Section open = embanked(0, 0, 1);
  open.left_crest.reset();
  const Section s = interpolate_section(river_of(embanked(0, 0, 1), open), 500.0);
  EXPECT_FALSE(s.left_crest);
  EXPECT_TRUE(s.right_crest);
  EXPECT_NEAR(s.left_bank, -20.0, 1e-12);
}

TEST(InterpolateSection, IneffectiveGroundFollowsTheNearerSectionOrBoth) {
  Section up = embanked(0, 0, 1), down = embanked(0, 0, 2);
  up.ineffective = {{-40, -20, 6}};
  down.ineffective = {{-80, -40, 7}};
  const River both = river_of(up, down);
  const IneffectiveGround middle = interpolate_section(both, 500.0).ineffective.at(0);
  EXPECT_NEAR(middle.from_offset, -60, 1e-9);
  EXPECT_NEAR(middle.to_offset, -30, 1e-9);
  EXPECT_NEAR(middle.level, 6.5, 1e-9);
  down.ineffective.clear();
  const River one = river_of(up, down);
  const Section near = interpolate_section(one, 250.0);
  ASSERT_EQ(near.ineffective.size(), 1u);
  EXPECT_NEAR(near.ineffective[0].from_offset, -40 * 1.25, 1e-9);
  EXPECT_NEAR(near.ineffective[0].to_offset, near.left_bank, 1e-9);
  EXPECT_TRUE(interpolate_section(one, 750.0).ineffective.empty());
}

}  // namespace
}  // namespace riverchief::basin
