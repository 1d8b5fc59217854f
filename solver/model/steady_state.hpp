// The first state of a run: given profiles, or the steady state of the first instant's boundary values.

#pragma once

#include <vector>

#include "model/flow.hpp"

namespace riverchief::model {

struct FirstState {
  std::vector<double> volume;    ///< (cell) [m3]
  std::vector<double> velocity;  ///< (face) [m/s]
  std::vector<double> growth;    ///< of structures that grow; empty = nothing has begun
};

/// A column of a profile at a chainage, linear between its rows and constant beyond them.
double at_chainage(const basin::Initial::Profile& profile, const std::vector<double>& values, double chainage);

/// Level and discharge profiles as the scenario gives them.
FirstState from_profiles(const basin::Scenario& scenario, const Network& network, const Flow& flow);

/// Level of a storage cell at the start: the scenario's, the basin's, a reservoir's normal level, or its bottom [m].
double first_level(const basin::Scenario& scenario, const basin::Storage& storage);

/// The steady state with all forcing held at t = 0 and storage cells at their first level, on trees and loops: a guess from uniform flow and backwater, then
/// pseudo-time with steps that grow until nothing changes (Kelley & Keyes 1998, pseudo-transient continuation).
/// \throws core::RunError where no steady state is found
FirstState steady_state(const basin::Scenario& scenario, const Network& network, Flow& flow);

}  // namespace riverchief::model
