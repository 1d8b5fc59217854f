// Writing a text file whole, or saying why not.

#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "core/complaint.hpp"

namespace riverchief::app {

/// Makes the folder where it is missing and writes the file.
///
/// \throws core::RunError  where it cannot be written
inline void write_text_file(const std::filesystem::path& path, const std::string& text) {
  std::error_code failed;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), failed);
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) throw core::RunError(path.string() + ": error: this file cannot be written\n  fix: see that the folder can be written to and the disk has room.");
}

}  // namespace riverchief::app
