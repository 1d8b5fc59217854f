// One pipe's water during one step: a train that moves on by what passes its ends.                          [TR-1]

#pragma once

#include <vector>

#include "model/flow_step.hpp"
#include "model/old_water.hpp"
#include "model/parcels.hpp"
#include "model/waterways.hpp"

namespace riverchief::model {

class Train {
 public:
  explicit Train(const Columns& columns);

  /// Moves a pipe's water. Streams that enter are given, those that leave are made.
  ///
  /// \param pieces   of every stream
  /// What a film holds beyond the greatest concentration around it (a load without water on a dry bed, a spill) stays where it is until
  /// there is water: spread over next to nothing it would be round-off that is carried.
  ///
  /// \param carried  changed in the pipe's cells
  /// \param sources  of the pipe; what stays in films is taken out
  /// \param taps     (tap)
  /// \param watched  whether passed() will be asked
  void move(const Pipe& pipe, const FlowStep& step, int pieces, Carried& carried, FromSources& sources, Stream& up, Stream& down, std::vector<Stream>& taps, bool watched);

  /// What passed the face above a cell during the step just moved, + down the pipe, as of its start; `mass` and `tags` are added to.
  void passed(const Pipe& pipe, const FlowStep& step, const FromSources& sources, const Stream& up, const std::vector<Stream>& taps, std::size_t position, double* mass, double* tags) const;

 private:
  struct Walk;
  /// Where a source's density over the old water begins or ends.
  struct Knot {
    double at;   // position in the train [m3]
    int source;  // index into the pipe's sources
    bool begins;
  };

  void strand(const Pipe& pipe, const FlowStep& step, Carried& carried, FromSources& sources, const Stream* from_up, const Stream* from_down);
  void spread_sources(const Pipe& pipe, const FlowStep& step, const FromSources& sources, double begin, double end);
  bool is_idle(const FromSources& sources, std::size_t source) const;
  void into_dry_cell(int cell, double volume, const FromSources& sources, std::size_t source);
  template <class Water>
  void hand_out(Water& water, double need, double* out, double* out_tags);
  template <class Water>
  void leave(Water& water, double volume, int pieces, Stream& stream, bool reversed);
  template <class Water>
  void deal(Water& water, const Pipe& pipe, const FlowStep& step, int pieces);
  double run_on(std::size_t position, double need, bool last);
  void settle(const Pipe& pipe, const FlowStep& step);
  void count_in(const Pipe& pipe, const FlowStep& step, const FromSources& sources, const std::vector<Stream>& taps);
  void count_out(const Pipe& pipe, const FlowStep& step, const std::vector<Stream>& taps);

  std::size_t P, K;
  Columns columns;
  OldWater water;
  Parcels parcels;                           // of a pipe with taps
  Stream leaving_up, leaving_down;
  std::vector<double> position;              // old cell edges [m3]
  std::vector<Knot> knots;
  std::vector<double> begin_at, end_at;      // (source)
  std::vector<double> late_above;            // (source) 1 where what is late lies up the train, -1 down, 0 mixed
  std::vector<double> density, slant;        // (pollutant) of the sources spread at the walk's place, and down the train
  std::vector<std::size_t> spread;           // those sources
  std::vector<double> dry_volume, dry_mass, dry_tags;  // (position) sources into dry cells
  bool any_dry = false, any_film = false, leaves_up = false, leaves_down = false;
  double pool = 0;                           // what runs on from dry cells [m3]
  std::vector<double> pool_mass, pool_tags;
  std::vector<double> fresh, fresh_tags;     // (position, column) new masses
  std::vector<double> over, over_tags, lent; // (column) at the train's end [g]
  std::vector<double> there, size;           // (pollutant) mass to be dealt out and what was not, and of what size it is [g]
  std::vector<double> stranded, stranded_tags;  // (position, column) masses that stay [g]
  std::vector<double> greatest;              // (pollutant) concentration in the pipe and of what enters
};

}  // namespace riverchief::model
