// What a run tells the world. The engine calls these; solver/io writes them to HDF5, Python and tests may listen too.

#pragma once

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
  std::vector<std::string> rivers;
  std::vector<std::string> pollutants;
  std::vector<Cell> cells;
  std::vector<Face> faces;         ///< river ends included: a river of N cells has N + 1 faces
};

/// The state at one output time. Pointers hold during the call only.
struct Frame {
  double time = 0;                      ///< [s] from the start
  const double* water_level = nullptr;  ///< (cell) [m]
  const double* volume = nullptr;       ///< (cell) [m3]
  const double* discharge = nullptr;    ///< (face) [m3/s], + downstream
  const double* velocity = nullptr;     ///< (face) [m/s]
  const double* concentration = nullptr;  ///< (pollutant, cell) [g/m3]
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
  std::vector<LedgerRow> ledger;
  long steps = 0, rejected_steps = 0, newton_iterations = 0, jacobians = 0, fallback_steps = 0, transport_steps = 0;
  bool completed = false;
  std::string stopped_because;  ///< empty when completed
};

class Recorder {
 public:
  virtual ~Recorder() = default;
  virtual void begin(const Grid& grid, const std::vector<double>& output_times) = 0;
  virtual void frame(int index, const Frame& frame) = 0;
  /// Called between steps with the time reached [s]; return false to stop the run (Ctrl-C, a full disk).
  virtual bool progress(double time) = 0;
  virtual void end(const Summary& summary) = 0;
};

}  // namespace riverchief::model
