// A result file of two rivers' worth of cells made by hand: four cells of 500 m, the lower two belong to another county.

#include <gtest/gtest.h>

#include <cmath>

#include "plain_basin.hpp"
#include "scenarios/assessment/compare.hpp"
#include "scenarios/io/register.hpp"

namespace riverchief::assessment {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

io::ResultsFile results(const basin::Scenario& scenario) {
  io::ResultsFile r;
  r.path = "plain.h5";
  r.scenario = "plain";
  r.start = "2025-08-10T00:00:00+08:00";
  r.completed = true;
  r.pollutants = {"cod", "chloride"};
  for (int h = 0; h <= 48; h += 6) r.time.push_back(3600.0 * h);
  r.frames_written = static_cast<int>(r.time.size());
  r.cell_river.assign(4, "main");
  r.cell_reach.assign(4, "main/1");
  r.cell_chainage = {5250.0, 5750.0, 6250.0, 6750.0};
  r.cell_length.assign(4, 500.0);
  r.bed_level.assign(4, 9.0);
  r.left_bank_level = r.right_bank_level = {13.0, 13.0, 13.0, 13.0};
  r.left_crest_level = {15.0, 15.0, 15.0, nan};
  r.right_crest_level = {15.0, 15.0, 14.0, 14.0};
  r.max_water_level = {14.5, 14.6, 14.2, 13.8};
  r.first_overtopping_left.assign(4, nan);
  r.first_overtopping_right = {nan, nan, 7200.0, nan};
  r.overtopped_volume_left.assign(4, 0.0);
  r.overtopped_volume_right = {0.0, 0.0, 1200.0, 0.0};
  r.max_water_level_error.assign(4, 0.01);
  r.concentration_error.assign(8, 0.5);
  for (std::size_t t = 0; t < r.time.size(); ++t) {
    for (double c : {25.0, 25.0, 25.0, t > 4 ? 45.0 : 35.0, 100.0, 100.0, 100.0, 100.0}) r.concentration.push_back(c);
  }
  r.register_json = io::register_json(scenario, {});
  return r;
}

basin::Scenario watched() {
  basin::Scenario scenario = test::plain_scenario();
  basin::MonitoringSection section;
  section.id = "s";
  section.at = {"main", 6700.0, {}};
  section.target_class = 5;
  section.jurisdiction = "lower";
  scenario.basin.monitoring_sections.push_back(section);
  return scenario;
}

TEST(Assessment, SplitsAReachWhereTheOfficeChanges) {
  const Assessment a = assess(results(watched()));
  ASSERT_EQ(a.reaches.size(), 4u);  // two offices, two banks
  EXPECT_EQ(a.reaches[0].jurisdiction, "upper");
  EXPECT_DOUBLE_EQ(a.reaches[0].from, 5000.0);
  EXPECT_DOUBLE_EQ(a.reaches[0].to, 6000.0);
  EXPECT_EQ(a.reaches[2].jurisdiction, "lower");
}

TEST(Assessment, FreeboardIsCrestLessHighestLevelAndKnowsWhere) {
  const Assessment a = assess(results(watched()));
  EXPECT_DOUBLE_EQ(a.reaches[0].found.min_freeboard, 15.0 - 14.6);
  EXPECT_DOUBLE_EQ(a.reaches[0].found.chainage_of_min_freeboard, 5750.0);
  const BankFindings& lower_right = a.reaches[3].found;
  EXPECT_DOUBLE_EQ(lower_right.min_freeboard, 14.0 - 14.2);
  EXPECT_DOUBLE_EQ(lower_right.overtopped_length, 500.0);
  EXPECT_DOUBLE_EQ(lower_right.first_overtopping, 7200.0);
  EXPECT_DOUBLE_EQ(lower_right.overtopped_volume, 1200.0);
  EXPECT_DOUBLE_EQ(a.reaches[2].found.embanked_length, 500.0);
}

TEST(Assessment, DaysAttainedAreDaysNoWorseThanTheTarget) {
  const Assessment a = assess(results(watched()));
  ASSERT_EQ(a.sections.size(), 1u);
  EXPECT_EQ(a.sections[0].cell, 3u);
  EXPECT_EQ(a.sections[0].days, 2);
  EXPECT_EQ(a.sections[0].days_attained, 1);  // 35 mg/L is class Ⅴ, 45 mg/L is worse
  EXPECT_EQ(a.sections[0].worst_item, "CODCr");
}

TEST(Comparison, ClaimsOnlyWhatIsGreaterThanTheError) {
  io::ResultsFile base = results(watched()), plan = results(watched());
  plan.scenario = "plan";
  plan.max_water_level = {14.505, 14.4, 14.2, 13.95};
  plan.right_crest_level = {15.0, 15.0, 15.0, 14.0};
  plan.first_overtopping_right[2] = nan;
  for (std::size_t t = 0; t < plan.time.size(); ++t) plan.concentration[t * 8 + 3] -= 5.0;
  std::vector<assessment::Run> runs{{base, assess(base)}, {plan, assess(plan)}};
  const Comparison c = compare(runs);
  const PlanChange& p = c.plans[0];
  EXPECT_DOUBLE_EQ(p.reaches[0].change.claimed_flood_fall.change, 14.4 - 14.6);
  EXPECT_EQ(p.reaches[0].change.claimed_flood_rise.change, 0.0) << "5 mm is less than the error of 10 mm";
  EXPECT_DOUBLE_EQ(p.reaches[2].change.claimed_flood_rise.change, 13.95 - 13.8);
  EXPECT_DOUBLE_EQ(p.reaches[3].change.claimed_no_longer_overtopped, 500.0);
  EXPECT_TRUE(p.sections[0].items[0].claimed);
  EXPECT_FALSE(p.sections[0].items[1].claimed);
  const auto has = [](const std::vector<Effect>& effects, const std::string& who, const std::string& bank, const std::string& what) {
    for (const Effect& e : effects) {
      if (e.jurisdiction == who && e.bank == bank && e.what == what) return true;
    }
    return false;
  };
  EXPECT_TRUE(has(p.gains, "upper", "left", "water_level"));
  EXPECT_TRUE(has(p.loses, "lower", "left", "water_level"));
  EXPECT_TRUE(has(p.gains, "lower", "right", "overtopped_length"));
  EXPECT_TRUE(has(p.gains, "lower", "", "concentration"));
}

TEST(Comparison, WithoutAnErrorBandNothingIsClaimed) {
  io::ResultsFile base = results(watched()), plan = results(watched());
  for (io::ResultsFile* r : {&base, &plan}) {
    r->max_water_level_error.clear();
    r->concentration_error.clear();
  }
  plan.max_water_level[1] = 14.0;
  std::vector<assessment::Run> runs{{base, assess(base)}, {plan, assess(plan)}};
  const Comparison c = compare(runs);
  EXPECT_FALSE(c.error_known);
  EXPECT_TRUE(c.plans[0].gains.empty() && c.plans[0].loses.empty());
}

TEST(Comparison, RunsOfDifferentPeriodsAreRefused) {
  io::ResultsFile base = results(watched()), plan = results(watched());
  plan.start = "2025-08-11T00:00:00+08:00";
  std::vector<assessment::Run> runs{{base, assess(base)}, {plan, assess(plan)}};
  EXPECT_THROW(compare(runs), core::InputError);
}

}  // namespace
}  // namespace riverchief::assessment
