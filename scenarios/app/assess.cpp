#include "scenarios/assessment/assessment.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/complaint.hpp"
#include "scenarios/app/section_reports.hpp"
#include "scenarios/app/text_file.hpp"
#include "scenarios/app/verbs.hpp"
#include "scenarios/assessment/further_tables.hpp"
#include "scenarios/assessment/gb3838.hpp"
#include "scenarios/assessment/tables.hpp"
#include "scenarios/assessment/water_tables.hpp"
#include "scenarios/attribution/attribution_tables.hpp"
#include "scenarios/io/calendar.hpp"

namespace riverchief::app {
namespace {

void print_tables(const assessment::Assessment& a, Language language) {
  const bool zh = language == Language::zh;
  fmt::print("{}\n\n{}\n", zh && !a.title_zh.empty() ? a.title_zh : a.title_en.empty() ? a.scenario : a.title_en,
             say(language, "reach, bank: highest level (m), smallest freeboard (m), overtopped (km), first time, volume (m3)",
                 "河段、岸别:最高水位(m)、最小超高(m)、漫堤长度(km)、首次漫堤时间、漫堤水量(m3)"));
  for (const assessment::ReachBank& r : a.reaches) {
    const assessment::BankFindings& f = r.found;
    fmt::print("  {:<12} {:<5} {:7.2f}-{:7.2f} km  {:8.2f}  {:>7}  {:6.2f}  {:<25}  {:.0f}\n", r.reach, basin::to_text(r.bank), r.from / 1000.0, r.to / 1000.0,
               f.max_water_level, f.embanked_length > 0.0 ? fmt::format("{:.2f}", f.min_freeboard) : "-", f.overtopped_length / 1000.0,
               io::instant(a.start, f.first_overtopping), f.overtopped_volume);
  }
  for (const assessment::Table& table : assessment::further_tables(a.findings, a.start)) {
    if (!table.rows.empty()) fmt::print("\n{}\n{}", table.name, assessment::to_csv(table));
  }
  if (a.sections.empty()) return;
  fmt::print("\n{} ({})\n", say(language, "monitoring section: target, class of the mean, deciding item, days attained of days rated", "监测断面:目标类别、平均类别、定类项目、达标天数/评价天数"),
             a.standard);
  for (const assessment::SectionAssessment& s : a.sections) {
    fmt::print("  {}: {}, {}, {}, {}/{}\n", zh ? s.section.name_zh : s.section.name_en, assessment::gb3838::class_name(s.section.target_class),
               assessment::gb3838::class_name(s.class_mean), s.worst_item, s.days_attained, s.days);
  }
}

}  // namespace

int assess(const AssessOptions& options, Language language) {
  namespace fs = std::filesystem;
  const io::ResultsFile results = io::read_results(options.results);
  const assessment::Assessment found = assessment::assess(results);
  std::vector<assessment::Table> whose = attribution::attribution_tables(results, found.registered);
  const std::vector<attribution::Shares> shares = attribution::shares_of(results);
  whose.push_back(section_reports(found, shares));
  if (options.output.empty()) {
    print_tables(found, language);
    for (const assessment::Table& table : assessment::zone_tables(found.water, found.start))
      if (!table.rows.empty() && table.name != "mixing_lengths") fmt::print("\n{}\n{}", table.name, assessment::to_csv(table));
    if (!found.water.section_months.empty())
      fmt::print("\n{}\n{}", say(language, "each section and month: class, why, whose it is, what must go, how sure that is", "各断面各月:类别、原因、来源、须削减量、把握程度"),
                 section_report_text(found, shares, language == Language::zh));
    for (const assessment::Table& table : whose)
      if (!table.rows.empty() && table.name != "shares" && table.name != "section_reports") fmt::print("\n{}\n{}", table.name, assessment::to_csv(table));
    return 0;
  }
  const fs::path path = options.output;
  if (path.extension() == ".json") {
    nlohmann::ordered_json json = assessment::to_json(found);
    for (const assessment::Table& table : whose) json[table.name] = assessment::to_json(table);
    write_text_file(path, json.dump(1) + "\n");
    return 0;
  }
  if (path.extension() != ".csv") {
    throw core::InputError({{.where = {options.output, 0, 0, ""},
                             .what = "an assessment is written as .json or .csv",
                             .why = "this name ends in '" + path.extension().string() + "'",
                             .fix = "write -o " + path.stem().string() + ".json or -o " + path.stem().string() + ".csv.",
                             .notes = {}}});
  }
  // The table of reaches has the name asked for; the others stand beside it.
  for (const auto& [name, text] : assessment::assessment_csv(found)) {
    write_text_file(name == "reaches" ? path : path.parent_path() / (path.stem().string() + "_" + name + ".csv"), text);
  }
  for (const assessment::Table& table : whose)
    if (!table.rows.empty()) write_text_file(path.parent_path() / (path.stem().string() + "_" + table.name + ".csv"), assessment::to_csv(table));
  return 0;
}

}  // namespace riverchief::app
