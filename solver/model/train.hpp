// One pipe's water during one step: a train that moves on by what passes its ends.                          [TR-1]

#pragma once

#include <initializer_list>
#include <vector>

#include "model/flow_step.hpp"
#include "model/waterways.hpp"

namespace riverchief::model {

/// Water that enters or leaves a train's end during a step, in pieces in the order of time.
struct Stream {
  std::vector<double> volume;  ///< (piece) [m3]
  std::vector<double> mass;    ///< (piece, pollutant) [g]
};

class Train {
 public:
  explicit Train(std::size_t pollutants) : P(pollutants), mass_density(pollutants, 0.0) {}

  /// Moves a pipe's water. Streams that enter are given, those that leave are made.
  ///
  /// \param pieces         of every stream
  /// \param concentration  (cell, pollutant) [g/m3]
  /// \param mass           (cell, pollutant) [g], changed in the pipe's cells
  /// \param source_mass    (source of the pipe, pollutant) [g]
  void move(const Pipe& pipe, const FlowStep& step, int pieces, const std::vector<double>& concentration, std::vector<double>& mass,
            const std::vector<double>& source_mass, Stream& up, Stream& down);

 private:
  struct Walk;
  /// Where a source's density over the old water begins or ends.
  struct Knot {
    double at;   // position in the train [m3]
    int source;  // index into the pipe's sources
    bool begins;
  };

  void make_parabolas(const Pipe& pipe, const std::vector<double>& concentration, const Stream* from_up, const Stream* from_down);
  void spread_sources(const Pipe& pipe, const FlowStep& step, const std::vector<double>& source_mass, double begin, double end);
  void settle(const Pipe& pipe, const FlowStep& step, Walk& walk, std::initializer_list<Stream*> leaving);

  std::size_t P;
  std::vector<double> left, right, curve;    // parabolas (position, pollutant)
  std::vector<double> position;              // old cell edges [m3]
  std::vector<Knot> knots;
  std::vector<double> begin_at, end_at;      // (source)
  std::vector<double> mass_density;          // (pollutant) of the sources spread at the walk's place
  std::vector<double> dry_volume, dry_mass;  // (position) sources into dry cells
  bool any_dry = false;
  std::vector<double> fresh;                 // (position, pollutant) new masses
};

}  // namespace riverchief::model
