#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "scenarios/assessment/assess_parts.hpp"

namespace riverchief::assessment {
namespace {

const std::vector<double>& crests(const io::ResultsFile& r, basin::Bank bank) { return bank == basin::Bank::left ? r.left_crest_level : r.right_crest_level; }
const std::vector<double>& first_times(const io::ResultsFile& r, basin::Bank bank) {
  return bank == basin::Bank::left ? r.first_overtopping_left : r.first_overtopping_right;
}
const std::vector<double>& volumes(const io::ResultsFile& r, basin::Bank bank) {
  return bank == basin::Bank::left ? r.overtopped_volume_left : r.overtopped_volume_right;
}

/// The smaller of two numbers; a NaN gives way.
double smaller(double a, double b) { return std::isnan(a) ? b : std::isnan(b) ? a : std::min(a, b); }
double greater(double a, double b) { return std::isnan(a) ? b : std::isnan(b) ? a : std::max(a, b); }

}  // namespace

const basin::Owner* owner_at(const std::vector<basin::Owner>& owners, const std::string& river, double chainage, basin::Bank bank) {
  const basin::Owner* found = nullptr;
  for (const basin::Owner& owner : owners) {
    if (owner.over.river != river || chainage < owner.over.from || chainage > owner.over.to) continue;
    if (!owner.over.bank || *owner.over.bank == bank) found = &owner;
  }
  return found;
}

BankFindings findings(const io::ResultsFile& results, const std::vector<std::size_t>& cells, basin::Bank bank) {
  BankFindings found;
  for (const std::size_t c : cells) {
    const double level = results.max_water_level[c], crest = crests(results, bank)[c], first = first_times(results, bank)[c];
    if (std::isnan(found.max_water_level) || level > found.max_water_level) {
      found.max_water_level = level;
      found.chainage_of_max_water_level = results.cell_chainage[c];
    }
    if (c < results.max_water_level_error.size()) found.error = greater(found.error, results.max_water_level_error[c]);
    if (!std::isnan(crest)) {
      found.embanked_length += results.cell_length[c];
      if (std::isnan(found.min_freeboard) || crest - level < found.min_freeboard) {
        found.min_freeboard = crest - level;
        found.chainage_of_min_freeboard = results.cell_chainage[c];
        found.river_of_min_freeboard = results.cell_river[c];
      }
    }
    if (!std::isnan(first)) {
      found.overtopped_length += results.cell_length[c];
      found.first_overtopping = smaller(found.first_overtopping, first);
      found.overtopped_volume += std::max(0.0, volumes(results, bank)[c]);
    }
    const std::vector<double>& spilled = bank == basin::Bank::left ? results.spilled_volume_left : results.spilled_volume_right;
    if (c < spilled.size() && !std::isnan(spilled[c])) found.spilled_volume += spilled[c];
  }
  return found;
}

std::vector<ReachBank> assess_banks(const io::ResultsFile& results, const io::Register& registered) {
  std::vector<ReachBank> rows;
  for (basin::Bank bank : {basin::Bank::left, basin::Bank::right}) {
    ReachBank* open = nullptr;
    for (std::size_t c = 0; c < results.cell_river.size(); ++c) {
      const basin::Owner* owner = owner_at(registered.basin.owners, results.cell_river[c], results.cell_chainage[c], bank);
      const std::string jurisdiction = owner ? owner->jurisdiction : "", chief = owner ? owner->chief : "";
      const double half = 0.5 * results.cell_length[c];
      if (!open || open->reach != results.cell_reach[c] || open->jurisdiction != jurisdiction || open->chief != chief) {
        rows.push_back({});
        open = &rows.back();
        open->river = results.cell_river[c];
        open->reach = results.cell_reach[c];
        open->bank = bank;
        open->from = results.cell_chainage[c] - half;
        open->jurisdiction = jurisdiction;
        open->chief = chief;
      }
      open->to = results.cell_chainage[c] + half;
      open->cells.push_back(c);
    }
  }
  std::stable_sort(rows.begin(), rows.end(), [](const ReachBank& a, const ReachBank& b) { return a.cells.front() < b.cells.front(); });
  for (ReachBank& row : rows) row.found = findings(results, row.cells, row.bank);
  return rows;
}

std::vector<JurisdictionAssessment> assess_jurisdictions(const io::ResultsFile& results, const io::Register& registered,
                                                         const std::vector<ReachBank>& reaches) {
  std::vector<JurisdictionAssessment> all;
  for (const basin::Jurisdiction& jurisdiction : registered.basin.jurisdictions) {
    std::array<std::vector<std::size_t>, 2> cells;
    for (const ReachBank& row : reaches) {
      if (row.jurisdiction != jurisdiction.id) continue;
      std::vector<std::size_t>& list = cells[row.bank == basin::Bank::left ? 0 : 1];
      list.insert(list.end(), row.cells.begin(), row.cells.end());
    }
    if (cells[0].empty() && cells[1].empty()) continue;
    all.push_back({jurisdiction, {findings(results, cells[0], basin::Bank::left), findings(results, cells[1], basin::Bank::right)}});
  }
  return all;
}

}  // namespace riverchief::assessment
