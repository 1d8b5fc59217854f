// What a planner asks of a section and a month, in one row: its class, why, whose it is, what must be removed to pass, and how sure that is.

#pragma once

#include <string>
#include <vector>

#include "scenarios/assessment/assessment.hpp"
#include "scenarios/assessment/table.hpp"
#include "scenarios/attribution/shares.hpp"

namespace riverchief::app {

/// One row per section and month; whose it is for every set of tags that the run carried ("jurisdiction", "source" ...), of the item that asks for
/// the largest removal, or else of the deciding one.
assessment::Table section_reports(const assessment::Assessment& assessment, const std::vector<attribution::Shares>& shares);

/// The same as text for a terminal.
std::string section_report_text(const assessment::Assessment& assessment, const std::vector<attribution::Shares>& shares, bool chinese);

}  // namespace riverchief::app
