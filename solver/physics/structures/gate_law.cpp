#include "physics/structures/gate_law.hpp"

#include <algorithm>
#include <cmath>

#include "physics/structures/weir_laws.hpp"

namespace riverchief::physics {

Sloped under_gate(const Gate& gate, const Sloped& higher, const Sloped& lower, double opening, double contraction) {
  using std::sqrt;
  const double lip = std::max(opening, 0.0), jet = contraction * lip;
  Sloped flow = 0.0;
  const Sloped upper = head_above(higher, gate.sill), tail = head_above(lower, gate.sill);
  if (lip > 0.0 && upper.value() > 0.0) {
    flow = level_crest(higher, lower, gate.sill, gate.weir * gate.width);
    if (std::isfinite(lip)) {
      const double ideal = std::sqrt(2.0 * gravity) * jet * gate.width;
      const Sloped free = ideal * upper / sqrt(upper + jet);
      const Sloped cover = smooth_maximum(tail, 2.0 * jet, 0.25 * jet);  // below two jets the sill governs
      const Sloped submerged = ideal * straightened_root(upper - tail) / (1.0 - jet / cover);
      flow = lesser(flow, lesser(free, submerged));
    }
  }
  if (!std::isnan(gate.top) && std::isfinite(lip)) flow += level_crest(higher, lower, gate.top + lip, broad_crest_coefficient * gate.width);
  return flow;
}

}  // namespace riverchief::physics
