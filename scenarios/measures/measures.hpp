// Measures: what people do to a basin before the run. Each is an edit of a copy of the basin, with quantities, cost and owner.
//
// A kind is one file here and one row of the table in measures.cpp.

#pragma once

#include <string>
#include <vector>

#include "basin/scenario.hpp"
#include "scenarios/measures/report.hpp"

namespace riverchief::measures {

/// A scenario whose basin has been edited, and what that amounts to. Its inputs also hold the files that measures name and the prices.
struct Application {
  basin::Scenario scenario;
  std::vector<MeasureReport> reports;  ///< in the order of the scenario's measures
};

/// Applies the scenario's measures to its basin, one after the other in their order.
///
/// \throws core::InputError  with every mistake of every measure: unknown kind or key, a place that does not exist, no receiver,
///                           a receiver without capacity, an embankment that is not there, a measure that changes nothing
Application apply_measures(const basin::Scenario& scenario);

/// The kinds there are, and the keys each knows (besides id, kind, owner and unit_price).
struct KindDescription {
  std::string name;
  std::vector<std::string> keys;
};
std::vector<KindDescription> kinds();

}  // namespace riverchief::measures
