// Peaks and largest volumes of a hydrograph.

#pragma once

#include "basin/series.hpp"

namespace riverchief::hydrology {

/// A part of a hydrograph and what it holds.
struct Window {
  double from = 0, to = 0;  ///< [s]
  double volume = 0;        ///< [m3]
};

struct Instant {
  double time = 0;   ///< [s]
  double value = 0;
};

/// The greatest value and the first time it is reached.
Instant peak(const basin::Series& series);

/// Integral between two times.
double volume_between(const basin::Series& series, double from, double to);

/// The window of that length with the largest volume, wholly within [from, to]. Exact for straight lines between the points.
/// \param duration  [s], at most to - from
Window largest_volume(const basin::Series& series, double duration, double from, double to);

/// The same with the smallest volume.
Window smallest_volume(const basin::Series& series, double duration, double from, double to);

}  // namespace riverchief::hydrology
