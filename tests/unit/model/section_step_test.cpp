// A channel that widens at once: the jet loses what Borda and Carnot say, on coarse cells and on fine ones.

#include <gtest/gtest.h>

#include <algorithm>

#include "model/flow.hpp"
#include "model/steady_state.hpp"

namespace riverchief::model {
namespace {

basin::Section rectangle(double chainage, double width) {
  basin::Section s;
  s.chainage = chainage;
  const double half = 0.5 * width, n = 0.002;
  s.points = {{-half, 20.0, n}, {-half, 0.0, n}, {half, 0.0, n}, {half, 20.0, n}};
  s.left_bank = -half, s.right_bank = half;
  return s;
}

basin::Boundary boundary(double chainage, basin::BoundaryKind kind, double value) {
  basin::Boundary b;
  b.at = {"channel", chainage, {}}, b.kind = kind, b.series = {{0.0}, {value}};
  return b;
}

/// Rise of the level over a step from 10 to 16 m of width, next to no friction, and what momentum says of it: u2 (u1 − u2) / g [m].
struct Rise {
  double found, known;
};
Rise rise(double cell_length) {
  constexpr double step = 200.0, discharge = 30.0;
  basin::River river;
  river.id = "channel", river.length = 2.0 * step;
  river.sections = {rectangle(0.0, 10.0), rectangle(step - 1e-3, 10.0), rectangle(step + 1e-3, 16.0), rectangle(2.0 * step, 16.0)};
  basin::Scenario s;
  s.cell_length = cell_length, s.duration = 60.0, s.output_every = 60.0;
  s.basin.rivers = {river};
  s.boundaries = {boundary(0.0, basin::BoundaryKind::discharge, discharge), boundary(2.0 * step, basin::BoundaryKind::water_level, 2.0)};
  const Network net = make_network(s);
  Flow flow(net, s);
  const FirstState state = steady_state(s, net, flow);
  flow.set_start(0.0, state.volume);
  std::vector<double> y(flow.size(), 0.0);
  std::copy(state.velocity.begin(), state.velocity.end(), y.begin() + static_cast<std::ptrdiff_t>(flow.velocity_offset()));
  flow.evaluate(0.0, y.data());
  const auto cells = net.grid.cells.size();
  const auto level = [&](std::size_t g) { return flow.sites.level[static_cast<std::size_t>(net.cell_of_grid[g])]; };
  const double above = level(cells / 2 - 2), below = level(cells / 2 + 2), u1 = discharge / (10.0 * above), u2 = discharge / (16.0 * below);
  return {below - above, u2 * (u1 - u2) / 9.81};
}

TEST(SectionStep, AJetLosesWhatMomentumSays) {
  for (const double cell_length : {20.0, 2.0}) {
    const Rise r = rise(cell_length);
    EXPECT_GT(r.known, 0.05);
    EXPECT_NEAR(r.found, r.known, 0.02 * r.known) << cell_length;
  }
}

}  // namespace
}  // namespace riverchief::model
