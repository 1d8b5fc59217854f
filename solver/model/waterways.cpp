#include "model/waterways.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

class Layer {
 public:
  explicit Layer(const Network& network) : net(network) {}

  Waterways lay() {
    lay_pipes();
    return std::move(ways);
  }

 private:
  const Network& net;
  Waterways ways;
  std::vector<int> node_of_cell;

  void lay_pipes() {
    node_of_cell.assign(idx(net.cells), -1);
    for (const auto& mouth : net.mouths)
      if (node_of_cell[idx(mouth.cell)] < 0) {
        node_of_cell[idx(mouth.cell)] = static_cast<int>(ways.nodes.size());
        ways.nodes.push_back({mouth.cell, {}, {}, {}});
      }
    std::vector<std::vector<int>> sources_of(idx(net.cells)), outlets_of(idx(net.cells));
    std::vector<bool> at_end(net.sources.size(), false);
    for (const auto& f : net.face_of_grid)
      if (f.source >= 0) at_end[idx(f.source)] = true;
    for (std::size_t s = 0; s < net.sources.size(); ++s)
      if (!at_end[s]) sources_of[idx(net.sources[s].cell)].push_back(static_cast<int>(s));
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
    for (std::size_t p = 0; p < ways.pipes.size(); ++p) {
      if (ways.pipes[p].up.node >= 0) ways.nodes[idx(ways.pipes[p].up.node)].limbs.push_back({static_cast<int>(p), true});
      if (ways.pipes[p].down.node >= 0) ways.nodes[idx(ways.pipes[p].down.node)].limbs.push_back({static_cast<int>(p), false});
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

Waterways lay_waterways(const Network& network) { return Layer(network).lay(); }

double through(const Pipe::End& end, const FlowStep& step, bool up) {
  if (end.face >= 0) return step.through_face[end.face];
  if (end.outlet >= 0) return step.through_outlet[end.outlet];
  if (end.source >= 0) return up ? step.from_source[end.source] : -step.from_source[end.source];
  return 0.0;
}

}  // namespace riverchief::model
