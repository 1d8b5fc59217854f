// Where the standards, prices and coefficients that come with the program lie.

#pragma once

#include <string>

namespace riverchief::io {

/// The folder that holds standards/, costs/ and loads/: RIVERCHIEF_DATA where that is set, then ../share/riverchief beside the
/// running program, then data/ of the source tree the program was built from.
///
/// \throws core::InputError  where none of them is there
std::string data_folder();

}  // namespace riverchief::io
