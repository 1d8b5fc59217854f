// A HEC-RAS geometry as it is read: everything in SI, numbers split by column.

#include <gtest/gtest.h>

#include <cmath>

#include "hecras_sample.hpp"

namespace riverchief::io::hecras {
namespace {

class ReadHecrasGeometry : public testing::Test {
 protected:
  void SetUp() override {
    read = geometry_of(sample_text("three.g01"));
    ASSERT_TRUE(read.complaints.all().empty()) << core::to_text(read.complaints.all());
    ASSERT_EQ(g().reaches.size(), 3u);
  }
  const Geometry& g() const { return read.value; }
  const Reach& upper() const { return g().reaches[0]; }
  const Reach& lower() const { return g().reaches[2]; }
  Read<Geometry> read;
};

TEST_F(ReadHecrasGeometry, ReachesNodesAndJunction) {
  EXPECT_EQ(g().title, "Three rivers that do not exist");
  EXPECT_EQ(upper().river, "Ling");
  EXPECT_EQ(upper().name, "Upper");
  ASSERT_EQ(upper().centre_line.size(), 3u);
  EXPECT_EQ(upper().centre_line[1].x, 2600.5);  // map coordinates stay as they are
  ASSERT_EQ(upper().nodes.size(), 9u);
  EXPECT_EQ(upper().nodes[3].kind, NodeKind::crossing);
  EXPECT_EQ(upper().sections.size(), 7u);
  EXPECT_EQ(lower().nodes[1].kind, NodeKind::lateral);
  EXPECT_EQ(lower().nodes[3].kind, NodeKind::inline_structure);
  const Junction& junction = g().junctions.at(0);
  EXPECT_EQ(junction.description, "two become one, the old place");
  ASSERT_EQ(junction.upstream.size(), 2u);
  EXPECT_DOUBLE_EQ(junction.upstream[0].length, 80 * foot);
  EXPECT_DOUBLE_EQ(junction.upstream[1].length, 60 * foot);
  EXPECT_EQ(junction.upstream[1].angle, 30.0);
  EXPECT_EQ(junction.downstream.at(0).reach, "Lower");
}

TEST_F(ReadHecrasGeometry, GroundBanksAndLengths) {
  const CrossSection& s = upper().sections[0];
  EXPECT_EQ(s.station, "30");
  EXPECT_EQ(s.description, "upper end\nby the mill");
  ASSERT_EQ(s.points.size(), 9u);
  EXPECT_DOUBLE_EQ(s.points[1].x, 50 * foot);
  EXPECT_DOUBLE_EQ(s.points[1].y, 122.5 * foot);
  EXPECT_DOUBLE_EQ(s.left_bank, 100 * foot);
  EXPECT_DOUBLE_EQ(s.right_bank, 150 * foot);
  EXPECT_DOUBLE_EQ(upper().sections[1].length_left, 1200 * foot);
  EXPECT_DOUBLE_EQ(upper().sections[1].length_channel, 1000 * foot);
  EXPECT_DOUBLE_EQ(upper().sections[1].length_right, 900 * foot);
  EXPECT_EQ(s.expansion, 0.3);
  EXPECT_EQ(s.contraction, 0.1);
}

TEST_F(ReadHecrasGeometry, RoughnessWithItsKind) {
  const CrossSection &three = upper().sections[0], &many = upper().sections[1];
  ASSERT_EQ(three.roughness.size(), 3u);
  EXPECT_EQ(three.roughness[0].manning_n, 0.06);
  EXPECT_EQ(many.roughness_kind, -1);
  ASSERT_EQ(many.roughness.size(), 5u);
  EXPECT_DOUBLE_EQ(many.roughness[4].station, 220 * foot);
  EXPECT_EQ(many.roughness[4].manning_n, 0.09);
  EXPECT_TRUE(many.is_interpolated);
  EXPECT_EQ(many.station, "29.5");
}

TEST_F(ReadHecrasGeometry, BlankColumnsMeanTheEndOfTheSection) {
  const CrossSection& s = upper().sections[0];  // "              80     125     200             126"
  ASSERT_EQ(s.ineffective.size(), 2u);
  EXPECT_FALSE(s.ineffective_is_multiple);
  EXPECT_EQ(s.ineffective[0].from, 0.0);
  EXPECT_DOUBLE_EQ(s.ineffective[0].to, 80 * foot);
  EXPECT_DOUBLE_EQ(s.ineffective[1].from, 200 * foot);
  EXPECT_DOUBLE_EQ(s.ineffective[1].to, 260 * foot);
  EXPECT_DOUBLE_EQ(s.ineffective[1].level, 126 * foot);
  EXPECT_FALSE(s.ineffective[0].is_permanent);
  EXPECT_TRUE(s.ineffective[1].is_permanent);
}

TEST_F(ReadHecrasGeometry, BlockedGroundLeveesAndVerticalRoughness) {
  const CrossSection& s = upper().sections[1];
  ASSERT_EQ(s.blocked.size(), 2u);
  EXPECT_TRUE(s.blocked_is_multiple);
  EXPECT_DOUBLE_EQ(s.blocked[1].from, 230 * foot);
  EXPECT_TRUE(s.left_levee.is_there);
  EXPECT_DOUBLE_EQ(s.left_levee.level, 123.5 * foot);
  EXPECT_FALSE(s.right_levee.is_there);
  const VerticalRoughness& v = g().reaches[1].sections[1].vertical_roughness;
  ASSERT_EQ(v.values.size(), 2u);
  EXPECT_FALSE(v.by_discharge);
  EXPECT_DOUBLE_EQ(v.values[1], 115 * foot);
  ASSERT_EQ(v.stations.size(), 2u);
  EXPECT_EQ(v.manning_n[1][0], 0.06);   // [level][station]
  EXPECT_EQ(v.manning_n[0][1], 0.03);
}

TEST_F(ReadHecrasGeometry, BridgeWithDeckPierAndAbutment) {
  const Crossing& b = upper().crossings.at(0);
  EXPECT_EQ(b.type, 3);
  EXPECT_EQ(b.name, "Mill bridge");
  EXPECT_DOUBLE_EQ(b.width, 20 * foot);
  EXPECT_DOUBLE_EQ(b.weir_coefficient, 2.6 * std::sqrt(foot));  // Q = C L H^1.5
  ASSERT_EQ(b.upstream.stations.size(), 4u);
  EXPECT_TRUE(std::isnan(b.upstream.low_chord[0]));
  EXPECT_DOUBLE_EQ(b.upstream.low_chord[1], 119 * foot);
  EXPECT_DOUBLE_EQ(b.downstream.high_chord[3], 124 * foot);
  ASSERT_EQ(b.piers.size(), 1u);
  EXPECT_DOUBLE_EQ(b.piers[0].upstream_station, 125 * foot);
  EXPECT_DOUBLE_EQ(b.piers[0].downstream[1].y, 119 * foot);
  ASSERT_EQ(b.abutments.size(), 1u);
  EXPECT_DOUBLE_EQ(b.abutments[0].upstream[1].x, 100 * foot);
  EXPECT_TRUE(b.methods.at(0).uses_momentum);
  EXPECT_EQ(b.methods[0].drag, 1.33);
  EXPECT_EQ(b.methods[0].pressure_submerged, 0.8);
}

TEST_F(ReadHecrasGeometry, CulvertsOfOneAndOfSeveralBarrels) {
  const Crossing& c = upper().crossings.at(1);
  ASSERT_EQ(c.culverts.size(), 2u);
  const Culvert &pipe = c.culverts[0], &box = c.culverts[1];
  EXPECT_EQ(pipe.shape, CulvertShape::circular);
  EXPECT_DOUBLE_EQ(pipe.rise, 6 * foot);
  EXPECT_TRUE(std::isnan(pipe.span));
  EXPECT_DOUBLE_EQ(pipe.downstream_invert, 107 * foot);
  EXPECT_EQ(pipe.manning_n_bottom, 0.02);
  EXPECT_EQ(box.shape, CulvertShape::box);
  EXPECT_EQ(box.barrels, 2);
  EXPECT_DOUBLE_EQ(box.downstream_invert, 106.9 * foot);
  EXPECT_DOUBLE_EQ(box.upstream_stations.at(1), 138 * foot);
  EXPECT_DOUBLE_EQ(box.bottom_depth, 0.5 * foot);
  EXPECT_EQ(box.name, "Box");
}

TEST_F(ReadHecrasGeometry, InlineStructureWithTwoKindsOfGates) {
  const InlineStructure& w = lower().inline_structures.at(0);
  EXPECT_DOUBLE_EQ(w.pilot_flow, 20 * cubic_foot);
  ASSERT_EQ(w.weir.crest.size(), 4u);
  EXPECT_DOUBLE_EQ(w.weir.coefficient, 3.2 * std::sqrt(foot));
  EXPECT_TRUE(w.weir.is_ogee);
  ASSERT_EQ(w.gates.size(), 2u);
  EXPECT_EQ(w.gates[0].kind, GateKind::sluice);
  EXPECT_EQ(w.gates[0].openings, 2);
  EXPECT_DOUBLE_EQ(w.gates[0].stations.at(1), 125 * foot);
  EXPECT_EQ(w.gates[0].orifice_coefficient, 0.8);
  EXPECT_EQ(w.gates[1].kind, GateKind::radial);
  EXPECT_DOUBLE_EQ(w.gates[1].radial_coefficient, 0.69 * std::pow(foot, 1.5 - (0.16 + 0.72 + 0.62)));
  EXPECT_DOUBLE_EQ(w.gates[1].trunnion_height, 12 * foot);
}

TEST_F(ReadHecrasGeometry, LateralStructureStorageConnectionAndPumps) {
  const LateralStructure& l = lower().laterals.at(0);
  EXPECT_EQ(l.side, LateralSide::left_bank);
  EXPECT_EQ(l.to_storage, "West polder");
  EXPECT_EQ(l.flap, 1);
  EXPECT_EQ(l.gates.at(0).name, "Letgate");
  EXPECT_EQ(l.culverts.at(0).name, "Drain");
  EXPECT_DOUBLE_EQ(l.diversion.at(1).discharge, 150 * cubic_foot);
  ASSERT_EQ(g().storage_areas.size(), 2u);
  EXPECT_EQ(g().storage_areas[0].outline.size(), 3u);
  EXPECT_EQ(g().storage_areas[0].outline[1].x, 7000.125);
  EXPECT_DOUBLE_EQ(g().storage_areas[0].volumes.at(2).volume, 2500 * acre * foot);
  EXPECT_DOUBLE_EQ(g().storage_areas[1].area, 25 * acre);
  EXPECT_DOUBLE_EQ(g().storage_areas[1].bed_level, 104 * foot);
  const Connection& c = g().connections.at(0);
  EXPECT_EQ(c.from_storage, "West polder");
  EXPECT_EQ(c.to_storage, "East pond");
  EXPECT_DOUBLE_EQ(c.weir.crest.at(1).x, 300 * foot);
  const PumpStation& p = g().pump_stations.at(0);
  EXPECT_EQ(p.from.storage, "West polder");
  EXPECT_EQ(p.to.station, "18");
  EXPECT_DOUBLE_EQ(p.groups.at(0).startup, 300.0);
  EXPECT_DOUBLE_EQ(p.groups[0].pumps.at(1).off_level, 107.5 * foot);
  EXPECT_DOUBLE_EQ(p.groups[0].curve.at(1).head, 10 * foot);
  EXPECT_DOUBLE_EQ(p.groups[0].curve[1].discharge, 45 * cubic_foot);
}

TEST_F(ReadHecrasGeometry, InSiUnitsNothingIsScaledButStorage) {
  const auto si = geometry_of(sample_text("three.g01"), Units::si);
  EXPECT_EQ(si.value.reaches.at(0).sections.at(0).points.at(1).y, 122.5);
  EXPECT_EQ(si.value.storage_areas.at(1).area, 25000.0);
  EXPECT_TRUE(si.says("looks like one in US units"));  // 3.2 is no weir coefficient in metres
}

TEST(ReadHecrasColumns, NeighboursMayTouch) {
  const auto read = unsteady_of("Boundary Location=a,b,1\nInterval=1HOUR\nFlow Hydrograph= 3 \n 9397.8711273.2813443.47\n");
  ASSERT_EQ(read.value.boundaries.at(0).series.values.size(), 3u);
  EXPECT_DOUBLE_EQ(read.value.boundaries[0].series.values[1], 11273.28 * cubic_foot);
  EXPECT_TRUE(read.complaints.all().empty());
}

TEST(ReadHecrasColumns, UnknownKeywordsAreKeptWithTheirPlace) {
  const std::string text = changed(sample_text("three.g01"), "Bank Sta=", "Ice Thickness=1,2,3\n     1.0     2.0\nBank Sta=");
  const auto read = geometry_of(text);
  EXPECT_TRUE(read.complaints.all().empty()) << core::to_text(read.complaints.all());
  const auto found = std::find_if(read.unread.begin(), read.unread.end(), [](const Unread& u) { return u.keyword == "Ice Thickness"; });
  ASSERT_NE(found, read.unread.end());
  EXPECT_EQ(found->line, line_of(text, "Ice Thickness"));
  EXPECT_FALSE(found->is_harmless);
  const auto display = std::find_if(read.unread.begin(), read.unread.end(), [](const Unread& u) { return u.keyword == "Viewing Rectangle"; });
  ASSERT_NE(display, read.unread.end());
  EXPECT_TRUE(display->is_harmless);
}

TEST(ReadHecrasColumns, WindowsLineEndsAndGbkReadTheSame) {
  std::string text = changed(sample_text("three.g01"), "Node Name=Mill bridge", "Node Name=\xB4\xF3\xC7\xC5");  // 大桥
  std::string windows;
  for (const char c : text) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const auto read = geometry_of(windows);
  EXPECT_TRUE(read.complaints.all().empty()) << core::to_text(read.complaints.all());
  EXPECT_EQ(read.value.reaches.at(0).crossings.at(0).name, "大桥");
  EXPECT_EQ(read.value.reaches[0].sections.size(), 7u);
}

}  // namespace
}  // namespace riverchief::io::hecras
