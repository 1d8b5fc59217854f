#include "numerics/tree_laplacian.hpp"

#include <algorithm>

namespace riverchief::numerics {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

}  // namespace

TreeLaplacian::TreeLaplacian(std::size_t nodes, std::vector<std::pair<int, int>> edges, std::size_t tree_edges)
    : nodes_(nodes), tree_(tree_edges), edges_(std::move(edges)), pivot_(nodes), passed_on_(tree_edges) {
  for (std::size_t i = 0; i < tree_; ++i) parent_.push_back(idx(edges_[i].first) == i ? idx(edges_[i].second) : idx(edges_[i].first));
  const auto core = static_cast<Eigen::Index>(nodes_ - tree_);
  if (core == 0) return;
  std::vector<Eigen::Triplet<double>> entries;
  const auto inner = [&](int node) { return node - static_cast<int>(tree_); };
  for (Eigen::Index c = 0; c < core; ++c) entries.emplace_back(static_cast<int>(c), static_cast<int>(c), 1.0);
  for (std::size_t e = tree_; e < edges_.size(); ++e) {
    entries.emplace_back(inner(edges_[e].first), inner(edges_[e].second), 1.0);
    entries.emplace_back(inner(edges_[e].second), inner(edges_[e].first), 1.0);
  }
  core_.resize(core, core);
  core_.setFromTriplets(entries.begin(), entries.end());
  core_.makeCompressed();
  const auto slot = [&](int row, int column) { return static_cast<Eigen::Index>(&core_.coeffRef(row, column) - core_.valuePtr()); };
  for (Eigen::Index c = 0; c < core; ++c) core_diagonal_.push_back(slot(static_cast<int>(c), static_cast<int>(c)));
  for (std::size_t e = tree_; e < edges_.size(); ++e) {
    core_slots_.push_back(slot(inner(edges_[e].first), inner(edges_[e].second)));
    core_slots_.push_back(slot(inner(edges_[e].second), inner(edges_[e].first)));
  }
  factors_.analyzePattern(core_);
  rhs_.resize(core);
}

void TreeLaplacian::factorise(const double* diagonal, const double* conductance) {
  std::copy_n(diagonal, nodes_, pivot_.begin());
  for (std::size_t e = 0; e < edges_.size(); ++e)
    if (edges_[e].first != edges_[e].second) pivot_[idx(edges_[e].first)] += conductance[e], pivot_[idx(edges_[e].second)] += conductance[e];
  for (std::size_t i = 0; i < tree_; ++i) {
    passed_on_[i] = conductance[i] / pivot_[i];
    pivot_[parent_[i]] -= passed_on_[i] * conductance[i];
  }
  if (core_diagonal_.empty()) return;
  std::fill_n(core_.valuePtr(), core_.nonZeros(), 0.0);
  for (std::size_t c = 0; c < core_diagonal_.size(); ++c) core_.valuePtr()[core_diagonal_[c]] = pivot_[tree_ + c];
  for (std::size_t e = tree_; e < edges_.size(); ++e)
    if (edges_[e].first != edges_[e].second)
      for (const std::size_t k : {2 * (e - tree_), 2 * (e - tree_) + 1}) core_.valuePtr()[core_slots_[k]] -= conductance[e];
  factors_.factorize(core_);
}

void TreeLaplacian::solve(double* rows, std::size_t n) const {
  for (std::size_t i = 0; i < tree_; ++i)
    for (std::size_t k = 0; k < n; ++k) rows[parent_[i] * n + k] += passed_on_[i] * rows[i * n + k];
  for (std::size_t k = 0; !core_diagonal_.empty() && k < n; ++k) {
    for (std::size_t c = 0; c < core_diagonal_.size(); ++c) rhs_[static_cast<Eigen::Index>(c)] = rows[(tree_ + c) * n + k];
    found_ = factors_.solve(rhs_);
    for (std::size_t c = 0; c < core_diagonal_.size(); ++c) rows[(tree_ + c) * n + k] = found_[static_cast<Eigen::Index>(c)];
  }
  for (std::size_t i = tree_; i-- > 0;) {
    const double inverse = 1.0 / pivot_[i];
    for (std::size_t k = 0; k < n; ++k) rows[i * n + k] = rows[i * n + k] * inverse + passed_on_[i] * rows[parent_[i] * n + k];
  }
}

}  // namespace riverchief::numerics
