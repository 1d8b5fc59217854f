// The reading of cells is our own because every complaint points at a cell: the CSV libraries at hand give values without places.

#include "io/csv_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cctype>
#include <charconv>
#include <limits>

#include "core/quantity.hpp"
#include "io/check_series.hpp"
#include "io/date_time.hpp"
#include "io/toml_table.hpp"

namespace riverchief::io {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr int most_shown = 3;  // complaints of one kind in a column

std::string trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t");
  return from == std::string_view::npos ? "" : std::string(text.substr(from, text.find_last_not_of(" \t") - from + 1));
}

int characters(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

std::optional<double> plain_number(std::string_view text) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// Words for a missing value.
bool is_no_value(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const char* word : {"", "nan", "na", "n/a", "null", "none", "-", "--", "/", "缺测", "缺"})
    if (lower == word) return true;
  return false;
}

}  // namespace

std::vector<CsvTable::Cell> CsvTable::cells(std::string_view line, int number) {
  std::vector<Cell> result;
  std::size_t i = 0;
  while (true) {
    std::string raw;
    const int column = characters(line.substr(0, i)) + 1;
    bool quoted = false;
    for (; i < line.size() && (quoted || line[i] != ','); ++i) {
      if (line[i] != '"') raw += line[i];
      else if (quoted && i + 1 < line.size() && line[i + 1] == '"') raw += line[i++];  // "" inside a quoted text
      else quoted = !quoted;
    }
    const auto blanks = raw.find_first_not_of(" \t");
    result.push_back({trimmed(raw), number, column + (blanks == std::string::npos ? 0 : static_cast<int>(blanks)), false});
    if (i >= line.size()) return result;
    ++i;
  }
}

std::optional<CsvTable> CsvTable::read(const TextFile& file, Complaints& complaints) {
  CsvTable table(file, complaints);
  int number = 0, broken = 0;
  for (const std::string_view line : file.lines) {
    ++number;
    const auto first = line.find_first_not_of(" \t");
    if (first == std::string_view::npos || line[first] == '#') continue;
    std::vector<Cell> row = cells(line, number);
    if (!table.header_.empty()) {
      if (row.size() != table.header_.size() && broken++ < most_shown)
        complaints.error(file.where(number, row.back().column), fmt::format("this row has {} cells, the header has {}", row.size(), table.header_.size()), "",
                         "give every column a cell; an empty one is fine where a column allows it.");
      row.resize(table.header_.size(), {"", number, row.back().column, true});
      table.rows_.push_back(std::move(row));
      continue;
    }
    table.header_line_ = number;
    for (const Cell& cell : row) {
      const auto open = cell.text.find('['), close = cell.text.rfind(']');
      Header header;
      header.has_unit = open != std::string::npos && close != std::string::npos && close > open;
      header.name = trimmed(cell.text.substr(0, header.has_unit ? open : std::string::npos));
      if (header.has_unit) header.unit = trimmed(cell.text.substr(open + 1, close - open - 1));
      header.column = cell.column;
      if (table.find(header.name) >= 0)
        complaints.error(file.where(number, cell.column), fmt::format("column '{}' stands twice in the header", header.name), "", "remove or rename one of the two.");
      table.header_.push_back(header);
    }
  }
  if (table.header_.empty() || table.rows_.empty()) {
    complaints.error(file.where(table.header_line_), table.header_.empty() ? "the file has no header" : "the file has a header and no rows", "", "add rows of numbers under the header.");
    return std::nullopt;
  }
  return table;
}

int CsvTable::find(std::string_view name) const {
  for (std::size_t i = 0; i < header_.size(); ++i)
    if (header_[i].name == name) return static_cast<int>(i);
  return -1;
}

std::vector<std::string> CsvTable::names() const {
  std::vector<std::string> result;
  for (const Header& header : header_) result.push_back(header.name);
  return result;
}

std::string_view CsvTable::unit(std::string_view name) const {
  const int i = find(name);
  return i < 0 ? std::string_view() : header_[static_cast<std::size_t>(i)].unit;
}

core::Where CsvTable::where(std::size_t row, std::string_view name) const {
  const int i = find(name);
  if (i < 0) return file_->where(rows_[row].front().line, rows_[row].front().column);
  const Cell& cell = rows_[row][static_cast<std::size_t>(i)];
  return file_->where(cell.line, cell.column);
}

core::Where CsvTable::where_header(std::string_view name) const {
  const int i = find(name);
  return file_->where(header_line_, i < 0 ? 1 : header_[static_cast<std::size_t>(i)].column);
}

void CsvTable::missing(std::string_view name, std::string_view unit) {
  const std::string column = unit.empty() ? std::string(name) : fmt::format("{} [{}]", name, unit);
  const std::string near = core::closest(name, names());
  if (!near.empty()) mistaken_.push_back(near);
  complaints_->error(file_->where(header_line_, 1), fmt::format("there is no column '{}'", column), fmt::format("the header has {}", fmt::join(names(), ", ")),
                     near.empty() || near == name ? fmt::format("add a column '{}'.", column) : fmt::format("write '{}' instead of '{}'.", column, near));
}

int CsvTable::wanted(std::string_view name, std::string_view unit, bool required) {
  asked_.emplace_back(name);
  const int i = find(name);
  if (i < 0 && required) missing(name, unit);
  return i;
}

std::vector<double> CsvTable::numbers(std::string_view name, std::string_view quantity, bool required) {
  const core::Quantity* known = core::find_quantity(quantity);
  assert(known != nullptr);
  const auto accepted = core::accepted_units(known->unit);
  const int i = wanted(name, accepted.front(), required);
  if (i < 0) return {};
  const auto column = static_cast<std::size_t>(i);
  const Header& header = header_[column];
  double factor = 1.0;
  if (!header.has_unit) {
    complaints_->error(where_header(name), fmt::format("column '{}' has no unit", name), "", fmt::format("write '{} [{}]' in the header.", name, accepted.front()));
  } else if (const auto read = core::conversion(header.unit, known->unit)) {
    factor = *read;
  } else {
    wrong_unit(header.unit, quantity, fmt::format("column '{}'", name), where_header(name), *complaints_);
  }
  std::vector<double> values;
  int wrong = 0;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    const auto read = plain_number(rows_[row][column].text);
    values.push_back(read ? *read * factor : nan);
    const bool is_measured = name != "time" && has("time"), is_mark = read && is_measured && is_missing_mark(*read);
    if (is_mark) values.back() = nan;
    const bool fine = read && !is_mark && values.back() >= known->lowest && values.back() <= known->highest;
    if (fine || rows_[row][column].is_missing || wrong++ >= most_shown) continue;
    if (is_mark || (is_measured && is_no_value(rows_[row][column].text)))
      complaints_->error(where(row, name), fmt::format("the value of '{}' is missing", name), fmt::format("'{}' stands for no value", rows_[row][column].text),
                         "remove the row (a series is a straight line between the rows beside it), or fill in a value.");
    else if (!read)
      complaints_->error(where(row, name), fmt::format("'{}' in column '{}' is no number", rows_[row][column].text, name), "", "write a plain number with a decimal point, its unit stands in the header.");
    else
      within_range(values.back(), quantity, fmt::format("{} in column '{}'", rows_[row][column].text, name), "", where(row, name), *complaints_);
  }
  if (wrong > most_shown) complaints_->note(file_->where(0), fmt::format("{} more mistakes like this in column '{}'", wrong - most_shown, name));
  return values;
}

std::vector<std::string> CsvTable::texts(std::string_view name, bool required) {
  return wanted(name, "", required) < 0 ? std::vector<std::string>{} : texts_of(name);
}

std::vector<std::string> CsvTable::texts_of(std::string_view name) const {
  const int i = find(name);
  std::vector<std::string> result;
  if (i >= 0)
    for (const auto& row : rows_) result.push_back(row[static_cast<std::size_t>(i)].text);
  return result;
}

std::vector<double> CsvTable::times(double start_epoch) {
  const int i = wanted("time", "", true);
  if (i < 0) return {};
  const auto column = static_cast<std::size_t>(i);
  const auto before = complaints_->errors();
  std::vector<double> values;
  if (header_[column].has_unit) {
    values = numbers("time", "time");
  } else {
    std::optional<Instant> first;
    bool told = false;
    for (std::size_t row = 0; row < rows_.size() && complaints_->errors() < before + most_shown; ++row) {
      const std::string& text = rows_[row][column].text;
      const auto read = parse_instant(text);
      values.push_back(read ? read->epoch - start_epoch : nan);
      if (!read)
        complaints_->error(where(row, "time"), fmt::format("'{}' is no time", text), "",
                           "write 2025-08-10T00:00:00+08:00; seconds from the start of the scenario belong in a column 'time [s]'.");
      else if (!read->has_offset) {
        complaints_->error(where(row, "time"), fmt::format("the time '{}' has no offset", text), "it does not say by which clock", "add +08:00 (China) or Z (universal time) to every time.");
        break;
      } else if (!first) {
        first = read;
      } else if (read->offset_minutes != first->offset_minutes && !told) {
        told = true;
        complaints_->warning(where(row, "time"), "the times of this series are of two clocks", fmt::format("{} here, {} in its first row", text, rows_.front()[column].text),
                             "write all times with one offset, if the clock was not changed on purpose.");
      }
    }
  }
  for (std::size_t row = 1; row < values.size(); ++row)
    if (values[row] <= values[row - 1]) {
      complaints_->error(where(row, "time"), "times do not increase", fmt::format("the row before says {}", rows_[row - 1][column].text), "sort the rows by time and give every time once.");
      break;
    }
  return complaints_->errors() == before ? values : std::vector<double>{};
}

void CsvTable::finish() {
  const auto among = [](const std::vector<std::string>& names, const std::string& name) { return std::find(names.begin(), names.end(), name) != names.end(); };
  for (const Header& header : header_)
    if (!among(asked_, header.name) && !among(mistaken_, header.name))
      complaints_->error(file_->where(header_line_, header.column), fmt::format("unknown column '{}'", header.name), "", suggestion(header.name, asked_, "known columns here"));
}

}  // namespace riverchief::io
