#include "io/encoding.hpp"

#include <iconv.h>

namespace riverchief::io {
namespace {

std::optional<std::string> converted(std::string_view bytes, const char* from) {
  const iconv_t conversion = iconv_open("UTF-8", from);
  if (conversion == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  std::string input(bytes), output(bytes.size() * 4 + 16, '\0');
  char *in = input.data(), *out = output.data();
  std::size_t in_left = input.size(), out_left = output.size();
  const std::size_t failed = iconv(conversion, &in, &in_left, &out, &out_left);
  iconv_close(conversion);
  if (failed == static_cast<std::size_t>(-1) || in_left > 0) return std::nullopt;
  output.resize(output.size() - out_left);
  return output;
}

bool starts_with(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

/// Bytes that are no text at all can pass for GB18030, but they give characters that nobody writes.
bool is_plausible(std::string_view utf8) {
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if (byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t') return false;
    if (byte == 0xEE) return false;  // U+E000 to U+EFFF: private use
  }
  return true;
}

}  // namespace

std::size_t first_broken_byte(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
    if (length == 0 || i + length > bytes.size()) return i;
    for (std::size_t k = 1; k < length; ++k)
      if ((static_cast<unsigned char>(bytes[i + k]) & 0xC0u) != 0x80u) return i;
    i += length;
  }
  return bytes.size();
}

std::optional<std::string> to_utf8(std::string_view bytes) {
  if (starts_with(bytes, "\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (starts_with(bytes, "\xFF\xFE") || starts_with(bytes, "\xFE\xFF")) return converted(bytes, "UTF-16");
  if (first_broken_byte(bytes) == bytes.size()) return is_plausible(bytes) ? std::optional(std::string(bytes)) : std::nullopt;
  const auto chinese = converted(bytes, "GB18030");
  return chinese && is_plausible(*chinese) ? chinese : std::nullopt;
}

}  // namespace riverchief::io
