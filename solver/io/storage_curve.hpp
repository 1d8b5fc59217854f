// The water surface of a storage cell from its volumes.

#pragma once

#include "physics/structure_law.hpp"

namespace riverchief::io {

/// Area over level that holds the given volume at every given level: continuous, growing where the mean areas of the layers grow.
///
/// \param volumes  level [m] -> volume [m3], both strictly increasing, two points at least; only the differences of volume count
/// \returns        level [m] -> area [m2], linear in between
physics::Curve area_of_volumes(const physics::Curve& volumes);

}  // namespace riverchief::io
