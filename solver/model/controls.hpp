// Rules that move structures: which of them are active, what they set, and when that changes.
//
// A rule becomes active when all it waits for holds, and rests again when all of its `until` holds (without one: when what it waited
// for holds no longer). Each rule has one margin, a continuous function of time that is above 0 where it is to change; the run locates
// its zero on the solution of the step and changes the setting there, not at the next step.                            [CO-1]

#pragma once

#include <string>
#include <vector>

#include "basin/scenario.hpp"
#include "model/flow.hpp"
#include "model/recorder.hpp"

namespace riverchief::model {

/// What rules look at.
struct View {
  double time;                        ///< [s]
  const Flow& flow;                   ///< evaluated at that time
  const std::vector<double>* mass;    ///< (cell, pollutant) [g], or nullptr
  const double* volume;               ///< (cell) [m3] to which it belongs
};

class Controls {
 public:
  Controls(const basin::Scenario& scenario, const Network& network, Flow& flow);

  bool any() const { return !rules_.empty(); }
  bool reads_concentration() const { return reads_concentration_; }
  /// Whether some rule is to change at this view. `concentrations`: those that look at concentrations too.
  bool due(const View& view, bool concentrations) const;
  /// Lets every rule change that is to, until none is, and moves the settings.
  /// \param at_once  settings are where they belong without travelling (the start of a run)
  /// \return whether a setting jumps or growth begins, so that the integration must start anew
  /// \throws core::RunError where rules chase each other without end
  bool act(const View& view, bool at_once, std::vector<Event>& events);
  /// Rules that look at the river at intervals of the clock.
  void sample(const View& view);
  /// The next instant at which a rule looks, a moving setting arrives, or a rule waits for the clock; infinite if there is none.
  double next_stop(double time) const;

  void save(State& state) const;
  /// \param shift  what the clock of the state is ahead of this run's [s]
  void restore(const State& state, double shift);

 private:
  struct Probe {
    basin::Reads what = basin::Reads::time;
    int cell = -1, grid_face = -1, structure = -1;
    std::size_t pollutant = 0;
  };
  struct Test {
    Probe probe;
    bool above;
    double value;
    bool relative = false;
    Probe than;
  };
  struct Rule {
    std::string id;
    int structure, priority;
    double set;
    std::vector<Test> when = {}, until = {};
    bool follows = false;
    Probe reads = {};
    basin::Series set_by = {};  // the setting over what is read
    double every = 0;
    bool looks_at_concentration = false;
    // state
    bool active = false;
    double wanted = 0;   // what it sets now
    double last_change = -1e300;
    double changes = 0;  // in quick succession
  };

  Probe probe(const basin::Reading& reading) const;
  Test test(const basin::Condition& condition) const;
  double read(const Probe& probe, const View& view) const;
  double margin(const std::vector<Test>& tests, const View& view) const;
  double margin(const Rule& rule, const View& view) const;
  void add_built_in(const basin::Basin& basin);
  bool move_structures(const View& view, bool at_once, std::vector<Event>& events);

  const basin::Scenario& scenario_;
  const Network& net_;
  Flow& flow_;
  std::vector<Rule> rules_;
  bool reads_concentration_ = false;
};

}  // namespace riverchief::model
