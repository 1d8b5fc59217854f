// A run taken up at a checkpoint goes on with the same values to the last bit; a run may begin with the end of another.

#include <gtest/gtest.h>

#include "tests/unit/model/listener.hpp"

namespace riverchief::model {
namespace {

constexpr double day = 86400.0;

basin::Section trapezoid(double chainage, double bed) {
  basin::Section s;
  s.chainage = chainage;
  s.points = {{-110, bed + 30, 0.03}, {-50, bed + 10, 0.03}, {-30, bed, 0.03}, {30, bed, 0.03}, {50, bed + 10, 0.03}, {110, bed + 30, 0.03}};
  s.left_bank = -50, s.right_bank = 50;
  return s;
}

/// A flood that a gate lets into a basin by rules, with a constituent that decays.
basin::Scenario river(double days) {
  basin::Scenario s;
  s.name = "river", s.start = "2025-01-01T00:00:00Z";
  s.duration = days * day, s.cell_length = 1000.0, s.output_every = 3.0 * 3600.0, s.checkpoint_every = day;
  basin::River r;
  r.id = "river", r.length = 20000.0;
  r.sections = {trapezoid(0.0, 4.0), trapezoid(20000.0, 0.0)};
  s.basin.rivers = {r};
  s.basin.pollutants = {{"cod", "", "", 1e-6, 1.0, ""}};
  basin::Storage storage;
  storage.id = "basin", storage.area = {{3.0, 12.0}, {2e6, 3e6}};
  s.basin.storages = {storage};
  basin::Structure gate;
  gate.id = "gate", gate.kind = "broad_crested_weir", gate.link = true;
  gate.from.place = basin::Place{"river", 9500.0, {}};
  gate.to.storage = "basin";
  gate.settings.numbers = {{"crest_level", 9.0}, {"width", 20.0}, {"discharge_coefficient", 1.7}};
  gate.setting = 9.0;
  gate.setting_rate = 0.001;
  s.basin.structures = {gate};
  basin::Control open;
  open.id = "open", open.structure = "gate", open.set = 5.0;
  basin::Condition high, low;
  high.reading.at.place = low.reading.at.place = basin::Place{"river", 9500.0, {}};
  high.value = 5.8, low.value = 5.0, low.above = false;
  open.when = {high}, open.until = {low};
  s.controls = {open};
  basin::Boundary head, mouth;
  head.at = {"river", 0.0, {}}, head.kind = basin::BoundaryKind::discharge;
  head.series = {{0.0, day, 2.0 * day, 4.0 * day}, {50.0, 50.0, 600.0, 50.0}};
  head.concentration["cod"] = {{0.0, 2.0 * day}, {20.0, 40.0}};
  mouth.at = {"river", 20000.0, {}}, mouth.kind = basin::BoundaryKind::normal_depth;
  s.boundaries = {head, mouth};
  return s;
}

TEST(GoingOn, ACheckpointLeadsToTheSameValuesToTheLastBit) {
  const Listener whole = run(river(5.0));
  ASSERT_GE(whole.checkpoints.size(), 4u);
  EXPECT_FALSE(whole.summary.events.empty());
  for (const std::size_t k : {0u, 2u}) {
    const Listener rest = run(river(5.0), &whole.checkpoints[k], true);
    const std::size_t before = whole.level.size() - rest.level.size();
    EXPECT_EQ(before, 8 * (k + 1) + 1);
    for (std::size_t i = 0; i < rest.level.size(); ++i) {
      EXPECT_EQ(rest.level[i], whole.level[before + i]);
      EXPECT_EQ(rest.discharge[i], whole.discharge[before + i]);
      EXPECT_EQ(rest.concentration[i], whole.concentration[before + i]);
      EXPECT_EQ(rest.storage_level[i], whole.storage_level[before + i]);
    }
    EXPECT_EQ(rest.summary.steps, whole.summary.steps);
    EXPECT_EQ(rest.summary.max_water_level, whole.summary.max_water_level);
    EXPECT_EQ(rest.summary.structure_volume_forward, whole.summary.structure_volume_forward);
    ASSERT_EQ(rest.summary.events.size(), whole.summary.events.size());
    for (std::size_t i = 0; i < whole.summary.events.size(); ++i) EXPECT_EQ(rest.summary.events[i].time, whole.summary.events[i].time);
    ASSERT_EQ(rest.summary.ledger.size(), whole.summary.ledger.size());
    for (std::size_t i = 0; i < whole.summary.ledger.size(); ++i) EXPECT_EQ(rest.summary.ledger[i].error, whole.summary.ledger[i].error);
  }
}

TEST(GoingOn, ARunMayBeginWithTheEndOfAnother) {
  const Listener first = run(river(2.5));
  const Listener second = run(river(1.0), &first.checkpoints.back(), false);
  for (std::size_t i = 0; i < second.level.front().size(); ++i) EXPECT_NEAR(second.level.front()[i], first.level.back()[i], 1e-9);
  EXPECT_NEAR(second.storage_level.front()[0], first.storage_level.back()[0], 1e-9);
  for (std::size_t i = 0; i < second.concentration.front().size(); ++i)
    EXPECT_NEAR(second.concentration.front()[i], first.concentration.back()[i], 1e-12);
}

TEST(GoingOn, ARunThatBeginsWithAnothersEndMayHaveRulesOfItsOwn) {
  const Listener first = run(river(2.5));
  basin::Scenario other = river(1.0);
  other.controls.push_back(other.controls.front());
  other.controls.back().id = "second", other.controls.back().priority = 1;
  const Listener second = run(other, &first.checkpoints.back(), false);
  EXPECT_NEAR(second.storage_level.front()[0], first.storage_level.back()[0], 1e-9);
}

TEST(GoingOn, EveryLedgerCloses) {
  for (const auto& row : run(river(5.0)).summary.ledger) EXPECT_LT(std::abs(row.relative), 1e-12) << row.of << " " << row.reach;
}

}  // namespace
}  // namespace riverchief::model
