// One function for each kind of structure; a kind's file holds its keys, what can be wrong with them, and its law.

#pragma once

#include "physics/structure_law.hpp"

namespace riverchief::physics {

// weirs
StructureKind broad_crested_weir();
StructureKind sharp_crested_weir();
StructureKind rated_weir();
StructureKind ground_sill();
StructureKind overtopping();
StructureKind lateral_weir();
// gates
StructureKind sluice_gate();
StructureKind radial_gate();
StructureKind flap_gate();
// pipes and openings
StructureKind culvert();
StructureKind inverted_siphon();
StructureKind orifice();
// in the way of a river that flows on
StructureKind bridge();
StructureKind obstruction();
// driven or ruled
StructureKind pump();
StructureKind turbine();
StructureKind ecological_release();
StructureKind release();
// through ground
StructureKind conductance();
StructureKind breach();

}  // namespace riverchief::physics
