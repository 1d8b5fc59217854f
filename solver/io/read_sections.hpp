// Cross-sections, ineffective ground and centre lines of one river, from CSV.

#pragma once

#include <optional>

#include "basin/basin.hpp"
#include "io/complaints.hpp"
#include "io/input_files.hpp"

namespace riverchief::io {

/// Surveyed sections (a row a point) or simple ones (a row a trapezoid), told apart by their columns.
///
/// \param manning_n  of the river, for simple sections without such a column
std::vector<basin::Section> read_sections(const TextFile& file, const basin::River& river, const std::optional<double>& manning_n, Complaints& complaints);

/// Adds ineffective ground to the sections at the same chainages.
void read_ineffective(const TextFile& file, basin::River& river, Complaints& complaints);

/// Factors on the roughness of whole sections by water level.
void read_roughness_by_level(const TextFile& file, basin::River& river, Complaints& complaints);

std::vector<basin::CentrelinePoint> read_centreline(const TextFile& file, const basin::River& river, Complaints& complaints);

}  // namespace riverchief::io
