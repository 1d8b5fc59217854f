// Sections, zones and sources by month from a result file made by hand: one river, hourly states of January 2025, four cells of 500 m.

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "plain_basin.hpp"
#include "scenarios/assessment/assessment.hpp"
#include "scenarios/assessment/grab_samples.hpp"
#include "scenarios/io/register.hpp"

namespace riverchief::assessment {
namespace {

constexpr double day = 86400.0, discharge = 10.0;

/// COD in every cell and depth as functions of time [d]; 10 m3/s flow everywhere.
io::ResultsFile january(const basin::Scenario& scenario, const std::function<double(double)>& cod, const std::function<double(double)>& depth) {
  io::ResultsFile r;
  r.path = "january.h5";
  r.start = "2025-01-01T00:00:00+08:00";
  r.completed = true;
  r.pollutants = {"cod", "chloride"};
  r.cell_river.assign(4, "main");
  r.cell_reach.assign(4, "main/1");
  r.cell_chainage = {5250.0, 5750.0, 6250.0, 6750.0};
  r.cell_length.assign(4, 500.0);
  r.bed_level.assign(4, 9.0);
  r.left_bank_level = r.right_bank_level = r.left_crest_level = r.right_crest_level = {13.0, 13.0, 13.0, 13.0};
  r.max_water_level.assign(4, 10.0);
  r.first_overtopping_left = r.first_overtopping_right = std::vector<double>(4, std::nan(""));
  r.overtopped_volume_left = r.overtopped_volume_right = std::vector<double>(4, 0.0);
  r.face_river.assign(5, "main");
  r.face_chainage = {5000.0, 5500.0, 6000.0, 6500.0, 7000.0};
  r.face_upstream_cell = {-1, 0, 1, 2, 3};
  r.face_downstream_cell = {0, 1, 2, 3, -1};
  for (int h = 0; h <= 31 * 24; ++h) {
    const double t = h / 24.0;
    r.time.push_back(t * day);
    for (int c = 0; c < 4; ++c) r.water_level.push_back(9.0 + depth(t));
    for (int f = 0; f < 5; ++f) r.discharge.push_back(depth(t) > 0.05 ? discharge : 0.0), r.velocity.push_back(0.25);
    for (int c = 0; c < 8; ++c) r.concentration.push_back(c < 4 ? cod(t) : 100.0);
  }
  r.frames_written = static_cast<int>(r.time.size());
  r.max_discharge.assign(5, discharge);
  r.register_json = io::register_json(scenario, {});
  return r;
}

basin::Scenario watched() {
  basin::Scenario scenario = test::plain_scenario();
  basin::MonitoringSection section;
  section.id = "s";
  section.at = {"main", 6700.0, {}};
  section.target_class = 4;
  section.jurisdiction = "lower";
  section.sampling.days = {5};
  scenario.basin.monitoring_sections.push_back(section);
  return scenario;
}

const auto two_metres = [](double) { return 2.0; };
const auto worse_from_the_eleventh = [](double t) { return t < 10.0 ? 25.0 : 35.0; };

TEST(WaterQualityPeriods, AMonthIsTheMeanOfItsDaysAndASampleMayBeLucky) {
  const Assessment a = assess(january(watched(), worse_from_the_eleventh, two_metres));
  ASSERT_EQ(a.water.section_months.size(), 1u);
  const SectionMonth& m = a.water.section_months[0];
  EXPECT_EQ(m.month, "2025-01");
  EXPECT_EQ(m.days, 31);
  // between 9 d 23 h and 10 d the states rise linearly: half an hour of the difference belongs to the tenth day
  const double mean = (10.0 * 25.0 + 21.0 * 35.0 + 10.0 * 0.5 / 24.0) / 31.0;
  EXPECT_NEAR(m.items[0].mean, mean, 1e-9);
  EXPECT_EQ(m.simulated.quality_class, 5);
  EXPECT_EQ(m.simulated.attained, 10);
  EXPECT_EQ(m.worst_item, "CODCr");
  EXPECT_NEAR(m.items[0].multiple, (mean - 30.0) / 30.0, 1e-12);
  EXPECT_EQ(m.sampled.quality_class, 4);  // the fifth of the month
  ASSERT_EQ(m.sample_times.size(), 1u);
  EXPECT_EQ(m.sample_times[0], "2025-01-05T10:00:00+08:00");
  EXPECT_DOUBLE_EQ(m.pass_probability, 10.0 / 31.0);  // every working hour of the first ten days
}

TEST(WaterQualityPeriods, WhatMustGoIsTheShareBeyondTheLimitOfTheLoadThatPasses) {
  const Assessment a = assess(january(watched(), [](double) { return 40.0; }, two_metres));
  const PeriodItem& item = a.water.section_months.at(0).items.at(0);
  EXPECT_NEAR(item.load, discharge * 40.0, 1e-9);
  EXPECT_NEAR(item.reduction_share, 0.25, 1e-12);
  EXPECT_NEAR(item.reduction, discharge * 10.0, 1e-9);  // 40 to 30 mg/L
  EXPECT_DOUBLE_EQ(item.pass_probability, 0.0);
}

TEST(WaterQualityPeriods, ADrySectionIsNeverGood) {
  const Assessment dry = assess(january(watched(), [](double) { return 1.0; }, [](double) { return 0.005; }));
  EXPECT_TRUE(dry.water.section_months.at(0).dry);
  EXPECT_EQ(dry.water.section_months.at(0).simulated.quality_class, 0);
  EXPECT_EQ(dry.water.section_months.at(0).sampled.quality_class, 0);
  EXPECT_EQ(dry.water.section_months.at(0).dry_samples, 1);
  EXPECT_TRUE(std::isnan(dry.water.section_months.at(0).pass_probability));
  EXPECT_EQ(dry.sections.at(0).days, 0);
  EXPECT_EQ(dry.sections.at(0).dry_days, 31);
  EXPECT_EQ(dry.water.groups.at(0).dry, 1);
  EXPECT_EQ(dry.water.groups.at(0).with_target, 0);
  // a puddle of 5 cm that does not flow is no river either; 20 cm that stand are water
  EXPECT_TRUE(assess(january(watched(), [](double) { return 1.0; }, [](double) { return 0.05; })).water.section_months.at(0).dry);
  const Assessment half = assess(january(watched(), [](double t) { return t < 12.0 ? 999.0 : 18.0; }, [](double t) { return t < 12.0 ? 0.0 : 1.0; }));
  EXPECT_EQ(half.water.section_months.at(0).dry_days, 12);
  EXPECT_EQ(half.water.section_months.at(0).simulated.quality_class, 3);  // by the days with water alone
}

TEST(GrabSamples, AYearFoldsItsMonths) {
  const MonthOfGrabs coin{{{{"CODCr", 25.0}}, {{"CODCr", 35.0}}}, 0};
  const YearProbability two = year_probability({coin, coin}, gb3838::Water::river, 4);
  EXPECT_EQ(two.method, "enumerated");
  EXPECT_NEAR(two.of_mean, 0.75, 1e-12);  // not both at 35
  EXPECT_DOUBLE_EQ(two.of_every_month, 0.25);
  const MonthOfGrabs good{{{{"CODCr", 20.0}}}, 0};
  EXPECT_EQ(year_probability({good, good}, gb3838::Water::river, 4).method, "certain");
  EXPECT_DOUBLE_EQ(year_probability({good, good}, gb3838::Water::river, 4).of_mean, 1.0);
  EXPECT_DOUBLE_EQ(year_probability({good, good}, gb3838::Water::river, 2).of_mean, 0.0);
  const MonthOfGrabs both{{{{"CODCr", 25.0}, {"TP", 0.2}}, {{"CODCr", 35.0}, {"TP", 0.38}}}, 0};
  const YearProbability drawn = year_probability({both, both}, gb3838::Water::river, 4);
  EXPECT_EQ(drawn.method, "drawn");
  EXPECT_NEAR(drawn.of_mean, 0.75, 0.006);  // one sample shows both items: four standard errors
  const MonthOfGrabs dry{{}, 100};
  EXPECT_DOUBLE_EQ(year_probability({coin, dry, coin}, gb3838::Water::river, 4).of_mean, 0.75);  // dry months do not count
}

basin::Scenario zoned() {
  basin::Scenario scenario = watched();
  basin::FunctionZone upper, lower;
  upper.id = "upper";
  upper.over = {"main", 0.0, 6000.0, {}};
  upper.target_class = 3;
  upper.jurisdiction = "upper";
  lower = upper;
  lower.id = "lower";
  lower.over = {"main", 6000.0, 7500.0, {}};
  lower.target_class = 4;
  lower.jurisdiction = "lower";
  lower.design_discharge = 8.0;
  lower.design_velocity = 0.2;
  lower.design_temperature = 20.0;
  scenario.basin.zones.function_zones = {upper, lower};
  basin::Intake works;
  works.id = "works";
  works.at.place = basin::Place{"main", 6300.0, {}};
  works.demand = {{0.0}, {0.1}};
  scenario.basin.intakes = {works};
  basin::WaterSource source;
  source.id = "town";
  source.intake = "works";
  source.first_zone = basin::Stretch{"main", 6200.0, 6400.0, {}};
  source.second_zone = basin::Stretch{"main", 2500.0, 6400.0, {}};
  scenario.basin.zones.water_sources = {source};
  basin::BlackOdorousWater ditch;
  ditch.id = "ditch";
  ditch.over = {"main", 5000.0, 7000.0, {}};
  ditch.transparency = 0.08;
  scenario.basin.zones.black_odorous_waters = {ditch};
  return scenario;
}

TEST(FunctionZones, AreJudgedAtTheirEndByTheirOwnTarget) {
  const Assessment a = assess(january(zoned(), [](double) { return 25.0; }, two_metres));
  ASSERT_EQ(a.water.zones.size(), 2u);
  EXPECT_EQ(a.water.zones[0].full_attained, 0);  // class Ⅳ where Ⅲ is asked
  EXPECT_EQ(a.water.zones[0].by_month[0].beyond, std::vector<std::string>{"CODCr"});
  EXPECT_EQ(a.water.zones[1].double_attained, 1);
  ASSERT_FALSE(a.water.compliance.empty());
  EXPECT_EQ(a.water.compliance[0].zones, 2);
  EXPECT_EQ(a.water.compliance[0].full_attained, 1);
  EXPECT_DOUBLE_EQ(a.water.compliance[0].full_length / a.water.compliance[0].length, 1500.0 / 7500.0);
}

TEST(FunctionZones, CapacityStandsBesideTheirLoadAndTheRun) {
  const Assessment a = assess(january(zoned(), [](double) { return 25.0; }, two_metres));
  ASSERT_EQ(a.water.capacities.size(), 2u);
  const ZoneCapacity& lower = a.water.capacities[1];
  EXPECT_EQ(lower.upstream_basis, "limit of zone upper");
  EXPECT_DOUBLE_EQ(lower.upstream, 20.0);
  EXPECT_DOUBLE_EQ(lower.limit, 30.0);
  EXPECT_NEAR(lower.load, 0.30 * 30.0, 1e-12);  // the plant at 7 km
  EXPECT_DOUBLE_EQ(lower.waste_discharge, 0.30);
  const double left = std::exp(-1e-6 * 1500.0 / 0.2);
  EXPECT_NEAR(lower.capacity, (30.0 - 20.0 * left) / std::sqrt(left) * 8.3, 1e-9);
  EXPECT_LT(std::abs(lower.closes), 1e-12);
  EXPECT_EQ(lower.days_beyond, 0);
  EXPECT_EQ(a.water.capacities[0].discharge_basis, "driest month of the run");
  EXPECT_EQ(a.water.capacities[0].days_beyond, 31);
}

TEST(WaterSources, CountTheHoursBeyondTheLimitAndWhatLiesInTheirZones) {
  const Assessment a = assess(january(zoned(), worse_from_the_eleventh, two_metres));
  ASSERT_EQ(a.water.sources.size(), 1u);  // chloride has no standard item here
  EXPECT_DOUBLE_EQ(a.water.sources[0].limit, 20.0);
  EXPECT_NEAR(a.water.sources[0].exceeded, 31.0 * day, 1e-6);
  EXPECT_DOUBLE_EQ(a.water.sources[0].first, 0.0);
  ASSERT_EQ(a.water.protected_outfalls.size(), 1u);
  EXPECT_EQ(a.water.protected_outfalls[0].id, "drain");  // 3 km
  EXPECT_EQ(a.water.protected_outfalls[0].zone, "second");
}

TEST(BlackOdorousWaters, TellWhatNobodyKnows) {
  const Assessment a = assess(january(zoned(), worse_from_the_eleventh, two_metres));
  ASSERT_EQ(a.water.black_odorous.size(), 1u);
  EXPECT_EQ(a.water.black_odorous[0].rating, "heavy");  // 8 cm of transparency
  EXPECT_EQ(a.water.black_odorous[0].points, 4);
  EXPECT_EQ(a.water.black_odorous[0].missing, (std::vector<std::string>{"DO", "redox_potential", "NH3-N"}));
}

}  // namespace
}  // namespace riverchief::assessment
