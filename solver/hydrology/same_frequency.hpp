// Scaling by the same frequency: factors that change through the flood, so that its peak and all its volumes are the wanted ones.

#pragma once

#include <optional>
#include <vector>

#include "hydrology/hydrograph.hpp"

namespace riverchief::hydrology {

/// A window of the typical flood and the volume that it is to hold.
struct WantedVolume {
  Window window;
  double volume = 0;  ///< [m3]
};

/// The typical flood times factors that stay as near as they can to the ones of the textbook, constant between the borders of the windows, and
/// change over some three hours. Peak and volumes are exact, no discharge is negative or above the peak.      [HY-6]
/// \param windows  from the shortest to the longest, each within the next
/// \return         nothing where no such factors exist
std::optional<basin::Series> same_frequency(const basin::Series& typical, Instant peak, double wanted_peak, const std::vector<WantedVolume>& windows);

}  // namespace riverchief::hydrology
