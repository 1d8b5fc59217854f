// What sources and boundaries bring: concentrations and loads through time.

#pragma once

#include <vector>

#include "basin/scenario.hpp"
#include "model/network.hpp"

namespace riverchief::model {

class Loads {
 public:
  Loads(const basin::Scenario& scenario, const Network& network);

  /// Everything as at t = 0 from now on, or as time goes.
  void hold(bool held) { held_ = held; }
  bool held() const { return held_; }
  /// Mass that a source brings with `volume` between two instants: (pollutant) [g].
  void mass(std::size_t source, double volume, double from, double to, double* out) const;
  /// Share of a source's volume between two instants that enters in a part of the time.
  double share(std::size_t source, double from, double to, double part_from, double part_to) const;
  /// Concentration of the water that enters through a boundary [g/m3].
  double at_boundary(int boundary, std::size_t pollutant, double time) const;
  /// Instants at which concentrations change their course.
  std::vector<double> kinks() const;

 private:
  const Network& net_;
  std::size_t pollutants_;
  bool held_ = false;
  std::vector<std::vector<Forcing>> source_concentration_;    // (source, pollutant)
  std::vector<std::vector<double>> source_load_;              // (source, pollutant) [g/s] that come without water
  std::vector<std::vector<Forcing>> boundary_concentration_;  // (boundary, pollutant)
};

}  // namespace riverchief::model
