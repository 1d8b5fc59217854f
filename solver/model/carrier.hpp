// Carries masses through the network in the order in which water flows: pipes move, junctions and storage cells mix.

#pragma once

#include <vector>

#include "basin/scenario.hpp"
#include "model/carrying_order.hpp"
#include "model/flow_step.hpp"
#include "model/loads.hpp"
#include "model/train.hpp"
#include "model/waterways.hpp"

namespace riverchief::model {

/// Masses that passed, summed since the start [g].
struct MassLedger {
  std::vector<double> through_face;    ///< (face, pollutant), counted where a reach ends, and at links
  std::vector<double> through_outlet;  ///< (outlet, pollutant)
  std::vector<double> from_source;     ///< (source, pollutant)
  std::vector<double> from_spill;      ///< (cell, pollutant)
  std::vector<double> reacted;         ///< (cell, pollutant)
};

class Carrier {
 public:
  Carrier(const basin::Scenario& scenario, const Network& network);

  /// One step of pure transport.
  void carry(const FlowStep& step) { carry(step, 0); }
  /// Concentrations that belong to the masses; a dry cell has none.
  void update_concentrations(const double* volume);

  Loads loads;
  std::vector<double> mass;           ///< (cell, pollutant) [g]
  std::vector<double> concentration;  ///< (cell, pollutant) [g/m3]
  std::vector<char> film;             ///< (cell) next to no water, and no concentration
  MassLedger ledger;

 private:
  /// What a node on a circle was taken to get through a limb.
  struct Guess {
    Limb limb;
    std::vector<double> mass;  // (piece, pollutant) [g]
  };
  /// What a pass changes.
  struct Held {
    std::vector<double> mass, through_face, through_outlet, from_source;
  };

  void carry(const FlowStep& step, int halved);
  bool carry_round(const CarryingOrder& order, const FlowStep& step, bool last_resort);
  void guess_streams(const CarryingOrder& order, const FlowStep& step);
  void carry_all(const std::vector<CarryingOrder::Item>& items, const FlowStep& step);
  void hold(Held& held) const;
  void put_back(const Held& held);
  void choose_pieces(const FlowStep& step);
  void move(std::size_t pipe, const FlowStep& step);
  void fill_from_outside(const Pipe::End& end, double volume, const FlowStep& step, Stream& stream);
  void count(const Pipe::End& end, const Stream& stream, double volume, double sign, bool up);
  void count_taps(std::size_t pipe, const FlowStep& step);
  void mix(const Node& node, const FlowStep& step);
  double into(const Limb& limb, const FlowStep& step) const { return into_node(limb, ways, step); }
  Stream& stream_of(const Limb& limb);
  int cell_at(const Limb& limb) const;

  const Network& net;
  std::size_t P;
  Waterways ways;
  Train train;
  int pieces = 4;
  std::vector<Stream> pipe_up, pipe_down;       // entering or leaving each end
  std::vector<std::vector<Stream>> pipe_taps;   // and each tap
  std::vector<double> source_mass;              // (source of a pipe, pollutant)
  std::vector<double> arriving, leaving, part;  // (pollutant)
  std::vector<Guess> guesses;
  Held first, known;
};

}  // namespace riverchief::model
