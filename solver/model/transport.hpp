// Dissolved constituents carried on exactly the volumes and face fluxes of the flow.
//
// In the coordinate of volume, water between two junctions moves as a train: what passes a face during a step is the
// last ΔG of the train before it, whatever the Courant number. New cell contents are integrals of the old, monotone
// parabolas over the new cells; nothing is interpolated in time, so a uniform concentration stays uniform, nothing
// over- or undershoots, and the ledger closes.                                                        [TR-1]
// Sources along a train are spread over all the water that passed them during the step. Junctions mix.
// Source of the parabolas and their limits: Colella & Woodward (1984), J. Comput. Phys. 54, 174-201; of large steps in
// flux form: Lin & Rood (1996), Mon. Weather Rev. 124, 2046-2070.

#pragma once

#include <memory>
#include <vector>

#include "basin/scenario.hpp"
#include "model/network.hpp"

namespace riverchief::model {

/// What the flow did between two instants.
struct FlowStep {
  double from, to;                  ///< [s]
  const double* volume_before;      ///< (cell) [m3]
  const double* volume_after;       ///< (cell) [m3]
  const double* through_face;       ///< (face) ΔG [m3]
  const double* through_outlet;     ///< (outlet) [m3]
  const double* from_source;        ///< (source) [m3], signed
  const double* area;               ///< (site) flow area at the end [m2]
  const double* discharge;          ///< (face) at the end [m3/s], for dispersion formulas
  const double* level;              ///< (site) at the end [m]
};

/// Masses that passed, summed since the start [g].
struct MassLedger {
  std::vector<double> through_face;    ///< (face, pollutant), counted where a reach ends
  std::vector<double> through_outlet;  ///< (outlet, pollutant)
  std::vector<double> from_source;     ///< (source, pollutant)
  std::vector<double> from_spill;      ///< (cell, pollutant)
  std::vector<double> reacted;         ///< (cell, pollutant)
};

class Transport {
 public:
  Transport(const basin::Scenario& scenario, const Network& network);
  ~Transport();

  std::size_t pollutants() const;
  /// Sets the start: uniform values where the scenario gives them, otherwise the steady state of the given flow.
  void start(const FlowStep& steady_second, const std::vector<double>& volume);
  void advance(const FlowStep& step);
  /// (pollutant, grid cell) [g/m3]
  void concentrations(double* out) const;
  /// (cell, pollutant) [g]
  const std::vector<double>& mass() const;
  const MassLedger& ledger() const;
  long steps() const;
  /// Instants at which concentrations of inflows or spills change their course.
  std::vector<double> kinks() const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> impl_;
};

}  // namespace riverchief::model
