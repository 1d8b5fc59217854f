// A folder of files, whole or not at all: written beside its place first, then moved there.

#include <unistd.h>

#include <fstream>

#include "core/complaint.hpp"
#include "io/writer/write_basin.hpp"

namespace riverchief::io {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot_write(const fs::path& path, const std::string& why) {
  throw core::RunError(path.string() + ": error: this cannot be written\n  why: " + why + "\n  fix: see that the folder can be written to and the disk has room.");
}

void write_all(const fs::path& folder, const std::vector<OutputFile>& files) {
  std::error_code failed;
  for (const OutputFile& file : files) {
    const fs::path path = folder / file.path;
    fs::create_directories(path.parent_path(), failed);
    if (failed) cannot_write(path.parent_path(), failed.message());
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << file.text;
    out.close();
    if (!out) cannot_write(path, "it could not be opened, or not written to its end");
  }
}

}  // namespace

void write_folder(const fs::path& folder, const std::vector<OutputFile>& files, bool force) {
  std::error_code failed;
  const bool exists = fs::exists(folder, failed);
  const auto refuse = [&](std::string what, std::string why, std::string fix) {
    throw core::InputError({{.where = {folder.string(), 0, 0, ""}, .what = std::move(what), .why = std::move(why), .fix = std::move(fix), .notes = {}}});
  };
  if (exists && !fs::is_directory(folder, failed)) refuse("the basin folder is a file", "a basin is a folder of several files", "give another name behind -o.");
  const bool is_empty = !exists || fs::is_empty(folder, failed);
  if (!is_empty && !force) refuse("the basin folder is not empty", "what it holds would be mixed with the new files", "give another folder behind -o, or write --force to replace files of the same names.");
  const fs::path parent = fs::absolute(folder).lexically_normal().parent_path();
  fs::path beside = parent / ("." + fs::absolute(folder).lexically_normal().filename().string() + ".partial-" + std::to_string(getpid()));
  try {
    write_all(beside, files);
  } catch (...) {
    fs::remove_all(beside, failed);
    throw;
  }
  if (is_empty) {
    if (exists) fs::remove(folder, failed);
    fs::rename(beside, folder, failed);
    if (!failed) return;
  }
  const auto before = failed;
  failed.clear();
  fs::copy(beside, folder, fs::copy_options::recursive | fs::copy_options::overwrite_existing, failed);
  std::error_code ignored;
  fs::remove_all(beside, ignored);
  if (failed) cannot_write(folder, (before ? before : failed).message());
}

}  // namespace riverchief::io
