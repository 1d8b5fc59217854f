#include "physics/structures/weir_laws.hpp"

#include <algorithm>

namespace riverchief::physics {
namespace {

const double drowned_share = 1.5 * std::sqrt(3.0);  // makes 2.598 R (1-R)^0.5 one at R = 2/3, where its slope is zero

/// Free discharge over drowned, as a function of lower over upper head.
Sloped drowning(const Sloped& upper_head, const Sloped& lower_head) {
  if (3.0 * lower_head.value() <= 2.0 * upper_head.value()) return 1.0;
  const Sloped ratio = lower_head / upper_head;
  const Sloped width = least_head / (upper_head + 10.0 * least_head);  // of 1 - R: at most 5 mm of head, at most a tenth
  return drowned_share * ratio * straightened_power(1.0 - ratio, 0.5, width);
}

Sloped clipped(const Sloped& level, double low, double high) {
  if (level.value() <= low) return low;
  if (level.value() >= high) return high;
  return level;
}

}  // namespace

Sloped level_crest(const Sloped& higher, const Sloped& lower, double crest, double conveyance) {
  using std::pow;
  const Sloped upper_head = head_above(higher, crest), lower_head = head_above(lower, crest);
  if (upper_head.value() <= 0.0) return 0.0;
  return conveyance * pow(upper_head, 1.5) * drowning(upper_head, lower_head);
}

Sloped effective_width(double width, double contraction, const Sloped& head) {
  return width - smooth_minimum(2.0 * contraction * head, 0.2 * width, 0.04 * width);
}

Sloped sloping_crest(const Sloped& higher, const Sloped& lower, double low, double high, double length, double coefficient) {
  using std::pow;
  constexpr double level_enough = 0.02;  // [m]; the mean crest then errs by (0.02/H)^2/32 at most
  if (high - low < level_enough) return level_crest(higher, lower, 0.5 * (low + high), coefficient * length);
  const Sloped head = higher - lower;
  const Sloped drowned_to = clipped(lower - 2.0 * head, low, high);  // R = 2/3 on this part of the crest
  const Sloped wet_to = clipped(higher, low, high);
  const Sloped at_low = lower - low, at_end = lower - drowned_to, deep = higher - drowned_to, shallow = higher - wet_to;
  Sloped sum = 0.0;
  if (wet_to.value() > drowned_to.value()) sum += 0.4 * pow(deep, 2.5);
  if (wet_to.value() > drowned_to.value() && shallow.value() > 0.0) sum -= 0.4 * pow(shallow, 2.5);
  if (drowned_to.value() > low) sum += drowned_share * straightened_root(head) * 0.5 * (at_low * at_low - at_end * at_end);
  return sum * (coefficient * length / (high - low));
}

}  // namespace riverchief::physics
