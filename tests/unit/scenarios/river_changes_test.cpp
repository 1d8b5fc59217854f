// What others do to a river, against numbers worked out by hand on the plain trapezoid: bottom 20 m, slopes 1 to 2, bed at 10 - 0.1 km,
// banks 4 m above the bed, a berm of 30 m, crests 2 m above the berm.

#include <gtest/gtest.h>

#include <cmath>

#include "plain_basin.hpp"
#include "scenarios/measures/ground_edit.hpp"

namespace riverchief {
namespace {

using measures::Earthwork;

/// A river whose sections are all alike.
basin::Scenario level_river() {
  basin::Scenario scenario = test::plain_scenario();
  for (basin::Section& section : scenario.basin.rivers[0].sections) section = test::trapezoid(section.chainage, 10.0);
  return scenario;
}

measures::Application applied(const std::string& kind, test::Settings settings) { return measures::apply_measures(test::with_measure(kind, std::move(settings), level_river())); }
std::vector<core::Complaint> wrong(const std::string& kind, test::Settings settings) { return test::complaints_of(test::with_measure(kind, std::move(settings), level_river())); }
const basin::River& river(const measures::Application& a) { return a.scenario.basin.rivers[0]; }

/// Conveyance of a section between its crests at a level, divided at the banks, by the formula itself.
double discharge(const basin::Section& section, double level, double slope) {
  double area = 0.0, perimeter = 0.0;
  for (std::size_t i = 0; i + 1 < section.points.size(); ++i) {
    const auto &a = section.points[i], &b = section.points[i + 1];
    if (a.offset < *section.left_crest || b.offset > *section.right_crest || std::max(a.level, b.level) > level + 1e-9) continue;
    area += (level - 0.5 * (a.level + b.level)) * (b.offset - a.offset);
    perimeter += std::hypot(b.offset - a.offset, b.level - a.level);
  }
  return area * std::pow(area / perimeter, 2.0 / 3.0) / 0.03 * std::sqrt(slope);
}

double normal_depth(const basin::Section& section, double bed, double wanted, double slope) {
  double low = 0.0, high = 4.0;
  for (int i = 0; i < 60; ++i) {
    const double depth = 0.5 * (low + high);
    basin::Section wet = section;  // cut the side slopes at the level, so that every panel is either wet or dry
    for (std::size_t k = 0; k + 1 < wet.points.size(); ++k) {
      const auto a = wet.points[k], b = wet.points[k + 1];
      const double share = (bed + depth - a.level) / (b.level - a.level);
      if (a.level != b.level && share > 1e-9 && share < 1.0 - 1e-9) {
        wet.points.insert(wet.points.begin() + static_cast<std::ptrdiff_t>(k) + 1, {a.offset + share * (b.offset - a.offset), bed + depth, a.manning_n});
      }
    }
    (discharge(wet, bed + depth, slope) < wanted ? low : high) = depth;
  }
  return high;
}

TEST(GroundEdit, FillsTheTriangleBetweenSlopeAndLevel) {
  const basin::Section section = test::trapezoid(0.0, 10.0);
  // From the left bank at -18 m, 14 m high, a fill 4 m wide to 14 m: the slope 1 to 2 has fallen 2 m there, ½ · 4 · 2.
  const auto done = measures::work_ground(section, {{{-18.0, 14.0}, {-14.0, 14.0}}}, Earthwork::fill);
  EXPECT_NEAR(done.fill_area, 4.0, 1e-12);
  EXPECT_NEAR(done.fill_height, 2.0, 1e-12);
  EXPECT_EQ(done.cut_area, 0.0);
  EXPECT_NEAR(measures::area_below(done.section, -48.0, 48.0, 14.0), 20.0 * 4.0 + 2.0 * 0.5 * 8.0 * 4.0 - 4.0, 1e-9);
}

TEST(GroundEdit, BothCutsAndFillsWhereTheLineCrossesTheGround) {
  const basin::Section section = test::trapezoid(0.0, 10.0);
  // A line from 11 m to 9 m over the flat bottom: a triangle of ½ · 10 · 1 filled, and one cut.
  const auto done = measures::work_ground(section, {{{-10.0, 11.0}, {10.0, 9.0}}}, Earthwork::both);
  EXPECT_NEAR(done.fill_area, 5.0, 1e-12);
  EXPECT_NEAR(done.cut_area, 5.0, 1e-12);
  EXPECT_NEAR(basin::ground_level(done.section, 5.0), 9.5, 1e-12);
  for (std::size_t i = 1; i < done.section.points.size(); ++i) EXPECT_GE(done.section.points[i].offset, done.section.points[i - 1].offset);
}

TEST(Obstruction, BlocksItsShareOfTheFlowArea) {
  // Flow area to 13 m: 20 · 3 + 2 · 3² = 78 m²; a quarter of it over 2 km.
  const auto a = applied("obstruction", {{"over", "main: 4 km to 6 km left"}, {"blocked_share", 0.25}, {"level", 13.0}});
  EXPECT_NEAR(test::quantity(a.reports[0], "obstruction_volume"), 0.25 * 78.0 * 2000.0, 1e-3);
  const basin::Section section = basin::interpolate_section(river(a), 5000.0);
  EXPECT_NEAR(measures::area_below(section, -54.0, 54.0, 13.0), 0.75 * 78.0, 1e-6);
  EXPECT_EQ(a.reports[0].cost, 0.0) << "nobody pays for an obstruction";
  EXPECT_NEAR(measures::area_below(basin::interpolate_section(river(a), 3500.0), -54.0, 54.0, 13.0), 78.0, 1e-6);
}

TEST(Obstruction, RaisesTheLevelAsManningSays) {
  const auto a = applied("obstruction", {{"over", "main: 4 km to 6 km"}, {"factor", 1.5}});
  EXPECT_NEAR(basin::interpolate_section(river(a), 5000.0).points[5].manning_n, 0.045, 1e-12);
  EXPECT_NEAR(basin::interpolate_section(river(a), 3000.0).points[5].manning_n, 0.03, 1e-12);
  // Filled 10 m wide from the left bank's toe the bottom is 10 m wide; normal depths of 60 m³/s at 1/5000 by the formula.
  const auto filled = applied("encroachment", {{"over", "main: 0 km to 10 km"}, {"from_offset", -48.0}, {"to_offset", 0.0}, {"level", 14.0}});
  const double before = normal_depth(test::trapezoid(0.0, 10.0), 10.0, 60.0, 0.0002), after = normal_depth(river(filled).sections[5], 10.0, 60.0, 0.0002);
  // By hand: A = b h + 2 h², P = b + 2 √5 h  without, A = 10 h + h², P = 10 + h + √5 h  with the wall.
  const auto carries = [](double area, double perimeter) { return area * std::pow(area / perimeter, 2.0 / 3.0) / 0.03 * std::sqrt(0.0002); };
  EXPECT_NEAR(carries(20.0 * before + 2.0 * before * before, 20.0 + 2.0 * std::sqrt(5.0) * before), 60.0, 1e-6);
  EXPECT_NEAR(carries(10.0 * after + after * after, 10.0 + after + std::sqrt(5.0) * after), 60.0, 1e-6);
  EXPECT_GT(after, before + 0.5);
}

TEST(Obstruction, ThatBlocksNothingOrEverythingIsAMistake) {
  auto w = wrong("obstruction", {{"over", "main: 4 km to 6 km"}, {"blocked_share", 0.25}, {"level", 9.0}});
  ASSERT_EQ(w.size(), 1u);
  EXPECT_EQ(w[0].what, "measure 'm1' changes nothing");
  w = wrong("obstruction", {{"over", "main: 4 km to 6 km"}, {"blocked_share", 1.0}, {"level", 13.0}});
  ASSERT_EQ(w.size(), 1u);
  EXPECT_NE(w[0].what.find("from bank to bank"), std::string::npos);
}

TEST(ObstructionClearance, TakesOutWhatWasPutIn) {
  basin::Scenario scenario = test::with_measure("obstruction", {{"over", "main: 4 km to 6 km left"}, {"blocked_share", 0.25}, {"level", 13.0}}, level_river());
  scenario = test::with_measure("obstruction_clearance", {{"clears", std::vector<std::string>{"m1"}}}, scenario);
  const auto a = measures::apply_measures(scenario);
  EXPECT_NEAR(test::quantity(a.reports[1], "cleared_volume"), 0.25 * 78.0 * 2000.0, 1e-3);
  EXPECT_NEAR(a.reports[1].cost, 30.0 * 0.25 * 78.0 * 2000.0, 1.0);
  EXPECT_NEAR(measures::area_below(basin::interpolate_section(river(a), 5000.0), -54.0, 54.0, 13.0), 78.0, 1e-6);
  const auto w = test::complaints_of(test::with_measure("obstruction_clearance", {{"clears", std::vector<std::string>{"m7"}}}, level_river()));
  ASSERT_EQ(w.size(), 1u);
  EXPECT_NE(w[0].what.find("no obstruction"), std::string::npos);
}

TEST(ObstructionClearance, IsPaidByTheSquareMetreForVegetation) {
  const auto a = applied("obstruction_clearance", {{"over", "main: 4 km to 6 km"}, {"manning_n", 0.025}});
  EXPECT_NEAR(test::quantity(a.reports[0], "cleared_area"), 108.0 * 2000.0, 1e-3);  // crests 54 m left and right of the middle
  EXPECT_NEAR(a.reports[0].cost, 3.0 * 108.0 * 2000.0, 1e-2);
}

TEST(Encroachment, FillsFromTheCrestInwards) {
  // 10 m from the crest at -54 m: 6 m of embankment slope falling 2 m, then 4 m of berm at 14 m, filled to 15 m:
  // the slope lies below 15 m over its lower half, ½ · 3 · 1, and the berm takes 4 · 1.
  const auto a = applied("encroachment", {{"over", "main: 2 km to 4 km left"}, {"width", 10.0}, {"level", 15.0}});
  EXPECT_NEAR(test::quantity(a.reports[0], "filled_volume"), (1.5 + 4.0) * 2000.0, 1e-6);
  EXPECT_NEAR(basin::ground_level(basin::interpolate_section(river(a), 3000.0), -46.0), 15.0, 1e-9);
  EXPECT_NEAR(basin::ground_level(basin::interpolate_section(river(a), 3000.0), 46.0), 14.0, 1e-9) << "the other bank stays";
}

TEST(Encroachment, BeyondTheRiverAndOnNoBankAreMistakes) {
  auto w = wrong("encroachment", {{"over", "main: 2 km to 4 km left"}, {"width", 120.0}, {"level", 15.0}});
  ASSERT_EQ(w.size(), 1u);
  EXPECT_NE(w[0].what.find("beyond the river"), std::string::npos);
  w = wrong("encroachment", {{"over", "main: 2 km to 4 km"}, {"width", 10.0}, {"level", 15.0}});
  ASSERT_EQ(w.size(), 1u);
  EXPECT_NE(w[0].what.find("on which bank"), std::string::npos);
  w = wrong("encroachment", {{"over", "main: 2 km to 4 km"}, {"from_offset", -30.0}, {"to_offset", 30.0}, {"level", 15.0}});
  ASSERT_GE(w.size(), 1u);
  EXPECT_NE(w[0].what.find("closes the channel"), std::string::npos);
}

TEST(Reclamation, FillsTheBermsToTheNewLand) {
  // Each side: the berm of 30 m by 1 m, and ½ · 3 · 1 at the foot of the embankment.
  const auto a = applied("reclamation", {{"over", "main: 2 km to 4 km"}, {"level", 15.0}});
  EXPECT_NEAR(test::quantity(a.reports[0], "filled_volume"), 2.0 * 31.5 * 2000.0, 1e-6);
  EXPECT_NEAR(test::quantity(a.reports[0], "reclaimed_area"), 2.0 * 36.0 * 2000.0, 1e-6);
  EXPECT_NEAR(basin::bed_level(basin::interpolate_section(river(a), 3000.0)), 10.0, 1e-12);
}

basin::Scenario with_lake() {
  basin::Scenario scenario = level_river();
  basin::Storage lake;
  lake.id = "lake";
  lake.jurisdiction = "lower";
  lake.area = {{0.0, 4.0}, {1e6, 3e6}};  // surface grows by half a km² a metre
  lake.normal_level = 4.0;
  scenario.basin.storages.push_back(lake);
  return scenario;
}

TEST(Reclamation, TakesTheShoreOfALake) {
  // Filled to 4 m, 1 km² of 3 km² is dry land: below, the surface is at most 2 km², reached at 2 m. Lost: ½ · 2 m · 1 km².
  const auto a = measures::apply_measures(test::with_measure("reclamation", {{"storage", "lake"}, {"area", "1 km2"}, {"level", 4.0}}, with_lake()));
  EXPECT_NEAR(test::quantity(a.reports[0], "lost_volume"), 1e6, 1.0);
  const physics::Curve& curve = a.scenario.basin.storages[0].area;
  ASSERT_EQ(curve.x.size(), 4u);
  EXPECT_NEAR(curve.x[1], 2.0, 1e-9);
  EXPECT_NEAR(curve.y[2], 2e6, 1e-6);
  EXPECT_NEAR(curve.y[3], 3e6, 1e-6) << "above its level the new land floods";
  EXPECT_EQ(a.reports[0].owner, "lower");
  const auto w = test::complaints_of(test::with_measure("reclamation", {{"storage", "lake"}, {"area", "3 km2"}}, with_lake()));
  ASSERT_EQ(w.size(), 1u);
  EXPECT_NE(w[0].what.find("takes all"), std::string::npos);
}

TEST(SandPit, TakesWidthTimesDepthTimesLength) {
  const auto a = applied("sand_pit", {{"at", "main: 5.25 km"}, {"length", 600.0}, {"width", 8.0}, {"depth", 3.0}});
  EXPECT_NEAR(test::quantity(a.reports[0], "taken_volume"), 8.0 * 3.0 * 600.0, 1e-6);
  EXPECT_NEAR(basin::bed_level(basin::interpolate_section(river(a), 5250.0)), 7.0, 1e-9);
  EXPECT_NEAR(basin::bed_level(basin::interpolate_section(river(a), 4800.0)), 10.0, 1e-9);
}

TEST(SandPit, ThatNoCellWouldSeeIsAMistake) {
  // Cells of 500 m have their middles at 5.25 km and 5.75 km.
  const auto w = wrong("sand_pit", {{"at", "main: 5.5 km"}, {"length", 100.0}, {"width", 8.0}, {"depth", 3.0}});
  ASSERT_EQ(w.size(), 1u);
  EXPECT_EQ(w[0].what, "measure 'm1' changes nothing");
  const auto a = applied("sand_pit", {{"at", "main: 5.25 km"}, {"length", 100.0}, {"width", 8.0}, {"depth", 3.0}});
  ASSERT_EQ(a.reports[0].notes.size(), 1u);
  EXPECT_NE(a.reports[0].notes[0].find("whole cell"), std::string::npos);
}

TEST(EarthTaking, CutsTheTopOfATriangularEmbankment) {
  // Slopes 1 to 3: a depth of 1 m takes a triangle 6 m wide, 3 m².
  const auto a = applied("earth_taking", {{"over", "main: 5 km to 6 km right"}, {"depth", 1.0}});
  EXPECT_NEAR(test::quantity(a.reports[0], "taken_volume"), 3.0 * 1000.0, 1e-6);
  const basin::Section section = basin::interpolate_section(river(a), 5500.0);
  EXPECT_NEAR(basin::ground_level(section, *section.right_crest), 15.0, 1e-9);
  EXPECT_NEAR(basin::ground_level(section, *section.left_crest), 16.0, 1e-9);
}

TEST(EarthTaking, BelowTheFootIsAMistake) {
  const auto w = wrong("earth_taking", {{"over", "main: 5 km to 6 km right"}, {"to_level", 13.0}});
  ASSERT_EQ(w.size(), 1u);
  EXPECT_NE(w[0].what.find("below the foot"), std::string::npos);
}

TEST(DamagedCrest, LowersBothBanksAndCostsNothing) {
  const auto a = applied("damaged_crest", {{"over", "main: 5 km to 6 km"}, {"settlement", 0.5}});
  EXPECT_NEAR(test::quantity(a.reports[0], "missing_volume"), 2.0 * 0.75 * 1000.0, 1e-6);
  EXPECT_TRUE(a.reports[0].prices.empty());
}

TEST(SectionReshaping, CutsAndFillsBetweenTheBanks) {
  // Bottom 12 m at 9 m, slopes 1 to 2 up to the banks at 14 m: tops at ±16 m. Old ground beside it falls from 14 m at ±18 m.
  // Between ±6 m one metre is cut; from there the new slope reaches the old bottom at ±8 m; beyond it lies above the old ground.
  const auto a = applied("section_reshaping", {{"over", "main: 2 km to 6 km"}, {"bed_level", 9.0}, {"bottom_width", 12.0}, {"side_slope", 2.0}, {"manning_n", 0.022}});
  const double cut = 12.0 + 2.0 * 0.5 * 2.0;  // m2
  const double old_area = 20.0 * 4.0 + 2.0 * 16.0, new_area = 12.0 * 5.0 + 2.0 * 25.0;
  EXPECT_NEAR(test::quantity(a.reports[0], "excavated_volume"), cut * 4000.0, 1e-6);
  EXPECT_NEAR(test::quantity(a.reports[0], "filled_volume"), (old_area - new_area + cut) * 4000.0, 1e-6);
  const basin::Section section = basin::interpolate_section(river(a), 4000.0);
  EXPECT_NEAR(section.left_bank, -16.0, 1e-9);
  EXPECT_NEAR(measures::area_below(section, section.left_bank, section.right_bank, 14.0), new_area, 1e-9);
  for (std::size_t i = 0; i + 1 < section.points.size(); ++i) {
    const bool inside = section.points[i].offset >= section.left_bank - 1e-9 && section.points[i + 1].offset <= section.right_bank + 1e-9;
    EXPECT_NEAR(section.points[i].manning_n, inside ? 0.022 : 0.03, 1e-12) << section.points[i].offset;
  }
  EXPECT_NEAR(a.reports[0].cost, 20.0 * cut * 4000.0 + 40.0 * (old_area - new_area + cut) * 4000.0, 1e-2);
}

TEST(RoughnessChange, KeepsToTheFloodPlainOfOneBank) {
  const auto a = applied("roughness_change", {{"over", "main: 2 km to 4 km left"}, {"manning_n", 0.08}});
  EXPECT_NEAR(test::quantity(a.reports[0], "changed_area"), 36.0 * 2000.0, 1e-6);
  const basin::Section section = basin::interpolate_section(river(a), 3000.0);
  for (std::size_t i = 0; i + 1 < section.points.size(); ++i) {
    const bool there = section.points[i].offset >= *section.left_crest - 1e-9 && section.points[i + 1].offset <= section.left_bank + 1e-9;
    EXPECT_NEAR(section.points[i].manning_n, there ? 0.08 : 0.03, 1e-12) << section.points[i].offset;
  }
}

}  // namespace
}  // namespace riverchief
