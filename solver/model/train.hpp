// One pipe's water during one step: a train that moves on by what passes its ends.                          [TR-1]

#pragma once

#include <initializer_list>
#include <vector>

#include "model/flow_step.hpp"
#include "model/old_water.hpp"
#include "model/parcels.hpp"
#include "model/waterways.hpp"

namespace riverchief::model {

class Train {
 public:
  explicit Train(std::size_t pollutants) : P(pollutants), mass_density(pollutants, 0.0), parcels(pollutants) {}

  /// Moves a pipe's water. Streams that enter are given, those that leave are made.
  ///
  /// \param pieces         of every stream
  /// What a film holds beyond the greatest concentration around it (a load without water on a dry bed, a spill) stays where it is until
  /// there is water: spread over next to nothing it would be round-off that is carried.
  ///
  /// \param film           (cell) whether it has next to no water before the step
  /// \param concentration  (cell, pollutant) [g/m3]; 0 in films
  /// \param mass           (cell, pollutant) [g], changed in the pipe's cells
  /// \param source_mass    (source of the pipe, pollutant) [g]
  /// \param taps           (tap)
  void move(const Pipe& pipe, const FlowStep& step, int pieces, const std::vector<char>& film, const std::vector<double>& concentration, std::vector<double>& mass,
            std::vector<double>& source_mass, Stream& up, Stream& down, std::vector<Stream>& taps);

 private:
  struct Walk;
  /// Where a source's density over the old water begins or ends.
  struct Knot {
    double at;   // position in the train [m3]
    int source;  // index into the pipe's sources
    bool begins;
  };

  void strand(const Pipe& pipe, const FlowStep& step, const std::vector<char>& film, const std::vector<double>& concentration, std::vector<double>& mass,
              std::vector<double>& source_mass, std::initializer_list<const Stream*> entering);
  void make_parabolas(const Pipe& pipe, const std::vector<double>& concentration, const Stream* from_up, const Stream* from_down);
  void spread_sources(const Pipe& pipe, const FlowStep& step, const std::vector<double>& source_mass, double begin, double end);
  template <class Water>
  void hand_out(Water& water, double need, double* out);
  template <class Water>
  void deal(Water& water, const Pipe& pipe, const FlowStep& step, int pieces, Stream& leaving_up, Stream& leaving_down);
  void balance(const Pipe& pipe, const FlowStep& step, const std::vector<double>& mass, const std::vector<double>& source_mass, const std::vector<Stream>& taps,
               std::initializer_list<const Stream*> entering, std::initializer_list<const Stream*> leaving, bool after);
  void settle(const Pipe& pipe, const FlowStep& step, std::vector<double>& over, std::initializer_list<Stream*> leaving);

  std::size_t P;
  Parabolas shape;
  std::vector<double> position;              // old cell edges [m3]
  std::vector<Knot> knots;
  std::vector<double> begin_at, end_at;      // (source)
  std::vector<double> mass_density;          // (pollutant) of the sources spread at the walk's place
  std::vector<double> dry_volume, dry_mass;  // (position) sources into dry cells
  bool any_dry = false;
  std::vector<double> fresh;                 // (position, pollutant) new masses
  std::vector<double> lent;                  // (pollutant) at the train's end [g]
  std::vector<double> there, size;           // (pollutant) mass to be dealt out and what was not, and of what size it is [g]
  std::vector<double> stranded;              // (position, pollutant) masses that stay [g]
  std::vector<double> greatest;              // (pollutant) concentration in the pipe and of what enters
  Parcels parcels;                           // of a pipe with taps
};

}  // namespace riverchief::model
