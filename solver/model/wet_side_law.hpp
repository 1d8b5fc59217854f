// The law of a structure that could draw from a cell without water.
//
// A law knows levels. Where a structure's sill lies below the bed of the cell beside it (the cell's bed is that of its middle, on a steep river
// well above that at its lower end), the level of the empty cell would still drive water through it, and no step is short enough for a
// cell that loses what it does not have. What passes vanishes with the water of the side that gives it.                        [ST-0]

#pragma once

#include <memory>

#include "physics/structure_law.hpp"

namespace riverchief::model {

/// The law itself where both beds lie below all that water must pass; otherwise the law, limited by the water of the giving side.
///
/// \param lowest_sill           that the law has at any of its settings [m]
/// \param left_bed, right_bed   of the cells on both sides [m]
std::shared_ptr<const physics::StructureLaw> limited_by_water(std::unique_ptr<physics::StructureLaw> law, double lowest_sill, double left_bed, double right_bed);

}  // namespace riverchief::model
