#include "scenarios/assessment/gb3838.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "core/complaint.hpp"

namespace riverchief::assessment::gb3838 {
namespace {

TEST(Gb3838, HoldsTwentyFourItemsOfWhichTwentyOneRateASection) {
  const io::Standard& standard = io::gb3838_2002();
  EXPECT_EQ(standard.items.size(), 24u);
  int rated = 0;
  for (const io::StandardItem& item : standard.items) rated += item.rated ? 1 : 0;
  EXPECT_EQ(rated, 21);
}

TEST(Gb3838, TheWorstItemDecides) {
  const Rating rating = classify({{"DO", 6.5}, {"CODMn", 7.0}, {"NH3-N", 0.3}, {"TP", 0.25}}, Water::river);
  EXPECT_EQ(rating.quality_class, 4);
  EXPECT_EQ(rating.deciding, (std::vector<std::string>{"CODMn", "TP"}));
  EXPECT_EQ(rating.by_item.at("DO"), 2);
}

TEST(Gb3838, ALimitItselfStillBelongsToTheBetterClass) {
  EXPECT_EQ(classify({{"NH3-N", 1.0}}, Water::river).quality_class, 3);
  EXPECT_EQ(classify({{"NH3-N", std::nextafter(1.0, 2.0)}}, Water::river).quality_class, 4);
  EXPECT_EQ(classify({{"DO", 5.0}}, Water::river).quality_class, 3);
  EXPECT_EQ(classify({{"CODCr", 15.0}}, Water::river).quality_class, 1);
}

TEST(Gb3838, PhosphorusIsJudgedMoreStrictlyInLakes) {
  EXPECT_EQ(classify({{"TP", 0.15}}, Water::river).quality_class, 3);
  EXPECT_EQ(classify({{"TP", 0.15}}, Water::lake).quality_class, 5);
}

TEST(Gb3838, NitrogenIsReportedInLakesButDoesNotRate) {
  const Rating rating = classify({{"TN", 3.0}, {"TP", 0.005}}, Water::lake);
  EXPECT_EQ(rating.by_item.at("TN"), worse_than_five);
  EXPECT_EQ(rating.quality_class, 1);
  EXPECT_EQ(classify({{"TN", 3.0}}, Water::river).by_item.count("TN"), 0u);
}

TEST(Gb3838, AcidOrAlkalineWaterIsWorseThanFive) {
  EXPECT_EQ(class_name(classify({{"pH", 9.3}}, Water::river).quality_class), "劣Ⅴ");
  EXPECT_EQ(classify({{"pH", 7.4}}, Water::river).quality_class, 1);
}

TEST(Gb3838, GapsAndOtherSpellingsAreUnderstood) {
  const Rating rating = classify({{"codmn", std::nan("")}, {"NH3N", 0.6}, {"tp", 0.05}}, Water::river);
  EXPECT_EQ(rating.quality_class, 3);
  EXPECT_EQ(classify({{"TP", std::nan("")}}, Water::river).quality_class, 0);
}

TEST(Gb3838, AnUnknownItemIsNamedWithTheClosestOne) {
  try {
    classify({{"CODMm", 3.0}}, Water::river);
    FAIL();
  } catch (const core::InputError& error) {
    EXPECT_EQ(error.complaints()[0].fix, "did you mean 'CODMn'?");
  }
}

// Problem: daily readings of national automatic stations in Shandong with their official class, 2020 to 2021, rated on pH, DO, CODMn,
// NH3-N and TP at river limits. Measured: rows whose class we give. Tolerance: one row, which contradicts its own readings (劣Ⅴ with every item at Ⅱ or better).
TEST(Gb3838, AgreesWithTheOfficialClassOfStationsInShandong) {
  const char* folder = std::getenv("RIVERCHIEF_REALDATA");
  std::ifstream file(std::string(folder ? folder : "") + "/wq_stations_shandong/daily_2020_2021.csv");
  if (!folder || !file) GTEST_SKIP() << "RIVERCHIEF_REALDATA does not name the folder of real rivers";
  const auto cells_of = [](std::string line) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    std::vector<std::string> cells;
    std::istringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
    return cells;
  };
  std::string line;
  std::getline(file, line);
  const std::vector<std::string> header = cells_of(line);
  const auto column = [&](const std::string& name) { return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin()); };
  const std::map<std::string, std::size_t> items{{"pH", column("ph")}, {"DO", column("do_mgL")}, {"CODMn", column("codmn_mgL")}, {"NH3-N", column("nh3n_mgL")}, {"TP", column("tp_mgL")}};
  const auto is_class = [](const std::string& text) {
    for (int c = 1; c <= worse_than_five; ++c) {
      if (text == class_name(c)) return true;
    }
    return false;  // a gap, or a dash
  };
  int rated = 0, same = 0;
  while (std::getline(file, line)) {
    const std::vector<std::string> row = cells_of(line);
    if (row.size() != header.size() || !is_class(row[column("class")]) || row[column("status")] != "正常") continue;
    std::map<std::string, double> values;
    for (const auto& [item, at] : items) {
      if (!row[at].empty()) values[item] = std::stod(row[at]);
    }
    const int found = classify(values, Water::river).quality_class;
    if (found == 0) continue;
    ++rated;
    if (class_name(found) == row[column("class")]) ++same;
  }
  EXPECT_EQ(rated, 1431);
  EXPECT_GE(same, 1430);
}

}  // namespace
}  // namespace riverchief::assessment::gb3838
