#include "physics/structure_kinds.hpp"

#include <algorithm>

#include "physics/structures/kinds.hpp"

namespace riverchief::physics {

const std::vector<StructureKind>& structure_kinds() {
  static const std::vector<StructureKind> table = {
      // weirs
      broad_crested_weir(),
      sharp_crested_weir(),
      rated_weir(),
      ground_sill(),
      overtopping(),
      lateral_weir(),
      // gates
      sluice_gate(),
      radial_gate(),
      flap_gate(),
      // pipes and openings
      culvert(),
      inverted_siphon(),
      orifice(),
      // in the way of a river that flows on
      bridge(),
      obstruction(),
      // driven or ruled
      pump(),
      turbine(),
      ecological_release(),
      release(),
      // through ground
      conductance(),
      breach(),
  };
  return table;
}

const StructureKind* find_structure_kind(std::string_view name) {
  const auto& table = structure_kinds();
  const auto found = std::find_if(table.begin(), table.end(), [&](const StructureKind& kind) { return kind.name == name; });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace riverchief::physics
