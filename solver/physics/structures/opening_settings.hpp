// Keys sill_level, width and height or diameter, and count, which openings and barrels have in common.

#pragma once

#include "physics/structures/barrel.hpp"
#include "physics/structures/opening_law.hpp"
#include "physics/structures/settings.hpp"

namespace riverchief::physics {

/// Shape given by diameter alone, or by width and height.
void check_shape(const Settings& settings, Findings& findings);
/// Its shape, its place above the bed and within the section.
void check_opening(const Settings& settings, const Surroundings& at, Findings& findings);
Opening opening_of(const Settings& settings);
Barrel barrel_of(const Settings& settings);

}  // namespace riverchief::physics
