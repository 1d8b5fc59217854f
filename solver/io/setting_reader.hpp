// What can be moved at a structure: its setting, in the setting's own unit, and how fast.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "io/basin_reader.hpp"
#include "physics/structure_law.hpp"

namespace riverchief::io {

/// `setting_rate`, in the unit of the setting per second; complains where there is nothing to move or it is not above 0.
std::optional<double> read_setting_rate(TomlTable& table, const physics::StructureKind& kind);

/// What a structure's kind finds wrong where it stands, with its setting or as it is.
std::vector<physics::StructureProblem> problems_of(const basin::Structure& structure, std::optional<double> setting, const basin::Basin& basin);

/// Whether the sections and storage cells around a structure could be read: otherwise nothing can be said of how it stands.
bool has_known_surroundings(const basin::Structure& structure, const BasinRead& read);

/// Whether a structure can take a setting: says so where its kind, with that setting, finds fault with itself.
///
/// \param where  of the value
/// \param who    "rule 'open_gate'"
bool can_be_set(const basin::Structure& structure, double value, const core::Where& where, const std::string& who, const BasinRead& read, Complaints& complaints);

/// Where a structure stands, as its kind wants to know it.
physics::Surroundings surroundings_of(const basin::Structure& structure, const basin::Basin& basin);

}  // namespace riverchief::io
