// The tables of one river.

#pragma once

#include <vector>

#include "io/writer/write_basin.hpp"

namespace riverchief::io {

/// Sections, and ineffective ground, roughness by level and the centre line where there are any.
std::vector<OutputFile> river_tables(const basin::River& river);

}  // namespace riverchief::io
