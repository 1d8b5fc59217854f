// A channel closed at its lower end, between embankments, filled by a small constant inflow: a bath whose levels follow
// from its volume. Slow enough that the surface is nearly level: a discharge of 1 m3/s in 10 m of width.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "model/simulate.hpp"

namespace riverchief::model {
namespace {

constexpr double length = 1000.0, inflow = 1.0, first_level = 0.1, crest = 2.0, land = 0.5;

/// 10 m of bed at 0 m, embankments 0.5 m thick on either side up to the crest, 40 m of land behind them.
basin::Section section() {
  const double n = 0.03;
  basin::Section s;
  s.points = {{-41, 6, n}, {-41, land, n}, {-1, land, n}, {-0.5, crest, n}, {0, 0, n}, {10, 0, n}, {10.5, crest, n}, {11, land, n}, {51, land, n}, {51, 6, n}};
  s.left_bank = 0, s.right_bank = 10;
  s.left_crest = -0.5, s.right_crest = 10.5;
  return s;
}

/// Wet area between the embankments, whose faces lean outwards by 0.25 m per metre.
double area(double level) { return 10.0 * level + 0.25 * level * level; }

basin::Scenario pool(double duration) {
  basin::Scenario scenario;
  scenario.name = "pool";
  scenario.start = "2025-01-01T00:00:00Z";
  scenario.duration = duration;
  scenario.cell_length = 100.0;
  scenario.output_every = 3600.0;
  basin::River river;
  river.id = "pool";
  river.length = length;
  river.sections = {section(), section()};
  river.sections[1].chainage = length;
  scenario.basin.rivers = {river};
  basin::Boundary head, mouth;
  head.at = {"pool", 0.0, {}};
  head.kind = basin::BoundaryKind::discharge;
  head.series = {{0.0}, {inflow}};
  mouth.at = {"pool", length, {}};
  mouth.kind = basin::BoundaryKind::closed;
  scenario.boundaries = {head, mouth};
  scenario.initial.steady = false;
  scenario.initial.profiles = {{"pool", {0.0, length}, {first_level, first_level}, {0.0, 0.0}, {}}};
  return scenario;
}

class Listener : public Recorder {
 public:
  Summary summary;
  double volume = 0;  // at the last frame [m3]
  void begin(const Grid& grid, const std::vector<double>&) override { cells_ = grid.cells.size(); }
  void frame(int, const Frame& frame) override {
    volume = 0;
    for (std::size_t c = 0; c < cells_; ++c) volume += frame.volume[c];
  }
  bool progress(double) override { return true; }
  void end(const Summary& result) override { summary = result; }

 private:
  std::size_t cells_ = 0;
};

Listener run(double duration) {
  Listener listener;
  simulate(pool(duration), listener);
  return listener;
}

TEST(FillingPool, HoldsWhatCameIn) {
  const double duration = 7200.0;
  EXPECT_NEAR(run(duration).volume, length * area(first_level) + inflow * duration, 1e-6);
}

TEST(FillingPool, IsOvertoppedWhenItsVolumeReachesTheCrest) {
  const double when = (area(crest) - area(first_level)) * length / inflow;
  const Summary summary = run(1.1 * when).summary;
  for (const auto& bank : summary.first_overtopping)
    for (const double time : bank) EXPECT_NEAR(time, when, 0.02 * when);
}

TEST(FillingPool, IsNotOvertoppedBefore) {
  const double when = (area(crest) - area(first_level)) * length / inflow;
  const Summary summary = run(0.9 * when).summary;
  for (int bank = 0; bank < 2; ++bank)
    for (std::size_t c = 0; c < summary.first_overtopping[bank].size(); ++c) {
      EXPECT_TRUE(std::isnan(summary.first_overtopping[bank][c]));
      EXPECT_EQ(summary.overtopped_volume[bank][c], 0.0);
    }
}

TEST(FillingPool, LedgerClosesToRoundOff) {
  for (const LedgerRow& row : run(7200.0).summary.ledger) {
    EXPECT_LE(std::abs(row.relative), 1e-12) << row.of << " in " << row.reach;
    EXPECT_NEAR(row.in, inflow * 7200.0, 1e-6);
  }
}

}  // namespace
}  // namespace riverchief::model
