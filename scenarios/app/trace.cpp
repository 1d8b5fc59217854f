#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/complaint.hpp"
#include "io/read_scenario.hpp"
#include "scenarios/app/text_file.hpp"
#include "scenarios/app/verbs.hpp"
#include "scenarios/attribution/trace.hpp"
#include "scenarios/io/calendar.hpp"
#include "scenarios/measures/measures.hpp"

namespace riverchief::app {
namespace {

constexpr std::size_t most_lines = 12;

void print(const std::vector<attribution::Suspect>& suspects, const attribution::Trace& t) {
  std::size_t shown = 0, others = 0;
  for (const auto& s : suspects) {
    if (s.verdict == "impossible" || shown == most_lines) {
      ++others;
      continue;
    }
    ++shown;
    const std::string multiple = std::isnan(s.multiple) ? "-" : fmt::format("{:.3g}", s.multiple);
    fmt::print("  {:>2}. {:<24} {:<18} {} .. {}  {:7.1f} h  {:>10.4g}  {:>10.4g}  {:>8}\n", shown, s.id, s.kind == "reach" ? s.place : s.kind, io::instant(t.start, s.first),
               io::instant(t.start, s.last), (t.alarm.time - s.peak) / 3600.0, s.mass_needed / 1000.0, s.load_needed * 86.4, multiple);
  }
  if (others > 0) fmt::print("      ({})\n", others);
}

}  // namespace

int trace(const TraceOptions& options, Language language) {
  namespace fs = std::filesystem;
  std::vector<core::Complaint> warnings;
  const auto applied = measures::apply_measures(io::read_scenario(options.scenario, &warnings));
  const auto alarm = attribution::read_alarm({options.at, options.time, options.pollutant, options.excess, options.back, options.decay_rate}, applied.scenario);
  if (!warnings.empty()) fmt::print(stderr, "{}", core::to_text(warnings));
  const attribution::Trace found = attribution::trace(applied.scenario, alarm);
  fmt::print("{}\n", language == Language::zh
                         ? fmt::format("{} {} 超出 {:g} mg/L,{};回溯 {:.3g} 天", found.place, alarm.pollutant, alarm.excess, io::instant(found.start, alarm.time), found.looked_back / 86400.0)
                         : fmt::format("{}: {:g} mg/L of {} too much at {}; looked back {:.3g} days", found.place, alarm.excess, alarm.pollutant, io::instant(found.start, alarm.time), found.looked_back / 86400.0));
  fmt::print("{}\n", say(language, "sources: release from .. to, travel time, mass (kg) if at once, load (kg/d) if throughout, times its permitted or known load; in brackets: how many more are listed in the files",
                         "污染源:可能排放时段、传播时间、一次排放量(kg)、持续排放量(kg/d)、相当于许可(或已知)负荷的倍数;括号内为文件中其余条目数"));
  print(found.sources, found);
  fmt::print("{}\n", say(language, "reaches: the place from which least is needed", "河段:所需排放量最小的位置"));
  print(found.reaches, found);
  for (const std::string& note : found.notes) fmt::print("  {} {}\n", say(language, "note:", "注:"), note);
  if (options.folder.empty()) return 0;
  const fs::path folder = options.folder;
  write_text_file(folder / "trace.json", attribution::trace_json(found, applied.scenario).dump(1) + "\n");
  for (const auto& table : attribution::trace_tables(found, applied.scenario)) write_text_file(folder / (table.name + ".csv"), assessment::to_csv(table));
  fmt::print("  {} {}\n", say(language, "saved:", "已保存:"), folder.string());
  return 0;
}

}  // namespace riverchief::app
