// Flow under the lip of a gate, over its sill where the lip is out of the water, and over the top of its leaf.

#pragma once

#include "physics/structures/smooth.hpp"

namespace riverchief::physics {

struct Gate {
  double sill = 0;         ///< [m]
  double width = 0;        ///< of all openings [m]
  double weir = 1.7;       ///< coefficient of the open sill [m0.5/s]
  double top = 0;          ///< top of the closed leaf [m]; NaN = nothing passes above it
};

/// [ST-9] One direction.
/// \param opening     of the lip above the sill [m]; infinite = out of the way
/// \param contraction depth of the jet over the opening
Sloped under_gate(const Gate& gate, const Sloped& higher, const Sloped& lower, double opening, double contraction);

}  // namespace riverchief::physics
