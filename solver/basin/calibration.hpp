// What a calibration found. It lies beside the surveyed and assumed values, never over them: sections and inputs stay as they are,
// and results carry both.

#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "basin/place.hpp"

namespace riverchief::basin {

/// Of a section: between the banks, outside them, or both.
enum class SectionPart { all, channel, flood_plain };

struct Calibration {
  /// A factor on the surveyed manning_n of a zone.
  struct Roughness {
    Stretch over;  ///< river empty = all rivers; a whole river reaches from 0 to infinity
    SectionPart part = SectionPart::all;
    double factor = 1.0;
  };
  /// A number that was set, and what it replaced; SI.
  struct Value {
    std::string kind;  ///< "dispersion", "decay_rate" or "structure"
    std::string of;    ///< river, pollutant or structure; empty = all rivers
    std::string key;   ///< of the structure's kind
    std::optional<double> before;  ///< nothing = there was none, or a formula
    double value = 0.0;
    bool is_factor = false;        ///< dispersion: a factor on what the basin says
  };

  std::string file;  ///< as the scenario names it; empty = none
  std::vector<Roughness> roughness;  ///< no two cover one part of one place
  std::vector<Value> values;         ///< already in the scenario's basin

  bool empty() const { return roughness.empty() && values.empty(); }
};

/// "channel", "flood_plain", "all"
std::string to_text(SectionPart part);
/// Says whether two zones cover one part of one place.
bool overlap(const Calibration::Roughness& a, const Calibration::Roughness& b);

}  // namespace riverchief::basin
