// Still water beside a river (dead zones, the water in its bed), with which the river exchanges what is dissolved in it.

#pragma once

#include <string>

#include "basin/place.hpp"

namespace riverchief::basin {

/// Bencala & Walters (1983), Water Resour. Res. 19(3), 718-724: dC/dt = α (C_s − C), dC_s/dt = α (A/A_s) (C − C_s).
struct TransientStorage {
  std::string id;
  Stretch over;
  double area = 0.0;           ///< A_s of the still water's cross-section [m2]
  double exchange_rate = 0.0;  ///< α, share of the river's water exchanged in a second [1/s]
};

}  // namespace riverchief::basin
