#include "model/waterways.hpp"

#include <algorithm>
#include <cassert>

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

class Layer {
 public:
  Layer(const Network& network, const std::vector<int>& spills) : net(network), spill_cells(spills) {}

  Waterways lay() {
    place_nodes();
    lay_pipes();
    lay_links();
    lay_outlets();
    for (Pipe& pipe : ways.pipes) find_sides(pipe);
    join_limbs();
    return std::move(ways);
  }

 private:
  const Network& net;
  const std::vector<int>& spill_cells;
  Waterways ways;
  std::vector<int> node_of_cell, pipe_of_cell, position;  // -1 = none

  void make_node(int cell) {
    if (node_of_cell[idx(cell)] >= 0) return;
    node_of_cell[idx(cell)] = static_cast<int>(ways.nodes.size());
    ways.nodes.push_back({cell, {}, {}, {}});
  }

  void place_nodes() {
    node_of_cell.assign(idx(net.cells), -1);
    std::vector<bool> stores(idx(net.cells), false);
    for (const int cell : net.storage_cell) stores[idx(cell)] = true;
    for (const auto& mouth : net.mouths) make_node(mouth.cell);
    for (const int cell : net.storage_cell) make_node(cell);
    for (const int f : net.links) {
      const Face& face = net.faces[idx(f)];
      if (!stores[idx(face.left)] && !stores[idx(face.right)] && face.left != face.right) make_node(face.left), make_node(face.right);
    }
  }

  void lay_pipes() {
    std::vector<std::vector<int>> sources_of(idx(net.cells));
    std::vector<bool> at_end(net.sources.size(), false);
    for (const auto& f : net.face_of_grid)
      if (f.source >= 0) at_end[idx(f.source)] = true;
    for (std::size_t s = 0; s < net.sources.size(); ++s)
      if (!at_end[s]) sources_of[idx(net.sources[s].cell)].push_back(static_cast<int>(s));
    for (std::size_t i = 0; i < spill_cells.size(); ++i) sources_of[idx(spill_cells[i])].push_back(-1 - static_cast<int>(i));
    for (auto& node : ways.nodes) node.sources = sources_of[idx(node.cell)];

    std::size_t grid_face = 0;
    for (std::size_t r = 0; r + 1 < net.river_first_cell.size(); ++r) {
      const int first = net.river_first_cell[r], end = net.river_first_cell[r + 1];
      Pipe pipe;
      pipe.up = outer_end(grid_face, true);
      for (int g = first; g < end; ++g) {
        const int cell = net.cell_of_grid[idx(g)];
        const std::size_t below = grid_face + idx(g - first) + 1;
        if (node_of_cell[idx(cell)] >= 0) {
          pipe.down.node = node_of_cell[idx(cell)];
          if (pipe.cells.empty() && pipe.up.node < 0) {  // the river begins with a junction cell: its end stands at the node
            if (pipe.up.source >= 0) ways.nodes[idx(pipe.down.node)].sources.push_back(pipe.up.source);
            if (pipe.up.face >= 0) finish(std::move(pipe), grid_face + idx(g - first));
          } else {
            finish(std::move(pipe), grid_face + idx(g - first));
          }
          pipe = Pipe{};
          pipe.up.node = node_of_cell[idx(cell)];
          pipe.up.face = net.face_of_grid[below].face;
        } else {
          if (!pipe.cells.empty()) pipe.inner_faces.push_back(net.face_of_grid[below - 1].face);
          for (const int s : sources_of[idx(cell)]) {
            pipe.sources.push_back(s);
            pipe.source_cell.push_back(static_cast<int>(pipe.cells.size()));
          }
          pipe.cells.push_back(cell);
        }
      }
      const std::size_t last = grid_face + idx(end - first);
      pipe.down = outer_end(last, false);
      if (pipe.cells.empty() && pipe.down.node < 0 && pipe.down.face < 0) {  // the river ends with a junction cell
        if (pipe.down.outlet >= 0) ways.nodes[idx(pipe.up.node)].outlets.push_back(pipe.down.outlet);
        if (pipe.down.source >= 0) ways.nodes[idx(pipe.up.node)].sources.push_back(pipe.down.source);
      } else {
        ways.pipes.push_back(std::move(pipe));
      }
      grid_face = last + 1;
    }
  }

  /// Links between nodes are pipes without cells, those between a storage cell and a cell of a pipe are taps. What leads
  /// from a cell into itself moves nothing.
  void lay_links() {
    pipe_of_cell.assign(idx(net.cells), -1), position.assign(idx(net.cells), -1);
    for (std::size_t p = 0; p < ways.pipes.size(); ++p)
      for (std::size_t i = 0; i < ways.pipes[p].cells.size(); ++i) {
        pipe_of_cell[idx(ways.pipes[p].cells[i])] = static_cast<int>(p);
        position[idx(ways.pipes[p].cells[i])] = static_cast<int>(i);
      }
    for (const int f : net.links) {
      const Face& face = net.faces[idx(f)];
      const int left = node_of_cell[idx(face.left)], right = node_of_cell[idx(face.right)];
      if (face.left == face.right) continue;
      if (left >= 0 && right >= 0) {
        Pipe pipe;
        pipe.up.node = left, pipe.down.node = right;
        pipe.up.face = pipe.down.face = f;
        ways.pipes.push_back(std::move(pipe));
      } else {
        assert(left >= 0 || right >= 0);
        const int cell = left < 0 ? face.left : face.right;
        ways.pipes[idx(pipe_of_cell[idx(cell)])].taps.push_back(
            {.cell = position[idx(cell)], .face = f, .sign = left < 0 ? 1.0 : -1.0, .node = left < 0 ? right : left});
      }
    }
  }

  /// Outlets that are no river's end.
  void lay_outlets() {
    for (std::size_t k = 0; k < net.outlets.size(); ++k) {
      const Network::Outlet& outlet = net.outlets[k];
      if (outlet.boundary >= 0) continue;
      const int node = node_of_cell[idx(outlet.cell)];
      if (node >= 0)
        ways.nodes[idx(node)].outlets.push_back(static_cast<int>(k));
      else
        ways.pipes[idx(pipe_of_cell[idx(outlet.cell)])].taps.push_back(
            {.cell = position[idx(outlet.cell)], .outlet = static_cast<int>(k), .carries_mass = outlet.carries_mass});
    }
  }

  static void find_sides(Pipe& pipe) {
    if (pipe.taps.empty()) return;
    std::stable_sort(pipe.taps.begin(), pipe.taps.end(), [](const auto& a, const auto& b) { return a.cell < b.cell; });
    const int sources = static_cast<int>(pipe.sources.size()), taps = static_cast<int>(pipe.taps.size());
    for (int s = 0, t = 0; s < sources || t < taps;) {
      const int cells = static_cast<int>(pipe.cells.size());
      Pipe::Side side{std::min(s < sources ? pipe.source_cell[idx(s)] : cells, t < taps ? pipe.taps[idx(t)].cell : cells), s, s, t, t};
      while (s < sources && pipe.source_cell[idx(s)] == side.cell) side.end_source = ++s;
      while (t < taps && pipe.taps[idx(t)].cell == side.cell) side.end_tap = ++t;
      pipe.sides.push_back(side);
    }
  }

  void join_limbs() {
    for (std::size_t p = 0; p < ways.pipes.size(); ++p) {
      Pipe& pipe = ways.pipes[p];
      const int index = static_cast<int>(p);
      if (pipe.up.node >= 0) pipe.limbs.push_back({.pipe = index, .node = pipe.up.node, .up_end = true});
      if (pipe.down.node >= 0) pipe.limbs.push_back({.pipe = index, .node = pipe.down.node});
      for (std::size_t t = 0; t < pipe.taps.size(); ++t)
        if (pipe.taps[t].node >= 0) pipe.limbs.push_back({.pipe = index, .node = pipe.taps[t].node, .tap = static_cast<int>(t)});
      for (const Limb& limb : pipe.limbs) ways.nodes[idx(limb.node)].limbs.push_back(limb);
    }
  }

  void finish(Pipe pipe, std::size_t grid_face) {
    if (pipe.cells.empty() && pipe.up.face < 0) pipe.up.face = net.face_of_grid[grid_face].face;
    pipe.down.face = net.face_of_grid[grid_face].face;
    ways.pipes.push_back(std::move(pipe));
  }

  Pipe::End outer_end(std::size_t grid_face, bool head) const {
    const auto& f = net.face_of_grid[grid_face];
    Pipe::End end;
    end.face = f.face;
    end.source = f.source;
    end.outlet = f.outlet;
    if (f.face < 0) return end;
    const Face& face = net.faces[idx(f.face)];
    const int outside = head ? face.left : face.right;
    if (net.level_boundary[idx(outside)] >= 0) {
      for (std::size_t b = 0; b < net.boundary_face.size(); ++b)
        if (net.boundary_face[b] == f.face) end.level_boundary = static_cast<int>(b);
    } else {
      end.node = node_of_cell[idx(outside)];
    }
    return end;
  }
};

}  // namespace

Waterways lay_waterways(const Network& network, const std::vector<int>& spill_cells) { return Layer(network, spill_cells).lay(); }

double through(const Pipe::End& end, const FlowStep& step, bool up) {
  if (end.face >= 0) return step.through_face[end.face];
  if (end.outlet >= 0) return step.through_outlet[end.outlet];
  if (end.source >= 0) return up ? step.from_source[end.source] : -step.from_source[end.source];
  return 0.0;
}

double out_of(const Pipe::Tap& tap, const FlowStep& step) {
  return tap.face >= 0 ? tap.sign * step.through_face[tap.face] : step.through_outlet[tap.outlet];
}

double into_node(const Limb& limb, const Waterways& ways, const FlowStep& step) {
  const Pipe& pipe = ways.pipes[idx(limb.pipe)];
  if (limb.tap >= 0) return out_of(pipe.taps[idx(limb.tap)], step);
  return limb.up_end ? -through(pipe.up, step, true) : through(pipe.down, step, false);
}

}  // namespace riverchief::model
