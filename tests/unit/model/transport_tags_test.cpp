// Tags beside the total, and masses told as of one instant of a step.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "hand_made_network.hpp"
#include "model/carrier.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

/// A river with sources of different concentrations, a tap into a pond and back.
struct Tagged : HandMade {
  int first = add_river("river", 30, 10.0, 4.0), pond = add_storage("pond", 80.0);
  std::vector<int> sources;
  int spill = add_link(first + 12, pond), back = add_link(pond, first + 20);
  explicit Tagged(bool tags) {
    for (int k = 0; k < 6; ++k) sources.push_back(add_source(first + 3 + 4 * k, 10.0 * k));
    if (tags) scenario.tags.by = {basin::TagsBy::source};
  }
  void flow(Dice& dice) {
    after = volume;
    source[0] = 25.0 * (0.3 + dice());
    for (const int s : sources) source[idx(s)] = 2.0 * dice();
    face[idx(spill)] = 5.0 * (dice() - 0.3), face[idx(back)] = 4.0 * dice();
    balance(first, 30);
    follow();
  }
};

void carry(Carrier& carrier, HandMade& world) {
  carrier.update_concentrations(world.volume.data());
  carrier.carry(world.step());
  carrier.update_concentrations(world.after.data());
  world.volume = world.after;
}

TEST(Tags, AddUpAndNeverFallBelowNothing) {
  Tagged world(true), alone(false);
  Carrier carrier(world.scenario, world.net), without(alone.scenario, alone.net);
  for (std::size_t c = 0; c < world.volume.size(); ++c) carrier.mass[c] = without.mass[c] = 3.0 * world.volume[c] * static_cast<double>(c % 3);
  const std::size_t K = carrier.kept_apart.columns();
  ASSERT_EQ(K, 9U);  // two that are no source, the head and six sources
  for (std::size_t c = 0; c < world.volume.size(); ++c) carrier.kept_apart.add_before(&carrier.mass[c], &carrier.tags[c * K]);
  Dice dice, same;
  for (int k = 0; k < 50; ++k) {
    world.flow(dice), alone.flow(same);
    carry(carrier, world), carry(without, alone);
    for (std::size_t c = 0; c < world.volume.size(); ++c) {
      double sum = 0;
      for (std::size_t t = 0; t < K; ++t) {
        sum += carrier.tags[c * K + t];
        ASSERT_GE(carrier.tags[c * K + t], -1e-14 * carrier.mass[c]) << "step " << k << ", tag " << t;
      }
      ASSERT_NEAR(sum, carrier.mass[c], 1e-12 * carrier.mass[c]) << "step " << k << ", cell " << c;
      ASSERT_NEAR(carrier.mass[c], without.mass[c], 1e-13 * without.mass[c]) << "tags change the total";
    }
  }
}

TEST(FrameOfOneInstant, LetsWhatLeavesHaveReactedUntilThen) {
  // A river full of one water is washed out within a step by clean water: what passes the mouth has reacted on the mean for half of the time
  // in which the old water leaves, and the ledger closes.
  const double k = 0.05;  // a share of a step, which lasts a second
  HandMade world;
  const int first = world.add_river("river", 10, 1.0, 0.0);
  world.scenario.basin.pollutants[0].decay_rate = k;
  Carrier carrier(world.scenario, world.net);
  for (int i = 0; i < 10; ++i) carrier.mass[idx(first + i)] = 1.0;
  world.after = world.volume;
  world.source[0] = 20.0;
  world.balance(first, 10);
  world.follow();
  carry(carrier, world);
  const double left = carrier.ledger.through_outlet[0];
  EXPECT_NEAR(left, 10.0 * (1.0 - std::exp(-0.5 * k)) / (0.5 * k), 1e-4 * 10.0);
  double there = 0, reacted = 0;
  for (std::size_t c = 0; c < world.volume.size(); ++c) there += carrier.mass[c], reacted += carrier.ledger.reacted[c];
  EXPECT_NEAR(10.0 - left + reacted, there, 1e-12);
}

}  // namespace
}  // namespace riverchief::model
