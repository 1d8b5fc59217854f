// What a run keeps besides its states: tags at the places that matter, all that passes their faces, and, where something is spilled above
// an intake, concentrations in steps of minutes.

#pragma once

#include <vector>

#include "basin/scenario.hpp"
#include "model/network.hpp"
#include "model/transport.hpp"

namespace riverchief::model {

/// How finely concentrations at intakes are followed from the first spill on [s], and how many instants of a run at most.
inline constexpr double fine_every = 300.0;
inline constexpr std::size_t most_fine_times = 5000;

/// Names in the grid what is kept: sources, tags, places, gates, fine times.
void name_what_is_kept(const basin::Scenario& scenario, const Network& network, const Transport& transport, Grid& grid);

/// Gathers it, frame by frame.
class Kept {
 public:
  Kept(const Grid& grid, const Network& network, const Transport* transport, const basin::Scenario& scenario);

  /// The next fine time, infinite after the last.
  double next_fine() const;
  /// Takes down concentrations where the time is a fine one.
  void take_fine(double time);
  /// Fills in what a frame shows of it.
  void show(const std::vector<double>& volume, Frame& frame);
  /// After a frame: what it has shown is not shown again.
  void clear_fine();
  void save(State& state) const;
  void restore(const State& state);
  /// What came in from every source: volumes [m3] and masses [g].
  void add_to(Summary& summary, const std::vector<double>& entered) const;

 private:
  void at_places(const std::vector<double>& in_cells, const std::vector<double>& in_storages, std::size_t rows, std::vector<double>& out) const;

  const Grid& grid_;
  const Network& net_;
  const Transport* transport_;
  const basin::Scenario& scenario_;
  std::vector<double> concentration_, storage_concentration_;   // (pollutant, cell or storage cell)
  std::vector<double> tags_, storage_tags_;                      // (tagged pollutant, tag, cell or storage cell)
  std::vector<double> place_concentration_, place_tags_, held_, passed_, tags_passed_;
  std::vector<double> fine_;                                     // (fine time since the last frame, fine pollutant, place)
  std::size_t shown_fine_ = 0, taken_fine_ = 0;
};

}  // namespace riverchief::model
