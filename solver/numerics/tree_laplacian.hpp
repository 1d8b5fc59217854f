// (D + L) x = r on a network: D is diagonal, L the Laplacian of the edges' conductances (spreading, implicit in time).
//
// Edges of the tree come first, each from a node to its parent, leaves first: they are eliminated without fill-in. What loops leave over
// goes to a sparse Cholesky factorisation whose pattern is found once. All columns of the right-hand side share one elimination.

#pragma once

#include <Eigen/SparseCholesky>
#include <Eigen/SparseCore>
#include <cstddef>
#include <utility>
#include <vector>

namespace riverchief::numerics {

class TreeLaplacian {
 public:
  /// \param edges       pairs of nodes; edge i < tree_edges leads from node i to a later one
  TreeLaplacian(std::size_t nodes, std::vector<std::pair<int, int>> edges, std::size_t tree_edges);

  /// \param diagonal     (node) above 0
  /// \param conductance  (edge) >= 0
  void factorise(const double* diagonal, const double* conductance);
  /// Solves in place.
  /// \param rows  (node, column)
  void solve(double* rows, std::size_t columns) const;

 private:
  using Matrix = Eigen::SparseMatrix<double>;
  std::size_t nodes_, tree_;
  std::vector<std::pair<int, int>> edges_;
  std::vector<std::size_t> parent_;                // (tree edge)
  std::vector<double> pivot_, passed_on_;          // (node), (tree edge): the share that goes to the parent
  Matrix core_;
  std::vector<Eigen::Index> core_diagonal_, core_slots_;  // places of the core's values: (core node), (edge beyond the tree, twice)
  Eigen::SimplicialLDLT<Matrix> factors_;
  mutable Eigen::VectorXd rhs_, found_;
};

}  // namespace riverchief::numerics
