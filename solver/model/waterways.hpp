// The network as transport sees it: pipes, in which water moves as a train, and nodes, in which it mixes.
//
// Nodes are the junction cells, the storage cells, and the ends of links between two rivers. A link that spills from a river cell
// into a storage cell, or out of the network, leaves the cell in its pipe: it is a tap.

#pragma once

#include <vector>

#include "model/flow_step.hpp"
#include "model/network.hpp"

namespace riverchief::model {

/// Where a pipe touches a node.
struct Limb {
  int pipe, node;
  bool up_end = false;  // with its upper end; otherwise with its lower end, or:
  int tap = -1;         // with a tap
};

/// A stretch of a river between junctions and ends; a link between two nodes is a pipe without cells.
struct Pipe {
  std::vector<int> cells;
  struct End {
    int node = -1, face = -1, source = -1, outlet = -1;  // what stands there; all -1 = closed
    int level_boundary = -1;                             // scenario boundary whose water enters through `face`
  } up, down;
  std::vector<int> inner_faces;  // between its cells
  std::vector<int> sources;      // in its cells, by cell; spills have numbers below 0
  std::vector<int> source_cell;  // position of the cell within the pipe
  /// Where water leaves a cell sideways, or comes back.
  struct Tap {
    int cell;                   // position within the pipe
    int face = -1, outlet = -1; // one of the two
    double sign = 1.0;          // of the face's flux, + out of the pipe
    int node = -1;              // at the face's other end
    bool carries_mass = true;
  };
  std::vector<Tap> taps;         // by cell
  /// A cell with sources or taps; made only where there are taps.
  struct Side {
    int cell, first_source, end_source, first_tap, end_tap;
  };
  std::vector<Side> sides;       // by cell
  std::vector<Limb> limbs;
};

/// A cell in which water mixes.
struct Node {
  int cell;
  std::vector<Limb> limbs;
  std::vector<int> sources, outlets;
};

struct Waterways {
  std::vector<Pipe> pipes;
  std::vector<Node> nodes;
};

/// \param spill_cells  cells in which spills enter: they are sources without water, number −1 − i
Waterways lay_waterways(const Network& network, const std::vector<int>& spill_cells = {});

/// Water from a source of a pipe or a node [m3].
inline double water_from(int source, const FlowStep& step) { return source >= 0 ? step.from_source[source] : 0.0; }

/// Water through a pipe's end during a step, positive down the river [m3].
double through(const Pipe::End& end, const FlowStep& step, bool up);
/// Water out of a pipe through a tap [m3].
double out_of(const Pipe::Tap& tap, const FlowStep& step);
/// Water from a pipe into a node through the limb between them [m3].
double into_node(const Limb& limb, const Waterways& ways, const FlowStep& step);

}  // namespace riverchief::model
