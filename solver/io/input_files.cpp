#include "io/input_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "io/encoding.hpp"

namespace riverchief::io {
namespace {

namespace fs = std::filesystem;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

/// What the user may have meant, from the names that are there.
std::string where_else(const fs::path& path) {
  std::error_code failed;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, failed)) return fmt::format("the folder '{}' is not there either; paths are relative to the file that names them.", folder.string());
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder, failed)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  const std::string near = core::closest(path.filename().string(), names);
  if (!near.empty()) return fmt::format("did you mean '{}'?", near);
  return "put the file there, or mend the path; paths are relative to the file that names them.";
}

}  // namespace

core::Where TextFile::where(int line, int column) const {
  const auto i = static_cast<std::size_t>(line) - 1;
  return {path, line, column, line > 0 && i < lines.size() ? std::string(lines[i]) : ""};
}

std::string TextFile::folder() const { return fs::path(path).parent_path().string(); }

const TextFile* InputFiles::open(const std::string& written, const std::string& folder, const core::Where& named_at) {
  const bool from_command_line = named_at.line == 0;
  const fs::path path = from_command_line ? fs::path(written) : (fs::path(folder) / written).lexically_normal();
  const std::string shown = path.string();
  for (const auto& file : files_)
    if (file->path == shown) return file.get();
  if (std::find(unreadable_.begin(), unreadable_.end(), shown) != unreadable_.end()) return nullptr;
  const auto refuse = [&](core::Where where, std::string what, std::string why, std::string fix) {
    complaints_.error(std::move(where), std::move(what), std::move(why), std::move(fix));
    unreadable_.push_back(shown);
    return nullptr;
  };

  std::error_code failed;
  if (!fs::exists(path, failed)) return refuse(named_at, fmt::format("the file '{}' is not there", shown), "", where_else(path));
  if (fs::is_directory(path, failed))
    return refuse(named_at, fmt::format("'{}' is a directory", shown), "a file is expected here", "name the file itself, for example '" + (fs::path(written) / "NAME").string() + "'.");
  std::ifstream stream(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream && !stream.eof()) return refuse(named_at, fmt::format("'{}' cannot be read", shown), std::strerror(errno), "check the permissions of the file.");
  if (bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF") == std::string::npos)
    return refuse({shown, 0, 0, ""}, "the file is empty", fmt::format("it has {} bytes and no text", bytes.size()), "save it again with its content, or name another file.");
  const auto text = to_utf8(bytes);
  if (!text) {
    const std::size_t broken = first_broken_byte(bytes);
    const auto line = 1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(broken), '\n');
    const auto byte = broken < bytes.size() ? static_cast<unsigned char>(bytes[broken]) : 0u;
    return refuse({shown, static_cast<int>(line), 0, ""}, "the encoding of the file cannot be recognised",
                  broken < bytes.size() ? fmt::format("byte 0x{:02X} on line {} is neither UTF-8 nor GBK", byte, line) : "it holds characters that no text has",
                  "save the file as UTF-8 text.");
  }
  auto file = std::make_unique<TextFile>();
  file->path = shown;
  file->text = *text;
  file->lines = lines_of(file->text);
  files_.push_back(std::move(file));
  return files_.back().get();
}

void InputFiles::keep(const std::string& path, std::string text) {
  auto file = std::make_unique<TextFile>();
  file->path = path;
  file->text = std::move(text);
  files_.push_back(std::move(file));
}

std::vector<basin::InputText> InputFiles::inputs() const {
  std::vector<basin::InputText> result;
  for (const auto& file : files_) result.push_back({file->path, file->text});
  return result;
}

}  // namespace riverchief::io
