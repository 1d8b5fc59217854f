// What a run tells the world. The engine calls these; solver/io writes them to HDF5, Python and tests may listen too.

#pragma once

#include <map>
#include <string>
#include <vector>

namespace riverchief::model {

/// The grid, fixed for a run. Cells and faces are listed river by river, by growing chainage.
struct Grid {
  struct Cell {
    int river = 0;                 ///< index into rivers
    std::string reach;             ///< "zhimai/2": river id and the number of its stretch between junctions, from 1
    double chainage = 0, length = 0, bed_level = 0;   ///< [m]
    double left_bank_level = 0, right_bank_level = 0; ///< [m]
    double left_crest_level = 0, right_crest_level = 0; ///< [m]; NaN = no embankment
    double x = 0, y = 0;           ///< in the basin's coordinate system; NaN without a centre line
  };
  struct Face {
    int river = 0;
    double chainage = 0;           ///< [m]
    int upstream_cell = -1, downstream_cell = -1;  ///< -1 = outside the network
    double x = 0, y = 0;
  };
  struct Storage {
    std::string id, kind;          ///< kind as basin::StorageKind is written: "flood_cell"
    double bottom_level = 0;       ///< [m]
  };
  struct Structure {
    std::string id, kind;
    std::string place;             ///< "zhimai: 122 km", "zhimai: 20 km to 26 km left -> cell_3", "lake -> zhimai: 3 km"
    std::string setting;           ///< quantity a control moves; empty = none
  };
  struct Intake {
    std::string id, use;
  };
  /// Where tags and fast changes are kept: monitoring sections, intakes, protected sources, open ends of rivers.
  struct Place {
    std::string id, kind;          ///< kind: "section", "intake", "water_source", "end"
    int cell = -1, storage = -1;   ///< grid cell, or storage cell
  };
  /// A face at which all that passes is summed.
  struct Gate {
    int face = 0;                  ///< grid face
    std::string id, kind;          ///< of a "section", or the place of an "end"
  };
  /// What a tag is a part of the matter by: see model/tags.hpp.
  struct Tag {
    std::string set, name;
    double released_from = 0, released_to = 0;  ///< [s]; 0 to 0 = whenever
  };
  /// What brings matter: sources from the side, spills, boundaries.
  struct Source {
    std::string id, kind, type, sector, jurisdiction, chief, place;
  };
  std::vector<std::string> rivers;
  std::vector<std::string> pollutants;
  std::vector<Storage> storages;     ///< in the order of the basin, as are structures and intakes
  std::vector<Structure> structures;
  std::vector<Intake> intakes;
  std::vector<Cell> cells;
  std::vector<Face> faces;         ///< river ends included: a river of N cells has N + 1 faces
  std::vector<Source> sources;     ///< as basin::sources_of lists them, then the boundaries; only where there are pollutants
  std::vector<Tag> tags;           ///< empty = nothing is kept apart
  std::vector<int> tagged;         ///< pollutants that are
  bool tags_everywhere = false;    ///< in every cell, too
  std::vector<Place> places;       ///< only where there are tags or fine times
  std::vector<Gate> gates;         ///< only where there are tags
  std::vector<double> fine_times;  ///< [s]; where something is spilled and water is taken
  std::vector<int> fine_pollutants;
};

/// The state at one output time. Pointers hold during the call only.
struct Frame {
  double time = 0;                      ///< [s] from the start
  const double* water_level = nullptr;  ///< (cell) [m]
  const double* volume = nullptr;       ///< (cell) [m3]
  const double* discharge = nullptr;    ///< (face) [m3/s], + downstream
  const double* velocity = nullptr;     ///< (face) [m/s]
  const double* concentration = nullptr;  ///< (pollutant, cell) [g/m3]
  const double* storage_water_level = nullptr;    ///< (storage) [m]
  const double* storage_volume = nullptr;         ///< (storage) [m3]
  const double* storage_concentration = nullptr;  ///< (pollutant, storage) [g/m3]
  const double* structure_discharge = nullptr;    ///< (structure) [m3/s], all its parts together
  const double* structure_setting = nullptr;      ///< (structure) in its unit; NaN = nothing to set
  const double* intake_demand = nullptr;          ///< (intake) [m3/s]
  const double* intake_supply = nullptr;          ///< (intake) [m3/s]
  const double* place_concentration = nullptr;    ///< (tagged pollutant, place) [g/m3]
  const double* tag_concentration = nullptr;      ///< (tagged pollutant, tag, place) [g/m3]
  const double* tag_held = nullptr;               ///< (tagged pollutant, tag) in all waters [g]
  const double* passed = nullptr;                 ///< (gate, tagged pollutant) since the start, + downstream [g]
  const double* tag_passed = nullptr;             ///< (gate, tagged pollutant, tag) [g]
  const double* tag_concentration_everywhere = nullptr;  ///< (tagged pollutant, tag, cell) [g/m3]
  int fine_from = 0, fine_count = 0;              ///< fine times since the last frame
  const double* fine_concentration = nullptr;     ///< (of these fine times, fine pollutant, place) [g/m3]
};

/// Something that happened at an instant: a rule begins or ends, a breach begins, a gate is where it was to go, a quota is used up.
struct Event {
  double time = 0;     ///< [s] from the start
  std::string of;      ///< id of the control, the structure or the lateral inflow
  std::string what;    ///< "begins", "ends", "moves to", "arrives", "breach begins", "quota used up"
  double value = 0;    ///< the setting it leads to, where there is one
};

/// One row of the ledger: start + in - out + reacted - end = error.
struct LedgerRow {
  std::string of;      ///< "water" or a pollutant id
  std::string reach;   ///< "" = the whole network
  double start = 0, in = 0, out = 0, reacted = 0, end = 0;  ///< m3 or g
  double error = 0;    ///< start + in - out + reacted - end
  double relative = 0; ///< error over what was there and went through
};

/// What the run leaves when it ends.
struct Summary {
  std::vector<double> max_water_level, time_of_max_water_level;         ///< (cell) [m], [s]
  std::vector<double> max_discharge, time_of_max_discharge;             ///< (face) [m3/s] largest by size, signed; [s]
  /// Per bank (0 left, 1 right) and cell: [bank][cell]
  std::vector<double> first_overtopping[2];   ///< [s] from the start; NaN = never
  std::vector<double> overtopped_volume[2];   ///< largest volume behind the crest [m3]
  std::vector<double> spilled_volume[2];      ///< [bank][cell] that passed the crest into a storage cell, net [m3]
  std::vector<double> dry_duration;           ///< (cell) depth below dry_limit [s]
  std::vector<double> no_flow_duration;       ///< (face) discharge below no_flow_limit [s]
  std::vector<double> max_storage_level, time_of_max_storage_level;  ///< (storage) [m], [s]
  std::vector<double> first_flooding, flooded_duration;              ///< (storage) deeper than flood_limit above its bottom [s]; NaN = never
  std::vector<double> max_structure_discharge, time_of_max_structure_discharge;  ///< (structure) largest by size [m3/s], [s]
  std::vector<double> first_structure_flow;                          ///< (structure) [s]; NaN = never
  std::vector<double> structure_volume_forward, structure_volume_backward;       ///< (structure) [m3]
  std::vector<double> structure_flow_duration;                       ///< (structure) [s] with discharge above no_flow_limit
  std::vector<double> structure_blocked_duration;  ///< (structure) [s] in which the level behind it stood above both its sill and the level before it: it cannot drain
  std::vector<double> structure_energy;            ///< (structure) turbines: made, pumps: hydraulic work [J]; 0 for others
  std::vector<double> intake_demand_volume, intake_supply_volume;    ///< (intake) [m3]
  std::vector<double> intake_short_duration;                         ///< (intake) [s] with less than 99 % of the demand
  std::vector<double> source_volume, source_mass;                    ///< (source) [m3], (pollutant, source) [g] that came in
  std::vector<Event> events;
  std::vector<LedgerRow> ledger;
  long steps = 0, rejected_steps = 0, newton_iterations = 0, jacobians = 0, fallback_steps = 0, transport_steps = 0;
  bool completed = false;
  std::string stopped_because;  ///< empty when completed
};

inline constexpr double dry_limit = 0.01;       ///< depth below which a cell counts as dry [m]
inline constexpr double no_flow_limit = 1e-3;   ///< discharge below which nothing flows [m3/s]
inline constexpr double flood_limit = 0.05;     ///< depth above which a storage cell counts as flooded [m]

/// The whole state of a run at an instant, by name: what it takes to go on with the same values to the last bit.
using State = std::map<std::string, std::vector<double>>;

struct FlowStep;

class Recorder {
 public:
  virtual ~Recorder() = default;
  virtual void begin(const Grid& grid, const std::vector<double>& output_times) = 0;
  virtual void frame(int index, const Frame& frame) = 0;
  /// The run's whole state at a checkpoint time and at the end; the last one counts. `frames` were written before it.
  virtual void checkpoint(const State& /*state*/, int /*frames*/) {}
  /// What the flow did between two instants, for those who carry something along with it; the pointers hold during the call only.
  virtual void flowed(const FlowStep& /*step*/) {}
  /// Called between steps with the time reached [s]; return false to stop the run (Ctrl-C, a full disk).
  virtual bool progress(double time) = 0;
  virtual void end(const Summary& summary) = 0;
};

}  // namespace riverchief::model
