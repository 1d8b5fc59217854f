// Faces in lanes, faces one by one, one thread and two: the same values to the last bit. And the Jacobian is that of the equations.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "core/parallel.hpp"
#include "model/flow.hpp"
#include "model/steady_state.hpp"
#include "tests/unit/model/listener.hpp"

namespace riverchief::model {
namespace {

basin::Section trapezoid(double chainage, double bed, double bottom) {
  basin::Section s;
  s.chainage = chainage;
  const double half = 0.5 * bottom, top = half + 60.0;
  s.points = {{-top, bed + 30.0, 0.03}, {-half, bed, 0.03}, {half, bed, 0.03}, {top, bed + 30.0, 0.03}};
  s.left_bank = -top, s.right_bank = top;
  return s;
}

basin::River river(const std::string& id, double length, double from, double to, double bottom) {
  basin::River r;
  r.id = id, r.length = length;
  r.sections = {trapezoid(0.0, from, bottom), trapezoid(length, to, 1.5 * bottom)};
  return r;
}

basin::Boundary boundary(const std::string& river, double chainage, basin::BoundaryKind kind, basin::Series series) {
  basin::Boundary b;
  b.at = {river, chainage, {}}, b.kind = kind, b.series = std::move(series), b.bed_slope = 2e-4;
  return b;
}

/// A river that widens at once, with a tributary: chains of both directions, lone faces; with a branch that comes back: a core.
basin::Scenario network(double cell_length, bool loop) {
  basin::Scenario s;
  s.cell_length = cell_length, s.duration = 6.0 * 3600.0, s.output_every = 3600.0;
  auto main = river("main", 20e3, 4.0, 0.0, 40.0), tributary = river("tributary", 5e3, 3.2, 2.1, 15.0), branch = river("branch", 9e3, 3.2, 1.0, 15.0);
  main.sections.insert(main.sections.begin() + 1, {trapezoid(12e3 - 1e-3, 1.6, 50.0), trapezoid(12e3 + 1e-3, 1.6, 75.0)});
  tributary.joins = basin::Place{"main", 10e3, {}};
  branch.leaves = basin::Place{"main", 4e3, {}}, branch.joins = basin::Place{"main", 15e3, {}};
  s.basin.rivers = {main, tributary};
  if (loop) s.basin.rivers.push_back(branch);
  s.boundaries = {boundary("main", 0.0, basin::BoundaryKind::discharge, {{0.0, 7200.0, 21600.0}, {150.0, 300.0, 150.0}}),
                  boundary("tributary", 0.0, basin::BoundaryKind::discharge, {{0.0}, {40.0}}),
                  boundary("main", 20e3, basin::BoundaryKind::water_level, {{0.0}, {3.5}})};
  return s;
}

/// A state away from rest, with flow both ways.
struct Shaken {
  basin::Scenario scenario;
  Network net;
  Flow flow;
  std::vector<double> y;

  Shaken(double cell_length, bool loop) : scenario(network(cell_length, loop)), net(make_network(scenario)), flow(net, scenario) {
    FirstState state = steady_state(scenario, net, flow);
    std::mt19937 random(1);
    std::uniform_real_distribution<double> within(-1.0, 1.0);
    for (double& v : state.volume) v *= 1.0 + 0.05 * within(random);
    for (double& u : state.velocity) u = u - 0.6 + 0.3 * within(random);
    flow.set_start(0.0, state.volume);
    y.assign(flow.size(), 0.0);
    std::copy(state.velocity.begin(), state.velocity.end(), y.begin() + static_cast<std::ptrdiff_t>(flow.velocity_offset()));
  }
};

TEST(Lanes, ChainsAndLoneFacesGoThroughTheSameLaws) {
  Shaken s(250.0, false);
  std::vector<double> rate(s.flow.size());
  s.flow.right_hand_side(0.0, s.y.data(), rate.data());
  FaceOrder lone;
  for (std::size_t f = 0; f < s.net.faces.size(); ++f) lone.lone.push_back(f);
  lone.gathered = gather(s.net, lone.lone);
  EXPECT_LT(face_order(s.net).lone.size(), lone.lone.size() / 4) << "most faces lie in chains";
  const FaceColumns shape(s.net);
  const double* velocity = s.y.data() + s.flow.velocity_offset();
  std::vector<double> phi(s.net.faces.size()), q(phi.size()), a(phi.size()), side(phi.size(), 0.0);
  discharges(lone, shape, s.flow.sites, velocity, phi.data(), q.data());
  accelerations(lone, shape, {s.flow.sites, velocity, q.data(), side.data()}, phi.data(), a.data());
  for (std::size_t f = 0; f < q.size(); ++f) {
    EXPECT_EQ(q[f], rate[f]) << f;
    if (s.net.faces[f].inflow < 0 && !s.net.faces[f].step) {
      EXPECT_EQ(a[f], rate[s.flow.velocity_offset() + f]) << f;
    }
  }
}

/// (I − γJ) x = b against differences of the equations along x.
void check_jacobian(bool loop) {
  Shaken s(1000.0, loop);
  const std::size_t n = s.flow.size();
  std::mt19937 random(2);
  std::uniform_real_distribution<double> within(-1.0, 1.0);
  for (const double gamma : {1.0, 100.0}) {
    std::vector<double> b(n), x(n), up(n), down(n), beside(n);
    for (std::size_t i = 0; i < n; ++i) b[i] = within(random) * (i < s.flow.velocity_offset() ? 10.0 : 0.01);
    s.flow.right_hand_side(0.0, s.y.data(), up.data());
    ASSERT_TRUE(s.flow.prepare(gamma));
    s.flow.solve(b.data(), x.data());
    constexpr double step = 1e-6;
    for (std::size_t i = 0; i < n; ++i) beside[i] = s.y[i] + step * x[i];
    s.flow.right_hand_side(0.0, beside.data(), up.data());
    for (std::size_t i = 0; i < n; ++i) beside[i] = s.y[i] - step * x[i];
    s.flow.right_hand_side(0.0, beside.data(), down.data());
    for (std::size_t i = 0; i < n; ++i) {
      const double change = gamma * (up[i] - down[i]) / (2.0 * step), scale = std::fabs(x[i]) + std::fabs(b[i]) + std::fabs(change);
      EXPECT_NEAR(x[i] - change, b[i], 2e-5 * scale) << (i < s.flow.velocity_offset() ? "volume at face " : "velocity at face ") << i;
    }
  }
}

TEST(Lanes, TheJacobianIsThatOfTheEquations) {
  check_jacobian(false);
  check_jacobian(true);
}

TEST(Threads, TwoGiveTheSameValues) {
  basin::Scenario s = network(250.0, false);
  auto& main = s.basin.rivers[0];
  s.river_cell_length[main.id] = 1.0;  // more than one piece of work
  s.duration = 4.0, s.output_every = 2.0;
  s.initial.steady = false;
  for (const auto& r : s.basin.rivers) s.initial.profiles.push_back({r.id, {0.0, r.length}, {6.0, 6.0}, {50.0, 50.0}, {}});
  const Listener one = run(s);
  core::use_threads(2);
  const Listener two = run(s);
  core::use_threads(1);
  ASSERT_GT(one.grid.cells.size(), 2 * core::piece_size);
  EXPECT_EQ(one.summary.steps, two.summary.steps);
  EXPECT_EQ(one.level, two.level);
  EXPECT_EQ(one.discharge, two.discharge);
  EXPECT_EQ(one.summary.max_discharge, two.summary.max_discharge);
}

}  // namespace
}  // namespace riverchief::model
