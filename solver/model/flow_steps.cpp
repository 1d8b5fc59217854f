// Faces at which the section changes at once: half of the way between the two cells lies in either section.

#include <algorithm>
#include <cmath>

#include "model/face_laws.hpp"
#include "model/flow.hpp"

namespace riverchief::model {
namespace {

/// Contrast of the areas from which the far side is left alone: one of them is next to dry.
constexpr double too_different = 0.7;

/// g u |u| / ψ of one side, half of which counts; and its derivatives.
struct Pull {
  double value, by_u, by_psi;
  Pull(double u, double psi) {
    const double inverse = 1.0 / (std::max(psi, 0.0) + tiny_psi);
    value = g * u * std::fabs(u) * inverse, by_u = 2.0 * g * std::fabs(u) * inverse;
    by_psi = psi > 0.0 ? -value * inverse : 0.0;
  }
};

}  // namespace

// The law of a face has g u |u| / ψ of the side the water comes from over the whole way; the far half has the velocity of the next face.  [SV-3]
Flow::BeyondStep Flow::friction_beyond(std::size_t f) const {
  const Face& face = net_.faces[f];
  const auto L = static_cast<std::size_t>(face.left_site), R = static_cast<std::size_t>(face.right_site);
  const double left = sites.area[L], right = sites.area[R], sum = left + right;
  if (!(sum > tiny_area)) return {};
  const double r = (right - left) / (sum * too_different), inside = 1.0 - r * r;
  if (!(inside > 0.0)) return {};
  const double half = 0.5 * inside * inside, by_contrast = -2.0 * inside * r / too_different;
  const bool down = velocity_[f] >= 0.0;
  const auto near = down ? L : R, far = down ? R : L;
  const Pull own(velocity_[f], sites.psi[near]), beyond(velocity_[static_cast<std::size_t>(down ? face.after : face.before)], sites.psi[far]);
  const double difference = own.value - beyond.value, by_near = half * own.by_psi * sites.psi_slope[near], by_far = -half * beyond.by_psi * sites.psi_slope[far];
  BeyondStep s;
  s.acceleration = half * difference;
  s.by_u = half * own.by_u;
  (down ? s.by_after : s.by_before) = -half * beyond.by_u;
  s.by_left = (down ? by_near : by_far) - difference * by_contrast * 2.0 * right / (sum * sum) * sites.area_slope[L];
  s.by_right = (down ? by_far : by_near) + difference * by_contrast * 2.0 * left / (sum * sum) * sites.area_slope[R];
  return s;
}

}  // namespace riverchief::model
