// Still water beside the rivers: dead zones, and the water in the bed.                                    [TR-12]
//
//   V dC/dt = α V (C_s − C),   A_s Δx dC_s/dt = α V (C − C_s)
//
// exact over a time in which the volume stays; half of a step before the water moves, half after (Strang).
// Source: Bencala & Walters (1983), Water Resour. Res. 19(3), 718-724.

#pragma once

#include <vector>

#include "basin/scenario.hpp"
#include "model/network.hpp"
#include "model/old_water.hpp"

namespace riverchief::model {

class TransientStorage {
 public:
  TransientStorage(const basin::Scenario& scenario, const Network& network, std::size_t pollutants, std::size_t tag_columns);
  bool active() const { return !zones_.empty(); }
  /// The longest step [s] in which what enters a cell meanwhile may be taken to exchange as the rest does: α Δt <= 0.1.
  double longest_step() const { return longest_; }
  /// Still water as the river beside it.
  void fill(const Carried& carried);
  void exchange(double time, const double* volume, Carried& carried);
  void react(const Kinetics& kinetics, const Tags& tags, std::vector<double>& reacted);
  /// Adds what the still water holds to (cell, pollutant) [g].
  void add_to(std::vector<double>& mass) const;

  std::vector<double> mass, tags;  ///< (zone, column) [g]

 private:
  struct Zone {
    std::size_t cell;
    double volume, rate;  // of the still water [m3]; α times the share of the cell beside it [1/s]
  };
  std::size_t P_, K_;
  std::vector<Zone> zones_;
  double longest_ = 1e300;
};

}  // namespace riverchief::model
