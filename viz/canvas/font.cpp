// A font collection (.ttc) holds one face per region, and VTK always takes the first, which is the Japanese one in Noto
// CJK. So the collection is copied into memory with the simplified Chinese face put first.

#include "viz/canvas/font.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <vector>

#include "viz/complaint.hpp"

namespace riverchief::viz {
namespace {

namespace fs = std::filesystem;
using Bytes = std::vector<char>;

std::string chosen;

constexpr std::array wanted{"NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "NotoSansSC-Regular.otf", "NotoSansSC-Regular.ttf",
                            "SourceHanSansSC-Regular.otf", "SourceHanSans.ttc", "wqy-microhei.ttc", "wqy-zenhei.ttc"};

std::vector<fs::path> font_folders() {
  std::vector<fs::path> folders{"/usr/share/fonts", "/usr/local/share/fonts"};
  if (const char* home = std::getenv("HOME")) {
    folders.push_back(fs::path(home) / ".local/share/fonts");
    folders.push_back(fs::path(home) / ".fonts");
  }
  return folders;
}

std::string search() {
  std::array<std::string, wanted.size()> found;
  for (const fs::path& folder : font_folders()) {
    std::error_code ignored;
    for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, ignored), end; !ignored && it != end;
         it.increment(ignored))
      for (std::size_t i = 0; i < wanted.size(); ++i)
        if (found[i].empty() && it->path().filename() == wanted[i]) found[i] = it->path().string();
  }
  for (const std::string& path : found)
    if (!path.empty()) return path;
  return {};
}

/// Big-endian number of `size` bytes; 0 outside the file.
std::uint32_t number(const Bytes& file, std::size_t at, int size) {
  std::uint32_t value = 0;
  for (int i = 0; i < size; ++i) {
    const std::size_t place = at + static_cast<std::size_t>(i);
    value = value << 8 | (place < file.size() ? static_cast<unsigned char>(file[place]) : 0U);
  }
  return value;
}

/// Whether a family name of the face at this offset ends in "SC".
bool is_simplified_chinese(const Bytes& file, std::size_t face) {
  const std::uint32_t tables = number(file, face + 4, 2);
  for (std::uint32_t i = 0; i < tables; ++i) {
    const std::size_t record = face + 12 + 16 * i;
    if (number(file, record, 4) != 0x6e616d65) continue;  // the table 'name'
    const std::size_t table = number(file, record + 8, 4), names = number(file, table + 2, 2);
    const std::size_t letters = table + number(file, table + 4, 2);
    for (std::size_t k = 0; k < names; ++k) {
      const std::size_t entry = table + 6 + 12 * k;
      const bool unicode_family = number(file, entry, 2) == 3 && number(file, entry + 6, 2) == 1;  // platform Windows, name 1: family
      const std::size_t end = letters + number(file, entry + 10, 2) + number(file, entry + 8, 2);  // two bytes a letter
      if (unicode_family && end >= 6 && number(file, end - 6, 2) == ' ' && number(file, end - 4, 2) == 'S' && number(file, end - 2, 2) == 'C')
        return true;
    }
  }
  return false;
}

/// Path of a copy in memory with the simplified Chinese face first; nothing where there is no need or no way.
std::optional<std::string> simplified_chinese_first(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  const Bytes start{std::istreambuf_iterator<char>(stream), {}};
  if (number(start, 0, 4) != 0x74746366) return {};  // 'ttcf': a collection
  const std::uint32_t faces = number(start, 8, 4);
  for (std::uint32_t i = 0; i < faces; ++i) {
    const std::size_t entry = 12 + 4 * i;
    if (!is_simplified_chinese(start, number(start, entry, 4))) continue;
    Bytes copy = start;
    for (std::size_t k = 0; k < 4; ++k) copy[12 + k] = start[entry + k];
    const int memory = memfd_create("riverchief-font", 0);
    if (memory < 0) return {};
    for (std::size_t written = 0; written < copy.size();) {
      const ssize_t count = write(memory, copy.data() + written, copy.size() - written);
      if (count <= 0) return {};
      written += static_cast<std::size_t>(count);
    }
    return "/proc/self/fd/" + std::to_string(memory);
  }
  return {};
}

}  // namespace

void choose_font(const std::string& path) {
  std::string file = path;
  if (file.empty()) file = search();
  if (file.empty())
    throw Complaint({"riverchief-draw", "no font with Chinese glyphs was found", "looked for Noto Sans CJK below /usr/share/fonts",
                     "install it (Debian: apt install fonts-noto-cjk) or name a font with --font FILE"});
  std::error_code ignored;
  if (!fs::is_regular_file(file, ignored))
    throw Complaint({file, "no such font file", "", "give --font the path of a .ttf, .otf or .ttc file with Chinese glyphs"});
  chosen = simplified_chinese_first(file).value_or(file);
}

const std::string& font_file() { return chosen; }

}  // namespace riverchief::viz
