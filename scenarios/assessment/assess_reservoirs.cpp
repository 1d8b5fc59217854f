// Reservoirs against their own levels, and what they do to a flood.

#include <algorithm>
#include <array>
#include <cmath>

#include "scenarios/assessment/assess_parts.hpp"
#include "scenarios/assessment/stored_states.hpp"

namespace riverchief::assessment {
namespace {

/// Discharge out of the storage at a stored state, through structures that begin or end in it and rivers that leave it [m3/s].
double outflow(const io::ResultsFile& r, const io::Register& registered, const std::string& id, std::size_t state) {
  double sum = 0.0;
  for (std::size_t s = 0; s < r.structures.size(); ++s) {
    const basin::Structure* structure = basin::find_structure(registered.basin, r.structures[s]);
    if (!structure) continue;
    const double discharge = r.structure_discharge[state * r.structures.size() + s];
    if (structure->from.storage == id) sum += std::max(0.0, discharge);
    if (structure->to.storage == id) sum += std::max(0.0, -discharge);
  }
  for (const basin::River& river : registered.basin.rivers) {
    if (river.leaves_storage != id) continue;
    for (std::size_t f = 0; f < r.face_river.size(); ++f) {
      if (r.face_river[f] != river.id || r.face_chainage[f] > 1e-6) continue;
      sum += std::max(0.0, r.discharge[state * r.face_river.size() + f]);
    }
  }
  return sum;
}

/// What intakes take from the storage at a stored state [m3/s]: it goes to users, not down the river.
double taken(const io::ResultsFile& r, const io::Register& registered, const std::string& id, std::size_t state) {
  double sum = 0.0;
  for (std::size_t i = 0; i < r.intakes.size(); ++i) {
    for (const basin::Intake& intake : registered.basin.intakes) {
      if (intake.id == r.intakes[i] && intake.at.storage == id) sum += r.intake_supply[state * r.intakes.size() + i];
    }
  }
  return sum;
}

constexpr double passed = 1e-3;  // m: a level held is not one passed

}  // namespace

std::vector<ReservoirFindings> assess_reservoirs(const io::ResultsFile& r, const io::Register& registered) {
  std::vector<ReservoirFindings> rows;
  const std::size_t count = r.storages.size(), states = static_cast<std::size_t>(r.frames_written);
  for (std::size_t s = 0; s < count; ++s) {
    if (r.storage_kind[s] != "reservoir") continue;
    ReservoirFindings row;
    if (const basin::Storage* storage = basin::find_storage(registered.basin, r.storages[s])) row.storage = *storage;
    row.storage.id = r.storages[s];
    const Stored level = stored(r, r.storage_water_level, count, s), volume = stored(r, r.storage_volume, count, s);
    row.start_level = level(0);
    row.end_level = level(states - 1);
    row.max_water_level = r.max_storage_level[s];
    row.time_of_max = r.time_of_max_storage_level[s];
    if (row.storage.flood_limit_level) row.above_flood_limit = duration_above(level, *row.storage.flood_limit_level);
    for (const auto& [name, limit] : {std::pair{"flood_limit_level", row.storage.flood_limit_level}, std::pair{"normal_level", row.storage.normal_level},
                                      std::pair{"design_flood_level", row.storage.design_flood_level}, std::pair{"check_flood_level", row.storage.check_flood_level}}) {
      if (limit && row.max_water_level > *limit + passed) row.highest_passed = name;
    }
    // Means between two stored states: what came in is what went out and what stayed.
    for (std::size_t k = 0; k + 1 < states; ++k) {
      const double out = 0.5 * (outflow(r, registered, row.storage.id, k) + outflow(r, registered, row.storage.id, k + 1));
      const double used = 0.5 * (taken(r, registered, row.storage.id, k) + taken(r, registered, row.storage.id, k + 1));
      const double in = out + used + (volume(k + 1) - volume(k)) / (r.time[k + 1] - r.time[k]);
      row.peak_outflow = std::fmax(row.peak_outflow, out);
      row.peak_inflow = std::fmax(row.peak_inflow, in);
    }
    if (row.peak_inflow > 0.0) row.attenuation = 1.0 - row.peak_outflow / row.peak_inflow;
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace riverchief::assessment
