// Cells and faces numbered in the order of elimination, and their tables.

#include <algorithm>

#include "model/network_builder.hpp"
#include "model/shared_tables.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

/// A storage cell as a cell of length 1 m: its "area" is its volume, its "width" its water surface; it conveys nothing.
std::vector<physics::TableRow> tabulate(const physics::Curve& surface) {
  std::vector<physics::TableRow> rows;
  double volume = 0;
  for (std::size_t k = 0; k < surface.x.size(); ++k) {
    physics::TableRow row{};
    row.level = surface.x[k];
    row.storage_area = volume;
    row.storage_width = std::max(surface.y[k], physics::least_width);
    if (k + 1 < surface.x.size()) {
      const double height = surface.x[k + 1] - surface.x[k];
      row.storage_spread = (std::max(surface.y[k + 1], physics::least_width) - row.storage_width) / height;
      volume += height * (row.storage_width + 0.5 * row.storage_spread * height);
    }
    rows.push_back(row);
  }
  for (std::size_t k = 0; k < rows.size(); ++k)
    rows[k].storage_area_end = k + 1 < rows.size() ? rows[k + 1].storage_area : std::numeric_limits<double>::infinity();
  return rows;
}

}  // namespace

void NetworkBuilder::order() {
  std::vector<Link> links;
  for (const auto& edge : edges) links.push_back({edge.left, edge.right, edge.before, edge.after});
  // Rivers hang on their lower neighbours: roots are outlets, or the lowest ends.
  const auto rank = [&](int c) {
    const bool outlet = std::any_of(net.outlets.begin(), net.outlets.end(), [&](const auto& o) { return o.boundary >= 0 && o.cell == c; });
    return (level_boundary[idx(c)] >= 0 || outlet ? 1e6 : 0.0) - bed(c);
  };
  number_everything(elimination_order(static_cast<int>(level_boundary.size()), links, rank));
}

void NetworkBuilder::number_everything(const EliminationOrder& found) {
  const std::vector<int>& sequence = found.sequence;
  std::vector<int> number(sequence.size()), face_number(edges.size(), -1);
  for (std::size_t k = 0; k < sequence.size(); ++k) number[idx(sequence[k])] = static_cast<int>(k);
  net.cells = static_cast<int>(sequence.size());
  net.tree_blocks = found.tree_cells;
  number_faces(found, number, face_number);
  make_tables(sequence, number);
  renumber(number, face_number);
  number_core(found, number, face_number);
}

/// Faces: the tree's by their cell, then the others.
void NetworkBuilder::number_faces(const EliminationOrder& found, const std::vector<int>& number, std::vector<int>& face_number) {
  int count = 0;
  for (int k = 0; k < net.tree_blocks; ++k) face_number[idx(found.parent_link[idx(found.sequence[idx(k)])])] = count++;
  for (auto& f : face_number)
    if (f < 0) f = count++;
  net.faces.resize(edges.size());
  for (std::size_t e = 0; e < edges.size(); ++e) {
    const Edge& edge = edges[e];
    Face& face = net.faces[idx(face_number[e])];
    face.left = number[idx(edge.left)], face.right = number[idx(edge.right)];
    face.left_site = edge.left_mouth >= 0 ? net.cells + edge.left_mouth : face.left;
    face.right_site = edge.right_mouth >= 0 ? net.cells + edge.right_mouth : face.right;
    face.before = edge.before >= 0 ? face_number[idx(edge.before)] : -1;
    face.after = edge.after >= 0 ? face_number[idx(edge.after)] : -1;
    face.inverse_distance = 1.0 / edge.distance;
    face.inverse_length_left = 1.0 / edge.length_left, face.inverse_length_right = 1.0 / edge.length_right;
    face.left_is_plain = plain[idx(edge.left)], face.right_is_plain = plain[idx(edge.right)];
    face.inflow = -1;
    face.barrier = edge.barrier;
    const auto flows = [&](int next) { return next >= 0 && !edges[idx(next)].barrier; };
    face.step = edge.step && flows(edge.before) && flows(edge.after);
    if (edge.boundary >= 0) net.boundary_face[idx(edge.boundary)] = face_number[e];
    if (edge.link) net.links.push_back(face_number[e]);
  }
  std::sort(net.links.begin(), net.links.end());
}

void NetworkBuilder::make_tables(const std::vector<int>& sequence, const std::vector<int>& number) {
  std::vector<physics::Ground> grounds(sequence.size());
  net.length.resize(sequence.size());
  net.level_boundary.resize(sequence.size());
  net.reference_width.resize(sequence.size());
  SharedTables tables(net.rows);
  for (std::size_t k = 0; k < sequence.size(); ++k) {
    const int old = sequence[k], s = storage[idx(old)];
    grounds[k] = std::move(net.grounds[idx(old)]);
    const auto blended = cell_shares.find(old);
    net.sites.push_back(s >= 0                         ? tables.with(tabulate(basin.storages[idx(s)].area))
                        : blended != cell_shares.end() ? tables.with(physics::blend(blended->second))
                                                       : tables.on(grounds[k]));
    const Site& site = net.sites.back();
    net.reference_width[k] = physics::at_level(&net.rows[idx(site.first_row)], site.rows, 0.1).storage_area / 0.1;
    net.length[k] = old < static_cast<int>(net.grid.cells.size()) ? net.grid.cells[idx(old)].length : 1.0;
    net.level_boundary[k] = level_boundary[idx(old)];
    if (!grounds[k].has_left_crest && !grounds[k].has_right_crest) grounds[k] = {};  // nothing behind crests to be asked for
  }
  net.grounds = std::move(grounds);
  for (std::size_t m = 0; m < mouth_ground.size(); ++m) {
    net.mouths.push_back({static_cast<int>(net.sites.size()), number[idx(mouth_host[m])]});
    const auto blended = mouth_shares.find(static_cast<int>(m));
    net.sites.push_back(blended != mouth_shares.end() ? tables.with(physics::blend(blended->second)) : tables.on(mouth_ground[m]));
  }
}

/// Everything that points at cells and faces.
void NetworkBuilder::renumber(const std::vector<int>& number, const std::vector<int>& face_number) {
  const auto cell = [&](int& c) {
    if (c >= 0) c = number[idx(c)];
  };
  const auto face = [&](int& f) {
    if (f >= 0) f = face_number[idx(f)];
  };
  for (auto& s : net.sources) cell(s.cell);
  for (auto& e : net.inflow_ends) cell(e.cell);
  for (auto& o : net.outlets) cell(o.cell);
  for (auto& c : net.boundary_cell) cell(c);
  for (auto& c : net.storage_cell) cell(c);
  for (auto& f : net.face_of_grid) face(f.face);
  for (auto& p : net.parts) face(p.face);
  for (auto& l : net.leaks) cell(l.cell);
  for (auto& s : net.surfaces) cell(s.cell);
  for (auto& d : net.draws) {
    cell(d.cell), face(d.face);
    for (auto& f : d.inflow_faces) face(f.first);
  }
  std::vector<int> inflow_of(idx(net.cells), -1);
  for (std::size_t i = 0; i < net.inflow_ends.size(); ++i) inflow_of[idx(net.inflow_ends[i].cell)] = static_cast<int>(i);
  for (Face& f : net.faces)
    if (f.before < 0 && f.left_site == f.left && !f.barrier) f.inflow = inflow_of[idx(f.left)];
  net.cell_of_grid.resize(net.grid.cells.size());
  for (std::size_t c = 0; c < net.grid.cells.size(); ++c) net.cell_of_grid[c] = number[c];

  const auto make_special = [&](int f) {
    if (f < 0 || net.faces[idx(f)].special >= 0) return;
    net.faces[idx(f)].special = static_cast<int>(net.special_faces.size());
    net.special_faces.push_back(f);
  };
  for (const auto& p : net.parts) make_special(p.face);
  for (const auto& d : net.draws) {
    make_special(d.face);
    if (d.looks_at_flow)
      for (const auto& f : d.inflow_faces) make_special(f.first);
  }
}

/// Unknowns of the core: volumes first, then velocities of the faces that are not of the tree; barriers have none.
void NetworkBuilder::number_core(const EliminationOrder& found, const std::vector<int>& number, const std::vector<int>& face_number) {
  net.core_volume.assign(idx(net.cells), -1);
  net.core_velocity.assign(net.faces.size(), -1);
  net.core_size = 0;
  for (int k = net.tree_blocks; k < net.cells; ++k) net.core_volume[idx(k)] = net.core_size++;
  for (std::size_t f = idx(net.tree_blocks); f < net.faces.size(); ++f)
    if (!net.faces[f].barrier) net.core_velocity[f] = net.core_size++;
  net.parents.resize(idx(net.tree_blocks));
  for (int k = 0; k < net.tree_blocks; ++k) {
    const int old = found.sequence[idx(k)], p = found.parent[idx(old)], beyond = found.beyond[idx(old)];
    auto& link = net.parents[idx(k)];
    if (number[idx(p)] < net.tree_blocks) {
      link.block = number[idx(p)];
    } else {
      link.core_volume = net.core_volume[idx(number[idx(p)])];
      link.core_beyond = beyond >= 0 ? net.core_velocity[idx(face_number[idx(beyond)])] : -1;
    }
  }
}

}  // namespace riverchief::model
