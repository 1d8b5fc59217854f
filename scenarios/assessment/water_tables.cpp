#include "scenarios/assessment/water_tables.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "scenarios/io/assessment_method.hpp"

namespace riverchief::assessment {
namespace {

constexpr double kg_per_day = 86.4;  // 1 g/s
constexpr const char* dry_word = "断流";

std::string level_of(const basin::MonitoringSection& section) {
  constexpr std::array words{"national", "provincial", "city", "boundary"};  // as basin::MonitoringLevel
  return words[static_cast<std::size_t>(section.level)];
}

std::string level_zh(const basin::MonitoringSection& section) {
  constexpr std::array words{"国控", "省控", "市控", "跨界"};
  return words[static_cast<std::size_t>(section.level)];
}

/// "NH3-N(1.20), DO": items with their exceedance multiples of class Ⅲ.
std::string main_text(const std::vector<MainPollutant>& main) {
  std::string text;
  for (const MainPollutant& m : main) text += (text.empty() ? "" : ", ") + m.item + (std::isnan(m.multiple) ? "" : fmt::format("({:.2f})", m.multiple));
  return text;
}

struct GradeText {
  std::string zh, en, colour;
};
GradeText grade_text(int quality_class) {
  const io::Grade* grade = io::grade_of(io::assessment_method(), quality_class);
  return grade ? GradeText{grade->name_zh, grade->name_en, grade->colour} : GradeText{};
}

std::string yes_no(bool known, bool yes) { return !known ? "" : yes ? "true" : "false"; }

double share_of(int part, int whole) { return whole > 0 ? 100.0 * part / whole : unknown; }

/// The item that decides how much must be removed: the one with the greatest share.
const PeriodItem* binding_item(const SectionMonth& m) {
  const PeriodItem* found = nullptr;
  for (const PeriodItem& item : m.items) {
    if (!std::isnan(item.reduction_share) && (!found || item.reduction_share > found->reduction_share)) found = &item;
  }
  return found;
}

Table section_months(const WaterFindings& f) {
  Table t{"section_months", {{"section", ""}, {"name_zh", ""}, {"name_en", ""}, {"level", ""}, {"level_zh", ""}, {"jurisdiction", ""}, {"chief", ""}, {"month", ""}, {"days", ""},
                             {"calendar_days", ""}, {"dry_days", ""}, {"discharge", "m3/s"}, {"class", ""}, {"rating_zh", ""}, {"rating_en", ""}, {"colour", ""}, {"target_class", ""},
                             {"attained", ""}, {"deciding", ""}, {"main_pollutants", ""}, {"worst_item", ""}, {"exceedance", ""}, {"binding_item", ""}, {"concentration", "mg/L"},
                             {"limit", "mg/L"}, {"load", "kg/d"}, {"required_reduction", "kg/d"}, {"required_reduction_share", "%"}, {"days_attained", ""}, {"days_rated", ""},
                             {"daily_attainment", "%"}, {"samples", ""}, {"dry_samples", ""}, {"sample_times", ""}, {"sampled_class", ""}, {"sampled_attained", ""},
                             {"pass_probability", ""}, {"beyond_numerical_error", ""}, {"change", ""}, {"trophic_index", ""}, {"trophic_zh", ""}, {"trophic_en", ""}}, {}};
  const SectionMonth* before = nullptr;
  for (const SectionMonth& m : f.section_months) {
    const GradeText grade = m.dry ? GradeText{dry_word, "dry", ""} : grade_text(m.simulated.quality_class);
    const int target = m.section.target_class;
    const PeriodItem *binding = binding_item(m), *worst = nullptr;
    for (const PeriodItem& item : m.items) {
      if (!m.worst_item.empty() && item.item == m.worst_item) worst = &item;
    }
    const bool has_before = before && before->section.id == m.section.id && before->simulated.quality_class > 0 && m.simulated.quality_class > 0;
    const bool is_lake = m.section.water == basin::WaterBody::lake && !m.dry;
    const bool sampled_dry = m.sampled.count == 0 && m.dry_samples > 0;
    t.rows.push_back({m.section.id, m.section.name_zh, m.section.name_en, level_of(m.section), level_zh(m.section), m.section.jurisdiction, m.section.chief, m.month, m.days, m.calendar_days,
                      m.dry_days, m.discharge, m.dry ? std::string(dry_word) : gb3838::class_name(m.simulated.quality_class), grade.zh, grade.en, grade.colour, gb3838::class_name(target),
                      yes_no(target > 0 && m.simulated.quality_class > 0, m.simulated.quality_class <= target), joined(m.simulated.deciding), main_text(m.simulated.main), m.worst_item,
                      worst ? worst->multiple : unknown, binding ? binding->item : "", binding ? binding->mean : unknown, binding ? binding->limit : unknown,
                      binding ? binding->load * kg_per_day : unknown, binding ? binding->reduction * kg_per_day : unknown, binding ? 100.0 * binding->reduction_share : unknown,
                      m.simulated.attained, m.simulated.count, target > 0 ? share_of(m.simulated.attained, m.simulated.count) : unknown, m.sampled.count, m.dry_samples,
                      joined(m.sample_times), sampled_dry ? std::string(dry_word) : gb3838::class_name(m.sampled.quality_class),
                      yes_no(target > 0 && m.sampled.quality_class > 0, m.sampled.quality_class <= target), m.pass_probability, m.certain,
                      has_before ? to_text(change_of_class(before->simulated.quality_class, m.simulated.quality_class)) : "", is_lake ? m.trophic.index : unknown,
                      is_lake ? m.trophic.grade_zh : "", is_lake ? m.trophic.grade_en : ""});
    before = &m;
  }
  return t;
}

Table section_month_items(const WaterFindings& f) {
  Table t{"section_month_items", {{"section", ""}, {"month", ""}, {"pollutant", ""}, {"item", ""}, {"mean", "mg/L"}, {"class", ""}, {"limit", "mg/L"}, {"exceedance", ""}, {"load", "kg/d"},
                                  {"required_reduction", "kg/d"}, {"required_reduction_share", "%"}, {"pass_probability", ""}, {"error", "mg/L"}}, {}};
  for (const SectionMonth& m : f.section_months) {
    for (const PeriodItem& i : m.items) {
      t.rows.push_back({m.section.id, m.month, i.pollutant, i.item, i.mean, gb3838::class_name(i.quality_class), i.limit, i.multiple, i.load * kg_per_day, i.reduction * kg_per_day,
                        100.0 * i.reduction_share, i.pass_probability, i.error});
    }
  }
  return t;
}

Table section_periods(const WaterFindings& f) {
  Table t{"section_periods", {{"section", ""}, {"name_zh", ""}, {"name_en", ""}, {"level", ""}, {"jurisdiction", ""}, {"chief", ""}, {"kind", ""}, {"period", ""}, {"months", ""},
                              {"dry_months", ""}, {"enough_months", ""}, {"class", ""}, {"rating_zh", ""}, {"rating_en", ""}, {"target_class", ""}, {"attained", ""}, {"deciding", ""},
                              {"main_pollutants", ""}, {"months_attained", ""}, {"month_share", "%"}, {"sampled_months", ""}, {"sampled_class", ""}, {"sampled_attained", ""},
                              {"sampled_months_attained", ""}, {"pass_probability", ""}, {"pass_every_month", ""}, {"pass_method", ""}, {"change", ""}}, {}};
  for (const SectionPeriod& p : f.section_periods) {
    const bool dry = p.months == 0;
    const GradeText grade = dry ? GradeText{dry_word, "dry", ""} : grade_text(p.simulated.quality_class);
    const int target = p.section.target_class;
    t.rows.push_back({p.section.id, p.section.name_zh, p.section.name_en, level_of(p.section), p.section.jurisdiction, p.section.chief, p.kind, p.period, p.months, p.dry_months, p.enough,
                      dry ? std::string(dry_word) : gb3838::class_name(p.simulated.quality_class), grade.zh, grade.en, gb3838::class_name(target),
                      yes_no(target > 0 && p.simulated.quality_class > 0, p.simulated.quality_class <= target), joined(p.simulated.deciding), main_text(p.simulated.main),
                      p.simulated.attained, target > 0 ? share_of(p.simulated.attained, p.simulated.count) : unknown, p.sampled.count, gb3838::class_name(p.sampled.quality_class),
                      yes_no(target > 0 && p.sampled.quality_class > 0, p.sampled.quality_class <= target), p.sampled.attained, p.pass_probability, p.pass_every_month, p.pass_method,
                      p.has_before ? to_text(p.change) : ""});
  }
  return t;
}

Table section_trends(const WaterFindings& f) {
  Table t{"section_trends", {{"section", ""}, {"pollutant", ""}, {"item", ""}, {"months", ""}, {"rank_correlation", ""}, {"critical", ""}, {"trend", ""}, {"highly_significant", ""}}, {}};
  for (const SectionTrend& s : f.section_trends) {
    t.rows.push_back({s.section.id, s.pollutant, s.item, s.trend.periods, s.trend.correlation, s.trend.critical, s.trend.direction, s.trend.highly_significant});
  }
  return t;
}

Table water_ratings(const WaterFindings& f) {
  Table t{"water_ratings", {{"by", ""}, {"group", ""}, {"kind", ""}, {"period", ""}, {"sections", ""}, {"dry_sections", ""}, {"rule", ""}, {"good_share", "%"}, {"bad_share", "%"}, {"class", ""},
                            {"rating_zh", ""}, {"rating_en", ""}, {"colour", ""}, {"main_pollutants", ""}, {"with_target", ""}, {"attained", ""}, {"compliance_rate", "%"},
                            {"sampled_with_target", ""}, {"sampled_attained", ""}, {"sampled_compliance_rate", "%"}, {"change", ""}}, {}};
  for (const GroupRating& g : f.groups) {
    const bool dry = g.rating.sections == 0 && g.dry > 0;
    const io::Grade* grade = io::find_grade(io::assessment_method(), g.rating.grade);
    t.rows.push_back({g.by, g.id, g.kind, g.period, g.rating.sections, g.dry, g.rating.rule, g.rating.good_share, g.rating.bad_share,
                      dry ? std::string(dry_word) : gb3838::class_name(g.rating.quality_class), grade ? grade->name_zh : dry ? dry_word : "", grade ? grade->name_en : dry ? "dry" : "",
                      grade ? grade->colour : "", main_text(g.rating.main), g.with_target, g.attained, share_of(g.attained, g.with_target), g.sampled_with_target, g.sampled_attained,
                      share_of(g.sampled_attained, g.sampled_with_target), g.has_before ? to_text(g.change) : ""});
  }
  return t;
}

}  // namespace

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::vector<Table> water_tables(const WaterFindings& findings, const std::string& start) {
  std::vector<Table> tables{section_months(findings), section_month_items(findings), section_periods(findings), section_trends(findings), water_ratings(findings)};
  for (Table& table : zone_tables(findings, start)) tables.push_back(std::move(table));
  return tables;
}

}  // namespace riverchief::assessment
