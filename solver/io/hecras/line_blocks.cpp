// Blocks of numbers in fixed columns, and descriptions.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/hecras/line_reader.hpp"

namespace riverchief::io::hecras {
namespace {

std::size_t used_length(std::string_view line) {
  std::size_t size = line.size();
  while (size > 0 && (line[size - 1] == ' ' || line[size - 1] == '\0')) --size;
  return size;
}

}  // namespace

std::size_t LineReader::count(std::string_view what) {
  const auto all = fields();
  count_failed_ = true;  // until it is known to be one
  const double value = number(all, 0, fmt::format("the number of {}", what));
  if (std::isnan(value)) return 0;
  if (value < 0.0 || value != std::floor(value)) {
    error(fmt::format("'{}' is no number of {}", all[0].text, what), "a count is a whole number from 0", "write how many follow", all[0].column);
    return 0;
  }
  // What the rest of the file could hold at one character a number; checked again, line by line, where the block is read.
  const double most = static_cast<double>(lines_.size() - at_) * 100.0;
  if (value > most) {
    error(fmt::format("{:.0f} {} are announced", value, what), fmt::format("{} more lines are in this file", lines_.size() - at_ - 1),
          "the count is wrong or the file was cut: write how many there are, or export the file again", all[0].column);
    return 0;
  }
  count_failed_ = false;
  return static_cast<std::size_t>(value);
}

std::vector<double> LineReader::block(std::size_t entries, std::size_t per_entry, std::string_view what, int width, int per_line) {
  const int announced_at = number();
  const std::size_t wanted = entries * per_entry, columns = static_cast<std::size_t>(width);
  auto on_a_line = static_cast<std::size_t>(per_line);
  std::vector<double> out;
  out.reserve(std::min(wanted, (lines_.size() - at_) * on_a_line));
  advance();
  if (width == 16 && !at_end()) on_a_line = std::clamp<std::size_t>((used_length(line()) + columns - 1) / columns, 1, on_a_line);  // outlines have 2 on a line, paths 4
  bool has_tab = false;
  std::size_t filled = 0;  // up to the last column that is not blank
  while (out.size() < wanted) {
    if (at_end() || has_value() || (!is_empty() && !is_numbers())) {
      error_at(announced_at, fmt::format("{} of {} {} are missing", (wanted - filled + per_entry - 1) / per_entry, entries, what),
               at_end() ? "the file ends here: it was cut" : fmt::format("line {} begins something else", number()),
               "the count is wrong or lines were lost: write how many there are, or export the file again");
      was_cut_ = was_cut_ || at_end();
      out.resize(filled - filled % per_entry);
      return out;
    }
    const std::string_view all = line();
    if (all.find('\t') != std::string_view::npos && !has_tab) {
      error(fmt::format("a tab between {}", what), fmt::format("these numbers stand in columns of {} characters", width),
            fmt::format("put blanks for tabs so that each number ends at column {}, {}, ...", width, 2 * width), static_cast<int>(all.find('\t')) + 1);
      has_tab = true;
    }
    const std::size_t here = std::min(on_a_line, wanted - out.size());
    for (std::size_t i = 0; i < here; ++i) {
      const std::string_view cell = i * columns < all.size() ? trimmed(all.substr(i * columns, columns)) : std::string_view();
      double value = cell.empty() ? blank : to_number(cell);
      if (!cell.empty() && std::isnan(value) && !has_tab)
        error(fmt::format("'{}' is no number", cell),
              fmt::format("{} stand in columns of {} characters, and this is column {}{}", what, width, i + 1, cell.front() == '*' ? "; stars mean that the number did not fit" : ""),
              "write a finite number that ends at the column's last character, or leave the column blank", static_cast<int>(i * columns) + 1);
      out.push_back(value);
      if (!cell.empty()) filled = out.size();
    }
    if (used_length(all) > here * columns && !has_tab) {
      error(fmt::format("more {} on this line than there should be", what),
            fmt::format("{} numbers of {} characters end at column {}, the line ends at {}", here, width, here * columns, used_length(all)),
            "the count is wrong or the numbers left their columns: export the file again", static_cast<int>(here * columns) + 1);
    }
    advance();
  }
  return out;
}

void LineReader::nothing_follows(std::string_view what) {
  if (at_end() || !is_numbers()) return;
  if (!count_failed_) error(fmt::format("more {} than their count says", what), "a line of numbers stands where a keyword is expected", "write the right count above, or remove the line");
  while (!at_end() && is_numbers()) advance();
}

bool LineReader::begins_description() const {
  const std::string_view trim = trimmed(line());
  return trim.substr(0, 6) == "BEGIN " && trim.find("DESCRIPTION") != std::string_view::npos;
}

std::string LineReader::description() {
  const int began = number();
  std::string out;
  for (advance(); !at_end(); advance()) {
    const std::string_view trim = trimmed(line());
    if (trim.substr(0, 4) == "END " && trim.find("DESCRIPTION") != std::string_view::npos) {
      advance();
      while (!out.empty() && (out.back() == '\n' || out.back() == ' ')) out.pop_back();
      return out;
    }
    if (starts_with("Type RM Length") || starts_with("River Reach=")) break;
    out += trim;
    out += '\n';
  }
  error_at(began, "a description has no end", at_end() ? "the file ends inside it: it was cut" : fmt::format("line {} begins something else", number()),
           "close it with the line 'END DESCRIPTION:'");
  return out;
}

}  // namespace riverchief::io::hecras
