// Measures that remove pollutants, against arithmetic by hand.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "basin/plant_sources.hpp"
#include "basin/source_course.hpp"
#include "plain_basin.hpp"
#include "scenarios/measures/water_works.hpp"

namespace riverchief::test {
namespace {

constexpr double day = 86400.0;

/// The plain basin with a village, a herd, cages, a field and a plant that says what arrives.
basin::Scenario with_sources() {
  basin::Scenario s = plain_scenario();
  s.water_temperature = {{0.0}, {20.0}};
  const auto place = [](basin::SourceLabels& labels, const char* id) { labels.id = id, labels.over = {"main", 4000.0, 4000.0, std::nullopt}, labels.jurisdiction = "lower"; };
  auto& all = s.basin.sources;
  basin::Village village;
  place(village, "village");
  village.households = 500.0, village.persons = 3.0, village.water = 0.06 / day, village.per_capita = {{"cod", 0.04 / day}}, village.septic_removal = {{"cod", 0.4}}, village.ecological_removal = {{"cod", 0.5}};
  all.villages = {village};
  basin::Livestock farm;
  place(farm, "farm");
  farm.herds = {{"pig", 1000.0, 1.0, {{"cod", 0.07 / day}}}, {"dairy", 50.0, 10.0, {{"cod", 0.7 / day}}}}, farm.utilised = 0.7, farm.delivery = 0.1;
  all.livestock = {farm};
  basin::Aquaculture cages;
  place(cages, "cages");
  cages.cages = true, cages.units = 80.0, cages.per_unit = {{"cod", 1.4 / day}};
  all.aquaculture = {cages};
  basin::LandUse field;
  place(field, "field");
  field.area = 1e7, field.export_rate = {{"cod", 3e-9 / day}};
  all.land_uses = {field};
  basin::Outfall plant;
  plant.id = "new_plant", plant.at = {"main", 8000.0, std::nullopt}, plant.kind = basin::OutfallKind::treatment_plant;
  plant.capacity = 1000.0 / day, plant.inflow = 900.0 / day, plant.influent = {{"cod", 400.0}}, plant.concentration = {{"cod", 50.0}}, plant.effluent_class = "1A";
  s.basin.outfalls.push_back(plant);
  return s;
}

double load_of(const basin::Scenario& scenario, const std::string& id) {  // [kg/d]
  for (const auto& source : basin::sources_of(scenario))
    if (source.id == id) return basin::mean_loads(source, scenario)["cod"] * day;
  return -1.0;
}

measures::Application applied(const std::string& kind, Settings settings) { return measures::apply_measures(with_measure(kind, std::move(settings), with_sources())); }

TEST(SourceMeasures, VillagesGetTanksAndBeds) {
  const auto done = applied("village_treatment", {{"villages", std::vector<std::string>{"village"}}, {"septic", 0.8}, {"ecological", 0.5}});
  EXPECT_NEAR(load_of(done.scenario, "village"), 60.0 * (0.2 + 0.3 * 0.6 + 0.5 * 0.6 * 0.5), 1e-9);
  EXPECT_EQ(quantity(done.reports[0], "septic_tanks"), 400.0);
  EXPECT_EQ(quantity(done.reports[0], "ecological_beds"), 250.0);
  EXPECT_NEAR(quantity(done.reports[0], "removed_load_cod"), 60.0 - load_of(done.scenario, "village"), 1e-9);
  EXPECT_EQ(done.reports[0].owner, "lower");
  EXPECT_DOUBLE_EQ(done.reports[0].cost, 400.0 * 3000.0 + 250.0 * 8000.0);
}

TEST(SourceMeasures, FarmsCloseByPigEquivalents) {
  const auto done = applied("livestock_removal", {{"farms", std::vector<std::string>{"farm"}}, {"share", 0.5}});
  EXPECT_DOUBLE_EQ(quantity(done.reports[0], "removed_pig_equivalents"), 0.5 * (1000.0 + 500.0));
  EXPECT_NEAR(load_of(done.scenario, "farm"), 0.5 * (70.0 + 35.0) * 0.3 * 0.1, 1e-9);
  const auto used = applied("livestock_removal", {{"farms", std::vector<std::string>{"farm"}}, {"utilised", 0.9}});
  EXPECT_NEAR(load_of(used.scenario, "farm"), 105.0 * 0.1 * 0.1, 1e-9);
}

TEST(SourceMeasures, CagesAreTakenOut) {
  const auto done = applied("aquaculture_removal", {{"farms", std::vector<std::string>{"cages"}}, {"share", 0.75}});
  EXPECT_NEAR(load_of(done.scenario, "cages"), 20.0 * 1.4, 1e-9);
  EXPECT_DOUBLE_EQ(quantity(done.reports[0], "removed_cages"), 60.0);
}

TEST(SourceMeasures, AStripTwiceAsWideKeepsBackItsShareTwice) {
  const auto one = applied("buffer_strip", {{"land", std::vector<std::string>{"field"}}, {"width", 10.0}, {"length", 3000.0}});
  const auto two = applied("buffer_strip", {{"land", std::vector<std::string>{"field"}}, {"width", 20.0}, {"length", 3000.0}});
  const double before = 0.03, left = load_of(one.scenario, "field") / before;
  EXPECT_NEAR(left, 0.6, 1e-9);  // data/loads: 40 % of COD by 10 m
  EXPECT_NEAR(load_of(two.scenario, "field") / before, left * left, 1e-9);
}

TEST(SourceMeasures, EveryKindOfSourceCanBeIntercepted) {
  const auto done = applied("outfall_interception", {{"outfalls", std::vector<std::string>{"village"}}, {"receiver", std::string("new_plant")}, {"capture", 0.9}, {"leakage", 0.1}, {"sewer_length", 2000.0}});
  EXPECT_NEAR(load_of(done.scenario, "village"), 60.0 * (1.0 - 0.81), 1e-9);
  EXPECT_NEAR(quantity(done.reports[0], "transferred_load_cod"), 60.0 * 0.81, 1e-9);
  // 900 m3/d and 72.9 from the village arrive: all of it within the capacity, at 50 mg/L
  EXPECT_NEAR(load_of(done.scenario, "new_plant"), (900.0 + 90.0 * 0.81) * 0.050, 1e-9);
  EXPECT_NEAR(quantity(done.reports[0], "treated_load_cod"), 60.0 * 0.81 - 90.0 * 0.81 * 0.050, 1e-9);
}

TEST(SourceMeasures, AGreaterPlantPassesNothingBy) {
  basin::Scenario s = with_sources();
  s.basin.outfalls.back().inflow = 2000.0 / day;
  EXPECT_NEAR(load_of(s, "new_plant"), 1000.0 * 0.05 + 1000.0 * 0.4, 1e-9);
  const auto done = measures::apply_measures(with_measure("plant_upgrade", {{"plant", std::vector<std::string>{"new_plant"}}, {"capacity", std::string("2500 m3/d")}}, s));
  EXPECT_NEAR(load_of(done.scenario, "new_plant"), 2000.0 * 0.05, 1e-9);
  EXPECT_NEAR(done.reports[0].cost, 1500.0 * 5000.0, 1e-3);
}

TEST(SourceMeasures, ANewPlantTreatsWhatIsSentToIt) {
  basin::Scenario s = with_measure("plant_addition", {{"plant", std::string("south")}, {"at", std::string("main: 9 km")}, {"capacity", std::string("500 m3/d")}, {"class", std::string("一级A")}}, with_sources());
  s = with_measure("outfall_closure", {{"outfalls", std::vector<std::string>{"village"}}, {"receiver", std::string("south")}, {"sewer_length", 1000.0}}, s);
  const auto done = measures::apply_measures(s);
  EXPECT_NEAR(load_of(done.scenario, "village"), 0.0, 1e-12);
  EXPECT_NEAR(load_of(done.scenario, "south"), 90.0 * 0.050, 1e-9);
}

TEST(SourceMeasures, AWetlandTreatsWaterByItsHydraulicLoad) {
  const auto done = applied("wetland", {{"sources", std::vector<std::string>{"village"}}, {"area", 3000.0}});  // 90 m3/d, 30 mm/d
  const double in = 60.0 / 90.0 * 1000.0, out = basin::behind_wetland(in, 33.0 / (365.0 * day), 1.0, 10.0, 3.0, 0.030 / day, 20.0);
  EXPECT_NEAR(load_of(done.scenario, "village"), 90.0 * out / 1000.0, 1e-9);
  EXPECT_NEAR(quantity(done.reports[0], "hydraulic_load"), 30.0, 1e-9);
  EXPECT_EQ(complaints_of(with_measure("wetland", {{"sources", std::vector<std::string>{"cages"}}, {"area", 3000.0}}, with_sources())).size(), 1u);  // no water
}

TEST(SourceMeasures, DredgingLowersWhatTheBedTakesAndGives) {
  basin::Scenario s = with_sources();
  s.basin.quality.rates["sod"].value = 2e-5;
  basin::Bed black;
  black.over = basin::Stretch{"main", 3000.0, 6000.0, std::nullopt}, black.sod = 5e-5, black.nh3n_release = 1e-6;
  s.basin.quality.beds = {black};
  EXPECT_DOUBLE_EQ(measures::reduce_release(s.basin, {"main", 2000.0, 5000.0, std::nullopt}, 0.6), 3000.0);
  ASSERT_EQ(s.basin.quality.beds.size(), 3u);
  EXPECT_DOUBLE_EQ(*s.basin.quality.beds[1].sod, 0.4 * 2e-5);
  EXPECT_DOUBLE_EQ(s.basin.quality.beds[1].over->to, 3000.0);
  EXPECT_DOUBLE_EQ(*s.basin.quality.beds[2].sod, 0.4 * 5e-5);
  EXPECT_DOUBLE_EQ(*s.basin.quality.beds[2].nh3n_release, 0.4 * 1e-6);
}

}  // namespace
}  // namespace riverchief::test
