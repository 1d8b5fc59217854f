// Who got the water that was asked for.

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "scenarios/assessment/assess_parts.hpp"
#include "scenarios/assessment/stored_states.hpp"

namespace riverchief::assessment {

namespace {

constexpr double round_off = 1e-9;  // of the demand: less is no shortage

}  // namespace

std::vector<IntakeFindings> assess_intakes(const io::ResultsFile& r, const io::Register& registered) {
  std::vector<IntakeFindings> rows;
  const std::size_t count = r.intakes.size();
  for (std::size_t i = 0; i < count; ++i) {
    IntakeFindings row;
    for (const basin::Intake& intake : registered.basin.intakes) {
      if (intake.id == r.intakes[i]) row.intake = intake;
    }
    row.intake.id = r.intakes[i];
    row.use = r.intake_use[i];
    row.demand = r.intake_demand_volume[i];
    row.supply = r.intake_supply_volume[i];
    row.shortage = row.demand - row.supply > round_off * row.demand ? row.demand - row.supply : 0.0;
    row.short_duration = r.intake_short_duration[i];
    const double asked = duration_of(r, [&](std::size_t k) { return r.intake_demand[k * count + i] > 0.0; });
    if (asked > 0.0) row.reliability = std::max(0.0, 1.0 - row.short_duration / asked);
    if (row.intake.quota && *row.intake.quota > 0.0) row.quota_share = row.supply / *row.intake.quota;
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<WaterUseGroup> group_water_use(const std::vector<IntakeFindings>& intakes) {
  std::vector<WaterUseGroup> groups;
  for (const char* by : {"use", "priority", "jurisdiction"}) {
    std::map<std::string, WaterUseGroup> found;
    for (const IntakeFindings& row : intakes) {
      const std::string id = by == std::string("use") ? row.use : by == std::string("priority") ? std::to_string(row.intake.priority) : row.intake.jurisdiction;
      WaterUseGroup& group = found[id];
      group.by = by;
      group.id = id;
      ++group.intakes;
      group.demand += row.demand;
      group.supply += row.supply;
      group.shortage += row.shortage;
      group.reliability = std::fmin(group.reliability, row.reliability);
    }
    for (auto& [id, group] : found) groups.push_back(std::move(group));
  }
  return groups;
}

std::vector<QuotaUsedUp> assess_quotas(const io::ResultsFile& r) {
  std::vector<QuotaUsedUp> found;
  for (const model::Event& event : r.events) {
    if (event.what == "quota used up") found.push_back({event.of, event.time});
  }
  return found;
}

}  // namespace riverchief::assessment
