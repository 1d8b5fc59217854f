// What a run that cannot go on tells: where, when, which quantity, what it looks like there, and what to look at.

#pragma once

#include <string>
#include <vector>

#include "basin/scenario.hpp"
#include "model/flow.hpp"
#include "model/network.hpp"

namespace riverchief::model {

/// A place in the network and what about it does not come to rest.
struct Suspect {
  enum class Quantity { velocity, volume, emptied, growth };
  Quantity quantity = Quantity::velocity;
  int face = -1;       ///< of the network, -1 = none
  int cell = -1;       ///< of the network, -1 = none
  int structure = -1;  ///< index into basin.structures, -1 = none
  double share = 0;    ///< of the error of the step, 0 to 1
};

/// Tries an implicit step once more and looks for the unknown with the largest share of what is left of its error; where the step
/// would converge, for the cell that it would empty.
///
/// \param step  length of the step that failed [s]
Suspect find_suspect(const basin::Scenario& scenario, const Network& network, Flow& flow, double time, double step, const std::vector<double>& y);

/// "main: 12.340 km", "polder", "gate (lake -> main: 3 km)".
std::string place_of(const Suspect& suspect, const Network& network);

/// The text of the complaint: when, why, where, what it looks like there, what to look at.
///
/// \param why   what the integration says
/// \param step  length of the shortest step that was tried [s]
std::string explain_trouble(const basin::Scenario& scenario, const Network& network, Flow& flow, double time, double step, const std::vector<double>& y, const std::string& why);

}  // namespace riverchief::model
