// Assessments and comparisons as JSON and CSV. Numbers that are not there (no embankment, never overtopped, no error band) are null
// in JSON and empty in CSV.

#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/assessment/compare.hpp"

namespace riverchief::assessment {

/// One file of a folder: its name and its text.
using TextFile = std::pair<std::string, std::string>;

/// One run: what it is, its measures and cost, its reaches, sections and jurisdictions.
nlohmann::ordered_json to_json(const Assessment& assessment);

/// The run's tables as CSV: "reaches", "sections", "jurisdictions", and those of further_tables.hpp that have rows.
std::vector<TextFile> assessment_csv(const Assessment& assessment);

/// The whole comparison: base, plans, differences.
nlohmann::ordered_json to_json(const Comparison& comparison, const std::vector<Run>& runs);

/// reaches.csv, banks.csv, sections.csv, jurisdictions.csv (who gains, who loses), plans.csv; storages.csv and intakes.csv where there are any.
std::vector<TextFile> comparison_csv(const Comparison& comparison, const std::vector<Run>& runs);

/// A table for the terminal: plans, cost, largest fall and rise of the flood level, overtopped length, days attained.
std::string summary_text(const Comparison& comparison, const std::vector<Run>& runs, bool chinese);

}  // namespace riverchief::assessment
