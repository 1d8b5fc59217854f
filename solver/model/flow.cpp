#include "model/flow.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "core/parallel.hpp"
#include "model/face_laws.hpp"

namespace riverchief::model {
namespace {

/// Depth of a cell's last water, over which a mouth deeper than its bed dries with it [m].
constexpr double mouth_film = 0.01;

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
constexpr double lowest = -std::numeric_limits<double>::infinity();

}  // namespace

Flow::Flow(const Network& network, const basin::Scenario& scenario)
    : net_(network), accuracy_(scenario.accuracy), faces_(network.faces.size()), outlets_(network.outlets.size()),
      cells_(static_cast<std::size_t>(network.cells)), sites_(network.sites.size()), order_(face_order(network)), shape_(network) {
  volume.resize(cells_);
  sites.resize(sites_);
  passing_.resize(faces_);
  single_faces_ = order_.lone;
  for (const Chain& chain : order_.chains.all()) {
    const auto end = std::max(chain.first, std::min(chain.end, static_cast<std::size_t>(std::max(net_.tree_blocks - 1, 0))));
    if (end > chain.first) tree_chains_.add({chain.first, end, chain.reversed});
    for (std::size_t f = end; f < chain.end; ++f) single_faces_.push_back(f);
  }
  std::sort(single_faces_.begin(), single_faces_.end());
  gathered_singles_ = gather(net_, single_faces_);
  for (auto* a : {&discharge, &phi_, &face_weight_}) a->resize(faces_);
  outflow.resize(outlets_);
  outlet_slope_.resize(outlets_);
  row_number_.assign(cells_, 0);
  for (std::size_t c = 0; c < cells_; ++c)
    least_volume_.push_back(net_.level_boundary[c] < 0 ? -round_off_depth * net_.reference_width[c] * net_.length[c] : lowest);
  row_.resize(cells_);
  for (std::size_t c = 0; c < cells_; ++c) {
    row_.put(c, net_.rows[static_cast<std::size_t>(net_.sites[c].first_row)], 0);
    bed_.push_back(net_.sites[c].bed_level);
    if (net_.level_boundary[c] < 0) continue;
    level_cells_.push_back(static_cast<int>(c));
    row_.hold(c);
  }
  cell_weight_.assign(cells_, 0.0);
  work_.resize(cells_);
  moves_.assign(cells_, 1.0);
  for (const int c : level_cells_) moves_[static_cast<std::size_t>(c)] = 0.0;
  part_discharge.resize(net_.parts.size());
  draw_discharge.resize(net_.draws.size());
  draw_by_inflow_.resize(net_.draws.size());
  special_.resize(net_.special_faces.size());
  for (std::size_t f = 0; f < faces_; ++f)
    if (net_.faces[f].barrier)
      barriers_.push_back(static_cast<int>(f));
    else if (net_.faces[f].inflow >= 0)
      inflow_faces_.push_back(f);
    else if (net_.faces[f].step)
      steps_.push_back(f);
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
  rhs_velocity_.resize(idx(net_.tree_blocks));
  rhs_core_.resize(idx(net_.core_size));
  begin_structures(scenario.basin);
  start_volume_.assign(cells_, 0.0);
}

void Flow::set_start(double time, std::vector<double> start) {
  start_time_ = time;
  start_volume_ = std::move(start);
  for (const int c : level_cells_) start_volume_[static_cast<std::size_t>(c)] = 0.0;  // it counts what passes it, nothing else
}

void Flow::freeze(const std::vector<int>& cells) {
  for (const int c : frozen_) moves_[static_cast<std::size_t>(c)] = 1.0;
  frozen_ = cells;
  for (const int c : frozen_) moves_[static_cast<std::size_t>(c)] = 0.0;
}

void Flow::hold(double time) {
  held_ = true;
  held_time_ = time;
}

double Flow::volume_at_level(int cell, double water_level) const {
  const Site& site = net_.sites[static_cast<std::size_t>(cell)];
  return physics::at_level(&net_.rows[static_cast<std::size_t>(site.first_row)], site.rows, water_level - site.bed_level).storage_area *
         net_.length[static_cast<std::size_t>(cell)];
}

/// Volumes before anything is added: a copy, or zero.
void Flow::start_from(const double* start, double* V) const {
  core::in_pieces(cells_, [&](std::size_t, std::size_t from, std::size_t end) {
    if (start != nullptr)
      std::copy(start + from, start + end, V + from);
    else
      std::fill(V + from, V + end, 0.0);
  });
}

void Flow::volumes(double time, const double* y, double* V) const {
  start_from(start_volume_.data(), V);
  for (const auto& source : net_.sources) {
    const Forcing& inflow = net_.inflows[static_cast<std::size_t>(source.series)];
    const double entered = held_ ? inflow.value(held_time_) * (time - start_time_) : inflow.integral(time) - inflow.integral(start_time_);
    V[source.cell] += source.share * entered;
  }
  add_inflow(net_, order_, y, V);
  for (std::size_t k = 0; k < outlets_; ++k) V[net_.outlets[k].cell] -= y[faces_ + k];
  for (const int c : frozen_) V[c] = start_volume_[static_cast<std::size_t>(c)];
}

void Flow::evaluate_sites(double time, const double* y) {
  volumes(time, y, volume.data());
  const physics::TableRow* tables = net_.rows.data();
  core::in_pieces(cells_, [&](std::size_t, std::size_t from, std::size_t end) {
    const auto measured_up_to = [&](std::size_t c) {
      return measure_cells(c, end, volume.data(), inverse_length_.data(), moves_.data(), bed_.data(), row_, sites);
    };
    for (std::size_t c = measured_up_to(from); c < end; c = measured_up_to(c))
      for (std::size_t k = c; k < std::min(c + core::lane_count, end); ++k) {  // this cell, or one beside it, has left its row
        const Site& site = net_.sites[k];
        if (net_.level_boundary[k] >= 0) continue;
        const auto& row = physics::find_row(tables + site.first_row, site.rows, volume[k] * inverse_length_[k], row_number_[k]);
        row_.put(k, row, row_number_[k]);
      }
  });
  for (const int cell : level_cells_) {
    const auto c = static_cast<std::size_t>(cell);
    const Site& site = net_.sites[c];
    const double given = net_.levels[static_cast<std::size_t>(net_.level_boundary[c])].value(now(time)) - site.bed_level;
    put_site(c, std::max(given, 0.0), physics::at_level(tables + site.first_row, site.rows, given), 0.0);
  }
  for (const auto& mouth : net_.mouths) {
    const auto m = static_cast<std::size_t>(mouth.site), c = static_cast<std::size_t>(mouth.cell);
    const Site& site = net_.sites[m];
    const double depth = sites.level[c] - site.bed_level;
    if (depth <= 0.0)  // the host river lies below the mouth: the water falls freely
      put_site(m, 0.0, {}, 0.0);
    else
      put_site(m, depth, physics::at_level(tables + site.first_row, site.rows, depth), sites.level_slope[c]);
    // A mouth deeper than the bed of its cell can pass no more than the cell holds: its area vanishes with the cell's last water.
    const double water = sites.level[c] - net_.sites[c].bed_level;
    if (site.bed_level >= net_.sites[c].bed_level || water >= mouth_film) continue;
    const double wet = water / mouth_film, share = wet * (2.0 - std::max(wet, 0.0)), slope = 2.0 * (1.0 - std::max(wet, 0.0)) / mouth_film;
    sites.area_slope[m] = sites.area_slope[m] * share + sites.area[m] * slope * sites.level_slope[m];
    sites.area[m] *= share;
  }
}

/// A site whose level is given by another.
void Flow::put_site(std::size_t site, double depth, const physics::Wetted& w, double level_slope) {
  sites.depth[site] = depth, sites.level[site] = net_.sites[site].bed_level + depth;
  sites.area[site] = w.flow_area, sites.psi[site] = w.psi;
  sites.level_slope[site] = level_slope, sites.area_slope[site] = level_slope * w.flow_width, sites.psi_slope[site] = level_slope * w.psi_slope;
}

// Rating curve, read at the river's end: Q = Q_r(η − bed drop). Normal depth: Q = A √(ψ S0).           [BC-1]
void Flow::evaluate_outlets() {
  for (std::size_t k = 0; k < outlets_; ++k) {
    const auto& outlet = net_.outlets[k];
    const auto c = static_cast<std::size_t>(outlet.cell);
    if (outlet.boundary < 0) {  // not a river's end: evaluate_structures, evaluate_draws and evaluate_exchange add to it
      outflow[k] = 0.0;
      outlet_slope_[k] = 0.0;
      continue;
    }
    if (outlet.root_slope > 0.0) {
      const double A = std::max(sites.area[c], 0.0), root = std::sqrt(std::max(sites.psi[c], 0.0) + tiny_psi);
      outflow[k] = A * root * outlet.root_slope;
      outlet_slope_[k] = outlet.root_slope * (sites.area_slope[c] * root + 0.5 * A * sites.psi_slope[c] / root);
      continue;
    }
    const auto& z = outlet.rating.water_level;
    const auto& q = outlet.rating.discharge;
    const double at = sites.level[c] - outlet.bed_drop;
    if (at <= z.front()) {
      outflow[k] = q.front() > 0.0 && sites.area[c] > 0.0 ? q.front() : 0.0;
      outlet_slope_[k] = 0.0;
      continue;
    }
    std::size_t i = 0;
    while (i + 2 < z.size() && at > z[i + 1]) ++i;
    const double slope = (q[i + 1] - q[i]) / (z[i + 1] - z[i]);
    outflow[k] = q[i] + slope * (at - z[i]);
    outlet_slope_[k] = slope * sites.level_slope[c];
  }
}

void Flow::evaluate(double time, const double* y) {
  evaluate_sites(time, y);
  discharges(order_, shape_, sites, y + velocity_offset(), phi_.data(), discharge.data());
  evaluate_outlets();
  evaluate_structures(time, y);
  evaluate_draws(time);
  evaluate_exchange(time);
}

double Flow::discharge_at(int grid_face, double time) const {
  const auto& f = net_.face_of_grid[static_cast<std::size_t>(grid_face)];
  if (f.face >= 0) return discharge[static_cast<std::size_t>(f.face)];
  if (f.outlet >= 0) return outflow[static_cast<std::size_t>(f.outlet)];
  if (f.source < 0) return 0.0;
  const auto& source = net_.sources[static_cast<std::size_t>(f.source)];
  return net_.inflows[static_cast<std::size_t>(source.series)].value(now(time));
}

double Flow::entering(int inflow, double time) const {
  const auto& source = net_.sources[static_cast<std::size_t>(net_.inflow_ends[static_cast<std::size_t>(inflow)].source)];
  return source.share * net_.inflows[static_cast<std::size_t>(source.series)].value(now(time));
}

/// Water from the side brings no velocity along the river: the river has to set it in motion.
void Flow::evaluate_side_inflow(double time) {
  if (side_inflows_.empty()) return;
  std::fill(side_.begin(), side_.end(), 0.0);
  for (const auto& side : side_inflows_) {
    const auto& source = net_.sources[static_cast<std::size_t>(side.source)];
    side_[static_cast<std::size_t>(side.face)] += side.weight * std::max(net_.inflows[static_cast<std::size_t>(source.series)].value(now(time)), 0.0);
  }
}

bool Flow::right_hand_side(double time, const double* y, double* rate) {
  evaluate(time, y);
  evaluate_side_inflow(time);
  time_ = time;
  velocity_ = y + velocity_offset();
  core::in_pieces(faces_, [&](std::size_t, std::size_t from, std::size_t end) { std::copy(discharge.data() + from, discharge.data() + end, rate + from); });
  std::copy(outflow.begin(), outflow.end(), rate + faces_);
  double* acceleration = rate + velocity_offset();
  accelerations(order_, shape_, {sites, velocity_, discharge.data(), side_.data()}, phi_.data(), acceleration);
  for (std::size_t f : inflow_faces_) acceleration[f] += entering_momentum(f).acceleration;
  for (std::size_t f : steps_) acceleration[f] += friction_beyond(f).acceleration;
  for (const int f : barriers_) acceleration[f] = 0.0;
  for (const int k : losses_) {  // ζ u²/2g over the way between the two levels
    const auto f = static_cast<std::size_t>(net_.parts[static_cast<std::size_t>(k)].face);
    const double zeta = special_[static_cast<std::size_t>(net_.faces[f].special)].zeta;
    acceleration[f] -= 0.5 * zeta * velocity_[f] * std::fabs(velocity_[f]) * net_.faces[f].inverse_distance;
  }
  std::copy(growth_rate_.begin(), growth_rate_.end(), rate + growth_offset());
  return true;
}

/// What a discharge boundary at the head of a river brings along: its water has the velocity of the first cell's section.
Flow::Entering Flow::entering_momentum(std::size_t f) const {
  const Face& face = net_.faces[f];
  if (moves_[static_cast<std::size_t>(face.left)] == 0.0) return {};
  const auto L = static_cast<std::size_t>(face.left_site), R = static_cast<std::size_t>(face.right_site);
  const double enters = entering(face.inflow, time_), share = face.left_is_plain ? 0.5 : 1.0, u = velocity_[f];
  const double carried = face.left_is_plain ? 0.5 * (enters + discharge[f]) : discharge[f];
  if (!(carried > 0.0 && enters > 0.0)) return {};
  const double mean_area = 0.5 * (sites.area[L] + sites.area[R]), inverse_area = 1.0 / (std::max(mean_area, 0.0) + tiny_area);
  const double wetted = std::max(sites.area[L], 0.0) + tiny_area, change = enters / wetted - u, k = face.inverse_length_left * inverse_area;
  Entering e;
  e.acceleration = carried * change * k;
  e.by_u = -carried * k;
  e.by_left = -carried * k * enters / (wetted * wetted) * sites.area_slope[L];
  e.by_right = 0.0;
  e.by_q = share * change * k;
  if (mean_area > 0.0) {
    e.by_left -= e.acceleration * inverse_area * 0.5 * sites.area_slope[L];
    e.by_right -= e.acceleration * inverse_area * 0.5 * sites.area_slope[R];
  }
  return e;
}

void Flow::predict(double time, double dt, double* y) {
  evaluate(time, y);
  for (std::size_t f = 0; f < faces_; ++f) y[f] += dt * discharge[f];
  for (std::size_t k = 0; k < outlets_; ++k) y[faces_ + k] += dt * outflow[k];
}

void Flow::weigh(const double* y) {
  core::in_pieces(cells_, [&](std::size_t, std::size_t from, std::size_t end) {
    for (std::size_t c = from; c < end; ++c) work_[c] = accuracy_.depth * std::max(net_.reference_width[c], row_.storage_width[c]) * net_.length[c];
  });
  weigh_volumes(cells_, accuracy_.relative, volume.data(), work_.data(), moves_.data(), cell_weight_.data());
  for (const int c : net_.storage_cell) cell_weight_[static_cast<std::size_t>(c)] *= storage_strictness;
  weigh_velocities(order_, sites, accuracy_.relative, accuracy_.velocity, film_share, film_depth, y + velocity_offset(), face_weight_.data());
}

double Flow::error_norm(const double* difference) const {
  start_from(nullptr, work_.data());
  add_inflow(net_, order_, difference, work_.data());
  for (std::size_t k = 0; k < outlets_; ++k) work_[static_cast<std::size_t>(net_.outlets[k].cell)] -= difference[faces_ + k];
  const Squares of_velocities = squares(faces_, difference + velocity_offset(), face_weight_.data());
  const Squares of_volumes = squares(cells_, work_.data(), cell_weight_.data());
  double sum = of_velocities.sum + of_volumes.sum, largest = std::max(of_velocities.largest, of_volumes.largest), of_storage = 0;
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
  return reach(cells_, work_.data(), least_volume_.data());
}

}  // namespace riverchief::model
