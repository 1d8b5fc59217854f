#include "numerics/tree_solver.hpp"

#include <suitesparse/klu.h>

#include <algorithm>
#include <cassert>
#include <cmath>

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
  blocks.assign(parents_.size(), Block{});
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
  core_slot_of_.assign(parents_.size(), -1);
  for (std::size_t i = 0; i < parents_.size(); ++i) {
    const Parent& parent = parents_[i];
    next_.push_back(parent.block);
    if (parent.block >= 0) continue;
    core_slot_of_[i] = static_cast<int>(core_slots_.size());
    const int v = parent.core_volume, u = parent.core_beyond;
    core_slots_.push_back(core_slot(v, v));
    core_slots_.push_back(u < 0 ? -1 : core_slot(v, u));
    core_slots_.push_back(u < 0 ? -1 : core_slot(u, v));
    core_slots_.push_back(u < 0 ? -1 : core_slot(u, u));
  }
}

bool TreeSolver::factorise() {
  const std::size_t count = blocks.size();
  double smallest = 1.0;
  for (std::size_t i = 0; i < count; ++i) {
    const Block& b = blocks[i];
    Factor& f = factors_[i];
    const double determinant = b.d11 * b.d22 - b.d12 * b.d21;
    const double inverse = 1.0 / determinant;
    smallest = std::fmin(smallest, std::fabs(determinant));
    f.i11 = b.d22 * inverse, f.i12 = -b.d12 * inverse, f.i21 = -b.d21 * inverse, f.i22 = b.d11 * inverse;
    f.e11 = f.i11 * b.u11 + f.i12 * b.u21, f.e12 = f.i12 * b.u22;
    f.e21 = f.i21 * b.u11 + f.i22 * b.u21, f.e22 = f.i22 * b.u22;
    f.l11 = b.l11, f.l12 = b.l12, f.l22 = b.l22;
    const double s11 = f.l11 * f.e11 + f.l12 * f.e21, s12 = f.l11 * f.e12 + f.l12 * f.e22;
    const double s21 = f.l22 * f.e21, s22 = f.l22 * f.e22;
    if (next_[i] >= 0) {
      Block& p = blocks[static_cast<std::size_t>(next_[i])];
      p.d11 -= s11, p.d12 -= s12, p.d21 -= s21, p.d22 -= s22;
    } else {
      const int* slot = &core_slots_[static_cast<std::size_t>(core_slot_of_[i])];
      core_value(slot[0]) -= s11;
      if (slot[1] >= 0) core_value(slot[1]) -= s12, core_value(slot[2]) -= s21, core_value(slot[3]) -= s22;
    }
  }
  if (!(smallest > 1e-300)) return false;
  return core_->factorise();
}

void TreeSolver::solve(double* rhs) const {
  const std::size_t count = factors_.size();
  double* core = rhs + 2 * count;
  for (std::size_t i = 0; i < count; ++i) {
    const Factor& f = factors_[i];
    const double r1 = rhs[2 * i], r2 = rhs[2 * i + 1];
    const double f1 = f.i11 * r1 + f.i12 * r2, f2 = f.i21 * r1 + f.i22 * r2;
    rhs[2 * i] = f1, rhs[2 * i + 1] = f2;
    if (next_[i] >= 0) {
      double* p = rhs + 2 * static_cast<std::size_t>(next_[i]);
      p[0] -= f.l11 * f1 + f.l12 * f2;
      p[1] -= f.l22 * f2;
    } else {
      core[parents_[i].core_volume] -= f.l11 * f1 + f.l12 * f2;
      if (parents_[i].core_beyond >= 0) core[parents_[i].core_beyond] -= f.l22 * f2;
    }
  }
  core_->solve(core);
  for (std::size_t i = count; i-- > 0;) {
    const Factor& f = factors_[i];
    double v, u;
    if (next_[i] >= 0) {
      v = rhs[2 * static_cast<std::size_t>(next_[i])], u = rhs[2 * static_cast<std::size_t>(next_[i]) + 1];
    } else {
      v = core[parents_[i].core_volume];
      u = parents_[i].core_beyond >= 0 ? core[parents_[i].core_beyond] : 0.0;
    }
    rhs[2 * i] -= f.e11 * v + f.e12 * u;
    rhs[2 * i + 1] -= f.e21 * v + f.e22 * u;
  }
}

}  // namespace riverchief::numerics
