// Linear algebra in the order of the tree: (I − γJ) x = r for a river network.
//
// Every cell i of a tree part is a block of two unknowns: its volume and the velocity at the face towards its parent.
// A block touches only its parent's volume and one velocity beyond the parent, so eliminating leaves first fills
// nothing in:
//
//     D_i x_i + U_i (V_parent, u_beyond) + Σ_children L_j x_j = r_i,     U = | u11  0  |     L = | l11 l12 |
//                                                                            | u21 u22 |         |  0  l22 |
//
// What loops leave over (the core) is a small general sparse system and goes to KLU.
// Source: Davis & Palamadai Natarajan (2010), ACM TOMS 37(3), algorithm 907 (KLU).

#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace riverchief::numerics {

class TreeSolver {
 public:
  /// The coefficients of all blocks, one array each, filled anew for every factorisation (which spoils the diagonal ones).
  struct Blocks {
    std::vector<double> d11, d12, d21, d22;
    std::vector<double> l11, l12, l22;
    std::vector<double> u11, u21, u22;
    void assign(std::size_t count, double value);
  };
  /// Where a block hangs.
  struct Parent {
    int block = -1;       ///< the parent block; -1 = the core
    int core_volume = -1; ///< core unknowns, when block is -1
    int core_beyond = -1; ///< -1 = there is no velocity beyond
  };

  TreeSolver();
  ~TreeSolver();
  TreeSolver(TreeSolver&&) noexcept;
  TreeSolver& operator=(TreeSolver&&) noexcept;

  /// Fixes the structure. Blocks come children first, a whole subtree in one piece; `core_entries` are the (row, column) pairs of the core that will
  /// be filled by core_entry(), the diagonal excepted, which is always there.
  void structure(std::vector<Parent> parents, int core_size, const std::vector<std::pair<int, int>>& core_entries);

  Blocks blocks;
  int core_size() const;
  void clear_core();
  /// The slot of a core coefficient; it holds for the solver's life.
  int core_slot(int row, int column) const;
  double& core_value(int slot);

  /// Eliminates. \return false where a pivot vanishes or is not a number.
  bool factorise();
  /// Solves in place.
  /// \param volume   (block) right-hand side of the first rows, then the solution
  /// \param velocity (block) of the second rows
  /// \param core     (core unknown)
  void solve(double* volume, double* velocity, double* core) const;

 private:
  struct Core;
  struct Factor {
    double i11, i12, i21, i22;  // D⁻¹
    double e11, e12, e21, e22;  // D⁻¹ U
    double m11, m12, m21, m22;  // L D⁻¹
  };
  std::vector<Parent> parents_;
  std::vector<int> next_;            // parent block, -1 = core
  std::vector<Factor> factors_;
  std::vector<int> core_slots_;      // four for each limb
  /// A subtree that hangs on the core: blocks first ... end − 1, the last one's parent is the core. Limbs do not touch each other.
  struct Limb {
    std::size_t first, end;
  };
  void factorise(const Limb& limb, double* left_over, double& smallest);
  void reduce(const Limb& limb, double* volume, double* velocity, double* left_over) const;
  void substitute(const Limb& limb, double* volume, double* velocity, const double* core) const;
  template <class Act>
  void each_limb(Act&& act) const;
  std::vector<Limb> limbs_;
  std::vector<double> left_over_;    // four for each limb: what it leaves to the core
  mutable std::vector<double> carried_;  // two for each limb, of the right-hand side
  std::unique_ptr<Core> core_;
};

}  // namespace riverchief::numerics
