// Gates, openings, culverts and siphons against formulas worked out by hand and published ones.

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "physics/structure_kinds.hpp"
#include "physics/structures/barrel.hpp"

namespace riverchief::physics {
namespace {

constexpr double g = 9.81, pi = std::numbers::pi;

std::unique_ptr<StructureLaw> law(std::string_view kind, std::map<std::string, double> given, std::map<std::string, std::string> words = {}) {
  return find_structure_kind(kind)->make({.numbers = std::move(given), .curves = {}, .words = std::move(words)}, {});
}

// Henderson 1966, chapter 6: q = Cc a (2 g h)^0.5 / (1 + Cc a / h)^0.5, from Bernoulli between the pool and the jet.
TEST(Gates, FreeJetKeepsItsEnergy) {
  const auto gate = law("sluice_gate", {{"sill_level", 0.0}, {"width", 1.0}});
  const double q = gate->passing(5.0, 0.5, 1.0).discharge, jet = 0.61;
  EXPECT_NEAR(5.0 + q * q / (2.0 * g * 25.0), jet + q * q / (2.0 * g * jet * jet), 1e-9);
  EXPECT_NEAR(q, 5.704, 1e-3);
}

// Deep under water the jet loses (v - v2)^2 / 2g like a sudden widening (Borda).
TEST(Gates, SubmergedJetLosesWhatBordaSays) {
  const auto gate = law("sluice_gate", {{"sill_level", 0.0}, {"width", 1.0}});
  const double q = gate->passing(5.0, 4.5, 1.0).discharge, jet = 0.61;
  EXPECT_NEAR(std::pow(q / jet - q / 4.5, 2) / (2.0 * g), 0.5, 1e-9);
}

// Swamee 1992, J. Irrig. Drain. Eng. 118(1), 56-60: his fit of Henry's (1950) measurements.
double swamee(double before, double behind, double opening) {
  const double free = 0.864 * opening * std::sqrt(g * before) * std::pow((before - opening) / (before + 15.0 * opening), 0.072);
  const double beyond = 0.81 * behind * std::pow(behind / opening, 0.72) - before;
  if (beyond <= 0.0) return free;
  const double fall = std::pow(before - behind, 0.7);
  return free * fall / (0.32 * std::pow(beyond, 0.7) + fall);
}

TEST(Gates, AgreeWithHenrysMeasurementsWhereTheTailwaterReachesTheJet) {
  const auto gate = law("sluice_gate", {{"sill_level", 0.0}, {"width", 1.0}});
  for (const double before : {3.0, 4.0, 5.0, 8.0})
    for (const double share : {0.1, 0.3, 0.5, 0.6}) {
      const double published = swamee(before, share * before, 1.0);
      EXPECT_NEAR(gate->passing(before, share * before, 1.0).discharge, published, 0.12 * published) << before << " " << share;
    }
}

// Energy between the pool and the drowned jet, momentum between the jet and the tailwater (Henry 1950; Rajaratnam & Subramanya 1967,
// J. Hydraul. Div. 93(HY3), 167-186): with X = q^2/g, (h1 - aX)^2 = h2^2 - 2bX, a = (1/c^2 - 1/h1^2)/2, b = 1/c - 1/h2.
TEST(Gates, SubmergedKeepEnergyAndMomentum) {
  const auto gate = law("sluice_gate", {{"sill_level", 0.0}, {"width", 1.0}});
  for (const double before : {3.0, 5.0, 8.0})
    for (const double share : {0.8, 0.9, 0.95}) {
      const double jet = 0.61, behind = share * before, a = 0.5 * (1.0 / (jet * jet) - 1.0 / (before * before)), b = 1.0 / jet - 1.0 / behind;
      const double middle = a * before - b, x = (middle - std::sqrt(middle * middle - a * a * (before * before - behind * behind))) / (a * a);
      const double published = std::sqrt(g * x);
      EXPECT_NEAR(gate->passing(before, behind, 1.0).discharge, published, 0.04 * published) << before << " " << share;
    }
}

TEST(Gates, RaisedOutOfTheWaterTheyAreWeirs) {
  const auto gate = law("sluice_gate", {{"sill_level", 2.0}, {"width", 4.0}, {"count", 5.0}});
  const double weir = 1.7 * 20.0 * std::pow(1.5, 1.5);
  EXPECT_NEAR(gate->passing(3.5, 1.0, 1.5).discharge, weir, 1e-9 * weir);
  EXPECT_NEAR(gate->passing(3.5, 1.0, std::numeric_limits<double>::infinity()).discharge, weir, 1e-9 * weir);
}

TEST(Gates, ClosedTheyPassNothingButOverTheirTop) {
  const auto tight = law("sluice_gate", {{"sill_level", 0.0}, {"width", 10.0}});
  EXPECT_EQ(tight->passing(8.0, 1.0, 0.0).discharge, 0.0);
  const auto leaf = law("sluice_gate", {{"sill_level", 0.0}, {"width", 10.0}, {"top_level", 4.0}});
  EXPECT_NEAR(leaf->passing(5.0, 1.0, 0.0).discharge, 1.7 * 10.0, 1e-9);
  EXPECT_EQ(leaf->passing(3.9, 1.0, 0.0).discharge, 0.0);
  const auto one_way = law("sluice_gate", {{"sill_level", 0.0}, {"width", 10.0}}, {{"direction", "one_way"}});
  EXPECT_EQ(one_way->passing(1.0, 3.0, 0.5).discharge, 0.0);
}

// Toch 1955: Cc = 1 - 0.75 theta + 0.36 theta^2, theta the lip's angle over a right angle; Henderson 1966, chapter 6.
TEST(Gates, RadialContractsByItsLipsAngle) {
  const auto gate = law("radial_gate", {{"sill_level", 0.0}, {"width", 1.0}, {"trunnion_height", 3.0}, {"radius", 5.0}});
  const auto expected = [](double contraction, double opening, double head) {
    const double jet = contraction * opening;
    return jet * std::sqrt(2.0 * g * head) / std::sqrt(1.0 + jet / head);
  };
  EXPECT_NEAR(gate->passing(8.0, 0.0, 3.0).discharge, expected(0.61, 3.0, 8.0), 1e-9);  // lip at the trunnion's level: 90 degrees
  EXPECT_NEAR(gate->passing(8.0, 0.0, 0.5).discharge, expected(1.0 - 0.75 * 2.0 / 3.0 + 0.36 * 4.0 / 9.0, 0.5, 8.0), 1e-9);  // 60 degrees
}

TEST(Gates, FlapShutsAgainstTheTide) {
  const auto flap = law("flap_gate", {{"sill_level", 0.0}, {"width", 3.0}, {"height", 2.0}, {"count", 4.0}});
  const double full = 24.0 * std::sqrt(2.0 * g * 0.3 / 2.5);
  EXPECT_NEAR(flap->passing(3.3, 3.0, 0.0).discharge, full, 1e-9 * full);
  EXPECT_EQ(flap->passing(3.0, 3.3, 0.0).discharge, 0.0);
  EXPECT_LT(flap->passing(3.005, 3.0, 0.0).discharge, 0.2 * 24.0 * std::sqrt(2.0 * g * 0.005 / 2.5));  // its weight holds it
}

TEST(Orifices, FreeAndSubmerged) {
  const auto hole = law("orifice", {{"sill_level", 0.0}, {"width", 2.0}, {"height", 1.0}});
  const double large = 0.61 * 2.0 * 2.0 / 3.0 * std::sqrt(2.0 * g) * (std::pow(3.0, 1.5) - std::pow(2.0, 1.5));
  EXPECT_NEAR(hole->passing(3.0, -1.0, 0.0).discharge, large, 1e-9);
  EXPECT_NEAR(hole->passing(3.0, 2.6, 0.0).discharge, 0.61 * 2.0 * std::sqrt(2.0 * g * 0.4), 1e-9);
  const auto round = law("orifice", {{"sill_level", 0.0}, {"diameter", 0.5}});
  EXPECT_NEAR(round->passing(3.0, 2.6, 0.0).discharge, 0.61 * 0.25 * pi * 0.25 * std::sqrt(2.0 * g * 0.4), 1e-9);
  const double head = 10.0 - 0.25;  // far above a small hole: Torricelli at its centre
  EXPECT_NEAR(round->passing(10.0, -1.0, 0.0).discharge, 0.61 * 0.25 * pi * 0.25 * std::sqrt(2.0 * g * head), 1e-4);
}

TEST(Barrels, CriticalDepthOfARoundPipe) {  // Q^2 T = g A^3; half full: A = pi D^2/8, T = D
  const Barrel pipe = Barrel::circle(1.2);
  const double area = pi * 1.44 / 8.0, discharge = std::sqrt(g * area * area * area / 1.2);
  EXPECT_NEAR(pipe.critical_depth(discharge), 0.6, 1e-9);
  EXPECT_NEAR(pipe.radius(1.2), 0.3, 1e-12);
  EXPECT_NEAR(Barrel::box(3.0, 2.0).radius(2.0), 0.6, 1e-12);
}

// HDS-5 (Schall et al. 2012), equations A.1 and A.3, solved for the discharge that these headwaters belong to.
TEST(Culverts, InletControlIsHds5s) {
  constexpr double diameter = 1.2, area = 0.25 * pi * diameter * diameter, fall = 0.02;
  const auto pipe = law("culvert", {{"diameter", diameter}, {"length", 20.0}, {"left_invert", 10.0 + 20.0 * fall}, {"right_invert", 10.0}});
  for (const double q : {4.5, 6.0, 8.0}) {
    const double headwater = diameter * (0.0398 * q * q + 0.67 - 0.5 * fall), discharge = q * area * std::sqrt(diameter) / 1.811;
    EXPECT_NEAR(pipe->passing(10.4 + headwater, 9.0, 0.0).discharge, discharge, 2e-4 * discharge) << q;
  }
  const Barrel barrel = Barrel::circle(diameter);
  for (const double q : {1.5, 2.5, 3.4}) {
    const double discharge = q * area * std::sqrt(diameter) / 1.811, depth = barrel.critical_depth(discharge);
    const double specific = depth + std::pow(discharge / barrel.area(depth), 2) / (2.0 * g);
    const double headwater = specific + diameter * (0.0098 * q * q - 0.5 * fall);
    EXPECT_NEAR(pipe->passing(10.4 + headwater, 9.0, 0.0).discharge, discharge, 2e-3 * discharge) << q;
  }
}

TEST(Culverts, FormTwoIsAPowerLaw) {  // equation A.2: HW/D = K q^M; 90 degree headwall with 3/4 inch chamfers
  const auto box = law("culvert",
                       {{"width", 3.0}, {"height", 2.0}, {"length", 10.0}, {"left_invert", 0.0}, {"right_invert", -0.4}, {"inlet_k", 0.515},
                        {"inlet_m", 0.667}, {"inlet_c", 0.0375}, {"inlet_y", 0.79}},
                       {{"inlet_form", "form_2"}});
  const double headwater = 2.0 * (0.515 * std::pow(2.0, 0.667) - 0.5 * 0.04), discharge = 2.0 * 6.0 * std::sqrt(2.0) / 1.811;
  EXPECT_NEAR(box->passing(headwater, -1.0, 0.0).discharge, discharge, 1e-3 * discharge);
}

// Full, under water at both ends: H = (1 + ke + 2 g n^2 L / R^(4/3)) V^2 / 2g (HDS-5, chapter 3; Chow 1959, chapter 17).
TEST(Culverts, OutletControlIsThatOfAFullPipe) {
  const auto pipe = law("culvert", {{"diameter", 1.5}, {"count", 2.0}, {"length", 60.0}, {"left_invert", 0.1}, {"right_invert", 0.0}, {"manning_n", 0.024}});
  const double area = 2.0 * 0.25 * pi * 2.25, losses = 1.5 + 2.0 * g * 0.024 * 0.024 * 60.0 / std::pow(0.375, 4.0 / 3.0);
  const double expected = area * std::sqrt(2.0 * g * 0.5 / losses);
  EXPECT_NEAR(pipe->passing(4.0, 3.5, 0.0).discharge, expected, 1e-6 * expected);
  EXPECT_NEAR(pipe->passing(3.5, 4.0, 0.0).discharge, -expected, 1e-6 * expected);
  const auto flap = law("culvert", {{"diameter", 1.5}, {"length", 60.0}, {"left_invert", 0.1}, {"right_invert", 0.0}}, {{"flap", "one_way"}});
  EXPECT_EQ(flap->passing(3.5, 4.0, 0.0).discharge, 0.0);
}

TEST(Siphons, LoseHeadByMannings) {
  const auto siphon = law("inverted_siphon",
                          {{"diameter", 1.0}, {"length", 200.0}, {"left_level", 5.0}, {"right_level", 4.8}, {"manning_n", 0.014}, {"entrance_loss", 0.0},
                           {"bend_loss", 0.0}, {"exit_loss", 1e-9}});
  const double slope = 0.6 / 200.0, expected = 0.25 * pi / 0.014 * std::pow(0.25, 2.0 / 3.0) * std::sqrt(slope);
  EXPECT_NEAR(siphon->passing(7.6, 7.0, 0.0).discharge, expected, 1e-6 * expected);
  EXPECT_EQ(siphon->passing(4.99, 3.0, 0.0).discharge, 0.0);  // its inlet is dry
  EXPECT_NEAR(siphon->passing(7.0, 7.6, 0.0).discharge, -expected, 1e-6 * expected);
}

}  // namespace
}  // namespace riverchief::physics
