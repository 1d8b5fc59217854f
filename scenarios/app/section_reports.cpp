#include "scenarios/app/section_reports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "scenarios/assessment/gb3838.hpp"
#include "scenarios/assessment/water_tables.hpp"

namespace riverchief::app {
namespace {

using assessment::PeriodItem;
using assessment::SectionMonth;

constexpr double kg_per_day = 86.4;  // 1 g/s
constexpr std::size_t told = 5;      // parts of a set that are named; the rest is summed up

/// A sentence in one of two languages.
template <class... Values>
std::string in_words(bool chinese, const char* zh, const char* en, const Values&... values) {
  return fmt::format(fmt::runtime(chinese ? zh : en), values...);
}

/// The item that asks for the largest removal, or else the first that decides the class.
const PeriodItem* judged_item(const SectionMonth& m) {
  const PeriodItem* found = nullptr;
  for (const PeriodItem& item : m.items) {
    if (!std::isnan(item.reduction_share) && (!found || item.reduction_share > found->reduction_share)) found = &item;
  }
  for (const PeriodItem& item : m.items) {
    if (!found && !m.simulated.deciding.empty() && item.item == m.simulated.deciding.front()) found = &item;
  }
  return found;
}

/// "gaoqing 45.2 %, boxing 30.1 %" for each set of tags.
std::map<std::string, std::string> whose(const SectionMonth& m, const std::string& pollutant, const std::vector<attribution::Shares>& shares) {
  std::map<std::string, std::string> texts;
  const attribution::Shares* found = nullptr;
  for (const attribution::Shares& s : shares) {
    if (s.kind == "section" && s.place == m.section.id && s.pollutant == pollutant && (s.month == m.month || (s.month == "all" && !found))) found = &s;
  }
  if (!found) return texts;
  std::map<std::string, std::pair<std::size_t, double>> rest;
  for (const attribution::Part& part : found->parts) {
    if (!(part.share > 0.0)) continue;
    auto& [count, sum] = rest[part.set];
    if (++count > told) {
      sum += part.share;
      continue;
    }
    std::string& text = texts[part.set];
    text += (text.empty() ? "" : ", ") + fmt::format("{} {:.1f} %", part.name, 100.0 * part.share);
  }
  for (const auto& [set, others] : rest) {
    if (others.second > 0.0) texts[set] += fmt::format(", ... {:.1f} %", 100.0 * others.second);
  }
  return texts;
}

std::string class_text(const SectionMonth& m, bool chinese) {
  if (m.dry) return chinese ? "断流" : "断流 (dry)";
  return assessment::gb3838::class_name(m.simulated.quality_class);
}

std::string why_text(const SectionMonth& m, bool chinese) {
  if (m.dry) return chinese ? fmt::format("{}天中{}天断流,不评价", m.days, m.dry_days) : fmt::format("{} of {} days without water: not rated", m.dry_days, m.days);
  std::string text = chinese ? "定类项目 " + assessment::joined(m.simulated.deciding) : "decided by " + assessment::joined(m.simulated.deciding);
  for (const PeriodItem& item : m.items) {
    if (!std::isnan(item.multiple)) text += in_words(chinese, ";{} {:.3g} mg/L,超目标{:.2f}倍", "; {} {:.3g} mg/L, {:.2f} times beyond the target", item.item, item.mean, item.multiple);
  }
  return text;
}

std::string removal_text(const SectionMonth& m, bool chinese) {
  std::string text;
  for (const PeriodItem& item : m.items) {
    if (std::isnan(item.reduction_share)) continue;
    const std::string amount = std::isnan(item.reduction) ? "" : fmt::format("{:.4g} kg/d, ", item.reduction * kg_per_day);
    text += (text.empty() ? "" : "; ") + fmt::format("{} {}{:.1f} %", item.item, amount, 100.0 * item.reduction_share);
  }
  return text.empty() ? (chinese ? "无" : "nothing") : text;
}

std::string surety_text(const SectionMonth& m, bool has_error_band, bool chinese) {
  std::string text;
  if (!std::isnan(m.pass_probability)) text = in_words(chinese, "随机一次采样达标概率{:.2f}", "a grab sample passes with probability {:.2f}", m.pass_probability);
  if (m.sampled.quality_class > 0) text += in_words(chinese, ";按采样日历为{}类", "; class {} by its calendar of samples", assessment::gb3838::class_name(m.sampled.quality_class));
  if (!has_error_band) text += chinese ? ";未计算数值误差带" : "; no numerical error band";
  else text += m.certain ? (chinese ? ";结论大于数值误差" : "; beyond the numerical error") : (chinese ? ";与限值之差小于数值误差" : "; an item lies within the numerical error of its limit");
  return text;
}

}  // namespace

assessment::Table section_reports(const assessment::Assessment& a, const std::vector<attribution::Shares>& shares) {
  std::vector<std::string> sets;
  for (const attribution::Shares& s : shares) {
    for (const attribution::Part& part : s.parts) {
      if (std::find(sets.begin(), sets.end(), part.set) == sets.end()) sets.push_back(part.set);
    }
  }
  assessment::Table table{"section_reports", {{"section", ""}, {"name_zh", ""}, {"name_en", ""}, {"jurisdiction", ""}, {"chief", ""}, {"month", ""}, {"class", ""}, {"target_class", ""},
                                              {"why_zh", ""}, {"why_en", ""}, {"item", ""}}, {}};
  for (const std::string& set : sets) table.columns.push_back({"whose_by_" + set, ""});
  for (const char* name : {"must_go", "pass_probability", "how_sure_zh", "how_sure_en"}) table.columns.push_back({name, ""});
  for (const SectionMonth& m : a.water.section_months) {
    const PeriodItem* item = m.dry ? nullptr : judged_item(m);
    std::vector<assessment::Table::Value> row{m.section.id, m.section.name_zh, m.section.name_en, m.section.jurisdiction, m.section.chief, m.month, class_text(m, true),
                                              assessment::gb3838::class_name(m.section.target_class), why_text(m, true), why_text(m, false), item ? item->item : std::string()};
    const auto texts = item ? whose(m, item->pollutant, shares) : std::map<std::string, std::string>{};
    for (const std::string& set : sets) row.emplace_back(texts.count(set) ? texts.at(set) : std::string());
    row.emplace_back(removal_text(m, false));
    row.emplace_back(m.pass_probability);
    row.emplace_back(surety_text(m, a.has_error_band, true));
    row.emplace_back(surety_text(m, a.has_error_band, false));
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string section_report_text(const assessment::Assessment& a, const std::vector<attribution::Shares>& shares, bool chinese) {
  std::string text;
  for (const SectionMonth& m : a.water.section_months) {
    text += in_words(chinese, "  {} {}: {}(目标{})。{}\n", "  {} {}: {} (target {}). {}\n", chinese ? m.section.name_zh : m.section.name_en, m.month, class_text(m, chinese),
                        assessment::gb3838::class_name(m.section.target_class), why_text(m, chinese));
    if (m.dry) continue;
    if (const PeriodItem* item = judged_item(m)) {
      for (const auto& [set, parts] : whose(m, item->pollutant, shares)) text += in_words(chinese, "    {}来自({}): {}\n", "    {} comes from ({}): {}\n", item->item, set, parts);
    }
    text += in_words(chinese, "    须削减: {}。{}\n", "    must go: {}. {}\n", removal_text(m, chinese), surety_text(m, a.has_error_band, chinese));
  }
  return text;
}

}  // namespace riverchief::app
