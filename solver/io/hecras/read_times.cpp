#include "io/hecras/read_times.hpp"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <chrono>
#include <cmath>

namespace riverchief::io::hecras {
namespace {

constexpr std::array<std::string_view, 12> months = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
constexpr double hour = 3600.0, day = 24.0 * hour;

bool is_digits(std::string_view text) {
  for (const char c : text)
    if (!std::isdigit(static_cast<unsigned char>(c))) return false;
  return !text.empty();
}

int whole(std::string_view text) {
  int value = 0;
  for (const char c : text) value = 10 * value + (c - '0');
  return value;
}

double seconds_of(std::string_view time) {
  std::string digits;
  for (const char c : time)
    if (c != ':') digits += c;
  if (digits.empty()) return 0.0;
  if (!is_digits(digits) || digits.size() > 6) return blank;
  if (digits.size() <= 2) digits += "00";  // "7" = seven o'clock
  if (digits.size() == 3) digits.insert(0, "0");
  if (digits.size() == 5) return blank;
  const int hours = whole(std::string_view(digits).substr(0, 2)), minutes = whole(std::string_view(digits).substr(2, 2));
  const int rest = digits.size() == 6 ? whole(std::string_view(digits).substr(4, 2)) : 0;
  if (hours > 24 || minutes > 59 || rest > 59 || (hours == 24 && minutes + rest > 0)) return blank;
  return hours * hour + minutes * 60.0 + rest;
}

}  // namespace

double to_seconds(std::string_view date, std::string_view time) {
  const std::string_view text = trimmed(date);
  if (text.size() != 9) return blank;
  const std::string_view day_text = text.substr(0, 2), month_text = text.substr(2, 3), year_text = text.substr(5);
  if (!is_digits(day_text) || !is_digits(year_text)) return blank;
  unsigned month = 0;
  for (unsigned i = 0; i < months.size(); ++i)
    if (same_word(months[i], month_text)) month = i + 1;
  const std::chrono::year_month_day ymd{std::chrono::year(whole(year_text)), std::chrono::month(month), std::chrono::day(static_cast<unsigned>(whole(day_text)))};
  if (month == 0 || !ymd.ok()) return blank;
  const double seconds = seconds_of(trimmed(time));
  return static_cast<double>(std::chrono::sys_days(ymd).time_since_epoch().count()) * day + seconds;
}

double step_seconds(std::string_view text) {
  const std::string_view trim = trimmed(text);
  std::size_t letters = 0;
  while (letters < trim.size() && (std::isdigit(static_cast<unsigned char>(trim[letters])) || trim[letters] == '.' || trim[letters] == ' ')) ++letters;
  const double number = to_number(trim.substr(0, letters));
  const std::string_view unit = trimmed(trim.substr(letters));
  double scale = blank;
  if (same_word(unit.substr(0, 3), "SEC")) scale = 1.0;
  else if (same_word(unit.substr(0, 3), "MIN")) scale = 60.0;
  else if (same_word(unit.substr(0, 4), "HOUR")) scale = hour;
  else if (same_word(unit.substr(0, 3), "DAY")) scale = day;
  else if (same_word(unit.substr(0, 4), "WEEK")) scale = 7.0 * day;
  return number > 0.0 ? number * scale : blank;
}

double read_instant(LineReader& in, const std::vector<Field>& fields, std::size_t date, std::string_view what) {
  const std::string day_text = LineReader::text(fields, date), time_text = LineReader::text(fields, date + 1);
  if (day_text.empty()) return blank;
  const double seconds = to_seconds(day_text, time_text);
  if (std::isnan(seconds))
    in.error(fmt::format("'{},{}' is no instant", day_text, time_text), fmt::format("{} is expected here", what), "write it like 01JAN1992,0630", fields[date].column);
  return seconds;
}

double read_step(LineReader& in, std::string_view what) {
  const std::string_view text = trimmed(in.value());
  if (text.empty()) return blank;
  const double seconds = step_seconds(text);
  if (std::isnan(seconds))
    in.error(fmt::format("'{}' is no step of time", text.substr(0, 40)), fmt::format("{} is expected here", what), "write it like 15MIN, 6HOUR or 1DAY; a month has no one length");
  return seconds;
}

}  // namespace riverchief::io::hecras
