#include "numerics/reaction_elimination.hpp"

#include <algorithm>
#include <cmath>

#include "core/lanes.hpp"

namespace riverchief::numerics {
namespace {

constexpr std::size_t W = batch_width;

RIVERCHIEF_WIDE void add(double a, const double* x, double* z) {
  for (std::size_t k = 0; k < W; ++k) z[k] += a * x[k];
}
RIVERCHIEF_WIDE void take_product(const double* x, const double* y, double* z) {
  for (std::size_t k = 0; k < W; ++k) z[k] -= x[k] * y[k];
}
RIVERCHIEF_WIDE void multiply(const double* x, double* z) {
  for (std::size_t k = 0; k < W; ++k) z[k] *= x[k];
}
RIVERCHIEF_WIDE void invert(double* z) {
  for (std::size_t k = 0; k < W; ++k) z[k] = 1.0 / z[k];
}

}  // namespace

EliminationPlan::EliminationPlan(const ReactionPattern& pattern) : states_(pattern.states) {
  const std::size_t n = states_;
  std::vector<std::vector<char>> there(n, std::vector<char>(n, 0));
  for (std::size_t i = 0; i < n; ++i) there[i][i] = 1;
  for (const auto& s : pattern.slopes)
    for (const auto& c : pattern.coefficients)
      if (c.process == s.process) there[c.state][s.state] = 1;
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = k + 1; i < n; ++i)
      for (std::size_t j = k + 1; j < n; ++j)
        if (there[i][k] && there[k][j]) there[i][j] = 1;
  std::vector<std::vector<std::size_t>> entry(n, std::vector<std::size_t>(n, 0));
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
      if (there[i][j]) entry[i][j] = entries_++;
  for (std::size_t i = 0; i < n; ++i) diagonal_.push_back(entry[i][i]);
  for (std::size_t m = 0; m < pattern.slopes.size(); ++m)
    for (const auto& c : pattern.coefficients)
      if (c.process == pattern.slopes[m].process) terms_.push_back({entry[c.state][pattern.slopes[m].state], m, c.value});
  for (std::size_t k = 0; k < n; ++k) {
    Pivot pivot{entry[k][k], {}, {}};
    for (std::size_t i = k + 1; i < n; ++i) {
      if (!there[i][k]) continue;
      pivot.below.push_back(entry[i][k]);
      for (std::size_t j = k + 1; j < n; ++j)
        if (there[k][j]) pivot.updates.push_back({entry[i][j], entry[i][k], entry[k][j]});
    }
    pivots_.push_back(std::move(pivot));
  }
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (there[i][j]) lower_.push_back({i, j, entry[i][j]});
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = i + 1; j < n; ++j)
      if (there[i][j]) upper_.push_back({i, j, entry[i][j]});
    upper_.push_back({i, i, entry[i][i]});
  }
}

bool EliminationPlan::factorise(double gamma, const double* slopes, double* a) const {
  constexpr double least_pivot = 1e-8;  // of 1; pivots below come from reactions that feed on themselves within a step
  std::fill_n(a, entries_ * W, 0.0);
  for (const std::size_t d : diagonal_) std::fill_n(a + d * W, W, 1.0);
  for (const Term& t : terms_) add(-gamma * t.coefficient, slopes + t.slope * W, a + t.entry * W);
  for (const Pivot& p : pivots_) {
    double* pivot = a + p.diagonal * W;
    for (std::size_t k = 0; k < W; ++k)
      if (!(pivot[k] > least_pivot)) return false;
    invert(pivot);
    for (const std::size_t e : p.below) multiply(pivot, a + e * W);
    for (const Update& u : p.updates) take_product(a + u.left * W, a + u.right * W, a + u.target * W);
  }
  return true;
}

void EliminationPlan::solve(const double* a, double* b) const {
  for (const Couple& c : lower_) take_product(a + c.entry * W, b + c.column * W, b + c.row * W);
  for (const Couple& c : upper_) {
    if (c.row == c.column) multiply(a + c.entry * W, b + c.row * W);
    else take_product(a + c.entry * W, b + c.column * W, b + c.row * W);
  }
}

}  // namespace riverchief::numerics
