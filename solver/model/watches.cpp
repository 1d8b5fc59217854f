#include "model/watches.hpp"

#include <algorithm>

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

}  // namespace

Watches place_watches(const basin::Scenario& scenario, const Network& net, const Waterways& ways, std::size_t P, std::size_t K) {
  Watches w;
  for (std::size_t r = 0, face = 0; r + 1 < net.river_first_cell.size(); ++r) {
    const std::size_t last = face + idx(net.river_first_cell[r + 1] - net.river_first_cell[r]);
    for (const std::size_t end : {face, last}) {
      const auto& f = net.face_of_grid[end];
      const bool to_level = f.face >= 0 && (net.level_boundary[idx(net.faces[idx(f.face)].left)] >= 0 || net.level_boundary[idx(net.faces[idx(f.face)].right)] >= 0);
      if (f.source >= 0 || f.outlet >= 0 || to_level) w.grid_faces.push_back(end);
    }
    face = last + 1;
  }
  for (const auto& section : scenario.basin.monitoring_sections)
    if (std::find(net.grid.rivers.begin(), net.grid.rivers.end(), section.at.river) != net.grid.rivers.end())
      w.grid_faces.push_back(idx(grid_face_of(net, section.at)));
  std::sort(w.grid_faces.begin(), w.grid_faces.end());
  w.grid_faces.erase(std::unique(w.grid_faces.begin(), w.grid_faces.end()), w.grid_faces.end());

  w.of_source.assign(net.sources.size(), -1), w.of_outlet.assign(net.outlets.size(), -1), w.of_face.assign(net.faces.size(), -1);
  for (std::size_t i = 0; i < w.grid_faces.size(); ++i) {
    const auto& f = net.face_of_grid[w.grid_faces[i]];
    if (f.face >= 0) w.of_face[idx(f.face)] = static_cast<int>(i);
    if (f.source >= 0) w.of_source[idx(f.source)] = static_cast<int>(i);
    if (f.outlet >= 0) w.of_outlet[idx(f.outlet)] = static_cast<int>(i);
  }
  const auto at_end = [&](const Pipe::End& end) {
    if (end.face >= 0) return w.of_face[idx(end.face)];
    if (end.outlet >= 0) return w.of_outlet[idx(end.outlet)];
    return end.source >= 0 ? w.of_source[idx(end.source)] : -1;
  };
  for (const Pipe& pipe : ways.pipes) {
    w.at_up.push_back(at_end(pipe.up)), w.at_down.push_back(at_end(pipe.down));
    std::vector<Watches::Inside> here;
    for (std::size_t i = 0; i < pipe.inner_faces.size(); ++i)
      if (w.of_face[idx(pipe.inner_faces[i])] >= 0) here.push_back({i + 1, w.of_face[idx(pipe.inner_faces[i])]});
    w.inside.push_back(std::move(here));
  }
  w.passed.assign(w.grid_faces.size() * P, 0.0);
  w.tags_passed.assign(w.grid_faces.size() * K, 0.0);
  return w;
}

}  // namespace riverchief::model
