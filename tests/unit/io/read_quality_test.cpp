// Roles, rates, beds and the sky as they are read, with the set of data/rates.

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "basin/rate_names.hpp"
#include "io/read_scenario.hpp"

namespace riverchief::io {
namespace {

namespace fs = std::filesystem;
constexpr double day = 86400.0;

class ReadQuality : public testing::Test {
 protected:
  void SetUp() override {
    folder = fs::temp_directory_path() / ("riverchief_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder);
    fs::copy(fs::path(RIVERCHIEF_ROOT) / "tests/errors/sound", folder, fs::copy_options::recursive);
    fs::copy(fs::path(RIVERCHIEF_ROOT) / "tests/errors/sound_structures", folder, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    fs::copy(fs::path(RIVERCHIEF_ROOT) / "data/rates/temperate_rivers.toml", folder / "rates.toml");
    std::ofstream basin(folder / "basin.toml", std::ios::app);
    for (const auto& role : basin::role_names())
      if (!role.empty()) basin << "\n[[pollutant]]\nid = \"my_" << role << "\"\nrole = \"" << role << "\"\n";
    basin << R"(
[quality]
rates = "rates.toml"
reaeration = "churchill"
light = "steele"
altitude = 20
bottom_algae_start = "50 mg/m2"

[quality.own_rates]
nitrification = "0.3 1/day"
cbod_oxidation = {value = "0.4 1/day", theta = 1.05}

[[local_rates]]
over = "main: 3 km to 8 km"
org_n_hydrolysis = "0.2 1/day"

[[bed]]
id = "mud"
storage = "lake"
sod = "3 g/m2/d"
nh3n_release = "100 mg/m2/d"

[[weir_aeration]]
structure = "gate"
water_factor = 0.65
)";
  }
  void TearDown() override { fs::remove_all(folder); }

  fs::path folder;
};

TEST_F(ReadQuality, RolesRatesAndBeds) {
  std::vector<core::Complaint> warnings;
  const basin::Scenario s = read_scenario((folder / "scenario.toml").string(), &warnings);
  const auto& q = s.basin.quality;
  EXPECT_EQ(s.basin.pollutants.back().role, basin::Role::heavy_metal);
  EXPECT_EQ(q.reaeration, basin::Reaeration::churchill);
  EXPECT_EQ(q.light, basin::LightLaw::steele);
  EXPECT_TRUE(q.bottom_algae);
  EXPECT_DOUBLE_EQ(q.bottom_algae_start, 0.05);
  EXPECT_DOUBLE_EQ(q.rates.at("nitrification").value, 0.3 / day);
  EXPECT_DOUBLE_EQ(q.rates.at("nitrification").theta, 1.08);  // of the set
  EXPECT_DOUBLE_EQ(q.rates.at("cbod_oxidation").theta, 1.05);
  EXPECT_DOUBLE_EQ(q.local_rates.at(0).rates.at("org_n_hydrolysis").value, 0.2 / day);
  EXPECT_DOUBLE_EQ(q.beds.at(0).sod.value(), 3.0 / day);
  EXPECT_DOUBLE_EQ(q.beds.at(0).nh3n_release.value(), 0.1 / day);
  EXPECT_FALSE(q.beds.at(0).diss_p_release);
  EXPECT_EQ(q.drops.at(0).structure, "gate");
  EXPECT_DOUBLE_EQ(q.drops.at(0).quality, 0.65);
}

TEST_F(ReadQuality, TheSetHasEveryRateThatIsNeededWithinItsOwnRange) {
  const basin::Scenario s = read_scenario((folder / "scenario.toml").string());
  for (const auto& name : basin::rate_names()) {
    const auto found = s.basin.quality.rates.find(std::string(name.name));
    if (std::isnan(name.otherwise)) {
      ASSERT_NE(found, s.basin.quality.rates.end()) << name.name;
    }
    if (found == s.basin.quality.rates.end() || name.name == "nitrification" || name.name == "cbod_oxidation") continue;
    EXPECT_GE(found->second.value, found->second.lowest.value()) << name.name;
    EXPECT_LE(found->second.value, found->second.highest.value()) << name.name;
    EXPECT_FALSE(found->second.source.empty()) << name.name;
  }
}

}  // namespace
}  // namespace riverchief::io
