// Dissolved constituents carried on exactly the volumes and face fluxes of the flow.
//
// In the coordinate of volume, water between two junctions moves as a train: what passes a face during a step is the
// last ΔG of the train before it, whatever the Courant number. New cell contents are integrals of the old, monotone
// parabolas over the new cells; nothing is interpolated in time, so a uniform concentration stays uniform, nothing
// over- or undershoots, and the ledger closes.                                                        [TR-1]
// Sources along a train are spread over all the water that passed them during the step; what spills is taken from all of it.
// Junctions and storage cells mix.
// Source of the parabolas and their limits: Colella & Woodward (1984), J. Comput. Phys. 54, 174-201; of large steps in
// flux form: Lin & Rood (1996), Mon. Weather Rev. 124, 2046-2070.

#pragma once

#include <memory>
#include <vector>

#include "basin/scenario.hpp"
#include "model/carrier.hpp"
#include "model/network.hpp"
#include "model/recorder.hpp"
#include "model/tags.hpp"

namespace riverchief::model {

class Transport {
 public:
  Transport(const basin::Scenario& scenario, const Network& network);
  ~Transport();

  std::size_t pollutants() const;
  /// Sets the start: uniform values where the scenario gives them, otherwise the steady state of the given flow, in which
  /// storage cells keep their volumes. A dry storage cell has no concentration.
  void start(const FlowStep& steady_second, const std::vector<double>& volume);
  void advance(const FlowStep& step);
  /// (pollutant, grid cell) [g/m3]
  void concentrations(double* out) const;
  /// (pollutant, storage cell) [g/m3]
  void storage_concentrations(double* out) const;
  /// What is kept apart; nothing where the scenario asks for no tags.
  const Tags& tags() const;
  /// (tagged pollutant, tag, grid cell) [g/m3]; every set adds up to the total
  void tag_concentrations(double* out) const;
  /// (tagged pollutant, tag, storage cell) [g/m3]
  void tag_storage_concentrations(double* out) const;
  /// Grid faces at which all that passes is summed: those next to monitoring sections, and the open ends of rivers.
  const std::vector<std::size_t>& watched_faces() const;
  /// Since the start, + downstream: (watched face, pollutant) [g]
  const std::vector<double>& passed() const;
  /// (watched face, tagged pollutant, tag) [g]
  const std::vector<double>& tags_passed() const;
  /// Begins with the masses of a saved state instead; as tags they were there before the run.
  void start_with(const State& state, const std::vector<double>& volume);
  /// All that it takes to go on to the last bit.
  void save(State& state) const;
  void restore(const State& state);
  /// In the water, (cell, pollutant) [g]
  const std::vector<double>& mass() const;
  /// All that the network holds, still water beside the rivers included: (cell, pollutant) [g]
  std::vector<double> held() const;
  const MassLedger& ledger() const;
  long steps() const;
  /// Instants at which concentrations of inflows or spills change their course.
  std::vector<double> kinks() const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> impl_;
};

}  // namespace riverchief::model
