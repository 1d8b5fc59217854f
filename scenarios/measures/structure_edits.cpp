// Structures taken away, with the rules that move them.

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/measures/edit.hpp"

namespace riverchief::measures {
namespace {

bool reads(const basin::Reading& reading, const std::string& id) { return reading.structure == id; }

/// Whether a rule of another structure looks at this one.
bool is_read(const basin::Control& control, const std::string& id) {
  for (const auto* conditions : {&control.when, &control.until}) {
    for (const basin::Condition& condition : *conditions) {
      if (reads(condition.reading, id) || (condition.than && reads(*condition.than, id))) return true;
    }
  }
  return control.reads && reads(*control.reads, id);
}

}  // namespace

basin::Structure* known_structure(Edit& edit, const std::string& key, const std::string& id) {
  const auto found = std::find_if(edit.basin.structures.begin(), edit.basin.structures.end(), [&](const basin::Structure& s) { return s.id == id; });
  if (found != edit.basin.structures.end()) return &*found;
  std::vector<std::string> known;
  for (const basin::Structure& s : edit.basin.structures) known.push_back(s.id);
  edit.settings.complain(key, fmt::format("unknown structure '{}' in measure '{}'", id, edit.settings.id()), "", suggestion(id, known, "structures"));
  return nullptr;
}

void structure_removal(Edit& edit) {
  Settings& settings = edit.settings;
  if (!settings.has("structures")) {
    settings.complain("", fmt::format("measure '{}' names no structures", settings.id()), "", "add structures = [\"...\"].");
    return;
  }
  const std::vector<std::string> ids = settings.list("structures").value_or(std::vector<std::string>{});
  if (ids.empty() && settings.fine()) settings.changes_nothing("structures", "structures is an empty list", "name the structures.");
  for (const std::string& id : ids) {
    if (!known_structure(edit, "structures", id)) continue;
    edit.report.over += (edit.report.over.empty() ? "" : ", ") + id;
    const auto of_it = [&](const auto& entry) { return entry.structure == id; };
    std::size_t rules = 0;
    for (std::vector<basin::Control>* list : {&edit.basin.controls, &edit.controls}) {
      const auto last = std::remove_if(list->begin(), list->end(), of_it);
      rules = std::max(rules, static_cast<std::size_t>(list->end() - last));
      list->erase(last, list->end());
    }
    edit.manual_settings.erase(std::remove_if(edit.manual_settings.begin(), edit.manual_settings.end(), of_it), edit.manual_settings.end());
    if (rules > 0) edit.report.notes.push_back(fmt::format("{} rules of {} go with it", rules, id));
  }
  const auto goes = [&](const std::string& id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); };
  for (const basin::Control& control : edit.controls) {
    for (const std::string& id : ids) {
      if (!is_read(control, id)) continue;
      settings.complain("structures", fmt::format("measure '{}' takes away '{}', which rule '{}' looks at", settings.id(), id, control.id),
                        fmt::format("the rule moves '{}' by the discharge of '{}'", control.structure, id), "let the scenario replace that rule, under the same id.");
    }
  }
  if (!settings.fine()) return;
  edit.basin.structures.erase(std::remove_if(edit.basin.structures.begin(), edit.basin.structures.end(), [&](const basin::Structure& s) { return goes(s.id); }),
                              edit.basin.structures.end());
  edit.report.quantities = {{"structures", static_cast<double>(ids.size()), "1"}};
  add_stated_price(edit, "structures", static_cast<double>(ids.size()), "yuan/structure");
}

}  // namespace riverchief::measures
