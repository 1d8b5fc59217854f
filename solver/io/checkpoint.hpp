// The whole state of a run inside its result file: what another run begins with, and what an interrupted one goes on from.

#pragma once

#include <string>
#include <vector>

#include "basin/scenario.hpp"
#include "model/recorder.hpp"

namespace riverchief::io {

/// The last state that a result file holds, and the network it belongs to.
struct Checkpoint {
  model::State state;
  int frames = 0;                      ///< states at output times written before it
  long number = 0;                     ///< how many the run has left, this one included
  std::string start, input_hash, source;  ///< of the run; version of riverchief
  std::vector<std::string> rivers;     ///< ids, by their first cell
  std::vector<int> cells;              ///< number of cells per river
  std::vector<std::string> pollutants, storages, structures, intakes;  ///< ids
};

/// \throws core::InputError  when the file is missing, is none of ours, or holds no state
Checkpoint read_checkpoint(const std::string& path);

/// What keeps a scenario on that basin from beginning with that state: "creek has 16 cells there and 20 here"; "" when nothing does.
std::string difference(const Checkpoint& checkpoint, const basin::Basin& basin, const basin::Scenario& scenario);

/// The state that scenario.initial.state names, for the scenario as it is run (measures and other cells may have made it another network).
///
/// \throws core::InputError  where it is missing or belongs to another network
Checkpoint state_to_begin_with(const basin::Scenario& scenario);

/// SHA-256 over names and values of a state.
std::string hash_of(const model::State& state);

}  // namespace riverchief::io
