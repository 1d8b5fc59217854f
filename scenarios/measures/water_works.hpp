// What works do to the water quality of a bed.

#pragma once

#include "basin/scenario.hpp"

namespace riverchief::measures {

/// Oxygen demand and nutrient release of the bed of a stretch, lowered by a share.
///
/// \return the length whose bed is stated, by the basin's rates or a bed of its own, and was lowered [m]
double reduce_release(basin::Basin& basin, const basin::Stretch& stretch, double reduction);

}  // namespace riverchief::measures
