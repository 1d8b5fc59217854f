// Tables of water quality as reports print them: concentrations mg/L, loads kg/d, capacities t/a, durations h; classes Ⅰ to 劣Ⅴ, 断流 for dry sections.

#pragma once

#include <string>
#include <vector>

#include "scenarios/assessment/table.hpp"
#include "scenarios/assessment/water_findings.hpp"

namespace riverchief::assessment {

/// \param start  of the scenario, ISO 8601
std::vector<Table> water_tables(const WaterFindings& findings, const std::string& start);

/// Tables of zones, capacities, drinking water, black-odorous water and mixing, the second half of water_tables().
std::vector<Table> zone_tables(const WaterFindings& findings, const std::string& start);

/// "CODCr, TP".
std::string joined(const std::vector<std::string>& words);

}  // namespace riverchief::assessment
