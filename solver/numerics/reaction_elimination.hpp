// Elimination of I − γ S R' for a batch of small systems of one pattern: which entries there are, what fills in and in which sequence it is done
// is found once; every operation then runs over all systems of the batch.

#pragma once

#include <cstddef>
#include <vector>

#include "numerics/reactor.hpp"

namespace riverchief::numerics {

/// The sequence of operations, shared by all batches.
class EliminationPlan {
 public:
  explicit EliminationPlan(const ReactionPattern& pattern);
  std::size_t entries() const { return entries_; }
  /// Fills and eliminates. \return false where a pivot vanishes
  bool factorise(double gamma, const double* slopes, double* matrix) const;
  /// Solves in place, (state, system).
  void solve(const double* matrix, double* b) const;

 private:
  struct Term {
    std::size_t entry, slope;
    double coefficient;
  };
  struct Update {
    std::size_t target, left, right;  // a[target] −= a[left] a[right]
  };
  struct Pivot {
    std::size_t diagonal;
    std::vector<std::size_t> below;   // entries to be divided by it
    std::vector<Update> updates;
  };
  struct Couple {
    std::size_t row, column, entry;
  };
  std::size_t states_, entries_ = 0;
  std::vector<std::size_t> diagonal_;
  std::vector<Term> terms_;
  std::vector<Pivot> pivots_;
  std::vector<Couple> lower_, upper_;  // in the order of substitution
};

}  // namespace riverchief::numerics
