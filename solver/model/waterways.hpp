// The network as transport sees it: pipes, in which water moves as a train, and nodes, in which it mixes.

#pragma once

#include <vector>

#include "model/flow_step.hpp"
#include "model/network.hpp"

namespace riverchief::model {

/// A stretch of a river between junctions and ends.
struct Pipe {
  std::vector<int> cells;
  struct End {
    int node = -1, face = -1, source = -1, outlet = -1;  // what stands there; all -1 = closed
    int level_boundary = -1;                             // scenario boundary whose water enters through `face`
  } up, down;
  std::vector<int> inner_faces;  // between its cells
  std::vector<int> sources;      // in its cells, by cell
  std::vector<int> source_cell;  // position of the cell within the pipe
};

/// A junction cell.
struct Node {
  int cell;
  struct Limb {
    int pipe;
    bool up_end;  // the pipe's upper end opens into this node
  };
  std::vector<Limb> limbs;
  std::vector<int> sources, outlets;
};

struct Waterways {
  std::vector<Pipe> pipes;
  std::vector<Node> nodes;
};

Waterways lay_waterways(const Network& network);

/// Water through a pipe's end during a step, positive down the river [m3].
double through(const Pipe::End& end, const FlowStep& step, bool up);

}  // namespace riverchief::model
