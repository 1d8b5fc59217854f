#include "core/quantity.hpp"

#include <gtest/gtest.h>

#include <set>

namespace riverchief::core {
namespace {

TEST(Quantity, NamesAreUniqueAndSnakeCase) {
  std::set<std::string_view> seen;
  for (const Quantity& quantity : quantities()) {
    EXPECT_TRUE(seen.insert(quantity.name).second) << quantity.name;
    EXPECT_EQ(quantity.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"), std::string_view::npos) << quantity.name;
  }
}

TEST(Quantity, IsDescribedInBothLanguagesWithARange) {
  for (const Quantity& quantity : quantities()) {
    EXPECT_FALSE(quantity.description.empty()) << quantity.name;
    EXPECT_FALSE(quantity.description_zh.empty()) << quantity.name;
    EXPECT_LT(quantity.lowest, quantity.highest) << quantity.name;
  }
}

TEST(Quantity, EveryUnitIsOneThatInputsMayUse) {
  for (const Quantity& quantity : quantities()) {
    if (quantity.unit.empty()) continue;
    EXPECT_FALSE(accepted_units(quantity.unit).empty()) << quantity.name << " in " << quantity.unit;
  }
}

TEST(Unit, ConvertsToSI) {
  EXPECT_DOUBLE_EQ(*parse_number("12.4 km", "m"), 12.4 * 1000.0);
  EXPECT_DOUBLE_EQ(*parse_number("0.30 1/day", "s-1"), 0.30 / 86400.0);
  EXPECT_DOUBLE_EQ(*parse_number("50000 m3/d", "m3 s-1"), 50000.0 / 86400.0);
  EXPECT_DOUBLE_EQ(*parse_number("50000 m3/d", "m3/s"), 50000.0 / 86400.0);
  EXPECT_DOUBLE_EQ(*parse_number("2000 kg/d", "kg s-1"), 2000.0 / 86400.0);
  EXPECT_DOUBLE_EQ(*parse_number("25 mg/L", "g m-3"), 25.0);
  EXPECT_DOUBLE_EQ(*parse_number("30 min", "s"), 1800.0);
  EXPECT_DOUBLE_EQ(*parse_number("25 degC", "degC"), 25.0);
  EXPECT_DOUBLE_EQ(*parse_number("-1.5m", "m"), -1.5);
}

TEST(Unit, RefusesWhatDoesNotMeasureTheSame) {
  EXPECT_FALSE(parse_number("12 km", "m3 s-1"));
  EXPECT_FALSE(parse_number("12 furlong", "m"));
  EXPECT_FALSE(parse_number("twelve m", "m"));
  EXPECT_FALSE(parse_number("nan m", "m"));
  EXPECT_FALSE(parse_number("12", "m"));
  EXPECT_EQ(*parse_number("0.5", "1"), 0.5);
}

}  // namespace
}  // namespace riverchief::core
