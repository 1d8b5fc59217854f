// Longitudinal dispersion by published formulas: what velocities that differ across a river do to what it carries.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace riverchief::physics {

/// What the formulas look at.
struct DispersionFlow {
  double velocity;        ///< u, mean of the section [m/s], >= 0
  double width;           ///< W [m]
  double depth;           ///< h, mean of the section [m]
  double shear_velocity;  ///< u_* = √(g h S_f) [m/s], > 0
};

/// Equations: [TR-4], [TR-7] to [TR-11] in physics/README.md, with their sources and ranges.
struct DispersionFormula {
  std::string_view name;
  double (*coefficient)(const DispersionFlow& flow);  ///< D_L [m2/s]
};

const std::vector<DispersionFormula>& dispersion_formulas();
/// The formula of that name, or nullptr.
const DispersionFormula* find_dispersion_formula(std::string_view name);
std::vector<std::string> dispersion_formula_names();

}  // namespace riverchief::physics
