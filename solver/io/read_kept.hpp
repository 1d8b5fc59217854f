// Reads the groups of kept_results.hpp; without a group, what it returns is empty.

#pragma once

#include "io/hdf5_file.hpp"
#include "io/kept_results.hpp"

namespace riverchief::io {

/// \param times       stored states of the file
/// \param pollutants  of the file
/// \throws Hdf5Error where parts are missing or do not fit together
SourceResults read_sources(hid_t file, std::size_t pollutants);
TagResults read_tags(hid_t file, std::size_t times);
FineResults read_fine(hid_t file);

}  // namespace riverchief::io
