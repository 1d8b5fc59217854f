#include "io/writer/toml_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace riverchief::io {

std::string number_text(double value) {
  if (value == 0.0) return "0";
  return fmt::format("{:.9g}", value);
}

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (c == '\n' || c == '\r' || c == '\t') {
      result += ' ';
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
      result += c;
    }
  }
  return result + '"';
}

void TomlText::comment(std::string_view text) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    std::string line(text.substr(0, end));
    line.erase(std::remove_if(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }), line.end());
    text_ += line.empty() ? "#\n" : "# " + line + '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void TomlText::table(std::string_view header, std::string_view remark) {
  text_ += '\n';
  if (!remark.empty()) comment(remark);
  text_ += fmt::format("{}\n", header);
}

void TomlText::key(std::string_view name, const physics::Curve& curve) {
  std::string list;
  for (std::size_t i = 0; i < curve.x.size(); ++i) list += fmt::format("{}[{}, {}]", i > 0 ? ", " : "", number_text(curve.x[i]), number_text(curve.y[i]));
  raw(name, '[' + list + ']');
}

void TomlText::raw(std::string_view name, std::string_view value, std::string_view remark) {
  text_ += fmt::format("{} = {}", name, value);
  if (!remark.empty()) text_ += fmt::format("  # {}", remark);
  text_ += '\n';
}

}  // namespace riverchief::io
