// Many small stiff systems side by side, against chains whose solution is known.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "numerics/reactor.hpp"

namespace riverchief::numerics {
namespace {

constexpr std::size_t W = batch_width;

/// A -> B -> C with rates of first order, other rates in every system.
class Chain : public Reactions {
 public:
  double first(std::size_t j) const { return fast * (1.0 + static_cast<double>(j)) / 86400.0; }
  double second(std::size_t j) const { return 0.3 * (1.0 + static_cast<double>(j)) / 86400.0; }
  void rates(std::size_t, const double* y, double* r) const override {
    for (std::size_t j = 0; j < W; ++j) r[j] = first(j) * y[j], r[W + j] = second(j) * y[W + j];
  }
  void slopes(std::size_t, const double*, double* d) const override {
    for (std::size_t j = 0; j < W; ++j) d[j] = first(j), d[W + j] = second(j);
  }
  double fast = 0.5;
};

ReactionPattern chain_pattern() {
  ReactionPattern p;
  p.states = 3, p.processes = 2;
  p.coefficients = {{0, 0, -1.0}, {0, 1, 1.0}, {1, 1, -1.0}, {1, 2, 1.0}};
  p.slopes = {{0, 0}, {1, 1}};
  p.counted = {0, 1};
  p.absolute = {1e-4, 1e-4, 1e-4};
  return p;
}

TEST(Reactor, FollowsAChainAndKeepsItsSum) {
  Chain chain;
  Reactor reactor(chain_pattern(), chain, 2);
  std::vector<double> y(3 * W, 0.0), extents(2 * W);
  std::fill_n(y.begin(), W, 10.0);
  const double hour = 3600.0;
  for (int k = 0; k < 24; ++k) ASSERT_TRUE(reactor.integrate(1, hour, y.data(), extents.data()));
  for (std::size_t j = 0; j < W; ++j) {
    const double a = chain.first(j), b = chain.second(j), t = 24.0 * hour;
    EXPECT_NEAR(y[j], 10.0 * std::exp(-a * t), 2e-4 * 10.0 * std::exp(-a * t) + 1e-4);
    EXPECT_NEAR(y[W + j], 10.0 * a / (b - a) * (std::exp(-a * t) - std::exp(-b * t)), 2e-3);
    EXPECT_NEAR(y[j] + y[W + j] + y[2 * W + j], 10.0, 1e-12);
  }
}

TEST(Reactor, CountsWhatEveryProcessDid) {
  Chain chain;
  Reactor reactor(chain_pattern(), chain, 1);
  std::vector<double> y(3 * W, 0.0), extents(2 * W);
  std::fill_n(y.begin(), W, 10.0);
  ASSERT_TRUE(reactor.integrate(0, 7200.0, y.data(), extents.data()));
  for (std::size_t j = 0; j < W; ++j) {
    EXPECT_NEAR(10.0 - y[j], extents[j], 1e-13);
    EXPECT_NEAR(y[2 * W + j], extents[W + j], 1e-13);
  }
}

TEST(Reactor, TakesStiffRatesInItsStrideAndLeavesNothingBelowZero) {
  Chain chain;
  chain.fast = 86400.0 / 36.0;  // a hundred times within an hour, and more
  Reactor reactor(chain_pattern(), chain, 1);
  std::vector<double> y(3 * W, 0.0), extents(2 * W);
  std::fill_n(y.begin(), W, 10.0);
  for (int k = 0; k < 10; ++k) {
    ASSERT_TRUE(reactor.integrate(0, 3600.0, y.data(), extents.data()));
    for (const double v : y) ASSERT_GE(v, 0.0);
  }
  EXPECT_LT(reactor.steps(), 120);
  EXPECT_LT(y[0], 1e-4);
  for (std::size_t j = 0; j < W; ++j) EXPECT_NEAR(y[j] + y[W + j] + y[2 * W + j], 10.0, 1e-11);
}

}  // namespace
}  // namespace riverchief::numerics
