// What a run counts while it goes: extremes, first times, durations and volumes, caught at every step and not only at output times.

#pragma once

#include <vector>

#include "basin/scenario.hpp"
#include "model/flow.hpp"
#include "model/flow_step.hpp"
#include "model/recorder.hpp"

namespace riverchief::model {

/// A lateral inflow with a quota ends when the quota has entered: an event for each.
void add_quota_events(const basin::Scenario& scenario, const Network& network, std::vector<Event>& events);

class Tally {
 public:
  Tally(const basin::Scenario& scenario, const Network& network);

  /// The state at an instant, to which the flow has been evaluated.
  void mark(double time, const Flow& flow, const double* y);
  /// What passed during a step; call before mark() of its end.
  void count(const FlowStep& step, const Flow& flow);
  /// All of it, with what is worked out at the end; ledger, events and counters are the run's.
  Summary finish() const;

  /// Discharge of a structure, all its parts together, at the state last marked.
  const std::vector<double>& structure_discharge() const { return structure_discharge_; }
  const std::vector<double>& level() const { return level_; }          ///< (grid cell)
  const std::vector<double>& discharge() const { return discharge_; }  ///< (grid face)

  void save(State& state) const;
  void restore(const State& state);

 private:
  void mark_river(double time, const Flow& flow);
  void mark_cell(std::size_t grid_cell, double time, double level, double depth);
  void mark_face(std::size_t grid_face, double time, double discharge);
  void first_over_crests(std::size_t grid_cell, double time, double level);
  void mark_storages(double time, const Flow& flow);
  void mark_structures(double time, const Flow& flow, const double* y);
  void mark_intakes(double time, const Flow& flow);
  /// Every array that save() and restore() carry, by name.
  template <class Self, class Do>
  static void each(Self& self, Do&& act);

  const basin::Scenario& scenario_;
  const Network& net_;
  std::vector<double> crest_[2], lower_crest_;
  std::vector<int> momentum_face_;          // (grid face), -1 = none
  std::vector<int> end_faces_;              // grid faces without one: outlets, discharge boundaries, closed ends
  std::vector<char> alone_;                 // (part) nothing else passes its face or outlet
  bool started_ = false;
  double last_time_ = 0;
  // values at the last mark
  std::vector<double> level_, depth_, discharge_, storage_depth_, structure_discharge_, blocked_, power_, supplied_;
  Summary s_;
};

}  // namespace riverchief::model
