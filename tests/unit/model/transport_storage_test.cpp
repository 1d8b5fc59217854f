// Storage cells: they mix, give and take, also in circles with a river.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "hand_made_network.hpp"
#include "model/carrier.hpp"
#include "model/ledger.hpp"
#include "model/transport.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

void carry(Carrier& carrier, HandMade& world) {
  world.follow();
  carrier.update_concentrations(world.volume.data());
  carrier.carry(world.step());
  carrier.update_concentrations(world.after.data());
  world.volume = world.after;
}

double total(const std::vector<double>& values) {
  double sum = 0;
  for (const double v : values) sum += v;
  return sum;
}

TEST(StorageCell, IsAStirredTank) {
  // Clean water flushes a tank: C = C0 exp(-Q t / V). (Levenspiel 1999, Chemical Reaction Engineering, chapter 14.)
  const double V = 1000.0, C0 = 5.0;
  for (const double renewed : {0.02, 0.5, 3.0}) {
    HandMade world;
    const int tank = world.add_storage("tank", V);
    world.add_source(tank, 0.0);
    world.add_outlet(tank);
    Carrier carrier(world.scenario, world.net);
    carrier.mass[idx(tank)] = C0 * V;
    world.source[0] = world.outlet[0] = renewed * V;
    for (int k = 1; k <= 5; ++k) {
      carry(carrier, world);
      EXPECT_NEAR(carrier.concentration[idx(tank)], C0 * std::exp(-renewed * k), 1e-12 * C0);
    }
  }
}

TEST(StorageCell, FillsAndDilutesAsItsBalanceSays) {
  // V' = in - out, M' = C_in in - (M / V) out: C - C_in falls with (V0 / V) to the power in / (in - out).
  const double V0 = 200.0, in = 90.0, out = 40.0, C0 = 2.0, C_in = 9.0;
  HandMade world;
  const int tank = world.add_storage("tank", V0);
  world.add_source(tank, C_in);
  world.add_outlet(tank);
  Carrier carrier(world.scenario, world.net);
  carrier.mass[idx(tank)] = C0 * V0;
  world.source[0] = in, world.outlet[0] = out;
  for (int k = 1; k <= 4; ++k) carry(carrier, world);
  const double V = V0 + 4.0 * (in - out);
  EXPECT_NEAR(carrier.concentration[idx(tank)], C_in + (C0 - C_in) * std::pow(V0 / V, in / (in - out)), 1e-11);
}

TEST(StorageCell, FillsFromNothingAndEmptiesAgain) {
  HandMade world;
  const int tank = world.add_storage("tank", 0.0);
  world.add_source(tank, 3.0);
  world.add_outlet(tank);
  Carrier carrier(world.scenario, world.net);
  world.source[0] = 50.0, world.outlet[0] = 20.0;
  carry(carrier, world);
  EXPECT_NEAR(carrier.concentration[idx(tank)], 3.0, 1e-12 * 3.0);
  world.source[0] = 0.0, world.outlet[0] = 30.0;
  carry(carrier, world);
  EXPECT_NEAR(carrier.mass[idx(tank)], 0.0, 1e-12);
  EXPECT_NEAR(carrier.ledger.through_outlet[0], 150.0, 1e-12 * 150.0);
}

TEST(StorageCell, AlmostClosedGivesItsOwnConcentration) {
  // A trickle out of a great reservoir: nothing may be lost in the difference of great numbers.
  HandMade world;
  const int lake = world.add_storage("lake", 1e9);
  world.add_source(lake, 7.3);
  world.add_outlet(lake);
  Carrier carrier(world.scenario, world.net);
  carrier.mass[idx(lake)] = 7.3e9;
  world.source[0] = 500.0, world.outlet[0] = 1e-3;
  carry(carrier, world);
  EXPECT_NEAR(carrier.ledger.through_outlet[0], 7.3e-3, 1e-12 * 7.3e-3);
}

/// A dead-end river that spills into a basin far down and gets the water back far up: it goes round and round.
struct Circle : HandMade {
  int first = add_river("river", 20, 10.0, -1.0), basin, spill, drain;
  explicit Circle(double basin_volume) : basin(add_storage("basin", basin_volume)), spill(add_link(first + 15, basin)), drain(add_link(basin, first + 4)) {}
  void turn(double around) {
    face[idx(spill)] = face[idx(drain)] = around;
    for (int i = 0; i < 20; ++i)
      if (i < 19) face[idx(i)] = i >= 4 && i < 15 ? around : 0.0;
  }
};

TEST(Circle, KeepsItsMassAndItsExtremes) {
  for (const double around : {0.5, 5.0, 60.0, 400.0, 2000.0}) {
    Circle world(100.0);
    Carrier carrier(world.scenario, world.net);
    for (int i = 0; i < 20; ++i) carrier.mass[idx(i)] = i % 7 < 3 ? 10.0 * 4.0 : 0.0;
    const double before = total(carrier.mass);
    world.turn(around);
    for (int k = 0; k < 30; ++k) {
      carry(carrier, world);
      EXPECT_NEAR(total(carrier.mass), before, 1e-13 * before) << "around " << around;
      for (const double c : carrier.concentration) {
        EXPECT_GE(c, -1e-11) << "around " << around;
        EXPECT_LE(c, 4.0 + 1e-11) << "around " << around;
      }
    }
    if (around >= 60.0) {  // stirred: the eleven cells on the way and the basin are alike
      for (int i = 5; i < 15; ++i) EXPECT_NEAR(carrier.concentration[idx(i)], carrier.concentration[idx(world.basin)], 0.05) << "around " << around;
    }
  }
}

TEST(Circle, KeepsAConstantAlsoWhereTheBasinIsDryAtFirst) {
  for (const double around : {1.0, 30.0, 500.0}) {
    Circle world(0.0);
    Carrier carrier(world.scenario, world.net);
    for (int i = 0; i < 20; ++i) carrier.mass[idx(i)] = 10.0 * 7.3;
    world.add_source(world.first + 2, 7.3);
    Carrier fed(world.scenario, world.net);
    fed.mass = carrier.mass;
    for (int k = 0; k < 10; ++k) {
      world.turn(around);
      world.face[idx(world.spill)] += 0.2;
      for (int i = 2; i < 15; ++i) world.face[idx(i)] += 0.2;
      world.source[0] = 0.2;
      carry(fed, world);
      for (std::size_t c = 0; c < fed.concentration.size(); ++c) EXPECT_NEAR(fed.concentration[c], 7.3, 1e-12 * 7.3) << "around " << around << ", cell " << c;
    }
  }
}

TEST(Link, LeadsFromRiverToRiver) {
  HandMade world;
  const int a = world.add_river("a", 12, 10.0, 4.0), b = world.add_river("b", 12, 10.0, 4.0);
  const int link = world.add_link(a + 6, b + 3);
  Carrier carrier(world.scenario, world.net);
  for (std::size_t c = 0; c < carrier.mass.size(); ++c) carrier.mass[c] = 4.0 * world.volume[c];
  for (int k = 0; k < 20; ++k) {
    world.after = world.volume;
    world.source[0] = 30.0, world.source[1] = 20.0;
    world.face[idx(link)] = k % 5 == 4 ? -7.0 : 12.0;
    world.balance(a, 12), world.balance(b, 12);
    carry(carrier, world);
    for (const double c : carrier.concentration) ASSERT_NEAR(c, 4.0, 1e-12 * 4.0);
  }
  EXPECT_NEAR(carrier.ledger.through_face[idx(link)], 4.0 * (16 * 12.0 - 4 * 7.0), 1e-9);
}

TEST(Ledger, HasAnAccountForEveryStorageCell) {
  Circle world(100.0);
  const int intake = world.add_outlet(world.first + 10), seepage = world.add_outlet(world.basin);
  Carrier carrier(world.scenario, world.net);
  Ledger ledger(world.net);
  for (int i = 0; i < 20; ++i) carrier.mass[idx(i)] = 10.0 * i;
  const std::vector<double> first_volume = world.volume, first_mass = carrier.mass;
  for (int k = 0; k < 10; ++k) {
    world.turn(25.0);
    world.outlet[idx(intake)] = 0.5, world.outlet[idx(seepage)] = 1.0;
    world.follow();
    ledger.water(world.step());
    carry(carrier, world);
  }
  const auto rows = ledger.rows(first_volume, world.volume, first_mass, carrier.mass, &carrier.ledger);
  ASSERT_EQ(rows.size(), 6u);
  EXPECT_EQ(rows[2].reach, "basin");
  EXPECT_EQ(rows[5].reach, "basin");
  EXPECT_NEAR(rows[2].in, 250.0, 1e-9);
  EXPECT_NEAR(rows[2].out, 260.0, 1e-9);
  EXPECT_GT(rows[4].out, rows[5].in);  // the intake's share
  EXPECT_GT(rows[5].in, 0.0);
  for (const auto& row : rows) EXPECT_LE(std::abs(row.relative), 1e-13) << row.of << " in " << row.reach;
}

TEST(Transport, GoesOnFromItsStateToTheLastBit) {
  Circle world(100.0);
  world.scenario.initial.concentration["tracer"] = 3.0;
  world.add_source(world.first, 11.0);
  world.add_outlet(world.basin);
  world.source[0] = world.outlet[0] = 2.0;
  const auto go = [&](Transport& transport) {
    world.turn(25.0);
    for (int i = 0; i < 15; ++i) world.face[idx(i)] += 2.0;
    world.face[idx(world.spill)] += 2.0;
    world.follow();
    transport.advance(world.step());
    world.volume = world.after;
  };
  Transport whole(world.scenario, world.net);
  world.follow();
  whole.start(world.step(), world.volume);
  for (int k = 0; k < 10; ++k) go(whole);
  State state;
  whole.save(state);
  const auto kept = world.volume;
  for (int k = 0; k < 10; ++k) go(whole);
  world.volume = kept;
  Transport part(world.scenario, world.net);
  part.restore(state);
  for (int k = 0; k < 10; ++k) go(part);
  EXPECT_EQ(part.mass(), whole.mass());
  EXPECT_EQ(part.ledger().through_face, whole.ledger().through_face);
  EXPECT_EQ(part.ledger().from_source, whole.ledger().from_source);
  EXPECT_EQ(part.steps(), whole.steps());
}

TEST(Transport, BeginsWithWhatTheScenarioSaysAndNothingInDryStorageCells) {
  HandMade world;
  world.add_river("river", 5, 10.0, 0.0);
  world.add_storage("pond", 40.0), world.add_storage("polder", 0.0);
  world.scenario.initial.concentration["tracer"] = 3.0;
  Transport transport(world.scenario, world.net);
  world.follow();
  transport.start(world.step(), world.volume);
  double found[2];
  transport.storage_concentrations(found);
  EXPECT_EQ(found[0], 3.0);
  EXPECT_EQ(found[1], 0.0);
}

TEST(Transport, BeginsWithTheSteadyConcentrationsOfStorageCells) {
  // A pond fed with two waters and letting go the sum; a polder that only fills; a lake that only empties.
  HandMade world;
  world.scenario.initial.steady = true;
  const int pond = world.add_storage("pond", 4000.0), polder = world.add_storage("polder", 10.0), lake = world.add_storage("lake", 500.0);
  world.add_source(pond, 2.0), world.add_source(pond, 8.0), world.add_source(polder, 6.0);
  world.source = {1.0, 2.0, 3.0};
  world.outlet[idx(world.add_outlet(pond))] = 3.0;
  world.outlet[idx(world.add_outlet(lake))] = 1.0;
  Transport transport(world.scenario, world.net);
  world.after = world.volume;
  transport.start(world.step(), world.volume);
  double found[3];
  transport.storage_concentrations(found);
  EXPECT_NEAR(found[0], 6.0, 1e-6);
  EXPECT_NEAR(found[1], 6.0, 1e-6);
  EXPECT_EQ(found[2], 0.0);
  EXPECT_NEAR(transport.mass()[idx(pond)], found[0] * 4000.0, 1e-9);
}

}  // namespace
}  // namespace riverchief::model
