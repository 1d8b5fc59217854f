// Intakes, leakage, evaporation and storage in closed form.

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/model/listener.hpp"

namespace riverchief::model {
namespace {

constexpr double day = 86400.0;

basin::Scenario river(double inflow, double days) {
  basin::Scenario s;
  s.name = "river", s.start = "2025-01-01T00:00:00Z";
  s.duration = days * day, s.cell_length = 500.0, s.output_every = 6.0 * 3600.0;
  basin::River r;
  r.id = "river", r.length = 10000.0;
  for (const double x : {0.0, 10000.0}) {
    basin::Section section;
    const double bed = 2.0 - 2e-4 * x;
    section.chainage = x;
    section.points = {{-30, bed + 20, 0.03}, {-10, bed, 0.03}, {10, bed, 0.03}, {30, bed + 20, 0.03}};
    section.left_bank = -30, section.right_bank = 30;
    r.sections.push_back(section);
  }
  s.basin.rivers = {r};
  basin::Boundary head, mouth;
  head.at = {"river", 0.0, {}}, head.kind = basin::BoundaryKind::discharge, head.series = {{0.0}, {inflow}};
  mouth.at = {"river", 10000.0, {}}, mouth.kind = basin::BoundaryKind::normal_depth;
  s.boundaries = {head, mouth};
  return s;
}

basin::Intake intake(std::string id, double chainage, double demand, int priority) {
  basin::Intake i;
  i.id = std::move(id);
  i.at.place = basin::Place{"river", chainage, {}};
  i.demand = {{0.0}, {demand}};
  i.priority = priority;
  return i;
}

TEST(Intakes, TakeTheirDemandWhereThereIsEnough) {
  basin::Scenario s = river(10.0, 2.0);
  s.basin.intakes = {intake("town", 5000.0, 2.0, 1)};
  s.basin.intakes[0].keep = 3.0;
  const Listener l = run(s);
  EXPECT_NEAR(l.supply.back()[0], 2.0, 1e-9);
  EXPECT_NEAR(l.discharge.back().back(), 8.0, 1e-3);
  EXPECT_NEAR(l.summary.intake_supply_volume[0], l.summary.intake_demand_volume[0], 1e-6 * l.summary.intake_demand_volume[0]);
  EXPECT_DOUBLE_EQ(l.summary.intake_short_duration[0], 0.0);
}

TEST(Intakes, LeaveTheRiverWhatItMustKeep) {
  basin::Scenario s = river(4.0, 3.0);
  s.basin.intakes = {intake("fields", 5000.0, 3.0, 2)};
  s.basin.intakes[0].keep = 2.5;
  const Listener l = run(s);
  EXPECT_NEAR(l.supply.back()[0], 1.5, 1e-2);
  EXPECT_NEAR(l.discharge.back().back(), 2.5, 1e-2);
  EXPECT_NEAR(l.summary.intake_short_duration[0], 3.0 * day, 1.0);
}

TEST(Intakes, TheBetterPriorityDownstreamIsServedFirst) {
  basin::Scenario s = river(5.5, 3.0);
  s.basin.intakes = {intake("fields", 3000.0, 4.0, 2), intake("town", 7000.0, 3.0, 1)};
  s.basin.intakes[0].keep = 0.5;
  const Listener l = run(s);
  EXPECT_NEAR(l.supply.back()[1], 3.0, 2e-3);  // the town has all it asks for
  EXPECT_NEAR(l.supply.back()[0], 2.0, 2e-2);  // the fields what is left
}

TEST(Intakes, GiveBackTheirShare) {
  basin::Scenario s = river(10.0, 2.0);
  s.basin.intakes = {intake("fields", 3000.0, 4.0, 1)};
  s.basin.intakes[0].return_share = 0.25;
  s.basin.intakes[0].returns_to.place = basin::Place{"river", 8000.0, {}};
  const Listener l = run(s);
  EXPECT_NEAR(l.discharge.back().back(), 10.0 - 4.0 + 1.0, 1e-3);
  for (const auto& row : l.summary.ledger) EXPECT_LT(std::abs(row.relative), 1e-12);
}

/// A closed pool over ground water: a bath of 20 m x 10 km that leaks towards the head below it.
TEST(Leakage, IsAnExponentialApproachToTheHead) {
  basin::Scenario s = river(0.0, 10.0);
  for (auto& section : s.basin.rivers[0].sections) section.points = {{-10, 20, 0.03}, {-10, 0, 0.03}, {10, 0, 0.03}, {10, 20, 0.03}}, section.left_bank = -10, section.right_bank = 10;
  s.boundaries[0].kind = s.boundaries[1].kind = basin::BoundaryKind::closed;
  s.initial.steady = false;
  s.initial.profiles = {{"river", {0.0, 10000.0}, {5.0, 5.0}, {0.0, 0.0}, {}}};
  basin::Aquifer aquifer;
  aquifer.over = {"river", 0.0, 10000.0, {}};
  aquifer.leakance = 2e-6;
  aquifer.head = {{0.0}, {2.0}};
  s.basin.aquifers = {aquifer};
  const Listener l = run(s);
  EXPECT_NEAR(l.level.back()[5], 2.0 + 3.0 * std::exp(-2e-6 * 10.0 * day), 2e-3);
}

TEST(Leakage, FillsADryRiverFromBelow) {
  basin::Scenario s = river(0.0, 5.0);
  s.initial.steady = false;
  s.initial.profiles = {{"river", {0.0, 10000.0}, {2.0, 0.0}, {0.0, 0.0}, {}}};
  basin::Aquifer aquifer;
  aquifer.over = {"river", 0.0, 10000.0, {}};
  aquifer.leakance = 1e-6;
  aquifer.head = {{0.0}, {3.0}};
  s.basin.aquifers = {aquifer};
  const Listener l = run(s);
  EXPECT_GT(l.discharge.back().back(), 0.1);
  EXPECT_EQ(l.summary.fallback_steps, 0);
}

TEST(Storage, RainAndEvaporationActOnTheSurface) {
  basin::Scenario s;
  s.name = "pond", s.start = "2025-01-01T00:00:00Z", s.duration = 10.0 * day, s.output_every = day;
  s.initial.steady = false;
  basin::Storage pond;
  pond.id = "pond", pond.area = {{0.0, 5.0}, {1e5, 1e5}}, pond.water_level = 2.0, pond.seepage = 0.002 / day;
  s.basin.storages = {pond};
  s.rainfall = {{0.0}, {0.004 / day}};
  s.evaporation = {{0.0}, {0.007 / day}};
  const Listener l = run(s);
  EXPECT_NEAR(l.storage_level.back()[0], 2.0 - 10.0 * (0.002 + 0.007 - 0.004), 1e-4);
}

TEST(Storage, EmptiesThroughAWeirAsTheFormulaSays) {
  // h = (h0^-1/2 + C B t / 2A)^-2: level-pool drawdown, V14
  basin::Scenario s;
  s.name = "pool", s.start = "2025-01-01T00:00:00Z", s.duration = day, s.output_every = 3600.0;
  s.initial.steady = false;
  basin::Storage pool;
  pool.id = "pool", pool.area = {{10.0, 20.0}, {1e6, 1e6}}, pool.water_level = 13.0;
  s.basin.storages = {pool};
  basin::Structure weir;
  weir.id = "weir", weir.kind = "broad_crested_weir", weir.link = true;
  weir.from.storage = "pool";
  weir.settings.numbers = {{"crest_level", 10.0}, {"width", 50.0}, {"discharge_coefficient", 1.7}};
  s.basin.structures = {weir};
  const Listener l = run(s);
  for (const int hour : {1, 2, 24}) {
    const double exact = std::pow(std::pow(3.0, -0.5) + 1.7 * 50.0 * hour * 3600.0 / 2e6, -2.0);
    EXPECT_NEAR((l.storage_level[static_cast<std::size_t>(hour)][0] - 10.0) / exact, 1.0, 1e-3) << hour;
  }
}

TEST(Storage, ARiverAtRestBehindAPumpNeedsNoSteadyState) {
  basin::Scenario s = river(0.5, 3.0);
  s.boundaries[1].kind = basin::BoundaryKind::closed;
  basin::Structure pump;
  pump.id = "pump", pump.kind = "pump", pump.link = true;
  pump.from.place = basin::Place{"river", 9900.0, {}};
  pump.settings.numbers = {{"capacity", 3.0}, {"count", 1.0}, {"suction_level", 0.2}, {"efficiency", 0.75}, {"start_level", 1.5}, {"stop_level", 1.0}};
  s.basin.structures = {pump};
  s.initial.river_level = {{"river", 1.2}};
  const Listener l = run(s);
  EXPECT_EQ(l.summary.fallback_steps, 0);
  EXPECT_GE(l.hours("pump", "begins").size(), 1u);
}

}  // namespace
}  // namespace riverchief::model
