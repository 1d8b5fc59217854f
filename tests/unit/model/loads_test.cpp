// What sources bring is an exact integral, whatever the steps.

#include "model/loads.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "basin/source_course.hpp"

namespace riverchief::model {
namespace {

/// A source whose water, concentration and load all move, spread over two cells.
struct OneSource {
  basin::Scenario scenario;
  Network network;
  basin::Source source;

  OneSource() {
    for (const char* id : {"cod", "chloride", "none"}) {
      basin::Pollutant p;
      p.id = id;
      scenario.basin.pollutants.push_back(p);
    }
    source.id = "works", source.kind = "outfall";
    source.discharge = {{0.0, 1000.0, 3000.0, 3060.0, 9000.0}, {0.0, 2.0, 2.0, 0.5, 1.0}};
    source.concentration["cod"] = {{0.0, 500.0, 4000.0, 8000.0}, {10.0, 90.0, 30.0, 70.0}};
    source.concentration["chloride"] = basin::constant(250.0);
    source.load["cod"] = {{0.0, 2000.0, 2060.0, 9000.0}, {0.0, 0.0, 5.0, 5.0}};
    network.given = {source};
    network.inflows.emplace_back(source.discharge);
    network.sources.push_back({.cell = 0, .share = 0.25, .series = 0, .given = 0});
    network.sources.push_back({.cell = 1, .share = 0.75, .series = 0, .given = 0});
  }
  double volume(double from, double to) const { return network.inflows[0].integral(to) - network.inflows[0].integral(from); }
};

/// By the midpoint rule, a thousandth of a second at a time where it matters.
double by_quadrature(const basin::Source& s, double from, double to) {
  double sum = 0.0;
  const int n = 200000;
  for (int i = 0; i < n; ++i) {
    const double t = from + (i + 0.5) * (to - from) / n;
    sum += (to - from) / n * (basin::value_at(s.discharge, t) * basin::value_at(s.concentration.at("cod"), t) + basin::value_at(s.load.at("cod"), t));
  }
  return sum;
}

TEST(Loads, MassIsTheIntegralOfDischargeTimesConcentration) {
  const OneSource one;
  const Loads loads(one.scenario, one.network);
  double out[3];
  for (const auto& [from, to] : {std::pair(100.0, 400.0), std::pair(300.0, 3500.0), std::pair(1990.0, 2070.0), std::pair(0.0, 9000.0), std::pair(8500.0, 12000.0)}) {
    loads.mass(1, 0.75 * one.volume(from, to), from, to, out);
    const double exact = 0.75 * by_quadrature(one.source, from, to);
    EXPECT_NEAR(out[0], exact, 1e-7 * exact) << from << " to " << to;
    EXPECT_NEAR(out[1], 0.75 * 250.0 * one.volume(from, to), 1e-9);
    EXPECT_EQ(out[2], 0.0);
  }
}

TEST(Loads, StepsAddUpToTheWhole) {
  const OneSource one;
  const Loads loads(one.scenario, one.network);
  double whole[3], out[3], sum = 0.0, at = 0.0;
  loads.mass(0, 0.25 * one.volume(0.0, 9000.0), 0.0, 9000.0, whole);
  for (int k = 1; at < 9000.0; ++k) {
    const double to = std::min(9000.0, at + 37.0 * (1 + k % 7));
    loads.mass(0, 0.25 * one.volume(at, to), at, to, out);
    sum += out[0];
    at = to;
  }
  EXPECT_NEAR(sum, whole[0], 1e-12 * whole[0]);
  loads.mass(0, 0.25 * one.volume(200.0, 300.0), 200.0, 300.0, out);  // and back again
  EXPECT_NEAR(out[0], 0.25 * by_quadrature(one.source, 200.0, 300.0), 1e-7 * out[0]);
}

TEST(Loads, HeldLoadsAreThoseOfTheStart) {
  const OneSource one;
  Loads loads(one.scenario, one.network);
  loads.hold(true);
  double out[3];
  loads.mass(1, 3.0, 5000.0, 6000.0, out);
  EXPECT_DOUBLE_EQ(out[0], 3.0 * 10.0);
  EXPECT_DOUBLE_EQ(out[1], 3.0 * 250.0);
}

}  // namespace
}  // namespace riverchief::model
