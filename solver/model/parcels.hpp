// A train with taps, parcel by parcel: what enters a cell sideways is mixed into all the water that was at the cell at some
// time of the step, and what leaves it sideways is taken from that mixture.                                        [TR-5]

#pragma once

#include <vector>

#include "model/old_water.hpp"

namespace riverchief::model {

class Parcels {
 public:
  explicit Parcels(std::size_t pollutants) : P(pollutants), brought(pollutants), held(pollutants), old(pollutants) {}

  /// Lays out the old water and lets sources and taps act on it.
  /// \param source_mass  (source of the pipe, pollutant) [g]
  /// \param taps         (tap) streams: those that come back are given, those that leave are made
  void lay(const OldWater& water, int pieces, const std::vector<double>& source_mass, std::vector<Stream>& taps);
  /// Hands out the next `need` m3 (all that is left, when `rest`); masses are added to `out`.
  /// \return what was needed and not there [m3]: 0 but for round-off
  double take(double need, bool rest, double* out);

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
  void add_masses(int parcel, double from, double to, double* out) const;
  void act_on(const Pipe::Side& side, double above, double below, int pieces, const std::vector<double>& source_mass, std::vector<Stream>& taps);
  void reach_up(int from, double need);
  void reach_down(int from, double need);

  std::size_t P;
  const OldWater* water_ = nullptr;
  std::vector<Parcel> parcels;
  std::vector<double> added;            // (parcel, pollutant) per m3 of old water; the whole, where there is none
  std::vector<int> first_of, last_of;   // (cell) its outermost parcels
  std::vector<int> reached;             // parcels at a cell at some time of the step
  int at_ = -1;                         // the walk's place
  double used_ = 0;                     // of that parcel [m3 of its volume now]
  std::vector<double> brought, held;    // (pollutant)
  mutable std::vector<double> old;      // (pollutant)
};

}  // namespace riverchief::model
