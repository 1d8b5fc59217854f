// Whose the matter at a section is: what a run's tags say of every month.                                              [WA-1]
//
//   share_i = C_i / C      part of the excess_i = (C - C_limit) C_i / C      Σ_i C_i = C, exactly, in every set
//
// Means are of the stored states, linear in between; loads are differences of what had passed the section's face, exact. What a removal of one
// tag's load would do is C - C_i where kinetics are linear. Releases of several windows count together here.

#pragma once

#include <string>
#include <vector>

#include "io/results_file.hpp"

namespace riverchief::attribution {

/// One tag at one place.
struct Part {
  std::string set, name;
  double concentration = 0.0, share = 0.0;  ///< mean [g/m3]; of the total
  double load = 0.0, load_share = 0.0;      ///< that passed, net, downstream [g]; NaN where nothing is counted
};

/// One constituent at one place over one month, or over the run ("all").
struct Shares {
  std::string place, kind;     ///< id; "section", "intake", "water_source", "end"
  std::string month;           ///< "2025-12" by the scenario's clock, or "all"
  std::string pollutant;
  double seconds = 0.0;        ///< covered by stored states
  double concentration = 0.0, load = 0.0;  ///< [g/m3], [g]
  std::vector<Part> parts;     ///< set after set, the greatest share first
};

/// Every place, month and constituent that is tagged. Empty without tags.
std::vector<Shares> shares_of(const io::ResultsFile& results);

}  // namespace riverchief::attribution
