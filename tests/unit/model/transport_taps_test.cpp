// Water that leaves a river sideways, and comes back: spills, intakes, ground water.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "hand_made_network.hpp"
#include "model/carrier.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

constexpr double C = 7.3;  // [g/m3]

void fill(Carrier& carrier, const std::vector<double>& volume, double concentration) {
  for (std::size_t c = 0; c < volume.size(); ++c) carrier.mass[c] = concentration * volume[c];
}

void carry(Carrier& carrier, HandMade& world) {
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

double farthest_from(double value, const Carrier& carrier) {
  double most = 0;
  for (const double c : carrier.concentration) most = std::max(most, std::abs(c / value - 1.0));
  return most;
}

/// A river that spills into a basin over five cells, is fed and drawn upon among them, and gets water back further down.
struct Spilling : HandMade {
  int first = add_river("river", 40, 10.0, C), basin = add_storage("basin", 500.0), lake = add_storage("lake", 100.0);
  std::vector<int> spills;
  int feeder = add_source(first + 7, C), second_feeder = add_source(first + 8, C), intake = add_outlet(first + 12), drain = 0, sill = 0;
  Spilling() {
    for (int i = 5; i < 10; ++i) spills.push_back(add_link(first + i, basin));
    drain = add_link(basin, first + 20);
    sill = add_link(basin, lake);
  }
};

class UniformConcentration : public testing::TestWithParam<double> {};  // the Courant number

TEST_P(UniformConcentration, StaysWhateverLeavesAndComesBack) {
  Spilling world;
  Carrier carrier(world.scenario, world.net);
  fill(carrier, world.volume, C);
  Dice dice;
  for (int k = 0; k < 60; ++k) {
    const double through = GetParam() * 10.0 * (0.5 + dice());
    world.after = world.volume;
    double whole = 0;  // stays: what the outlet passes leaves
    for (int i = 0; i < 40; ++i) whole += world.after[idx(i)] = 10.0 * (0.5 + dice());
    for (int i = 0; i < 40; ++i) world.after[idx(i)] *= 400.0 / whole;
    world.source[0] = through;
    for (const int f : world.spills) world.face[idx(f)] = 0.08 * through * dice();
    if (k % 3 == 2)  // one of them turns round
      world.face[idx(world.spills[2])] *= -1.0;
    world.source[idx(world.feeder)] = 0.3 * through * dice(), world.source[idx(world.second_feeder)] = 0.3 * through * dice();
    world.outlet[idx(world.intake)] = 0.2 * through;
    world.face[idx(world.drain)] = std::min(0.3 * through, 0.2 * world.volume[idx(world.basin)]) * (k % 4 == 3 ? -1.0 : 1.0);
    world.face[idx(world.sill)] = 0.1 * through * (dice() - 0.5);
    world.balance(world.first, 40);
    ASSERT_GT(world.outlet[0], 0.0);
    world.follow();
    carry(carrier, world);
    ASSERT_LE(farthest_from(C, carrier), 1e-12) << "step " << k;
  }
}

TEST_P(UniformConcentration, StaysWhereTheRiverSloshesBetweenClosedEnds) {
  HandMade world;
  world.add_river("river", 30, 10.0, -1.0);
  const int basin = world.add_storage("basin", 60.0);
  const int tap = world.add_link(10, basin), other = world.add_link(basin, 11), feeder = world.add_source(10, C);
  Carrier carrier(world.scenario, world.net);
  fill(carrier, world.volume, C);
  Dice dice;
  for (int k = 0; k < 60; ++k) {
    // All the water goes to and fro: what one half of the river loses the other gains.
    const double swing = (k % 2 == 0 ? 1.0 : -1.0) * std::min(GetParam() / 20.0, 0.9);
    world.source[idx(feeder)] = 0.5;
    world.face[idx(tap)] = 2.0 * dice(), world.face[idx(other)] = 2.0 * dice();
    world.after = world.volume;
    double sum = 0, wanted = 0;
    for (int i = 0; i < 30; ++i) sum += world.volume[idx(i)], world.after[idx(i)] = 10.0 * (1.0 + (i < 15 ? swing : -swing)) * (0.9 + 0.2 * dice());
    for (int i = 0; i < 30; ++i) wanted += world.after[idx(i)];
    const double there = sum + world.source[idx(feeder)] - world.face[idx(tap)] + world.face[idx(other)];
    for (int i = 0; i < 30; ++i) world.after[idx(i)] *= there / wanted;
    world.balance(0, 30);
    world.follow();
    carry(carrier, world);
    ASSERT_LE(farthest_from(C, carrier), 1e-12) << "step " << k;
  }
}

INSTANTIATE_TEST_SUITE_P(Courant, UniformConcentration, testing::Values(0.1, 0.7, 1.0, 5.0, 20.0));

TEST(Taps, MayTakeMoreThanTheOldWaterThere) {
  HandMade world;
  const int first = world.add_river("river", 10, 1.0, C);
  const int tap = world.add_outlet(first + 4), neighbour = world.add_outlet(first + 5);
  Carrier carrier(world.scenario, world.net);
  fill(carrier, world.volume, C);
  world.after = world.volume;
  world.source[0] = 100.0;
  world.outlet[idx(tap)] = 60.0, world.outlet[idx(neighbour)] = 39.0;
  world.balance(first, 10);
  world.follow();
  carry(carrier, world);
  EXPECT_LE(farthest_from(C, carrier), 1e-12);
  EXPECT_NEAR(carrier.ledger.through_outlet[idx(tap)], 60.0 * C, 1e-10);
  EXPECT_NEAR(carrier.ledger.through_outlet[idx(neighbour)], 39.0 * C, 1e-10);
}

TEST(Taps, DrawOnADryRiverWhatItsSourcesBring) {
  HandMade world;
  const int first = world.add_river("river", 10, 0.0, -1.0);
  const int feeder = world.add_source(first + 3, C), tap = world.add_outlet(first + 3), further = world.add_outlet(first + 6);
  Carrier carrier(world.scenario, world.net);
  world.after = world.volume;
  world.source[idx(feeder)] = 10.0;
  world.outlet[idx(tap)] = 4.0, world.outlet[idx(further)] = 2.0;
  for (int i = 3; i < 7; ++i) world.after[idx(first + i)] = 1.0;
  world.balance(first, 10);
  world.follow();
  carry(carrier, world);
  for (int i = 3; i < 7; ++i) EXPECT_NEAR(carrier.concentration[idx(first + i)], C, 1e-12 * C);
  EXPECT_NEAR(carrier.ledger.through_outlet[idx(tap)], 4.0 * C, 1e-12 * 40.0);
  EXPECT_NEAR(carrier.ledger.through_outlet[idx(further)], 2.0 * C, 1e-12 * 40.0);
}

TEST(Taps, TakeFromAllTheWaterThatPassesThem) {
  // Clean water above cell 10, then 1 g/m3. Seven cells of water pass cell 15 during the step and one is there: a third of it
  // is taken, 6/8 of which had been below the change.
  HandMade world;
  const int first = world.add_river("river", 30, 2.0, 0.0);
  const int tap = world.add_outlet(first + 15);
  Carrier carrier(world.scenario, world.net);
  for (int i = 10; i < 30; ++i) carrier.mass[idx(first + i)] = 2.0;
  const double passing = 14.0, there = passing + 2.0, taken = there / 3.0;
  world.after = world.volume;
  world.source[0] = passing, world.outlet[idx(tap)] = taken;
  world.balance(first, 30);
  world.follow();
  carry(carrier, world);
  EXPECT_NEAR(carrier.ledger.through_outlet[idx(tap)], taken * 6.0 / 8.0, 1e-12);
  // Of the 4 m3 of clean water that came to the tap two thirds are left; they fill cell 15 and the upper part of cell 16.
  EXPECT_NEAR(carrier.concentration[idx(first + 15)], 0.0, 1e-12);
  const double behind = 4.0 * 2.0 / 3.0;
  EXPECT_NEAR(carrier.concentration[idx(first + 16)], (2.0 - (behind - 2.0)) / 2.0, 1e-12);
  EXPECT_NEAR(carrier.concentration[idx(first + 17)], 1.0, 1e-12);
}

TEST(Taps, KeepWhatWasThereBetweenItsExtremes) {
  Spilling world;
  Carrier carrier(world.scenario, world.net);
  for (std::size_t c = 0; c < world.volume.size(); ++c) carrier.mass[c] = c / 3 % 2 == 0 ? 0.0 : C * world.volume[c];
  Dice dice;
  for (int k = 0; k < 40; ++k) {
    world.after = world.volume;
    world.source[0] = 80.0;
    for (const int f : world.spills) world.face[idx(f)] = 12.0 * dice();
    world.face[idx(world.drain)] = 30.0;
    world.outlet[idx(world.intake)] = 10.0;
    world.balance(world.first, 40);
    world.follow();
    carry(carrier, world);
    for (const double c : carrier.concentration) {
      EXPECT_GE(c, -1e-11);
      EXPECT_LE(c, C + 1e-11);
    }
  }
}

TEST(Taps, EvaporationLeavesTheMassAndGroundWaterBringsNone) {
  HandMade world;
  const int first = world.add_river("river", 10, 10.0, -1.0), pond = world.add_storage("pond", 50.0);
  const int river_dries = world.add_outlet(first + 5, false), pond_dries = world.add_outlet(pond, false), spring = world.add_outlet(first + 2);
  Carrier carrier(world.scenario, world.net);
  fill(carrier, world.volume, C);
  const double before = total(carrier.mass);
  world.after = world.volume;
  world.outlet[idx(river_dries)] = 4.0, world.outlet[idx(pond_dries)] = 30.0, world.outlet[idx(spring)] = -5.0;
  world.after[idx(first + 5)] = 6.0, world.after[idx(first + 2)] = 15.0;
  world.balance(first, 10);
  world.follow();
  carry(carrier, world);
  EXPECT_NEAR(total(carrier.mass), before, 1e-12 * before);
  EXPECT_NEAR(carrier.concentration[idx(pond)], C * 50.0 / 20.0, 1e-12 * 20.0);
  EXPECT_NEAR(carrier.concentration[idx(first + 5)], C * 10.0 / 6.0, 1e-12 * 20.0);
  EXPECT_NEAR(carrier.concentration[idx(first + 2)], C * 10.0 / 15.0, 1e-12 * 20.0);
}

}  // namespace
}  // namespace riverchief::model
