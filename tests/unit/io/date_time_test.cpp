#include "io/date_time.hpp"

#include <gtest/gtest.h>

namespace riverchief::io {
namespace {

TEST(Instant, CountsFromTheEpochInUniversalTime) {
  EXPECT_EQ(parse_instant("1970-01-01T00:00:00Z")->epoch, 0.0);
  EXPECT_EQ(parse_instant("1970-01-01T08:00:00+08:00")->epoch, 0.0);
  EXPECT_EQ(parse_instant("2000-03-01T00:00:00Z")->epoch - parse_instant("2000-02-28T00:00:00Z")->epoch, 2 * 86400.0);  // a leap year
  EXPECT_EQ(parse_instant("1969-12-31T23:59:59.5Z")->epoch, -0.5);
}

TEST(Instant, TakesWhatPeopleWrite) {
  const double expected = parse_instant("2025-08-01T08:00:00+08:00")->epoch;
  for (const char* text : {"2025-08-01T08:00+08:00", "2025-08-01 08:00:00+0800", "2025/8/1 8:00+08", "2025-08-01T00:00:00Z"}) {
    ASSERT_TRUE(parse_instant(text)) << text;
    EXPECT_EQ(parse_instant(text)->epoch, expected) << text;
  }
  EXPECT_FALSE(parse_instant("2025-08-01T08:00:00")->has_offset);
}

TEST(Instant, RefusesWhatIsNoTime) {
  for (const char* text : {"", "today", "2025-02-30", "2025-13-01", "2025-08-01T25:00:00Z", "2025-08-01T08:61Z", "2025-08-01T08:00:00+99:00", "08/01/2025"})
    EXPECT_FALSE(parse_instant(text)) << text;
}

TEST(Instant, PrintsWhatItReads) {
  for (const char* text : {"2025-08-10T00:00:00+08:00", "2025-08-10T00:00:00Z", "1950-01-01T12:34:56-03:30", "2025-08-10T00:00:00.25Z"})
    EXPECT_EQ(to_text(*parse_instant(text)), text);
}

}  // namespace
}  // namespace riverchief::io
