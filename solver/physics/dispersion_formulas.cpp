#include "physics/dispersion_formulas.hpp"

#include <cmath>

namespace riverchief::physics {
namespace {

double fischer(const DispersionFlow& f) {  // [TR-4]
  return 0.011 * f.velocity * f.velocity * f.width * f.width / (f.depth * f.shear_velocity);
}

double elder(const DispersionFlow& f) { return 5.93 * f.depth * f.shear_velocity; }  // [TR-7]

double seo_cheong(const DispersionFlow& f) {  // [TR-8]
  return 5.915 * std::pow(f.width / f.depth, 0.620) * std::pow(f.velocity / f.shear_velocity, 1.428) * f.depth * f.shear_velocity;
}

double kashefipour_falconer(const DispersionFlow& f) {  // [TR-9]
  if (!(f.velocity > 0.0)) return 0.0;
  const double wide = f.width / f.depth, fast = f.velocity / f.shear_velocity;
  const double factor = wide > 50.0 ? 10.612 : 7.428 + 1.775 * std::pow(wide, 0.620) * std::pow(fast, -0.572);
  return factor * f.depth * f.velocity * fast;
}

double deng(const DispersionFlow& f) {  // [TR-10]
  const double wide = f.width / f.depth, fast = f.velocity / f.shear_velocity;
  const double across = 0.145 + fast * std::pow(wide, 1.38) / 3520.0;
  return 0.15 / (8.0 * across) * std::pow(wide, 5.0 / 3.0) * fast * fast * f.depth * f.shear_velocity;
}

double iwasa_aya(const DispersionFlow& f) { return 2.0 * std::pow(f.width / f.depth, 1.5) * f.depth * f.shear_velocity; }  // [TR-11]

}  // namespace

const std::vector<DispersionFormula>& dispersion_formulas() {
  static const std::vector<DispersionFormula> all{{"fischer_1979", fischer}, {"elder_1959", elder}, {"seo_cheong_1998", seo_cheong}, {"kashefipour_falconer_2002", kashefipour_falconer},
                                                  {"deng_2001", deng},       {"iwasa_aya_1991", iwasa_aya}};
  return all;
}

const DispersionFormula* find_dispersion_formula(std::string_view name) {
  for (const auto& formula : dispersion_formulas())
    if (formula.name == name) return &formula;
  return nullptr;
}

std::vector<std::string> dispersion_formula_names() {
  std::vector<std::string> names;
  for (const auto& formula : dispersion_formulas()) names.emplace_back(formula.name);
  return names;
}

}  // namespace riverchief::physics
