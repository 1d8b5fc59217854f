// One row of a CSV: texts are quoted where they must be, numbers have as many digits as they need, NaN is an empty cell.

#pragma once

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <string_view>

namespace riverchief::assessment {

class CsvRow {
 public:
  CsvRow& operator<<(std::string_view text) {
    begin_cell();
    if (text.find_first_of(",\"\n") == std::string_view::npos) {
      row_ += text;
    } else {
      row_ += '"';
      for (const char c : text) row_ += c == '"' ? "\"\"" : std::string(1, c);
      row_ += '"';
    }
    return *this;
  }
  CsvRow& operator<<(const char* text) { return *this << std::string_view(text); }
  CsvRow& operator<<(const std::string& text) { return *this << std::string_view(text); }
  CsvRow& operator<<(double number) {
    begin_cell();
    if (!std::isnan(number)) row_ += fmt::format("{:.10g}", number);
    return *this;
  }
  CsvRow& operator<<(int number) { return *this << std::string_view(std::to_string(number)); }
  CsvRow& operator<<(bool yes) { return *this << std::string_view(yes ? "true" : "false"); }
  std::string line() const { return row_ + "\n"; }

 private:
  void begin_cell() {
    if (begun_) row_ += ',';
    begun_ = true;
  }
  std::string row_;
  bool begun_ = false;
};

}  // namespace riverchief::assessment
