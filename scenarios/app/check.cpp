#include <fmt/format.h>

#include <cstdio>

#include "io/read_scenario.hpp"
#include "scenarios/app/verbs.hpp"
#include "scenarios/io/standard.hpp"
#include "scenarios/measures/measures.hpp"

namespace riverchief::app {

int check(const CheckOptions& options, Language language) {
  std::vector<core::Complaint> warnings;
  const basin::Scenario scenario = io::read_scenario(options.scenario, &warnings);
  for (core::Complaint& warning : io::misspelt_items(scenario)) warnings.push_back(std::move(warning));
  const measures::Application applied = measures::apply_measures(scenario);
  if (!warnings.empty()) fmt::print(stderr, "{}", core::to_text(warnings));

  const basin::Basin& b = applied.scenario.basin;
  std::size_t sections = 0;
  double length = 0.0;
  for (const basin::River& river : b.rivers) {
    sections += river.sections.size();
    length += river.length;
  }
  if (language == Language::zh) {
    fmt::print("{}:输入无误。河道{}条、{:.2f} km、断面{}个,排污口{}个,监测断面{}个,措施{}项。\n", scenario.name, b.rivers.size(),
               length / 1000.0, sections, b.outfalls.size(), b.monitoring_sections.size(), applied.reports.size());
    if (!b.storages.empty() || !b.structures.empty() || !b.intakes.empty())
      fmt::print("  蓄水单元{}个,建筑物{}座,调度规则{}条,取水口{}个。\n", b.storages.size(), b.structures.size(), applied.scenario.controls.size(), b.intakes.size());
  } else {
    fmt::print("{}: inputs are fine. {} rivers, {:.2f} km, {} sections, {} outfalls, {} monitoring sections, {} measures.\n", scenario.name,
               b.rivers.size(), length / 1000.0, sections, b.outfalls.size(), b.monitoring_sections.size(), applied.reports.size());
    if (!b.storages.empty() || !b.structures.empty() || !b.intakes.empty())
      fmt::print("  {} storage cells, {} structures, {} rules, {} intakes.\n", b.storages.size(), b.structures.size(), applied.scenario.controls.size(), b.intakes.size());
  }
  for (const measures::MeasureReport& report : applied.reports) fmt::print("  {}\n", measures::to_text(report));
  return 0;
}

}  // namespace riverchief::app
