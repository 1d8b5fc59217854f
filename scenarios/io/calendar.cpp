#include "scenarios/io/calendar.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdio>

namespace riverchief::io {
namespace {

struct LocalTime {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  std::string offset;
};

bool parse(std::string_view text, LocalTime& t) {
  const std::string copy(text);
  if (std::sscanf(copy.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d", &t.year, &t.month, &t.day, &t.hour, &t.minute, &t.second) != 6) return false;
  const std::size_t tail = copy.find_first_of("Z+-", 19);
  t.offset = tail == std::string::npos ? "" : copy.substr(tail);
  return true;
}

}  // namespace

std::string instant(std::string_view start, double seconds) {
  LocalTime t;
  if (!parse(start, t) || !std::isfinite(seconds)) return "";
  namespace ch = std::chrono;
  const ch::sys_days day{ch::year{t.year} / ch::month{static_cast<unsigned>(t.month)} / ch::day{static_cast<unsigned>(t.day)}};
  const ch::sys_seconds moment = ch::sys_seconds{day} + ch::hours{t.hour} + ch::minutes{t.minute} + ch::seconds{t.second} +
                                 ch::seconds{static_cast<long long>(std::llround(seconds))};
  const ch::sys_days date = ch::floor<ch::days>(moment);
  const ch::year_month_day ymd{date};
  const long long rest = (moment - ch::sys_seconds{date}).count();
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}", int{ymd.year()}, unsigned{ymd.month()}, unsigned{ymd.day()}, rest / 3600,
                     rest / 60 % 60, rest % 60, t.offset);
}

double second_of_day(std::string_view start) {
  LocalTime t;
  return parse(start, t) ? 3600.0 * t.hour + 60.0 * t.minute + t.second : 0.0;
}

}  // namespace riverchief::io
