// The main verb: run a scenario.

#pragma once

#include "basin/scenario.hpp"
#include "model/recorder.hpp"

namespace riverchief::model {

/// Runs the scenario as it stands (its measures already applied to its basin) and tells the recorder.
/// The recorder's end() is always called, with completed = false when the run had to stop early.
///
/// \throws core::InputError  where basin and scenario cannot be made a model (a reach that joins nothing, no downstream boundary)
/// \throws core::RunError    where the run could not go on; end() has been called before
///
/// \param state   a state to begin with instead of the scenario's own start; it must come from the same network
/// \param resume  the state is a checkpoint of this very run: it goes on from there, and tells the recorder only what follows
void simulate(const basin::Scenario& scenario, Recorder& recorder, const State* state = nullptr, bool resume = false);

}  // namespace riverchief::model
