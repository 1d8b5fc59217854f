#include "model/flow.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "model/face_laws.hpp"

namespace riverchief::model {
namespace {

/// Depth by which a volume may miss zero through round-off [m]; more rejects the step.
constexpr double round_off_depth = 1e-9;
/// Share of the largest single error in the norm: a mean over many cells must not hide one bad one.
constexpr double single_share = 0.1;
/// Velocities of films thinner than this count less in the error norm [m], down to the given share: they move next to
/// no water, yet Newton must not leave them on a root far away.
constexpr double film_depth = 1e-3, film_share = 0.01;
/// A storage cell stands alone where a river has many cells whose errors even out: each is held to its tolerance, and to this much
/// closer a one.
constexpr double storage_strictness = 10.0;
/// Tolerance of what grows: a breach counts its progress from 0 to 1.
constexpr double growth_tolerance = 1e-3;

}  // namespace

Flow::Flow(const Network& network, const basin::Scenario& scenario)
    : net_(network), accuracy_(scenario.accuracy), faces_(network.faces.size()), outlets_(network.outlets.size()),
      cells_(static_cast<std::size_t>(network.cells)), sites_(network.sites.size()) {
  volume.resize(cells_);
  for (auto* a : {&level, &area, &psi, &level_slope_, &area_slope_, &psi_slope_}) a->resize(sites_);
  for (auto* a : {&discharge, &phi_, &dq_du_, &dq_left_, &dq_right_, &carry_before_, &carry_after_, &face_weight_}) a->resize(faces_);
  outflow.resize(outlets_);
  outlet_slope_.resize(outlets_);
  row_number_.assign(cells_, 0);
  for (std::size_t c = 0; c < cells_; ++c) row_.push_back(net_.rows[static_cast<std::size_t>(net_.sites[c].first_row)]);
  cell_weight_.assign(cells_, 0.0);
  work_.resize(cells_);
  fixed_.assign(cells_, 0);
  for (std::size_t c = 0; c < cells_; ++c) fixed_[c] = net_.level_boundary[c] >= 0;
  part_discharge.resize(net_.parts.size());
  draw_discharge.resize(net_.draws.size());
  draw_by_inflow_.resize(net_.draws.size());
  special_.resize(net_.special_faces.size());
  for (std::size_t f = 0; f < faces_; ++f)
    if (net_.faces[f].barrier) barriers_.push_back(static_cast<int>(f));
  side_.assign(faces_, 0.0);
  std::vector<std::vector<int>> sources_of(cells_);
  for (std::size_t k = 0; k < net_.sources.size(); ++k)
    if (net_.sources[k].boundary < 0) sources_of[static_cast<std::size_t>(net_.sources[k].cell)].push_back(static_cast<int>(k));
  for (std::size_t f = 0; f < faces_; ++f) {  // a source belongs half to each of the two faces of its cell
    const Face& face = net_.faces[f];
    if (face.barrier) continue;
    for (const int site : {face.left_site, face.right_site})
      if (static_cast<std::size_t>(site) < cells_)
        for (const int k : sources_of[static_cast<std::size_t>(site)])
          side_inflows_.push_back({k, static_cast<int>(f), 0.5 * net_.sources[static_cast<std::size_t>(k)].share * face.inverse_distance});
  }
  inverse_length_.resize(cells_);
  for (std::size_t c = 0; c < cells_; ++c) inverse_length_[c] = 1.0 / net_.length[c];

  const auto idx = [](int i) { return static_cast<std::size_t>(i); };
  const auto core_of = [&](int face) { return face < 0 ? -1 : net_.core_velocity[idx(face)]; };
  std::vector<std::pair<int, int>> entries;
  for (std::size_t f = idx(net_.tree_blocks); f < faces_; ++f) {
    const Face& face = net_.faces[f];
    const int vl = net_.core_volume[idx(face.left)], vr = net_.core_volume[idx(face.right)], u = net_.core_velocity[f];
    for (const auto& [row, column] : {std::pair{vl, vr}, {vr, vl}}) entries.emplace_back(row, column);
    if (u < 0) continue;
    for (const auto& [row, column] : {std::pair{vl, u}, {vr, u}, {u, vl}, {u, vr}}) entries.emplace_back(row, column);
    for (const int neighbour : {core_of(face.before), core_of(face.after)})
      if (neighbour >= 0) entries.emplace_back(u, neighbour);
  }
  solver_.structure(net_.parents, net_.core_size, entries);
  for (std::size_t f = idx(net_.tree_blocks); f < faces_; ++f) {
    const Face& face = net_.faces[f];
    const int vl = net_.core_volume[idx(face.left)], vr = net_.core_volume[idx(face.right)], u = net_.core_velocity[f];
    const int before = core_of(face.before), after = core_of(face.after);
    const auto slot = [&](int row, int column) { return row >= 0 && column >= 0 ? solver_.core_slot(row, column) : -1; };
    core_faces_.push_back({slot(vl, vl), slot(vl, vr), slot(vr, vl), slot(vr, vr), slot(vl, u), slot(vr, u), slot(u, vl), slot(u, vr), slot(u, u),
                           slot(u, before), slot(u, after)});
  }
  for (int k = net_.tree_blocks; k < net_.cells; ++k) {
    const int v = net_.core_volume[idx(k)];
    core_diagonal_.push_back(solver_.core_slot(v, v));
  }
  rhs_.resize(2 * idx(net_.tree_blocks) + idx(net_.core_size));
  begin_structures(scenario.basin);
  start_volume_.assign(cells_, 0.0);
}

void Flow::set_start(double time, std::vector<double> start) {
  start_time_ = time;
  start_volume_ = std::move(start);
  for (std::size_t c = 0; c < cells_; ++c)  // a level cell counts what passes it, nothing else
    if (net_.level_boundary[c] >= 0) start_volume_[c] = 0.0;
}

void Flow::freeze(const std::vector<int>& cells) {
  for (const int c : frozen_) fixed_[static_cast<std::size_t>(c)] = 0;
  frozen_ = cells;
  for (const int c : frozen_) fixed_[static_cast<std::size_t>(c)] = 1;
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
  for (const int c : frozen_) V[c] = start_volume_[static_cast<std::size_t>(c)];
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
      const double A = volume[c] * inverse_length_[c];
      if (!physics::holds(row_[c], A)) row_[c] = physics::find_row(rows, site.rows, A, row_number_[c]);
      w = physics::at_area(row_[c], A);
      by_volume = fixed_[c] ? 0.0 : inverse_length_[c] / w.storage_width;
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
    const double phi = phi_[f] = blend(left, right).phi;
    discharge[f] = u * (u >= 0.0 ? face_value(left, right, phi) : face_value(right, left, phi));
  }
}

// Rating curve, read at the river's end: Q = Q_r(η − bed drop). Normal depth: Q = A √(ψ S0).           [BC-1]
template <bool with_slopes>
void Flow::evaluate_outlets() {
  for (std::size_t k = 0; k < outlets_; ++k) {
    const auto& outlet = net_.outlets[k];
    const auto c = static_cast<std::size_t>(outlet.cell);
    if (outlet.boundary < 0) {  // not a river's end: evaluate_structures, evaluate_draws and evaluate_exchange add to it
      outflow[k] = 0.0;
      if constexpr (with_slopes) outlet_slope_[k] = 0.0;
      continue;
    }
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
  evaluate_structures<true>(time, y);
  evaluate_draws<true>(time);
  evaluate_exchange<true>(time);
}

double Flow::discharge_at(int grid_face, double time) const {
  const auto& f = net_.face_of_grid[static_cast<std::size_t>(grid_face)];
  if (f.face >= 0) return discharge[static_cast<std::size_t>(f.face)];
  if (f.outlet >= 0) return outflow[static_cast<std::size_t>(f.outlet)];
  if (f.source < 0) return 0.0;
  const auto& source = net_.sources[static_cast<std::size_t>(f.source)];
  return net_.inflows[static_cast<std::size_t>(source.series)].value(held_ ? held_time_ : time);
}

double Flow::entering(int inflow, double time) const {
  const auto& source = net_.sources[static_cast<std::size_t>(net_.inflow_ends[static_cast<std::size_t>(inflow)].source)];
  return source.share * net_.inflows[static_cast<std::size_t>(source.series)].value(held_ ? held_time_ : time);
}

/// Water from the side brings no velocity along the river: the river has to set it in motion.
void Flow::evaluate_side_inflow(double time) {
  if (side_inflows_.empty()) return;
  std::fill(side_.begin(), side_.end(), 0.0);
  const double now = held_ ? held_time_ : time;
  for (const auto& side : side_inflows_) {
    const auto& source = net_.sources[static_cast<std::size_t>(side.source)];
    side_[static_cast<std::size_t>(side.face)] += side.weight * std::max(net_.inflows[static_cast<std::size_t>(source.series)].value(now), 0.0);
  }
}

bool Flow::right_hand_side(double time, const double* y, double* rate) {
  evaluate_sites<false>(time, y);
  const double* velocity = y + velocity_offset();
  evaluate_discharges(velocity);
  evaluate_outlets<false>();
  evaluate_structures<false>(time, y);
  evaluate_draws<false>(time);
  evaluate_exchange<false>(time);
  evaluate_side_inflow(time);
  std::copy(discharge.begin(), discharge.end(), rate);
  std::copy(outflow.begin(), outflow.end(), rate + faces_);
  double* acceleration = rate + velocity_offset();
  for (std::size_t f = 0; f < faces_; ++f) {
    const Face& face = net_.faces[f];
    const auto L = static_cast<std::size_t>(face.left_site), R = static_cast<std::size_t>(face.right_site);
    const double u = velocity[f], q = discharge[f];
    const double phi = phi_[f];
    const double psi_face = std::max(u >= 0.0 ? face_value(psi[L], psi[R], phi) : face_value(psi[R], psi[L], phi), 0.0) + tiny_psi;
    const double inverse_area = 1.0 / (std::max(0.5 * (area[L] + area[R]), 0.0) + tiny_area);
    const double fall = level[R] - level[L];
    const std::size_t high = fall > 0.0 ? R : L;
    const double wet = wet_share(level[high] - net_.sites[high].bed_level);

    const double gravity = -g * wet * fall * face.inverse_distance;
    const double friction = -g * u * std::fabs(u) / psi_face;
    double inertia = -side_[f] * u * inverse_area;  // at a river's end there is one side only: upwind; a junction keeps one level and carries none
    if (face.before >= 0 && face.left_is_plain) {
      const auto b = static_cast<std::size_t>(face.before);
      const double change = velocity[b] - u, carried = 0.5 * (discharge[b] + q);
      const double half = face.after >= 0 ? 0.5 * smooth(change, level[L] - net_.sites[L].bed_level).phi : 0.0;
      inertia += carried * (carried > 0.0 ? 1.0 - half : half) * change * face.inverse_length_left * inverse_area;
    } else if (face.inflow >= 0 && !fixed_[static_cast<std::size_t>(face.left)]) {
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
  for (const int f : barriers_) acceleration[f] = 0.0;
  for (const int k : losses_) {  // ζ u²/2g over the way between the two levels
    const auto f = static_cast<std::size_t>(net_.parts[static_cast<std::size_t>(k)].face);
    const Face& face = net_.faces[f];
    const double zeta = special_[static_cast<std::size_t>(face.special)].zeta;
    acceleration[f] -= 0.5 * zeta * velocity[f] * std::fabs(velocity[f]) * face.inverse_distance;
  }
  std::copy(growth_rate_.begin(), growth_rate_.end(), rate + growth_offset());
  return true;
}

void Flow::predict(double time, double dt, double* y) {
  evaluate(time, y);
  for (std::size_t f = 0; f < faces_; ++f) y[f] += dt * discharge[f];
  for (std::size_t k = 0; k < outlets_; ++k) y[faces_ + k] += dt * outflow[k];
}

void Flow::weigh(const double* y) {
  const double* velocity = y + velocity_offset();
  for (std::size_t c = 0; c < cells_; ++c) {
    if (fixed_[c]) {
      cell_weight_[c] = 0.0;
      continue;
    }
    const double width = std::max(net_.reference_width[c], row_[c].storage_width);
    cell_weight_[c] = 1.0 / (accuracy_.relative * std::fabs(volume[c]) + accuracy_.depth * width * net_.length[c]);
  }
  for (const int c : net_.storage_cell) cell_weight_[static_cast<std::size_t>(c)] *= storage_strictness;
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
  double of_storage = 0;
  for (const int c : net_.storage_cell) {
    const double e = work_[static_cast<std::size_t>(c)] * cell_weight_[static_cast<std::size_t>(c)];
    of_storage = std::max(of_storage, e * e);
  }
  for (std::size_t s = 0; s < growing_.size(); ++s) {
    const double e = difference[growth_offset() + s] / growth_tolerance;
    sum += e * e;
    largest = std::max(largest, e * e);
  }
  return std::sqrt(std::max({sum / static_cast<double>(cells_ + faces_), single_share * single_share * largest, of_storage}));
}

bool Flow::acceptable(double time, const double* y) {
  volumes(time, y, work_.data());
  for (std::size_t c = 0; c < cells_; ++c)
    if (!fixed_[c] && !(work_[c] >= -round_off_depth * net_.reference_width[c] * net_.length[c])) return false;
  return true;
}

}  // namespace riverchief::model
