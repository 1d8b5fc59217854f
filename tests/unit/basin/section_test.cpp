#include <gtest/gtest.h>

#include "basin/basin.hpp"

namespace riverchief::basin {
namespace {

// A field behind a dike at -20 that lies lower than the bed, and a channel with a wall on its left.
const Section diked{.chainage = 100.0,
                    .points = {{-60, 1, 0.05}, {-20, 8, 0.05}, {-5, 6, 0.03}, {-5, 2, 0.03}, {5, 3, 0.03}, {10, 6, 0.05}},
                    .left_bank = -5,
                    .right_bank = 10,
                    .left_crest = -20,
                    .right_crest = {},
                    .ineffective = {},
                    .roughness_by_level = {},
                    .station = {}};

TEST(BedLevel, IsTheLowestPointBetweenTheCrests) { EXPECT_EQ(bed_level(diked), 2.0); }

TEST(BedLevel, IsLinearBetweenSurveyedSectionsAndConstantBeyond) {
  Section lower = diked;
  lower.chainage = 300.0;
  for (auto& point : lower.points) point.level -= 1.0;
  const River river{.id = "creek", .name_zh = "", .name_en = "", .length = 400, .sections = {diked, lower}, .centreline = {}, .leaves = {}, .joins = {}, .joins_storage = "", .leaves_storage = ""};
  EXPECT_DOUBLE_EQ(bed_level_at(river, 150.0), 2.0 - 0.25);
  EXPECT_EQ(bed_level_at(river, 0.0), 2.0);
  EXPECT_EQ(bed_level_at(river, 400.0), 1.0);
}

TEST(GroundLevel, IsLinearBetweenPoints) { EXPECT_DOUBLE_EQ(ground_level(diked, -40.0), (1.0 + 8.0) / 2); }
TEST(GroundLevel, OfAWallIsItsTop) { EXPECT_EQ(ground_level(diked, -5.0), 6.0); }
TEST(GroundLevel, HoldsBeyondTheEnds) {
  EXPECT_EQ(ground_level(diked, -100.0), 1.0);
  EXPECT_EQ(ground_level(diked, 100.0), 6.0);
}

TEST(FindRiver, KnowsOnlyTheBasinsOwn) {
  Basin basin;
  basin.rivers.push_back({.id = "creek", .name_zh = "", .name_en = "", .length = 1, .sections = {}, .centreline = {}, .leaves = {}, .joins = {}, .joins_storage = "", .leaves_storage = ""});
  EXPECT_EQ(find_river(basin, "creek"), &basin.rivers[0]);
  EXPECT_EQ(find_river(basin, "brook"), nullptr);
}

}  // namespace
}  // namespace riverchief::basin
