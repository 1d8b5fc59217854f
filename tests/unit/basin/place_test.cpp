#include "basin/place.hpp"

#include <gtest/gtest.h>

namespace riverchief::basin {
namespace {

TEST(Place, ReadsKilometresAndMetres) {
  const auto km = parse_place("zhimai: 9.5 km"), m = parse_place("zhimai: 9500 m"), plain = parse_place("zhimai: 9500");
  ASSERT_TRUE(km && m && plain);
  EXPECT_EQ(km->river, "zhimai");
  EXPECT_DOUBLE_EQ(km->chainage, 9500.0);
  EXPECT_EQ(m->chainage, 9500.0);
  EXPECT_EQ(plain->chainage, 9500.0);
  EXPECT_FALSE(km->bank);
}

TEST(Place, ReadsABankWhereOneIsNamed) {
  EXPECT_EQ(parse_place("zhimai: 9.5 km left")->bank, Bank::left);
  EXPECT_EQ(parse_place("zhimai:9.5km right")->bank, Bank::right);
  EXPECT_EQ(parse_stretch("zhimai: 20 km to 32 km right")->bank, Bank::right);
}

TEST(Place, TakesChineseNamesAndAFullWidthColon) {
  EXPECT_EQ(parse_place("支脉河: 1 km")->river, "支脉河");
  EXPECT_EQ(parse_place("支脉河：1 km")->river, "支脉河");
}

TEST(Place, RefusesWhatIsNoPlace) {
  for (const char* text : {"", "zhimai", "zhimai:", ": 9 km", "zhimai: nine", "zhimai: 9 miles", "zhimai: 9 km middle", "zhimai: nan", "zhimai: 1 km to 2 km"})
    EXPECT_FALSE(parse_place(text)) << text;
}

TEST(Stretch, GrowsDownstream) {
  const auto stretch = parse_stretch("zhimai: 20 km to 32 km");
  ASSERT_TRUE(stretch);
  EXPECT_EQ(stretch->from, 20e3);
  EXPECT_EQ(stretch->to, 32e3);
  for (const char* text : {"zhimai: 32 km to 20 km", "zhimai: 20 km to 20 km", "zhimai: 20 km", "zhimai: 20 km - 32 km"})
    EXPECT_FALSE(parse_stretch(text)) << text;
}

TEST(Stretch, RefusesAUnitOnOneNumberOnly) {
  EXPECT_FALSE(parse_stretch("zhimai: 20 to 32 km"));
  EXPECT_TRUE(parse_stretch("zhimai: 20 to 32"));
}

TEST(Place, PrintsWhatItReads) {
  for (const char* text : {"zhimai: 9.5 km", "zhimai: 134.55 km left", "支脉河: 0 km", "creek: 0.0125 km right"})
    EXPECT_EQ(to_text(*parse_place(text)), text);
  EXPECT_EQ(to_text(*parse_stretch("zhimai: 20000 to 32500 left")), "zhimai: 20 km to 32.5 km left");
}

}  // namespace
}  // namespace riverchief::basin
