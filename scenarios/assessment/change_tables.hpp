// What a plan changes for storage cells and intakes, as tables.

#pragma once

#include <vector>

#include "scenarios/assessment/compare.hpp"
#include "scenarios/assessment/table.hpp"

namespace riverchief::assessment {

/// "storages" and "intakes".
std::vector<Table> change_tables(const PlanChange& plan);

}  // namespace riverchief::assessment
