// What measured series bring along: marks of missing values, holes, single values that cannot be, two clocks.

#pragma once

#include <string>
#include <vector>

#include "io/csv_table.hpp"

namespace riverchief::io {

/// Whether a number is what loggers and yearbooks write where they have no value (-9999, -999.9 ...).
bool is_missing_mark(double value);

/// Warns of holes in a regular series and of single values that stand out; both may be right.
///
/// \param times, values  of the rows of the table [s], in SI
void check_series(const CsvTable& table, const std::string& column, const std::vector<double>& times, const std::vector<double>& values, Complaints& complaints);

}  // namespace riverchief::io
