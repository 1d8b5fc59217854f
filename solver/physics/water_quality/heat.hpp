// Heat that a water surface takes from sun and air. Sources in solver/physics/water_quality/README.md.

#pragma once

namespace riverchief::physics {

/// The sky above the water.
struct Sky {
  double solar = 0.0;            ///< short wave of sun and sky [W/m2]
  double air_temperature = 20.0; ///< [degC]
  double dew_point = 10.0;       ///< [degC]
  double wind = 0.0;             ///< 7 m above the water [m/s]
  double cloud = 0.0;            ///< share of the sky
};

/// Net heat flux into the water [W/m2]: [HT-1] to [HT-5].
double surface_heat(const Sky& sky, double water_temperature);
/// Its parts [W/m2].
double short_wave(const Sky& sky);                               // [HT-1]
double long_wave_down(const Sky& sky);                           // [HT-2]
double long_wave_up(double water_temperature);                   // [HT-3]
double evaporation_heat(const Sky& sky, double water_temperature);  // [HT-4]
double conduction_heat(const Sky& sky, double water_temperature);   // [HT-5]
/// Pressure of saturated vapour [mmHg].
double vapour_pressure(double temperature);

/// Temperature of mixed water of a depth [m] after `dt` [s]: exact where the flux is linear in the temperature, of second order
/// otherwise. Water does not cool below freezing: what it loses then freezes some of it.                           [HT-6]
double temperature_after(const Sky& sky, double depth, double water_temperature, double dt);

}  // namespace riverchief::physics
