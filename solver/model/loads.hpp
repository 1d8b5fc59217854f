// What sources and boundaries bring: concentrations and loads through time.

#pragma once

#include <string>
#include <vector>

#include "basin/scenario.hpp"
#include "model/network.hpp"

namespace riverchief::model {

/// Masses are exact integrals of discharge x concentration and of load, whatever the step: what keeps its concentration costs a product
/// with the volume, what changes it is cumulated once over the points of its series and read off for all pollutants together.
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
  /// What one source or boundary brings, for all cells it enters.
  struct Course {
    std::vector<double> concentration;  ///< (pollutant) at t = 0, and of those that do not move for ever [g/m3]
    std::vector<double> load;           ///< (pollutant) the same [g/s]
    bool has_load = false;
    std::vector<std::size_t> moving;    ///< pollutants whose concentration or load changes
    std::vector<double> time, flow;     ///< (point) where any of them bends, and the discharge there
    std::vector<double> c, w, sum;      ///< (point, moving) concentration, load, and mass since the first point
    std::vector<double> kinks;
  };
  Course course_of(const Forcing& flow, const basin::SeriesByPollutant& concentration, const basin::SeriesByPollutant& load) const;
  void moved_mass(const Course& course, double from, double to, double share, std::size_t& hint, double* out) const;

  const Network& net_;
  std::vector<std::string> ids_;       // of the pollutants
  bool held_ = false;
  std::vector<Course> courses_;
  std::vector<std::size_t> course_of_; // (source)
  mutable std::vector<std::size_t> hint_;  // (source) the point before the last instant asked for
  std::vector<std::vector<Forcing>> boundary_concentration_;  // (boundary, pollutant)
};

}  // namespace riverchief::model
