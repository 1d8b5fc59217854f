#include "model/dispersion.hpp"

#include <algorithm>
#include <cmath>

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

std::vector<std::pair<int, int>> edges_of(const Network& net) {
  std::vector<std::pair<int, int>> edges;
  for (const Face& face : net.faces) edges.emplace_back(face.left, face.right);
  return edges;
}

}  // namespace

Dispersion::Dispersion(const basin::Scenario& scenario, const Network& network)
    : net_(network), of_(network.faces.size()), solver_(idx(network.cells), edges_of(network), idx(network.tree_blocks)), conductance_(network.faces.size()), held_(idx(network.cells)), wet_(held_.size()) {
  for (std::size_t g = 0; g < net_.grid.faces.size(); ++g) {
    const int f = net_.face_of_grid[g].face;
    if (f < 0) continue;
    const Face& face = net_.faces[idx(f)];
    if (face.barrier || net_.level_boundary[idx(face.left)] >= 0 || net_.level_boundary[idx(face.right)] >= 0) continue;
    const std::string& river = net_.grid.rivers[idx(net_.grid.faces[g].river)];
    Of& of = of_[idx(f)];
    for (const auto& d : scenario.basin.dispersion)
      if (d.river.empty() || d.river == river) of = {d.value, physics::find_dispersion_formula(d.formula), d.factor};
    active_ = active_ || of.value > 0.0 || of.formula != nullptr;
  }
}

double Dispersion::coefficient(std::size_t f, const FlowStep& step, double A) const {
  constexpr double g = 9.81;
  if (of_[f].formula == nullptr) return of_[f].value;
  if (!(A > 0.0)) return 0.0;
  const Face& face = net_.faces[f];
  const auto L = idx(face.left_site), R = idx(face.right_site);
  const double u = std::abs(step.discharge[f]) / A;
  const double h = std::max(0.5 * (step.level[L] - net_.sites[L].bed_level + step.level[R] - net_.sites[R].bed_level), 1e-3);
  const double slope = std::abs(step.level[L] - step.level[R]) * face.inverse_distance;
  return of_[f].factor * of_[f].formula->coefficient({.velocity = u, .width = A / h, .depth = h, .shear_velocity = std::sqrt(g * h * std::max(slope, 1e-6))});
}

double Dispersion::longest_step(const FlowStep& step) const {
  double longest = 1e300;
  for (std::size_t f = 0; f < net_.faces.size(); ++f) {
    if (!takes_part(f)) continue;
    const Face& face = net_.faces[f];
    const double A = 0.5 * (step.area[face.left_site] + step.area[face.right_site]), D = coefficient(f, step, A);
    if (!(D > 0.0) || !(A > 0.0)) continue;
    const double dx = 1.0 / face.inverse_distance;
    longest = std::min(longest, 2.0 * dx * dx / D);
  }
  return longest;
}

void Dispersion::prepare(double time, const FlowStep& step, const double* volume) {
  for (std::size_t c = 0; c < held_.size(); ++c) {
    wet_[c] = volume[c] > physics::dry_depth * net_.reference_width[c] * net_.length[c];
    held_[c] = wet_[c] ? volume[c] : 1.0;
  }
  for (std::size_t f = 0; f < net_.faces.size(); ++f) {
    const Face& face = net_.faces[f];
    conductance_[f] = 0.0;
    if (!takes_part(f) || !wet_[idx(face.left)] || !wet_[idx(face.right)]) continue;
    const double left = step.area[face.left_site], right = step.area[face.right_site], A = std::min(left, right) <= 0.0 ? 0.0 : 0.5 * (left + right);
    conductance_[f] = coefficient(f, step, A) * A * face.inverse_distance * time;
  }
  solver_.factorise(held_.data(), conductance_.data());
}

void Dispersion::spread(double time, const FlowStep& step, const double* volume, const Columns& columns, Carried& carried, std::vector<double>& through_face, Watches& watches) {
  const std::size_t P = columns.P, K = columns.K;
  prepare(time, step, volume);
  // A dry cell's mass stays: nothing is next to it, and its concentration is none.
  spread_.resize(held_.size() * P);
  for (std::size_t c = 0; c < held_.size(); ++c)
    for (std::size_t p = 0; p < P; ++p) spread_[c * P + p] = wet_[c] ? carried.mass[c * P + p] : 0.0;
  solver_.solve(spread_.data(), P);
  for (std::size_t f = 0; f < net_.faces.size(); ++f) {
    if (conductance_[f] == 0.0) continue;
    const std::size_t l = idx(net_.faces[f].left) * P, r = idx(net_.faces[f].right) * P;
    const int watch = watches.of_face[f];
    for (std::size_t p = 0; p < P; ++p) {
      const double flux = conductance_[f] * (spread_[l + p] - spread_[r + p]);
      carried.mass[l + p] -= flux, carried.mass[r + p] += flux;
      through_face[f * P + p] += flux;
      if (watch >= 0) watches.passed[idx(watch) * P + p] += flux;
    }
  }
  if (K > 0) spread_tags(K, carried, watches);
}

/// Tags are what the solution says, which is never below 0.
void Dispersion::spread_tags(std::size_t K, Carried& carried, Watches& watches) {
  spread_tags_.resize(held_.size() * K);
  for (std::size_t c = 0; c < held_.size(); ++c)
    for (std::size_t k = 0; k < K; ++k) spread_tags_[c * K + k] = wet_[c] ? carried.tags[c * K + k] : 0.0;
  solver_.solve(spread_tags_.data(), K);
  for (std::size_t c = 0; c < held_.size(); ++c)
    for (std::size_t k = 0; wet_[c] && k < K; ++k) carried.tags[c * K + k] = held_[c] * spread_tags_[c * K + k];
  for (std::size_t f = 0; f < net_.faces.size(); ++f) {
    if (watches.of_face[f] < 0 || conductance_[f] == 0.0) continue;
    const std::size_t l = idx(net_.faces[f].left) * K, r = idx(net_.faces[f].right) * K;
    for (std::size_t k = 0; k < K; ++k) watches.tags_passed[idx(watches.of_face[f]) * K + k] += conductance_[f] * (spread_tags_[l + k] - spread_tags_[r + k]);
  }
}

}  // namespace riverchief::model
