// What measures at sources share: ids of things that are there, and the loads of all sources before and after.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/measures/edit.hpp"

namespace riverchief::measures {

std::vector<std::string> known_ids(Edit& edit, const std::string& key, const std::vector<std::string>& known, const std::string& what) {
  Settings& settings = edit.settings;
  std::vector<std::string> found;
  if (!settings.has(key)) {
    settings.complain("", fmt::format("measure '{}' names no {}", settings.id(), what), "", fmt::format("add {} = [\"...\"].", key));
    return found;
  }
  const auto named = settings.list(key).value_or(std::vector<std::string>{});
  if (named.empty() && settings.fine()) settings.changes_nothing(key, fmt::format("{} is an empty list", key), fmt::format("name the {}.", what));
  for (const std::string& id : named) {
    if (std::find(known.begin(), known.end(), id) == known.end())
      settings.complain(key, fmt::format("'{}' in measure '{}' is none of the {}", id, settings.id(), what), "", suggestion(id, known, what));
    else if (std::find(found.begin(), found.end(), id) != found.end())
      settings.complain(key, fmt::format("measure '{}' names '{}' twice", settings.id(), id), "", "name it once.");
    else
      found.push_back(id);
  }
  return found;
}

std::map<std::string, double> loads_of_all(const Edit& edit) {
  basin::Scenario scenario = edit.scenario;
  scenario.basin = edit.basin;
  std::map<std::string, double> loads;
  for (const auto& source : basin::sources_of(scenario))
    for (const auto& [pollutant, load] : basin::mean_loads(source, scenario)) loads[pollutant] += load;
  return loads;
}

void report_removal(Edit& edit, const std::map<std::string, double>& before) {
  constexpr double day = 86400.0;
  const auto after = loads_of_all(edit);
  for (const auto& [pollutant, load] : before) {
    const auto now = after.find(pollutant);
    const double removed = (load - (now == after.end() ? 0.0 : now->second)) * day;
    if (std::abs(removed) > 1e-9 * load * day) edit.report.quantities.push_back({"removed_load_" + pollutant, removed, "kg/d"});
  }
}

}  // namespace riverchief::measures
