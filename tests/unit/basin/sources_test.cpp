// Every kind of source against arithmetic by hand.

#include "basin/sources.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "basin/plant_sources.hpp"
#include "basin/rain_sources.hpp"
#include "basin/scenario.hpp"
#include "basin/source_course.hpp"

namespace riverchief::basin {
namespace {

constexpr double hour = 3600.0, day = 86400.0;

/// Ten days from Monday 2025-08-11 00:00 +08:00, 20 degC, one pollutant that decays and one that does not.
Scenario ten_days() {
  Scenario s;
  s.start_epoch = 1754841600.0;
  s.clock = 480;
  s.duration = 10.0 * day;
  s.water_temperature = constant(20.0);
  Pollutant cod, nh3n;
  cod.id = "cod", cod.decay_rate = 1e-6, cod.standard_item = "CODCr";
  nh3n.id = "nh3n", nh3n.decay_rate = 1e-6, nh3n.standard_item = "NH3-N";
  s.basin.pollutants = {cod, nh3n};
  return s;
}

const Source& with_id(const std::vector<Source>& sources, const std::string& id) {
  for (const auto& s : sources)
    if (s.id == id) return s;
  throw std::runtime_error("no source " + id);
}

TEST(Sources, PeopleOfATownLeaveWhatIsNotTreated) {
  Scenario s = ten_days();
  UrbanDomestic town;
  town.id = "town", town.population = 10000.0, town.water = 0.15 / day, town.collected = 0.8;
  town.per_capita = {{"cod", 0.075 / day}}, town.removal = {{"cod", 0.9}};
  s.basin.sources.urban_domestic = {town};
  const Source source = with_id(sources_of(s), "town");
  EXPECT_NEAR(mean_discharge(source, s) * day, 1500.0, 1e-9);
  EXPECT_NEAR(mean_loads(source, s).at("cod") * day, 10000.0 * 0.075 * (1.0 - 0.8 * 0.9), 1e-9);
}

TEST(Sources, VillagesHaveTanksAndBedsBehindSomeOfThem) {
  Scenario s = ten_days();
  Village v;
  v.id = "village", v.households = 100.0, v.persons = 3.0, v.water = 0.06 / day, v.per_capita = {{"cod", 0.04 / day}};
  v.septic = 0.8, v.ecological = 0.5, v.septic_removal = {{"cod", 0.45}}, v.ecological_removal = {{"cod", 0.6}}, v.delivery = 0.3;
  s.basin.sources.villages = {v};
  const double through = 0.2 + 0.3 * 0.55 + 0.5 * 0.55 * 0.4;  // nothing; a tank; a tank and a bed
  EXPECT_NEAR(mean_loads(with_id(sources_of(s), "village"), s).at("cod") * day, 300.0 * 0.04 * through * 0.3, 1e-9);
}

TEST(Sources, AnOutfallRunsInItsHours) {
  Scenario s = ten_days();
  Outfall o;
  o.id = "night", o.at = {"main", 0.0, std::nullopt}, o.discharge = 0.1, o.concentration = {{"cod", 500.0}};
  o.schedule.from = 22.0 * hour, o.schedule.to = 4.0 * hour, o.schedule.weekdays = {1, 2, 3, 4, 5};
  s.basin.outfalls = {o};
  const Source source = with_id(sources_of(s), "night");
  // Monday to Friday, and Monday, Tuesday, Wednesday: eight nights, the last of which ends two hours into it with the period
  EXPECT_NEAR(integral_to(source.discharge, s.duration), 0.1 * (7.0 * 6.0 + 2.0) * hour, 0.1 * 61.0);
  EXPECT_EQ(value_at(source.discharge, 23.0 * hour), 0.1);
  EXPECT_EQ(value_at(source.discharge, 12.0 * hour), 0.0);
  EXPECT_EQ(value_at(source.discharge, 5.0 * day + 23.0 * hour), 0.0);  // Saturday
}

TEST(Sources, OnAndOffInTurn) {
  Scenario s = ten_days();
  Schedule schedule;
  schedule.on = 0.5 * hour, schedule.off = 1.5 * hour;
  EXPECT_NEAR(integral_to(running(schedule, s), s.duration), 0.25 * s.duration, 60.0);
}

TEST(Sources, RunoffIsRainTimesAreaAndLeavesLate) {
  const Series rain{{0.0, hour, 3.0 * hour, 4.0 * hour}, {0.0, 1e-5, 1e-5, 0.0}};  // 108 mm
  const Runoff r = runoff(rain, 5.0 * day, 1e6, 0.6, 2.0 * hour);
  double volume = 0.0, by_four = 0.0;
  for (std::size_t i = 0; i < r.discharge.size(); ++i) {
    volume += r.discharge[i] * (r.edges[i + 1] - r.edges[i]);
    if (r.edges[i + 1] <= 4.0 * hour) by_four = volume;
  }
  EXPECT_NEAR(volume, 0.6 * 1e6 * 1e-5 * 3.0 * hour, 1e-6 * volume);
  EXPECT_LT(by_four, 0.75 * volume);
}

TEST(Sources, TheFirstFlushTakesWhatLiesOnTheGround) {
  Series rain{{0.0, 1.0, hour, hour + 1.0, 5.0 * hour, 5.0 * hour + 1.0, 6.0 * hour, 6.0 * hour + 1.0}, {5e-6, 5e-6, 5e-6, 0.0, 0.0, 5e-6, 5e-6, 0.0}};
  const Runoff r = runoff(rain, day, 1e4, 1.0, 0.0, {{"cod", 0.005}}, 0.0, 180.0);  // 18 mm each
  double first = 0.0, all = 0.0;
  for (std::size_t i = 0; i < r.load[0].size(); ++i) {
    all += r.load[0][i] * (r.edges[i + 1] - r.edges[i]);
    if (r.edges[i + 1] <= 4.0 * hour) first = all;
  }
  const double once = 1.0 - std::exp(-180.0 * 0.018);  // of 50 kg, no build-up in between
  EXPECT_NEAR(first, 50.0 * once, 0.01);
  EXPECT_NEAR(all - first, 50.0 * (1.0 - once) * once, 0.01);
}

/// 100 ha, 0.05 m3/s of sewage, twice of it taken in addition.
CombinedSewer sewer() {
  CombinedSewer c;
  c.id = "cso", c.area = 1e6, c.runoff_coefficient = 0.5, c.delay = 1800.0, c.dry_discharge = 0.05, c.sewage = {{"cod", 400.0}};
  c.interception_ratio = 2.0, c.leakage = 0.1, c.receiver = "plant", c.build_up = {{"cod", 0.005}}, c.build_up_rate = 0.2 / day, c.wash_off = 180.0;
  return c;
}

TEST(Sources, WhatASewerTakesOverflowsOrGoesToThePlant) {
  Scenario s = ten_days();
  s.rainfall = {{0.0, 2.0 * day, 2.0 * day + hour, 2.0 * day + 2.0 * hour, 10.0 * day}, {0.0, 0.0, 8e-6, 0.0, 0.0}};
  const Overflow both = overflow(sewer(), s);
  EXPECT_NEAR(value_at(both.source.discharge, day), 0.1 * 0.05, 1e-12);  // dry weather: what leaks
  EXPECT_NEAR(value_at(both.source.load.at("cod"), day), 0.1 * 0.05 * 400.0, 1e-9);
  const double rain = 8e-6 * hour * 1e6 * 0.5, water = mean_discharge(both.source, s) + mean_discharge(both.intercepted, s);
  EXPECT_NEAR(water * s.duration, rain + 0.05 * s.duration, 1e-6 * rain);
  double greatest = 0.0;
  for (const double q : both.intercepted.discharge.value) greatest = std::max(greatest, q);
  EXPECT_NEAR(greatest, 0.9 * 3.0 * 0.05, 1e-12);
  const double load = mean_loads(both.source, s).at("cod") + mean_loads(both.intercepted, s).at("cod"), dry = 0.05 * 0.4;
  EXPECT_GT(load, dry);
  EXPECT_LT((load - dry) * s.duration, 5000.0);  // no more than lay there
}

/// 20000 m3/d of class 1A with the sewage of 100000 people.
Outfall plant() {
  Outfall o;
  o.id = "plant", o.kind = OutfallKind::treatment_plant, o.at = {"main", 0.0, std::nullopt};
  o.capacity = 20000.0 / day, o.inflow = 15000.0 / day, o.influent = {{"cod", 500.0}, {"nh3n", 50.0}};
  o.effluent_class = "1A", o.concentration = {{"cod", 50.0}, {"nh3n", 5.0}}, o.cold_concentration = {{"nh3n", 8.0}};
  return o;
}

TEST(Sources, APlantHoldsItsClassUpToItsCapacity) {
  Scenario s = ten_days();
  s.basin.outfalls = {plant()};
  EXPECT_NEAR(mean_loads(with_id(sources_of(s), "plant"), s).at("cod") * day, 15.0 * 50.0, 1e-9);
  s.basin.outfalls[0].inflow = 30000.0 / day;
  s.basin.outfalls[0].utilisation = 0.9;
  const Source beyond = with_id(sources_of(s), "plant");
  EXPECT_NEAR(mean_discharge(beyond, s) * day, 30000.0, 1e-9);
  EXPECT_NEAR(mean_loads(beyond, s).at("cod") * day, 18.0 * 50.0 + 12.0 * 500.0, 1e-9);  // 18000 treated, 12000 past it
}

TEST(Sources, APlantMayReleaseMoreAmmoniaInTheCold) {
  Scenario s = ten_days();
  s.basin.outfalls = {plant()};
  s.water_temperature = {{0.0, 10.0 * day}, {7.0, 17.0}};  // 12 degC at the middle
  EXPECT_NEAR(mean_loads(with_id(sources_of(s), "plant"), s).at("nh3n") * day, 15.0 * 0.5 * (8.0 + 5.0), 0.05);
}

TEST(Sources, WhatIsInterceptedReachesThePlant) {
  Scenario s = ten_days();
  Outfall o = plant();
  o.effluent_class.clear(), o.concentration.clear(), o.cold_concentration.clear();  // nothing stated: all passes through
  s.basin.outfalls = {o};
  Village v;
  v.id = "village", v.households = 1000.0, v.persons = 3.0, v.water = 0.06 / day, v.per_capita = {{"cod", 0.04 / day}};
  s.basin.sources.villages = {v};
  const auto total = [&] {
    double sum = 0.0;
    for (const auto& source : sources_of(s)) sum += mean_loads(source, s)["cod"];
    return sum;
  };
  const double before = total();
  s.basin.sources.transfers = {{"village", "plant", 0.6}};
  EXPECT_NEAR(total(), before, 1e-12 * before);
  EXPECT_NEAR(mean_loads(with_id(sources_of(s), "village"), s).at("cod") * day, 0.4 * 120.0, 1e-9);
}

TEST(Sources, AWetlandFollowsTanksInSeries) {
  // 10 mm/d, k = 33 m/a, C* = 10: three tanks
  const double k = 33.0 / (365.0 * day), q = 0.010 / day;
  EXPECT_NEAR(behind_wetland(60.0, k, 1.05, 10.0, 3.0, q, 20.0), 10.0 + 50.0 / std::pow(1.0 + k / (3.0 * q), 3.0), 1e-12);
  EXPECT_GT(behind_wetland(60.0, k, 1.05, 10.0, 3.0, q, 5.0), behind_wetland(60.0, k, 1.05, 10.0, 3.0, q, 20.0));
  EXPECT_EQ(behind_wetland(5.0, k, 1.05, 10.0, 3.0, q, 20.0), 5.0);
}

TEST(Sources, ASeedGivesTheSameDumpingAgain) {
  Scenario s = ten_days();
  s.duration = 365.0 * day;
  Dumping d;
  d.id = "night", d.places = {{"main", 100.0, std::nullopt}, {"main", 900.0, std::nullopt}}, d.pollutant = "cod";
  d.rate = 200.0 / s.duration, d.mass = 50.0, d.spread = 0.5, d.duration = hour, d.from = 23.0 * hour, d.to = 3.0 * hour, d.seed = 7;
  const auto first = dumping_events(d, s), again = dumping_events(d, s);
  ASSERT_EQ(first.size(), again.size());
  EXPECT_NEAR(static_cast<double>(first.size()), 200.0, 3.0 * std::sqrt(200.0));
  double mass = 0.0, squares = 0.0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(first[i].from, again[i].from);
    const double of_day = clock_time(s, first[i].from).of_day;
    EXPECT_TRUE(of_day >= 23.0 * hour || of_day <= 3.0 * hour);
    mass += first[i].mass, squares += first[i].mass * first[i].mass;
  }
  const double n = static_cast<double>(first.size()), mean = mass / n;
  EXPECT_NEAR(mean, 50.0, 3.0 * 25.0 / std::sqrt(n));
  EXPECT_NEAR(std::sqrt(squares / n - mean * mean) / mean, 0.5, 0.15);
  s.dumping = {d};
  double brought = 0.0;
  for (const auto& source : sources_of(s)) brought += mean_loads(source, s).at("cod") * s.duration;
  EXPECT_NEAR(brought, mass, 1e-9 * mass);
  d.seed = 8;
  EXPECT_NE(dumping_events(d, s).front().from, first.front().from);
}

TEST(Sources, FishPondsAreDrainedInTheirMonths) {
  Scenario s = ten_days();  // in August
  Aquaculture ponds;
  ponds.id = "ponds", ponds.units = 1e6, ponds.water = 0.5 / (365.0 * day), ponds.per_unit = {{"cod", 0.03 / (365.0 * day)}};
  s.basin.sources.aquaculture = {ponds};
  EXPECT_NEAR(mean_loads(with_id(sources_of(s), "ponds"), s).at("cod") * 365.0 * day, 30000.0, 1e-6);
  s.basin.sources.aquaculture[0].months = {8};
  EXPECT_NEAR(mean_loads(with_id(sources_of(s), "ponds"), s).at("cod") * 31.0 * day, 30000.0, 1e-6);
  s.basin.sources.aquaculture[0].months = {10, 11};
  EXPECT_EQ(mean_discharge(with_id(sources_of(s), "ponds"), s), 0.0);
}

}  // namespace
}  // namespace riverchief::basin
