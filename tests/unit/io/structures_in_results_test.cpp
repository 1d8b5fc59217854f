// Storage cells, structures, intakes, events and whole states in result files; a run that is taken up again.

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <limits>

#include "core/complaint.hpp"
#include "io/checkpoint.hpp"
#include "io/results_file.hpp"

namespace riverchief::io {
namespace {

namespace fs = std::filesystem;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

class StructuresInResults : public testing::Test {
 protected:
  void SetUp() override {
    folder = fs::temp_directory_path() / ("riverchief_建筑物_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder);
    path = (folder / "run.h5").string();
    scenario.name = "flood";
    scenario.start = "2025-08-10T00:00:00+08:00";
    scenario.file = "scenario.toml";
    scenario.cell_length = 100.0;
    scenario.input_hash = "abc";
    scenario.basin.rivers.resize(1);
    scenario.basin.rivers[0].id = "main", scenario.basin.rivers[0].length = 210.0;
    scenario.basin.pollutants.resize(1);
    scenario.basin.pollutants[0].id = "cod";
    scenario.basin.storages.resize(2);
    scenario.basin.storages[0].id = "lake", scenario.basin.storages[1].id = "polder";
    scenario.basin.structures.resize(1);
    scenario.basin.structures[0].id = "gate";
    scenario.basin.intakes.resize(1);
    scenario.basin.intakes[0].id = "farms";
    grid.rivers = {"main"};
    grid.pollutants = {"cod"};
    grid.storages = {{"lake", "reservoir", 8.0}, {"polder", "flood_cell", 9.0}};
    grid.structures = {{"gate", "sluice_gate", "main: 0.1 km", "opening"}};
    grid.intakes = {{"farms", "irrigation"}};
    for (int i = 0; i < 2; ++i) grid.cells.push_back({.river = 0, .reach = "main/1", .chainage = 52.5 + 105.0 * i, .length = 105, .left_crest_level = nan, .right_crest_level = nan, .x = nan, .y = nan});
    for (int i = 0; i < 3; ++i) grid.faces.push_back({.river = 0, .chainage = 105.0 * i, .upstream_cell = i - 1, .downstream_cell = i < 2 ? i : -1, .x = nan, .y = nan});
    summary.max_water_level = summary.time_of_max_water_level = summary.dry_duration = {1, 2};
    summary.max_discharge = summary.time_of_max_discharge = summary.no_flow_duration = {1, 2, 3};
    for (int bank = 0; bank < 2; ++bank) summary.first_overtopping[bank] = {nan, nan}, summary.overtopped_volume[bank] = {0, 0}, summary.spilled_volume[bank] = {10.0 + bank, 20.0 + bank};
    summary.max_storage_level = {11, 12}, summary.time_of_max_storage_level = {3, 4}, summary.first_flooding = {nan, 5}, summary.flooded_duration = {0, 6};
    summary.max_structure_discharge = {-7}, summary.time_of_max_structure_discharge = {8}, summary.first_structure_flow = {9}, summary.structure_volume_forward = {10};
    summary.structure_volume_backward = {11}, summary.structure_flow_duration = {12}, summary.structure_blocked_duration = {13}, summary.structure_energy = {14};
    summary.intake_demand_volume = {15}, summary.intake_supply_volume = {16}, summary.intake_short_duration = {17};
    summary.events = {{60.0, "close", "begins", 0.0}, {120.0, "gate", "moves to", 0.5}};
    for (const char* of : {"water", "cod"})
      for (const char* reach : {"", "main/1", "lake", "polder"}) summary.ledger.push_back({of, reach, 1, 2, 3, 0, 0, 0, 0});
    summary.completed = true;
  }
  void TearDown() override { fs::remove_all(folder); }

  /// Writes the frames from `first` on, and after frame i the state {i}, as far as `last`.
  void write(ResultsWriter& writer, int first, int last) const {
    writer.begin(grid, {0.0, 60.0, 120.0, 180.0});
    for (int t = first; t <= last; ++t) {
      const double x = t;
      const std::vector<double> cells{x, x + 1}, faces{x, x, x}, storages{x + 10, x + 20}, one{x + 0.5};
      writer.frame(t, {.time = 60.0 * t, .water_level = cells.data(), .volume = cells.data(), .discharge = faces.data(), .velocity = faces.data(), .concentration = cells.data(),
                       .storage_water_level = storages.data(), .storage_volume = storages.data(), .storage_concentration = storages.data(), .structure_discharge = one.data(),
                       .structure_setting = one.data(), .intake_demand = one.data(), .intake_supply = one.data()});
      writer.checkpoint({{"volume", {x, 2 * x}}, {"events", std::vector<double>(static_cast<std::size_t>(t), x)}}, t + 1);
    }
  }

  fs::path folder;
  std::string path;
  basin::Scenario scenario;
  model::Grid grid;
  model::Summary summary;
};

TEST_F(StructuresInResults, AreReadAsTheyWereWritten) {
  ResultsWriter writer(path, scenario, "{}");
  write(writer, 0, 3);
  writer.end(summary);
  const ResultsFile r = read_results(path);
  EXPECT_EQ(r.storages, (std::vector<std::string>{"lake", "polder"}));
  EXPECT_EQ(r.storage_kind.at(1), "flood_cell");
  EXPECT_EQ(r.storage_bottom_level.at(0), 8.0);
  EXPECT_EQ(r.storage_water_level, (std::vector<double>{10, 20, 11, 21, 12, 22, 13, 23}));
  EXPECT_EQ(r.storage_concentration.size(), 8u);
  EXPECT_EQ(r.structure_place.at(0), "main: 0.1 km");
  EXPECT_EQ(r.structure_discharge, (std::vector<double>{0.5, 1.5, 2.5, 3.5}));
  EXPECT_EQ(r.intake_use.at(0), "irrigation");
  EXPECT_EQ(r.intake_supply.at(3), 3.5);
  EXPECT_EQ(r.spilled_volume_right, (std::vector<double>{11, 21}));
  EXPECT_EQ(r.flooded_duration, (std::vector<double>{0, 6}));
  EXPECT_EQ(r.max_structure_discharge.at(0), -7.0);
  EXPECT_EQ(r.structure_energy.at(0), 14.0);
  EXPECT_EQ(r.intake_short_duration.at(0), 17.0);
  ASSERT_EQ(r.events.size(), 2u);
  EXPECT_EQ(r.events[1].of, "gate");
  EXPECT_EQ(r.events[1].what, "moves to");
  EXPECT_EQ(r.events[1].value, 0.5);
  ASSERT_EQ(r.ledger.size(), 8u);
  EXPECT_EQ(r.ledger[2].reach, "lake");
  EXPECT_EQ(r.ledger[2].in, 2.0);
}

TEST_F(StructuresInResults, TheLastStateIsKeptWhole) {
  ResultsWriter writer(path, scenario, "{}");
  write(writer, 0, 2);
  const Checkpoint c = read_checkpoint((folder / "run.partial.h5").string());  // as a kill would leave it
  EXPECT_EQ(c.frames, 3);
  EXPECT_EQ(c.number, 3);
  EXPECT_EQ(c.state.at("volume"), (std::vector<double>{2, 4}));
  EXPECT_EQ(c.state.at("events"), (std::vector<double>{2, 2}));
  EXPECT_EQ(c.input_hash, "abc");
  EXPECT_EQ(c.cells, std::vector<int>{2});
  EXPECT_EQ(difference(c, scenario.basin, scenario), "");
}

TEST_F(StructuresInResults, AnotherBasinIsToldApart) {
  ResultsWriter writer(path, scenario, "{}");
  write(writer, 0, 0);
  const Checkpoint c = read_checkpoint((folder / "run.partial.h5").string());
  scenario.cell_length = 50.0;
  EXPECT_EQ(difference(c, scenario.basin, scenario), "river 'main' has 2 cells there and 4 here");
  scenario.cell_length = 100.0;
  scenario.basin.storages.pop_back();
  EXPECT_NE(difference(c, scenario.basin, scenario).find("storage cells"), std::string::npos);
}

TEST_F(StructuresInResults, ARunIsTakenUpWhereItsLastStateWas) {
  {
    ResultsWriter killed(path, scenario, "{}");
    write(killed, 0, 1);
    auto stopped = summary;
    stopped.completed = false;
    killed.end(stopped);
  }
  ResultsWriter again(path, scenario, "{}", true);
  write(again, 2, 3);
  again.end(summary);
  const ResultsFile r = read_results(path);
  EXPECT_TRUE(r.completed);
  EXPECT_EQ(r.frames_written, 4);
  EXPECT_EQ(r.structure_discharge, (std::vector<double>{0.5, 1.5, 2.5, 3.5}));
  EXPECT_EQ(r.events.size(), 2u);
  EXPECT_EQ(read_checkpoint(path).number, 4);
  EXPECT_EQ(read_checkpoint(path).state.at("volume"), (std::vector<double>{3, 6}));
}

TEST_F(StructuresInResults, AScenarioBeginsFromAStateOfItsOwnNetworkOnly) {
  ResultsWriter writer(path, scenario, "{}");
  write(writer, 0, 3);
  writer.end(summary);
  scenario.initial.state = path;
  EXPECT_EQ(state_to_begin_with(scenario).state.at("volume").at(0), 3.0);
  scenario.basin.structures[0].id = "new_gate";
  EXPECT_THROW(state_to_begin_with(scenario), core::InputError);
}

TEST_F(StructuresInResults, AFileWithoutStateIsRefused) {
  ResultsWriter writer(path, scenario, "{}");
  writer.begin(grid, {0.0});
  writer.end(summary);
  EXPECT_THROW(read_checkpoint(path), core::InputError);
}

}  // namespace
}  // namespace riverchief::io
