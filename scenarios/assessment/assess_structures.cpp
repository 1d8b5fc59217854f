// Structures, flooded land and places where embankments gave way.

#include <algorithm>
#include <cmath>

#include "physics/structure_kinds.hpp"
#include "scenarios/assessment/assess_parts.hpp"
#include "scenarios/assessment/stored_states.hpp"

namespace riverchief::assessment {
namespace {

const basin::Structure* known(const io::Register& registered, const std::string& id) { return basin::find_structure(registered.basin, id); }

double value(const std::vector<double>& list, std::size_t i) { return i < list.size() ? list[i] : not_there; }
double amount(const std::vector<double>& list, std::size_t i) { return i < list.size() && !std::isnan(list[i]) ? list[i] : 0.0; }

/// Contiguous cells of one bank whose crest was overtopped.
void find_overtoppings(const io::ResultsFile& r, const io::Register& registered, basin::Bank bank, std::vector<BankSite>& sites) {
  const bool left = bank == basin::Bank::left;
  const std::vector<double>&first = left ? r.first_overtopping_left : r.first_overtopping_right, &crest = left ? r.left_crest_level : r.right_crest_level,
                           &behind = left ? r.overtopped_volume_left : r.overtopped_volume_right, &spilled = left ? r.spilled_volume_left : r.spilled_volume_right;
  BankSite* open = nullptr;
  for (std::size_t c = 0; c < r.cell_river.size(); ++c) {
    if (std::isnan(first[c])) {
      open = nullptr;
      continue;
    }
    const double half = 0.5 * r.cell_length[c];
    if (!open || open->river != r.cell_river[c]) {
      sites.push_back({});
      open = &sites.back();
      open->what = "overtopping";
      open->river = r.cell_river[c];
      open->bank = basin::to_text(bank);
      open->from = r.cell_chainage[c] - half;
      if (const basin::Owner* owner = owner_at(registered.basin.owners, open->river, r.cell_chainage[c], bank)) {
        open->jurisdiction = owner->jurisdiction;
        open->chief = owner->chief;
      }
    }
    open->to = r.cell_chainage[c] + half;
    open->first = std::fmin(open->first, first[c]);
    open->height_above_crest = std::fmax(open->height_above_crest, r.max_water_level[c] - crest[c]);
    open->volume += std::max(0.0, amount(behind, c)) + amount(spilled, c);
  }
}

void find_breaches(const io::ResultsFile& r, const io::Register& registered, std::vector<BankSite>& sites) {
  for (std::size_t s = 0; s < r.structures.size(); ++s) {
    const physics::StructureKind* kind = physics::find_structure_kind(r.structure_kind[s]);
    if (!kind || !kind->grows) continue;
    BankSite site;
    site.what = "breach";
    site.structure = r.structures[s];
    for (const model::Event& event : r.events) {
      if (event.of == site.structure && event.what == "breach begins") site.first = std::fmin(site.first, event.time);
    }
    if (std::isnan(site.first)) site.first = value(r.first_structure_flow, s);
    if (std::isnan(site.first)) continue;  // it held
    site.volume = amount(r.structure_volume_forward, s) - amount(r.structure_volume_backward, s);
    if (const basin::Structure* structure = known(registered, site.structure)) {
      site.jurisdiction = structure->jurisdiction;
      site.chief = structure->chief;
      site.into = structure->to.storage;
      if (structure->over) {
        const basin::Stretch& over = *structure->over;
        site.river = over.river;
        site.bank = over.bank ? basin::to_text(*over.bank) : "";
        site.from = over.from;
        site.to = over.to;
        const basin::Owner* owner = over.bank ? owner_at(registered.basin.owners, over.river, 0.5 * (over.from + over.to), *over.bank) : nullptr;
        if (site.jurisdiction.empty() && owner) site.jurisdiction = owner->jurisdiction;
        if (site.chief.empty() && owner) site.chief = owner->chief;
      } else if (const auto& place = structure->at ? structure->at : structure->from.place) {
        site.river = place->river;
        site.from = site.to = place->chainage;
        site.bank = place->bank ? basin::to_text(*place->bank) : "";
      }
    }
    sites.push_back(std::move(site));
  }
}

}  // namespace

std::vector<BankSite> assess_bank_sites(const io::ResultsFile& results, const io::Register& registered) {
  std::vector<BankSite> sites;
  find_overtoppings(results, registered, basin::Bank::left, sites);
  find_overtoppings(results, registered, basin::Bank::right, sites);
  find_breaches(results, registered, sites);
  std::stable_sort(sites.begin(), sites.end(), [](const BankSite& a, const BankSite& b) { return a.first < b.first; });
  return sites;
}

std::vector<FloodedStorage> assess_flooded(const io::ResultsFile& r, const io::Register& registered) {
  std::vector<FloodedStorage> rows;
  for (std::size_t s = 0; s < r.storages.size(); ++s) {
    if (r.storage_kind[s] == "reservoir") continue;
    FloodedStorage row;
    if (const basin::Storage* storage = basin::find_storage(registered.basin, r.storages[s])) row.storage = *storage;
    row.storage.id = r.storages[s];
    row.kind = r.storage_kind[s];
    row.max_water_level = value(r.max_storage_level, s);
    row.max_depth = std::max(0.0, row.max_water_level - value(r.storage_bottom_level, s));
    row.time_of_max = value(r.time_of_max_storage_level, s);
    row.first_flooding = value(r.first_flooding, s);
    row.flooded_duration = amount(r.flooded_duration, s);
    for (std::size_t k = 0; k < static_cast<std::size_t>(r.frames_written) && !r.storage_volume.empty(); ++k) {
      row.max_volume = std::fmax(row.max_volume, r.storage_volume[k * r.storages.size() + s]);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<StructureFindings> assess_structures(const io::ResultsFile& r, const io::Register& registered) {
  std::vector<StructureFindings> rows;
  for (std::size_t s = 0; s < r.structures.size(); ++s) {
    StructureFindings row;
    if (const basin::Structure* structure = known(registered, r.structures[s])) row.structure = *structure;
    row.structure.id = r.structures[s];
    row.kind = r.structure_kind[s];
    row.place = r.structure_place[s];
    row.max_discharge = value(r.max_structure_discharge, s);
    row.time_of_max = value(r.time_of_max_structure_discharge, s);
    row.first_flow = value(r.first_structure_flow, s);
    row.volume_forward = amount(r.structure_volume_forward, s);
    row.volume_backward = amount(r.structure_volume_backward, s);
    row.flow_duration = amount(r.structure_flow_duration, s);
    row.blocked_duration = row.kind == "pump" ? not_there : amount(r.structure_blocked_duration, s);  // a pump lifts against any level
    row.energy = amount(r.structure_energy, s);
    const std::size_t count = r.structures.size();
    if (!r.structure_setting.empty() && !std::isnan(r.structure_setting[s])) {
      row.open_duration = duration_of(r, [&](std::size_t k) { return r.structure_setting[k * count + s] > 0.0; });
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace riverchief::assessment
