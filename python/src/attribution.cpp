// Whose it is, in Python: the code of `riverchief trace`, tags, and loads scaled source by source.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/complaint.hpp"
#include "io/read_scenario.hpp"
#include "module.hpp"
#include "scenarios/attribution/trace.hpp"
#include "scenarios/measures/measures.hpp"

namespace riverchief::python {
namespace {

namespace py = pybind11;

[[noreturn]] void complain(std::string what, std::string why, std::string fix) {
  throw core::InputError({{.where = {"python", 0, 0, ""}, .what = std::move(what), .why = std::move(why), .fix = std::move(fix), .notes = {}}});
}

ScenarioHandle edited(basin::Scenario scenario, const std::string& text) {
  scenario.inputs.push_back({"python", text});
  scenario.input_hash = io::input_hash(scenario.inputs);
  return {std::make_shared<const basin::Scenario>(std::move(scenario))};
}

std::string trace(const ScenarioHandle& handle, const attribution::AlarmTexts& texts) {
  const measures::Application applied = measures::apply_measures(*handle.scenario);
  const attribution::Alarm alarm = attribution::read_alarm(texts, applied.scenario);
  const py::gil_scoped_release others_go_on;
  return attribution::trace_json(attribution::trace(applied.scenario, alarm), applied.scenario).dump();
}

ScenarioHandle with_tags(const ScenarioHandle& handle, const std::vector<std::string>& by, const std::vector<std::string>& pollutants, double release_every, bool everywhere) {
  static const std::vector<std::pair<std::string, basin::TagsBy>> ways{{"source", basin::TagsBy::source}, {"boundary", basin::TagsBy::boundary}, {"tributary", basin::TagsBy::tributary},
                                                                       {"sector", basin::TagsBy::sector}, {"jurisdiction", basin::TagsBy::jurisdiction}, {"chief", basin::TagsBy::chief}};
  basin::Scenario scenario = *handle.scenario;
  scenario.tags = {};
  std::string text = "tags";
  std::vector<std::string> known, ids;
  for (const auto& way : ways) known.push_back(way.first);
  for (const auto& pollutant : scenario.basin.pollutants) ids.push_back(pollutant.id);
  const auto meant = [](const std::string& word, const std::vector<std::string>& among) {
    const std::string near = core::closest(word, among);
    std::string all;
    for (const auto& id : among) all += (all.empty() ? "" : ", ") + id;
    return near.empty() ? fmt::format("one of {}.", all) : fmt::format("did you mean '{}'?", near);
  };
  for (const std::string& name : by) {
    bool found = false;
    for (const auto& [word, way] : ways)
      if (word == name) scenario.tags.by.push_back(way), found = true;
    if (!found) complain(fmt::format("matter is not tagged by '{}'", name), "", meant(name, known));
    text += " " + name;
  }
  for (const std::string& id : pollutants) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) complain(fmt::format("there is no pollutant '{}'", id), "", meant(id, ids));
    text += " " + id;
  }
  scenario.tags.pollutants = pollutants;
  if (release_every < 0.0) complain(fmt::format("release_every is {:g} s", release_every), "it must not be below 0", "give a time such as \"1 d\".");
  scenario.tags.release_every = release_every, scenario.tags.everywhere = everywhere;
  return edited(std::move(scenario), fmt::format("{} {:.17g} {}", text, release_every, everywhere));
}

/// Loads of sources times a factor each: outfalls and the other sources, spills, dumping, ends of rivers by their place. Water, heat and oxygen stay.
ScenarioHandle with_loads(const ScenarioHandle& handle, const std::map<std::string, double>& factors) {
  basin::Scenario scenario = *handle.scenario;
  std::vector<std::string> known;
  for (const auto& source : basin::sources_of(scenario)) known.push_back(source.id);
  for (const auto& boundary : scenario.boundaries) known.push_back(basin::to_text(boundary.at));
  const auto stays = [](const basin::Pollutant& p) { return p.role == basin::Role::dissolved_oxygen || p.role == basin::Role::temperature; };
  std::string text = "loads";
  for (const auto& [id, factor] : factors) {
    if (std::find(known.begin(), known.end(), id) == known.end()) {
      const std::string near = core::closest(id, known);
      complain(fmt::format("there is no source '{}'", id), "", near.empty() ? "name a source of the scenario, or the place of a boundary." : fmt::format("did you mean '{}'?", near));
    }
    if (!(factor >= 0.0)) complain(fmt::format("the factor of '{}' is {:g}", id, factor), "a load cannot be negative", "give 0 where the source is closed.");
    text += fmt::format(" {} {:.17g}", id, factor);
    bool done = false;
    for (auto& boundary : scenario.boundaries) {
      if (basin::to_text(boundary.at) != id) continue;
      for (const auto& p : scenario.basin.pollutants)
        if (const auto series = boundary.concentration.find(p.id); series != boundary.concentration.end() && !stays(p))
          for (double& v : series->second.value) v *= factor;
      done = true;
    }
    for (auto& spill : scenario.spills)
      if (spill.id == id) spill.mass *= factor, done = true;
    for (auto& dumping : scenario.dumping)
      if (dumping.id == id) dumping.mass *= factor, done = true;
    if (done) continue;
    basin::Treatment treatment;
    treatment.source = id;
    for (const auto& p : scenario.basin.pollutants)
      if (!stays(p)) treatment.removal[p.id] = 1.0 - factor;
    scenario.basin.sources.treatments.push_back(std::move(treatment));
  }
  return edited(std::move(scenario), text);
}

/// Ids of everything that brings matter, as tags and trace call it.
std::vector<std::string> source_ids(const ScenarioHandle& handle) {
  std::vector<std::string> ids;
  for (const auto& source : basin::sources_of(*handle.scenario)) ids.push_back(source.id);
  for (const auto& boundary : handle.scenario->boundaries) ids.push_back(basin::to_text(boundary.at));
  return ids;
}

}  // namespace

void bind_attribution(py::module_& module) {
  module.def("trace", [](const ScenarioHandle& handle, std::string at, std::string time, std::string pollutant, std::string excess, std::string back, std::string decay_rate) {
    return trace(handle, {std::move(at), std::move(time), std::move(pollutant), std::move(excess), std::move(back), std::move(decay_rate)});
  });
  module.def("with_tags", with_tags);
  module.def("with_loads", with_loads);
  module.def("source_ids", source_ids);
}

}  // namespace riverchief::python
