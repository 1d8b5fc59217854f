// Laws that several weirs share. Discharge per formula of the higher and the lower level; both_ways makes them reversible.

#pragma once

#include "physics/structures/smooth.hpp"

namespace riverchief::physics {

constexpr double broad_crest_coefficient = 1.7;  ///< free flow over a broad crest, (2/3)^1.5 g^0.5 = 1.705 in theory [m0.5/s]

/// [ST-2] Level crest: C b H^1.5, drowned by critical-depth theory from 2/3 of the upper head on.
/// \param conveyance  coefficient times width [m1.5/s]
Sloped level_crest(const Sloped& higher, const Sloped& lower, double crest, double conveyance);

/// [ST-3] What piers and abutments leave of a width.
Sloped effective_width(double width, double contraction, const Sloped& head);

/// [ST-7] Crest that rises evenly from `low` to `high` over `length`.
Sloped sloping_crest(const Sloped& higher, const Sloped& lower, double low, double high, double length, double coefficient);

}  // namespace riverchief::physics
