// The tables: sections, series, curves, profiles. The first byte says which file of base/ the rest replaces (in the order of names).

#include <algorithm>
#include <vector>

#include "tests/fuzz/fuzz_folder.hpp"
#include "tests/fuzz/read_as_check_does.hpp"

using namespace riverchief;

namespace {

struct Sound {
  fuzz::Folder folder;
  std::vector<std::string> names, texts;
  Sound() {
    const fuzz::fs::path base = fuzz::fs::path(RIVERCHIEF_ROOT) / "tests" / "fuzz" / "base";
    folder.add(base, ".");
    for (const auto& entry : fuzz::fs::recursive_directory_iterator(base))
      if (entry.path().extension() == ".csv") names.push_back(entry.path().lexically_relative(base).generic_string());
    std::sort(names.begin(), names.end());
    for (const auto& name : names) texts.push_back(folder.read(name));
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Sound sound;
  if (size < 1) return 0;
  const std::size_t k = (data[0] - std::size_t{'a'}) % sound.names.size();
  sound.folder.write(sound.names[k], fuzz::text_of(data + 1, size - 1));
  // fitting a frequency curve takes long: only where its years are what is tried
  fuzz::read_as_check_does(sound.folder.of(sound.names[k] == "forcing/annual.csv" ? "design.toml" : "scenario.toml"));
  sound.folder.write(sound.names[k], sound.texts[k]);
  return 0;
}
