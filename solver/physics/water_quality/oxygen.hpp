// How water takes in oxygen from the air. Sources in solver/physics/water_quality/README.md.

#pragma once

namespace riverchief::physics {

/// DO saturation [g/m3]: APHA (1992) by temperature, salinity and pressure.                                      [OX-1]
/// \param temperature [degC] \param salinity [g/kg] \param pressure [atm]
double oxygen_saturation(double temperature, double salinity, double pressure);
/// Pressure of the standard atmosphere [atm] at an altitude [m].
double standard_pressure(double altitude);

/// What the formulas of reaeration ask of the flow: depth [m], velocity [m/s], slope of the water surface [1], discharge [m3/s].
struct Current {
  double depth, velocity, slope, discharge;
};
/// Rates of reaeration at 20 degC [1/s].
double oconnor_dobbins(const Current& current);   // [OX-2]
double churchill(const Current& current);         // [OX-3]
double owens_gibbs(const Current& current);       // [OX-4]
/// One of the three above, chosen by depth and velocity.                                                         [OX-5]
double covar(const Current& current);
double tsivoglou_neal(const Current& current);    // [OX-6]
/// Transfer velocity by wind at 20 degC [m/s]; wind 10 m above the water [m/s].                                 [OX-7]
double banks_herrera(double wind);
/// Ratio of the deficits above and below a weir.                                                                 [OX-8]
/// \param quality,shape  a and b \param fall  of the water level [m] \param temperature [degC]
double deficit_ratio(double quality, double shape, double fall, double temperature);

}  // namespace riverchief::physics
