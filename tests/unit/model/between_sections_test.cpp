// between_sections = "tables": what a river holds at a level does not depend on how it is cut into cells.

#include <gtest/gtest.h>

#include <cmath>

#include "model/network.hpp"

namespace riverchief::model {
namespace {

/// Three sections unlike each other: a ditch, a ditch with an island beside it, a wide plain.
basin::Scenario river(double cell_length) {
  basin::River r;
  r.id = "r", r.length = 1000.0, r.between_sections = basin::BetweenSections::tables;
  const auto section = [](double x, std::vector<basin::SectionPoint> points) {
    basin::Section s;
    s.chainage = x, s.points = std::move(points), s.left_bank = s.points.front().offset, s.right_bank = s.points.back().offset;
    return s;
  };
  r.sections = {section(0, {{0, 10, 0.03}, {5, 1, 0.03}, {10, 10, 0.03}}), section(300, {{0, 10, 0.03}, {5, 1, 0.03}, {10, 7, 0.03}, {20, 7, 0.03}, {25, 2, 0.03}, {30, 10, 0.03}}),
                section(1000, {{0, 10, 0.04}, {1, 1, 0.04}, {80, 1, 0.04}, {81, 10, 0.04}})};
  basin::Scenario s;
  s.basin.rivers = {r};
  s.cell_length = cell_length;
  s.duration = 1.0;
  basin::Boundary head, mouth;
  head.at = {"r", 0.0, {}}, head.kind = basin::BoundaryKind::discharge, head.series = {{0.0}, {1.0}};
  mouth.at = {"r", 1000.0, {}}, mouth.kind = basin::BoundaryKind::normal_depth, mouth.bed_slope = 1e-3;
  s.boundaries = {head, mouth};
  return s;
}

/// Water below a level and the level drop of uniform friction along the river, over u = 1.
double volume(const Network& net, double level) {
  double sum = 0;
  for (int c = 0; c < net.cells; ++c) {
    const Site& site = net.sites[static_cast<std::size_t>(c)];
    sum += net.length[static_cast<std::size_t>(c)] * physics::at_level(&net.rows[static_cast<std::size_t>(site.first_row)], site.rows, level - site.bed_level).storage_area;
  }
  return sum;
}

TEST(BetweenSections, TheVolumeIsThatOfTheSectionsAtAnyCellLength) {
  // areas at 8 m by hand: a V of 10 m by 9 m; two ditches over the island; the plain
  const double ditch = 7.0 * 7.0 * (10.0 / 9.0) / 2.0;
  const double island = 0.5 * 7 * (5.0 * 7 / 9) + (7.0 + 1.0) / 2 * 5 + 10 * 1.0 + (1.0 + 6.0) / 2 * 5 + 0.5 * 6 * (5.0 * 6 / 8);
  const double plain = 79 * 7.0 + 2 * 0.5 * 7 * (7.0 / 9);
  const double expected = 150 * ditch + (150 + 350) * island + 350 * plain;
  for (const double cell : {1000.0, 500.0, 130.0, 20.0}) EXPECT_NEAR(volume(make_network(river(cell)), 8.0), expected, 2e-4 * expected) << cell;
}

}  // namespace
}  // namespace riverchief::model
