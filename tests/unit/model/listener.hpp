// A recorder that keeps what a test looks at.

#pragma once

#include <vector>

#include "model/simulate.hpp"

namespace riverchief::model {

class Listener : public Recorder {
 public:
  Grid grid;
  Summary summary;
  std::vector<double> times;
  std::vector<std::vector<double>> level, discharge, concentration, storage_level, structure_discharge, setting, supply;  ///< (frame)
  std::vector<State> checkpoints;

  void begin(const Grid& g, const std::vector<double>& t) override { grid = g, times = t; }
  void frame(int, const Frame& f) override {
    const auto keep = [](std::vector<std::vector<double>>& into, const double* from, std::size_t count) {
      if (from != nullptr) into.emplace_back(from, from + count);
    };
    keep(level, f.water_level, grid.cells.size());
    keep(discharge, f.discharge, grid.faces.size());
    keep(concentration, f.concentration, grid.cells.size() * grid.pollutants.size());
    keep(storage_level, f.storage_water_level, grid.storages.size());
    keep(structure_discharge, f.structure_discharge, grid.structures.size());
    keep(setting, f.structure_setting, grid.structures.size());
    keep(supply, f.intake_supply, grid.intakes.size());
  }
  void checkpoint(const State& state, int) override { checkpoints.push_back(state); }
  bool progress(double) override { return true; }
  void end(const Summary& result) override { summary = result; }

  /// Hours of the events of that name and kind.
  std::vector<double> hours(const std::string& of, const std::string& what) const {
    std::vector<double> found;
    for (const auto& e : summary.events)
      if (e.of == of && e.what == what) found.push_back(e.time / 3600.0);
    return found;
  }
};

inline Listener run(const basin::Scenario& scenario, const State* state = nullptr, bool resume = false) {
  Listener listener;
  simulate(scenario, listener, state, resume);
  return listener;
}

}  // namespace riverchief::model
