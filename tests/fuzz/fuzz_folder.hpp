// A folder of its own, in memory where the system has such a place, for targets whose readers work on paths.

#pragma once

#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace riverchief::fuzz {

namespace fs = std::filesystem;

/// Holds copies of sound files, one of which each trial replaces; goes when the program ends.
class Folder {
 public:
  Folder() {
    std::error_code failed;
    const fs::path memory("/dev/shm");
    const fs::path parent = fs::is_directory(memory, failed) ? memory : fs::temp_directory_path();
    path_ = parent / ("riverchief_fuzz_" + std::to_string(::getpid()));
    fs::create_directories(path_);
  }
  ~Folder() {
    std::error_code failed;
    fs::remove_all(path_, failed);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void add(const fs::path& folder, const std::string& as) const { fs::copy(folder, path_ / as, fs::copy_options::recursive | fs::copy_options::overwrite_existing); }
  std::string of(const std::string& name) const { return (path_ / name).string(); }
  void write(const std::string& name, std::string_view bytes) const { std::ofstream(path_ / name, std::ios::binary | std::ios::trunc) << bytes; }
  std::string read(const std::string& name) const {
    std::ifstream stream(path_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

 private:
  fs::path path_;
};

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) { return {reinterpret_cast<const char*>(data), size}; }

}  // namespace riverchief::fuzz
