// Light in the water and what it does to growth. Sources in solver/physics/water_quality/README.md.

#pragma once

#include <cmath>

namespace riverchief::physics {

/// Extinction of light [1/m]: background, solids [g/m3], chlorophyll a [g/m3].                                  [LI-1]
inline double extinction(double background, double per_solids, double solids, double per_chlorophyll, double chlorophyll) {
  constexpr double riley = 5.4;  // 0.054 per (mg/m3)^(2/3)
  return background + per_solids * solids + per_chlorophyll * chlorophyll + riley * std::cbrt(chlorophyll * chlorophyll);
}

/// Mean light of a column [W/m2] under `light` at its surface; `thickness` = K_e H.                              [LI-2]
inline double mean_light(double light, double thickness) { return thickness < 1e-6 ? light : light * -std::expm1(-thickness) / thickness; }

/// Share of the fastest growth at one light, and as a mean over the column below `light`; `constant` is K_L of the law. [LI-3] to [LI-5]
double half_saturation_growth(double light, double constant);
double half_saturation_growth(double light, double constant, double thickness);
double smith_growth(double light, double constant);
double smith_growth(double light, double constant, double thickness);
double steele_growth(double light, double constant);
double steele_growth(double light, double constant, double thickness);

/// Radiation of sun and sky on level ground [W/m2], where none was measured.                                   [LI-6]
/// \param epoch  seconds since 1970-01-01T00:00Z \param latitude,longitude [degree] \param altitude [m] \param cloud  share of the sky
double clear_sky_radiation(double epoch, double latitude, double longitude, double altitude, double cloud);

}  // namespace riverchief::physics
