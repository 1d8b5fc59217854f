// Ratings by 环办[2011]22号 against arithmetic by hand.

#include "scenarios/assessment/water_rating.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "scenarios/io/standard.hpp"

namespace riverchief::assessment {
namespace {

using gb3838::Water;

TEST(WaterRating, TheMethodNamesItsTwentyOneItemsAndAGradeForEveryClass) {
  const io::AssessmentMethod& method = io::assessment_method();
  EXPECT_EQ(method.rated_items.size(), 21u);
  for (const std::string& item : method.rated_items) EXPECT_NE(io::find_item(io::gb3838_2002(), item), nullptr) << item;
  EXPECT_EQ(io::grade_of(method, 1)->name_zh, "优");
  EXPECT_EQ(io::grade_of(method, 2)->id, "excellent");
  EXPECT_EQ(io::grade_of(method, 6)->name_zh, "重度污染");
  EXPECT_EQ(io::gb3838_2002().source_items.size(), 5u);
  EXPECT_EQ(io::gb3838_2002().classes.size(), 5u);
  EXPECT_DOUBLE_EQ(io::find_item(io::gb3838_2002(), "Cl-")->limit_of_sources, 250.0);
}

TEST(WaterRating, MainPollutantsAreTheWorstThreeAndMetalsGoFirst) {
  const auto main = main_pollutants({{"CODCr", 36.0}, {"NH3-N", 1.8}, {"TP", 0.25}, {"BOD5", 9.0}, {"Hg", 0.0004}}, Water::river);
  ASSERT_EQ(main.size(), 3u);
  EXPECT_EQ(main[0].item, "Hg");  // class Ⅳ, and yet first
  EXPECT_EQ(main[1].item, "BOD5");
  EXPECT_DOUBLE_EQ(main[1].multiple, (9.0 - 4.0) / 4.0);
  EXPECT_EQ(main[2].item, "CODCr");  // class Ⅴ as NH3-N, and 0.80 is as much: the order of the standard decides
  EXPECT_DOUBLE_EQ(main[2].multiple, (36.0 - 20.0) / 20.0);
}

TEST(WaterRating, OxygenAndAcidityHaveNoMultiple) {
  const auto main = main_pollutants({{"DO", 2.5}, {"pH", 9.4}, {"TP", 0.1}}, Water::river);
  ASSERT_EQ(main.size(), 2u);
  EXPECT_EQ(main[0].item, "pH");
  EXPECT_TRUE(std::isnan(main[0].multiple));
  EXPECT_TRUE(std::isnan(main[1].multiple));
}

TEST(WaterRating, FewerThanFiveSectionsAreRatedByMeansAndFiveByShares) {
  const std::vector<ItemValues> four{{{"NH3-N", 0.4}}, {{"NH3-N", 0.4}}, {{"NH3-N", 0.4}}, {{"NH3-N", 2.4}}};
  const RiverRating by_mean = rate_river(four, Water::river);
  EXPECT_EQ(by_mean.rule, "mean");
  EXPECT_EQ(by_mean.quality_class, 3);  // mean 0.9
  EXPECT_EQ(by_mean.grade, "good");
  std::vector<ItemValues> five = four;
  five.push_back({{"NH3-N", 0.4}});
  const RiverRating by_shares = rate_river(five, Water::river);
  EXPECT_EQ(by_shares.rule, "shares");
  EXPECT_DOUBLE_EQ(by_shares.good_share, 80.0);
  EXPECT_DOUBLE_EQ(by_shares.bad_share, 20.0);
  EXPECT_EQ(by_shares.grade, "good");  // 75 % <= Ⅰ to Ⅲ < 90 %
  ASSERT_EQ(by_shares.main.size(), 1u);
  EXPECT_DOUBLE_EQ(by_shares.main[0].multiple, 20.0);
}

TEST(WaterRating, SharesGoFromExcellentToHeavilyPolluted) {
  const auto grade = [](int good, int middle, int bad) {
    std::vector<ItemValues> sections(static_cast<std::size_t>(good), {{"TP", 0.1}});
    sections.insert(sections.end(), static_cast<std::size_t>(middle), {{"TP", 0.28}});
    sections.insert(sections.end(), static_cast<std::size_t>(bad), {{"TP", 0.9}});
    return rate_river(sections, Water::river).grade;
  };
  EXPECT_EQ(grade(9, 1, 0), "excellent");
  EXPECT_EQ(grade(15, 5, 0), "good");
  EXPECT_EQ(grade(14, 3, 3), "light_pollution");     // worse than Ⅴ 15 %
  EXPECT_EQ(grade(12, 4, 4), "moderate_pollution");  // 20 %
  EXPECT_EQ(grade(8, 4, 8), "heavy_pollution");      // 40 %
}

TEST(WaterRating, ChangeCountsGradesOrPercentagePoints) {
  EXPECT_EQ(change_of_class(1, 2), Change::none);  // both excellent
  EXPECT_EQ(change_of_class(4, 3), Change::better);
  EXPECT_EQ(change_of_class(3, 5), Change::much_worse);
  RiverRating before, after;
  before.sections = after.sections = 10;
  before.good_share = 60.0, before.bad_share = 20.0;
  after.good_share = 65.0, after.bad_share = 15.0;
  EXPECT_EQ(change_of_shares(before, after), Change::none);  // 5 + 5 = 10 is no change yet
  after.good_share = 66.0;
  EXPECT_EQ(change_of_shares(before, after), Change::better);
  after.good_share = 40.0, after.bad_share = 30.0;
  EXPECT_EQ(change_of_shares(before, after), Change::much_worse);
}

TEST(WaterRating, TheTrendIsSpearmansRankCorrelation) {
  const Trend rising = trend_of({1.0, 2.0, 3.0, 5.0, 4.0});
  EXPECT_DOUBLE_EQ(rising.correlation, 1.0 - 6.0 * 2.0 / (125.0 - 5.0));
  EXPECT_DOUBLE_EQ(rising.critical, 0.9);
  EXPECT_EQ(rising.direction, "rising");
  EXPECT_FALSE(rising.highly_significant);
  EXPECT_EQ(trend_of({5.0, 4.0, 3.0, 2.0, 1.0}).direction, "falling");
  EXPECT_TRUE(trend_of({5.0, 4.0, 3.0, 2.0, 1.0}).highly_significant);
  EXPECT_EQ(trend_of({1.0, 5.0, 2.0, 4.0, 3.0}).direction, "no trend");
  EXPECT_EQ(trend_of({2.0, 2.0, 2.0, 2.0, 2.0}).direction, "no trend");
  EXPECT_EQ(trend_of({1.0, 2.0, 3.0, 4.0}).direction, "");  // four periods are too few
  std::vector<double> years(60);
  for (std::size_t i = 0; i < years.size(); ++i) years[i] = static_cast<double>(i);
  EXPECT_NEAR(trend_of(years).critical, 0.2144, 0.003);  // Zar (1999), table B.20: n = 60
}

TEST(WaterRating, ALakesTrophicStateWeighsWhatIsKnown) {
  const TrophicState by_one = trophic_state({{"chlorophyll_a", 10.0}});
  EXPECT_DOUBLE_EQ(by_one.index, 10.0 * (2.5 + 1.086 * std::log(10.0)));  // 50.006
  EXPECT_EQ(by_one.grade_en, "lightly eutrophic");
  EXPECT_EQ(by_one.missing.size(), 4u);
  const TrophicState by_two = trophic_state({{"chlorophyll_a", 1.0}, {"TP", 0.02}});
  EXPECT_DOUBLE_EQ(by_two.index, (10.0 * 2.5 + 0.7056 * 10.0 * (9.436 + 1.624 * std::log(0.02))) / 1.7056);
  EXPECT_TRUE(std::isnan(trophic_state({}).index));
}

}  // namespace
}  // namespace riverchief::assessment
