// A scenario takes a calibration: values that are set stand in the basin and beside what they replace, roughness stays a factor.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "io/read_scenario.hpp"

namespace riverchief::io {
namespace {

namespace fs = std::filesystem;

class ReadCalibration : public testing::Test {
 protected:
  void SetUp() override {
    folder = fs::temp_directory_path() / ("riverchief_calibration_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder);
    fs::copy(fs::path(RIVERCHIEF_ROOT) / "tests/errors/sound", folder, fs::copy_options::recursive);
  }
  void TearDown() override { fs::remove_all(folder); }

  basin::Scenario read(const std::string& calibrated) const {
    std::ofstream(folder / "found.toml", std::ios::binary) << "basin = \"two_rivers\"\n" << calibrated;
    return read_scenario((folder / "scenario.toml").string(), nullptr, (folder / "found.toml").string());
  }

  fs::path folder;
};

TEST_F(ReadCalibration, SetsADecayRateBesideTheOneItReplaces) {
  const basin::Scenario s = read("[[decay_rate]]\npollutant = \"cod\"\ndecay_rate = \"0.2 1/day\"\n");
  EXPECT_DOUBLE_EQ(s.basin.pollutants.at(0).decay_rate, 0.2 / 86400.0);
  EXPECT_DOUBLE_EQ(s.calibration.values.at(0).before.value(), 0.15 / 86400.0);
}

TEST_F(ReadCalibration, SetsOrMultipliesTheDispersionOfARiver) {
  const basin::Scenario set = read("[[dispersion]]\nriver = \"creek\"\ndispersion = 7.0\n"), multiplied = read("[[dispersion]]\nriver = \"creek\"\nfactor = 1.5\n");
  EXPECT_EQ(set.basin.dispersion.back().river, "creek");
  EXPECT_EQ(set.basin.dispersion.back().value, 7.0);
  EXPECT_EQ(multiplied.basin.dispersion.back().river, "creek");
  EXPECT_EQ(multiplied.basin.dispersion.back().value, 1.5 * 20.0);
  EXPECT_EQ(multiplied.basin.dispersion.front().value, 20.0);  // of the other river
}

TEST_F(ReadCalibration, KeepsRoughnessAsAFactorBesideTheSurvey) {
  const basin::Scenario s = read("[[roughness]]\nover = \"main: 0 km to 12 km\"\npart = \"channel\"\nfactor = 0.9\nlower = 0.8\nupper = 1.0\n");
  const basin::Scenario surveyed = read("");
  ASSERT_EQ(s.calibration.roughness.size(), 1u);
  EXPECT_EQ(s.calibration.roughness[0].over.to, 12e3);
  EXPECT_EQ(s.calibration.roughness[0].part, basin::SectionPart::channel);
  EXPECT_EQ(s.calibration.roughness[0].factor, 0.9);
  EXPECT_EQ(s.basin.rivers.at(0).sections.at(0).points.at(3).manning_n, surveyed.basin.rivers.at(0).sections.at(0).points.at(3).manning_n);
}

TEST_F(ReadCalibration, IsAnInputOfTheRun) {
  EXPECT_NE(read("[[roughness]]\nfactor = 0.9\n").input_hash, read("[[roughness]]\nfactor = 0.8\n").input_hash);
}

}  // namespace
}  // namespace riverchief::io
