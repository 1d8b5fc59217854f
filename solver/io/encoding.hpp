// Text as people save it: UTF-8 with or without a byte-order mark, UTF-16 with one, GBK (read as its superset GB18030).

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace riverchief::io {

/// The text as UTF-8 without a byte-order mark; nothing where no encoding fits.
std::optional<std::string> to_utf8(std::string_view bytes);
/// Position of the first byte that is not UTF-8, or the size.
std::size_t first_broken_byte(std::string_view bytes);

}  // namespace riverchief::io
