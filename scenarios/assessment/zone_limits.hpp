// What a function zone asks of its water, and where.

#pragma once

#include <string>

#include "basin/zones.hpp"
#include "io/results_file.hpp"
#include "scenarios/io/standard.hpp"

namespace riverchief::assessment {

/// Cs of a pollutant in a zone: its own limit, or that of the target class [g/m3]; NaN = none.
double zone_limit(const basin::FunctionZone& zone, const std::string& pollutant, const io::StandardItem* item);
/// Whether a value misses it; pH by its range.
bool is_beyond(const basin::FunctionZone& zone, const std::string& pollutant, const io::StandardItem& item, double value);
/// Where the zone is judged: its control place, or its downstream end; the cell of it that lies inside the zone.
basin::Place control_of(const basin::FunctionZone& zone);
std::size_t control_cell(const io::ResultsFile& results, const basin::FunctionZone& zone);

}  // namespace riverchief::assessment
