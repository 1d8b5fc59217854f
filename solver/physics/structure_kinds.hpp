// The table of structure kinds. A new kind is one file in physics/structures and one line in structure_kinds.cpp.

#pragma once

#include "physics/structure_law.hpp"

namespace riverchief::physics {

const std::vector<StructureKind>& structure_kinds();
/// The kind of that name, or nullptr.
const StructureKind* find_structure_kind(std::string_view name);

}  // namespace riverchief::physics
