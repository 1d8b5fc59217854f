#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "plain_basin.hpp"
#include "scenarios/io/register.hpp"

namespace riverchief {
namespace {

using List = std::vector<std::string>;

bool complains(const std::vector<core::Complaint>& complaints, const std::string& what, const std::string& fix) {
  return std::any_of(complaints.begin(), complaints.end(), [&](const core::Complaint& c) {
    return c.what.find(what) != std::string::npos && c.fix.find(fix) != std::string::npos;
  });
}

TEST(Measures, EveryMistakeOfEveryMeasureIsReportedAtOnce) {
  basin::Scenario scenario = test::with_measure("dredgin", {});
  scenario = test::with_measure("dredging", {{"over", "mian: 2 km to 4 km"}, {"bed_lowring", 1.0}}, scenario);
  scenario = test::with_measure("outfall_closure", {{"outfalls", List{"mil"}}, {"receiver", "drain"}, {"capture", 1.2}, {"sewer_length", "3 s"}}, scenario);
  scenario = test::with_measure("embankment_raising", {{"over", "main: 8 km to 12 km"}, {"raise", 0.5}, {"to_level", 3.0}, {"owner", "uper"}}, scenario);
  const auto wrong = test::complaints_of(scenario);
  EXPECT_TRUE(complains(wrong, "unknown kind 'dredgin'", "did you mean 'dredging'?"));
  EXPECT_TRUE(complains(wrong, "unknown river 'mian'", "did you mean 'main'?"));
  EXPECT_TRUE(complains(wrong, "unknown key 'bed_lowring'", "did you mean 'bed_lowering'?"));
  EXPECT_TRUE(complains(wrong, "does not say how deep to dredge", "bed_lowering, bed_level, bed_level_from"));
  EXPECT_TRUE(complains(wrong, "unknown outfall 'mil'", "did you mean 'mill'?"));
  EXPECT_TRUE(complains(wrong, "receiver 'drain' of measure 'm3' is no treatment plant", "plant"));
  EXPECT_TRUE(complains(wrong, "capture of measure 'm3' is 1.2", "0.9"));
  EXPECT_TRUE(complains(wrong, "sewer_length of measure 'm3' is no number in m", ""));
  EXPECT_TRUE(complains(wrong, "reaches beyond river 'main'", "10 km"));
  EXPECT_TRUE(complains(wrong, "says twice how far to raise", "exactly one of"));
  EXPECT_TRUE(complains(wrong, "unknown jurisdiction 'uper'", "did you mean 'upper'?"));
  for (const core::Complaint& complaint : wrong) EXPECT_FALSE(complaint.fix.empty()) << complaint.what;
}

TEST(Measures, AreAppliedInTheirOrder) {
  // Dredged to 8 m, then lowered by 1 m more.
  basin::Scenario scenario = test::with_measure("dredging", {{"over", "main: 2 km to 4 km"}, {"bed_level", 8.0}});
  scenario = test::with_measure("dredging", {{"over", "main: 2 km to 4 km"}, {"bed_lowering", 1.0}}, scenario);
  const auto applied = measures::apply_measures(scenario);
  EXPECT_NEAR(basin::bed_level_at(applied.scenario.basin.rivers[0], 3000.0), 7.0, 1e-9);
  EXPECT_EQ(applied.reports.size(), 2u);
}

TEST(Measures, AScenarioWithoutMeasuresKeepsItsBasin) {
  const auto applied = measures::apply_measures(test::plain_scenario());
  EXPECT_EQ(applied.scenario.basin.rivers[0].sections.size(), 11u);
  EXPECT_TRUE(applied.reports.empty());
}

TEST(Register, CarriesMeasuresCostAndOutfallsAfterTheMeasures) {
  const auto applied = measures::apply_measures(test::with_measure("outfall_closure", {{"outfalls", List{"mill"}}, {"receiver", "plant"}, {"sewer_length", "1 km"}}));
  const std::string text = io::register_json(applied.scenario, applied.reports);
  const nlohmann::json json = nlohmann::json::parse(text);
  EXPECT_EQ(json["outfalls"][0]["discharge"], 0.0);
  EXPECT_NEAR(json["cost"].get<double>(), applied.reports[0].cost, 1e-9);
  EXPECT_EQ(json["measures"][0]["price_unit"], "yuan/m");
  const io::Register back = io::read_register(text, "x.h5");
  EXPECT_EQ(back.basin.owners.size(), 2u);
  EXPECT_EQ(back.measures[0].outfalls, List{"mill"});
  EXPECT_DOUBLE_EQ(back.yearly_cost, applied.reports[0].yearly_cost);
}

}  // namespace
}  // namespace riverchief
