#include <gtest/gtest.h>

#include "basin/scenario.hpp"

namespace riverchief::basin {
namespace {

const Series flood{{-3600.0, 0.0, 3600.0, 7200.0}, {10.0, 20.0, 80.0, 20.0}};

TEST(Series, IsLinearBetweenItsPoints) {
  EXPECT_DOUBLE_EQ(value_at(flood, 1800.0), (20.0 + 80.0) / 2);
  EXPECT_DOUBLE_EQ(value_at(flood, 3600.0), 80.0);
}

TEST(Series, HoldsItsEndsOutside) {
  EXPECT_EQ(value_at(flood, -1e6), 10.0);
  EXPECT_EQ(value_at(flood, 1e6), 20.0);
}

TEST(Series, IntegralIsTheAreaOfTheTrapezoids) {
  EXPECT_DOUBLE_EQ(integral_to(flood, 0.0), 0.0);
  EXPECT_DOUBLE_EQ(integral_to(flood, 3600.0), 3600.0 * (20.0 + 80.0) / 2);
  EXPECT_DOUBLE_EQ(integral_to(flood, 5400.0), 3600.0 * (20.0 + 80.0) / 2 + 1800.0 * (80.0 + 50.0) / 2);
  EXPECT_DOUBLE_EQ(integral_to(flood, 9000.0), 7200.0 * (20.0 + 80.0) / 2 + 1800.0 * 20.0);
}

TEST(Series, AConstantIsASinglePoint) {
  const Series constant{{0.0}, {12.0}};
  EXPECT_EQ(value_at(constant, 1e5), 12.0);
  EXPECT_DOUBLE_EQ(integral_to(constant, 100.0), 1200.0);
}

}  // namespace
}  // namespace riverchief::basin
