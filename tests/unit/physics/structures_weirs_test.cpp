// Weirs against formulas worked out by hand, published ones where there are.

#include <gtest/gtest.h>

#include <cmath>

#include "physics/structure_kinds.hpp"

namespace riverchief::physics {
namespace {

constexpr double g = 9.81;

std::unique_ptr<StructureLaw> law(std::string_view kind, const StructureSettings& settings, const Surroundings& at = {}) {
  return find_structure_kind(kind)->make(settings, at);
}

StructureSettings numbers(std::map<std::string, double> given) { return {.numbers = std::move(given), .curves = {}, .words = {}}; }

TEST(Weirs, BroadCrestedFreeAndDrowned) {
  const auto weir = law("broad_crested_weir", numbers({{"crest_level", 10.0}, {"width", 20.0}}));
  const double free = 1.7 * 20.0 * std::pow(1.2, 1.5);
  EXPECT_NEAR(weir->passing(11.2, 9.0, 10.0).discharge, free, 1e-9 * free);
  EXPECT_NEAR(weir->passing(11.2, 10.79, 10.0).discharge, free, 1e-9 * free);  // R < 2/3
  const double drowned = 1.7 * 1.5 * std::sqrt(3.0) * 20.0 * 1.1 * std::sqrt(0.1);  // Cunge et al. 1980: C' b h2 sqrt(h1 - h2)
  EXPECT_NEAR(weir->passing(11.2, 11.1, 10.0).discharge, drowned, 1e-9 * drowned);
  const double lowered = 1.7 * 20.0 * std::pow(2.2, 1.5);
  EXPECT_NEAR(weir->passing(11.2, 5.0, 9.0).discharge, lowered, 1e-9 * lowered);  // rubber dam let down by a metre
}

// With C = (2/3)^1.5 g^0.5 the drowned law is Bernoulli's: the flow over the crest has the depth h2 and falls h1 - h2.
TEST(Weirs, CriticalFlowDrownsLikeBernoulli) {
  const auto weir = law("broad_crested_weir",
                        numbers({{"crest_level", 0.0}, {"width", 1.0}, {"discharge_coefficient", std::pow(2.0 / 3.0, 1.5) * std::sqrt(g)}}));
  EXPECT_NEAR(weir->passing(1.0, 0.9, 0.0).discharge, 0.9 * std::sqrt(2.0 * g * 0.1), 1e-9);
}

TEST(Weirs, PiersContractTheCrest) {  // USBR 1987: L = L' - 2 (N Kp + Ka) H
  const auto weir = law("broad_crested_weir", numbers({{"crest_level", 0.0}, {"width", 20.0}, {"contraction", 2 * 0.01 + 0.1}}));
  const double expected = 1.7 * (20.0 - 2.0 * 0.12 * 2.0) * std::pow(2.0, 1.5);
  EXPECT_NEAR(weir->passing(2.0, -1.0, 0.0).discharge, expected, 1e-9 * expected);
}

TEST(Weirs, SharpCrestedIsRehbocksAndVillemontes) {
  const auto weir = law("sharp_crested_weir", numbers({{"crest_level", 0.5}, {"width", 2.0}}), {.left_bed = 0.0});
  const double free = 2.0 / 3.0 * std::sqrt(2.0 * g) * 2.0 * (0.602 + 0.083 * 0.3 / 0.5) * std::pow(0.3012, 1.5);
  EXPECT_NEAR(weir->passing(0.8, 0.2, 0.0).discharge, free, 1e-9);
  EXPECT_NEAR(free, 0.63633, 1e-5);
  const double drowned = free * std::pow(1.0 - std::pow(0.5, 1.5), 0.385);
  EXPECT_NEAR(weir->passing(0.8, 0.65, 0.0).discharge, drowned, 1e-9);
  EXPECT_NEAR(drowned / free, 0.845, 5e-4);
}

// Case V5 of the shelf: MASCARET's law (500, 12.5), (1000, 13.5), (1500, 14.5) over a crest at 10.5.
TEST(Weirs, RatedPassesThroughItsPoints) {
  StructureSettings settings = numbers({{"crest_level", 10.5}});
  settings.curves["rating"] = {{12.5, 13.5, 14.5}, {500.0, 1000.0, 1500.0}};
  const auto weir = law("rated_weir", settings);
  EXPECT_NEAR(weir->passing(12.5, 10.0, 0.0).discharge, 500.0, 1e-9);
  EXPECT_NEAR(weir->passing(13.5, 12.5, 0.0).discharge, 1000.0, 1e-9);
  EXPECT_NEAR(weir->passing(14.5, 10.0, 0.0).discharge, 1500.0, 1e-9);
  EXPECT_NEAR(weir->passing(15.5, 10.0, 0.0).discharge, 2000.0, 1e-9);
  const double ratio = 2.7 / 3.0;
  EXPECT_NEAR(weir->passing(13.5, 13.2, 0.0).discharge, 1000.0 * (-25.0 * ratio * ratio + 40.0 * ratio - 15.0), 1e-9);
  EXPECT_NEAR(weir->passing(13.2, 13.5, 0.0).discharge, -weir->passing(13.5, 13.2, 0.0).discharge, 1e-12);
  settings.words["direction"] = "one_way";
  EXPECT_EQ(law("rated_weir", settings)->passing(13.2, 13.5, 0.0).discharge, 0.0);
}

TEST(Weirs, GroundSillSpansTheSection) {
  const Surroundings at{.width = 35.0};
  for (const auto& [shape, coefficient] : std::map<std::string, double>{{"broad", 1.7}, {"round", 2.0}, {"sharp", 1.85}, {"drop", 1.7}, {"rocks", 1.5}}) {
    StructureSettings settings = numbers({{"crest_level", 1.0}});
    settings.words["shape"] = shape;
    const double expected = coefficient * 35.0 * std::pow(0.6, 1.5);
    EXPECT_NEAR(law("ground_sill", settings, at)->passing(1.6, 0.5, 0.0).discharge, expected, 1e-9) << shape;
  }
}

TEST(Weirs, LateralTakesLessThanAcross) {
  const auto weir = law("lateral_weir", numbers({{"crest_level", 3.0}, {"width", 80.0}}));
  const double expected = 1.6 * 80.0 * std::pow(0.5, 1.5);
  EXPECT_NEAR(weir->passing(3.5, 1.0, 3.0).discharge, expected, 1e-9 * expected);
}

double unit_flow(double left, double right, double crest) {  // level crest of 1 m, C = 1.5
  return law("overtopping", numbers({{"crest_level", crest}}), {.length = 1.0})->passing(left, right, 0.0).discharge;
}

// Free: C L (2/5) (H2^2.5 - H1^2.5) / (H2 - H1); drowned: the sum of a hundred thousand level crests.
TEST(Weirs, OvertoppingIsTheIntegralAlongASlopingCrest) {
  const Surroundings at{.length = 500.0, .crest_from = 5.4, .crest_to = 5.0};
  const auto bank = law("overtopping", {}, at);
  const double over_all = 1.5 * 500.0 * 0.4 * (std::pow(1.0, 2.5) - std::pow(0.6, 2.5)) / 0.4;
  EXPECT_NEAR(bank->passing(6.0, 2.0, 0.0).discharge, over_all, 1e-9 * over_all);
  const double over_half = 1.5 * 500.0 * 0.4 * std::pow(0.2, 2.5) / 0.4;
  EXPECT_NEAR(bank->passing(5.2, 2.0, 0.0).discharge, over_half, 1e-9 * over_half);
  double sum = 0.0;
  constexpr int parts = 2000;
  for (int i = 0; i < parts; ++i) sum += unit_flow(5.6, 5.45, 5.0 + 0.4 * (i + 0.5) / parts) * 500.0 / parts;
  EXPECT_NEAR(bank->passing(5.6, 5.45, 0.0).discharge, sum, 1e-6 * sum);
  EXPECT_NEAR(bank->passing(5.45, 5.6, 0.0).discharge, -sum, 1e-6 * sum);  // back into the river
}

}  // namespace
}  // namespace riverchief::physics
