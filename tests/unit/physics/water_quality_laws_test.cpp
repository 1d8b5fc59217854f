// Laws of oxygen, light and heat against published values and arithmetic by hand.

#include <gtest/gtest.h>

#include <cmath>

#include "physics/water_quality/heat.hpp"
#include "physics/water_quality/light.hpp"
#include "physics/water_quality/limits.hpp"
#include "physics/water_quality/oxygen.hpp"

namespace riverchief::physics {
namespace {

constexpr double day = 86400.0;

// APHA (1992), table 4500-O:I
TEST(OxygenSaturation, IsThatOfTheTable) {
  EXPECT_NEAR(oxygen_saturation(0.0, 0.0, 1.0), 14.621, 0.002);
  EXPECT_NEAR(oxygen_saturation(10.0, 0.0, 1.0), 11.288, 0.002);
  EXPECT_NEAR(oxygen_saturation(20.0, 0.0, 1.0), 9.092, 0.002);
  EXPECT_NEAR(oxygen_saturation(30.0, 0.0, 1.0), 7.559, 0.002);
  EXPECT_NEAR(oxygen_saturation(20.0, 35.0, 1.0), 7.40, 0.02);  // the sea
}

// Boulder lies 1650 m high: a fifth less than at the sea.
TEST(OxygenSaturation, FallsWithThePressureOfTheAir) {
  EXPECT_NEAR(standard_pressure(1650.0), 0.819, 0.002);
  EXPECT_NEAR(oxygen_saturation(20.0, 0.0, standard_pressure(1650.0)) / oxygen_saturation(20.0, 0.0, 1.0), 0.815, 0.003);
}

TEST(Reaeration, FollowsEachFormula) {
  const Current c{.depth = 2.0, .velocity = 0.5, .slope = 1e-3, .discharge = 20.0};
  EXPECT_NEAR(oconnor_dobbins(c) * day, 3.93 * std::sqrt(0.5) / (2.0 * std::sqrt(2.0)), 1e-12);
  EXPECT_NEAR(churchill(c) * day, 5.026 * 0.5 / std::pow(2.0, 1.67), 1e-12);
  EXPECT_NEAR(owens_gibbs(c) * day, 5.32 * std::pow(0.5, 0.67) / std::pow(2.0, 1.85), 1e-12);
  EXPECT_NEAR(tsivoglou_neal(c) * day, 15308.0 * 0.5e-3, 1e-12);
  EXPECT_NEAR(tsivoglou_neal({.depth = 0.2, .velocity = 0.5, .slope = 1e-3, .discharge = 0.2}) * day, 31183.0 * 0.5e-3, 1e-12);
  EXPECT_NEAR(banks_herrera(4.0) * day, 0.728 * 2.0 - 0.317 * 4.0 + 0.0372 * 16.0, 1e-12);
}

TEST(Reaeration, IsChosenByDepthAndVelocity) {
  const Current shallow{.depth = 0.4, .velocity = 0.5, .slope = 0, .discharge = 1}, deep{.depth = 3.0, .velocity = 0.3, .slope = 0, .discharge = 1},
      fast{.depth = 1.0, .velocity = 1.2, .slope = 0, .discharge = 1};
  EXPECT_DOUBLE_EQ(covar(shallow), owens_gibbs(shallow));
  EXPECT_DOUBLE_EQ(covar(deep), oconnor_dobbins(deep));
  EXPECT_DOUBLE_EQ(covar(fast), churchill(fast));
}

TEST(WeirAeration, HalvesADeficitAsButtsAndEvansSay) {
  EXPECT_NEAR(deficit_ratio(1.0, 1.0, 2.0, 20.0), 1.0 + 0.38 * 2.0 * (1.0 - 0.22) * 1.92, 1e-12);
  EXPECT_DOUBLE_EQ(deficit_ratio(1.0, 1.0, 0.0, 20.0), 1.0);
}

/// Mean over the column by ten thousand slices.
template <class Law>
double by_slices(Law&& law, double light, double thickness) {
  double sum = 0;
  constexpr int slices = 10000;
  for (int k = 0; k < slices; ++k) sum += law(light * std::exp(-thickness * (k + 0.5) / slices));
  return sum / slices;
}

TEST(LightInWater, HasTheMeanOfItsColumn) {
  const double light = 120.0, constant = 60.0, thickness = 2.3;
  EXPECT_NEAR(half_saturation_growth(light, constant, thickness), by_slices([&](double I) { return half_saturation_growth(I, constant); }, light, thickness), 1e-7);
  EXPECT_NEAR(smith_growth(light, constant, thickness), by_slices([&](double I) { return smith_growth(I, constant); }, light, thickness), 1e-7);
  EXPECT_NEAR(steele_growth(light, constant, thickness), by_slices([&](double I) { return steele_growth(I, constant); }, light, thickness), 1e-7);
  EXPECT_NEAR(mean_light(light, thickness), by_slices([](double I) { return I; }, light, thickness), 1e-5);
  EXPECT_DOUBLE_EQ(steele_growth(constant, constant), 1.0);  // its optimum
}

TEST(LightInWater, IsShadedByChlorophyllAsRileySays) {
  // 10 mg/m3: 0.0088 10 + 0.054 10^(2/3)
  EXPECT_NEAR(extinction(0.2, 0.052, 5.0, 8.8, 0.010), 0.2 + 0.26 + 0.088 + 0.054 * std::pow(10.0, 2.0 / 3.0), 1e-12);
}

TEST(Sun, StandsHighestAtNoonAndNotAtNight) {
  const double june_21 = 1750464000.0;  // 2025-06-21T00:00Z
  const double noon = clear_sky_radiation(june_21 + 4.0 * 3600.0, 37.0, 120.0, 0.0, 0.0);  // 12 h by the sun at 120 E
  EXPECT_NEAR(noon, 1367.0 * 0.967 * 0.75 * std::cos((37.0 - 23.44) * 3.14159265 / 180.0), 6.0);
  EXPECT_DOUBLE_EQ(clear_sky_radiation(june_21 + 16.0 * 3600.0, 37.0, 120.0, 0.0, 0.0), 0.0);
  EXPECT_NEAR(clear_sky_radiation(june_21 + 4.0 * 3600.0, 37.0, 120.0, 0.0, 1.0), 0.35 * noon, 1e-9);
}

TEST(Heat, BalancesByHand) {
  const Sky sky{.solar = 500.0, .air_temperature = 25.0, .dew_point = 15.0, .wind = 3.0, .cloud = 0.5};
  const double sigma = 5.670374e-8, f = (19.0 + 0.95 * 9.0) * 41840.0 / 86400.0;
  const double es = 4.596 * std::exp(17.27 * 20.0 / 257.3), ea = 4.596 * std::exp(17.27 * 15.0 / 252.3);
  EXPECT_NEAR(surface_heat(sky, 20.0),
              0.94 * 500.0 + sigma * std::pow(298.15, 4) * (0.6 + 0.031 * std::sqrt(ea)) * (1.0 + 0.17 * 0.25) * 0.97 - 0.97 * sigma * std::pow(293.15, 4) - f * (es - ea) - 0.47 * f * (20.0 - 25.0), 1e-9);
}

TEST(Heat, BringsWaterToItsEquilibriumInOneStepOrMany) {
  const Sky sky{.solar = 200.0, .air_temperature = 20.0, .dew_point = 12.0, .wind = 2.0, .cloud = 0.0};
  double T = 10.0;
  for (int k = 0; k < 400; ++k) T = temperature_after(sky, 1.0, T, 6.0 * 3600.0);
  EXPECT_NEAR(surface_heat(sky, T), 0.0, 1e-6);
  double one = temperature_after(sky, 1.0, 10.0, 3600.0), many = 10.0;
  for (int k = 0; k < 360; ++k) many = temperature_after(sky, 1.0, many, 10.0);
  EXPECT_NEAR(one, many, 2e-5);
  EXPECT_DOUBLE_EQ(temperature_after({.solar = 0.0, .air_temperature = -30.0, .dew_point = -35.0, .wind = 5.0, .cloud = 0.0}, 0.2, 0.1, 86400.0), 0.0);
}

TEST(Limits, HaveTheSlopesTheyTell) {
  const double K = 0.3, h = 1e-7;
  for (const double C : {0.01, 0.3, 5.0}) EXPECT_NEAR((saturating(C + h, K) - saturating(C - h, K)) / (2.0 * h), saturating_slope(C, K), 1e-6);
  EXPECT_DOUBLE_EQ(saturating(K, K), 0.5);
  EXPECT_DOUBLE_EQ(inhibited(K, K), 0.5);
  for (const double A : {0.02, 0.5}) {
    const double N = 0.1;
    const auto p = ammonia_preference(A, N, K);
    EXPECT_NEAR((ammonia_preference(A + h, N, K).value - ammonia_preference(A - h, N, K).value) / (2.0 * h), p.by_ammonia, 1e-6);
    EXPECT_NEAR((ammonia_preference(A, N + h, K).value - ammonia_preference(A, N - h, K).value) / (2.0 * h), p.by_nitrate, 1e-6);
  }
  EXPECT_DOUBLE_EQ(ammonia_preference(1.0, 0.0, K).value, 1.0);
  EXPECT_DOUBLE_EQ(ammonia_preference(0.0, 1.0, K).value, 0.0);
  EXPECT_DOUBLE_EQ(bound_share(0.1, 10.0), 0.5);
  EXPECT_DOUBLE_EQ(temperature_factor(1.047, 30.0), std::pow(1.047, 10.0));
}

}  // namespace
}  // namespace riverchief::physics
