#include "numerics/tree_solver.hpp"

#include <suitesparse/klu.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/parallel.hpp"

namespace riverchief::numerics {

/// The general part, compressed by columns.
struct TreeSolver::Core {
  int size = 0;
  std::vector<int> column_start, row;
  std::vector<double> value;
  klu_common common{};
  klu_symbolic* symbolic = nullptr;
  klu_numeric* numeric = nullptr;

  ~Core() {
    if (numeric) klu_free_numeric(&numeric, &common);
    if (symbolic) klu_free_symbolic(&symbolic, &common);
  }

  bool factorise() {
    if (size == 0) return true;
    if (size == 1) return value[0] != 0.0 && std::isfinite(value[0]);
    if (numeric && klu_refactor(column_start.data(), row.data(), value.data(), symbolic, numeric, &common) == 1 &&
        klu_rcond(symbolic, numeric, &common) == 1 && common.rcond > 1e-14)
      return true;
    if (numeric) klu_free_numeric(&numeric, &common);
    numeric = klu_factor(column_start.data(), row.data(), value.data(), symbolic, &common);
    return numeric != nullptr && common.status == KLU_OK;
  }

  void solve(double* rhs) {
    if (size == 0) return;
    if (size == 1)
      rhs[0] /= value[0];
    else
      klu_solve(symbolic, numeric, size, 1, rhs, &common);
  }
};

void TreeSolver::Blocks::assign(std::size_t count, double value) {
  for (auto* a : {&d11, &d12, &d21, &d22, &l11, &l12, &l22, &u11, &u21, &u22}) a->assign(count, value);
}

TreeSolver::TreeSolver() = default;
TreeSolver::~TreeSolver() = default;
TreeSolver::TreeSolver(TreeSolver&&) noexcept = default;
TreeSolver& TreeSolver::operator=(TreeSolver&&) noexcept = default;

int TreeSolver::core_size() const { return core_->size; }
void TreeSolver::clear_core() { std::fill(core_->value.begin(), core_->value.end(), 0.0); }
double& TreeSolver::core_value(int slot) { return core_->value[static_cast<std::size_t>(slot)]; }

int TreeSolver::core_slot(int row, int column) const {
  const auto first = core_->row.begin() + core_->column_start[static_cast<std::size_t>(column)];
  const auto last = core_->row.begin() + core_->column_start[static_cast<std::size_t>(column) + 1];
  const auto found = std::lower_bound(first, last, row);
  assert(found != last && *found == row);
  return static_cast<int>(found - core_->row.begin());
}

void TreeSolver::structure(std::vector<Parent> parents, int core_size, const std::vector<std::pair<int, int>>& core_entries) {
  parents_ = std::move(parents);
  blocks.assign(parents_.size(), 0.0);
  factors_.assign(parents_.size(), Factor{});
  core_ = std::make_unique<Core>();
  core_->size = core_size;

  std::vector<std::pair<int, int>> entries;  // (column, row), so that sorting compresses by columns
  for (int i = 0; i < core_size; ++i) entries.emplace_back(i, i);
  for (const auto& [row, column] : core_entries) entries.emplace_back(column, row);
  for (const Parent& parent : parents_) {
    if (parent.block >= 0 || parent.core_beyond < 0) continue;
    entries.emplace_back(parent.core_volume, parent.core_beyond);
    entries.emplace_back(parent.core_beyond, parent.core_volume);
  }
  std::sort(entries.begin(), entries.end());
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
  core_->column_start.assign(static_cast<std::size_t>(core_size) + 1, 0);
  for (const auto& [column, row] : entries) {
    ++core_->column_start[static_cast<std::size_t>(column) + 1];
    core_->row.push_back(row);
  }
  for (std::size_t c = 0; c < static_cast<std::size_t>(core_size); ++c) core_->column_start[c + 1] += core_->column_start[c];
  core_->value.assign(entries.size(), 0.0);
  klu_defaults(&core_->common);
  if (core_size > 1) core_->symbolic = klu_analyze(core_size, core_->column_start.data(), core_->row.data(), &core_->common);

  next_.clear();
  core_slots_.clear();
  limbs_.clear();
  for (std::size_t i = 0; i < parents_.size(); ++i) {
    const Parent& parent = parents_[i];
    next_.push_back(parent.block);
    if (parent.block >= 0) continue;
    limbs_.push_back({limbs_.empty() ? 0 : limbs_.back().end, i + 1});
    const int v = parent.core_volume, u = parent.core_beyond;
    core_slots_.push_back(core_slot(v, v));
    core_slots_.push_back(u < 0 ? -1 : core_slot(v, u));
    core_slots_.push_back(u < 0 ? -1 : core_slot(u, v));
    core_slots_.push_back(u < 0 ? -1 : core_slot(u, u));
  }
  left_over_.assign(4 * limbs_.size(), 0.0);
  carried_.assign(2 * limbs_.size(), 0.0);
}

/// Limbs side by side where they are worth it.
template <class Act>
void TreeSolver::each_limb(Act&& act) const {
  if (parents_.size() > core::fewest_pieces * core::piece_size)
    core::at_once(limbs_.size(), act);
  else
    for (std::size_t k = 0; k < limbs_.size(); ++k) act(k);
}

bool TreeSolver::factorise() {
  std::vector<double>& smallest = carried_;
  each_limb([&](std::size_t k) { factorise(limbs_[k], &left_over_[4 * k], smallest[2 * k]); });
  double least = 1.0;
  for (std::size_t k = 0; k < limbs_.size(); ++k) {
    least = std::fmin(least, smallest[2 * k]);
    const int* slot = &core_slots_[4 * k];
    const double* s = &left_over_[4 * k];
    core_value(slot[0]) -= s[0];
    if (slot[1] >= 0) core_value(slot[1]) -= s[1], core_value(slot[2]) -= s[2], core_value(slot[3]) -= s[3];
  }
  if (!(least > 1e-300)) return false;
  return core_->factorise();
}

// What a block leaves to its parent is S = L D⁻¹ U. Along a chain it goes to the next block and stays in registers; S is put together
// beside the division 1 / det D, since each block waits for the one before.
void TreeSolver::factorise(const Limb& limb, double* left_over, double& smallest) {
  smallest = 1.0;
  double c11 = 0, c12 = 0, c21 = 0, c22 = 0;
  for (std::size_t i = limb.first; i < limb.end; ++i) {
    Factor& f = factors_[i];
    const double d11 = blocks.d11[i] - c11, d12 = blocks.d12[i] - c12, d21 = blocks.d21[i] - c21, d22 = blocks.d22[i] - c22;
    const double u11 = blocks.u11[i], u21 = blocks.u21[i], u22 = blocks.u22[i];
    const double l11 = blocks.l11[i], l12 = blocks.l12[i], l22 = blocks.l22[i];
    const double determinant = d11 * d22 - d12 * d21, inverse = 1.0 / determinant;
    smallest = std::fmin(smallest, std::fabs(determinant));
    const double n11 = l11 * d22 - l12 * d21, n12 = l12 * d11 - l11 * d12, n21 = -l22 * d21, n22 = l22 * d11;
    c11 = (n11 * u11 + n12 * u21) * inverse, c12 = n12 * u22 * inverse;
    c21 = (n21 * u11 + n22 * u21) * inverse, c22 = n22 * u22 * inverse;
    f.i11 = d22 * inverse, f.i12 = -d12 * inverse, f.i21 = -d21 * inverse, f.i22 = d11 * inverse;
    f.e11 = f.i11 * u11 + f.i12 * u21, f.e12 = f.i12 * u22;
    f.e21 = f.i21 * u11 + f.i22 * u21, f.e22 = f.i22 * u22;
    f.m11 = n11 * inverse, f.m12 = n12 * inverse, f.m21 = n21 * inverse, f.m22 = n22 * inverse;
    if (next_[i] == static_cast<int>(i) + 1 || i + 1 == limb.end) continue;
    const auto p = static_cast<std::size_t>(next_[i]);
    blocks.d11[p] -= c11, blocks.d12[p] -= c12, blocks.d21[p] -= c21, blocks.d22[p] -= c22;
    c11 = c12 = c21 = c22 = 0;
  }
  left_over[0] = c11, left_over[1] = c12, left_over[2] = c21, left_over[3] = c22;
}

void TreeSolver::solve(double* volume, double* velocity, double* core) const {
  each_limb([&](std::size_t k) { reduce(limbs_[k], volume, velocity, &carried_[2 * k]); });
  for (std::size_t k = 0; k < limbs_.size(); ++k) {
    const Parent& parent = parents_[limbs_[k].end - 1];
    core[parent.core_volume] -= carried_[2 * k];
    if (parent.core_beyond >= 0) core[parent.core_beyond] -= carried_[2 * k + 1];
  }
  core_->solve(core);
  each_limb([&](std::size_t k) { substitute(limbs_[k], volume, velocity, core); });
}

void TreeSolver::reduce(const Limb& limb, double* volume, double* velocity, double* left_over) const {
  double carry1 = 0, carry2 = 0;
  for (std::size_t i = limb.first; i < limb.end; ++i) {
    const Factor& f = factors_[i];
    const double r1 = volume[i] -= carry1, r2 = velocity[i] -= carry2;
    carry1 = f.m11 * r1 + f.m12 * r2, carry2 = f.m21 * r1 + f.m22 * r2;
    if (next_[i] == static_cast<int>(i) + 1 || i + 1 == limb.end) continue;
    volume[next_[i]] -= carry1, velocity[next_[i]] -= carry2;
    carry1 = carry2 = 0;
  }
  left_over[0] = carry1, left_over[1] = carry2;
}

void TreeSolver::substitute(const Limb& limb, double* volume, double* velocity, const double* core) const {
  const Parent& parent = parents_[limb.end - 1];
  double v = core[parent.core_volume], u = parent.core_beyond >= 0 ? core[parent.core_beyond] : 0.0;
  for (std::size_t i = limb.end; i-- > limb.first;) {
    const Factor& f = factors_[i];
    if (i + 1 != limb.end && next_[i] != static_cast<int>(i) + 1) v = volume[next_[i]], u = velocity[next_[i]];
    const double r1 = volume[i], r2 = velocity[i];
    const double next_v = (f.i11 * r1 + f.i12 * r2) - (f.e11 * v + f.e12 * u);
    u = (f.i21 * r1 + f.i22 * r2) - (f.e21 * v + f.e22 * u);
    v = next_v;
    volume[i] = v, velocity[i] = u;
  }
}

}  // namespace riverchief::numerics
