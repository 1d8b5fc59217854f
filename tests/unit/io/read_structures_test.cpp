// Storage cells, structures, rules and water use as they are read: tests/errors/sound_structures over tests/errors/sound.

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <regex>

#include "io/read_scenario.hpp"
#include "physics/structure_kinds.hpp"
#include "scenarios/io/register.hpp"

namespace riverchief::io {
namespace {

namespace fs = std::filesystem;

class ReadStructures : public testing::Test {
 protected:
  void SetUp() override {
    folder = fs::temp_directory_path() / ("riverchief_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder);
    fs::copy(fs::path(RIVERCHIEF_ROOT) / "tests/errors/sound", folder, fs::copy_options::recursive);
    fs::copy(fs::path(RIVERCHIEF_ROOT) / "tests/errors/sound_structures", folder, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    s = read_scenario((folder / "scenario.toml").string());
  }
  void TearDown() override { fs::remove_all(folder); }

  fs::path folder;
  basin::Scenario s;
};

TEST_F(ReadStructures, StorageCells) {
  ASSERT_EQ(s.basin.storages.size(), 2u);
  const basin::Storage &lake = s.basin.storages[0], &polder = s.basin.storages[1];
  EXPECT_EQ(lake.kind, basin::StorageKind::reservoir);
  EXPECT_EQ(basin::bottom_level(lake), 8.0);
  EXPECT_EQ(lake.flood_limit_level, 10.5);
  EXPECT_DOUBLE_EQ(lake.seepage, 0.002 / 86400.0);
  EXPECT_EQ(polder.area.y, (std::vector<double>{2e6, 2e6}));
  EXPECT_EQ(s.basin.rivers[1].leaves_storage, "lake");
  EXPECT_FALSE(s.basin.rivers[1].leaves);
  EXPECT_EQ(s.initial.storage_level.at("lake"), 10.8);
}

TEST_F(ReadStructures, StructuresStandInThreeWays) {
  ASSERT_EQ(s.basin.structures.size(), 4u);
  const basin::Structure &gate = s.basin.structures[0], &bank = s.basin.structures[1], &drain = s.basin.structures[2], &pumps = s.basin.structures[3];
  EXPECT_EQ(gate.at->chainage, 24e3);
  EXPECT_EQ(gate.settings.numbers.at("count"), 3.0);
  EXPECT_EQ(gate.setting, 2.0);
  EXPECT_DOUBLE_EQ(gate.setting_rate, 0.2 / 60.0);
  EXPECT_EQ(bank.over->bank, basin::Bank::left);
  EXPECT_EQ(bank.to.storage, "polder");
  EXPECT_TRUE(drain.link);
  EXPECT_EQ(drain.from.storage, "polder");
  EXPECT_EQ(drain.to.place->chainage, 17e3);
  EXPECT_EQ(pumps.settings.curves.at("pump_curve").x, (std::vector<double>{0, 5, 8}));
  EXPECT_EQ(pumps.settings.curves.at("pump_curve").y, (std::vector<double>{4, 2, 0}));
}

TEST_F(ReadStructures, RulesOfTheBasinThenOfTheScenario) {
  ASSERT_EQ(s.controls.size(), 3u);
  EXPECT_EQ(s.controls[0].id, "shut_in_flood");
  EXPECT_EQ(s.controls[0].when.at(0).value, 8.0);
  EXPECT_EQ(s.controls[0].until.at(0).value, 7.5);
  EXPECT_EQ(s.controls[1].when.at(1).than->at.storage, "polder");
  EXPECT_EQ(s.controls[2].priority, 10);
  EXPECT_EQ(s.controls[2].when.at(0).value - s.start_epoch, 2 * 86400.0);
  EXPECT_EQ(s.manual_settings.at(0).setting.value, std::vector<double>{1.5});
}

TEST_F(ReadStructures, ARuleOfTheScenarioReplacesTheOneOfItsName) {
  std::ofstream(folder / "scenario.toml", std::ios::app) << "\n[[control]]\nid = \"shut_in_flood\"\nstructure = \"gate\"\nset = 1.0\n";
  const basin::Scenario changed = read_scenario((folder / "scenario.toml").string());
  ASSERT_EQ(changed.controls.size(), 3u);
  EXPECT_EQ(changed.controls[0].set, 1.0);
  EXPECT_TRUE(changed.controls[0].when.empty());
  EXPECT_EQ(changed.basin.controls[0].set, 0.5);
}

TEST_F(ReadStructures, WaterUse) {
  ASSERT_EQ(s.basin.intakes.size(), 2u);
  EXPECT_EQ(s.basin.intakes[0].quota, 2500e4);
  EXPECT_EQ(s.basin.intakes[0].keep, 2.0);
  EXPECT_EQ(s.basin.intakes[1].at.storage, "lake");
  EXPECT_EQ(s.basin.intakes[1].returns_to.place->river, "creek");
  ASSERT_EQ(s.basin.intakes[1].demand.value.size(), 1u);
  EXPECT_DOUBLE_EQ(s.basin.intakes[1].demand.value[0], 0.7);             // the scenario's
  EXPECT_EQ(s.basin.ecological_flows.at(0).discharge, 2.0);              // 10 % of 20 m3/s
  EXPECT_DOUBLE_EQ(s.basin.aquifers.at(0).leakance, 0.05 / 86400.0);
  EXPECT_DOUBLE_EQ(s.rainfall.value.at(0), 0.02 / 86400.0);
  EXPECT_EQ(s.lateral_inflows.at(0).storage, "lake");
  EXPECT_EQ(s.lateral_inflows.at(0).quota, 40e4);
  EXPECT_EQ(s.checkpoint_every, 12 * 3600.0);
}

TEST_F(ReadStructures, TheRegisterKeepsThem) {
  const Register read = read_register(register_json(s, {}), "run.h5");
  const basin::Basin& b = read.basin;
  ASSERT_EQ(b.storages.size(), 2u);
  EXPECT_EQ(b.storages[0].flood_limit_level, 10.5);
  EXPECT_EQ(b.storages[0].area.x, s.basin.storages[0].area.x);
  EXPECT_FALSE(b.storages[1].dead_level);
  ASSERT_EQ(b.structures.size(), 4u);
  EXPECT_EQ(b.structures[1].over->to, 16e3);
  EXPECT_EQ(b.structures[2].to.place->chainage, 17e3);
  EXPECT_EQ(b.structures[0].settings.numbers.at("width"), 10.0);
  ASSERT_EQ(b.controls.size(), 3u);
  EXPECT_EQ(b.controls[1].when.at(1).value, 0.1);
  ASSERT_EQ(b.intakes.size(), 2u);
  EXPECT_EQ(b.intakes[1].returns_to.place->chainage, 5e3);
  EXPECT_EQ(b.ecological_flows.at(0).rule_zh, "多年平均流量的10%");
}

/// What a planner can write stands in data/README.md: every kind with every key.
TEST(StructureKinds, AreDocumented) {
  std::ifstream file(fs::path(RIVERCHIEF_ROOT) / "data/README.md");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  for (const auto& kind : physics::structure_kinds()) {
    const auto row = text.find("\n| `" + std::string(kind.name) + "` |");
    ASSERT_NE(row, std::string::npos) << kind.name;
    const std::string said = text.substr(row, text.find('\n', row + 1) - row);
    for (const auto& key : kind.keys) EXPECT_NE(said.find("`" + std::string(key.name) + "`"), std::string::npos) << kind.name << ": " << key.name;
  }
}

}  // namespace
}  // namespace riverchief::io
