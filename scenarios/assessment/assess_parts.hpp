// The two halves of an assessment: banks and monitoring sections.

#pragma once

#include <vector>

#include "scenarios/assessment/assessment.hpp"

namespace riverchief::assessment {

/// Levels, freeboard and overtopping per reach, bank and answering office; rows by river and growing chainage, left before right.
std::vector<ReachBank> assess_banks(const io::ResultsFile& results, const io::Register& registered);

/// What a set of cells shows on one bank.
BankFindings findings(const io::ResultsFile& results, const std::vector<std::size_t>& cells, basin::Bank bank);

/// The jurisdictions that answer for any bank, in the order of the register.
std::vector<JurisdictionAssessment> assess_jurisdictions(const io::ResultsFile& results, const io::Register& registered,
                                                         const std::vector<ReachBank>& reaches);

/// Concentrations, class and days attained per monitoring section, in the order of the register.
std::vector<SectionAssessment> assess_sections(const io::ResultsFile& results, const io::Register& registered);

}  // namespace riverchief::assessment
