// What a plan does to the land behind the embankments and to those who take water.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "model/recorder.hpp"
#include "scenarios/assessment/change_tables.hpp"

namespace riverchief::assessment {
namespace {

constexpr double hour = 3600.0, day = 86400.0;
constexpr double told_share = 0.01;  // of the demand: a supply within it counts as met

template <class Row, class Id>
const Row* find(const std::vector<Row>& rows, const std::string& id, Id id_of) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return id_of(row) == id; });
  return found == rows.end() ? nullptr : &*found;
}

std::string or_id(const std::string& name, const std::string& id) { return name.empty() ? id : name; }

void tell(PlanChange& plan, const std::string& jurisdiction, const char* what, const std::string& subject, double change, const char* unit, bool better, std::string zh, std::string en) {
  const basin::Jurisdiction j = jurisdiction_of(plan, jurisdiction);
  Effect effect{j.id, j.name_zh, j.name_en, "", what, subject, change, unit, j.name_zh.empty() ? std::move(zh) : j.name_zh + ":" + zh, j.name_en.empty() ? std::move(en) : j.name_en + ": " + en};
  (better ? plan.gains : plan.loses).push_back(std::move(effect));
}

}  // namespace

std::vector<StorageChange> storage_changes(const Assessment& base, const Assessment& plan, double error) {
  std::vector<StorageChange> changes;
  for (const FloodedStorage& before : base.findings.flooded) {
    const FloodedStorage* after = find(plan.findings.flooded, before.storage.id, [](const FloodedStorage& row) { return row.storage.id; });
    if (!after) continue;
    StorageChange change;
    change.before = before;
    change.max_depth = after->max_depth - before.max_depth;
    change.flooded_duration = after->flooded_duration - before.flooded_duration;
    change.max_volume = after->max_volume - before.max_volume;
    change.claimed = std::abs(change.max_depth) > error;
    change.newly_flooded = change.claimed && std::isnan(before.first_flooding) && !std::isnan(after->first_flooding);
    change.no_longer_flooded = change.claimed && !std::isnan(before.first_flooding) && std::isnan(after->first_flooding);
    changes.push_back(std::move(change));
  }
  return changes;
}

std::vector<IntakeChange> intake_changes(const Assessment& base, const Assessment& plan) {
  std::vector<IntakeChange> changes;
  for (const IntakeFindings& before : base.findings.intakes) {
    const IntakeFindings* after = find(plan.findings.intakes, before.intake.id, [](const IntakeFindings& row) { return row.intake.id; });
    if (!after) continue;
    IntakeChange change;
    change.before = before;
    change.supply = after->supply - before.supply;
    change.shortage = after->shortage - before.shortage;
    change.short_duration = after->short_duration - before.short_duration;
    change.told = std::abs(change.shortage) > told_share * std::max(before.demand, after->demand);
    changes.push_back(std::move(change));
  }
  return changes;
}

void tell_land_and_water(PlanChange& plan) {
  for (const StorageChange& c : plan.storages) {
    const FloodedStorage& s = c.before;
    if (s.kind != "flood_cell") continue;  // detention areas and ponds are there to hold water
    if (!c.claimed || std::max(s.max_depth, s.max_depth + c.max_depth) <= model::flood_limit) continue;
    const bool better = c.max_depth < 0.0;
    const std::string zh = or_id(s.storage.name_zh, s.storage.id), en = or_id(s.storage.name_en, s.storage.id);
    if (c.newly_flooded || c.no_longer_flooded) {
      const double depth = std::max(s.max_depth, s.max_depth + c.max_depth);
      tell(plan, s.storage.jurisdiction, "flooding", s.storage.id, c.max_depth, "m", better, fmt::format("{}{}(最大水深{:.2f} m)", zh, better ? "不再受淹" : "新增受淹", depth),
           fmt::format("{} is {} (up to {:.2f} m deep)", en, better ? "no longer flooded" : "newly flooded", depth));
      continue;
    }
    tell(plan, s.storage.jurisdiction, "flooding", s.storage.id, c.max_depth, "m", better,
         fmt::format("{}最大淹没水深{}{:.2f} m,淹没历时变化{:+.0f} h", zh, better ? "减小" : "增加", std::abs(c.max_depth), c.flooded_duration / hour),
         fmt::format("{} is flooded {:.2f} m {}, for {:+.0f} hours", en, std::abs(c.max_depth), better ? "less deep" : "deeper", c.flooded_duration / hour));
  }
  for (const IntakeChange& c : plan.intakes) {
    if (!c.told) continue;
    const bool better = c.shortage < 0.0;
    const basin::Intake& intake = c.before.intake;
    tell(plan, intake.jurisdiction, "shortage", intake.id, c.shortage, "m3", better,
         fmt::format("{}缺水量{}{:.1f}万m3", or_id(intake.name_zh, intake.id), better ? "减少" : "增加", std::abs(c.shortage) / 1e4),
         fmt::format("{} lacks {:.0f} m3 {}", or_id(intake.name_en, intake.id), std::abs(c.shortage), better ? "less" : "more"));
  }
}

std::vector<Table> change_tables(const PlanChange& plan) {
  Table storages{"storages", {{"storage", ""}, {"name_zh", ""}, {"name_en", ""}, {"jurisdiction", ""}, {"max_depth_base", "m"}, {"max_depth_change", "m"}, {"flooded_hours_base", "h"},
                              {"flooded_hours_change", "h"}, {"max_volume_change", "m3"}, {"newly_flooded", ""}, {"no_longer_flooded", ""}, {"claimed", ""}}, {}};
  for (const StorageChange& c : plan.storages) {
    const FloodedStorage& s = c.before;
    storages.rows.push_back({s.storage.id, s.storage.name_zh, s.storage.name_en, s.storage.jurisdiction, s.max_depth, c.max_depth, s.flooded_duration / hour,
                             c.flooded_duration / hour, c.max_volume, c.newly_flooded, c.no_longer_flooded, c.claimed});
  }
  Table intakes{"intakes", {{"intake", ""}, {"name_zh", ""}, {"name_en", ""}, {"jurisdiction", ""}, {"shortage_base", "m3"}, {"shortage_change", "m3"}, {"supply_change", "m3"},
                            {"short_days_change", "d"}, {"told", ""}}, {}};
  for (const IntakeChange& c : plan.intakes) {
    const basin::Intake& i = c.before.intake;
    intakes.rows.push_back({i.id, i.name_zh, i.name_en, i.jurisdiction, c.before.shortage, c.shortage, c.supply, c.short_duration / day, c.told});
  }
  return {storages, intakes};
}

}  // namespace riverchief::assessment
