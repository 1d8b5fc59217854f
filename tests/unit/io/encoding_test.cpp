#include "io/encoding.hpp"

#include <gtest/gtest.h>

namespace riverchief::io {
namespace {

TEST(Encoding, Utf8StaysAndItsMarkGoes) {
  EXPECT_EQ(to_utf8("支脉河"), "支脉河");
  EXPECT_EQ(to_utf8("\xEF\xBB\xBF支脉河"), "支脉河");
}

TEST(Encoding, GbkIsRecognised) { EXPECT_EQ(to_utf8("\xD6\xA7\xC2\xF6\xBA\xD3,1.5"), "支脉河,1.5"); }

TEST(Encoding, Utf16WithItsMarkIsRecognised) { EXPECT_EQ(to_utf8(std::string_view("\xFF\xFE\x2F\x65,\0", 6)), "支,"); }

TEST(Encoding, WhatIsNoTextIsRefused) {
  EXPECT_FALSE(to_utf8(std::string_view("\x89HDF\r\n\x1a\n\0\0", 10)));
  EXPECT_FALSE(to_utf8("l\xE9 pont"));  // Latin-1
  EXPECT_EQ(first_broken_byte("l\xE9 pont"), 1u);
}

}  // namespace
}  // namespace riverchief::io
