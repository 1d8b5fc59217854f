#include "io/date_time.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>

namespace riverchief::io {
namespace {

/// Takes digits off the front of the text: between `least` and `most` of them.
std::optional<int> digits(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t count = 0;
  int value = 0;
  while (count < most && count < text.size() && text[count] >= '0' && text[count] <= '9') value = value * 10 + (text[count++] - '0');
  if (count < least) return std::nullopt;
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

/// Reads Z, +08:00, +0800 or +08; false where something else stands there.
bool read_offset(std::string_view& text, Instant& instant) {
  if (text.empty()) {
    instant.has_offset = false;
    return true;
  }
  if (take(text, 'Z') || take(text, 'z')) return text.empty();
  const int sign = take(text, '-') ? -1 : take(text, '+') ? 1 : 0;
  const auto hours = digits(text, 2, 2);
  if (sign == 0 || !hours || *hours > 14) return false;
  int minutes = 0;
  if (!text.empty()) {
    take(text, ':');
    const auto read = digits(text, 2, 2);
    if (!read || *read > 59) return false;
    minutes = *read;
  }
  instant.offset_minutes = sign * (*hours * 60 + minutes);
  return text.empty();
}

}  // namespace

std::optional<Instant> parse_instant(std::string_view text) {
  namespace ch = std::chrono;
  const auto year = digits(text, 4, 4);
  const char mark = text.empty() ? ' ' : text.front();  // 2025-08-10 or 2025/08/10
  if (!year || (mark != '-' && mark != '/') || !take(text, mark)) return std::nullopt;
  const auto month = digits(text, 1, 2);
  if (!month || !take(text, mark)) return std::nullopt;
  const auto day = digits(text, 1, 2);
  if (!day) return std::nullopt;
  const ch::year_month_day date{ch::year(*year), ch::month(static_cast<unsigned>(*month)), ch::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  Instant instant;
  double seconds = 0.0;
  if (take(text, 'T') || take(text, 't') || take(text, ' ')) {
    const auto hour = digits(text, 1, 2);
    if (!hour || *hour > 24 || !take(text, ':')) return std::nullopt;
    const auto minute = digits(text, 2, 2);
    if (!minute || *minute > 59) return std::nullopt;
    seconds = *hour * 3600.0 + *minute * 60.0;
    if (take(text, ':')) {
      double second = 0.0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), second, std::chars_format::fixed);
      if (error != std::errc() || second < 0.0 || second >= 61.0) return std::nullopt;
      text.remove_prefix(static_cast<std::size_t>(end - text.data()));
      seconds += second;
    }
    while (take(text, ' ')) {}
  }
  if (!read_offset(text, instant)) return std::nullopt;
  instant.epoch = static_cast<double>(ch::sys_days(date).time_since_epoch().count()) * 86400.0 + seconds - instant.offset_minutes * 60.0;
  return instant;
}

std::string to_text(const Instant& instant) {
  namespace ch = std::chrono;
  const double local = instant.epoch + instant.offset_minutes * 60.0;
  const double whole = std::floor(local);
  const auto total = static_cast<long long>(whole);
  const auto days = static_cast<int>(total >= 0 ? total / 86400 : -((-total + 86399) / 86400));
  const ch::year_month_day date{ch::sys_days(ch::days(days))};
  const int second = static_cast<int>(total - days * 86400LL);
  std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                                 static_cast<unsigned>(date.day()), second / 3600, second / 60 % 60, second % 60);
  if (local > whole) {
    std::string fraction = fmt::format("{:.6f}", local - whole).substr(1);
    while (fraction.back() == '0') fraction.pop_back();
    if (fraction.size() > 1) text += fraction;
  }
  if (!instant.has_offset) return text;
  if (instant.offset_minutes == 0) return text + "Z";
  const int minutes = std::abs(instant.offset_minutes);
  return text + fmt::format("{}{:02}:{:02}", instant.offset_minutes < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

}  // namespace riverchief::io
