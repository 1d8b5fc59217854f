// basin.toml and scenario.toml. The first byte says which file of which sound basin the rest replaces.

#include "tests/fuzz/fuzz_folder.hpp"
#include "tests/fuzz/read_as_check_does.hpp"

using namespace riverchief;

namespace {

struct Kind {
  const char *folder, *file;
};
constexpr Kind kinds[] = {{"plain", "basin.toml"}, {"plain", "scenario.toml"}, {"structures", "basin.toml"}, {"structures", "scenario.toml"}, {"everything", "basin.toml"}, {"everything", "scenario.toml"}};
constexpr std::size_t count = std::size(kinds);

struct Sound {
  fuzz::Folder folder;
  std::string text[count];
  Sound() {
    const fuzz::fs::path tests = fuzz::fs::path(RIVERCHIEF_ROOT) / "tests";
    folder.add(tests / "errors" / "sound", "plain");
    folder.add(tests / "errors" / "sound", "structures");
    folder.add(tests / "errors" / "sound_structures", "structures");
    folder.add(tests / "fuzz" / "base", "everything");
    for (std::size_t k = 0; k < count; ++k) text[k] = folder.read(std::string(kinds[k].folder) + "/" + kinds[k].file);
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Sound sound;
  if (size < 1) return 0;
  const std::size_t k = (data[0] - std::size_t{'a'}) % count;
  const std::string name = std::string(kinds[k].folder) + "/" + kinds[k].file;
  sound.folder.write(name, fuzz::text_of(data + 1, size - 1));
  fuzz::read_as_check_does(sound.folder.of(std::string(kinds[k].folder) + "/scenario.toml"));
  sound.folder.write(name, sound.text[k]);
  return 0;
}
