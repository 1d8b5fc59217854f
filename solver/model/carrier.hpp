// Carries masses through the network in the order in which water flows: pipes move, junctions and storage cells mix.
//
// Where constituents react, masses are carried as of the step's start; what enters or leaves at an instant is converted ([TR-13]), and the
// ledger's `reacted` is made of these conversions and of the masses at the start, never of those at the end: it tests the transport.

#pragma once

#include <vector>

#include "basin/scenario.hpp"
#include "model/carrying_order.hpp"
#include "model/flow_step.hpp"
#include "model/kinetics.hpp"
#include "model/loads.hpp"
#include "model/tags.hpp"
#include "model/train.hpp"
#include "model/watches.hpp"
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

class Carrier : public Carried {
 public:
  Carrier(const basin::Scenario& scenario, const Network& network);

  /// One step of transport and linear kinetics.
  void carry(const FlowStep& step);
  /// Concentrations that belong to the masses; a dry cell has none.
  void update_concentrations(const double* volume);

  const Columns& columns() const { return carried_columns; }

  Loads loads;
  Kinetics kinetics;
  Tags kept_apart;
  MassLedger ledger;
  Watches watches;

 private:
  /// What a node on a circle was taken to get through a limb.
  struct Guess {
    Limb limb;
    std::vector<double> mass, tags;  // (piece, column) [g]
  };
  /// What a pass changes.
  struct Held {
    std::vector<double> mass, tags, through_face, through_outlet, from_source, reacted, passed, tags_passed;
  };

  void carry(const FlowStep& step, int halved);
  bool carry_round(const FlowStep& step, bool last_resort);
  void guess_streams(const FlowStep& step);
  bool guesses_agree(const std::vector<double>& noise);
  void correct_guesses();
  void carry_all(const std::vector<CarryingOrder::Item>& items, const FlowStep& step);
  void hold(Held& held) const;
  void put_back(const Held& held);
  void find_order(const FlowStep& step);
  void choose_pieces(const FlowStep& step);
  void move(std::size_t pipe, const FlowStep& step);
  void gather_sources(const Pipe& pipe, const FlowStep& step);
  void fill_from_outside(const Pipe::End& end, double volume, const FlowStep& step, Stream& stream);
  void count(const Pipe::End& end, const Stream& stream, double volume, double sign, bool up, int watch);
  void count_taps(std::size_t pipe, const FlowStep& step);
  void watch_inside(std::size_t pipe, const FlowStep& step);
  void bring(int source, double volume, double from, double to, double* given) const;
  void tag(int source, const double* given, double* columns_given) const;
  void enter(int source, int cell, int piece, double* given);
  const double* at_instant(int piece, const double* given, int from_cell, int to_cell);
  void add_watched(int watch, double sign, const double* given, int instant, const double* columns_given);
  void mix(std::size_t node, const FlowStep& step);
  void arrive(const Node& node, const FlowStep& step, int piece);
  void depart(const Node& node, const FlowStep& step, int piece, double out);
  double into(const Limb& limb, const FlowStep& step) const { return into_node(limb, ways, step); }
  Stream& stream_of(const Limb& limb);
  int cell_at(const Limb& limb) const;

  const Network& net;
  std::size_t P, K;
  bool reacts = false;
  const std::vector<basin::Spill>& spills;
  std::vector<std::size_t> spilled;             // (spill) its pollutant
  double step_from = 0, step_to = 0;
  Waterways ways;
  Columns carried_columns;
  Train train;
  int pieces = 4;
  CarryingOrder order;
  std::vector<signed char> directions, directions_now;  // (limb) of the order's step
  std::vector<Stream> pipe_up, pipe_down;       // entering or leaving each end
  std::vector<std::vector<Stream>> pipe_taps;   // and each tap
  FromSources from_sources;
  std::vector<double> arriving, leaving, part, physical, end_mass;  // (pollutant)
  std::vector<double> arriving_tags, leaving_tags, passing_tags;    // (tag column)
  std::vector<Guess> guesses;
  Held first, known;
};

}  // namespace riverchief::model
