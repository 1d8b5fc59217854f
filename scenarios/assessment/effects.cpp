// Who gains and who loses by a plan: only what is claimed, and of levels only those of flood.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/assessment/compare.hpp"
#include "scenarios/assessment/gb3838.hpp"

namespace riverchief::assessment {
namespace {

struct Bank {
  const char *id, *zh, *en;
};
constexpr std::array<Bank, 2> banks{{{"left", "左岸", "left bank"}, {"right", "右岸", "right bank"}}};

std::string place(const Extreme& extreme) { return fmt::format("{}: {:.1f} km", extreme.river, extreme.chainage / 1000.0); }

Effect effect(const basin::Jurisdiction& j, const char* bank, const char* what, double change, const char* unit, std::string zh, std::string en) {
  return {j.id, j.name_zh, j.name_en, bank, what, "", change, unit, std::move(zh), std::move(en)};
}

void tell_levels(const JurisdictionChange& row, std::size_t side, PlanChange& plan) {
  const BankChange& c = row.banks[side];
  const Bank& bank = banks[side];
  const basin::Jurisdiction& j = row.jurisdiction;
  if (c.claimed_flood_fall.change < 0.0) {
    plan.gains.push_back(effect(j, bank.id, "water_level", c.claimed_flood_fall.change, "m",
                                fmt::format("{}{}最高洪水位最多降低{:.2f} m({})", j.name_zh, bank.zh, -c.claimed_flood_fall.change, place(c.claimed_flood_fall)),
                                fmt::format("{}, {}: highest flood level falls by up to {:.2f} m (at {})", j.name_en, bank.en, -c.claimed_flood_fall.change,
                                            place(c.claimed_flood_fall))));
  }
  if (c.claimed_flood_rise.change > 0.0) {
    plan.loses.push_back(effect(j, bank.id, "water_level", c.claimed_flood_rise.change, "m",
                                fmt::format("{}{}最高洪水位最多抬高{:.2f} m({})", j.name_zh, bank.zh, c.claimed_flood_rise.change, place(c.claimed_flood_rise)),
                                fmt::format("{}, {}: highest flood level rises by up to {:.2f} m (at {})", j.name_en, bank.en, c.claimed_flood_rise.change,
                                            place(c.claimed_flood_rise))));
  }
  if (c.flooded && c.freeboard_claimed) {
    const bool better = c.min_freeboard > 0.0;
    (better ? plan.gains : plan.loses)
        .push_back(effect(j, bank.id, "freeboard", c.min_freeboard, "m",
                          fmt::format("{}{}最小堤顶超高{}{:.2f} m", j.name_zh, bank.zh, better ? "增加" : "减少", std::abs(c.min_freeboard)),
                          fmt::format("{}, {}: smallest freeboard {} by {:.2f} m", j.name_en, bank.en, better ? "grows" : "shrinks", std::abs(c.min_freeboard))));
  }
  if (c.claimed_no_longer_overtopped > 0.0) {
    plan.gains.push_back(effect(j, bank.id, "overtopped_length", -c.claimed_no_longer_overtopped, "m",
                                fmt::format("{}{}不再漫堤{:.1f} km", j.name_zh, bank.zh, c.claimed_no_longer_overtopped / 1000.0),
                                fmt::format("{}, {}: {:.1f} km no longer overtopped", j.name_en, bank.en, c.claimed_no_longer_overtopped / 1000.0)));
  }
  if (c.claimed_newly_overtopped > 0.0) {
    plan.loses.push_back(effect(j, bank.id, "overtopped_length", c.claimed_newly_overtopped, "m",
                                fmt::format("{}{}新增漫堤{:.1f} km", j.name_zh, bank.zh, c.claimed_newly_overtopped / 1000.0),
                                fmt::format("{}, {}: {:.1f} km newly overtopped", j.name_en, bank.en, c.claimed_newly_overtopped / 1000.0)));
  }
}

void tell_quality(const SectionChange& row, PlanChange& plan) {
  if (!row.claimed) return;
  const basin::Jurisdiction j = jurisdiction_of(plan, row.section.jurisdiction);
  const std::string &zh = row.section.name_zh, &en = row.section.name_en;
  const auto tell = [&](const char* what, double change, const char* unit, bool better, const std::string& subject, std::string text_zh, std::string text_en) {
    Effect told = effect(j, "", what, change, unit, std::move(text_zh), std::move(text_en));
    told.subject = subject;
    (better ? plan.gains : plan.loses).push_back(std::move(told));
  };
  if (row.class_after != row.class_before && row.class_before > 0 && row.class_after > 0) {
    const std::string before = gb3838::class_name(row.class_before), after = gb3838::class_name(row.class_after);
    tell("class", row.class_after - row.class_before, "class", row.class_after < row.class_before, row.section.id,
         fmt::format("{}:{}断面平均水质由{}类变为{}类", j.name_zh, zh, before, after),
         fmt::format("{}: section {} goes from class {} to {} on average", j.name_en, en, before, after));
  }
  if (row.days_attained != 0) {
    tell("days_attained", row.days_attained, "d", row.days_attained > 0, row.section.id,
         fmt::format("{}:{}断面达标天数{}{}天(共{}天)", j.name_zh, zh, row.days_attained > 0 ? "增加" : "减少", std::abs(row.days_attained), row.days),
         fmt::format("{}: section {} meets its target on {} {} days of {}", j.name_en, en, std::abs(row.days_attained),
                     row.days_attained > 0 ? "more" : "fewer", row.days));
  }
  for (const ItemChange& item : row.items) {
    if (!item.claimed || item.item.empty()) continue;
    const io::StandardItem* known = io::find_item(io::gb3838_2002(), item.item);
    const bool lowest = known && known->limit == io::LimitKind::lowest;
    tell("concentration", item.mean, "mg/L", lowest ? item.mean > 0.0 : item.mean < 0.0, row.section.id + ":" + item.pollutant,
         fmt::format("{}:{}断面{}平均浓度{}{:.3g} mg/L({:+.1f}%)", j.name_zh, zh, known ? known->name_zh : item.item, item.mean < 0.0 ? "降低" : "升高",
                     std::abs(item.mean), 100.0 * item.mean / item.base_mean),
         fmt::format("{}: mean {} at section {} {} by {:.3g} mg/L ({:+.1f} %)", j.name_en, item.item, en, item.mean < 0.0 ? "falls" : "rises",
                     std::abs(item.mean), 100.0 * item.mean / item.base_mean));
  }
}

}  // namespace

basin::Jurisdiction jurisdiction_of(const PlanChange& plan, const std::string& id) {
  for (const JurisdictionChange& row : plan.jurisdictions) {
    if (row.jurisdiction.id == id) return row.jurisdiction;
  }
  return {id, id, id, "", ""};
}

void tell_effects(PlanChange& plan) {
  for (const JurisdictionChange& row : plan.jurisdictions) {
    for (std::size_t side = 0; side < banks.size(); ++side) tell_levels(row, side, plan);
  }
  for (const SectionChange& row : plan.sections) tell_quality(row, plan);
  tell_land_and_water(plan);
}

}  // namespace riverchief::assessment
