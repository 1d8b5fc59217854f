// The Saint-Venant equations on a network as y' = F(t, y), with their exact Jacobian.
//
//   y = ( G of every face, G of every outlet, u of every face )
//
// G is the water volume that has passed a face since the start [m3] and u its velocity [m/s]. The volume of a cell is
// its first volume plus what has entered it, V = V0 + I(t) + Σ ±G: volumes and face fluxes belong together at every
// instant and in every iterate, so the ledger closes to round-off. Tolerances are in depth and velocity all the same.
//
//   dG/dt = Q = u A                                                                                   [SV-1]
//   du/dt = −g ∂η/∂x − (1/A) (∂(Q u)/∂x − u ∂Q/∂x) − g u |u| / ψ                                      [SV-2]
//
// Derivation: solver/physics/README.md. Source of the momentum form: Stelling & Duinmeijer (2003), Int. J. Numer. Meth.
// Fluids 43, 1329-1354.

#pragma once

#include <vector>

#include "basin/scenario.hpp"
#include "model/network.hpp"
#include "numerics/system.hpp"
#include "numerics/tree_solver.hpp"

namespace riverchief::model {

class Flow final : public numerics::System {
 public:
  Flow(const Network& network, const basin::Accuracy& accuracy);

  // numerics::System
  std::size_t size() const override { return 2 * faces_ + outlets_; }
  bool right_hand_side(double time, const double* y, double* rate) override;
  void predict(double time, double dt, double* y) override;
  bool prepare(double time, const double* y, double gamma) override;
  void solve(const double* b, double* x) override;
  void weigh(const double* y) override;
  double error_norm(const double* difference) const override;
  bool acceptable(double time, const double* y) override;

  /// The volumes at y = (0, 0, u): set once at the start, and again where the integration starts anew.
  void set_start(double time, std::vector<double> volume);
  /// Holds all forcing at one instant, inflows included, so that pseudo-time leads to its steady state.
  void hold(double time);
  void release() { held_ = false; }

  /// Volumes of all cells at a state, in the order of the network [m3].
  void volumes(double time, const double* y, double* volume) const;
  /// Brings levels, areas and discharges of a state up to date; read them below.
  void evaluate(double time, const double* y);
  /// The start of a cell's volume at a water level [m3].
  double volume_at_level(int cell, double level) const;

  std::size_t faces() const { return faces_; }
  std::size_t outlets() const { return outlets_; }
  std::size_t velocity_offset() const { return faces_ + outlets_; }

  // the state last evaluated
  std::vector<double> volume;      ///< (cell) [m3]
  std::vector<double> level;       ///< (site) [m]
  std::vector<double> area;        ///< (site) flow area A [m2]
  std::vector<double> psi;         ///< (site) ψ [m2/s2]
  std::vector<double> discharge;   ///< (face) [m3/s]
  std::vector<double> outflow;     ///< (outlet) [m3/s]

 private:
  template <bool with_slopes>
  void evaluate_sites(double time, const double* y);
  void evaluate_discharges(const double* velocity);
  double entering(int inflow, double time) const;
  template <bool with_slopes>
  void evaluate_outlets();

  const Network& net_;
  basin::Accuracy accuracy_;
  std::size_t faces_, outlets_, cells_, sites_;
  std::vector<double> start_volume_;
  double start_time_ = 0, held_time_ = 0;
  bool held_ = false;

  std::vector<physics::TableRow> row_;                     // (cell) the row of its table it is in, side by side in memory
  std::vector<int> row_number_;                            // (cell)
  std::vector<double> level_slope_, area_slope_, psi_slope_;  // (site) by the volume of the cell it belongs to
  std::vector<double> inverse_length_;                     // (cell)
  std::vector<double> cell_weight_, face_weight_;
  mutable std::vector<double> work_;                       // (cell)
  std::vector<double> outlet_slope_;                       // (outlet) dQ/dV
  std::vector<double> phi_;                                // (face) blend of the areas, see face_laws.hpp
  std::vector<double> dq_du_, dq_left_, dq_right_;         // (face)
  std::vector<double> carry_before_, carry_after_;         // (face) d(du/dt)/dQ of the neighbours
  double gamma_ = 0;
  numerics::TreeSolver solver_;
  std::vector<double> rhs_;
  struct CoreFace {
    int left_left, left_right, right_left, right_right;   // slots: rows V_left, V_right by volumes
    int left_u, right_u, u_left, u_right, u_u, u_before, u_after;
  };
  std::vector<CoreFace> core_faces_;
  std::vector<int> core_diagonal_;                         // (core cell)
};

}  // namespace riverchief::model
