// The flow's loops over cells and faces, several at a time.
//
// Faces of a chain are read straight from memory into lanes (core/lanes.hpp), the others are gathered; all go through the same laws
// (face_laws.hpp).

#pragma once

#include <cstddef>
#include <vector>

#include "model/face_order.hpp"
#include "model/network.hpp"
#include "numerics/tree_solver.hpp"

namespace riverchief::model {

template <class T>
struct FaceSlopes;

/// The rows of their tables that cells are in, side by side.
struct RowColumns {
  std::vector<double> begin, end;  ///< areas by storage that the row holds; the first row has no lower end, the last no upper one [m2]
  std::vector<double> storage_area, level, storage_width, storage_spread, flow_area, flow_width, flow_spread, psi0, psi1, psi2, psi3;
  void resize(std::size_t cells);
  /// \param number of the row in its table
  void put(std::size_t cell, const physics::TableRow& row, int number);
  /// A row that is never left, for cells whose level is given.
  void hold(std::size_t cell);
};

/// What the water in sites measures; by the volume of their cell where it says slope.
struct SiteColumns {
  std::vector<double> level, depth;                        ///< [m]
  std::vector<double> area, psi;                           ///< [m2], [m2/s2]
  std::vector<double> level_slope, area_slope, psi_slope;
  void resize(std::size_t sites);
};

/// What faces are, whatever the water does.
struct FaceColumns {
  std::vector<double> inverse_distance, carry_left, carry_right, mixes, mean_left, mean_right;  ///< see FaceView
  explicit FaceColumns(const Network& network);
};

/// How the discharge of every face answers, and its momentum to the discharges next door: see FaceSlopes.
struct PassingColumns {
  std::vector<double> q_u, q_left, q_right, by_q_before, by_q_after;
  void resize(std::size_t faces);
  void put(std::size_t face, const FaceSlopes<double>& slopes);
};

/// What enters the cells through the faces: volume += Σ ± passed.
void add_inflow(const Network& network, const FaceOrder& order, const double* passed, double* volume);

/// The water in cells `from` ... `end` − 1 from their volumes.
/// \param per_length 1 / length of each cell [1/m]
/// \param moves 1, or 0 where the volume is given
/// \return the first cell that has left its row and must be given another, or `end`
std::size_t measure_cells(std::size_t from, std::size_t end, const double* volume, const double* per_length, const double* moves, const double* bed,
                          const RowColumns& rows, SiteColumns& sites);

/// φ and Q of every face.
void discharges(const FaceOrder& order, const FaceColumns& shape, const SiteColumns& sites, const double* velocity, double* phi, double* discharge);

/// What the laws of faces read.
struct FaceState {
  const SiteColumns& sites;
  const double* velocity;
  const double* discharge;
  const double* side;
};
void accelerations(const FaceOrder& order, const FaceColumns& shape, const FaceState& state, const double* phi, double* acceleration);

/// Derivatives at gathered faces, one for each of the count.
void gathered_slopes(const Gathered& faces, const FaceColumns& shape, const FaceState& state, FaceSlopes<double>* slopes);
/// Rows of a chain whose faces lead to the next cell of the tree; the diagonals of volumes are added to, but for the cell behind
/// the last face: close_chain().
void assemble_chain(const Chain& chain, const FaceColumns& shape, const FaceState& state, double gamma, const double* moves, PassingColumns& passing,
                    numerics::TreeSolver::Blocks& blocks);
/// What the last face of a chain adds to the diagonal of the cell behind it, which is another chain's too.
void close_chain(const Chain& chain, double gamma, const double* moves, const PassingColumns& passing, numerics::TreeSolver::Blocks& blocks);
/// Right-hand sides of a chain's velocities, with the neighbours' discharges replaced [NU-1].
void reduce_residual(const Chain& chain, const PassingColumns& passing, const double* passed, const double* velocity, double* reduced);
/// The solution in terms of what has passed and of velocities: δG = r + γ δQ.
void pass_on(const Chain& chain, const PassingColumns& passing, double gamma, const double* volume_change, const double* velocity_change, const double* residual,
             double* passed, double* velocity);

/// Weights of errors: 1 / (relative |value| + absolute), times what the value matters.
/// \param matters (cell) 0 where its volume is given
void weigh_volumes(std::size_t cells, double relative, const double* volume, const double* absolute, const double* matters, double* weight);
/// Velocities next to films of water matter less, down to `least`, with the depth at which they matter half.
void weigh_velocities(const FaceOrder& order, const SiteColumns& sites, double relative, double absolute, double least,
                      double half_depth, const double* velocity, double* weight);
/// Sum and largest of (difference x weight)².
struct Squares {
  double sum, largest;
};
Squares squares(std::size_t count, const double* difference, const double* weight);
/// Whether every value reaches its least.
bool reach(std::size_t count, const double* value, const double* least);

}  // namespace riverchief::model
