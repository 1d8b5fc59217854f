#pragma once

#include <string>
#include <string_view>

namespace riverchief::io {

/// SHA-256 of the bytes as 64 hexadecimal digits.
///
/// Source: NIST FIPS 180-4 (2015), Secure Hash Standard, sections 4.1.2, 5.1.1 and 6.2.
std::string sha256(std::string_view bytes);

}  // namespace riverchief::io
