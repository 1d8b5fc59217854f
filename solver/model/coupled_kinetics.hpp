// When the coupled kinetics act on what the transport carries: half of a long step before the water moves and half after (Strang), and once
// for several short steps.

#pragma once

#include <vector>

#include "model/old_water.hpp"
#include "model/water_quality.hpp"

namespace riverchief::model {

class CoupledKinetics {
 public:
  CoupledKinetics(const basin::Scenario& scenario, const Network& network, const Tags& tags);
  bool active() const { return active_; }
  void begin(double time) { behind_ = time; }
  void before(const FlowStep& step, Carried& carried, std::vector<double>& reacted);
  /// \param now  whether nothing may be left for later
  void after(const FlowStep& step, Carried& carried, std::vector<double>& reacted, bool now);
  void hold(bool held) { quality.hold(held); }
  void save(State& state) const;
  void restore(const State& state);

  WaterQuality quality;

 private:
  void react(double to, const FlowStep& step, const double* volume, Carried& carried, std::vector<double>& reacted);
  void divide(Carried& carried);

  const Tags& tags_;
  std::size_t P_;
  bool active_;
  double behind_ = 0.0;           // the instant to which constituents have reacted [s]
  Reacted reacted_;
  std::vector<double> of_cell_;   // (pollutant, tag) of one set
};

}  // namespace riverchief::model
