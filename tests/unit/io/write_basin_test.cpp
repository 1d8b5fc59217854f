// What is written reads back as it was: every kind of table once.

#include "io/writer/write_basin.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "io/read_scenario.hpp"

namespace riverchief::io {
namespace {

namespace fs = std::filesystem;

/// A folder of its own that goes away with the test.
struct Folder {
  fs::path path = fs::temp_directory_path() / ("riverchief_write_" + std::to_string(::getpid()) + "_" + ::testing::UnitTest::GetInstance()->current_test_info()->name());
  Folder() { fs::remove_all(path); }
  ~Folder() { fs::remove_all(path); }
};

basin::Section trough(double chainage, double bed) {
  basin::Section s;
  s.chainage = chainage;
  s.station = "RM " + std::to_string(static_cast<int>(chainage));
  s.points = {{0, bed + 8, 0.06}, {10, bed + 5, 0.06}, {20, bed + 4, 0.03}, {25, bed, 0.03}, {35, bed, 0.03}, {40, bed + 4, 0.06}, {60, bed + 6, 0.06}, {60, bed + 3, 0.06}, {80, bed + 8, 0.06}};
  s.left_bank = 20, s.right_bank = 40;
  s.right_crest = 60.0;
  s.ineffective = {{0, 15, bed + 7, false}, {40, 50, bed + 5.5, true}};
  s.roughness_by_level = {{bed + 1, 1.2}, {bed + 4, 0.9}};
  return s;
}

basin::Scenario example() {
  basin::Scenario s;
  s.name = "plan_1";
  s.title_en = "A \"quoted\" title";
  s.title_zh = "方案一";
  s.start_epoch = 1000000.0;
  s.duration = 7200.0;
  s.cell_length = 50.0;
  s.river_cell_length = {{"creek", 25.0}};
  s.output_every = 600.0;
  basin::Basin& b = s.basin;
  b.name = "two";
  b.title_en = "Two";
  basin::River main, creek;
  main.id = "main", main.length = 1000.0, main.sections = {trough(0, 10), trough(1000, 9)};
  main.between_sections = basin::BetweenSections::tables;
  main.centreline = {{0, 500000, 4000000}, {1000, 501000.5, 4000000}};
  creek.id = "creek", creek.length = 300.0, creek.sections = {trough(0, 12), trough(300, 9.8)}, creek.joins = basin::Place{"main", 400.0, {}};
  b.rivers = {main, creek};
  basin::Storage lake, pond;
  lake.id = "lake", lake.kind = basin::StorageKind::flood_cell, lake.area = {{9, 12}, {1000, 5000}}, lake.water_level = 9.5;
  b.storages = {lake};
  basin::Structure gate, weir;
  gate.id = "gate", gate.kind = "sluice_gate", gate.at = basin::Place{"main", 700.0, {}};
  gate.settings.numbers = {{"sill_level", 9.5}, {"width", 12.0}, {"count", 2.0}, {"height", 4.0}};
  gate.setting = 1.5, gate.setting_rate = 0.001;
  weir.id = "spill", weir.kind = "lateral_weir", weir.link = true, weir.from.place = basin::Place{"main", 300.0, {}}, weir.to.storage = "lake";
  weir.settings.numbers = {{"crest_level", 13.25}, {"width", 40.0}};
  b.structures = {gate, weir};
  basin::Control rule;
  rule.id = "close", rule.structure = "gate", rule.set = 0.25, rule.priority = 3;
  rule.when = {{{basin::Reads::water_level, {basin::Place{"main", 900.0, {}}, ""}, "", ""}, true, 12.5, {}}};
  rule.until = {{{basin::Reads::water_level, {basin::Place{"main", 900.0, {}}, ""}, "", ""}, false, 12.0, {}}};
  b.controls = {rule};
  s.boundaries = {{{"main", 0.0, {}}, basin::BoundaryKind::discharge, {{0.0, 3600.0, 7200.0}, {10.0, 20.5, 12.0}}, {}, 0.0, {}},
                  {{"creek", 0.0, {}}, basin::BoundaryKind::discharge, {{0.0}, {2.0}}, {}, 0.0, {}},
                  {{"main", 1000.0, {}}, basin::BoundaryKind::rating_curve, {}, {{9.0, 11.0, 14.0}, {0.0, 30.0, 200.0}}, 0.0, {}}};
  basin::LateralInflow inflow;
  inflow.id = "field", inflow.over = {"main", 100.0, 500.0, {}}, inflow.discharge = {{0.0}, {0.5}};
  s.lateral_inflows = {inflow};
  s.initial.storage_level = {{"lake", 10.0}};
  return s;
}

TEST(WriteBasin, ReadsBackAsItWas) {
  const Folder folder;
  const basin::Scenario written = example();
  WritingRemarks remarks;
  remarks.basin = "Where it comes from.\nSecond line with \"marks\".";
  remarks.of["main"] = "MAIN";
  auto files = basin_files(written.basin, remarks);
  for (auto& file : scenario_files(written, remarks, 480)) files.push_back(file);
  write_folder(folder.path, files, false);
  std::vector<core::Complaint> warnings;
  const basin::Scenario read = read_scenario((folder.path / "scenarios/plan_1.toml").string(), &warnings);
  EXPECT_TRUE(warnings.empty()) << core::to_text(warnings);

  EXPECT_EQ(read.title_en, written.title_en);
  EXPECT_EQ(read.title_zh, written.title_zh);
  EXPECT_DOUBLE_EQ(read.start_epoch, written.start_epoch);
  EXPECT_DOUBLE_EQ(read.duration, written.duration);
  EXPECT_EQ(read.river_cell_length, written.river_cell_length);
  ASSERT_EQ(read.basin.rivers.size(), 2u);
  EXPECT_EQ(read.basin.rivers[0].between_sections, basin::BetweenSections::tables);
  EXPECT_EQ(read.basin.rivers[1].between_sections, basin::BetweenSections::shape);
  EXPECT_DOUBLE_EQ(read.basin.rivers[1].joins->chainage, 400.0);
  EXPECT_EQ(read.basin.rivers[0].centreline.size(), 2u);
  for (std::size_t r = 0; r < 2; ++r)
    for (std::size_t i = 0; i < 2; ++i) {
      const basin::Section &a = read.basin.rivers[r].sections[i], &b = written.basin.rivers[r].sections[i];
      EXPECT_EQ(a.station, b.station);
      ASSERT_EQ(a.points.size(), b.points.size());
      for (std::size_t k = 0; k < a.points.size(); ++k) {
        EXPECT_NEAR(a.points[k].offset, b.points[k].offset, 1e-6);
        EXPECT_NEAR(a.points[k].level, b.points[k].level, 1e-6);
        EXPECT_NEAR(a.points[k].manning_n, b.points[k].manning_n, 1e-9);
      }
      EXPECT_DOUBLE_EQ(a.left_bank, b.left_bank);
      EXPECT_DOUBLE_EQ(a.right_bank, b.right_bank);
      EXPECT_FALSE(a.left_crest);
      EXPECT_DOUBLE_EQ(*a.right_crest, *b.right_crest);
      ASSERT_EQ(a.ineffective.size(), 2u);
      EXPECT_FALSE(a.ineffective[0].permanent);
      EXPECT_TRUE(a.ineffective[1].permanent);
      ASSERT_EQ(a.roughness_by_level.size(), 2u);
      EXPECT_DOUBLE_EQ(a.roughness_by_level[1].factor, 0.9);
    }
  ASSERT_EQ(read.basin.structures.size(), 2u);
  EXPECT_EQ(read.basin.structures[0].settings.numbers, written.basin.structures[0].settings.numbers);
  EXPECT_DOUBLE_EQ(*read.basin.structures[0].setting, 1.5);
  EXPECT_DOUBLE_EQ(read.basin.structures[0].setting_rate, 0.001);
  EXPECT_EQ(read.basin.structures[1].to.storage, "lake");
  EXPECT_EQ(read.basin.storages[0].area.y, written.basin.storages[0].area.y);
  ASSERT_EQ(read.basin.controls.size(), 1u);
  EXPECT_EQ(read.basin.controls[0].priority, 3);
  EXPECT_DOUBLE_EQ(read.basin.controls[0].when[0].value, 12.5);
  EXPECT_FALSE(read.basin.controls[0].until[0].above);
  ASSERT_EQ(read.boundaries.size(), 3u);
  EXPECT_EQ(read.boundaries[0].series.time, written.boundaries[0].series.time);
  EXPECT_EQ(read.boundaries[0].series.value, written.boundaries[0].series.value);
  EXPECT_EQ(read.boundaries[2].rating.discharge, written.boundaries[2].rating.discharge);
  EXPECT_DOUBLE_EQ(read.lateral_inflows[0].over.to, 500.0);
  EXPECT_DOUBLE_EQ(read.initial.storage_level.at("lake"), 10.0);
}

TEST(WriteBasin, AFolderThatHoldsSomethingIsLeftAlone) {
  const Folder folder;
  fs::create_directories(folder.path);
  std::ofstream(folder.path / "basin.toml") << "mine";
  const std::vector<OutputFile> files{{"basin.toml", "theirs"}, {"sections/a.csv", "x"}};
  EXPECT_THROW(write_folder(folder.path, files, false), core::InputError);
  std::string text;
  std::ifstream(folder.path / "basin.toml") >> text;
  EXPECT_EQ(text, "mine");
  EXPECT_FALSE(fs::exists(folder.path / "sections"));
  write_folder(folder.path, files, true);
  std::ifstream(folder.path / "basin.toml") >> text;
  EXPECT_EQ(text, "theirs");
  EXPECT_TRUE(fs::exists(folder.path / "sections/a.csv"));
}

TEST(WriteBasin, WritesNoTracesBesideTheFolder) {
  const Folder folder;
  write_folder(folder.path / "in/side", {{"a/b.txt", "x"}}, false);
  std::size_t found = 0;
  for (const auto& entry : fs::directory_iterator(folder.path / "in")) found += entry.path().filename() != "side";
  EXPECT_EQ(found, 0u);
  EXPECT_TRUE(fs::exists(folder.path / "in/side/a/b.txt"));
}

}  // namespace
}  // namespace riverchief::io
