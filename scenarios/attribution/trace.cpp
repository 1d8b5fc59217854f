#include "scenarios/attribution/trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "io/checkpoint.hpp"
#include "model/kinetics.hpp"
#include "model/simulate.hpp"
#include "scenarios/attribution/search.hpp"

namespace riverchief::attribution {
namespace {

constexpr double shortest_kept = 60.0;  // [s]
constexpr double negligible = 1e-6;  // of the response at the section itself: no release from there can be told

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

bool reads_concentration(const basin::Scenario& scenario) {
  return std::any_of(scenario.controls.begin(), scenario.controls.end(), [](const basin::Control& control) {
    const auto reads = [](const basin::Condition& c) { return c.reading.what == basin::Reads::concentration || (c.than && c.than->what == basin::Reads::concentration); };
    return std::any_of(control.when.begin(), control.when.end(), reads) || std::any_of(control.until.begin(), control.until.end(), reads) ||
           (control.reads && control.reads->what == basin::Reads::concentration);
  });
}

/// The run without what the search does not need: its flow is the same.
basin::Scenario flow_only(const basin::Scenario& scenario, double until) {
  basin::Scenario s = scenario;
  s.duration = s.output_every = until;
  s.tags = {};
  if (reads_concentration(s)) return s;
  s.basin.pollutants.clear();
  s.basin.reactions.clear();
  s.basin.quality = {};
  s.spills.clear();
  return s;
}

/// What a gram is worth at an instant of the past: exp(-∫ k dt) up to the alarm.
std::vector<double> decays(const basin::Scenario& scenario, const Alarm& alarm, const std::vector<double>& instants, double& rate) {
  basin::Scenario one = scenario;
  one.basin.reactions.clear();
  std::erase_if(one.basin.pollutants, [&](const basin::Pollutant& p) { return p.id != alarm.pollutant; });
  basin::Pollutant& pollutant = one.basin.pollutants.front();
  if (alarm.decay_rate) pollutant.decay_rate = *alarm.decay_rate, pollutant.role = basin::Role::none;
  rate = pollutant.role == basin::Role::none ? pollutant.decay_rate : 0.0;
  model::Kinetics kinetics(one);
  std::vector<double> all(instants.size(), 1.0);
  for (std::size_t k = instants.size() - 1; k-- > 0;) {
    all[k] = all[k + 1];
    if (!kinetics.active()) continue;
    kinetics.prepare(instants[k], instants[k + 1]);
    kinetics.apply(&all[k]);
  }
  return all;
}

/// Cells whose water reached a cell: against the net fluxes of the look-back, whatever the time it took.
std::vector<bool> upstream_of(const model::Network& net, const std::deque<KeptStep>& steps, int cell) {
  std::vector<double> net_flux(net.faces.size(), 0.0), back_flux(net.faces.size(), 0.0);
  for (const KeptStep& step : steps)
    for (std::size_t f = 0; f < net_flux.size(); ++f) (step.through_face[f] > 0.0 ? net_flux : back_flux)[f] += std::abs(step.through_face[f]);
  std::vector<bool> reached(idx(net.cells), false);
  std::vector<int> open{cell};
  reached[idx(cell)] = true;
  std::vector<std::vector<int>> gives(idx(net.cells));  // to a cell: those that gave it water
  for (std::size_t f = 0; f < net.faces.size(); ++f) {
    if (net_flux[f] > 0.0) gives[idx(net.faces[f].right)].push_back(net.faces[f].left);
    if (back_flux[f] > 0.0) gives[idx(net.faces[f].left)].push_back(net.faces[f].right);
  }
  while (!open.empty()) {
    const int c = open.back();
    open.pop_back();
    for (const int from : gives[idx(c)])
      if (!reached[idx(from)]) reached[idx(from)] = true, open.push_back(from);
  }
  return reached;
}

void rank(std::vector<Suspect>& suspects) {
  const auto order = [](const Suspect& s) { return s.verdict == "possible" ? 0 : s.verdict == "unlikely" ? 1 : 2; };
  const auto number = [](double v) { return std::isnan(v) ? std::numeric_limits<double>::infinity() : v; };
  std::stable_sort(suspects.begin(), suspects.end(), [&](const Suspect& a, const Suspect& b) {
    if (order(a) != order(b)) return order(a) < order(b);
    if (number(a.multiple) != number(b.multiple)) return number(a.multiple) < number(b.multiple);
    return number(a.mass_needed) < number(b.mass_needed);
  });
}

}  // namespace

Search::Search(const basin::Scenario& s, const Alarm& a)
    : scenario(s), alarm(a), net(model::make_network(s)), section_cell(model::cell_of(net, s.basin, {.place = a.at, .storage = {}})), kept(net, a.time, a.back, reads_concentration(s) ? 0.0 : shortest_kept) {
  while (s.basin.pollutants[pollutant].id != a.pollutant) ++pollutant;
}

void Search::judge(Suspect& suspect, const ResponseCourse& course, const std::vector<std::size_t>& cells) const {
  suspect.first = course.first, suspect.peak = course.peak, suspect.last = course.last, suspect.response = course.response;
  suspect.verdict = "possible";
  if (can_be_told(course)) {
    suspect.mass_needed = alarm.excess / course.response;
    suspect.load_needed = alarm.excess / course.integral;
    if (course.peak <= field.time.front()) suspect.why = "its greatest effect lies before the look-back: look further back";
    return;
  }
  suspect.first = suspect.peak = suspect.last = suspect.mass_needed = suspect.load_needed = not_told;
  suspect.verdict = "impossible";
  const bool gave_water = std::any_of(cells.begin(), cells.end(), [&](std::size_t c) { return upstream[c]; });
  const double back = field.time.back() - field.time.front();
  suspect.why = gave_water ? fmt::format("its water needs longer than the {:.3g} days looked back", back / 86400.0) : std::string("its water did not pass the section");
}

Trace trace(const basin::Scenario& scenario, const Alarm& alarm) {
  Search s(scenario, alarm);
  basin::Scenario run = flow_only(scenario, alarm.time);
  if (model::make_network(run).sources.size() != s.net.sources.size()) run = scenario, run.duration = run.output_every = alarm.time, run.tags = {};
  if (scenario.initial.state.empty()) {
    model::simulate(run, s.kept);
  } else {
    const io::Checkpoint before = io::state_to_begin_with(scenario);
    model::simulate(run, s.kept, &before.state);
  }
  s.field = carry_backward(scenario, s.net, s.kept, s.section_cell);
  Trace found;
  found.alarm = alarm, found.start = scenario.start, found.place = basin::to_text(alarm.at);
  for (const auto& section : scenario.basin.monitoring_sections)
    if (section.at.river == alarm.at.river && std::abs(section.at.chainage - alarm.at.chainage) < 1.0) found.section = section.id;
  s.decay = decays(scenario, alarm, s.field.time, found.decay_rate);
  s.upstream = upstream_of(s.net, s.kept.steps(), s.section_cell);
  s.weakest = negligible * static_cast<double>(s.field.response.back()[idx(s.section_cell)]);
  found.looked_back = s.field.time.back() - s.field.time.front();
  judge_sources(s, found);
  judge_spills(s, found);
  judge_boundaries(s, found);
  judge_places(s, found);
  rank(found.sources), rank(found.reaches);
  found.left = s.field.left, found.without_origin = s.field.without_origin;
  found.closure = found.left + found.without_origin - 1.0;
  for (const auto& step : s.field.entered)
    for (const double share : step) found.closure += share;
  for (const auto& step : s.field.entered_level)
    for (const double share : step) found.closure += share;
  if (found.looked_back < alarm.back - 1.0) found.notes.push_back(fmt::format("the scenario begins {:.3g} days before the alarm: no further could be looked back", found.looked_back / 86400.0));
  const auto& pollutant = scenario.basin.pollutants[s.pollutant];
  if (pollutant.role != basin::Role::none && !alarm.decay_rate)
    found.notes.push_back(fmt::format("{} takes part in the coupled kinetics: it is traced without decay, so that masses and loads are the least that explain the excess; --decay-rate gives it one", pollutant.id));
  for (const auto& reaction : scenario.basin.reactions)
    if (reaction.to == pollutant.id) found.notes.push_back(fmt::format("what becomes {} from {} on the way is not searched for", reaction.to, reaction.from));
  return found;
}

}  // namespace riverchief::attribution
