// The parts of an assessment.

#pragma once

#include <vector>

#include "scenarios/assessment/assessment.hpp"
#include "scenarios/assessment/water_findings.hpp"

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

/// Who answers for a bank at a place; the later entry wins. nullptr = nobody.
const basin::Owner* owner_at(const std::vector<basin::Owner>& owners, const std::string& river, double chainage, basin::Bank bank);

/// Places where embankments were overtopped or broke, by time.
std::vector<BankSite> assess_bank_sites(const io::ResultsFile& results, const io::Register& registered);

/// Every storage cell that is no reservoir: how deep and how long it stood under water.
std::vector<FloodedStorage> assess_flooded(const io::ResultsFile& results, const io::Register& registered);

std::vector<StructureFindings> assess_structures(const io::ResultsFile& results, const io::Register& registered);

/// Stretches that carry less than what came, worst first, then the tightest place of every other reach. Empty where the file holds no
/// conveyances.
std::vector<Bottleneck> assess_capacity(const io::ResultsFile& results, const io::Register& registered);

std::vector<IntakeFindings> assess_intakes(const io::ResultsFile& results, const io::Register& registered);
/// Intakes together by use, by priority and by jurisdiction.
std::vector<WaterUseGroup> group_water_use(const std::vector<IntakeFindings>& intakes);
std::vector<QuotaUsedUp> assess_quotas(const io::ResultsFile& results);

/// Days and lengths below the ecological flow, by daily means of the discharge.
std::vector<EcologicalFindings> assess_ecological_flows(const io::ResultsFile& results, const io::Register& registered);
std::vector<DryReach> assess_dry_reaches(const io::ResultsFile& results);

std::vector<ReservoirFindings> assess_reservoirs(const io::ResultsFile& results, const io::Register& registered);

/// Sections by month, quarter and year, and trends.
void assess_section_periods(const io::ResultsFile& results, const io::Register& registered, WaterFindings& found);
/// Rivers, jurisdictions, levels and the basin by month and year, from what assess_section_periods() found.
void rate_groups(const io::Register& registered, WaterFindings& found);
/// Function zones by month, and how many comply.
void assess_zones(const io::ResultsFile& results, const io::Register& registered, WaterFindings& found);
/// What load every zone can take beside what it gets.
void assess_zone_capacities(const io::ResultsFile& results, const io::Register& registered, WaterFindings& found);
/// Intakes of drinking water, and what lies in their protected zones.
void assess_water_sources(const io::ResultsFile& results, const io::Register& registered, WaterFindings& found);
void assess_black_odorous(const io::ResultsFile& results, const io::Register& registered, WaterFindings& found);
/// How far from outfalls their water is not mixed across the river.
void assess_mixing(const io::ResultsFile& results, const io::Register& registered, WaterFindings& found);

}  // namespace riverchief::assessment
