// Carries masses through the network in the order in which water flows: pipes move, junctions mix.

#pragma once

#include <vector>

#include "basin/scenario.hpp"
#include "model/flow_step.hpp"
#include "model/loads.hpp"
#include "model/train.hpp"
#include "model/waterways.hpp"

namespace riverchief::model {

/// Masses that passed, summed since the start [g].
struct MassLedger {
  std::vector<double> through_face;    ///< (face, pollutant), counted where a reach ends
  std::vector<double> through_outlet;  ///< (outlet, pollutant)
  std::vector<double> from_source;     ///< (source, pollutant)
  std::vector<double> from_spill;      ///< (cell, pollutant)
  std::vector<double> reacted;         ///< (cell, pollutant)
};

class Carrier {
 public:
  Carrier(const basin::Scenario& scenario, const Network& network);

  /// One step of pure transport; water that goes round in a circle is carried in short parts.
  void carry(const FlowStep& step);
  /// Concentrations that belong to the masses; a dry cell has none.
  void update_concentrations(const double* volume);

  Loads loads;
  std::vector<double> mass;           ///< (cell, pollutant) [g]
  std::vector<double> concentration;  ///< (cell, pollutant) [g/m3]
  MassLedger ledger;

 private:
  void choose_pieces(const FlowStep& step);
  bool carry_in_order(const FlowStep& step, bool cut);
  void move(std::size_t pipe, const FlowStep& step);
  void fill_from_outside(const Pipe::End& end, double volume, const FlowStep& step, Stream& stream);
  void count(const Pipe::End& end, const Stream& stream, double volume, double sign, bool up);
  double passing(const Node::Limb& limb, const FlowStep& step) const;
  bool flows_into(const Node::Limb& limb, const FlowStep& step) const;
  Stream& stream_of(const Node::Limb& limb) { return limb.up_end ? pipe_up[static_cast<std::size_t>(limb.pipe)] : pipe_down[static_cast<std::size_t>(limb.pipe)]; }
  void mix(const Node& node, const FlowStep& step);
  void leave_early(const Node& node, const FlowStep& step);
  void arrive_late(const Node& node, const FlowStep& step);

  const Network& net;
  std::size_t P;
  std::vector<Pipe> pipes;
  std::vector<Node> nodes;
  Train train;
  int pieces = 4;
  std::vector<Stream> pipe_up, pipe_down;  // entering or leaving each end
  std::vector<double> source_mass;         // (source of a pipe, pollutant)
  std::vector<double> taken;               // (pollutant)
};

}  // namespace riverchief::model
