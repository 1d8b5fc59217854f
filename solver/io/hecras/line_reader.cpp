#include "io/hecras/line_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include "io/encoding.hpp"

namespace riverchief::io::hecras {
namespace {

constexpr std::size_t longest_excerpt = 160;
constexpr double largest = 1e30;  // nothing about a river is greater

/// Bytes that are in no encoding we know, read one by one as Latin-1: names with accents stay apart, numbers are untouched.
std::string from_latin(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += c;
    } else {
      out += static_cast<char>(0xC0u | (byte >> 6u));
      out += static_cast<char>(0x80u | (byte & 0x3Fu));
    }
  }
  return out;
}

std::string shown(std::string_view text) {
  if (text.size() <= longest_excerpt) return std::string(text);
  std::size_t end = longest_excerpt;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;  // not inside a character
  return std::string(text.substr(0, end)) + " ...";
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto blank_at = [&](std::size_t i) { return text[i] == ' ' || text[i] == '\t' || text[i] == '\r' || text[i] == '\0'; };
  std::size_t first = 0, last = text.size();
  while (first < last && blank_at(first)) ++first;
  while (last > first && blank_at(last - 1)) --last;
  return text.substr(first, last - first);
}

double to_number(std::string_view text) {
  std::string_view trim = trimmed(text);
  if (!trim.empty() && trim.front() == '+') trim.remove_prefix(1);
  if (trim.empty() || trim.size() > 60) return blank;
  std::string copy(trim);
  for (char& c : copy)
    if (c == 'd' || c == 'D') c = 'e';
  if (const auto sign = copy.find("e+"); sign != std::string::npos) copy.erase(sign + 1, 1);
  double value = blank;
  const auto [end, failure] = std::from_chars(copy.data(), copy.data() + copy.size(), value);
  if (failure != std::errc() || end != copy.data() + copy.size() || !std::isfinite(value) || std::abs(value) > largest) return blank;
  return value;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y)); });
}

LineReader::LineReader(std::string_view text, std::string name, Units units, Complaints& complaints, std::vector<Unread>& unread)
    : name_(std::move(name)), units_{units}, complaints_(complaints), unread_(unread) {
  if (auto decoded = to_utf8(text)) {
    text_ = std::move(*decoded);
  } else if (text.find('\0') != std::string_view::npos) {
    say(0, 0, "this is no text file", "it holds zero bytes", "give the text file that HEC-RAS wrote (.prj, .g##, .u##, .f##, .p##), not its .hdf or .dss");
    return;
  } else {
    text_ = from_latin(text);
    say(0, 0, "the encoding of this file is neither UTF-8 nor GBK", "letters beyond ASCII in names were read as Latin-1",
        "save the file as UTF-8 where names look wrong", true);
  }
  std::string_view rest = text_;
  while (!rest.empty()) {
    const std::size_t end = rest.find_first_of("\r\n");
    lines_.push_back(rest.substr(0, end));
    if (end == std::string_view::npos) break;
    const std::size_t after = rest.find_first_not_of("\r", end);
    const bool is_pair = after != end && after != std::string_view::npos && rest[after] == '\n';
    rest.remove_prefix(is_pair ? after + 1 : end + 1);
  }
  if (text_.find_first_not_of(" \t\r\n") == std::string::npos) say(0, 0, "this file is empty", "", "write it anew from HEC-RAS (File, Save)");
}

std::string_view LineReader::key() const { return trimmed(line().substr(0, line().find('='))); }

std::string_view LineReader::value() const {
  const auto at = line().find('=');
  return at == std::string_view::npos ? std::string_view() : line().substr(at + 1);
}

bool LineReader::is_numbers() const {
  const std::string_view trim = trimmed(line());
  if (trim.empty() || trim.find('=') != std::string_view::npos) return false;
  const auto c = static_cast<unsigned char>(trim.front());
  return std::isdigit(c) || c == '.' || c == '-' || c == '+' || c == '*' || same_word(trim.substr(0, 3), "nan") || same_word(trim.substr(0, 3), "inf");
}

std::vector<Field> LineReader::fields(std::string_view text, int first_column) {
  std::vector<Field> out;
  std::size_t begin = 0;
  while (true) {
    const std::size_t comma = text.find(',', begin);
    const std::string_view raw = text.substr(begin, comma == std::string_view::npos ? comma : comma - begin);
    const std::string_view trim = trimmed(raw);
    const auto ahead = trim.empty() ? 0 : static_cast<std::size_t>(trim.data() - raw.data());
    out.push_back({std::string(trim), first_column + static_cast<int>(begin + ahead)});
    if (comma == std::string_view::npos) return out;
    begin = comma + 1;
  }
}

std::vector<Field> LineReader::fields() const {
  const auto at = line().find('=');
  return fields(value(), at == std::string_view::npos ? 1 : static_cast<int>(at) + 2);
}

double LineReader::number(const Field& field, std::string_view what) {
  if (field.empty()) return blank;
  const double value = to_number(field.text);
  if (std::isnan(value))
    error(fmt::format("'{}' is no number", shown(field.text)), fmt::format("{} is expected here", what), "write a finite number, or leave the field blank", field.column);
  return value;
}

double LineReader::number(const std::vector<Field>& fields, std::size_t index, std::string_view what) {
  return index < fields.size() ? number(fields[index], what) : blank;
}

double LineReader::single(std::string_view what) {
  const auto all = fields();
  return number(all, 0, what);
}

int LineReader::integer(const std::vector<Field>& fields, std::size_t index, std::string_view what, int fallback) {
  const double value = number(fields, index, what);
  if (std::isnan(value)) return fallback;
  if (value != std::floor(value) || std::abs(value) > 1e6) {
    error(fmt::format("'{}' is no whole number of use here", shown(fields[index].text)), fmt::format("{} is expected here", what), "write a whole number", fields[index].column);
    return fallback;
  }
  return static_cast<int>(value);
}

std::string LineReader::text(const std::vector<Field>& fields, std::size_t index) { return index < fields.size() ? fields[index].text : std::string(); }

bool LineReader::truth(const std::vector<Field>& fields, std::size_t index) {
  const std::string word = text(fields, index);
  return same_word(word, "true") || same_word(word, "T") || word == "-1" || word == "1";
}

void LineReader::leave_unread(bool harmless) {
  // A line without '=' is known by its words before the first number or sign; numbers after it belong to it.
  const std::string_view whole = key();
  std::string word(has_value() ? whole.substr(0, 80) : is_numbers() ? "numbers without a keyword" : trimmed(whole.substr(0, std::min<std::size_t>(80, whole.find_first_of(",-0123456789")))));
  const auto [found, is_new] = known_unread_.try_emplace(word, unread_.size());
  if (is_new)
    unread_.push_back({name_, word, number(), 1, harmless || is_harmless(word), shown(line())});
  else
    ++unread_[found->second].count;
  advance();
  while (!at_end() && is_numbers()) advance();
}

void LineReader::say(int line, int column, std::string what, std::string why, std::string fix, bool is_warning) {
  if (said_ > most_complaints) return;
  core::Where where{name_, line, column, line > 0 && static_cast<std::size_t>(line) <= lines_.size() ? shown(lines_[static_cast<std::size_t>(line) - 1]) : ""};
  if (said_++ == most_complaints) {
    complaints_.error({name_, line, 0, ""}, "more mistakes follow", fmt::format("the first {} of this file are shown", most_complaints), "mend these and import again");
  } else if (is_warning) {
    complaints_.warning(std::move(where), std::move(what), std::move(why), std::move(fix));
  } else {
    complaints_.error(std::move(where), std::move(what), std::move(why), std::move(fix));
  }
}

}  // namespace riverchief::io::hecras
