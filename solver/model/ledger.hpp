// The ledger: start + in − out + reacted − end, for water and every pollutant, per reach and for the whole network.   [LE-1]
// A storage cell is a reach of its own, named by its id.

#pragma once

#include <vector>

#include "model/network.hpp"
#include "model/recorder.hpp"
#include "model/carrier.hpp"

namespace riverchief::model {

class Ledger {
 public:
  explicit Ledger(const Network& network);
  /// Volumes that passed during a step; called step by step, so that "in" and "out" are gross.
  void water(const FlowStep& step);
  /// All that it takes to go on to the last bit.
  void save(State& state) const { state["ledger.in"] = water_in_, state["ledger.out"] = water_out_; }
  void restore(const State& state) { water_in_ = state.at("ledger.in"), water_out_ = state.at("ledger.out"); }
  /// The finished rows.
  /// \param start_mass,end_mass  (cell, pollutant) [g]; empty without pollutants
  std::vector<LedgerRow> rows(const std::vector<double>& start_volume, const std::vector<double>& end_volume,
                              const std::vector<double>& start_mass, const std::vector<double>& end_mass,
                              const MassLedger* masses) const;

 private:
  const Network& net_;
  std::vector<std::string> reaches_;
  std::vector<int> reach_of_;               // (cell), -1 for level cells
  std::vector<std::size_t> crossings_;      // faces between two reaches
  std::vector<double> water_in_, water_out_;  // (reach, then the network)
  std::vector<double> step_in_, step_out_;    // of the step at hand
};

}  // namespace riverchief::model
