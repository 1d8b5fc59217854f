#include <gtest/gtest.h>

#include "plain_basin.hpp"

namespace riverchief {
namespace {

constexpr double day = 86400.0;
using List = std::vector<std::string>;

double discharge_of(const basin::Basin& basin) {
  double sum = 0.0;
  for (const basin::Outfall& o : basin.outfalls) sum += o.discharge;
  return sum;
}

/// Load of all outfalls [kg/s].
double load_of(const basin::Basin& basin, const std::string& pollutant) {
  double sum = 0.0;
  for (const basin::Outfall& o : basin.outfalls) {
    if (const auto c = o.concentration.find(pollutant); c != o.concentration.end()) sum += o.discharge * c->second / 1000.0;
    if (const auto l = o.load.find(pollutant); l != o.load.end()) sum += l->second;
  }
  return sum;
}

basin::Scenario interception(double capture, double leakage) {
  return test::with_measure("outfall_interception",
                            {{"outfalls", List{"mill", "drain"}}, {"receiver", "plant"}, {"capture", capture}, {"leakage", leakage}, {"sewer_length", "4 km"}});
}

TEST(OutfallTransfer, KeepsEveryDropOfWaterInTheBasin) {
  const basin::Scenario before = interception(0.9, 0.05);
  const auto applied = measures::apply_measures(before);
  EXPECT_NEAR(discharge_of(applied.scenario.basin), discharge_of(before.basin), 1e-15);
}

TEST(OutfallTransfer, LoadIsInTheRiverOrWasKeptBackByThePlant) {
  const basin::Scenario before = interception(0.9, 0.05);
  const auto applied = measures::apply_measures(before);
  for (const char* pollutant : {"cod", "chloride"}) {
    const double kept = test::quantity(applied.reports[0], std::string("treated_load_") + pollutant) / day;
    EXPECT_NEAR(load_of(applied.scenario.basin, pollutant) + kept, load_of(before.basin, pollutant), 1e-15) << pollutant;
  }
  EXPECT_GT(test::quantity(applied.reports[0], "treated_load_cod"), 0.0);
}

TEST(OutfallTransfer, LeavesWhatIsNotCaughtAndWhatLeaksAtTheOldPlace) {
  const basin::Scenario before = interception(0.9, 0.05);
  const auto applied = measures::apply_measures(before);
  const basin::Outfall &was = before.basin.outfalls[1], &is = applied.scenario.basin.outfalls[1];
  const double staying = 1.0 - 0.9 + 0.9 * 0.05;
  EXPECT_NEAR(is.discharge, staying * was.discharge, 1e-15);
  EXPECT_DOUBLE_EQ(is.concentration.at("cod"), was.concentration.at("cod"));
  EXPECT_NEAR(is.load.at("cod"), staying * was.load.at("cod"), 1e-15);
}

TEST(OutfallTransfer, ThePlantKeepsItsEffluentConcentrationOfWhatDecays) {
  const auto applied = measures::apply_measures(interception(1.0, 0.0));
  const basin::Outfall& plant = applied.scenario.basin.outfalls[2];
  EXPECT_NEAR(plant.discharge, 0.30 + 0.10 + 0.05, 1e-15);
  EXPECT_NEAR(plant.concentration.at("cod"), 30.0, 1e-12);
}

TEST(OutfallTransfer, WhatDoesNotDecayPassesThroughThePlant) {
  const auto applied = measures::apply_measures(interception(1.0, 0.0));
  const double mixed = (0.30 * 250.0 + 0.10 * 800.0 + 0.05 * 200.0) / (0.30 + 0.10 + 0.05);
  EXPECT_NEAR(applied.scenario.basin.outfalls[2].concentration.at("chloride"), mixed, 1e-12);
}

TEST(OutfallTransfer, ACleanerWaterIsNotMadeDirtierByThePlant) {
  basin::Scenario scenario = interception(1.0, 0.0);
  for (std::size_t i : {0u, 1u}) scenario.basin.outfalls[i].concentration["cod"] = 10.0;
  scenario.basin.outfalls[1].load.clear();
  const auto applied = measures::apply_measures(scenario);
  EXPECT_NEAR(applied.scenario.basin.outfalls[2].concentration.at("cod"), (0.30 * 30.0 + 0.15 * 10.0) / 0.45, 1e-12);
  EXPECT_NEAR(test::quantity(applied.reports[0], "treated_load_cod"), 0.0, 1e-12);
}

TEST(OutfallTransfer, AClosureCatchesEverything) {
  const auto applied =
      measures::apply_measures(test::with_measure("outfall_closure", {{"outfalls", List{"mill"}}, {"receiver", "plant"}, {"sewer_length", 1000.0}}));
  EXPECT_EQ(applied.scenario.basin.outfalls[0].discharge, 0.0);
  EXPECT_NEAR(test::quantity(applied.reports[0], "transferred_discharge"), 0.10 * day, 1e-9);
}

TEST(OutfallTransfer, WhatGoesOutsideLeavesTheBasinAndIsReported) {
  const basin::Scenario before =
      test::with_measure("outfall_closure", {{"outfalls", List{"mill"}}, {"receiver", "outside: the next county's plant"}, {"sewer_length", 0.0}});
  const auto applied = measures::apply_measures(before);
  EXPECT_NEAR(discharge_of(applied.scenario.basin), discharge_of(before.basin) - 0.10, 1e-15);
  EXPECT_NEAR(test::quantity(applied.reports[0], "load_leaving_basin_cod"), 0.10 * 300.0 / 1000.0 * day, 1e-9);
  ASSERT_FALSE(applied.reports[0].notes.empty());
}

TEST(OutfallTransfer, NoReceiverIsAMistake) {
  const auto wrong = test::complaints_of(test::with_measure("outfall_closure", {{"outfalls", List{"mill"}}, {"sewer_length", 0.0}}));
  ASSERT_EQ(wrong.size(), 1u);
  EXPECT_EQ(wrong[0].what, "measure 'm1' names no receiver");
}

TEST(OutfallTransfer, MoreThanThePlantsCapacityIsAMistake) {
  basin::Scenario scenario = interception(1.0, 0.0);
  scenario.basin.outfalls[2].capacity = 0.40;
  const auto wrong = test::complaints_of(scenario);
  ASSERT_EQ(wrong.size(), 1u);
  EXPECT_NE(wrong[0].what.find("cannot take the water"), std::string::npos);
}

TEST(OutfallTransfer, ClosingAnOutfallTwiceIsAMistake) {
  basin::Scenario scenario = test::with_measure("outfall_closure", {{"outfalls", List{"mill"}}, {"receiver", "plant"}, {"sewer_length", 0.0}});
  scenario = test::with_measure("outfall_closure", {{"outfalls", List{"mill"}}, {"receiver", "plant"}, {"sewer_length", 0.0}}, scenario);
  const auto wrong = test::complaints_of(scenario);
  ASSERT_EQ(wrong.size(), 1u);
  EXPECT_EQ(wrong[0].what, "measure 'm2' changes nothing");
}

}  // namespace
}  // namespace riverchief
