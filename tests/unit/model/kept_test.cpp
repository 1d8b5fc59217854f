// What a run keeps besides its states: tags that add up at every place and face, fine times at intakes, and both the same after a checkpoint.

#include <gtest/gtest.h>

#include <cmath>

#include "model/kept.hpp"
#include "model/simulate.hpp"

namespace riverchief::model {
namespace {

constexpr double hour = 3600.0, day = 86400.0;

/// A tide-like flow past an outfall, a section and an intake, with a spill on the second day.
basin::Scenario watched_river() {
  basin::Scenario s;
  s.name = "river", s.start = "2025-01-01T00:00:00Z";
  s.duration = 3.0 * day, s.cell_length = 500.0, s.output_every = 3.0 * hour, s.checkpoint_every = 0.8 * day;  // between output times: what was taken down since the last one has to survive
  basin::River r;
  r.id = "river", r.length = 10000.0;
  for (const double x : {0.0, 10000.0}) {
    basin::Section c;
    c.chainage = x;
    const double bed = 2.0 - x * 2e-4;
    c.points = {{-60, bed + 10, 0.03}, {-30, bed, 0.03}, {30, bed, 0.03}, {60, bed + 10, 0.03}};
    c.left_bank = -60, c.right_bank = 60;
    r.sections.push_back(c);
  }
  s.basin.rivers = {r};
  s.basin.pollutants = {{.id = "tracer", .name_zh = "", .name_en = "", .standard_item = ""}, {.id = "cod", .name_zh = "", .name_en = "", .decay_rate = 2e-6, .standard_item = ""}};
  basin::Outfall mill;
  mill.id = "mill", mill.at = {"river", 2200.0, {}}, mill.discharge = 0.5, mill.concentration = {{"cod", 200.0}};
  s.basin.outfalls = {mill};
  basin::MonitoringSection section;
  section.id = "below", section.at = {"river", 6000.0, {}};
  s.basin.monitoring_sections = {section};
  basin::Intake works;
  works.id = "works", works.at.place = basin::Place{"river", 8200.0, {}}, works.demand = {{0.0}, {1.0}};
  s.basin.intakes = {works};
  basin::Boundary head, mouth;
  head.at = {"river", 0.0, {}}, head.kind = basin::BoundaryKind::discharge;
  head.series = {{0.0, day, 2.0 * day, 3.0 * day}, {30.0, 80.0, 30.0, 60.0}};
  head.concentration["cod"] = {{0.0, 2.0 * day}, {10.0, 25.0}};
  mouth.at = {"river", 10000.0, {}}, mouth.kind = basin::BoundaryKind::normal_depth;
  s.boundaries = {head, mouth};
  basin::Spill spill;
  spill.id = "tanker", spill.at = {"river", 4000.0, {}}, spill.pollutant = "cod", spill.mass = 10000.0, spill.from = 30.0 * hour, spill.to = 31.0 * hour;
  s.spills = {spill};
  s.tags.by = {basin::TagsBy::source, basin::TagsBy::boundary};
  return s;
}

class Keeper : public Recorder {
 public:
  Grid grid;
  Summary summary;
  std::vector<std::vector<double>> place, tags, held, passed, tags_passed;  // (frame)
  std::vector<double> fine = {}, checkpoint_times;
  int first_fine = -1;
  std::vector<State> states;
  void begin(const Grid& g, const std::vector<double>&) override { grid = g; }
  void frame(int, const Frame& f) override {
    const std::size_t columns = grid.tags.size() * grid.tagged.size();
    const auto keep = [](std::vector<std::vector<double>>& into, const double* from, std::size_t n) { into.emplace_back(from, from + n); };
    keep(place, f.place_concentration, grid.tagged.size() * grid.places.size());
    keep(tags, f.tag_concentration, columns * grid.places.size());
    keep(held, f.tag_held, columns);
    keep(passed, f.passed, grid.gates.size() * grid.tagged.size());
    keep(tags_passed, f.tag_passed, grid.gates.size() * columns);
    if (first_fine < 0 && f.fine_count > 0) first_fine = f.fine_from;
    fine.insert(fine.end(), f.fine_concentration, f.fine_concentration + static_cast<std::size_t>(f.fine_count) * grid.fine_pollutants.size() * grid.places.size());
  }
  void checkpoint(const State& state, int) override { states.push_back(state); }
  bool progress(double) override { return true; }
  void end(const Summary& s) override { summary = s; }
};

const Keeper& whole() {
  static const Keeper once = [] {
    Keeper keeper;
    simulate(watched_river(), keeper);
    return keeper;
  }();
  return once;
}

TEST(Kept, TagsAddUpAtEveryPlaceAndFace) {
  const Keeper& run = whole();
  const std::size_t tags = run.grid.tags.size(), P = run.grid.tagged.size(), places = run.grid.places.size(), gates = run.grid.gates.size();
  ASSERT_EQ(places, 4u);  // section, intake, head, mouth
  ASSERT_EQ(gates, 3u);
  for (const std::string set : {"source", "boundary"})
    for (std::size_t k = 0; k < run.tags.size(); ++k) {
      for (std::size_t p = 0; p < P; ++p)
        for (std::size_t i = 0; i < places; ++i) {
          double sum = 0.0;
          for (std::size_t t = 0; t < tags; ++t)
            if (run.grid.tags[t].set == set) sum += run.tags[k][(p * tags + t) * places + i];
          EXPECT_NEAR(sum, run.place[k][p * places + i], 1e-12 * (1.0 + sum));
        }
      for (std::size_t g = 0; g < gates; ++g)
        for (std::size_t p = 0; p < P; ++p) {
          double sum = 0.0;
          for (std::size_t t = 0; t < tags; ++t)
            if (run.grid.tags[t].set == set) sum += run.tags_passed[k][(g * P + p) * tags + t];
          EXPECT_NEAR(sum, run.passed[k][g * P + p], 1e-12 * (1.0 + run.passed.back()[g * P + p]));
        }
    }
}

TEST(Kept, WhatSourcesBroughtIsTheirLoadOverTheRun) {
  const Keeper& run = whole();
  const std::size_t sources = run.grid.sources.size();
  ASSERT_EQ(run.summary.source_mass.size(), 2 * sources);
  for (std::size_t i = 0; i < sources; ++i) {
    const double cod = run.summary.source_mass[sources + i];
    if (run.grid.sources[i].id == "mill") {
      EXPECT_NEAR(cod, 0.5 * 200.0 * 3.0 * day, 1e-9 * cod);
      EXPECT_NEAR(run.summary.source_volume[i], 0.5 * 3.0 * day, 1e-6);
    }
    if (run.grid.sources[i].id == "tanker") {
      EXPECT_NEAR(cod, 10e6, 1e-3);
    }
  }
}

TEST(Kept, FineTimesShowTheSpillAtTheIntake) {
  const Keeper& run = whole();
  ASSERT_EQ(run.grid.fine_pollutants, std::vector<int>{1});
  const std::size_t places = run.grid.places.size(), instants = run.grid.fine_times.size();
  EXPECT_DOUBLE_EQ(run.grid.fine_times.front(), 30.0 * hour);
  EXPECT_DOUBLE_EQ(run.grid.fine_times[1] - run.grid.fine_times[0], fine_every);
  ASSERT_EQ(run.fine.size(), instants * places);
  std::size_t works = 0;
  while (run.grid.places[works].kind != "intake") ++works;
  double mass = 0.0, highest = 0.0;
  for (std::size_t k = 0; k < instants; ++k) highest = std::max(highest, run.fine[k * places + works]), mass += run.fine[k * places + works];
  EXPECT_GT(highest, 2.0 * run.fine[works]);  // far above what the mill makes of it
  EXPECT_GT(mass, 0.0);
}

TEST(Kept, GoesOnFromACheckpointToTheLastBit) {
  const Keeper& run = whole();
  ASSERT_GE(run.states.size(), 2u);
  for (const std::size_t k : {0u, 1u}) {
    Keeper rest;
    simulate(watched_river(), rest, &run.states[k], true);
    const std::size_t before = run.tags.size() - rest.tags.size();
    for (std::size_t i = 0; i < rest.tags.size(); ++i) {
      EXPECT_EQ(rest.tags[i], run.tags[before + i]);
      EXPECT_EQ(rest.held[i], run.held[before + i]);
      EXPECT_EQ(rest.tags_passed[i], run.tags_passed[before + i]);
    }
    ASSERT_LE(rest.fine.size(), run.fine.size());
    EXPECT_TRUE(std::equal(rest.fine.rbegin(), rest.fine.rend(), run.fine.rbegin()));
    EXPECT_EQ(rest.summary.source_mass, run.summary.source_mass);
  }
}

}  // namespace
}  // namespace riverchief::model
