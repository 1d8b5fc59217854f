// Sections together: rivers, jurisdictions, levels and the whole basin, by month and year.

#include <algorithm>
#include <array>

#include "scenarios/assessment/assess_parts.hpp"

namespace riverchief::assessment {
namespace {

/// What one section brings to its groups in one period.
struct Member {
  const basin::MonitoringSection* section;
  std::string kind, period;
  bool dry;
  ItemValues values;
  int quality_class, sampled_class;
};

std::string level_of(const basin::MonitoringSection& section) {
  constexpr std::array words{"national", "provincial", "city", "boundary"};  // as basin::MonitoringLevel
  return words[static_cast<std::size_t>(section.level)];
}

std::string id_of(const std::string& by, const basin::MonitoringSection& section) {
  return by == "basin" || by == "lakes" ? "" : by == "river" ? section.at.river : by == "jurisdiction" ? section.jurisdiction : level_of(section);
}

/// Means of the months of a year.
ItemValues mean_of(const std::vector<const SectionMonth*>& months) {
  std::map<std::string, std::pair<double, int>> sums;
  for (const SectionMonth* month : months) {
    for (const auto& [item, value] : month->means) {
      sums[item].first += value;
      ++sums[item].second;
    }
  }
  ItemValues means;
  for (const auto& [item, sum] : sums) means[item] = sum.first / sum.second;
  return means;
}

std::vector<Member> members_of(const WaterFindings& found) {
  std::vector<Member> members;
  for (const SectionMonth& m : found.section_months) members.push_back({&m.section, "month", m.month, m.dry, m.means, m.simulated.quality_class, m.sampled.quality_class});
  for (const SectionPeriod& p : found.section_periods) {
    if (p.kind != "year") continue;
    std::vector<const SectionMonth*> months;
    for (const SectionMonth& m : found.section_months) {
      if (m.section.id == p.section.id && m.month.substr(0, 4) == p.period) months.push_back(&m);
    }
    members.push_back({&p.section, "year", p.period, p.months == 0, mean_of(months), p.simulated.quality_class, p.sampled.quality_class});
  }
  return members;
}

/// Lakes and rivers have limits of their own and are rated apart.
gb3838::Water water_of(const basin::MonitoringSection& section) { return section.water == basin::WaterBody::lake ? gb3838::Water::lake : gb3838::Water::river; }

GroupRating rate(const std::string& by, const std::string& id, const std::string& kind, const std::string& period, const std::vector<const Member*>& members) {
  GroupRating group;
  group.by = by, group.id = id, group.kind = kind, group.period = period;
  std::vector<ItemValues> values;
  for (const Member* member : members) {
    const int target = member->section->target_class;
    if (member->dry) {
      ++group.dry;
    } else {
      values.push_back(member->values);
      if (target > 0 && member->quality_class > 0) {
        ++group.with_target;
        if (member->quality_class <= target) ++group.attained;
      }
    }
    if (target > 0 && member->sampled_class > 0) {
      ++group.sampled_with_target;
      if (member->sampled_class <= target) ++group.sampled_attained;
    }
  }
  group.rating = rate_river(values, water_of(*members.front()->section));
  return group;
}

}  // namespace

void rate_groups(const io::Register&, WaterFindings& found) {
  const std::vector<Member> members = members_of(found);
  for (const std::string by : {"basin", "river", "jurisdiction", "level", "lakes"}) {
    std::map<std::string, std::map<std::pair<std::string, std::string>, std::vector<const Member*>>> groups;  // id, then kind and period
    for (const Member& member : members) {
      if ((member.section->water == basin::WaterBody::lake) != (by == "lakes")) continue;
      if (by != "basin" && by != "lakes" && id_of(by, *member.section).empty()) continue;
      groups[id_of(by, *member.section)][{member.kind, member.period}].push_back(&member);
    }
    for (const auto& [id, periods] : groups) {
      const GroupRating* before = nullptr;
      std::vector<GroupRating> rows;
      rows.reserve(periods.size());
      for (const auto& [key, own] : periods) {
        GroupRating row = rate(by, id, key.first, key.second, own);
        if (before && before->kind == row.kind && before->rating.sections > 0 && row.rating.sections > 0) {
          row.has_before = true;
          row.change = row.rating.rule == "shares" && before->rating.rule == "shares" ? change_of_shares(before->rating, row.rating)
                                                                                      : change_of_class(before->rating.quality_class, row.rating.quality_class);
        }
        rows.push_back(std::move(row));
        before = &rows.back();
      }
      found.groups.insert(found.groups.end(), rows.begin(), rows.end());
    }
  }
}

}  // namespace riverchief::assessment
