#include "scenarios/assessment/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/complaint.hpp"

namespace riverchief::assessment {
namespace {

double greater(double a, double b) { return std::isnan(a) ? b : std::isnan(b) ? a : std::max(a, b); }

/// Per cell, the greatest error of the highest water level in its reach, in either run [m]; NaN if neither has a band. The difference of two
/// runs passes through zero here and there, so that a single cell would look better than it is.
std::vector<double> reach_errors(const io::ResultsFile& base, const io::ResultsFile& plan) {
  std::map<std::string, double> greatest;
  for (const io::ResultsFile* run : {&base, &plan}) {
    for (std::size_t c = 0; c < run->max_water_level_error.size(); ++c) {
      const auto [entry, is_new] = greatest.emplace(run->cell_reach[c], nothing);
      entry->second = greater(entry->second, run->max_water_level_error[c]);
    }
  }
  std::vector<double> errors;
  for (const std::string& reach : base.cell_reach) {
    const auto found = greatest.find(reach);
    errors.push_back(found == greatest.end() ? nothing : found->second);
  }
  return errors;
}

/// Per pollutant, the greatest error of a daily mean at any monitoring section, in either run [g/m3].
std::vector<double> section_errors(const Run& base, const Run& plan) {
  std::vector<double> errors(base.results.pollutants.size(), nothing);
  for (const Run* run : {&base, &plan}) {
    for (const SectionAssessment& section : run->assessment.sections) {
      for (std::size_t p = 0; p < section.items.size(); ++p) errors[p] = greater(errors[p], section.items[p].error);
    }
  }
  return errors;
}

/// NaN (not known) claims nothing.
bool exceeds(double change, double error) { return std::abs(change) > error; }

void keep_extreme(Extreme& extreme, double change, const io::ResultsFile& r, std::size_t cell, bool rise) {
  if (rise ? change <= extreme.change : change >= extreme.change) return;
  extreme = {change, r.cell_river[cell], r.cell_chainage[cell]};
}

BankChange change_along(const io::ResultsFile& base, const io::ResultsFile& plan, const std::vector<double>& errors,
                        const std::vector<std::size_t>& cells, basin::Bank bank, const BankFindings& before, const BankFindings& after) {
  const bool left = bank == basin::Bank::left;
  const std::vector<double>& bank_level = left ? base.left_bank_level : base.right_bank_level;
  const std::vector<double>& crest_before = left ? base.left_crest_level : base.right_crest_level;
  const std::vector<double>& crest_after = left ? plan.left_crest_level : plan.right_crest_level;
  BankChange found;
  double length = 0.0, sum = 0.0;
  for (const std::size_t c : cells) {
    const double was = base.max_water_level[c], is = plan.max_water_level[c], change = is - was, dx = base.cell_length[c];
    const double error = errors[c];
    const bool flooded = std::max(was, is) > bank_level[c];
    length += dx;
    sum += change * dx;
    found.error = greater(found.error, error);
    found.flooded = found.flooded || flooded;
    keep_extreme(found.rise, change, base, c, true);
    keep_extreme(found.fall, change, base, c, false);
    if (exceeds(change, error)) {
      found.claimed = true;
      if (flooded) {
        keep_extreme(found.claimed_flood_rise, change, base, c, true);
        keep_extreme(found.claimed_flood_fall, change, base, c, false);
      }
    }
    const double margin_before = crest_before[c] - was, margin_after = crest_after[c] - is;
    if (margin_before < -error && margin_after > error) found.claimed_no_longer_overtopped += dx;
    if (margin_before > error && margin_after < -error) found.claimed_newly_overtopped += dx;
  }
  if (length > 0.0) found.mean_change = sum / length;
  found.max_water_level = after.max_water_level - before.max_water_level;
  found.min_freeboard = after.min_freeboard - before.min_freeboard;
  found.overtopped_length = after.overtopped_length - before.overtopped_length;
  found.overtopped_volume = after.overtopped_volume - before.overtopped_volume;
  found.spilled_volume = after.spilled_volume - before.spilled_volume;
  found.freeboard_claimed = exceeds(found.min_freeboard, found.error);
  found.claimed = found.claimed || found.freeboard_claimed || found.claimed_no_longer_overtopped > 0.0 || found.claimed_newly_overtopped > 0.0;
  return found;
}

SectionChange change_at(const SectionAssessment& before, const SectionAssessment& after, const std::vector<double>& errors) {
  SectionChange found;
  found.section = before.section;
  found.class_before = before.class_mean;
  found.class_after = after.class_mean;
  found.days = before.days;
  found.days_attained = after.days_attained - before.days_attained;
  for (std::size_t i = 0; i < before.items.size(); ++i) {
    const ItemStatistics &a = before.items[i], &b = after.items[i];
    ItemChange item;
    item.pollutant = a.pollutant;
    item.item = a.item;
    item.base_mean = a.mean;
    item.mean = b.mean - a.mean;
    item.max = b.max - a.max;
    item.p90 = b.p90 - a.p90;
    item.error = errors[i];
    item.claimed = exceeds(item.mean, item.error);
    found.claimed = found.claimed || (item.claimed && !item.item.empty());
    found.items.push_back(std::move(item));
  }
  return found;
}

[[noreturn]] void not_comparable(const Run& base, const Run& plan, const std::string& why) {
  throw core::InputError({{.where = {plan.results.path, 0, 0, ""},
                           .what = fmt::format("this run cannot be compared with {}", base.results.path),
                           .why = why,
                           .fix = "compare runs of one basin, one period and one cell_length; the base comes first.",
                           .notes = {}}});
}

void check_comparable(const Run& base, const Run& plan) {
  const io::ResultsFile &a = base.results, &b = plan.results;
  if (a.cell_river != b.cell_river) not_comparable(base, plan, "they have different rivers or cells");
  for (std::size_t c = 0; c < a.cell_chainage.size(); ++c) {
    if (std::abs(a.cell_chainage[c] - b.cell_chainage[c]) > 1e-6) not_comparable(base, plan, "their cells lie at different places");
  }
  if (a.pollutants != b.pollutants) not_comparable(base, plan, "they carry different pollutants");
  if (a.start != b.start || std::abs(base.assessment.duration - plan.assessment.duration) > 1.0) {
    not_comparable(base, plan, fmt::format("they cover different periods: {} + {:.0f} s and {} + {:.0f} s", a.start, base.assessment.duration, b.start,
                                           plan.assessment.duration));
  }
  if (base.assessment.sections.size() != plan.assessment.sections.size() || base.assessment.reaches.size() != plan.assessment.reaches.size() ||
      base.assessment.jurisdictions.size() != plan.assessment.jurisdictions.size()) {
    not_comparable(base, plan, "their registers differ");
  }
}

PlanChange change_of(const Run& base, const Run& plan) {
  PlanChange found;
  found.file = plan.assessment.file;
  found.scenario = plan.assessment.scenario;
  const std::vector<double> errors = reach_errors(base.results, plan.results), concentration_errors = section_errors(base, plan);
  for (std::size_t i = 0; i < base.assessment.reaches.size(); ++i) {
    const ReachBank &before = base.assessment.reaches[i], &after = plan.assessment.reaches[i];
    found.reaches.push_back({before, change_along(base.results, plan.results, errors, before.cells, before.bank, before.found, after.found)});
  }
  for (std::size_t i = 0; i < base.assessment.sections.size(); ++i) {
    found.sections.push_back(change_at(base.assessment.sections[i], plan.assessment.sections[i], concentration_errors));
  }
  for (std::size_t i = 0; i < base.assessment.jurisdictions.size(); ++i) {
    const JurisdictionAssessment &before = base.assessment.jurisdictions[i], &after = plan.assessment.jurisdictions[i];
    JurisdictionChange change{before.jurisdiction, {}};
    for (std::size_t side = 0; side < 2; ++side) {
      const basin::Bank bank = side == 0 ? basin::Bank::left : basin::Bank::right;
      std::vector<std::size_t> cells;
      for (const ReachBank& row : base.assessment.reaches) {
        if (row.jurisdiction == before.jurisdiction.id && row.bank == bank) cells.insert(cells.end(), row.cells.begin(), row.cells.end());
      }
      change.banks[side] = change_along(base.results, plan.results, errors, cells, bank, before.banks[side], after.banks[side]);
    }
    found.jurisdictions.push_back(std::move(change));
  }
  double network_error = nothing;
  for (const double error : errors) network_error = greater(network_error, error);
  found.storages = storage_changes(base.assessment, plan.assessment, network_error);
  found.intakes = intake_changes(base.assessment, plan.assessment);
  tell_effects(found);
  return found;
}

}  // namespace

Comparison compare(const std::vector<Run>& runs) {
  Comparison comparison;
  const Run& base = runs.front();
  for (std::size_t i = 1; i < runs.size(); ++i) {
    check_comparable(base, runs[i]);
    comparison.plans.push_back(change_of(base, runs[i]));
  }
  for (std::size_t p = 0; p < base.results.pollutants.size(); ++p) comparison.concentration_error.emplace_back(base.results.pollutants[p], nothing);
  for (const Run& run : runs) {
    comparison.error_known = comparison.error_known || run.assessment.has_error_band;
    for (double error : run.results.max_water_level_error) comparison.water_level_error = greater(comparison.water_level_error, error);
    for (const SectionAssessment& section : run.assessment.sections) {
      for (std::size_t p = 0; p < section.items.size() && p < comparison.concentration_error.size(); ++p) {
        comparison.concentration_error[p].second = greater(comparison.concentration_error[p].second, section.items[p].error);
      }
    }
  }
  if (comparison.error_known) {
    comparison.how_en =
        "Numerical error: difference to a second run at a tenth of the tolerance on half the cell length, of the highest water level in each cell and "
        "of the daily mean concentrations. A difference between plans is claimed only where it is greater than the greatest error of its reach (levels) or "
        "of all monitoring sections (concentrations). Errors of the input data are not part of it.";
    comparison.how_zh =
        "数值误差:取容差的十分之一、网格长度减半再算一遍,各单元最高水位和日均浓度之差。方案之间的差别大于所在河段的最大误差(水位)或各监测断面的最大误差(浓度)时才下结论。输入资料本身的误差不在其内。";
  } else {
    comparison.how_en = "None of these runs has an error band, so no difference is claimed. Run the base with: riverchief run SCENARIO --error-band.";
    comparison.how_zh = "这些计算都没有误差带,因此不对任何差别下结论。请用 riverchief run SCENARIO --error-band 计算基准情景。";
  }
  return comparison;
}

}  // namespace riverchief::assessment
