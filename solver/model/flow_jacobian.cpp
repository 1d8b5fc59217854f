// The Jacobian of the flow, exact and term by term, and the solution of (I − γJ) x = b with it.

#include <algorithm>
#include <cmath>

#include "model/face_laws.hpp"
#include "model/flow.hpp"

namespace riverchief::model {

// Derivatives of Flow::right_hand_side, term by term; neighbours' discharges are replaced through continuity of the cell between,
//   γ δQ_before = δV_left + γ δQ − (r_before − r),   γ δQ_after = γ δQ − δV_right + (r − r_after),          [NU-1]
// which keeps every row within its block, its parent and its child.
bool Flow::prepare(double time, const double* y, double gamma) {
  gamma_ = gamma;
  evaluate(time, y);
  evaluate_side_inflow(time);
  const double* velocity = y + velocity_offset();
  const auto blocks = static_cast<std::size_t>(net_.tree_blocks);
  for (auto& block : solver_.blocks) block = {1.0, 0, 0, 1.0, 0, 0, 0, 0, 0, 0};
  solver_.clear_core();
  for (const int slot : core_diagonal_) solver_.core_value(slot) += 1.0;
  const auto add_volume_diagonal = [&](std::size_t cell, double value) {
    if (cell < blocks)
      solver_.blocks[cell].d11 += value;
    else
      solver_.core_value(core_diagonal_[cell - blocks]) += value;
  };

  for (std::size_t f = 0; f < faces_; ++f) {
    const Face& face = net_.faces[f];
    const auto L = static_cast<std::size_t>(face.left_site), R = static_cast<std::size_t>(face.right_site);
    const double u = velocity[f], q = discharge[f];
    const Blend b = blend(area[L], area[R]);
    const bool down = u >= 0.0;
    const std::size_t up = down ? L : R, low = down ? R : L;
    const double by_up = down ? b.slope_left : b.slope_right, by_low = down ? b.slope_right : b.slope_left;

    // Q = u A_f
    const double area_face = face_value(area[up], area[low], b.phi);
    const double span = 0.5 * (area[low] - area[up]);
    const double A_up = 1.0 - 0.5 * b.phi + span * by_up, A_low = 0.5 * b.phi + span * by_low;
    const double q_up = u * A_up * area_slope_[up], q_low = u * A_low * area_slope_[low];
    double kept_left = 1.0, kept_right = 1.0;
    double q_u = area_face, q_left = down ? q_up : q_low, q_right = down ? q_low : q_up;
    if (face.special >= 0) {
      const Special& more = special_[static_cast<std::size_t>(face.special)];
      q_left += more.q_left, q_right += more.q_right;
      kept_left = more.kept_left, kept_right = more.kept_right;
    }
    if (face.barrier) q_u = 0.0;
    dq_du_[f] = q_u, dq_left_[f] = q_left, dq_right_[f] = q_right;

    // friction
    const double raw_psi = face_value(psi[up], psi[low], b.phi);
    const double psi_face = std::max(raw_psi, 0.0) + tiny_psi;
    double m_u = -2.0 * g * std::fabs(u) / psi_face, m_left = 0, m_right = 0;
    if (raw_psi > 0.0) {
      const double by_psi = g * u * std::fabs(u) / (psi_face * psi_face), psi_span = 0.5 * (psi[low] - psi[up]);
      const double of_up = by_psi * ((1.0 - 0.5 * b.phi) * psi_slope_[up] + psi_span * by_up * area_slope_[up]);
      const double of_low = by_psi * (0.5 * b.phi * psi_slope_[low] + psi_span * by_low * area_slope_[low]);
      (down ? m_left : m_right) += of_up;
      (down ? m_right : m_left) += of_low;
    }
    // gravity and the relaxation of dry faces
    const double fall = level[R] - level[L];
    const std::size_t high = fall > 0.0 ? R : L;
    const double depth = level[high] - net_.sites[high].bed_level, wet = wet_share(depth);
    m_left += g * wet * level_slope_[L] * face.inverse_distance;
    m_right -= g * wet * level_slope_[R] * face.inverse_distance;
    m_u -= (1.0 - wet) / dry_relaxation;
    if (depth > 0.0 && depth < physics::dry_depth) {
      const double s = depth / physics::dry_depth, by_depth = 6.0 * s * (1.0 - s) / physics::dry_depth;
      const double change = by_depth * level_slope_[high] * (-g * fall * face.inverse_distance + u / dry_relaxation);
      (high == L ? m_left : m_right) += change;
    }
    // inertia
    const double mean_area = 0.5 * (area[L] + area[R]);
    const double inverse_area = 1.0 / (std::max(mean_area, 0.0) + tiny_area);
    double m_before = 0, m_after = 0, by_q = 0, by_q_before = 0, by_q_after = 0, inertia = -side_[f] * u * inverse_area;
    m_u -= side_[f] * inverse_area;
    if (face.before >= 0 && face.left_is_plain) {
      const auto n = static_cast<std::size_t>(face.before);
      const double k = face.inverse_length_left * inverse_area, change = velocity[n] - u;
      const double carried = 0.5 * (discharge[n] + q);
      const Smooth at = face.after >= 0 ? smooth(change, level[L] - net_.sites[L].bed_level) : Smooth{};
      const double weight = carried > 0.0 ? 1.0 - 0.5 * at.phi : 0.5 * at.phi, side = carried > 0.0 ? -0.5 : 0.5;
      const double by_change = carried * k * (weight + side * at.by_change * change);
      inertia += carried * weight * change * k;
      m_u -= by_change;
      m_before += by_change;
      m_left += carried * side * at.by_depth * change * k * level_slope_[L];
      by_q += 0.5 * weight * change * k;
      by_q_before += 0.5 * weight * change * k;
    } else if (face.inflow >= 0 && !fixed_[static_cast<std::size_t>(face.left)]) {
      const double enters = entering(face.inflow, time), share = face.left_is_plain ? 0.5 : 1.0;
      const double carried = face.left_is_plain ? 0.5 * (enters + q) : q;
      if (carried > 0.0 && enters > 0.0) {
        const double wetted = std::max(area[L], 0.0) + tiny_area, change = enters / wetted - u;
        const double k = face.inverse_length_left * inverse_area;
        inertia += carried * change * k;
        m_u -= carried * k;
        m_left -= carried * k * enters / (wetted * wetted) * area_slope_[L];
        by_q += share * change * k;
      }
    }
    if (face.after >= 0 && face.right_is_plain) {
      const auto n = static_cast<std::size_t>(face.after);
      const double k = face.inverse_length_right * inverse_area, change = velocity[n] - u;
      const double carried = 0.5 * (discharge[n] + q);
      const Smooth at = face.before >= 0 ? smooth(change, level[R] - net_.sites[R].bed_level) : Smooth{};
      const double weight = carried < 0.0 ? 1.0 - 0.5 * at.phi : 0.5 * at.phi, side = carried < 0.0 ? -0.5 : 0.5;
      const double by_change = carried * k * (weight + side * at.by_change * change);
      inertia -= carried * weight * change * k;
      m_u += by_change;
      m_after -= by_change;
      m_right -= carried * side * at.by_depth * change * k * level_slope_[R];
      by_q -= 0.5 * weight * change * k;
      by_q_after -= 0.5 * weight * change * k;
    }
    if (mean_area > 0.0) {
      m_left -= inertia * inverse_area * 0.5 * area_slope_[L];
      m_right -= inertia * inverse_area * 0.5 * area_slope_[R];
    }
    if (face.barrier) m_u = m_left = m_right = m_before = m_after = by_q = by_q_before = by_q_after = 0.0;
    else if (face.special >= 0) {  // a loss, ζ u²/2g
      const Special& more = special_[static_cast<std::size_t>(face.special)];
      const double by_zeta = 0.5 * u * std::fabs(u) * face.inverse_distance;
      m_u -= more.zeta * std::fabs(u) * face.inverse_distance;
      m_left -= by_zeta * more.zeta_left;
      m_right -= by_zeta * more.zeta_right;
    }
    carry_before_[f] = by_q_before, carry_after_[f] = by_q_after;

    // rows [NU-1]
    const double by_all = by_q + by_q_before + by_q_after;
    const double c_u = 1.0 - gamma * (m_u + by_all * q_u);
    const double c_left = -gamma * (m_left + by_all * q_left) - by_q_before;
    const double c_right = -gamma * (m_right + by_all * q_right) + by_q_after;
    const double c_before = -gamma * m_before, c_after = -gamma * m_after;
    const bool fixed_left = fixed_[static_cast<std::size_t>(face.left)], fixed_right = fixed_[static_cast<std::size_t>(face.right)];

    if (f < blocks) {
      // this face leads from cell f to its parent
      auto& block = solver_.blocks[f];
      const bool to_right = static_cast<std::size_t>(face.left) == f;
      const double sign = to_right ? gamma : -gamma;
      const double own = sign * (to_right ? kept_left : kept_right), other = -sign * (to_right ? kept_right : kept_left);
      const bool fixed = to_right ? fixed_left : fixed_right, fixed_parent = to_right ? fixed_right : fixed_left;
      if (!fixed) {
        block.d11 += own * (to_right ? q_left : q_right);
        block.d12 = own * q_u;
        block.u11 = own * (to_right ? q_right : q_left);
      }
      block.d21 = to_right ? c_left : c_right;
      block.d22 = c_u;
      block.u21 = to_right ? c_right : c_left;
      block.u22 = to_right ? c_after : c_before;
      if (!fixed_parent) {
        block.l11 = other * (to_right ? q_left : q_right);
        block.l12 = other * q_u;
        add_volume_diagonal(static_cast<std::size_t>(to_right ? face.right : face.left), other * (to_right ? q_right : q_left));
      }
      // and the face behind it, a child's, is touched by this row
      const int behind = to_right ? face.before : face.after;
      if (behind >= 0 && static_cast<std::size_t>(behind) < blocks) solver_.blocks[static_cast<std::size_t>(behind)].l22 = to_right ? c_before : c_after;
    } else {
      const CoreFace& slot = core_faces_[f - blocks];
      if (!fixed_left) {
        const double kept = gamma * kept_left;
        solver_.core_value(slot.left_left) += kept * q_left;
        solver_.core_value(slot.left_right) += kept * q_right;
        if (slot.left_u >= 0) solver_.core_value(slot.left_u) += kept * q_u;
      }
      if (!fixed_right) {
        const double kept = gamma * kept_right;
        solver_.core_value(slot.right_left) -= kept * q_left;
        solver_.core_value(slot.right_right) -= kept * q_right;
        if (slot.right_u >= 0) solver_.core_value(slot.right_u) -= kept * q_u;
      }
      if (slot.u_u < 0) continue;  // a barrier has no velocity
      solver_.core_value(slot.u_left) += c_left;
      solver_.core_value(slot.u_right) += c_right;
      solver_.core_value(slot.u_u) += c_u;
      if (slot.u_before >= 0)
        solver_.core_value(slot.u_before) += c_before;
      else if (face.before >= 0 && static_cast<std::size_t>(face.before) < blocks)
        solver_.blocks[static_cast<std::size_t>(face.before)].l22 = c_before;
      if (slot.u_after >= 0)
        solver_.core_value(slot.u_after) += c_after;
      else if (face.after >= 0 && static_cast<std::size_t>(face.after) < blocks)
        solver_.blocks[static_cast<std::size_t>(face.after)].l22 = c_after;
    }
  }
  for (std::size_t k = 0; k < outlets_; ++k) add_volume_diagonal(static_cast<std::size_t>(net_.outlets[k].cell), gamma * outlet_slope_[k]);
  return solver_.factorise();
}

void Flow::solve(const double* b, double* x) {
  const auto blocks = static_cast<std::size_t>(net_.tree_blocks);
  const double* r_velocity = b + velocity_offset();
  // right-hand sides of the volumes: what the residuals of G say
  std::fill(work_.begin(), work_.end(), 0.0);
  for (std::size_t f = 0; f < faces_; ++f) {
    work_[static_cast<std::size_t>(net_.faces[f].left)] -= b[f];
    work_[static_cast<std::size_t>(net_.faces[f].right)] += b[f];
  }
  for (std::size_t k = 0; k < outlets_; ++k) work_[static_cast<std::size_t>(net_.outlets[k].cell)] -= b[faces_ + k];
  const auto volume_rhs = [&](std::size_t c) { return fixed_[c] ? 0.0 : work_[c]; };
  for (std::size_t c = 0; c < blocks; ++c) rhs_[2 * c] = volume_rhs(c);
  for (std::size_t c = blocks; c < cells_; ++c) rhs_[2 * blocks + static_cast<std::size_t>(net_.core_volume[c])] = volume_rhs(c);
  for (std::size_t f = 0; f < faces_; ++f) {
    const Face& face = net_.faces[f];
    double r = r_velocity[f];
    if (face.before >= 0) r -= carry_before_[f] * (b[static_cast<std::size_t>(face.before)] - b[f]);
    if (face.after >= 0) r += carry_after_[f] * (b[f] - b[static_cast<std::size_t>(face.after)]);
    if (f < blocks)
      rhs_[2 * f + 1] = r;
    else if (net_.core_velocity[f] >= 0)
      rhs_[2 * blocks + static_cast<std::size_t>(net_.core_velocity[f])] = r;
  }
  solver_.solve(rhs_.data());

  double* x_velocity = x + velocity_offset();
  const auto volume_change = [&](int c) {
    const auto k = static_cast<std::size_t>(c);
    return k < blocks ? rhs_[2 * k] : rhs_[2 * blocks + static_cast<std::size_t>(net_.core_volume[k])];
  };
  // δG = r + γ δQ
  for (std::size_t f = 0; f < faces_; ++f) {
    const double du = f < blocks ? rhs_[2 * f + 1] : net_.core_velocity[f] >= 0 ? rhs_[2 * blocks + static_cast<std::size_t>(net_.core_velocity[f])] : 0.0;
    const double passes = gamma_ * (dq_du_[f] * du + dq_left_[f] * volume_change(net_.faces[f].left) + dq_right_[f] * volume_change(net_.faces[f].right));
    x[f] = b[f] + passes;
    if (net_.faces[f].special >= 0) special_[static_cast<std::size_t>(net_.faces[f].special)].passes = passes;
    x_velocity[f] = du;
  }
  for (std::size_t k = 0; k < outlets_; ++k)
    x[faces_ + k] = b[faces_ + k] + gamma_ * outlet_slope_[k] * volume_change(net_.outlets[k].cell);
  for (std::size_t k = 0; k < net_.draws.size(); ++k) {  // what an intake takes of a change of what flows in
    const auto& draw = net_.draws[k];
    if (draw_by_inflow_[k] == 0.0) continue;
    double more = 0;
    for (const auto& [f, sign] : draw.inflow_faces) more += sign * special_[static_cast<std::size_t>(net_.faces[static_cast<std::size_t>(f)].special)].passes;
    const double returned = draw.face >= 0 ? draw.return_share : 0.0;
    if (draw.face >= 0) x[draw.face] += returned * draw_by_inflow_[k] * more;
    if (draw.outlet >= 0) x[faces_ + static_cast<std::size_t>(draw.outlet)] += (1.0 - returned) * draw_by_inflow_[k] * more;
  }
  // What grows answers slowly to the levels: its own diagonal is enough.
  for (std::size_t s = 0; s < growing_.size(); ++s) x[growth_offset() + s] = b[growth_offset() + s] / (1.0 - gamma_ * growth_slope_[s]);
}

}  // namespace riverchief::model
