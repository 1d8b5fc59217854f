// The one table of quantities: what a name means, in which unit, within which range.
//
// Attributes of result files, accepted units of inputs and limits of plausibility are made from it.

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/unit.hpp"

namespace riverchief::core {

/// A quantity as it is called in C++, TOML, CSV, HDF5 and Python.
struct Quantity {
  std::string_view name;      ///< "water_level"
  std::string_view symbol;    ///< "η", as equations write it; may be empty
  std::string_view unit;      ///< as CF and UDUNITS write it: "m3 s-1", "1"; empty for texts
  std::string_view cf_name;   ///< CF standard name; empty where CF has none
  std::string_view description, description_zh;
  double lowest, highest;     ///< a value outside is a mistake; infinite = no limit
};

/// The whole table, inputs and results.
const std::vector<Quantity>& quantities();
/// The quantity of that name, or nullptr.
const Quantity* find_quantity(std::string_view name);

}  // namespace riverchief::core
