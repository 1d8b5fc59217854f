// The coupled kinetics of water quality: every cell a small reactor.
//
// Constituents with a role take part; the rest is left to Kinetics. What one process takes and makes stands in fixed
// proportions (a Petersen matrix): dC/dt = S r(C), so that nitrogen and phosphorus that go from one constituent to another are neither lost
// nor gained, and the extent of every process says which constituent's loss became which one's gain.           [WQ-1]
// A kinetic step freezes what depends on the flow, the temperature and the light at its middle, and integrates the rest with error
// control (numerics/reactor): second order in the length of the step together with Strang's splitting.             [KI-7]

#pragma once

#include <memory>
#include <vector>

#include "basin/scenario.hpp"
#include "model/flow_step.hpp"
#include "model/network.hpp"
#include "model/recorder.hpp"

namespace riverchief::model {

/// A way from one constituent to another on which mass goes during a kinetic step. −1 = the bed, the air, and what is not carried.
/// On a way from −1 comes what bed and air give; a way to −1 ends in them.
struct Way {
  int from = -1, to = -1;   ///< pollutants
};

/// What a kinetic step did. `lost` and `gained` are empty unless the ways are followed.
struct Reacted {
  std::vector<double> change;   ///< (cell, pollutant) [g], after − before
  std::vector<double> lost;     ///< (cell, way) [g], >= 0: of the constituent the way leads from
  std::vector<double> gained;   ///< (cell, way) [g], >= 0: of the constituent it leads to
};

class WaterQuality {
 public:
  WaterQuality(const basin::Scenario& scenario, const Network& network);
  ~WaterQuality();

  /// Whether any constituent has a role.
  bool active() const;
  /// Whether a constituent belongs to the coupled kinetics: Kinetics leaves it alone.
  bool drives(std::size_t pollutant) const;
  /// The longest kinetic step at this state [s]: as the basin says, and so that water that enters meanwhile misses next to nothing.
  double longest_step(const FlowStep& step) const;
  /// Changes the masses of all cells (those next to dry excepted) from one instant to another.
  ///
  /// \param step    the flow: areas, discharges and levels at its end
  /// \param volume  (cell) [m3]
  /// \param mass    (cell, pollutant) [g]; heat is degC m3
  void react(double from, double to, const FlowStep& step, const double* volume, std::vector<double>& mass, Reacted& reacted);
  /// Everything as at t = 0 from now on (the sun stands at its mean), or as time goes: for the steady start.
  void hold(bool held);

  /// Whether the ways of mass are followed, for tags; not at first. It costs about half as much again.
  void follow_ways(bool followed);
  /// The ways of this basin, fixed for a run.
  const std::vector<Way>& ways() const;
  /// Divides the tags of one cell anew: what a constituent's loss makes of another goes with the tags of the first, and every loss takes
  /// all tags in the same share, as if both came evenly through the step. Tags stay non-negative and add up to the total as before.
  ///
  /// \param mass_after  (pollutant) of the cell [g]
  /// \param tags        (pollutant, tag) [g] of the cell, `tag_count` each; the last tag is "bed_and_air"
  void divide_tags(std::size_t cell, const Reacted& reacted, const double* mass_after, double* tags, std::size_t tag_count) const;

  /// Bottom algae (cell) [g chlorophyll a/m2]; empty without.
  const std::vector<double>& bottom_algae() const;
  /// Steps of the integrator in all batches so far.
  long steps() const;
  /// All that it takes to go on to the last bit.
  void save(State& state) const;
  void restore(const State& state);

 private:
  struct Implementation;
  std::unique_ptr<Implementation> impl_;
};

}  // namespace riverchief::model
