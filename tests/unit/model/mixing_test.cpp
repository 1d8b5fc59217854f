// Water that passes a mixed cell: shares of what was there and of what enters.

#include "model/mixing.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace riverchief::model {
namespace {

TEST(PassMixed, HalfOfASteadyCellStaysAfterLnTwoOfItsVolume) {
  const Passed passed = pass_mixed(10.0, 10.0 * std::log(2.0), 10.0 * std::log(2.0));
  EXPECT_NEAR(passed.of_old, 0.5, 1e-12);
  EXPECT_NEAR(10.0 * passed.of_old + 10.0 * std::log(2.0) * passed.of_new, 10.0 * std::log(2.0), 1e-12);  // what leaves is as much as said
}

TEST(PassMixed, NextToNoWaterOnADryBedHasSharesAllTheSame) {
  for (const double in : {1e-320, 1e-300, 1e-230})
    for (const double share : {0.0, 1e-3, 1.0}) {
      const Passed passed = pass_mixed(0.0, in, share * in);
      EXPECT_TRUE(passed.of_old >= 0.0 && passed.of_old <= 1.0) << in;
      EXPECT_TRUE(passed.of_new >= 0.0 && passed.of_new <= 1.0) << in;
    }
}

}  // namespace
}  // namespace riverchief::model
