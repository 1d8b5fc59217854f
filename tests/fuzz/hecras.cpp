// HEC-RAS projects, read and converted as `riverchief import` does. The first byte says which file of the sound project (by name) the
// rest replaces.

#include <algorithm>
#include <vector>

#include "io/hecras/convert.hpp"
#include "tests/fuzz/fuzz_folder.hpp"

using namespace riverchief;

namespace {

struct Sound {
  fuzz::Folder folder;
  std::vector<std::string> names, texts;
  std::string project;
  Sound() {
    const fuzz::fs::path sound = fuzz::fs::path(RIVERCHIEF_ROOT) / "tests" / "errors" / "hecras" / "sound";
    folder.add(sound, ".");
    for (const auto& entry : fuzz::fs::directory_iterator(sound))
      if (entry.is_regular_file()) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    for (const auto& name : names) {
      texts.push_back(folder.read(name));
      if (fuzz::fs::path(name).extension() == ".prj") project = name;
    }
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Sound sound;
  if (size < 1) return 0;
  const std::size_t k = (data[0] - std::size_t{'a'}) % sound.names.size();
  sound.folder.write(sound.names[k], fuzz::text_of(data + 1, size - 1));
  try {
    io::Complaints complaints;
    const auto project = io::hecras::read_project(sound.folder.of(sound.project), complaints);
    complaints.throw_if_any_error();
    const auto converted = io::hecras::convert(project, {.name = "fuzzed", .until = "", .level_at_end = {}, .clock_minutes = 480}, complaints);
    complaints.throw_if_any_error();
    static_cast<void>(io::hecras::report_files(project, converted));
  } catch (const core::InputError&) {
  }
  sound.folder.write(sound.names[k], sound.texts[k]);
  return 0;
}
