#include "model/kinetics.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace riverchief::model {
namespace {

constexpr double hour = 3600.0;

basin::Pollutant decaying(const char* id, double rate, double theta = 1.0) {
  basin::Pollutant pollutant;
  pollutant.id = id;
  pollutant.decay_rate = rate;
  pollutant.theta = theta;
  return pollutant;
}

TEST(Kinetics, RatesFollowTheTemperature) {
  const double k = 1e-5, theta = 1.047;
  for (const double T : {4.0, 20.0, 28.0}) {
    basin::Scenario scenario;
    scenario.basin.pollutants = {decaying("cod", k, theta)};
    scenario.water_temperature = {{0.0}, {T}};
    Kinetics kinetics(scenario);
    kinetics.prepare(0.0, hour);
    double C = 30.0;
    kinetics.apply(&C);
    EXPECT_NEAR(C, 30.0 * std::exp(-k * std::pow(theta, T - 20.0) * hour), 1e-12) << "at " << T << " degC";
  }
}

TEST(Kinetics, WithoutATemperatureRatesHoldAtTwentyDegrees) {
  basin::Scenario scenario;
  scenario.basin.pollutants = {decaying("cod", 1e-5, 1.047)};
  Kinetics kinetics(scenario);
  kinetics.prepare(0.0, hour);
  double C = 30.0;
  kinetics.apply(&C);
  EXPECT_NEAR(C, 30.0 * std::exp(-1e-5 * hour), 1e-12);
}

TEST(Kinetics, WhatOneLosesTheOtherGainsTimesTheYield) {
  const double k_a = 4e-5, k_b = 1e-5, yield = 2.0;
  basin::Scenario scenario;
  scenario.basin.pollutants = {decaying("bod", k_a), decaying("deficit", k_b)};
  scenario.basin.reactions = {{"bod", "deficit", yield}};
  Kinetics kinetics(scenario);
  kinetics.prepare(0.0, 10.0 * hour);
  double C[2] = {20.0, 0.0};
  kinetics.apply(C);
  const double a = std::exp(-k_a * 10.0 * hour), b = std::exp(-k_b * 10.0 * hour);
  EXPECT_NEAR(C[0], 20.0 * a, 1e-12);
  EXPECT_NEAR(C[1], yield * k_a * 20.0 / (k_a - k_b) * (b - a), 1e-11);
}

TEST(Kinetics, WhatDoesNotDecayStaysToTheLastBit) {
  basin::Scenario scenario;
  scenario.basin.pollutants = {decaying("chloride", 0.0), decaying("cod", 1e-5)};
  Kinetics kinetics(scenario);
  kinetics.prepare(0.0, hour);
  double C[2] = {200.0, 20.0};
  kinetics.apply(C);
  EXPECT_EQ(C[0], 200.0);
}

}  // namespace
}  // namespace riverchief::model
