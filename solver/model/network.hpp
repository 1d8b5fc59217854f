// Basin and scenario as cells, faces and boundaries: the grid of a run and the order in which it is eliminated.
//
// A river is a chain of equal cells. Where a tributary joins or a branch leaves, the cell of the host river that holds
// the place is the junction; the tributary's last face opens into it. A water-level boundary is a cell whose level is given.
// A storage cell is a cell without a river. A structure is the law of a face: across a river that of the face next to its place
// (a barrier: the river has no flow of its own there), elsewhere that of a face of its own, a link; out of the network, of an outlet.
// Cells are numbered in elimination order (leaves first, the core last), faces with the cell they lead from.

#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "basin/scenario.hpp"
#include "model/forcing.hpp"
#include "model/recorder.hpp"
#include "numerics/tree_solver.hpp"
#include "physics/section_table.hpp"

namespace riverchief::model {

/// A run's cell, or a view of the water just outside a river's end through that end's section.
struct Site {
  int first_row = 0, rows = 0;  ///< of its section table
  double bed_level = 0;
};

struct Face {
  int left, right;            ///< cells, upstream and downstream
  int left_site, right_site;  ///< whose geometry the face sees: the cell's own, or the mouth's
  int before, after;          ///< the next faces up and down the same river; -1 = none
  double inverse_distance;    ///< 1 / distance between the two water levels [1/m]
  double inverse_length_left, inverse_length_right;  ///< 1 / length of the cells that momentum is carried through [1/m]
  bool left_is_plain, right_is_plain;  ///< no tributary, branch or rating curve at that cell
  int inflow;                 ///< inflow boundary at the left cell's upper end; -1 = none
  bool step = false;          ///< the section changes at once, and not over the distance between the cells
  bool barrier = false;       ///< nothing but structures: no velocity, no dispersion
  int special = -1;           ///< its number among the faces with structures, or that intakes look at; -1 = plain river
};

struct Network {
  // cells: first `real_cells` that hold water in elimination order mixed with level cells, see `level_boundary`
  int cells = 0;
  std::vector<Site> sites;             ///< (cell, then mouths)
  std::vector<physics::TableRow> rows;  ///< levels count from the site's bed
  std::vector<physics::Ground> grounds;  ///< (cell): for the ground behind the crests
  std::vector<double> length;          ///< (cell) Δx [m]
  std::vector<double> reference_width; ///< (cell) for absolute tolerances of depth [m]
  std::vector<int> level_boundary;     ///< (cell) index into `levels`, -1 = an ordinary cell

  struct Mouth {
    int site, cell;  ///< the view `site` takes its level from `cell`
  };
  std::vector<Mouth> mouths;
  std::vector<int> storage_cell;       ///< (basin.storages) its cell
  std::vector<int> links;              ///< faces that lie on no river: structures between any two cells
  std::vector<Face> faces;             ///< face i < tree_blocks leads from cell i to its parent

  struct Source {
    int cell;
    double share;        ///< of the series
    int series;          ///< index into inflows
    int lateral = -1;    ///< index into scenario.lateral_inflows, or -1
    int boundary = -1;   ///< index into scenario.boundaries, or -1
    int given = -1;      ///< index into `given`; -1 = a boundary
  };
  std::vector<basin::Source> given;    ///< basin::sources_of the scenario: what comes in from the side, with its labels
  /// The run does not stop at each bend of a source that bends more often than this (rain over a year, pulses every night): what it brings
  /// in a step is exact, and spread over the step as the step has it.
  static constexpr std::size_t most_stops = 200;
  std::vector<Forcing> inflows;        ///< discharge series [m3/s]
  std::vector<Source> sources;
  struct Inflow {
    int source;  ///< index into sources
    int cell;
  };
  std::vector<Inflow> inflow_ends;     ///< discharge boundaries at river heads: they bring velocity as well
  std::vector<Forcing> levels;         ///< water-level boundary series [m]

  struct Outlet {
    int cell;
    double bed_drop;                   ///< from the cell's middle to the river's end [m]
    double root_slope = 0;             ///< √S0 of normal depth; 0 = rating curve
    basin::RatingCurve rating;
    int boundary = -1;                 ///< index into scenario.boundaries; -1 = not a river's end
    bool carries_mass = true;          ///< evaporation and rain carry none; ground water that enters carries none either
  };
  std::vector<Outlet> outlets;

  /// One part of a structure: the law of a face, or of an outlet. A structure along a bank has one for every cell.
  struct Part {
    int structure;                     ///< index into basin.structures
    int face = -1, outlet = -1;        ///< one of the two
    std::shared_ptr<const physics::StructureLaw> law;
    double outside_level = 0;          ///< behind an outlet: it falls freely [m]
    int spills_cell = -1, spills_bank = 0;  ///< over a crest: grid cell and bank (0 left, 1 right)
  };
  std::vector<Part> parts;             ///< by structure
  std::vector<int> first_part;         ///< (structure), plus the end
  std::vector<int> special_faces;      ///< (special)

  /// Water taken by an intake: what is lost goes out, what returns passes a face.
  struct Draw {
    int intake;                        ///< index into basin.intakes
    int cell;
    int outlet = -1, face = -1;
    double return_share = 0;
    std::vector<std::pair<int, double>> inflow_faces = {};  ///< faces that bring water to the cell, with their sign
    std::vector<int> inflow_sources = {};  ///< sources in the cell
    std::vector<int> served_before = {};  ///< draws with a better claim on the same water
    Forcing demand = {};
    double keep = 0, lowest_level = 0;
    bool looks_at_flow = false;        ///< takes only what passes; storage cells give what they hold
  };
  std::vector<Draw> draws;
  /// Exchange with ground water through the bed of a cell.
  struct Leak {
    int cell, outlet;
    double leakance;                   ///< [1/s]
    Forcing head;                      ///< [m]
  };
  std::vector<Leak> leaks;
  /// Rain, evaporation and seepage of a storage cell.
  struct Surface {
    int cell, outlet;
    double seepage;                    ///< [m/s]
    double rain_area;                  ///< [m2]
  };
  std::vector<Surface> surfaces;
  Forcing rainfall, evaporation;       ///< [m/s]

  // elimination
  int tree_blocks = 0;                 ///< cells eliminated in tree order
  std::vector<numerics::TreeSolver::Parent> parents;  ///< (tree block)
  int core_size = 0;
  std::vector<int> core_volume;        ///< (cell) core unknown of its volume, -1 in the tree
  std::vector<int> core_velocity;      ///< (face) core unknown of its velocity, -1 in the tree and at barriers

  // the outside view
  Grid grid;
  std::vector<int> cell_of_grid;       ///< grid cell -> cell
  struct GridFace {
    int face = -1;                     ///< momentum face
    int source = -1;                   ///< discharge boundary
    int outlet = -1;                   ///< rating or normal depth
    double sign = 1.0;                 ///< of the discharge boundary, + downstream
  };
  std::vector<GridFace> face_of_grid;
  std::vector<int> river_first_cell;   ///< first grid cell of each river, plus the end
  std::vector<int> boundary_cell;      ///< (scenario boundary) its level cell or end cell
  std::vector<int> boundary_face;      ///< (scenario boundary) its momentum face, -1 = none
};

/// \throws core::InputError where the rivers cannot be joined to a network
Network make_network(const basin::Scenario& scenario);
/// The cell of a place or a storage cell; -1 = outside.
int cell_of(const Network& network, const basin::Basin& basin, const basin::End& end);
/// The grid face nearest to a place.
int grid_face_of(const Network& network, const basin::Place& place);

}  // namespace riverchief::model
