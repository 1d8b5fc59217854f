// The Jacobian of the flow, exact and term by term, and the solution of (I − γJ) x = b with it.

#include <algorithm>
#include <cmath>

#include "core/parallel.hpp"
#include "model/face_laws.hpp"
#include "model/flow.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

}  // namespace

void Flow::add_volume_diagonal(std::size_t cell, double value) {
  if (cell < idx(net_.tree_blocks))
    solver_.blocks.d11[cell] += value;
  else
    solver_.core_value(core_diagonal_[cell - idx(net_.tree_blocks)]) += value;
}

bool Flow::prepare(double gamma) {
  gamma_ = gamma;
  solver_.clear_core();
  auto& diagonal = solver_.blocks.d11;
  core::in_pieces(diagonal.size(), [&](std::size_t, std::size_t from, std::size_t end) { std::fill(diagonal.data() + from, diagonal.data() + end, 1.0); });
  for (const int slot : core_diagonal_) solver_.core_value(slot) += 1.0;
  const FaceState state{sites, velocity_, discharge.data(), side_.data()};
  tree_chains_.each([&](const Chain& chain) { assemble_chain(chain, shape_, state, gamma, moves_.data(), passing_, solver_.blocks); });
  for (const Chain& chain : tree_chains_.all()) close_chain(chain, gamma, moves_.data(), passing_, solver_.blocks);
  for (const Gathered& faces : gathered_singles_) {
    FaceSlopes<double> slopes[core::lane_count];
    gathered_slopes(faces, shape_, state, slopes);
    for (std::size_t k = 0; k < faces.count; ++k) assemble(faces.face.of[k], slopes[k]);
  }
  for (std::size_t k = 0; k < outlets_; ++k) add_volume_diagonal(idx(net_.outlets[k].cell), gamma * outlet_slope_[k]);
  return solver_.factorise();
}

/// The rows of a face outside the chains: with structures, intakes, discharge boundaries, or in the core.
void Flow::assemble(std::size_t f, FaceSlopes<double>& d) {
  const auto blocks = idx(net_.tree_blocks);
  const Face& face = net_.faces[f];
  const double u = velocity_[f], gamma = gamma_;
  if (face.inflow >= 0 && !face.barrier) {
    const Entering e = entering_momentum(f);
    d.u += e.by_u, d.left += e.by_left, d.right += e.by_right, d.by_q += e.by_q;
  }
  if (face.step) {
    const BeyondStep s = friction_beyond(f);
    d.u += s.by_u, d.before += s.by_before, d.after += s.by_after, d.left += s.by_left, d.right += s.by_right;
  }
  double kept_left = 1.0, kept_right = 1.0;
  if (face.special >= 0) {
    const Special& more = special_[idx(face.special)];
    d.q_left += more.q_left, d.q_right += more.q_right;
    kept_left = more.kept_left, kept_right = more.kept_right;
    const double by_zeta = 0.5 * u * std::fabs(u) * face.inverse_distance;  // a loss, ζ u²/2g
    d.u -= more.zeta * std::fabs(u) * face.inverse_distance;
    d.left -= by_zeta * more.zeta_left;
    d.right -= by_zeta * more.zeta_right;
  }
  if (face.barrier) {
    d.q_u = 0.0;
    d.u = d.left = d.right = d.before = d.after = d.by_q = d.by_q_before = d.by_q_after = 0.0;
  }
  passing_.put(f, d);
  const FaceRow<double> row = face_row(d, gamma);
  const double moves_left = moves_[idx(face.left)], moves_right = moves_[idx(face.right)];

  if (f < blocks) {
    // this face leads from cell f to its parent
    auto& b = solver_.blocks;
    const bool to_right = idx(face.left) == f;
    const double own = to_right ? gamma * kept_left * moves_left : -gamma * kept_right * moves_right;
    const double other = to_right ? -gamma * kept_right * moves_right : gamma * kept_left * moves_left;
    const double q_own = to_right ? d.q_left : d.q_right, q_parent = to_right ? d.q_right : d.q_left;
    b.d11[f] += own * q_own;
    b.d12[f] = own * d.q_u, b.u11[f] = own * q_parent;
    b.d21[f] = to_right ? row.left : row.right, b.d22[f] = row.u, b.u21[f] = to_right ? row.right : row.left;
    b.u22[f] = to_right ? row.after : row.before;
    b.l11[f] = other * q_own, b.l12[f] = other * d.q_u;
    add_volume_diagonal(idx(to_right ? face.right : face.left), other * q_parent);
    // and the face behind it, a child's, is touched by this row
    const int behind = to_right ? face.before : face.after;
    if (behind >= 0 && idx(behind) < blocks) b.l22[idx(behind)] = to_right ? row.before : row.after;
    return;
  }
  const CoreFace& slot = core_faces_[f - blocks];
  const double from_left = gamma * kept_left * moves_left, from_right = gamma * kept_right * moves_right;
  solver_.core_value(slot.left_left) += from_left * d.q_left;
  solver_.core_value(slot.left_right) += from_left * d.q_right;
  if (slot.left_u >= 0) solver_.core_value(slot.left_u) += from_left * d.q_u;
  solver_.core_value(slot.right_left) -= from_right * d.q_left;
  solver_.core_value(slot.right_right) -= from_right * d.q_right;
  if (slot.right_u >= 0) solver_.core_value(slot.right_u) -= from_right * d.q_u;
  if (slot.u_u < 0) return;  // a barrier has no velocity
  solver_.core_value(slot.u_left) += row.left;
  solver_.core_value(slot.u_right) += row.right;
  solver_.core_value(slot.u_u) += row.u;
  if (slot.u_before >= 0)
    solver_.core_value(slot.u_before) += row.before;
  else if (face.before >= 0 && idx(face.before) < blocks)
    solver_.blocks.l22[idx(face.before)] = row.before;
  if (slot.u_after >= 0)
    solver_.core_value(slot.u_after) += row.after;
  else if (face.after >= 0 && idx(face.after) < blocks)
    solver_.blocks.l22[idx(face.after)] = row.after;
}

void Flow::solve(const double* b, double* x) {
  const auto blocks = idx(net_.tree_blocks);
  const double* r_velocity = b + velocity_offset();
  // right-hand sides of the volumes: what the residuals of G say
  start_from(nullptr, work_.data());
  add_inflow(net_, order_, b, work_.data());
  for (std::size_t k = 0; k < outlets_; ++k) work_[idx(net_.outlets[k].cell)] -= b[faces_ + k];
  core::in_pieces(cells_, [&](std::size_t, std::size_t from, std::size_t end) {
    for (std::size_t c = from; c < end; ++c) work_[c] *= moves_[c];
  });
  for (std::size_t c = blocks; c < cells_; ++c) rhs_core_[idx(net_.core_volume[c])] = work_[c];
  tree_chains_.each([&](const Chain& chain) { reduce_residual(chain, passing_, b, r_velocity, rhs_velocity_.data()); });
  for (const std::size_t f : single_faces_) {
    const Face& face = net_.faces[f];
    double r = r_velocity[f];
    if (face.before >= 0) r -= passing_.by_q_before[f] * (b[face.before] - b[f]);
    if (face.after >= 0) r += passing_.by_q_after[f] * (b[f] - b[face.after]);
    if (f < blocks)
      rhs_velocity_[f] = r;
    else if (net_.core_velocity[f] >= 0)
      rhs_core_[idx(net_.core_velocity[f])] = r;
  }
  solver_.solve(work_.data(), rhs_velocity_.data(), rhs_core_.data());
  for (std::size_t c = blocks; c < cells_; ++c) work_[c] = rhs_core_[idx(net_.core_volume[c])];

  // δG = r + γ δQ
  double* x_velocity = x + velocity_offset();
  tree_chains_.each([&](const Chain& chain) { pass_on(chain, passing_, gamma_, work_.data(), rhs_velocity_.data(), b, x, x_velocity); });
  for (const std::size_t f : single_faces_) {
    const Face& face = net_.faces[f];
    const double du = f < blocks ? rhs_velocity_[f] : net_.core_velocity[f] >= 0 ? rhs_core_[idx(net_.core_velocity[f])] : 0.0;
    const double passes = gamma_ * (passing_.q_u[f] * du + passing_.q_left[f] * work_[idx(face.left)] + passing_.q_right[f] * work_[idx(face.right)]);
    x[f] = b[f] + passes;
    if (face.special >= 0) special_[idx(face.special)].passes = passes;
    x_velocity[f] = du;
  }
  for (std::size_t k = 0; k < outlets_; ++k) x[faces_ + k] = b[faces_ + k] + gamma_ * outlet_slope_[k] * work_[idx(net_.outlets[k].cell)];
  for (std::size_t k = 0; k < net_.draws.size(); ++k) {  // what an intake takes of a change of what flows in
    const auto& draw = net_.draws[k];
    if (draw_by_inflow_[k] == 0.0) continue;
    double more = 0;
    for (const auto& [f, sign] : draw.inflow_faces) more += sign * special_[idx(net_.faces[idx(f)].special)].passes;
    const double returned = draw.face >= 0 ? draw.return_share : 0.0;
    if (draw.face >= 0) x[draw.face] += returned * draw_by_inflow_[k] * more;
    if (draw.outlet >= 0) x[faces_ + idx(draw.outlet)] += (1.0 - returned) * draw_by_inflow_[k] * more;
  }
  // What grows answers slowly to the levels: its own diagonal is enough.
  for (std::size_t s = 0; s < growing_.size(); ++s) x[growth_offset() + s] = b[growth_offset() + s] / (1.0 - gamma_ * growth_slope_[s]);
}

}  // namespace riverchief::model
