#include "io/data_folder.hpp"

#include <cstdlib>
#include <filesystem>

#include "core/complaint.hpp"

namespace riverchief::io {

std::string data_folder() {
  namespace fs = std::filesystem;
  std::error_code failed;
  if (const char* named = std::getenv("RIVERCHIEF_DATA")) {
    if (fs::is_directory(fs::path(named) / "standards", failed)) return named;
    throw core::InputError({{.where = {named, 0, 0, ""},
                             .what = "RIVERCHIEF_DATA names a folder without standards/",
                             .why = "",
                             .fix = "let it name the folder that holds standards/, costs/ and loads/, or unset it.",
                             .notes = {}}});
  }
  const fs::path self = fs::read_symlink("/proc/self/exe", failed);
  if (!failed) {
    const fs::path installed = self.parent_path().parent_path() / "share" / "riverchief";
    if (fs::is_directory(installed / "standards", failed)) return installed.string();
  }
  const fs::path source = RIVERCHIEF_SOURCE_DATA;
  if (fs::is_directory(source / "standards", failed)) return source.string();
  throw core::InputError({{.where = {source.string(), 0, 0, ""},
                           .what = "the standards, prices and coefficients of riverchief were not found",
                           .why = "",
                           .fix = "set RIVERCHIEF_DATA to the folder data/ of the source tree.",
                           .notes = {}}});
}

}  // namespace riverchief::io
