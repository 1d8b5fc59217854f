// What measured series bring along: marks of missing values, holes, single values that cannot be, two clocks.

#include "io/check_series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "io/date_time.hpp"

namespace riverchief::io {
namespace {

/// What loggers and yearbooks write where they have no value.
constexpr std::array missing_marks{-9999.0, -999.0, -99999.0, -999.9, -9999.9, -999.99, -1e30};
constexpr std::size_t enough = 20;    // rows by which a rhythm or a scatter can be told
constexpr double same = 0.01;         // share by which steps of one rhythm differ
constexpr double wide = 6.0;          // a hole is that many steps wide
constexpr double far = 30.0;          // times the usual change from row to row

double middle_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::string span(double seconds) {
  if (seconds < 7200.0) return fmt::format("{:.4g} min", seconds / 60.0);
  return seconds < 172800.0 ? fmt::format("{:.4g} h", seconds / 3600.0) : fmt::format("{:.4g} days", seconds / 86400.0);
}

/// A rhythm that nearly all rows keep, and one place where it is left.
void check_holes(const CsvTable& table, const std::vector<double>& times, Complaints& complaints) {
  std::vector<double> steps;
  for (std::size_t i = 1; i < times.size(); ++i) steps.push_back(times[i] - times[i - 1]);
  const double usual = middle_of(steps);
  const auto regular = std::count_if(steps.begin(), steps.end(), [&](double s) { return std::fabs(s - usual) <= same * usual; });
  if (static_cast<double>(regular) < 0.9 * static_cast<double>(steps.size())) return;
  const auto widest = std::max_element(steps.begin(), steps.end());
  if (*widest < wide * usual) return;
  const auto holes = std::count_if(steps.begin(), steps.end(), [&](double s) { return s >= wide * usual; });
  complaints.warning(table.where(static_cast<std::size_t>(widest - steps.begin()) + 1, "time"), fmt::format("the series has a hole of {}", span(*widest)),
                     fmt::format("its rows come every {}{}; in between it is taken as a straight line", span(usual), holes > 1 ? fmt::format(", and {} times they do not", holes) : ""),
                     "fill in what is known of that time, for example from a gauge nearby.");
}

/// One value far from both neighbours, which are near each other: a slipped point, another unit.
void check_single_values(const CsvTable& table, const std::string& column, const std::vector<double>& values, Complaints& complaints) {
  std::vector<double> changes;
  for (std::size_t i = 1; i < values.size(); ++i) changes.push_back(std::fabs(values[i] - values[i - 1]));
  const double usual = std::max(middle_of(changes), 1e-3 * std::fabs(middle_of(values)));
  std::size_t found = 0, first = 0;
  for (std::size_t i = 1; i + 1 < values.size(); ++i) {
    const double before = values[i] - values[i - 1], after = values[i] - values[i + 1], apart = std::fabs(values[i + 1] - values[i - 1]);
    const double away = std::min(std::fabs(before), std::fabs(after));
    const bool is_alone = before * after > 0.0 && away > far * usual && away > 5.0 * apart && away > 0.5 * std::fabs(values[i - 1]);
    if (is_alone && found++ == 0) first = i;
  }
  if (found == 0) return;
  complaints.warning(table.where(first, column), fmt::format("a single value of '{}' stands out", column),
                     fmt::format("{:g} between {:g} and {:g}{}", values[first], values[first - 1], values[first + 1], found > 1 ? fmt::format("; there are {} like this", found) : ""),
                     "look for a slipped decimal point or another unit; remove the row if it is no measurement.");
}

}  // namespace

bool is_missing_mark(double value) { return std::find(missing_marks.begin(), missing_marks.end(), value) != missing_marks.end(); }

void check_series(const CsvTable& table, const std::string& column, const std::vector<double>& times, const std::vector<double>& values, Complaints& complaints) {
  if (times.size() < enough || times.size() != values.size()) return;
  check_holes(table, times, complaints);
  if (std::none_of(values.begin(), values.end(), [](double v) { return std::isnan(v); })) check_single_values(table, column, values, complaints);
}

}  // namespace riverchief::io
