// Design floods, tides and dry seasons: peak, volumes, levels and times are the wanted ones.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "hydrology/design_flood.hpp"
#include "hydrology/design_tide.hpp"
#include "hydrology/dry_season.hpp"

namespace riverchief::hydrology {
namespace {

constexpr double hour = 3600.0, day = 24.0 * hour;

/// Ten days, hour by hour: base flow of 20 m3/s, a peak of 320 m3/s after 100 h, and a smaller one before it.
basin::Series measured_flood() {
  basin::Series flood;
  for (int i = 0; i <= 240; ++i) {
    const double t = i, x = std::max(t - 76.0, 0.0) / 24.0;
    flood.time.push_back(t * hour);
    flood.value.push_back(20.0 + 300.0 * std::pow(x, 3) * std::exp(3.0 * (1.0 - x)) + 40.0 * std::exp(-std::pow((t - 40.0) / 10.0, 2)));
  }
  return flood;
}

/// Everything has Cs = 2, so that x_P = mean (1 + Cv (ln T - 1)) by hand.
PearsonIII of(double mean, double cv) { return {.mean = mean, .cv = cv, .cs = 2.0}; }
double twenty_years(double mean, double cv) { return mean * (1.0 + cv * (std::log(20.0) - 1.0)); }

TEST(Hydrograph, LargestVolumeOfATriangleByHand) {
  const basin::Series triangle = {.time = {0.0, 100.0, 400.0}, .value = {0.0, 30.0, 0.0}};
  // The best window of 40 s has equal discharge at both ends: it begins 10 s before the peak, at 27.
  const Window window = largest_volume(triangle, 40.0, 0.0, 400.0);
  EXPECT_NEAR(window.from, 90.0, 1e-9);
  EXPECT_NEAR(window.volume, 40.0 * 0.5 * (27.0 + 30.0), 1e-9);
  EXPECT_NEAR(smallest_volume(triangle, 40.0, 0.0, 400.0).volume, 0.5 * 40.0 * 4.0, 1e-9);  // the last 40 s, from 4 to 0
}

TEST(DesignFlood, ByPeakEverythingIsScaledByOneFactor) {
  const DesignedFlood flood = design_flood({.return_period = 20.0, .peak = of(150.0, 0.8), .volume = {}, .typical = measured_flood()});
  ASSERT_TRUE(flood.mistakes.empty());
  EXPECT_NEAR(flood.wanted_peak, twenty_years(150.0, 0.8), 1e-9);
  EXPECT_NEAR(flood.peak, flood.wanted_peak, 1e-9);
  const basin::Series typical = measured_flood();
  for (std::size_t i = 0; i < typical.value.size(); ++i)
    ASSERT_NEAR(flood.discharge.value[i] / typical.value[i], flood.wanted_peak / flood.typical_peak, 1e-12);
}

TEST(DesignFlood, ByVolumeTheLargestVolumeIsTheWantedOne) {
  const DesignedFlood flood = design_flood(
      {.return_period = 20.0, .scaling = Scaling::volume, .peak = std::nullopt, .volume = {{3.0 * day, of(2.5e7, 0.7)}}, .typical = measured_flood()});
  ASSERT_TRUE(flood.mistakes.empty());
  ASSERT_EQ(flood.volumes.size(), 1u);
  EXPECT_NEAR(flood.volumes[0].wanted, twenty_years(2.5e7, 0.7), 1e-3);
  EXPECT_NEAR(flood.volumes[0].largest, flood.volumes[0].wanted, 1e-9 * flood.volumes[0].wanted);
}

/// Fuller than the measured flood on the first day, leaner later.
DesignFlood of_one_frequency() {
  return {.return_period = 20.0,
          .scaling = Scaling::same_frequency,
          .peak = of(200.0, 0.8),
          .volume = {{day, of(1.55e7, 0.75)}, {3.0 * day, of(3.1e7, 0.7)}, {7.0 * day, of(4.6e7, 0.65)}},
          .typical = measured_flood()};
}

TEST(DesignFlood, ByTheSameFrequencyPeakAndAllVolumesAreTheWantedOnes) {
  const DesignedFlood flood = design_flood(of_one_frequency());
  for (const Mistake& mistake : flood.mistakes) ADD_FAILURE() << mistake.what << ": " << mistake.why;
  ASSERT_TRUE(flood.mistakes.empty());
  EXPECT_NEAR(flood.peak, twenty_years(200.0, 0.8), 1e-6);
  EXPECT_NEAR(basin::value_at(flood.discharge, flood.peak_time), flood.wanted_peak, 1e-6);
  for (const DesignVolume& volume : flood.volumes) {
    EXPECT_NEAR(volume_between(flood.discharge, volume.window.from, volume.window.to), volume.wanted, 1e-6 * volume.wanted) << volume.duration / day << " days";
    EXPECT_GE(volume.largest, volume.wanted * (1.0 - 1e-9));
    EXPECT_LT(volume.largest, volume.wanted * 1.02);
  }
  EXPECT_GE(*std::min_element(flood.discharge.value.begin(), flood.discharge.value.end()), 0.0);
}

TEST(DesignFlood, FactorsHaveNoJumps) {
  const DesignedFlood flood = design_flood(of_one_frequency());
  ASSERT_TRUE(flood.mistakes.empty());
  double before = -1.0;
  for (std::size_t i = 0; i < flood.discharge.time.size(); ++i) {
    const double factor = flood.discharge.value[i] / basin::value_at(measured_flood(), flood.discharge.time[i]);
    if (before > 0.0) {
      EXPECT_LT(std::abs(factor - before), 0.25) << "at " << flood.discharge.time[i] / hour << " h";
    }
    before = factor;
  }
}

TEST(DesignFlood, WhatCannotBeIsTold) {
  DesignFlood design = of_one_frequency();
  design.volume[day] = of(1e8, 0.75);  // more than the peak held for a day
  EXPECT_FALSE(design_flood(design).mistakes.empty());
  design = of_one_frequency();
  design.return_period = 0.5;
  design.peak.reset();
  design.typical.value[3] = -1.0;
  EXPECT_EQ(design_flood(design).mistakes.size(), 3u);
  design = of_one_frequency();
  design.scaling = Scaling::volume;
  EXPECT_EQ(design_flood(design).mistakes.size(), 1u);
  design.volume = {{30.0 * day, of(1e8, 0.5)}};
  EXPECT_EQ(design_flood(design).mistakes.size(), 1u);
}

/// Two days of a tide with unequal high waters at 3.1, 15.5, 27.9 and 40.3 h.
basin::Series measured_tide() {
  basin::Series tide;
  for (int i = 0; i <= 480; ++i) {
    const double t = 0.1 * i;
    tide.time.push_back(t * hour);
    tide.value.push_back(0.3 + (1.5 + 0.01 * t) * std::sin(2.0 * std::numbers::pi * t / 12.4));
  }
  return tide;
}

TEST(DesignTide, TheFloodMeetsTheHighestWaterAtTheDesignLevel) {
  const DesignTide design = {.typical = measured_tide(), .highest = 3.2, .flood_peak_time = 50.0 * hour, .lag = 4.0 * hour, .high_water = std::nullopt};
  const DesignedTide tide = design_tide(design);
  ASSERT_TRUE(tide.mistakes.empty());
  EXPECT_NEAR(peak(tide.water_level).value, 3.2, 1e-12);
  EXPECT_NEAR(peak(tide.water_level).time, 54.0 * hour, 1e-6);
  EXPECT_NEAR(tide.met_level, 3.2, 1e-12);
  const auto lowest = [](const basin::Series& series) { return *std::min_element(series.value.begin(), series.value.end()); };
  EXPECT_NEAR(lowest(tide.water_level), lowest(measured_tide()), 1e-12);  // ebb is not made better by a surge
}

TEST(DesignTide, ASurgeLiftsTheWholeCurve) {
  DesignTide design = {.typical = measured_tide(), .highest = 3.2, .raising = Raising::lift, .flood_peak_time = 20.0 * hour, .high_water = 2};
  const DesignedTide tide = design_tide(design);
  ASSERT_TRUE(tide.mistakes.empty());
  EXPECT_EQ(tide.high_waters.size(), 4u);
  EXPECT_NEAR(tide.high_waters[1].time, 20.0 * hour, 1e-6);
  const double lift = 3.2 - peak(measured_tide()).value;
  for (std::size_t i = 0; i < tide.water_level.value.size(); ++i) ASSERT_NEAR(tide.water_level.value[i], measured_tide().value[i] + lift, 1e-12);
  design.high_water = 5;
  design.highest = -9.0;
  EXPECT_EQ(design_tide(design).mistakes.size(), 2u);
}

TEST(DrySeason, TheDriestMonthHasTheGuaranteedFlow) {
  basin::Series year;
  for (int i = 0; i <= 365; ++i) year.time.push_back(i * day), year.value.push_back(5.0 - 4.0 * std::cos(2.0 * std::numbers::pi * i / 365.0));
  const PearsonIII curve = {.mean = 2.4, .cv = 0.4, .cs = 0.8};
  const DesignedDrySeason season = dry_season({.guarantee = 0.9, .curve = curve, .annual = {}, .duration = 30.0 * day, .typical = year});
  ASSERT_TRUE(season.mistakes.empty());
  EXPECT_NEAR(season.wanted, quantile(curve, 0.9), 1e-15);
  EXPECT_NEAR(season.window.volume, season.wanted * 30.0 * day, 1e-6 * season.window.volume);
  EXPECT_NEAR(smallest_volume(season.discharge, 30.0 * day, 0.0, 365.0 * day).volume, season.window.volume, 1e-6 * season.window.volume);
}

TEST(DrySeason, EmpiricalRatesLieBetweenPlottingPositions) {
  const std::vector<double> years = {5, 1, 3, 2, 4, 9, 8, 7, 6};  // 9 years: P = 0.1 ... 0.9
  EXPECT_NEAR(*empirical_quantile(years, 0.9), 1.0, 1e-12);
  EXPECT_NEAR(*empirical_quantile(years, 0.75), 2.5, 1e-12);
  EXPECT_FALSE(empirical_quantile(years, 0.95).has_value());
  const DrySeason design = {.guarantee = 0.95, .curve = std::nullopt, .annual = years, .typical = {{0.0, day}, {1.0, 1.0}}};
  EXPECT_EQ(dry_season(design).mistakes.size(), 1u);
}

}  // namespace
}  // namespace riverchief::hydrology
