// Concentrations under other loads without another run: where kinetics are linear, what a source brings counts as often as its load is greater. [WA-3]
//
//   C_v(x, t) = C_before(x, t) + Σ_i f_vi C_i(x, t)
//
// over the tags i of one set, each split by the window of release where the run did so ([tags] release_every). All variants are one matrix
// product. The water stays as it was: a variant that changes discharges as well needs a run of its own.

#pragma once

#include <string>
#include <vector>

#include "io/results_file.hpp"
#include "scenarios/assessment/table.hpp"

namespace riverchief::attribution {

struct Change {
  std::string tag;
  double factor = 1.0;               ///< on the load that it has in the run, >= 0
  double from = 0.0, to = 1e300;     ///< releases of this time [s from the start]
};

struct Variant {
  std::string name;
  std::vector<Change> changes;
};

/// Reads variants: CSV with the columns variant, tag, `load_factor [1]`, and where there are any from and to (ISO 8601; empty = throughout).
///
/// \throws core::InputError  with every mistake: an unknown tag, a factor below 0, a time where the run has no windows of release or none that fit
std::vector<Variant> read_variants(const std::string& path, const io::ResultsFile& results);

struct Responses {
  std::string set;
  std::vector<std::string> variants;
  std::vector<double> concentration;  ///< (variant, time, tagged pollutant, place) [g/m3]
};

/// \throws core::InputError  where the run has no tags, or no set that holds all tags named
Responses respond(const io::ResultsFile& results, const std::vector<Variant>& variants);

/// "responses": mean, greatest and class at every place under every variant, beside the run; "response_series": all instants.
assessment::Table responses_table(const io::ResultsFile& results, const Responses& responses);
assessment::Table response_series_table(const io::ResultsFile& results, const Responses& responses);

}  // namespace riverchief::attribution
