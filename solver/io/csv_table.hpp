// A CSV file whose first line says `name [unit]` for every column. Every cell knows where it stands, for messages.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/input_files.hpp"

namespace riverchief::io {

class CsvTable {
 public:
  /// Nothing after a complaint where there is no header or no row.
  static std::optional<CsvTable> read(const TextFile& file, Complaints& complaints);

  std::size_t rows() const { return rows_.size(); }
  bool has(std::string_view name) const { return find(name) >= 0; }
  std::vector<std::string> names() const;
  std::string_view unit(std::string_view name) const;  ///< as the header says it; "" without one
  core::Where where(std::size_t row, std::string_view name) const;  ///< of a cell
  core::Where where_header(std::string_view name) const;
  const TextFile& file() const { return *file_; }

  /// A column as numbers in the unit and within the range of a quantity; NaN where a cell is wrong, after a complaint.
  /// Empty where the column is missing (after a complaint if it is required).
  std::vector<double> numbers(std::string_view name, std::string_view quantity, bool required = true);
  std::vector<std::string> texts(std::string_view name, bool required = true);
  std::vector<std::string> texts_of(std::string_view name) const;  ///< as they are written; empty where the column is missing
  /// The column `time` (ISO 8601) or `time [s]` in seconds from the start; empty after a complaint.
  std::vector<double> times(double start_epoch);
  /// Reports the columns that nobody asked for.
  void finish();
  void missing(std::string_view name, std::string_view unit);

 private:
  struct Cell {
    std::string text;
    int line, column;
    bool is_missing = false;  ///< its row is too short, which has been said
  };
  struct Header {
    std::string name, unit;
    bool has_unit = false;
    int column = 1;
  };
  CsvTable(const TextFile& file, Complaints& complaints) : file_(&file), complaints_(&complaints) {}
  static std::vector<Cell> cells(std::string_view line, int number);
  int find(std::string_view name) const;
  int wanted(std::string_view name, std::string_view unit, bool required);

  const TextFile* file_;
  Complaints* complaints_;
  int header_line_ = 1;
  std::vector<Header> header_;
  std::vector<std::vector<Cell>> rows_;
  std::vector<std::string> asked_;    ///< names of columns, there or not
  std::vector<std::string> mistaken_;  ///< columns complained about as a misspelt one
};

}  // namespace riverchief::io
