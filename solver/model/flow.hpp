// The Saint-Venant equations on a network as y' = F(t, y), with their exact Jacobian.
//
//   y = ( G of every face, G of every outlet, u of every face, what grows by itself )
//
// G is the water volume that has passed a face since the start [m3] and u its velocity [m/s]. The volume of a cell is
// its first volume plus what has entered it, V = V0 + I(t) + Σ ±G: volumes and face fluxes belong together at every
// instant and in every iterate, so the ledger closes to round-off. Tolerances are in depth and velocity all the same.
//
//   dG/dt = Q = u A, or what the structures of a face pass                                            [SV-1]
//   du/dt = −g ∂η/∂x − (1/A) (∂(Q u)/∂x − u ∂Q/∂x + u q) − g u |u| / ψ                                [SV-2]
//
// Derivation: solver/physics/README.md. Source of the momentum form: Stelling & Duinmeijer (2003), Int. J. Numer. Meth.
// Fluids 43, 1329-1354.

#pragma once

#include <vector>

#include "basin/scenario.hpp"
#include "model/network.hpp"
#include "model/settings.hpp"
#include "model/side_by_side.hpp"
#include "numerics/system.hpp"
#include "numerics/tree_solver.hpp"

namespace riverchief::model {

class Flow final : public numerics::System {
 public:
  Flow(const Network& network, const basin::Scenario& scenario);

  // numerics::System
  std::size_t size() const override { return 2 * faces_ + outlets_ + growing_.size(); }
  bool right_hand_side(double time, const double* y, double* rate) override;
  void predict(double time, double dt, double* y) override;
  bool prepare(double gamma) override;
  void solve(const double* b, double* x) override;
  void weigh(const double* y) override;
  double error_norm(const double* difference) const override;
  bool acceptable(double time, const double* y) override;

  /// The volumes at y = (0, 0, u): set once at the start, and again where the integration starts anew.
  void set_start(double time, std::vector<double> volume);
  /// Holds all forcing at one instant, inflows included, so that pseudo-time leads to its steady state.
  void hold(double time);
  void release() { held_ = false; }
  /// Some cells keep their volume (the search for a steady state); with none all are free again.
  void freeze(const std::vector<int>& cells);

  /// Volumes of all cells at a state, in the order of the network [m3].
  void volumes(double time, const double* y, double* volume) const;
  /// Adds to the volumes what has passed the faces [m3].
  void add_passed(const double* through_face, double* to) const { add_inflow(net_, order_, through_face, to); }
  /// Brings levels, areas and discharges of a state up to date; read them below.
  void evaluate(double time, const double* y);
  /// The start of a cell's volume at a water level [m3].
  double volume_at_level(int cell, double level) const;

  std::size_t faces() const { return faces_; }
  std::size_t outlets() const { return outlets_; }
  std::size_t velocity_offset() const { return faces_ + outlets_; }
  std::size_t growth_offset() const { return 2 * faces_ + outlets_; }
  /// The setting of a structure at a state.
  double setting(std::size_t structure, double time, const double* y) const;
  /// Discharge at a face of the grid, at the state last evaluated: a face of the network, an outlet or a discharge boundary [m3/s].
  double discharge_at(int grid_face, double time) const;
  /// What a draw wants at a time [m3/s].
  double demand(std::size_t draw, double time) const { return net_.draws[draw].demand.value(held_ ? held_time_ : time); }

  std::vector<Setting> settings;   ///< (structure)

  // the state last evaluated
  std::vector<double> volume;      ///< (cell) [m3]
  SiteColumns sites;               ///< (site) water level, depth, flow area A, ψ
  std::vector<double> discharge;   ///< (face) [m3/s]
  std::vector<double> outflow;     ///< (outlet) [m3/s]
  std::vector<double> part_discharge;  ///< (part of a structure) [m3/s]
  std::vector<double> draw_discharge;  ///< (draw) [m3/s], what returns included

 private:
  void begin_structures(const basin::Basin& basin);
  void start_from(const double* start, double* to) const;
  void evaluate_sites(double time, const double* y);
  void put_site(std::size_t site, double depth, const physics::Wetted& wetted, double level_slope);
  void evaluate_side_inflow(double time);
  /// What a discharge boundary's water adds to the acceleration of the first face, and the derivatives of that.
  struct Entering {
    double acceleration = 0, by_u = 0, by_left = 0, by_right = 0, by_q = 0;
  };
  Entering entering_momentum(std::size_t face) const;
  /// What the friction on the far side of a step changes.
  struct BeyondStep {
    double acceleration = 0, by_u = 0, by_before = 0, by_after = 0, by_left = 0, by_right = 0;
  };
  BeyondStep friction_beyond(std::size_t face) const;
  void evaluate_outlets();
  void evaluate_structures(double time, const double* y);
  void evaluate_draws(double time);
  void evaluate_exchange(double time);
  double width_of(std::size_t cell, double* by_level) const;
  void add_volume_diagonal(std::size_t cell, double value);
  void assemble(std::size_t face, FaceSlopes<double>& slopes);
  double entering(int inflow, double time) const;
  double now(double time) const { return held_ ? held_time_ : time; }

  const Network& net_;
  basin::Accuracy accuracy_;
  std::size_t faces_, outlets_, cells_, sites_;
  std::vector<double> start_volume_;
  double start_time_ = 0, held_time_ = 0;
  bool held_ = false;

  FaceOrder order_;
  Chains tree_chains_;                                     // the parts of the chains that lie within the tree
  std::vector<std::size_t> single_faces_;                  // all other faces
  std::vector<Gathered> gathered_singles_;                 // the same
  FaceColumns shape_;
  RowColumns row_;                                         // (cell) the row of its table it is in
  std::vector<int> row_number_;                            // (cell)
  std::vector<double> bed_, inverse_length_, least_volume_;  // (cell)
  std::vector<std::size_t> inflow_faces_;                  // faces below a discharge boundary
  std::vector<std::size_t> steps_;                         // faces where the section changes at once
  std::vector<int> level_cells_;                           // cells whose level is given
  std::vector<double> cell_weight_, face_weight_;
  mutable std::vector<double> work_;                       // (cell)
  std::vector<double> rhs_velocity_, rhs_core_;            // (tree block), (core unknown)
  std::vector<double> outlet_slope_;                       // (outlet) dQ/dV
  std::vector<double> phi_;                                // (face) blend of the areas, see face_laws.hpp
  PassingColumns passing_;                                 // (face)
  struct SideInflow {
    int source, face;
    double weight;                                         // share of the source over twice the length of the face's water [1/m]
  };
  std::vector<SideInflow> side_inflows_;                   // what enters from the side beside each face
  std::vector<double> side_;                               // (face) [m2/s], what has to be set in motion
  double gamma_ = 0, time_ = 0;                            // of the last Jacobian; of the last right-hand side
  const double* velocity_ = nullptr;
  numerics::TreeSolver solver_;
  struct CoreFace {
    int left_left, left_right, right_left, right_right;   // slots: rows V_left, V_right by volumes
    int left_u, right_u, u_left, u_right, u_u, u_before, u_after;
  };
  std::vector<CoreFace> core_faces_;
  std::vector<int> core_diagonal_;                         // (core cell)

  std::vector<int> frozen_;                                // cells that keep their volume
  std::vector<double> moves_;                              // (cell) 0 where its volume is given (level boundaries, frozen cells), else 1
  /// What structures add to a face: discharge by the volumes on both sides, and the loss it brings to the river's own flow.
  struct Special {
    double q_left = 0, q_right = 0;
    double zeta = 0, zeta_left = 0, zeta_right = 0;
    double kept_left = 1, kept_right = 1;  ///< what of a change of its discharge stays in the cell: intakes take the rest
    double passes = 0;                     ///< γ δQ of the last solution
  };
  std::vector<Special> special_;                           // (special face)
  std::vector<double> draw_by_inflow_;                     // (draw) d(taken)/d(what flows into its cell)
  std::vector<int> losses_;                                // parts that take head from the river's own flow
  std::vector<int> barriers_;                              // faces
  std::vector<int> growing_;                               // structures whose setting is a state
  std::vector<int> growth_of_;                             // (structure) its state, -1 = none
  std::vector<double> growth_rate_, growth_slope_;         // (state) ds/dt and its derivative by s
};

}  // namespace riverchief::model
