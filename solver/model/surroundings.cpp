#include "model/surroundings.hpp"

#include <algorithm>
#include <cmath>

#include "physics/section_table.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

}  // namespace

Surroundings::Surroundings(const basin::Scenario& scenario, const Network& network) : net_(network) {
  const std::size_t n = idx(net_.cells);
  wet.resize(n), current.resize(n), passing_.resize(n), slope_.resize(n), slopes_.resize(n), row_.assign(n, 0);
  for (const auto& drop : scenario.basin.quality.drops) {
    std::vector<int> faces;
    for (std::size_t s = 0; s < scenario.basin.structures.size(); ++s)
      if (scenario.basin.structures[s].id == drop.structure)
        for (auto part = idx(net_.first_part[s]); part < idx(net_.first_part[s + 1]); ++part)
          if (net_.parts[part].face >= 0) faces.push_back(net_.parts[part].face);
    drop_faces_.push_back(std::move(faces));
  }
}

void Surroundings::look(const FlowStep& step, const double* volume) {
  constexpr double shallowest = 1e-3;  // [m] films do not react
  std::fill(passing_.begin(), passing_.end(), 0.0);
  std::fill(slope_.begin(), slope_.end(), 0.0);
  std::fill(slopes_.begin(), slopes_.end(), 0.0);
  const double dt = std::max(step.to - step.from, 1e-9);
  for (std::size_t f = 0; f < net_.faces.size(); ++f) {
    const Face& face = net_.faces[f];
    const double half = 0.5 * std::fabs(step.discharge[f]);
    passing_[idx(face.left)] += half, passing_[idx(face.right)] += half;
    if (face.barrier) continue;
    const double S = std::fabs(step.level[face.left_site] - step.level[face.right_site]) * face.inverse_distance;
    slope_[idx(face.left)] += S, slope_[idx(face.right)] += S;
    slopes_[idx(face.left)] += 1.0, slopes_[idx(face.right)] += 1.0;
  }
  for (std::size_t k = 0; k < net_.outlets.size(); ++k) passing_[idx(net_.outlets[k].cell)] += 0.5 * std::fabs(step.through_outlet[k]) / dt;
  for (std::size_t s = 0; s < net_.sources.size(); ++s) passing_[idx(net_.sources[s].cell)] += 0.5 * std::fabs(step.from_source[s]) / dt;
  for (std::size_t c = 0; c < wet.size(); ++c) {
    const Site& site = net_.sites[c];
    const double area = volume[c] / net_.length[c];
    const auto* rows = &net_.rows[idx(site.first_row)];
    const auto section = physics::at_area(physics::find_row(rows, site.rows, area, row_[c]), area);
    const double width = std::max(section.storage_width, physics::least_width);
    wet[c] = net_.level_boundary[c] < 0 && area / width > shallowest;
    auto& at = current[c];
    at.depth = std::max(area / width, shallowest);
    at.discharge = passing_[c];
    at.velocity = section.flow_area > 0.0 ? passing_[c] / section.flow_area : 0.0;
    at.slope = slopes_[c] > 0.0 ? slope_[c] / slopes_[c] : 0.0;
  }
  falls.clear();
  for (std::size_t d = 0; d < drop_faces_.size(); ++d)
    for (const int f : drop_faces_[d]) {
      const Face& face = net_.faces[idx(f)];
      const double Q = step.discharge[f], H = step.level[face.left_site] - step.level[face.right_site];
      if (Q * H > 0.0) falls.push_back({Q > 0.0 ? face.right : face.left, static_cast<int>(d), std::fabs(H), std::fabs(Q)});
    }
}

double Surroundings::least_passage(const Network& net, const FlowStep& step) {
  double least = 1e300;
  for (std::size_t f = 0; f < net.faces.size(); ++f) {
    const Face& face = net.faces[f];
    const double Q = step.discharge[f];
    const std::size_t from = idx(Q > 0.0 ? face.left : face.right);
    if (Q != 0.0 && net.level_boundary[from] < 0) least = std::min(least, step.volume_after[from] / std::fabs(Q));
  }
  return least;
}

}  // namespace riverchief::model
