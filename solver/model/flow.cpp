#include "model/flow.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace riverchief::model {
namespace {

constexpr double g = 9.81;               // [m/s2]
/// Ratio of neighbouring areas, as (A_R − A_L) / (A_R + A_L), from which the face takes the upstream area alone.
constexpr double steepest_contrast = 0.4;
/// A dry face forgets its velocity over this time [s]; it carries no water, so no result depends on it.
constexpr double dry_relaxation = 1.0;
/// Keeps quotients finite at dry faces: far below any area [m2] and ψ [m2/s2] of a wet one.
constexpr double tiny_area = 1e-9, tiny_psi = 1e-12;
/// Depth by which a volume may miss zero through round-off [m]; more rejects the step.
constexpr double round_off_depth = 1e-9;
/// Share of the largest single error in the norm: a mean over many cells must not hide one bad one.
constexpr double single_share = 0.1;
/// Velocities of films thinner than this count less in the error norm [m], down to the given share: they move next to
/// no water, yet Newton must not leave them on a root far away.
constexpr double film_depth = 1e-3, film_share = 0.01;

/// How far the face value lies from the upstream value towards the mean: 1 where the water is smooth, 0 at fronts.
///   φ(s) = (1 − (s / s0)²)²,  s = (A_R − A_L) / (A_R + A_L)                                        [SV-3]
struct Blend {
  double phi, slope_left, slope_right;  // φ and its derivatives by the two areas
};
inline Blend blend(double left, double right) {
  const double sum = left + right;
  if (!(sum > tiny_area)) return {0, 0, 0};
  const double s = (right - left) / sum, r = s / steepest_contrast, inside = 1.0 - r * r;
  if (inside <= 0.0) return {0, 0, 0};
  const double by_s = -4.0 * inside * r / steepest_contrast, per = 2.0 / (sum * sum);
  return {inside * inside, -by_s * per * right, by_s * per * left};
}

/// Change of velocity across a cell, as a share of √(g h), from which its momentum is carried upwind alone.
constexpr double steepest_change = 0.15;
/// Shallower cells carry their momentum upwind alone [m].
constexpr double shallow_depth = 0.02;

/// How far the velocity a cell carries lies from the upwind one towards the mean of its faces.
///   φ(r) = (1 − r)²,  r = (Δu)² / (s1² g h) + (h1 / h)²                                            [SV-4]
struct Smooth {
  double phi, by_change, by_depth;  // φ and its derivatives by Δu and h
};
inline Smooth smooth(double change, double depth) {
  if (!(depth > shallow_depth)) return {0, 0, 0};
  const double scale = 1.0 / (steepest_change * steepest_change * g * depth), steep = change * change * scale;
  const double shallow = (shallow_depth / depth) * (shallow_depth / depth), inside = 1.0 - steep - shallow;
  if (inside <= 0.0) return {0, 0, 0};
  return {inside * inside, -4.0 * inside * change * scale, 2.0 * inside * (steep + 2.0 * shallow) / depth};
}

/// Face value between an upstream and a downstream one.
inline double face_value(double up, double down, double phi) { return up + 0.5 * phi * (down - up); }

/// Share of the pressure that acts: 0 where the higher side is dry, 1 from the dry depth on.
inline double wet_share(double depth) {
  if (depth >= physics::dry_depth) return 1.0;
  if (depth <= 0.0) return 0.0;
  const double s = depth / physics::dry_depth;
  return s * s * (3.0 - 2.0 * s);
}

}  // namespace

Flow::Flow(const Network& network, const basin::Accuracy& accuracy)
    : net_(network), accuracy_(accuracy), faces_(network.faces.size()), outlets_(network.outlets.size()),
      cells_(static_cast<std::size_t>(network.cells)), sites_(network.sites.size()) {
  volume.resize(cells_);
  for (auto* a : {&level, &area, &psi, &level_slope_, &area_slope_, &psi_slope_}) a->resize(sites_);
  for (auto* a : {&discharge, &dq_du_, &dq_left_, &dq_right_, &carry_before_, &carry_after_, &face_weight_}) a->resize(faces_);
  outflow.resize(outlets_);
  outlet_slope_.resize(outlets_);
  row_.assign(sites_, 0);
  cell_weight_.assign(cells_, 0.0);
  work_.resize(cells_);
  inverse_length_.resize(cells_);
  for (std::size_t c = 0; c < cells_; ++c) inverse_length_[c] = 1.0 / net_.length[c];

  const auto idx = [](int i) { return static_cast<std::size_t>(i); };
  const auto core_of = [&](int face) { return face < 0 ? -1 : net_.core_velocity[idx(face)]; };
  std::vector<std::pair<int, int>> entries;
  for (std::size_t f = idx(net_.tree_blocks); f < faces_; ++f) {
    const Face& face = net_.faces[f];
    const int vl = net_.core_volume[idx(face.left)], vr = net_.core_volume[idx(face.right)], u = net_.core_velocity[f];
    for (const auto& [row, column] : {std::pair{vl, vr}, {vr, vl}, {vl, u}, {vr, u}, {u, vl}, {u, vr}}) entries.emplace_back(row, column);
    for (const int neighbour : {core_of(face.before), core_of(face.after)})
      if (neighbour >= 0) entries.emplace_back(u, neighbour);
  }
  solver_.structure(net_.parents, net_.core_size, entries);
  for (std::size_t f = idx(net_.tree_blocks); f < faces_; ++f) {
    const Face& face = net_.faces[f];
    const int vl = net_.core_volume[idx(face.left)], vr = net_.core_volume[idx(face.right)], u = net_.core_velocity[f];
    const int before = core_of(face.before), after = core_of(face.after);
    core_faces_.push_back({solver_.core_slot(vl, vl), solver_.core_slot(vl, vr), solver_.core_slot(vr, vl), solver_.core_slot(vr, vr),
                           solver_.core_slot(vl, u), solver_.core_slot(vr, u), solver_.core_slot(u, vl), solver_.core_slot(u, vr),
                           solver_.core_slot(u, u), before >= 0 ? solver_.core_slot(u, before) : -1,
                           after >= 0 ? solver_.core_slot(u, after) : -1});
  }
  for (int k = net_.tree_blocks; k < net_.cells; ++k) {
    const int v = net_.core_volume[idx(k)];
    core_diagonal_.push_back(solver_.core_slot(v, v));
  }
  rhs_.resize(2 * idx(net_.tree_blocks) + idx(net_.core_size));
  start_volume_.assign(cells_, 0.0);
}

void Flow::set_start(double time, std::vector<double> start) {
  start_time_ = time;
  start_volume_ = std::move(start);
  for (std::size_t c = 0; c < cells_; ++c)  // a level cell counts what passes it, nothing else
    if (net_.level_boundary[c] >= 0) start_volume_[c] = 0.0;
}

void Flow::hold(double time) {
  held_ = true;
  held_time_ = time;
}

double Flow::volume_at_level(int cell, double water_level) const {
  const Site& site = net_.sites[static_cast<std::size_t>(cell)];
  return physics::at_level(&net_.rows[static_cast<std::size_t>(site.first_row)], site.rows, water_level).storage_area *
         net_.length[static_cast<std::size_t>(cell)];
}

void Flow::volumes(double time, const double* y, double* V) const {
  std::copy(start_volume_.begin(), start_volume_.end(), V);
  for (const auto& source : net_.sources) {
    const Forcing& inflow = net_.inflows[static_cast<std::size_t>(source.series)];
    const double entered = held_ ? inflow.value(held_time_) * (time - start_time_) : inflow.integral(time) - inflow.integral(start_time_);
    V[source.cell] += source.share * entered;
  }
  for (std::size_t f = 0; f < faces_; ++f) {
    V[net_.faces[f].left] -= y[f];
    V[net_.faces[f].right] += y[f];
  }
  for (std::size_t k = 0; k < outlets_; ++k) V[net_.outlets[k].cell] -= y[faces_ + k];
}

template <bool with_slopes>
void Flow::evaluate_sites(double time, const double* y) {
  volumes(time, y, volume.data());
  const physics::TableRow* tables = net_.rows.data();
  for (std::size_t c = 0; c < cells_; ++c) {
    const Site& site = net_.sites[c];
    const physics::TableRow* rows = tables + site.first_row;
    physics::Wetted w;
    double by_volume = 0;
    if (net_.level_boundary[c] < 0) {
      w = physics::at_area(rows, site.rows, volume[c] * inverse_length_[c], row_[c]);
      by_volume = inverse_length_[c] / w.storage_width;
    } else {
      const Forcing& given = net_.levels[static_cast<std::size_t>(net_.level_boundary[c])];
      w = physics::at_level(rows, site.rows, given.value(held_ ? held_time_ : time));
      w.level = std::max(w.level, site.bed_level);
    }
    level[c] = w.level, area[c] = w.flow_area, psi[c] = w.psi;
    if constexpr (with_slopes) {
      level_slope_[c] = by_volume;
      area_slope_[c] = by_volume * w.flow_width;
      psi_slope_[c] = by_volume * w.psi_slope;
    }
  }
  for (const auto& mouth : net_.mouths) {
    const auto m = static_cast<std::size_t>(mouth.site), c = static_cast<std::size_t>(mouth.cell);
    const Site& site = net_.sites[m];
    const physics::TableRow* rows = tables + site.first_row;
    if (level[c] <= site.bed_level) {  // the host river lies below the mouth: the water falls freely
      level[m] = site.bed_level, area[m] = psi[m] = 0;
      level_slope_[m] = area_slope_[m] = psi_slope_[m] = 0;
      continue;
    }
    const physics::Wetted w = physics::at_level(rows, site.rows, level[c]);
    level[m] = w.level, area[m] = w.flow_area, psi[m] = w.psi;
    if constexpr (with_slopes) {
      level_slope_[m] = level_slope_[c];
      area_slope_[m] = level_slope_[c] * w.flow_width;
      psi_slope_[m] = level_slope_[c] * w.psi_slope;
    }
  }
}

void Flow::evaluate_discharges(const double* velocity) {
  for (std::size_t f = 0; f < faces_; ++f) {
    const Face& face = net_.faces[f];
    const double u = velocity[f], left = area[static_cast<std::size_t>(face.left_site)], right = area[static_cast<std::size_t>(face.right_site)];
    const double phi = blend(left, right).phi;
    discharge[f] = u * (u >= 0.0 ? face_value(left, right, phi) : face_value(right, left, phi));
  }
}

// Rating curve, read at the river's end: Q = Q_r(η − bed drop). Normal depth: Q = A √(ψ S0).           [BC-1]
template <bool with_slopes>
void Flow::evaluate_outlets() {
  for (std::size_t k = 0; k < outlets_; ++k) {
    const auto& outlet = net_.outlets[k];
    const auto c = static_cast<std::size_t>(outlet.cell);
    if (outlet.root_slope > 0.0) {
      const double A = std::max(area[c], 0.0), root = std::sqrt(std::max(psi[c], 0.0) + tiny_psi);
      outflow[k] = A * root * outlet.root_slope;
      if constexpr (with_slopes) outlet_slope_[k] = outlet.root_slope * (area_slope_[c] * root + 0.5 * A * psi_slope_[c] / root);
      continue;
    }
    const auto& z = outlet.rating.water_level;
    const auto& q = outlet.rating.discharge;
    const double at = level[c] - outlet.bed_drop;
    if (at <= z.front()) {
      outflow[k] = q.front() > 0.0 && area[c] > 0.0 ? q.front() : 0.0;
      if constexpr (with_slopes) outlet_slope_[k] = 0.0;
      continue;
    }
    std::size_t i = 0;
    while (i + 2 < z.size() && at > z[i + 1]) ++i;
    const double slope = (q[i + 1] - q[i]) / (z[i + 1] - z[i]);
    outflow[k] = q[i] + slope * (at - z[i]);
    if constexpr (with_slopes) outlet_slope_[k] = slope * level_slope_[c];
  }
}

void Flow::evaluate(double time, const double* y) {
  evaluate_sites<true>(time, y);
  evaluate_discharges(y + velocity_offset());
  evaluate_outlets<true>();
}

double Flow::entering(int inflow, double time) const {
  const auto& source = net_.sources[static_cast<std::size_t>(net_.inflow_ends[static_cast<std::size_t>(inflow)].source)];
  return source.share * net_.inflows[static_cast<std::size_t>(source.series)].value(held_ ? held_time_ : time);
}

bool Flow::right_hand_side(double time, const double* y, double* rate) {
  evaluate_sites<false>(time, y);
  const double* velocity = y + velocity_offset();
  evaluate_discharges(velocity);
  evaluate_outlets<false>();
  std::copy(discharge.begin(), discharge.end(), rate);
  std::copy(outflow.begin(), outflow.end(), rate + faces_);
  double* acceleration = rate + velocity_offset();
  for (std::size_t f = 0; f < faces_; ++f) {
    const Face& face = net_.faces[f];
    const auto L = static_cast<std::size_t>(face.left_site), R = static_cast<std::size_t>(face.right_site);
    const double u = velocity[f], q = discharge[f];
    const double phi = blend(area[L], area[R]).phi;
    const double psi_face = std::max(u >= 0.0 ? face_value(psi[L], psi[R], phi) : face_value(psi[R], psi[L], phi), 0.0) + tiny_psi;
    const double inverse_area = 1.0 / (std::max(0.5 * (area[L] + area[R]), 0.0) + tiny_area);
    const double fall = level[R] - level[L];
    const std::size_t high = fall > 0.0 ? R : L;
    const double wet = wet_share(level[high] - net_.sites[high].bed_level);

    const double gravity = -g * wet * fall * face.inverse_distance;
    const double friction = -g * u * std::fabs(u) / psi_face;
    double inertia = 0;  // at a river's end there is one side only: upwind; a junction keeps one level and carries none
    if (face.before >= 0 && face.left_is_plain) {
      const auto b = static_cast<std::size_t>(face.before);
      const double change = velocity[b] - u, carried = 0.5 * (discharge[b] + q);
      const double half = face.after >= 0 ? 0.5 * smooth(change, level[L] - net_.sites[L].bed_level).phi : 0.0;
      inertia += carried * (carried > 0.0 ? 1.0 - half : half) * change * face.inverse_length_left * inverse_area;
    } else if (face.inflow >= 0) {
      const double enters = entering(face.inflow, time), carried = face.left_is_plain ? 0.5 * (enters + q) : q;
      if (carried > 0.0 && enters > 0.0)
        inertia += carried * (enters / (std::max(area[L], 0.0) + tiny_area) - u) * face.inverse_length_left * inverse_area;
    }
    if (face.after >= 0 && face.right_is_plain) {
      const auto a = static_cast<std::size_t>(face.after);
      const double change = velocity[a] - u, carried = 0.5 * (discharge[a] + q);
      const double half = face.before >= 0 ? 0.5 * smooth(change, level[R] - net_.sites[R].bed_level).phi : 0.0;
      inertia -= carried * (carried < 0.0 ? 1.0 - half : half) * change * face.inverse_length_right * inverse_area;
    }
    acceleration[f] = gravity + inertia + friction - (1.0 - wet) * u / dry_relaxation;
  }
  return true;
}

void Flow::predict(double time, double dt, double* y) {
  evaluate(time, y);
  for (std::size_t f = 0; f < faces_; ++f) y[f] += dt * discharge[f];
  for (std::size_t k = 0; k < outlets_; ++k) y[faces_ + k] += dt * outflow[k];
}

// Derivatives of the above, term by term; neighbours' discharges are replaced through continuity of the cell between,
//   γ δQ_before = δV_left + γ δQ − (r_before − r),   γ δQ_after = γ δQ − δV_right + (r − r_after),          [NU-1]
// which keeps every row within its block, its parent and its child.
bool Flow::prepare(double time, const double* y, double gamma) {
  gamma_ = gamma;
  evaluate_sites<true>(time, y);
  const double* velocity = y + velocity_offset();
  evaluate_discharges(velocity);
  evaluate_outlets<true>();
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
    const double q_u = area_face, q_left = down ? q_up : q_low, q_right = down ? q_low : q_up;
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
    double m_before = 0, m_after = 0, by_q = 0, by_q_before = 0, by_q_after = 0, inertia = 0;
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
    } else if (face.inflow >= 0) {
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
    carry_before_[f] = by_q_before, carry_after_[f] = by_q_after;

    // rows [NU-1]
    const double by_all = by_q + by_q_before + by_q_after;
    const double c_u = 1.0 - gamma * (m_u + by_all * q_u);
    const double c_left = -gamma * (m_left + by_all * q_left) - by_q_before;
    const double c_right = -gamma * (m_right + by_all * q_right) + by_q_after;
    const double c_before = -gamma * m_before, c_after = -gamma * m_after;
    const bool fixed_left = net_.level_boundary[static_cast<std::size_t>(face.left)] >= 0;
    const bool fixed_right = net_.level_boundary[static_cast<std::size_t>(face.right)] >= 0;

    if (f < blocks) {
      // this face leads from cell f to its parent
      auto& block = solver_.blocks[f];
      const bool to_right = static_cast<std::size_t>(face.left) == f;
      const double sign = to_right ? gamma : -gamma;
      const bool fixed = to_right ? fixed_left : fixed_right, fixed_parent = to_right ? fixed_right : fixed_left;
      if (!fixed) {
        block.d11 += sign * (to_right ? q_left : q_right);
        block.d12 = sign * q_u;
        block.u11 = sign * (to_right ? q_right : q_left);
      }
      block.d21 = to_right ? c_left : c_right;
      block.d22 = c_u;
      block.u21 = to_right ? c_right : c_left;
      block.u22 = to_right ? c_after : c_before;
      if (!fixed_parent) {
        block.l11 = -sign * (to_right ? q_left : q_right);
        block.l12 = -sign * q_u;
        add_volume_diagonal(static_cast<std::size_t>(to_right ? face.right : face.left), -sign * (to_right ? q_right : q_left));
      }
      // and the face behind it, a child's, is touched by this row
      const int behind = to_right ? face.before : face.after;
      if (behind >= 0 && static_cast<std::size_t>(behind) < blocks) solver_.blocks[static_cast<std::size_t>(behind)].l22 = to_right ? c_before : c_after;
    } else {
      const CoreFace& slot = core_faces_[f - blocks];
      if (!fixed_left) {
        solver_.core_value(slot.left_left) += gamma * q_left;
        solver_.core_value(slot.left_right) += gamma * q_right;
        solver_.core_value(slot.left_u) += gamma * q_u;
      }
      if (!fixed_right) {
        solver_.core_value(slot.right_left) -= gamma * q_left;
        solver_.core_value(slot.right_right) -= gamma * q_right;
        solver_.core_value(slot.right_u) -= gamma * q_u;
      }
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
  const auto volume_rhs = [&](std::size_t c) { return net_.level_boundary[c] >= 0 ? 0.0 : work_[c]; };
  for (std::size_t c = 0; c < blocks; ++c) rhs_[2 * c] = volume_rhs(c);
  for (std::size_t c = blocks; c < cells_; ++c) rhs_[2 * blocks + static_cast<std::size_t>(net_.core_volume[c])] = volume_rhs(c);
  for (std::size_t f = 0; f < faces_; ++f) {
    const Face& face = net_.faces[f];
    double r = r_velocity[f];
    if (face.before >= 0) r -= carry_before_[f] * (b[static_cast<std::size_t>(face.before)] - b[f]);
    if (face.after >= 0) r += carry_after_[f] * (b[f] - b[static_cast<std::size_t>(face.after)]);
    if (f < blocks)
      rhs_[2 * f + 1] = r;
    else
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
    const double du = f < blocks ? rhs_[2 * f + 1] : rhs_[2 * blocks + static_cast<std::size_t>(net_.core_velocity[f])];
    x[f] = b[f] + gamma_ * (dq_du_[f] * du + dq_left_[f] * volume_change(net_.faces[f].left) + dq_right_[f] * volume_change(net_.faces[f].right));
    x_velocity[f] = du;
  }
  for (std::size_t k = 0; k < outlets_; ++k)
    x[faces_ + k] = b[faces_ + k] + gamma_ * outlet_slope_[k] * volume_change(net_.outlets[k].cell);
}

void Flow::weigh(const double* y) {
  const double* velocity = y + velocity_offset();
  for (std::size_t c = 0; c < cells_; ++c) {
    if (net_.level_boundary[c] >= 0) {
      cell_weight_[c] = 0.0;
      continue;
    }
    const physics::TableRow& row = net_.rows[static_cast<std::size_t>(net_.sites[c].first_row + row_[c])];
    const double width = std::max(net_.reference_width[c], row.storage_width);
    cell_weight_[c] = 1.0 / (accuracy_.relative * std::fabs(volume[c]) + accuracy_.depth * width * net_.length[c]);
  }
  for (std::size_t f = 0; f < faces_; ++f) {
    const Face& face = net_.faces[f];
    const auto L = static_cast<std::size_t>(face.left_site), R = static_cast<std::size_t>(face.right_site);
    const double depth = std::max(level[L] - net_.sites[L].bed_level, level[R] - net_.sites[R].bed_level);
    const double matter = film_share + (1.0 - film_share) * (depth > 0.0 ? depth / (depth + film_depth) : 0.0);
    face_weight_[f] = matter / (accuracy_.relative * std::fabs(velocity[f]) + accuracy_.velocity);
  }
}

double Flow::error_norm(const double* difference) const {
  std::fill(work_.begin(), work_.end(), 0.0);
  const double* velocity = difference + velocity_offset();
  double sum = 0, largest = 0;
  for (std::size_t f = 0; f < faces_; ++f) {
    work_[static_cast<std::size_t>(net_.faces[f].left)] -= difference[f];
    work_[static_cast<std::size_t>(net_.faces[f].right)] += difference[f];
    const double e = velocity[f] * face_weight_[f];
    sum += e * e;
    largest = std::max(largest, e * e);
  }
  for (std::size_t k = 0; k < outlets_; ++k) work_[static_cast<std::size_t>(net_.outlets[k].cell)] -= difference[faces_ + k];
  for (std::size_t c = 0; c < cells_; ++c) {
    const double e = work_[c] * cell_weight_[c];
    sum += e * e;
    largest = std::max(largest, e * e);
  }
  return std::sqrt(std::max(sum / static_cast<double>(cells_ + faces_), single_share * single_share * largest));
}

bool Flow::acceptable(double time, const double* y) {
  volumes(time, y, work_.data());
  for (std::size_t c = 0; c < cells_; ++c)
    if (net_.level_boundary[c] < 0 && !(work_[c] >= -round_off_depth * net_.reference_width[c] * net_.length[c])) return false;
  return true;
}

}  // namespace riverchief::model
