// design = {...} of a boundary: a typical flood, dry season or tide brought to a frequency, as it is written in a scenario.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "core/complaint.hpp"
#include "hydrology/pearson_iii.hpp"
#include "io/read_scenario.hpp"

namespace riverchief::io {
namespace {

namespace fs = std::filesystem;

class ReadDesign : public testing::Test {
 protected:
  void SetUp() override {
    folder = fs::temp_directory_path() / ("riverchief_design_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder);
    fs::create_directories(folder);
    write("basin.toml", "name = \"b\"\n[[river]]\nid = \"main\"\nlength = 10000\nsections = \"s.csv\"\n");
    write("s.csv", "chainage [m],bed_level [m],bottom_width [m],side_slope [1],manning_n [s m^-1/3]\n0,1,20,2,0.03\n10000,0,20,2,0.03\n");
    write("flood.csv", "time [s],discharge [m3/s]\n0,10\n86400,50\n172800,200\n259200,80\n432000,10\n");
    std::string tide = "time [s],water_level [m]\n";  // two days more on both sides, high water every 12 h
    for (int h = -48; h <= 168; ++h) tide += std::to_string(h * 3600) + "," + std::to_string(1.0 + std::cos(h * M_PI / 6.0) + (h == 36 ? 0.2 : 0.0)) + "\n";
    write("tide.csv", tide);
    write("years.csv", "year,discharge [m3/s]\n1,120\n2,80\n3,200\n4,60\n5,150\n6,95\n7,110\n8,70\n9,240\n10,130\n");
  }
  void TearDown() override { fs::remove_all(folder); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(folder / name) << text; }

  basin::Scenario read(const std::string& head, const std::string& mouth = "kind = \"normal_depth\"") const {
    write("s.toml", "basin = \"basin.toml\"\nstart = 2025-01-01T00:00:00Z\nend = 2025-01-06T00:00:00Z\ncell_length = 500\n"
                    "[[boundary]]\nat = \"main: 0 km\"\nkind = \"discharge\"\nseries = \"flood.csv\"\n" + head +
                    "\n[[boundary]]\nat = \"main: 10 km\"\n" + mouth + "\n");
    return read_scenario((folder / "s.toml").string());
  }
  static double greatest(const basin::Series& s) { return *std::max_element(s.value.begin(), s.value.end()); }

  fs::path folder;
};

TEST_F(ReadDesign, AFloodOfTwentyYearsHasTheQuantileForItsPeak) {
  const auto s = read("design = {return_period = 20, mean = \"83 m3/s\", cv = 0.9, cs_over_cv = 2.5}");
  EXPECT_NEAR(greatest(s.boundaries[0].series), hydrology::quantile({83.0, 0.9, 2.25}, 0.05), 1e-9);
  EXPECT_NEAR(s.boundaries[0].series.value[1] / s.boundaries[0].series.value[2], 0.25, 1e-12);  // the shape stays
}

TEST_F(ReadDesign, TheCurveMayBeFittedToYears) {
  const auto s = read("design = {return_period = 50, annual = \"years.csv\", cs_over_cv = 3}");
  EXPECT_GT(greatest(s.boundaries[0].series), 240.0);
  EXPECT_LT(greatest(s.boundaries[0].series), 500.0);
}

TEST_F(ReadDesign, ADrySeasonIsScaledToItsMean) {
  const auto s = read("design = {guarantee = 0.9, mean = \"20 m3/s\", cv = 0.4, cs_over_cv = 2}");
  const auto& q = s.boundaries[0].series;
  EXPECT_NEAR(basin::integral_to(q, q.time.back()) / q.time.back(), hydrology::quantile({20.0, 0.4, 0.8}, 0.9), 1e-6);
}

TEST_F(ReadDesign, TheTideMeetsTheFloodAtTheMouth) {
  const auto s = read("", "kind = \"water_level\"\nseries = \"tide.csv\"\ndesign = {highest = \"3.0 m\", meets = \"main: 0 km\", lag = \"6 h\"}");
  const auto& tide = s.boundaries[1].series;
  EXPECT_NEAR(greatest(tide), 3.0, 1e-9);
  const auto high = static_cast<std::size_t>(std::max_element(tide.value.begin(), tide.value.end()) - tide.value.begin());
  EXPECT_NEAR(tide.time[high], 172800.0 + 6.0 * 3600.0, 1.0);  // the flood enters with its peak after two days
}

TEST_F(ReadDesign, SaysEveryMistakeAtOnce) {
  try {
    read("design = {return_period = 20, mean = \"83 m3/s\", cv = 0.9}", "kind = \"water_level\"\nseries = \"tide.csv\"\ndesign = {meets = \"main: 0 km\"}");
    FAIL();
  } catch (const core::InputError& error) {
    const std::string text = error.what();
    EXPECT_NE(text.find("has neither cs nor cs_over_cv"), std::string::npos) << text;
    EXPECT_NE(text.find("needs highest"), std::string::npos) << text;
  }
}

TEST_F(ReadDesign, ATideThatIsTooShortIsRefused) {
  EXPECT_THROW(read("", "kind = \"water_level\"\nseries = \"tide.csv\"\ndesign = {highest = \"3.0 m\", meets = \"main: 0 km\", lag = \"90 h\"}"), core::InputError);
}

}  // namespace
}  // namespace riverchief::io
