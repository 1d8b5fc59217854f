// The language of rules: what is read, and what a mistake points at.

#include "io/condition_grammar.hpp"

#include <gtest/gtest.h>

namespace riverchief::io {
namespace {

basin::Condition only(const std::string& text) {
  const WrittenConditions read = parse_conditions(text);
  EXPECT_TRUE(read.mistakes.empty()) << read.mistakes.front().what;
  EXPECT_EQ(read.conditions.size(), 1u);
  return read.conditions.at(0).condition();
}

TEST(Conditions, ALevelAtAStorageCell) {
  const auto c = only("water_level at lake above 12.3 m");
  EXPECT_EQ(c.reading.what, basin::Reads::water_level);
  EXPECT_EQ(c.reading.at.storage, "lake");
  EXPECT_FALSE(c.reading.at.place);
  EXPECT_TRUE(c.above);
  EXPECT_EQ(c.value, 12.3);
  EXPECT_FALSE(c.than);
}

TEST(Conditions, ADischargeAtAPlaceInAnotherUnit) {
  const auto c = only("discharge at zhimai: 9.5 km left below 2500 L/s");
  EXPECT_EQ(c.reading.at.place->river, "zhimai");
  EXPECT_EQ(c.reading.at.place->chainage, 9500.0);
  EXPECT_EQ(c.reading.at.place->bank, basin::Bank::left);
  EXPECT_FALSE(c.above);
  EXPECT_DOUBLE_EQ(c.value, 2.5);
}

TEST(Conditions, ADischargeOfAStructureAndAConcentration) {
  EXPECT_EQ(only("discharge of gate_1 above 3 m3/s").reading.structure, "gate_1");
  const auto c = only("concentration of cod at lake above 30 mg/L");
  EXPECT_EQ(c.reading.pollutant, "cod");
  EXPECT_EQ(c.reading.at.storage, "lake");
  EXPECT_EQ(c.value, 30.0);
}

TEST(Conditions, TwoLevelsAreCompared) {
  const auto c = only("water_level at main: 3 km below water_level at polder by 10 cm");
  EXPECT_EQ(c.reading.at.place->chainage, 3000.0);
  ASSERT_TRUE(c.than);
  EXPECT_EQ(c.than->at.storage, "polder");
  EXPECT_FALSE(c.above);
  EXPECT_DOUBLE_EQ(c.value, 0.1);
  EXPECT_EQ(only("water_level at a above water_level at b").value, 0.0);
}

TEST(Conditions, TimesAreSecondsSince1970) {
  const auto c = only("time before 1970-01-02T08:00:00+08:00");
  EXPECT_EQ(c.reading.what, basin::Reads::time);
  EXPECT_FALSE(c.above);
  EXPECT_EQ(c.value, 86400.0);
}

TEST(Conditions, AreJoinedByAnd) {
  const auto read = parse_conditions("  water_level at lake   above 1 m and time after 1970-01-01T00:00:00Z and discharge of gate below 2 m3/s");
  EXPECT_TRUE(read.mistakes.empty());
  ASSERT_EQ(read.conditions.size(), 3u);
  EXPECT_EQ(read.conditions[0].reading.at_offset, 17u);
}

TEST(Conditions, OfARegisterAreReadBack) {
  for (const std::string text : {"water_level at lake above 12.3 m", "discharge at main: 9.5 km below 2.5 m3/s and concentration of cod at main: 3 km above 20 mg/L",
                                 "water_level at main: 3 km above water_level at polder by 0.1 m", "water_level at a below water_level at b", "time after 2025-08-10T16:00:00Z"}) {
    std::vector<basin::Condition> conditions;
    for (const auto& c : parse_conditions(text).conditions) conditions.push_back(c.condition());
    EXPECT_EQ(to_text(conditions), text);
  }
}

/// A wrong text, the word it is wrong at, and a part of what is said about it.
struct Wrong {
  const char *text, *at, *says;
};

TEST(Conditions, MistakesPointAtTheWrongWord) {
  for (const Wrong& wrong : {Wrong{"level at lake above 1 m", "level", "cannot be read"},
                             Wrong{"water_level lake above 1 m", "lake", "where 'at' is expected"},
                             Wrong{"water_level at lake over 1 m", "lake", "is no place"},
                             Wrong{"water_level at lake abov 1 m", "abov", "a comparison is expected"},
                             Wrong{"water_level at main: 3 miles above 1 m", "main:", "is no place"},
                             Wrong{"water_level at lake above 1", "1", "has no unit"},
                             Wrong{"water_level at lake above 1 kg", "kg", "wrong unit"},
                             Wrong{"water_level at lake above high", "high", "is no value"},
                             Wrong{"water_level at lake above 99999 m", "99999", "out of range"},
                             Wrong{"water_level at lake above discharge of gate", "discharge", "is compared with"},
                             Wrong{"water_level at a above water_level at b by 1", "1", "has no unit"},
                             Wrong{"discharge at lake above 1 m3/s", "lake", "no discharge"},
                             Wrong{"time above 2025-08-10T00:00:00Z", "above", "a comparison is expected"},
                             Wrong{"time after tomorrow", "tomorrow", "is no time"},
                             Wrong{"time after 2025-08-10T00:00:00", "2025", "has no offset"}}) {
    const auto read = parse_conditions(wrong.text);
    ASSERT_EQ(read.mistakes.size(), 1u) << wrong.text;
    EXPECT_EQ(read.mistakes[0].offset, std::string(wrong.text).rfind(wrong.at)) << wrong.text;
    EXPECT_NE(read.mistakes[0].what.find(wrong.says), std::string::npos) << wrong.text << ": " << read.mistakes[0].what;
    EXPECT_FALSE(read.mistakes[0].fix.empty()) << wrong.text;
  }
}

TEST(Conditions, EveryWrongOneHasItsMistake) {
  const auto read = parse_conditions("level at a above 1 m and water_level at b above 1 m and time after noon and");
  EXPECT_EQ(read.conditions.size(), 1u);
  EXPECT_EQ(read.mistakes.size(), 3u);
}

TEST(Conditions, AReadingStandsAlone) {
  EXPECT_EQ(parse_reading("water_level at lake").reading.at(0).reading.at.storage, "lake");
  EXPECT_EQ(parse_reading("water_level at lake above 1 m").mistakes.size(), 1u);
}

}  // namespace
}  // namespace riverchief::io
