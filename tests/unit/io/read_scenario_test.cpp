// What is read from files, on a basin written into a temporary folder. Mistakes and their messages: tests/errors.

#include "io/read_scenario.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace riverchief::io {
namespace {

namespace fs = std::filesystem;

/// A folder that vanishes with the test.
class ReadScenario : public testing::Test {
 protected:
  void SetUp() override {
    folder = fs::temp_directory_path() / ("riverchief_读取_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder);
    fs::copy(fs::path(RIVERCHIEF_ROOT) / "tests/errors/sound", folder, fs::copy_options::recursive);
  }
  void TearDown() override { fs::remove_all(folder); }

  void write(const std::string& name, const std::string& text) const { std::ofstream(folder / name, std::ios::binary) << text; }
  std::string text_of(const std::string& name) const {
    std::ifstream file(folder / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void replace(const std::string& name, const std::string& from, const std::string& to) const {
    std::string text = text_of(name);
    ASSERT_NE(text.find(from), std::string::npos) << from;
    write(name, text.replace(text.find(from), from.size(), to));
  }
  basin::Scenario read() const { return read_scenario((folder / "scenario.toml").string()); }

  fs::path folder;
};

TEST_F(ReadScenario, ConvertsEverythingToSI) {
  const basin::Scenario s = read();
  EXPECT_EQ(s.name, "scenario");
  EXPECT_EQ(s.start, "2025-08-10T00:00:00+08:00");
  EXPECT_EQ(s.duration, 3 * 86400.0);
  EXPECT_EQ(s.output_every, 1800.0);
  EXPECT_EQ(s.basin.rivers.at(0).length, 32e3);
  EXPECT_DOUBLE_EQ(s.basin.pollutants.at(0).decay_rate, 0.15 / 86400.0);
  EXPECT_DOUBLE_EQ(s.basin.outfalls.at(0).discharge, 2000.0 / 86400.0);
  EXPECT_EQ(s.basin.outfalls.at(0).concentration.at("cod"), 60.0);
  EXPECT_EQ(s.basin.outfalls.at(0).at.bank, basin::Bank::left);
  EXPECT_EQ(s.basin.monitoring_sections.at(0).target_class, 4);
  EXPECT_EQ(s.basin.rivers.at(1).joins->chainage, 20e3);
  EXPECT_EQ(s.spills.at(0).from, 30 * 3600.0);
  EXPECT_EQ(s.basin.dispersion.at(0).value, 20.0);
}

TEST_F(ReadScenario, ReadsSurveyedSectionsWithTheirMarks) {
  const basin::Section section = read().basin.rivers.at(0).sections.at(1);
  EXPECT_EQ(section.chainage, 32e3);
  EXPECT_EQ(section.points.size(), 9u);
  EXPECT_EQ(section.left_crest, -60.0);
  EXPECT_EQ(section.left_bank, -20.0);
  EXPECT_EQ(section.right_bank, 20.0);
  EXPECT_EQ(section.right_crest, 60.0);
  EXPECT_EQ(section.points.at(3).manning_n, 0.03);
}

TEST_F(ReadScenario, CarriesSimpleSectionsUpAsTrapezoids) {
  const basin::Section section = read().basin.rivers.at(1).sections.at(0);
  ASSERT_EQ(section.points.size(), 4u);
  EXPECT_EQ(section.points[0].offset, -5.0 - 2.0 * 50.0);
  EXPECT_EQ(section.points[0].level, 8.0 + 50.0);
  EXPECT_EQ(section.points[2].offset, 5.0);
  EXPECT_FALSE(section.left_crest);
}

TEST_F(ReadScenario, FindsUnmarkedBanksWhereTheRoughnessChanges) {
  std::string text = text_of("sections/main.csv");
  for (const char* mark : {"left_bank", "right_bank"})
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.erase(at, std::string(mark).size());
  write("sections/main.csv", text);
  const basin::Section section = read().basin.rivers.at(0).sections.at(0);
  EXPECT_EQ(section.left_bank, -20.0);
  EXPECT_EQ(section.right_bank, 20.0);
}

TEST_F(ReadScenario, SeriesCountFromTheStart) {
  const basin::Boundary boundary = read().boundaries.at(1);
  EXPECT_EQ(boundary.series.time, (std::vector<double>{0.0, 86400.0, 3 * 86400.0}));
  EXPECT_EQ(boundary.series.value, (std::vector<double>{5.0, 40.0, 5.0}));
  EXPECT_EQ(boundary.concentration.at("cod").value, (std::vector<double>{20.0, 35.0, 20.0}));
  write("forcing/creek.csv", "time [s],discharge [L/s],cod [ug/L]\n0,5000,20000\n259200,5000,20000\n");
  const basin::Boundary seconds = read().boundaries.at(1);
  EXPECT_EQ(seconds.series.time, (std::vector<double>{0.0, 259200.0}));
  EXPECT_DOUBLE_EQ(seconds.series.value.at(0), 5.0);
  EXPECT_DOUBLE_EQ(seconds.concentration.at("cod").value.at(0), 20.0);
}

TEST_F(ReadScenario, TakesGbkAMarkCommentsAndWindowsLineEnds) {
  write("forcing/creek.csv", "\xEF\xBB\xBF# \xE6\x94\xAF\xE6\xB5\x81\r\ntime [s],discharge [m3/s],cod [mg/L]\r\n\r\n0,5,20\r\n259200,5,20\r\n");
  EXPECT_EQ(read().boundaries.at(1).series.value.size(), 2u);
  write("forcing/creek.csv", "# \xD6\xA7\xC1\xF7\ntime [s],discharge [m3/s],cod [mg/L]\n0,5,20\n259200,6,20\n");  // 支流 in GBK
  EXPECT_EQ(read().boundaries.at(1).series.value.at(1), 6.0);
}

TEST_F(ReadScenario, KeepsMeasuresAsTheyAreWritten) {
  replace("scenario.toml", "[[spill]]",
          "[[measure]]\nid = \"dredge\"\nkind = \"dredging\"\nover = \"main: 2 km to 8 km\"\nbed_lowering = \"1.2 m\"\nside_slope = 3\noutfalls = [\"o1\"]\n\n[[spill]]");
  const basin::MeasureRecord measure = read().measures.at(0);
  EXPECT_EQ(measure.kind, "dredging");
  EXPECT_EQ(std::get<std::string>(measure.settings.at("bed_lowering")), "1.2 m");
  EXPECT_EQ(std::get<double>(measure.settings.at("side_slope")), 3.0);
  EXPECT_EQ(std::get<std::vector<std::string>>(measure.settings.at("outfalls")), std::vector<std::string>{"o1"});
  EXPECT_EQ(measure.settings.count("id"), 0u);
  EXPECT_EQ(measure.position.at("bed_lowering").first, measure.position.at("").first + 4);
}

TEST_F(ReadScenario, AClosedBasinMayStartFromAProfile) {
  replace("scenario.toml", "kind = \"rating_curve\"\nrating = \"forcing/outlet.csv\"", "kind = \"closed\"");
  EXPECT_THROW(read(), core::InputError);
  write("initial.csv", "river,chainage [m],water_level [m],discharge [m3/s]\nmain,0,12,0\nmain,32000,12,0\ncreek,0,12,0\ncreek,8000,12,0\n");
  replace("scenario.toml", "[output]", "[initial]\nprofile = \"initial.csv\"\n\n[output]");
  const basin::Scenario s = read();
  EXPECT_FALSE(s.initial.steady);
  ASSERT_EQ(s.initial.profiles.size(), 2u);
  EXPECT_EQ(s.initial.profiles[1].water_level, (std::vector<double>{12.0, 12.0}));
}

TEST_F(ReadScenario, KeepsEveryInputAndAHashThatTellsThemApart) {
  const basin::Scenario before = read();
  EXPECT_EQ(before.inputs.size(), 6u);  // scenario, basin, two rivers, a series, a rating curve
  EXPECT_EQ(before.inputs.at(0).text, text_of("scenario.toml"));
  EXPECT_EQ(before.input_hash.size(), 64u);
  EXPECT_EQ(read().input_hash, before.input_hash);
  replace("forcing/creek.csv", "40,35", "40,36");
  EXPECT_NE(read().input_hash, before.input_hash);
}

TEST_F(ReadScenario, TheHashDoesNotDependOnTheFolder) {
  const std::string here = read().input_hash;
  EXPECT_EQ(read_scenario(RIVERCHIEF_ROOT "/tests/errors/sound/scenario.toml").input_hash, here);
}

TEST_F(ReadScenario, AWarningIsToldAndTheRunGoesOn) {
  write("forcing/creek.csv", "time [s],discharge [m3/s]\n0,5\n259200,5\n");
  std::vector<core::Complaint> warnings;
  read_scenario((folder / "scenario.toml").string(), &warnings);
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_TRUE(warnings[0].is_warning);
}

}  // namespace
}  // namespace riverchief::io
