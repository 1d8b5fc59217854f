// What others do to a river, against numbers worked out by hand on the plain trapezoid: bottom 20 m, slopes 1 to 2, bed at 10 - 0.1 km,
// banks 4 m above the bed, a berm of 30 m, crests 2 m above the berm.

#include <gtest/gtest.h>

#include <cmath>

#include "plain_basin.hpp"
#include "scenarios/io/conveyance.hpp"
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

/// Normal depth of a discharge at 1 km, by the conveyance the run itself has.
double normal_depth(const basin::Scenario& scenario, double discharge, double slope) {
  const io::Conveyance table = io::conveyances(scenario)[2];
  double low = 0.0, high = 4.0;
  for (int i = 0; i < 60; ++i) {
    const double depth = 0.5 * (low + high);
    (io::conveyance_at(table, table.bed_level + depth) * std::sqrt(slope) < discharge ? low : high) = depth;
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

TEST(Obstruction, RoughensItsStretchOnly) {
  const auto a = applied("obstruction", {{"over", "main: 4 km to 6 km"}, {"factor", 1.5}});
  EXPECT_NEAR(basin::interpolate_section(river(a), 5000.0).points[5].manning_n, 0.045, 1e-12);
  EXPECT_NEAR(basin::interpolate_section(river(a), 3000.0).points[5].manning_n, 0.03, 1e-12);
}

TEST(Encroachment, RaisesTheLevelAsManningSays) {
  // 30 m³/s at 1 in 5000. Q = A R^(2/3) √S / n with A = 20 h + 2 h², P = 20 + 2 √5 h; filled from the left to the middle of the bottom
  // A = 10 h + h², P = 10 + h + √5 h with the wall of the fill. The tables of the run are told by 24 steps: half a per cent of Q.
  const double slope = 0.0002;
  const auto carries = [&](double area, double perimeter) { return area * std::pow(area / perimeter, 2.0 / 3.0) / 0.03 * std::sqrt(slope); };
  const double before = normal_depth(level_river(), 30.0, slope);
  const auto a = applied("encroachment", {{"over", "main: 0 km to 10 km"}, {"from_offset", -48.0}, {"to_offset", 0.0}, {"level", 14.0}});
  const double after = normal_depth(a.scenario, 30.0, slope);
  EXPECT_NEAR(carries(20.0 * before + 2.0 * before * before, 20.0 + 2.0 * std::sqrt(5.0) * before), 30.0, 0.15);
  EXPECT_NEAR(carries(10.0 * after + after * after, 10.0 + after + std::sqrt(5.0) * after), 30.0, 0.15);
  EXPECT_GT(after, before + 0.9);
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

/// A weir at 5 km, a rule that moves it, and one that looks at it.
basin::Scenario with_weir() {
  basin::Scenario scenario = level_river();
  basin::Structure weir;
  weir.id = "weir";
  weir.kind = "broad_crested_weir";
  weir.at = basin::Place{"main", 5000.0, {}};
  weir.settings.numbers = {{"crest_level", 12.0}, {"width", 20.0}};
  weir.jurisdiction = "upper";
  scenario.basin.structures.push_back(weir);
  basin::Control rule;
  rule.id = "rule";
  rule.structure = "weir";
  scenario.basin.controls.push_back(rule);
  scenario.controls.push_back(rule);
  scenario.manual_settings.push_back({"weir", {}});
  return scenario;
}

TEST(StructureRemoval, TakesTheRulesAlong) {
  const auto a = measures::apply_measures(test::with_measure("structure_removal", {{"structures", std::vector<std::string>{"weir"}}}, with_weir()));
  EXPECT_TRUE(a.scenario.basin.structures.empty());
  EXPECT_TRUE(a.scenario.basin.controls.empty());
  EXPECT_TRUE(a.scenario.controls.empty());
  EXPECT_TRUE(a.scenario.manual_settings.empty());
}

TEST(StructureRemoval, OfOneThatAnotherRuleLooksAtIsAMistake) {
  basin::Scenario scenario = with_weir();
  basin::Control other;
  other.id = "other";
  other.structure = "gate";
  basin::Condition condition;
  condition.reading.what = basin::Reads::discharge;
  condition.reading.structure = "weir";
  other.when.push_back(condition);
  scenario.controls.push_back(other);
  const auto w = test::complaints_of(test::with_measure("structure_removal", {{"structures", std::vector<std::string>{"weir"}}}, scenario));
  ASSERT_EQ(w.size(), 1u);
  EXPECT_NE(w[0].what.find("which rule 'other' looks at"), std::string::npos);
  const auto unknown = test::complaints_of(test::with_measure("structure_removal", {{"structures", std::vector<std::string>{"wier"}}}, with_weir()));
  ASSERT_EQ(unknown.size(), 1u);
  EXPECT_EQ(unknown[0].fix, "did you mean 'weir'?");
}

TEST(StructureSettings, TakeTheUnitOfTheirKey) {
  const auto a = measures::apply_measures(test::with_measure("structure_settings", {{"structure", "weir"}, {"key", "width"}, {"value", "3000 cm"}, {"unit_price", 5e5}}, with_weir()));
  EXPECT_DOUBLE_EQ(a.scenario.basin.structures[0].settings.numbers.at("width"), 30.0);
  EXPECT_DOUBLE_EQ(a.reports[0].cost, 5e5);
  EXPECT_EQ(a.reports[0].owner, "upper");
  const auto same = test::complaints_of(test::with_measure("structure_settings", {{"structure", "weir"}, {"key", "width"}, {"value", 20.0}}, with_weir()));
  ASSERT_EQ(same.size(), 1u);
  EXPECT_EQ(same[0].what, "measure 'm1' changes nothing");
  const auto unknown = test::complaints_of(test::with_measure("structure_settings", {{"structure", "weir"}, {"key", "widht"}, {"value", 20.0}}, with_weir()));
  ASSERT_EQ(unknown.size(), 1u);
  EXPECT_EQ(unknown[0].fix, "did you mean 'width'?");
}

TEST(StructureAddition, BuildsWhatTheKindKnows) {
  const auto a = measures::apply_measures(
      test::with_measure("structure_addition", {{"structure", "sill"}, {"structure_kind", "broad_crested_weir"}, {"at", "main: 7 km"}, {"crest_level", "11.5 m"}, {"width", 20.0}}, with_weir()));
  ASSERT_EQ(a.scenario.basin.structures.size(), 2u);
  EXPECT_DOUBLE_EQ(a.scenario.basin.structures[1].settings.numbers.at("crest_level"), 11.5);
  EXPECT_EQ(a.reports[0].over, "main: 7 km");
  const auto w = test::complaints_of(
      test::with_measure("structure_addition", {{"structure", "weir"}, {"structure_kind", "broad_crested_weir"}, {"at", "main: 7 km"}, {"crest_level", "11.5 m"}, {"width", 20.0}}, with_weir()));
  ASSERT_EQ(w.size(), 1u);
  EXPECT_NE(w[0].what.find("already has 'weir'"), std::string::npos);
}

}  // namespace
}  // namespace riverchief
