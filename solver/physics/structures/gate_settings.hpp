// What sluices and radial gates share: their settings, the end of their leaf, and the law but for the contraction under the lip.

#pragma once

#include <memory>

#include "physics/structures/gate_law.hpp"
#include "physics/structures/settings.hpp"
#include "physics/structures/weir_laws.hpp"

namespace riverchief::physics {

/// Fully open: the greatest opening, or out of the water's way [m].
double usual_opening(const Settings& settings);
/// Complains about a leaf that ends below its sill.
void check_leaf(const Settings& settings, Findings& findings);
/// Sill, width of all openings, open sill and leaf.
Gate gate_of(const Settings& settings);

/// [ST-9] with a contraction that may depend on the opening: double(double opening).
template <class Contraction>
std::unique_ptr<StructureLaw> gate_law(const Settings& settings, Contraction contraction_at) {
  const Gate gate = gate_of(settings);
  const bool two_way = settings.word("direction") != "one_way";
  const auto formula = [=](const Sloped& left, const Sloped& right, double opening) -> Sloped {
    const double contraction = contraction_at(opening);
    const auto law = [&](const Sloped& higher, const Sloped& lower) { return under_gate(gate, higher, lower, opening, contraction); };
    return two_way ? both_ways(left, right, law) : one_way(left, right, 2.0 * least_head, law);
  };
  return law_of(formula, [gate](double) { return gate.sill; });
}

}  // namespace riverchief::physics
