#include "core/complaint.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace riverchief::core {
namespace {

/// The code point that starts at text[i]; i moves behind it. A broken byte counts as one character.
char32_t next_character(std::string_view text, std::size_t& i) {
  const auto lead = static_cast<unsigned char>(text[i]);
  const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  char32_t code = length == 1 ? lead : lead & (0x7Fu >> length);
  std::size_t read = 1;
  for (; read < length && i + read < text.size(); ++read) {
    const auto byte = static_cast<unsigned char>(text[i + read]);
    if ((byte & 0xC0u) != 0x80u) break;
    code = (code << 6) | (byte & 0x3Fu);
  }
  i += read;
  return code;
}

/// Chinese, Japanese and Korean characters take two columns of a terminal.
bool is_wide(char32_t code) {
  return (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0xA4CF) || (code >= 0xAC00 && code <= 0xD7A3) ||
         (code >= 0xF900 && code <= 0xFAFF) || (code >= 0xFE30 && code <= 0xFE6F) || (code >= 0xFF00 && code <= 0xFF60) ||
         (code >= 0x20000 && code <= 0x3FFFD);
}

constexpr int longest_excerpt = 150;  // characters; a longer line is shown around the mistake

/// The line with a caret under `column` (in characters, from 1).
std::string excerpt_with_caret(const Where& where) {
  std::string shown, blank;
  const int first = where.column > longest_excerpt - 30 ? where.column - longest_excerpt / 2 : 1;
  if (first > 1) shown = "...", blank = "   ";
  int column = 0;
  for (std::size_t i = 0; i < where.excerpt.size();) {
    const std::size_t start = i;
    const char32_t code = next_character(where.excerpt, i);
    if (code == '\r' || code == '\n') break;
    if (++column < first) continue;
    if (column >= first + longest_excerpt) {
      shown += "...";
      break;
    }
    shown.append(where.excerpt, start, i - start);
    if (column < where.column) blank += code == '\t' ? "\t" : is_wide(code) ? "  " : " ";
  }
  std::string text = fmt::format("{:>4} | {}\n", where.line, shown);
  if (where.column > 0) text += fmt::format("     | {}^\n", blank);
  return text;
}

std::string place(const Where& where) {
  std::string text = where.file;
  if (where.line > 0) text += fmt::format(":{}", where.line);
  if (where.line > 0 && where.column > 0) text += fmt::format(":{}", where.column);
  return text.empty() ? "" : text + ": ";
}

std::string block(const Where& where, std::string_view word, std::string_view message) {
  std::string text = fmt::format("{}{}: {}\n", place(where), word, message);
  if (where.line > 0 && !where.excerpt.empty()) text += excerpt_with_caret(where);
  return text;
}

std::string counted(std::size_t count, std::string_view noun) { return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s"); }

/// Edits (insert, delete, replace, swap of neighbours) that turn one word into the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

}  // namespace

InputError::InputError(std::vector<Complaint> complaints) : std::runtime_error(to_text(complaints)), complaints_(std::move(complaints)) {}

std::string to_text(const std::vector<Complaint>& complaints) {
  std::string text;
  std::size_t errors = 0, warnings = 0;
  for (const Complaint& complaint : complaints) {
    ++(complaint.is_warning ? warnings : errors);
    if (!text.empty()) text += "\n";
    text += block(complaint.where, complaint.is_warning ? "warning" : "error", complaint.what);
    if (!complaint.why.empty()) text += fmt::format("  why: {}\n", complaint.why);
    for (const auto& [where, what] : complaint.notes) text += block(where, "note", what);
    text += fmt::format("  fix: {}\n", complaint.fix);
  }
  if (errors > 0)
    text += fmt::format("\n{}{}; nothing was run.\n", counted(errors, "error"), warnings > 0 ? ", " + counted(warnings, "warning") : "");
  else if (warnings > 0)
    text += fmt::format("\n{}.\n", counted(warnings, "warning"));
  return text;
}

std::string closest(std::string_view word, const std::vector<std::string>& known) {
  // half of a short word may be wrong at most: "at" does not mean "id"
  const std::size_t limit = std::min<std::size_t>(word.size() >= 8 ? 3 : 2, std::max<std::size_t>(1, word.size() / 2));
  std::string best;
  std::size_t least = limit + 1;
  for (const std::string& candidate : known) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < least) least = distance, best = candidate;
  }
  return best;
}

}  // namespace riverchief::core
