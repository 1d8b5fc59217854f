// Rules on a tank: a storage cell of constant area, filled by a constant inflow, whose levels are straight lines in time.

#include <gtest/gtest.h>

#include <cmath>

#include "core/complaint.hpp"
#include "tests/unit/model/listener.hpp"

namespace riverchief::model {
namespace {

constexpr double area = 10000.0, inflow = 1.0, pumped = 3.0;  // [m2], [m3/s]

/// A tank filled by 1 m3/s from level 0, with a pump of 3 m3/s out of the basin.
basin::Scenario tank(double hours) {
  basin::Scenario scenario;
  scenario.name = "tank";
  scenario.start = "2025-01-01T00:00:00Z";
  scenario.duration = hours * 3600.0;
  scenario.output_every = 3600.0;
  scenario.initial.steady = false;
  basin::Storage storage;
  storage.id = "tank";
  storage.area = {{-1.0, 100.0}, {area, area}};
  storage.water_level = 0.0;
  scenario.basin.storages = {storage};
  basin::Structure pump;
  pump.id = "pump", pump.kind = "pump", pump.link = true;
  pump.from.storage = "tank";
  pump.settings.numbers = {{"capacity", pumped}, {"count", 1.0}, {"suction_level", -0.9}, {"efficiency", 0.75}};
  pump.setting = 0.0;
  scenario.basin.structures = {pump};
  basin::LateralInflow rain;
  rain.id = "rain", rain.storage = "tank";
  rain.discharge = {{0.0}, {inflow}};
  scenario.lateral_inflows = {rain};
  return scenario;
}

basin::Condition level_of_tank(bool above, double value) {
  basin::Condition c;
  c.reading.what = basin::Reads::water_level;
  c.reading.at.storage = "tank";
  c.above = above;
  c.value = value;
  return c;
}

basin::Control rule(std::string id, double set, std::vector<basin::Condition> when, std::vector<basin::Condition> until = {}) {
  basin::Control control;
  control.id = std::move(id), control.structure = "pump", control.set = set;
  control.when = std::move(when), control.until = std::move(until);
  return control;
}

TEST(Controls, AnEventIsAtItsInstantAndNotAtTheNextStep) {
  basin::Scenario s = tank(10.0);
  s.controls = {rule("start", 1.0, {level_of_tank(true, 1.2345)}, {level_of_tank(false, 0.2)})};
  const Listener l = run(s);
  ASSERT_FALSE(l.hours("start", "begins").empty());
  EXPECT_NEAR(l.hours("start", "begins").front() * 3600.0, 1.2345 * area / inflow, 1e-3);
}

TEST(Controls, HysteresisMakesThePumpCycleOfTheTextbook) {
  basin::Scenario s = tank(24.0);
  s.controls = {rule("pumping", 1.0, {level_of_tank(true, 1.0)}, {level_of_tank(false, 0.5)})};
  const Listener l = run(s);
  const auto starts = l.hours("pumping", "begins"), stops = l.hours("pumping", "ends");
  ASSERT_GE(starts.size(), 3u);
  const double filling = 0.5 * area / inflow / 3600.0, emptying = 0.5 * area / (pumped - inflow) / 3600.0;
  for (std::size_t k = 0; k + 1 < starts.size(); ++k) {
    EXPECT_NEAR(stops[k] - starts[k], emptying, 1e-5);
    EXPECT_NEAR(starts[k + 1] - stops[k], filling, 1e-5);
  }
  EXPECT_EQ(l.summary.fallback_steps, 0);
}

TEST(Controls, StartAndStopLevelsOfAPumpAreARuleOfItsOwn) {
  basin::Scenario s = tank(24.0);
  s.basin.structures[0].settings.numbers["start_level"] = 1.0;
  s.basin.structures[0].settings.numbers["stop_level"] = 0.5;
  const Listener l = run(s);
  const auto starts = l.hours("pump", "begins");
  ASSERT_FALSE(starts.empty());
  EXPECT_NEAR(starts.front() * 3600.0, area / inflow, 1e-3);
}

TEST(Controls, TheHigherPriorityHasTheWord) {
  basin::Scenario s = tank(5.0);
  s.controls = {rule("pump", 1.0, {}), rule("forbidden", 0.0, {})};
  s.controls[1].priority = 5;
  const Listener l = run(s);
  EXPECT_DOUBLE_EQ(l.structure_discharge.back()[0], 0.0);
}

TEST(Controls, AMovingSettingArrivesAtItsRate) {
  basin::Scenario s = tank(3.0);
  s.basin.structures[0].setting_rate = 1.0 / 7200.0;  // an idle pump is at full speed after two hours
  basin::Condition clock;
  clock.reading.what = basin::Reads::time;
  clock.value = 1800.0;
  s.controls = {rule("start", 1.0, {clock})};
  const Listener l = run(s);
  EXPECT_NEAR(l.hours("start", "begins").front(), 0.5, 1e-9);
  EXPECT_NEAR(l.setting[1][0], 0.25, 1e-9);
  EXPECT_NEAR(l.setting[2][0], 0.75, 1e-9);
  EXPECT_NEAR(l.setting[3][0], 1.0, 1e-12);
  // volume pumped: half of full speed over the two hours, then full
  const double volume = pumped * (3600.0 + 1800.0);
  EXPECT_NEAR(l.summary.structure_volume_forward[0], volume, 5e-4 * volume);  // default accuracy
}

TEST(Controls, ARuleThatUndoesItselfIsSaidAndDoesNotHang) {
  basin::Scenario s = tank(10.0);
  s.controls = {rule("nervous", 1.0, {level_of_tank(true, 0.5)})};  // no until: pumping lowers the level at once
  EXPECT_THROW(run(s), core::RunError);
}

TEST(Controls, ALookEveryQuarterOfAnHourFollowsTheCurve) {
  basin::Scenario s = tank(30.0);
  basin::Control follow = rule("follow", 0.0, {});
  follow.reads = basin::Reading{};
  follow.reads->what = basin::Reads::water_level;
  follow.reads->at.storage = "tank";
  follow.set_by = {{0.0, 3.0}, {0.0, 1.0}};
  follow.every = 900.0;
  s.controls = {follow};
  const Listener l = run(s);
  EXPECT_NEAR(l.structure_discharge.back()[0], inflow, 0.02);  // level 1, a third of the pump: what comes in goes out
  EXPECT_NEAR(l.storage_level.back()[0], 1.0, 0.02);
}

TEST(Controls, AQuotaEndsTheInflow) {
  basin::Scenario s = tank(10.0);
  s.lateral_inflows[0].quota = 7200.0;
  const Listener l = run(s);
  EXPECT_NEAR(l.storage_level.back()[0], 7200.0 / area, 1e-4);
  ASSERT_EQ(l.hours("rain", "quota used up").size(), 1u);
  EXPECT_NEAR(l.hours("rain", "quota used up").front(), 2.0, 0.01);
}

}  // namespace
}  // namespace riverchief::model
