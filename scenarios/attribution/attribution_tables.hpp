// Whose the pollution is, as tables of an assessment: shares, exceedances, oxygen_demand, tributaries, source_loads, loads_by, load_to_sea,
// unmonitored, spill_arrivals. Each is empty where the run holds nothing for it.

#pragma once

#include <vector>

#include "io/results_file.hpp"
#include "scenarios/assessment/table.hpp"
#include "scenarios/attribution/shares.hpp"
#include "scenarios/io/register.hpp"

namespace riverchief::attribution {

/// All of them, empty ones too, in this order.
std::vector<assessment::Table> attribution_tables(const io::ResultsFile& results, const io::Register& registered);

// The parts.
assessment::Table shares_table(const std::vector<Shares>& shares);
/// Excess over the limit of a section's target class, divided among the tags of each set.
assessment::Table exceedances_table(const std::vector<Shares>& shares, const io::Register& registered);
/// Dissolved oxygen has no tags: who uses it up is told by the demand that passes, L_u + 4.57 NH3-N [g O2].            [WA-2]
assessment::Table oxygen_demand_table(const std::vector<Shares>& shares, const io::Register& registered);
/// Sections by tributaries over the whole run.
assessment::Table tributaries_table(const std::vector<Shares>& shares);
/// What came in from every source, and together by kind, type, sector and jurisdiction.
assessment::Table source_loads_table(const io::ResultsFile& results);
assessment::Table loads_by_table(const io::ResultsFile& results);
/// What left through the mouths of rivers.
assessment::Table load_to_sea_table(const std::vector<Shares>& shares, const io::ResultsFile& results);
/// Sources whose load no monitoring section sees, or not whole.
assessment::Table unmonitored_table(const io::ResultsFile& results, const std::vector<Shares>& shares);
/// When what was spilled arrives where water is taken, how high, for how long above the limit.
assessment::Table spill_arrivals_table(const io::ResultsFile& results, const io::Register& registered);

}  // namespace riverchief::attribution
