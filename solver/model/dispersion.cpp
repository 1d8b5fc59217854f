#include "model/dispersion.hpp"

#include <algorithm>
#include <cmath>

namespace riverchief::model {

Dispersion::Dispersion(const basin::Scenario& scenario, const Network& network) : net_(network) {
  value_.assign(net_.faces.size(), 0.0);
  fischer_.assign(net_.faces.size(), 0.0);
  conductance_.assign(net_.faces.size(), 0.0);
  for (std::size_t g = 0; g < net_.grid.faces.size(); ++g) {
    const int f = net_.face_of_grid[g].face;
    if (f < 0) continue;
    const Face& face = net_.faces[static_cast<std::size_t>(f)];
    if (face.barrier) continue;
    if (net_.level_boundary[static_cast<std::size_t>(face.left)] >= 0 || net_.level_boundary[static_cast<std::size_t>(face.right)] >= 0) continue;
    const std::string& river = net_.grid.rivers[static_cast<std::size_t>(net_.grid.faces[g].river)];
    for (const auto& d : scenario.basin.dispersion) {
      if (!d.river.empty() && d.river != river) continue;
      value_[static_cast<std::size_t>(f)] = d.value;
      fischer_[static_cast<std::size_t>(f)] = d.formula == "fischer_1979" ? d.factor : 0.0;
    }
    active_ = active_ || value_[static_cast<std::size_t>(f)] > 0.0 || fischer_[static_cast<std::size_t>(f)] > 0.0;
  }
}

double Dispersion::coefficient(std::size_t f, const FlowStep& step, double A) const {
  constexpr double g = 9.81;
  if (!(fischer_[f] > 0.0)) return value_[f];
  if (!(A > 0.0)) return 0.0;
  const Face& face = net_.faces[f];
  const auto L = static_cast<std::size_t>(face.left_site), R = static_cast<std::size_t>(face.right_site);
  const double u = step.discharge[f] / A;
  const double h = std::max(0.5 * (step.level[L] - net_.sites[L].bed_level + step.level[R] - net_.sites[R].bed_level), 1e-3);
  const double W = A / h;
  const double slope = std::abs(step.level[L] - step.level[R]) * face.inverse_distance;
  const double shear = std::sqrt(g * h * std::max(slope, 1e-6));
  return fischer_[f] * 0.011 * u * u * W * W / (h * shear);
}

double Dispersion::longest_step(const FlowStep& step) const {
  double longest = 1e300;
  for (std::size_t f = 0; f < net_.faces.size(); ++f) {
    const Face& face = net_.faces[f];
    const double A = 0.5 * (step.area[face.left_site] + step.area[face.right_site]), D = coefficient(f, step, A);
    if (!(D > 0.0) || !(A > 0.0)) continue;
    const double u = step.discharge[f] / A, dx = 1.0 / face.inverse_distance;
    longest = std::min(longest, std::max(dx * dx / D, u != 0.0 ? 0.1 * D / (u * u) : 0.0));
  }
  return longest;
}

void Dispersion::apply(const FlowStep& step, std::size_t P, const std::vector<double>& concentration, std::vector<double>& mass,
                       std::vector<double>& through_face) {
  const auto cells = static_cast<std::size_t>(net_.cells);
  const double dt = step.to - step.from;
  const auto wet = [&](std::size_t c) { return step.volume_after[c] > physics::dry_depth * net_.reference_width[c] * net_.length[c]; };
  for (std::size_t f = 0; f < net_.faces.size(); ++f) {
    const Face& face = net_.faces[f];
    const auto L = static_cast<std::size_t>(face.left_site), R = static_cast<std::size_t>(face.right_site);
    conductance_[f] = 0.0;
    if (!wet(static_cast<std::size_t>(face.left)) || !wet(static_cast<std::size_t>(face.right))) continue;
    const double A = std::min(step.area[L], step.area[R]) <= 0.0 ? 0.0 : 0.5 * (step.area[L] + step.area[R]);
    conductance_[f] = coefficient(f, step, A) * A * face.inverse_distance * dt;
  }
  std::vector<Eigen::Triplet<double>> entries;
  entries.reserve(cells + 4 * net_.faces.size());
  for (std::size_t c = 0; c < cells; ++c) entries.emplace_back(static_cast<int>(c), static_cast<int>(c), wet(c) ? step.volume_after[c] : 1.0);
  for (std::size_t f = 0; f < net_.faces.size(); ++f) {
    const int l = net_.faces[f].left, r = net_.faces[f].right;
    const double k = conductance_[f];
    entries.emplace_back(l, l, k);
    entries.emplace_back(r, r, k);
    entries.emplace_back(l, r, -k);
    entries.emplace_back(r, l, -k);
  }
  matrix_.resize(static_cast<int>(cells), static_cast<int>(cells));
  matrix_.setFromTriplets(entries.begin(), entries.end());
  if (!analysed_) factors_.analyzePattern(matrix_), analysed_ = true;
  factors_.factorize(matrix_);
  Eigen::VectorXd rhs(static_cast<int>(cells)), spread;
  for (std::size_t p = 0; p < P; ++p) {
    for (std::size_t c = 0; c < cells; ++c) rhs[static_cast<int>(c)] = wet(c) ? mass[c * P + p] : concentration[c * P + p];
    spread = factors_.solve(rhs);
    for (std::size_t f = 0; f < net_.faces.size(); ++f) {
      const auto l = static_cast<std::size_t>(net_.faces[f].left), r = static_cast<std::size_t>(net_.faces[f].right);
      const double flux = conductance_[f] * (spread[static_cast<int>(l)] - spread[static_cast<int>(r)]);
      mass[l * P + p] -= flux;
      mass[r * P + p] += flux;
      through_face[f * P + p] += flux;
    }
  }
}

}  // namespace riverchief::model
