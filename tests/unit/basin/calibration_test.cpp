#include <gtest/gtest.h>

#include "basin/scenario.hpp"

namespace riverchief::basin {
namespace {

// Flood plains of n = 0.08 beside a channel of 0.03 between -10 and 10; the panel on the right crosses the bank.
Scenario scenario(std::vector<Calibration::Roughness> zones) {
  Section section;
  section.points = {{-50, 8, 0.08}, {-10, 6, 0.03}, {0, 2, 0.03}, {30, 8, 0.03}};
  section.left_bank = -10;
  section.right_bank = 10;
  River river;
  river.id = "creek";
  river.length = 1000;
  river.sections = {section};
  Scenario s;
  s.basin.rivers = {river};
  s.calibration.roughness = std::move(zones);
  return s;
}

double n_at(const Section& section, double offset) {
  for (std::size_t i = 0; i + 1 < section.points.size(); ++i)
    if (offset >= section.points[i].offset && offset < section.points[i + 1].offset) return section.points[i].manning_n;
  return 0.0;
}

constexpr double everywhere = std::numeric_limits<double>::infinity();

TEST(SectionAsRun, HasTheSurveyedRoughnessWhereNothingWasCalibrated) {
  const Scenario s = scenario({{.over = {"creek", 0, 500, {}}, .part = SectionPart::all, .factor = 1.5}});
  const Section there = section_as_run(s, s.basin.rivers[0], 600);
  EXPECT_EQ(there.points.size(), 4u);
  EXPECT_EQ(n_at(there, -30), 0.08);
}

TEST(SectionAsRun, MultipliesTheSurveyedRoughnessInItsZone) {
  const Scenario s = scenario({{.over = {"creek", 0, 500, {}}, .part = SectionPart::all, .factor = 1.5}});
  const Section there = section_as_run(s, s.basin.rivers[0], 400);
  EXPECT_DOUBLE_EQ(n_at(there, -30), 1.5 * 0.08);
  EXPECT_DOUBLE_EQ(n_at(there, -5), 1.5 * 0.03);
  EXPECT_EQ(s.basin.rivers[0].sections[0].points[0].manning_n, 0.08);  // the survey is as it was
}

TEST(SectionAsRun, DividesAPanelThatCrossesTheBank) {
  const Scenario s = scenario({{.over = {"", 0, everywhere, {}}, .part = SectionPart::channel, .factor = 0.5}, {.over = {"creek", 0, everywhere, {}}, .part = SectionPart::flood_plain, .factor = 2.0}});
  const Section there = section_as_run(s, s.basin.rivers[0], 400);
  EXPECT_DOUBLE_EQ(n_at(there, -30), 2.0 * 0.08);
  EXPECT_DOUBLE_EQ(n_at(there, 5), 0.5 * 0.03);
  EXPECT_DOUBLE_EQ(n_at(there, 15), 2.0 * 0.03);
  EXPECT_DOUBLE_EQ(ground_level(there, 10), 2.0 + 6.0 * 10.0 / 30.0);  // the ground is as it was
}

TEST(SectionAsRun, TakesTheScenariosOwnFactorToo) {
  Scenario s = scenario({});
  s.roughness_factors = {{"creek", 0.9}};
  EXPECT_DOUBLE_EQ(n_at(section_as_run(s, s.basin.rivers[0], 0), -30), 0.9 * 0.08);
}

TEST(Zones, OverlapWhereTheyShareAPlaceAndAPart) {
  const Calibration::Roughness upper{{"creek", 0, 500, {}}, SectionPart::all, 1.0}, lower{{"creek", 500, 1000, {}}, SectionPart::all, 1.0};
  const Calibration::Roughness channel{{"", 0, everywhere, {}}, SectionPart::channel, 1.0}, plain{{"", 0, everywhere, {}}, SectionPart::flood_plain, 1.0};
  EXPECT_FALSE(overlap(upper, lower));
  EXPECT_TRUE(overlap(upper, channel));
  EXPECT_FALSE(overlap(channel, plain));
}

}  // namespace
}  // namespace riverchief::basin
