// A train with taps, parcel by parcel: what enters a cell sideways is mixed into all the water that was at the cell at some
// time of the step, and what leaves it sideways is taken from that mixture.                                        [TR-5]

#pragma once

#include <vector>

#include "model/old_water.hpp"

namespace riverchief::model {

/// What sources bring to a pipe during a step, as of its start: on the mean, and by how much that weighs more at the end of the step than at
/// its beginning, since what comes late has not reacted.
struct FromSources {
  std::vector<double> mass, late;            ///< (source of the pipe, pollutant) [g]
  std::vector<std::size_t> column;           ///< (source of the pipe, entry): the columns of its tags, one in every block
  std::vector<std::size_t> pollutant;        ///< (entry)

  /// Adds the tags that belong to masses of a source.
  void add_tags(std::size_t source, const double* given, double factor, double* columns) const {
    for (std::size_t e = 0; e < pollutant.size(); ++e) columns[column[source * pollutant.size() + e]] += factor * given[pollutant[e]];
  }
};

class Parcels {
 public:
  explicit Parcels(const Columns& columns)
      : P(columns.P), K(columns.K), columns_(columns), brought(P), late(P), brought_tags(K), late_tags(K), held(P), held_tags(K), old(P), old_tags(K) {}

  /// Lays out the old water and lets sources and taps act on it.
  /// \param taps         (tap) streams: those that come back are given, those that leave are made
  void lay(const OldWater& water, const Pipe& pipe, const FlowStep& step, int pieces, const FromSources& sources, std::vector<Stream>& taps);
  /// Hands out the next `need` m3 (all that is left, when `rest`); masses are added to `out` and `out_tags`.
  /// \return what was needed and not there [m3]: 0 but for round-off
  double take(double need, bool rest, double* out, double* out_tags);

 private:
  /// Old water between two places of a slot, all of which met the same sources and taps.
  struct Parcel {
    int slot;          // -1 = water of sources in a dry cell
    int cell;          // position in the pipe, -1 = from outside
    double from, to;   // in the slot [m3 of old water]
    double swell;      // volume now, per m3 of old water
    double kept;       // share of the old mass that is still there
    int before, after; // neighbours, -1 = none
  };

  void add_parcel(const Parcel& parcel);
  void split(int parcel, double upper_volume);
  double volume_of(int parcel) const;
  /// Adds the masses between two places of a parcel, counted in m3 of its volume now.
  void add_masses(int parcel, double from, double to, double* out, double* out_tags) const;
  void gather(const Pipe::Side& side, int pieces, const FromSources& sources, const std::vector<Stream>& taps);
  void mix_in(double entering, double there, bool from_above);
  void act_on(const Pipe::Side& side, double above, double below, int pieces, const FromSources& sources, std::vector<Stream>& taps);
  void reach_up(int from, double need);
  void reach_down(int from, double need);

  std::size_t P, K;
  Columns columns_;
  const OldWater* water_ = nullptr;
  const Pipe* pipe_ = nullptr;
  const FlowStep* step_ = nullptr;
  std::vector<Parcel> parcels;
  std::vector<double> added, added_tags;  // (parcel, pollutant) and (parcel, tag column) per m3 of old water; the whole, where there is none
  std::vector<int> first_of, last_of;   // (cell) its outermost parcels
  std::vector<int> reached;             // parcels at a cell at some time of the step: those that came from above, those that lay there, from below
  std::size_t lay_from_ = 0, lay_to_ = 0;
  int at_ = -1;                         // the walk's place
  double used_ = 0;                     // of that parcel [m3 of its volume now]
  std::vector<double> brought, late, brought_tags, late_tags;  // what enters a cell, and by how much that weighs more late than early
  std::vector<double> held, held_tags;
  mutable std::vector<double> old, old_tags;
};

}  // namespace riverchief::model
