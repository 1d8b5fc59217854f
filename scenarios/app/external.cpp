// A verb that lives elsewhere: riverchief-<verb> beside this program, or on PATH.

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "core/complaint.hpp"
#include "scenarios/app/verbs.hpp"

namespace riverchief::app {
namespace {

namespace fs = std::filesystem;

/// The folders to look in: that of this program, then those of PATH.
std::vector<fs::path> folders() {
  std::vector<fs::path> found;
  std::error_code failed;
  const fs::path self = fs::read_symlink("/proc/self/exe", failed);
  if (!failed) found.push_back(self.parent_path());
  const char* path = std::getenv("PATH");
  const std::string text = path ? path : "";
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find(':', from), text.size());
    if (to > from) found.emplace_back(text.substr(from, to - from));
    from = to + 1;
  }
  return found;
}

/// Every verb there is, for "did you mean".
std::vector<std::string> all_verbs(const std::vector<fs::path>& where) {
  std::vector<std::string> verbs{"check", "run", "assess", "compare", "import"};
  const std::string prefix = "riverchief-";
  for (const fs::path& folder : where) {
    std::error_code failed;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, failed)) {
      const std::string name = entry.path().filename().string();
      if (name.rfind(prefix, 0) == 0) verbs.push_back(name.substr(prefix.size()));
    }
  }
  return verbs;
}

}  // namespace

int external(const std::string& verb, const std::vector<std::string>& arguments) {
  const std::vector<fs::path> where = folders();
  if (verb.find('/') == std::string::npos) {
    for (const fs::path& folder : where) {
      const std::string program = (folder / ("riverchief-" + verb)).string();
      if (access(program.c_str(), X_OK) != 0) continue;
      std::vector<std::string> words{program};
      words.insert(words.end(), arguments.begin(), arguments.end());
      std::vector<char*> argv;
      for (std::string& word : words) argv.push_back(word.data());
      argv.push_back(nullptr);
      execv(program.c_str(), argv.data());
      fmt::print(stderr, "riverchief: {} could not be started\n", program);
      return 2;
    }
  }
  const std::string near = core::closest(verb, all_verbs(where));
  fmt::print(stderr, "riverchief: error: unknown verb '{}'\n  fix: {}\n", verb,
             near.empty() ? "riverchief --help lists the verbs; other verbs are programs named riverchief-<verb> beside riverchief or on PATH."
                          : "did you mean '" + near + "'?");
  return 2;
}

}  // namespace riverchief::app
