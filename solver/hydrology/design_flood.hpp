// A flood of a given return period: the shape of one that was measured, the size from frequency curves.

#pragma once

#include <map>
#include <optional>
#include <vector>

#include "hydrology/hydrograph.hpp"
#include "hydrology/mistake.hpp"
#include "hydrology/pearson_iii.hpp"

namespace riverchief::hydrology {

enum class Scaling {
  peak,            ///< all discharges by one factor, so that the peak is the design one (同倍比, 按峰)
  volume,          ///< all by one factor, so that the largest volume of the one duration given is (同倍比, 按量)
  same_frequency,  ///< peak and volumes of every duration given are the design ones (同频率)
};

struct DesignFlood {
  double return_period = 0;                 ///< [years]
  Scaling scaling = Scaling::peak;
  std::optional<PearsonIII> peak;           ///< of the yearly peak [m3/s]
  std::map<double, PearsonIII> volume;      ///< per duration [s]: of the yearly largest volume in it [m3]
  basin::Series typical;                    ///< discharge [m3/s]
};

/// The largest volume of one duration, before and after.
struct DesignVolume {
  double duration = 0;     ///< [s]
  double typical = 0;      ///< of the typical flood [m3]
  double wanted = 0;       ///< quantile of its frequency curve; NaN where none is given [m3]
  Window window;           ///< of the typical flood, and the volume it now holds
  double largest = 0;      ///< of any window of this length in the result [m3]; at least that of `window`
};

struct DesignedFlood {
  basin::Series discharge;            ///< at the typical flood's own times [m3/s]
  double wanted_peak = 0;             ///< quantile; NaN where no curve is given [m3/s]
  double typical_peak = 0, peak = 0;  ///< [m3/s]
  double peak_time = 0;               ///< [s]
  std::vector<DesignVolume> volumes;  ///< of every duration given
  std::vector<Mistake> mistakes;      ///< not empty: nothing above may be used
};

/// Scales a typical flood.                                                                [HY-5], [HY-6]
DesignedFlood design_flood(const DesignFlood& design);

}  // namespace riverchief::hydrology
