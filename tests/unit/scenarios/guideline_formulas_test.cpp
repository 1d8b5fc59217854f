// Closed formulas of HJ 2.3 and GB/T 25173 against what they must satisfy.

#include <gtest/gtest.h>

#include <cmath>

#include "scenarios/assessment/capacity.hpp"
#include "scenarios/assessment/near_field.hpp"

namespace riverchief::assessment {
namespace {

UniformReach reach(double velocity, double dispersion, double decay) {
  return {.discharge = velocity * 20.0, .velocity = velocity, .width = 10.0, .dispersion = dispersion, .decay_rate = decay};
}

TEST(NearField, TheBranchFollowsAlphaAndPeclet) {
  EXPECT_EQ(branch_of(reach(0.5, 5.0, 0.026 * 0.25 / 5.0)), NearFieldBranch::convection);  // alpha 0.026, Pe 1
  EXPECT_EQ(branch_of(reach(0.5, 5.1, 1e-6)), NearFieldBranch::spreading_convection);      // Pe 0.98
  EXPECT_EQ(branch_of(reach(0.5, 5.0, 0.028 * 0.25 / 5.0)), NearFieldBranch::dispersion);
  EXPECT_EQ(branch_of(reach(0.1, 50.0, 379.0 * 0.01 / 50.0)), NearFieldBranch::dispersion);
  EXPECT_EQ(branch_of(reach(0.1, 50.0, 381.0 * 0.01 / 50.0)), NearFieldBranch::still_water);
}

// What flows away from the release on both sides is what it brings: u A C - E A dC/dx is continuous but for the load.
TEST(NearField, FluxesAtTheReleaseAddUpToTheLoad) {
  const Release release{0.0, 0.0, 0.0};
  const UniformReach r = reach(0.1, 50.0, 2e-4);
  Release load = release;
  load.river_concentration = 10.0;  // enters as a load of Q * 10
  const double area = 20.0, h = 1e-3;
  const auto flux = [&](double x) {
    const double slope = (steady_concentration(r, load, x + h) - steady_concentration(r, load, x - h)) / (2.0 * h);
    return area * (r.velocity * steady_concentration(r, load, x) - r.dispersion * slope);
  };
  EXPECT_NEAR(flux(0.01) - flux(-0.01), 10.0 * r.discharge, 1e-3 * r.discharge);
}

// Between: E C'' - u C' - k C = 0 on both sides.
TEST(NearField, DispersionAndDecayBalanceOnBothSides) {
  const UniformReach r = reach(0.1, 50.0, 2e-4);
  const Release release{0.0, 0.0, 10.0};
  const double h = 1.0;
  for (const double x : {-400.0, 700.0}) {
    const double before = steady_concentration(r, release, x - h), here = steady_concentration(r, release, x), after = steady_concentration(r, release, x + h);
    const double spread = r.dispersion * (before - 2.0 * here + after) / (h * h), carried = r.velocity * (after - before) / (2.0 * h);
    EXPECT_NEAR((spread - carried) / (r.decay_rate * here), 1.0, 1e-4);
  }
}

TEST(NearField, AReleaseMixesWithTheRiver) {
  const UniformReach r{.discharge = 9.0, .velocity = 0.5, .width = 10.0, .dispersion = 5.0, .decay_rate = 0.0};
  EXPECT_DOUBLE_EQ(steady_concentration(r, {1.0, 100.0, 5.0}, 0.0), (100.0 + 45.0) / 10.0);
  EXPECT_DOUBLE_EQ(steady_concentration(r, {1.0, 100.0, 5.0}, -1.0), 5.0);
}

TEST(NearField, AnInstantaneousReleaseKeepsItsMassAndPeaksWhereTheWaterIs) {
  const UniformReach r = reach(0.4, 8.0, 1e-5);
  const double area = 20.0, t = 3600.0;
  double sum = 0.0;
  for (double x = -2000.0; x < 5000.0; x += 10.0) sum += instantaneous_concentration(r, 1000.0, area, x, t) * area * 10.0;
  EXPECT_NEAR(sum, 1000.0 * std::exp(-1e-5 * t), 1e-6 * 1000.0);
  EXPECT_DOUBLE_EQ(instantaneous_concentration(r, 1000.0, area, 0.4 * t, t), 1000.0 / (area * std::sqrt(4.0 * std::acos(-1.0) * 8.0 * t)) * std::exp(-1e-5 * t));
}

TEST(NearField, AReleaseAtTheBankNeedsLongerToMixThanOneInTheMiddle) {
  const double lateral = lateral_mixing(2.0, 30.0, 1e-4);
  EXPECT_DOUBLE_EQ(lateral, (0.058 * 2.0 + 0.0065 * 30.0) * std::sqrt(9.81 * 2.0 * 1e-4));
  EXPECT_DOUBLE_EQ(mixing_length(30.0, 0.0, 0.5, lateral), (0.11 + 0.7 * std::sqrt(0.5 - 1.1 * 0.25)) * 0.5 * 900.0 / lateral);
  EXPECT_DOUBLE_EQ(mixing_length(30.0, 15.0, 0.5, lateral), 0.11 * 0.5 * 900.0 / lateral);
}

TEST(Capacity, FeedingItBackGivesTheLimit) {
  for (const auto formula : {basin::CapacityFormula::zero_dimensional, basin::CapacityFormula::one_dimensional, basin::CapacityFormula::estuary}) {
    const ZoneWater zone{.formula = formula, .length = 25e3, .discharge = 3.0, .waste_discharge = 0.4, .velocity = 0.12, .decay_rate = 0.2 / 86400.0, .dispersion = 80.0};
    for (const double upstream : {0.0, 14.0, 55.0}) {
      EXPECT_NEAR(concentration_at_end(zone, upstream, capacity(zone, upstream, 20.0)) / 20.0, 1.0, 1e-12);
    }
  }
}

TEST(Capacity, IsWhatTheCodeSays) {
  const ZoneWater mixed{.formula = basin::CapacityFormula::zero_dimensional, .length = 1e4, .discharge = 10.0, .waste_discharge = 0.5, .velocity = 0.2, .decay_rate = 1e-6, .dispersion = 0.0};
  EXPECT_DOUBLE_EQ(capacity(mixed, 15.0, 20.0), (20.0 - 15.0) * 10.5);
  ZoneWater decaying = mixed;
  decaying.formula = basin::CapacityFormula::one_dimensional;
  const double left = std::exp(-1e-6 * 1e4 / 0.2);
  EXPECT_NEAR(capacity(decaying, 15.0, 20.0), (20.0 - 15.0 * left) / std::sqrt(left) * 10.5, 1e-10);
  EXPECT_LT(capacity(mixed, 25.0, 20.0), 0.0);  // the water that arrives is too bad already
  ZoneWater estuary = decaying;
  estuary.formula = basin::CapacityFormula::estuary;
  estuary.dispersion = 1e-6;  // without dispersion an estuary is a river
  EXPECT_NEAR(capacity(estuary, 15.0, 20.0) / capacity(decaying, 15.0, 20.0), 1.0, 1e-6);
}

}  // namespace
}  // namespace riverchief::assessment
