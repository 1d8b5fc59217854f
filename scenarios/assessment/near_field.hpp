// Concentrations below a release by HJ 2.3-2018, appendix E: [HJ-1] to [HJ-4] in scenarios/README.md. Closed formulas, without a run: to check
// runs with, and to say where a one-dimensional result does not hold yet.

#pragma once

#include <string>

#include "scenarios/io/water_guidelines.hpp"

namespace riverchief::assessment {

/// A long uniform channel with a steady release at x = 0.
struct UniformReach {
  double discharge = 0.0;   ///< Qh of the river above the release [m3/s], > 0
  double velocity = 0.0;    ///< u [m/s], > 0
  double width = 0.0;       ///< B [m]
  double dispersion = 0.0;  ///< Ex [m2/s], > 0
  double decay_rate = 0.0;  ///< k [1/s], >= 0
};

struct Release {
  double discharge = 0.0;            ///< Qp [m3/s], >= 0
  double concentration = 0.0;        ///< Cp [g/m3]
  double river_concentration = 0.0;  ///< Ch of the water that arrives [g/m3]
};

/// O'Connor number α = k Ex / u² and Peclet number Pe = u B / Ex.                                                              [HJ-1]
double oconnor_number(const UniformReach& reach);
double peclet_number(const UniformReach& reach);

/// Which solution the guideline takes.
enum class NearFieldBranch {
  convection,            ///< α <= 0.027, Pe >= 1
  spreading_convection,  ///< α <= 0.027, Pe < 1: the release spreads upstream too
  dispersion,            ///< 0.027 < α <= 380
  still_water,           ///< α > 380: the current is left out
};
NearFieldBranch branch_of(const UniformReach& reach, const io::NearField& numbers = io::water_guidelines().near_field);
std::string to_text(NearFieldBranch branch);

/// Steady concentration at x [m], negative = upstream of the release.                                                         [HJ-2]
double steady_concentration(const UniformReach& reach, const Release& release, double x, const io::NearField& numbers = io::water_guidelines().near_field);

/// Concentration of an instantaneous release of a mass [g] into a flow area [m2], at x [m] after t [s].                        [HJ-3]
double instantaneous_concentration(const UniformReach& reach, double mass, double area, double x, double t);

/// Where a release is mixed across the river [m].                                                                              [HJ-4]
///
/// \param from_bank  distance of the release from the bank [m]
/// \param lateral    Ey [m2/s], > 0
double mixing_length(double width, double from_bank, double velocity, double lateral, const io::NearField& numbers = io::water_guidelines().near_field);
/// Lateral mixing by Taylor, Ey = (0.058 h + 0.0065 B) √(g h I); depth h and width B [m], slope I.                             [HJ-4]
double lateral_mixing(double depth, double width, double slope, const io::NearField& numbers = io::water_guidelines().near_field);

}  // namespace riverchief::assessment
