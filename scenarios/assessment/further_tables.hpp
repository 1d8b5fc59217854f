// Findings as tables: bank_sites, storages, structures, bottlenecks, intakes, water_use, quotas, ecological_flows, dry_reaches, reservoirs, litter.

#pragma once

#include <string>
#include <vector>

#include "scenarios/assessment/findings.hpp"
#include "scenarios/assessment/table.hpp"

namespace riverchief::assessment {

/// All of them, empty ones too, in this order.
///
/// \param start  of the run, as results print it
std::vector<Table> further_tables(const Findings& findings, const std::string& start);

}  // namespace riverchief::assessment
