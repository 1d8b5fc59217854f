// Tables of whose the matter is, from result files made by hand; every expected number is worked out beside it.

#include <gtest/gtest.h>

#include <cmath>

#include "plain_basin.hpp"
#include "scenarios/attribution/attribution_tables.hpp"
#include "scenarios/attribution/respond.hpp"

namespace riverchief::attribution {
namespace {

constexpr double hour = 3600.0;

/// Three states 12 h apart, one section with a counted face, one mouth; cod of two sources and of what was there before.
io::ResultsFile tagged() {
  io::ResultsFile r;
  r.path = "tagged.h5", r.start = "2025-08-31T00:00:00+08:00", r.frames_written = 3;
  r.time = {0.0, 12.0 * hour, 36.0 * hour};  // the second interval lies in September by its middle
  r.pollutants = {"cod", "chloride"};
  r.face_downstream_cell = {0, 1, -1};
  io::TagResults& t = r.tags;
  t.pollutants = {"cod"};
  t.set = {"source", "source", "source"}, t.name = {"before_the_run", "mill", "drain"};
  t.released_from = t.released_to = {0.0, 0.0, 0.0};
  t.places = {{"s1", "main: 2 km"}, {"section", "end"}, {0, 1}, {-1, -1}};
  t.concentration = {30, 10, 10, 8, 0, 0,    // (tag, place) at each time
                     10, 10, 20, 8, 10, 4,
                     0,  0,  30, 8, 20, 4};
  t.place_concentration = {40, 18, 40, 22, 50, 12};
  t.held = std::vector<double>(9, 0.0);
  t.gate = {"s1", "main: 2 km"}, t.gate_kind = {"section", "end"}, t.gate_face = {1, 2};
  t.passed = {0, 0, 100e6, 50e6, 400e6, 150e6};
  t.tag_passed = {0, 0, 0, 0, 0, 0,  20e6, 60e6, 20e6, 10e6, 30e6, 10e6,  20e6, 240e6, 140e6, 10e6, 100e6, 40e6};
  r.sources = {{"mill", "drain", "brook"}, {"outfall", "outfall", "village"}, {"industrial", "other", ""}, {"paper", "", ""}, {"upper", "upper", "lower"}, {"", "", ""}, {"", "", ""},
               {1000.0, 500.0, 10.0}, {240e6, 280e6, 5e6, 0.0, 0.0, 0.0}};
  return r;
}

io::Register registered() {
  io::Register all;
  all.basin = test::plain_scenario().basin;
  basin::MonitoringSection section;
  section.id = "s1", section.at = {"main", 1000.0, {}}, section.target_class = 4;  // COD 30 mg/L
  all.basin.monitoring_sections = {section};
  return all;
}

double number(const assessment::Table& table, std::size_t row, const std::string& column) {
  for (std::size_t k = 0; k < table.columns.size(); ++k)
    if (table.columns[k].name == column) return std::get<double>(table.rows.at(row)[k]);
  throw std::runtime_error(column);
}
std::string text(const assessment::Table& table, std::size_t row, const std::string& column) {
  for (std::size_t k = 0; k < table.columns.size(); ++k)
    if (table.columns[k].name == column) return std::get<std::string>(table.rows.at(row)[k]);
  throw std::runtime_error(column);
}

TEST(Shares, AreMeansOfTheMonthAndLoadsThatPassed) {
  const auto shares = shares_of(tagged());
  const auto of = [&](const std::string& place, const std::string& month) {
    for (const Shares& s : shares)
      if (s.place == place && s.month == month) return s;
    throw std::runtime_error(month);
  };
  const Shares august = of("s1", "2025-08");
  EXPECT_DOUBLE_EQ(august.concentration, 40.0);           // (40 + 40) / 2
  EXPECT_DOUBLE_EQ(august.load, 100e6);
  EXPECT_EQ(august.parts[0].name, "before_the_run");      // (30 + 10) / 2 = 20 before mill's 15 and drain's 5
  EXPECT_DOUBLE_EQ(august.parts[1].share, 15.0 / 40.0);
  EXPECT_DOUBLE_EQ(august.parts[1].load_share, 0.6);
  const Shares all = of("s1", "all");
  EXPECT_DOUBLE_EQ(all.concentration, (12.0 * 40.0 + 24.0 * 45.0) / 36.0);
  EXPECT_EQ(all.parts[0].name, "mill");
  EXPECT_DOUBLE_EQ(all.parts[0].concentration, (12.0 * 15.0 + 24.0 * 25.0) / 36.0);
}

TEST(Exceedances, AreDividedExactlyAmongTheTags) {
  const auto table = exceedances_table(shares_of(tagged()), registered());
  double sum = 0.0, excess = 0.0;
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    if (text(table, row, "month") == "all") sum += number(table, row, "part_of_excess"), excess = number(table, row, "excess");
  EXPECT_NEAR(excess, (12.0 * 40.0 + 24.0 * 45.0) / 36.0 - 30.0, 1e-12);
  EXPECT_NEAR(sum, excess, 1e-12 * excess);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    EXPECT_NEAR(number(table, row, "part_of_excess"), number(table, row, "excess") * (number(table, row, "mean") - number(table, row, "without_it")) / number(table, row, "mean"), 1e-12);
  }
  for (std::size_t row = 0; row < table.rows.size(); ++row)  // September: 45 mg/L, mill's 25 and drain's 15 each suffice
    if (text(table, row, "month") == "2025-09" && text(table, row, "tag") == "mill") {
      EXPECT_DOUBLE_EQ(number(table, row, "removal_that_suffices"), 15.0 / 25.0);
    }
}

TEST(Loads, ToTheSeaAndPastNoSection) {
  const io::ResultsFile r = tagged();
  const auto shares = shares_of(r);
  const auto sea = load_to_sea_table(shares, r);
  double out = 0.0;
  for (std::size_t row = 0; row < sea.rows.size(); ++row)
    if (text(sea, row, "month") == "all") out += number(sea, row, "part");
  EXPECT_NEAR(out, 150.0, 1e-9);
  const auto unseen = unmonitored_table(r, shares);
  ASSERT_EQ(unseen.rows.size(), 2u);  // the mill's 240 t all pass s1
  EXPECT_EQ(text(unseen, 0, "source"), "drain");
  EXPECT_DOUBLE_EQ(number(unseen, 0, "seen"), 0.5);
  EXPECT_EQ(text(unseen, 1, "finding"), "passes no monitoring section");
  const auto by = loads_by_table(r);
  EXPECT_EQ(text(by, 0, "by"), "kind");
  EXPECT_DOUBLE_EQ(number(by, 0, "load"), 520.0);
}

TEST(Respond, IsTheSumOfPartsTimesTheirFactors) {
  const io::ResultsFile r = tagged();
  const Responses found = respond(r, {{"half", {{.tag = "mill", .factor = 0.5}}}, {"none", {{.tag = "mill", .factor = 0.0}, {.tag = "drain", .factor = 2.0}}}});
  EXPECT_EQ(found.set, "source");
  const std::vector<double> expected{35, 14, 30, 18, 35, 8,  30, 10, 30, 18, 40, 8};
  ASSERT_EQ(found.concentration.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_DOUBLE_EQ(found.concentration[i], expected[i]) << i;
}

TEST(Respond, CountsAWindowOfReleaseByThePartThatChanges) {
  io::ResultsFile r = tagged();
  r.tags.released_to = {0.0, 12.0 * hour, 12.0 * hour};
  const Responses found = respond(r, {{"evening", {{.tag = "mill", .factor = 0.0, .from = 9.0 * hour, .to = 48.0 * hour}}}});
  EXPECT_DOUBLE_EQ(found.concentration[0], 40.0 - 0.25 * 10.0);
}

TEST(SpillArrivals, AreFoundBetweenFineTimes) {
  io::ResultsFile r;
  r.start = "2025-08-31T00:00:00+08:00";
  r.fine.time = {0.0, 300.0, 600.0, 900.0, 1200.0};
  r.fine.pollutants = {"cod"};
  r.fine.places = {{"works"}, {"intake"}, {0}, {-1}};
  r.fine.place_concentration = {10.0, 10.0, 30.0, 15.0, 10.0};  // class III: 20 mg/L
  const auto table = spill_arrivals_table(r, registered());
  ASSERT_EQ(table.rows.size(), 1u);
  EXPECT_DOUBLE_EQ(number(table, 0, "peak"), 30.0);
  EXPECT_EQ(text(table, 0, "above_limit_from"), "2025-08-31T00:07:30+08:00");                 // half-way from 10 to 30
  EXPECT_DOUBLE_EQ(number(table, 0, "hours_above_limit"), (150.0 + 300.0 * 10.0 / 15.0) / hour);
  EXPECT_DOUBLE_EQ(number(table, 0, "arrival_after"), (300.0 + 0.01 * 300.0) / hour);
  EXPECT_DOUBLE_EQ(number(table, 0, "resolution"), 5.0);
}

}  // namespace
}  // namespace riverchief::attribution
