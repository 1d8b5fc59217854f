#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "physics/structure_kinds.hpp"
#include "physics/structures/breach_laws.hpp"

namespace riverchief::physics {
namespace {

constexpr double hour = 3600.0, g = 9.81;

// Teton Dam, 1976, by piping: 310 million m3 above the breach's bottom, 86.9 m high, water 77.4 m deep (Wahl 1998, table of case studies).
constexpr double teton_volume = 3.10e8, teton_height = 86.9, teton_depth = 77.4;

const Surroundings plain = {.left_bed = 0.0, .right_bed = 0.5};

StructureSettings embankment(std::string law) {
  StructureSettings given;
  given.words = {{"law", law}};
  given.numbers = {{"crest_level", 5.0}, {"bottom_level", 1.0}, {"trigger_level", 5.1}};
  if (law != "verheij_van_der_knaap_2002") given.numbers["water_volume"] = 2e6;
  return given;
}

std::unique_ptr<StructureLaw> law_of_breach(const StructureSettings& given) {
  const StructureKind* kind = find_structure_kind("breach");
  EXPECT_TRUE(kind->problems(given, plain).empty());
  return kind->make(given, plain);
}

std::set<std::string> wrong_keys(const StructureSettings& given) {
  std::set<std::string> keys;
  for (const StructureProblem& problem : find_structure_kind("breach")->problems(given, plain)) keys.insert(problem.key);
  return keys;
}

TEST(Breach, FroehlichComesNearWhatTetonShowed) {
  const FinalBreach teton = froehlich_2008(teton_volume, teton_height, false);
  EXPECT_DOUBLE_EQ(teton.mean_width, 0.27 * std::pow(teton_volume, 0.32) * std::pow(teton_height, 0.04));
  EXPECT_DOUBLE_EQ(teton.formation_time, 63.2 * std::sqrt(teton_volume / (g * teton_height * teton_height)));
  EXPECT_NEAR(teton.mean_width, 151.0, 0.12 * 151.0);               // observed mean width
  EXPECT_NEAR(teton.formation_time, 1.25 * hour, 0.10 * 1.25 * hour);  // observed time
  EXPECT_DOUBLE_EQ(froehlich_2008(teton_volume, teton_height, true).mean_width, 1.3 * teton.mean_width);
}

TEST(Breach, VonThunAndGilletteAsPublished) {
  const FinalBreach teton = von_thun_gillette_1990(teton_volume, teton_depth, false);
  EXPECT_DOUBLE_EQ(teton.mean_width, 2.5 * teton_depth + 54.9);
  EXPECT_DOUBLE_EQ(teton.formation_time, 0.015 * teton_depth * hour);
  EXPECT_DOUBLE_EQ(von_thun_gillette_1990(1e6, 10.0, true).mean_width, 25.0 + 6.1);
  EXPECT_DOUBLE_EQ(von_thun_gillette_1990(1e6, 10.0, true).formation_time, 0.45 * hour);
}

TEST(Breach, MacDonaldsWidthErodesMacDonaldsVolume) {
  const double h = 10.0, top = 4.0, slopes = 5.0, z = 0.5, volume = 3e6, depth = 9.0;
  const FinalBreach formed = macdonald_langridge_monopolis_1984(volume, depth, {.height = h, .top = top, .slopes = slopes}, true);
  const double eroded = 0.0261 * std::pow(volume * depth, 0.769);
  // Slices of the embankment: at a depth y below the crest it is top + slopes y thick, the breach mean_width - z h + 2 z (h - y) wide.
  double sum = 0.0;
  const int slices = 20000;
  for (int i = 0; i < slices; ++i) {
    const double y = h * (i + 0.5) / slices;
    sum += (top + slopes * y) * (formed.mean_width - z * h + 2.0 * z * (h - y)) * h / slices;
  }
  EXPECT_NEAR(sum, eroded, 1e-6 * eroded);
  EXPECT_NEAR(formed.formation_time, 0.0179 * std::pow(eroded, 0.364) * hour, 1e-9 * hour);
}

TEST(Breach, VerheijsWidthIsThePublishedOneForAConstantHead) {
  StructureSettings given = embankment("verheij_van_der_knaap_2002");
  given.numbers["initial_width"] = 20.0;
  const auto law = law_of_breach(given);
  const double upper = 5.0, lower = 2.0, u_c = 0.2, f1 = 1.3, f2 = 0.04;
  double setting = 1.0, time = 0.0;
  const double step = 60.0;
  for (int i = 0; i < 24 * 60; ++i) {  // Runge-Kutta, a day
    const auto rate = [&](double s) { return law->growth(upper, lower, s); };
    const double k1 = rate(setting), k2 = rate(setting + 0.5 * step * k1), k3 = rate(setting + 0.5 * step * k2), k4 = rate(setting + step * k3);
    setting += step / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4);
    time += step;
    const double widened = f1 * std::sqrt(g) * std::pow(upper - lower, 1.5) / u_c * std::log10(1.0 + f2 * g / u_c * time / hour);
    ASSERT_NEAR(10.0 * (setting - 1.0), widened, 1e-3) << "after " << time << " s";
  }
  EXPECT_EQ(law->growth(1.0, 0.9, 1.5), 0.0);  // no water above the bottom
}

TEST(Breach, DeepensInTheTimeGiven) {
  const auto law = law_of_breach(embankment("verheij_van_der_knaap_2002"));
  EXPECT_DOUBLE_EQ(law->growth(5.0, 1.0, 0.0), 1.0 / 360.0);
  EXPECT_DOUBLE_EQ(law->growth(5.0, 1.0, 0.5), 1.0 / 360.0);
  EXPECT_DOUBLE_EQ(law->sill(0.5), 3.0);
  EXPECT_DOUBLE_EQ(law->sill(2.0), 1.0);
}

TEST(Breach, WidensNoFurtherThanTheWidest) {
  StructureSettings given = embankment("verheij_van_der_knaap_2002");
  given.numbers["widest"] = 30.0;
  const auto law = law_of_breach(given);
  EXPECT_GT(law->growth(5.0, 1.0, 1.0 + 1.5), 0.0);
  EXPECT_EQ(law->growth(5.0, 1.0, 1.0 + 2.0), 0.0);
}

TEST(Breach, NothingPassesBeforeItBegins) {
  const auto law = law_of_breach(embankment("froehlich_2008"));
  EXPECT_EQ(law->passing(8.0, 0.5, 0.0).discharge, 0.0);
  EXPECT_DOUBLE_EQ(law->sill(0.0), 5.0);
}

TEST(Breach, FormedItIsATrapezoidalWeirInBothDirections) {
  const auto law = law_of_breach(embankment("froehlich_2008"));
  const double h = 4.0, B = 0.27 * 1.3 * std::pow(2e6, 0.32) * std::pow(h, 0.04), b = B - h, H = 2.5;
  const double Q = 1.7 * (b * std::pow(H, 1.5) + 0.8 * 1.0 * std::pow(H, 2.5));
  EXPECT_NEAR(law->passing(1.0 + H, 0.5, 1.0).discharge, Q, 1e-9 * Q);
  EXPECT_NEAR(law->passing(0.5, 1.0 + H, 1.0).discharge, -Q, 1e-9 * Q);
  EXPECT_EQ(law->passing(3.0, 3.0, 1.0).discharge, 0.0);
}

TEST(Breach, ParametricGrowthEndsWhenItHasFormed) {
  const auto law = law_of_breach(embankment("von_thun_gillette_1990"));
  const double time = hour * (0.020 * 4.1 + 0.25);  // 4.1 m of water at the trigger
  EXPECT_NEAR(law->growth(5.0, 0.5, 0.3), 1.0 / time, 1e-12);
  EXPECT_EQ(law->growth(5.0, 0.5, 1.0), 0.0);
}

TEST(Breach, EveryMistakeIsTold) {
  StructureSettings given = embankment("froehlich_2008");
  given.numbers["bottom_level"] = -1.0;     // below the bed
  given.numbers["trigger_level"] = -2.0;    // and the trigger below that
  given.numbers["initial_width"] = 4.0;     // of another law
  given.words["soil"] = "clay";
  EXPECT_EQ(wrong_keys(given), (std::set<std::string>{"bottom_level", "trigger_level", "initial_width", "soil"}));

  given = embankment("froehlich_2008");
  given.numbers["bottom_level"] = 5.0;
  given.numbers.erase("trigger_level");
  given.numbers.erase("water_volume");
  EXPECT_EQ(wrong_keys(given), (std::set<std::string>{"bottom_level", "trigger_level", "water_volume"}));

  given = embankment("macdonald_langridge_monopolis_1984");
  EXPECT_EQ(wrong_keys(given), (std::set<std::string>{"embankment_top", "embankment_slopes"}));

  given = embankment("von_thun_gillette_1990");
  given.numbers["side_slope"] = 12.0;
  EXPECT_EQ(wrong_keys(given), (std::set<std::string>{"side_slope"}));
}

}  // namespace
}  // namespace riverchief::physics
