#include "model/mixing.hpp"

#include <algorithm>
#include <cmath>

namespace riverchief::model {

Passed pass_mixed(double volume, double in, double out) {
  if (!(out > 0.0)) return {};
  const double before = std::max(volume, 0.0), after = std::max(before + in - out, 0.0);
  constexpr double nothing = 1e-200;  // [m3] dry beds begin with volumes that have no logarithm
  if (in < 1e-6 * out || before + in < nothing) {  // a trickle is mixed in at once
    const double share = before + in > out ? out / (before + in) : 1.0;
    return {share, share};
  }
  // ln(after/before) / (after − before), with a film in place of no water
  const double film = 1e-30 * (before + in), a = std::max(before, film), b = std::max(after, film), t = (b - a) / a;
  const double inverse = t == 0.0 ? 1.0 / a : (std::abs(t) < 0.5 ? std::log1p(t) : std::log(b / a)) / (b - a);
  const double of_old = -std::expm1(-out * inverse);
  return {of_old, std::clamp((out - before * of_old) / in, 0.0, 1.0)};
}

}  // namespace riverchief::model
