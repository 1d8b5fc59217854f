// A HEC-RAS project as a basin: rivers out of reaches, sections, structures, flows, and a row of the report for what is not the same.

#include "io/hecras/convert.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace riverchief::io::hecras {
namespace {

/// A channel of 20 m between banks at 40 and 60, flood plains on both sides, 100 m wide in all.
CrossSection trough(const std::string& station, double bed, double length) {
  CrossSection s;
  s.station = station;
  s.station_value = std::stod(station);
  s.line = 10;
  s.length_left = s.length_channel = s.length_right = length;
  s.points = {{0, bed + 6}, {40, bed + 3}, {45, bed}, {55, bed}, {60, bed + 3}, {100, bed + 6}};
  s.roughness = {{0, 0.06}, {40, 0.03}, {60, 0.07}};
  s.left_bank = 40, s.right_bank = 60;
  return s;
}

Reach reach_of(const std::string& river, const std::string& name, std::vector<CrossSection> sections) {
  Reach r;
  r.river = river, r.name = name, r.sections = std::move(sections);
  for (std::size_t i = 0; i < r.sections.size(); ++i) r.nodes.push_back({NodeKind::section, i});
  return r;
}

Boundary hydrograph(const std::string& river, const std::string& reach, const std::string& station, std::vector<double> values) {
  Boundary b;
  b.kind = BoundaryKind::discharge;
  b.river = river, b.reach = reach, b.station = station, b.line = 7;
  b.series.interval = 3600.0;
  b.series.values = std::move(values);
  return b;
}

/// Two reaches of one river that meet a brook at a junction.
Project confluence() {
  Project p;
  p.file = "dir/valley.prj";
  p.geometry.file = "dir/valley.g01";
  p.plan.file = "dir/valley.p01", p.plan.short_name = "Flood 1", p.plan.start = 0.0, p.plan.end = 7200.0, p.plan.output_interval = 600.0;
  p.unsteady.file = "dir/valley.u01";
  p.has_unsteady = true;
  p.geometry.reaches = {reach_of("Big River", "Upper", {trough("3", 10, 500), trough("2", 9.5, 0)}), reach_of("Mill Br.", "All", {trough("0.4", 10.2, 300), trough("0.1", 9.6, 0)}),
                        reach_of("Big River", "Lower", {trough("1.9", 9.4, 700), trough("1", 9, 0)})};
  Junction j;
  j.name = "Meet";
  j.upstream = {{"Big River", "Upper", 20, 0}, {"Mill Br.", "All", 30, 0}};
  j.downstream = {{"Big River", "Lower", blank, blank}};
  p.geometry.junctions = {j};
  Boundary end;
  end.kind = BoundaryKind::normal_depth, end.slope = 0.001, end.river = "Big River", end.reach = "Lower", end.station = "1";
  p.unsteady.boundaries = {hydrograph("Big River", "Upper", "3", {5, 6, 7}), hydrograph("Mill Br.", "All", "0.4", {1, 1, 1}), end};
  return p;
}

Converted converted(const Project& p, ConvertOptions options = {}) {
  Complaints complaints;
  Converted c = convert(p, options, complaints);
  EXPECT_FALSE(complaints.any_errors()) << core::to_text(complaints.all());
  return c;
}

std::vector<ReportRow> rows_about(const Converted& c, const std::string& word) {
  std::vector<ReportRow> found;
  std::copy_if(c.report.begin(), c.report.end(), std::back_inserter(found), [&](const ReportRow& r) { return r.what.en.find(word) != std::string::npos; });
  return found;
}

TEST(HecrasConvert, NamesBecomeIds) {
  EXPECT_EQ(id_of("Butte Cr."), "butte_cr");
  EXPECT_EQ(id_of("  REACH # 11 "), "reach_11");
  EXPECT_EQ(id_of("支脉河"), "支脉河");
  EXPECT_EQ(id_of("--"), "unnamed");
}

TEST(HecrasConvert, ReachesOfOneNameBecomeOneRiverAndTheBrookJoinsIt) {
  const Converted c = converted(confluence());
  ASSERT_EQ(c.basin.rivers.size(), 2u);
  const basin::River &big = c.basin.rivers[0], &brook = c.basin.rivers[1];
  EXPECT_EQ(big.id, "big_river");
  EXPECT_EQ(big.name_en, "Big River");
  EXPECT_EQ(big.sections.size(), 4u);
  EXPECT_NEAR(big.length, 1200.01, 1e-9);  // channel lengths, and 1 cm across the junction
  EXPECT_NEAR(big.sections[2].chainage, 500.01, 1e-9);
  EXPECT_EQ(big.sections[2].station, "Lower 1.9");
  EXPECT_EQ(brook.sections[0].station, "0.4");
  ASSERT_TRUE(brook.joins);
  EXPECT_EQ(brook.joins->river, "big_river");
  EXPECT_NEAR(brook.joins->chainage, 500.01, 1e-9);
  EXPECT_EQ(rows_about(c, "junction").size(), 1u);
}

TEST(HecrasConvert, FlowsBecomeAScenario) {
  const Converted c = converted(confluence());
  ASSERT_EQ(c.scenarios.size(), 1u);
  const basin::Scenario& s = c.scenarios[0];
  EXPECT_EQ(s.name, "flood_1");
  ASSERT_EQ(s.boundaries.size(), 3u);
  EXPECT_EQ(s.boundaries[0].series.value, (std::vector<double>{5, 6, 7}));
  EXPECT_EQ(s.boundaries[0].series.time, (std::vector<double>{0, 3600, 7200}));
  EXPECT_EQ(s.boundaries[1].series.value.size(), 1u);  // a constant
  EXPECT_EQ(s.boundaries[2].kind, basin::BoundaryKind::normal_depth);
  EXPECT_DOUBLE_EQ(s.boundaries[2].bed_slope, 0.001);
  EXPECT_DOUBLE_EQ(s.output_every, 600.0);
}

TEST(HecrasConvert, BlockedGroundAtTheEndIsCutOffBehindAWall) {
  Project p = confluence();
  p.geometry.reaches[0].sections[0].blocked = {{70, 100, 300, false}};
  const basin::Section s = converted(p).basin.rivers[0].sections[0];
  EXPECT_DOUBLE_EQ(s.points.back().offset, 70.0);
  EXPECT_NEAR(s.points[s.points.size() - 2].level, 13.75, 1e-9);  // the ground at the wall's foot: 13 + 10/40 x 3
  EXPECT_DOUBLE_EQ(s.points[s.points.size() - 2].offset, 70.0);
  EXPECT_NEAR(s.points.back().level, 16.0 + 5.0, 1e-9);
  EXPECT_DOUBLE_EQ(s.right_bank, 60.0);
}

TEST(HecrasConvert, BlockedGroundInTheMiddleIsRaised) {
  Project p = confluence();
  p.geometry.reaches[0].sections[0].blocked = {{48, 52, 12, false}};
  const basin::Section s = converted(p).basin.rivers[0].sections[0];
  EXPECT_NEAR(basin::ground_level(s, 50.0), 12.0, 1e-9);
  EXPECT_NEAR(basin::ground_level(s, 47.0), 10.0, 1e-9);
  EXPECT_NEAR(basin::ground_level(s, 53.0), 10.0, 1e-9);
}

TEST(HecrasConvert, RoughnessChangesWhereItSays) {
  Project p = confluence();
  p.geometry.reaches[0].sections[0].roughness = {{0, 0.06}, {20, 0.05}, {40, 0.03}, {60, 0.07}};
  const basin::Section s = converted(p).basin.rivers[0].sections[0];
  ASSERT_DOUBLE_EQ(s.points[1].offset, 20.0);  // a point was put in
  EXPECT_NEAR(s.points[1].level, 14.5, 1e-9);
  EXPECT_DOUBLE_EQ(s.points[0].manning_n, 0.06);
  EXPECT_DOUBLE_EQ(s.points[1].manning_n, 0.05);
  EXPECT_DOUBLE_EQ(s.points[2].manning_n, 0.03);
}

TEST(HecrasConvert, LeveesBecomeCrestsAndAreReported) {
  Project p = confluence();
  p.geometry.reaches[0].sections[0].left_levee = {true, 20, 18, blank};
  const Converted c = converted(p);
  const basin::Section& s = c.basin.rivers[0].sections[0];
  ASSERT_TRUE(s.left_crest);
  EXPECT_DOUBLE_EQ(*s.left_crest, 20.0);
  EXPECT_EQ(std::count_if(s.points.begin(), s.points.end(), [](const auto& q) { return q.offset == 20.0 && q.level == 18.0; }), 1);
  EXPECT_EQ(rows_about(c, "levee").size(), 1u);
}

TEST(HecrasConvert, ValuesInADssFileAreAskedFor) {
  Project p = confluence();
  p.unsteady.boundaries[0].series.values.clear();
  p.unsteady.boundaries[0].series.uses_dss = true;
  p.unsteady.boundaries[0].series.dss_file = "obs.dss", p.unsteady.boundaries[0].series.dss_path = "/A/B/FLOW//1HOUR/C/";
  p.unsteady.initial_flows = {{3, "Big River", "Upper", "3", 4.5}};
  const Converted c = converted(p);
  EXPECT_DOUBLE_EQ(c.scenarios[0].boundaries[0].series.value[0], 4.5);
  const auto rows = rows_about(c, "obs.dss");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].fate, Fate::to_supply);
  EXPECT_EQ(rows[0].line, 7);
  EXPECT_NE(rows[0].instead.en.find("discharge [m3/s]"), std::string::npos);
}

TEST(HecrasConvert, UnknownLinesAreReported) {
  Project p = confluence();
  p.unread = {{"dir/valley.g01", "XS Magic", 44, 3, false, "XS Magic=1,2"}, {"dir/valley.p01", "HDF Flush", 5, 1, true, "HDF Flush=0"}};
  const Converted c = converted(p);
  ASSERT_EQ(rows_about(c, "XS Magic").size(), 1u);
  EXPECT_EQ(rows_about(c, "XS Magic")[0].line, 44);
  EXPECT_EQ(rows_about(c, "HDF Flush").size(), 1u);
}

TEST(HecrasConvert, ADamOperatedByItsPoolHoldsTheTarget) {
  Project p = confluence();
  Reach& lower = p.geometry.reaches[2];
  InlineStructure dam;
  dam.station = "1.5", dam.name = "Dam", dam.line = 90;
  GateGroup gate;
  gate.name = "G1", gate.width = 8, gate.height = 4, gate.invert = 9.5, gate.openings = 3, gate.weir_coefficient = 1.7;
  dam.gates = {gate};
  dam.weir.crest = {{0, 15}, {30, 15}, {30, 14}, {50, 14}};
  lower.inline_structures = {dam};
  lower.nodes.insert(lower.nodes.begin() + 1, {NodeKind::inline_structure, 0});
  Boundary nav;
  nav.kind = BoundaryKind::navigation_dam, nav.river = "Big River", nav.reach = "Lower", nav.station = "1.5", nav.line = 33;
  nav.navigation_dam.min_pool.is_there = true;
  nav.navigation_dam.min_pool.levels = {12.6, 12.5, 12.4, 12.3, 12.25, 12.2, 12.1, 12.0, 11.9};
  p.unsteady.boundaries.push_back(nav);
  const Converted c = converted(p);
  const auto works = std::find_if(c.basin.structures.begin(), c.basin.structures.end(), [](const auto& s) { return s.kind == "release"; });
  ASSERT_NE(works, c.basin.structures.end());
  EXPECT_DOUBLE_EQ(works->settings.numbers.at("level"), 12.25);
  EXPECT_NEAR(works->at->chainage, 500.01 + 350.0, 1e-9);
  const auto& capacity = works->settings.curves.at("capacity_curve");
  EXPECT_NEAR(capacity.y.back(), 1.7 * 3 * 8 * std::pow(capacity.x.back() - 9.5, 1.5), 1e-6);
  EXPECT_EQ(std::count_if(c.basin.structures.begin(), c.basin.structures.end(), [](const auto& s) { return s.kind == "broad_crested_weir"; }), 2);  // two levels of crest
  const auto rows = rows_about(c, "navigation dam");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].fate, Fate::replaced);
  EXPECT_EQ(rows[0].file, "valley.u01");
  EXPECT_EQ(rows[0].line, 33);
}

TEST(HecrasConvert, EndsWhereItIsTold) {
  Project p = confluence();
  p.geometry.reaches[2] = reach_of("Big River", "Lower", {trough("1.9", 9.4, 300), trough("1.5", 9.2, 400), trough("1", 9, 0)});
  const Converted c = converted(p, {.name = "", .until = "big river, lower, 1.5", .level_at_end = {{0, 7200}, {12, 12.5}}, .clock_minutes = 0});
  EXPECT_NEAR(c.basin.rivers[0].length, 800.01, 1e-9);
  EXPECT_EQ(c.basin.rivers[0].sections.size(), 4u);
  const auto& boundaries = c.scenarios[0].boundaries;
  const auto end = std::find_if(boundaries.begin(), boundaries.end(), [](const auto& b) { return b.kind == basin::BoundaryKind::water_level; });
  ASSERT_NE(end, boundaries.end());
  EXPECT_DOUBLE_EQ(end->series.value[1], 12.5);
  EXPECT_EQ(boundaries.size(), 3u);  // the normal depth below is gone
}

TEST(HecrasConvert, NoTributaryIsLeftHangingInTheAir) {
  Complaints complaints;
  convert(confluence(), {.name = "", .until = "Big River, Upper, 2", .level_at_end = {}, .clock_minutes = 0}, complaints);
  ASSERT_TRUE(complaints.any_errors());
  EXPECT_NE(complaints.all()[0].what.find("mill_br"), std::string::npos);
}

TEST(HecrasConvert, BetweenTwoThresholdsAGateStaysAsItWasPut) {
  Project p = confluence();
  Reach& lower = p.geometry.reaches[2];
  InlineStructure dam;
  dam.station = "1.5", dam.name = "Dam";
  GateGroup gate;
  gate.kind = GateKind::sluice, gate.name = "G1", gate.width = 8, gate.height = 4, gate.invert = 9.5, gate.openings = 1;
  dam.gates = {gate};
  lower.inline_structures = {dam};
  lower.nodes.insert(lower.nodes.begin() + 1, {NodeKind::inline_structure, 0});
  Boundary b;
  b.kind = BoundaryKind::rules, b.river = "Big River", b.reach = "Lower", b.station = "1.5";
  b.rules_understood = true;
  const auto rule = [](const char* compare, double level, double opening) {
    SimpleRule r;
    RuleCondition c;
    c.variable = "water_level", c.compare = compare, c.value = level;
    c.at.river = "Big River", c.at.reach = "Lower", c.at.station = "1.9";
    r.conditions = {c};
    r.gate = "G1", r.sets = "opening", r.value = opening;
    return r;
  };
  b.rules = {rule(">", 13, 4), rule(">", 12, 3), rule("<", 11, 0.5)};
  p.unsteady.boundaries.push_back(b);
  const Converted c = converted(p);
  ASSERT_EQ(c.basin.controls.size(), 3u);
  const basin::Control &highest = c.basin.controls[0], &high = c.basin.controls[1], &low = c.basin.controls[2];
  EXPECT_TRUE(highest.until.empty());  // below 13 m the next rule takes over
  ASSERT_EQ(high.until.size(), 1u);
  EXPECT_DOUBLE_EQ(high.until[0].value, 11.0);
  EXPECT_FALSE(high.until[0].above);
  ASSERT_EQ(low.until.size(), 1u);
  EXPECT_DOUBLE_EQ(low.until[0].value, 12.0);
  EXPECT_GT(highest.priority, high.priority);
  EXPECT_GT(high.priority, low.priority);
}

TEST(HecrasConvert, ASectionThatIsNotThereIsAMistakeWithASuggestion) {
  Complaints complaints;
  convert(confluence(), {.name = "", .until = "Big River, Upper, 22", .level_at_end = {}, .clock_minutes = 0}, complaints);
  ASSERT_TRUE(complaints.any_errors());
  EXPECT_NE(complaints.all()[0].fix.find("did you mean 'Big River, Upper, 2'"), std::string::npos);
}

TEST(HecrasConvert, GatesOpenAboveALevelAndCloseBelowAnother) {
  Project p = confluence();
  Reach& lower = p.geometry.reaches[2];
  InlineStructure dam;
  dam.station = "1.5", dam.name = "Dam";
  GateGroup gate;
  gate.kind = GateKind::sluice, gate.name = "G1", gate.width = 8, gate.height = 4, gate.invert = 9.5, gate.openings = 1;
  dam.gates = {gate};
  lower.inline_structures = {dam};
  lower.nodes.insert(lower.nodes.begin() + 1, {NodeKind::inline_structure, 0});
  Boundary b;
  b.kind = BoundaryKind::elevation_controlled_gates, b.river = "Big River", b.reach = "Lower", b.station = "1.5";
  LevelControlledGate g;
  g.gate = "G1", g.open_level = 12, g.close_level = 11.5, g.opening_rate = 0.001, g.max_opening = 3, g.min_opening = 0.2;
  b.level_controlled = {g};
  p.unsteady.boundaries.push_back(b);
  const Converted c = converted(p);
  ASSERT_EQ(c.basin.controls.size(), 1u);
  EXPECT_DOUBLE_EQ(c.basin.controls[0].set, 3.0);
  EXPECT_DOUBLE_EQ(c.basin.controls[0].when[0].value, 12.0);
  EXPECT_DOUBLE_EQ(c.basin.controls[0].until[0].value, 11.5);
  EXPECT_NEAR(c.basin.controls[0].when[0].reading.at.place->chainage, 500.01, 1e-9);  // the section above the gate
  EXPECT_DOUBLE_EQ(*c.basin.structures[0].setting, 0.2);
}

TEST(HecrasConvert, SteadyProfilesBecomeScenariosWithInflowsWhereTheDischargeGrows) {
  Project p = confluence();
  p.has_unsteady = false;
  p.has_steady = true;
  p.steady.file = "dir/valley.f01";
  p.steady.profiles = {"Q100"};
  p.steady.flows = {{1, "Big River", "Upper", "3", {50}}, {2, "Mill Br.", "All", "0.4", {10}}, {3, "Big River", "Lower", "1.9", {62}}};
  SteadyBoundary end;
  end.river = "Big River", end.reach = "Lower", end.downstream = SteadyEnd::known_level, end.downstream_level = 12.0;
  p.steady.boundaries = {end};
  const Converted c = converted(p);
  ASSERT_EQ(c.scenarios.size(), 1u);
  const basin::Scenario& s = c.scenarios[0];
  ASSERT_EQ(s.boundaries.size(), 3u);
  ASSERT_EQ(s.lateral_inflows.size(), 1u);
  EXPECT_NEAR(s.lateral_inflows[0].discharge.value[0], 2.0, 1e-9);  // 62 - 50 - 10
}

}  // namespace
}  // namespace riverchief::io::hecras
