#include "scenarios/attribution/trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "io/checkpoint.hpp"
#include "model/kinetics.hpp"
#include "model/loads.hpp"
#include "model/network.hpp"
#include "model/simulate.hpp"
#include "scenarios/attribution/backward.hpp"

namespace riverchief::attribution {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr double counts = 0.05;      // of a place's greatest response: releases from first to last reach it
constexpr double negligible = 1e-6;  // of the response at the section itself: no release from there can be told
constexpr double unlikely_multiple = 100.0;

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

/// The run without what the search does not need: its flow is the same.
basin::Scenario flow_only(const basin::Scenario& scenario, double until) {
  basin::Scenario s = scenario;
  s.duration = s.output_every = until;
  s.tags = {};
  const bool reads_concentration = std::any_of(s.controls.begin(), s.controls.end(), [](const basin::Control& control) {
    const auto reads = [](const basin::Condition& c) { return c.reading.what == basin::Reads::concentration || (c.than && c.than->what == basin::Reads::concentration); };
    return std::any_of(control.when.begin(), control.when.end(), reads) || std::any_of(control.until.begin(), control.until.end(), reads) ||
           (control.reads && control.reads->what == basin::Reads::concentration);
  });
  if (reads_concentration) return s;
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

/// Response of one place through the look-back: peak, the time that counts, and its integral.
struct Course {
  double first = nothing, peak = nothing, last = nothing, response = 0.0, integral = 0.0;  ///< integral from first to last [s/m3]
};

template <class Response>
Course course_of(const std::vector<double>& time, Response response) {
  Course c;
  std::vector<double> r(time.size());
  for (std::size_t k = 0; k < time.size(); ++k) {
    r[k] = response(k);
    if (r[k] > c.response) c.response = r[k], c.peak = time[k];
  }
  if (!(c.response > 0.0)) return c;
  for (std::size_t k = 0; k < time.size(); ++k)
    if (r[k] >= counts * c.response) {
      if (std::isnan(c.first)) c.first = time[k];
      c.last = time[k];
    }
  for (std::size_t k = 0; k + 1 < time.size(); ++k)
    if (time[k] >= c.first && time[k + 1] <= c.last) c.integral += 0.5 * (r[k] + r[k + 1]) * (time[k + 1] - time[k]);
  if (!(c.integral > 0.0)) c.integral = c.response * std::max(c.last - c.first, time.back() - time[time.size() - 2]);
  return c;
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

/// Everything that the search works with.
struct Search {
  const basin::Scenario& scenario;
  const Alarm& alarm;
  model::Network net;
  int section_cell;
  StepKeeper kept;
  BackwardField field;
  std::vector<double> decay;
  std::vector<bool> upstream;
  double weakest = 0.0;
  std::size_t pollutant = 0;

  Search(const basin::Scenario& s, const Alarm& a)
      : scenario(s), alarm(a), net(model::make_network(s)), section_cell(model::cell_of(net, s.basin, {.place = a.at, .storage = {}})), kept(net, a.time, a.back) {
    while (s.basin.pollutants[pollutant].id != a.pollutant) ++pollutant;
  }

  double at_cell(std::size_t cell, std::size_t k) const { return static_cast<double>(field.response[k][cell]) * decay[k]; }
  bool can_be_told(const Course& course) const { return course.response > weakest; }

  /// Fills in what follows from the course, or why there is none.
  void judge(Suspect& suspect, const Course& course, const std::vector<std::size_t>& cells) const {
    suspect.first = course.first, suspect.peak = course.peak, suspect.last = course.last, suspect.response = course.response;
    suspect.verdict = "possible";
    if (can_be_told(course)) {
      suspect.mass_needed = alarm.excess / course.response;
      suspect.load_needed = alarm.excess / course.integral;
      return;
    }
    suspect.first = suspect.peak = suspect.last = suspect.mass_needed = suspect.load_needed = nothing;
    suspect.verdict = "impossible";
    const bool gave_water = std::any_of(cells.begin(), cells.end(), [&](std::size_t c) { return upstream[c]; });
    const double back = field.time.back() - field.time.front();
    suspect.why = gave_water ? fmt::format("its water needs longer than the {:.3g} days looked back", back / 86400.0) : std::string("its water did not pass the section");
  }

  /// The measure by which sources are ranked: how many times its permitted, else its known load it would have had to release.
  static void compare(Suspect& suspect) {
    const double usual = suspect.permitted_load > 0.0 ? suspect.permitted_load : suspect.known_load;
    const double known = std::isnan(suspect.known_load) ? 0.0 : suspect.known_load;
    suspect.multiple = usual > 0.0 ? (known + suspect.load_needed) / usual : nothing;
    if (suspect.verdict == "possible" && suspect.multiple > unlikely_multiple)
      suspect.verdict = "unlikely", suspect.why = fmt::format("it would have had to release {:.3g} times its {} load", suspect.multiple, suspect.permitted_load > 0.0 ? "permitted" : "known");
  }
};

double permitted_load(const basin::Scenario& scenario, const std::string& id, const std::string& pollutant) {
  for (const auto& outfall : scenario.basin.outfalls) {
    if (outfall.id != id) continue;
    const auto load = outfall.permitted_load.find(pollutant), concentration = outfall.permitted_concentration.find(pollutant);
    if (load != outfall.permitted_load.end()) return 1000.0 * load->second;
    if (concentration != outfall.permitted_concentration.end()) return concentration->second * outfall.permitted_discharge.value_or(outfall.discharge);
  }
  return nothing;
}

/// Sources from the side: the network knows where they enter, and how much.
void judge_sources(const Search& s, Trace& found) {
  const model::Loads loads(s.scenario, s.net);
  const auto& steps = s.kept.steps();
  std::vector<double> masses(s.scenario.basin.pollutants.size());
  for (std::size_t i = 0; i < s.net.given.size(); ++i) {
    const basin::Source& source = s.net.given[i];
    if (source.kind == "spill") continue;
    std::vector<std::size_t> own, cells;  // its entries in the network, and their cells
    for (std::size_t k = 0; k < s.net.sources.size(); ++k)
      if (s.net.sources[k].given == static_cast<int>(i)) own.push_back(k), cells.push_back(idx(s.net.sources[k].cell));
    if (own.empty()) continue;
    const auto response = [&](std::size_t k) {
      double sum = 0.0;
      for (const std::size_t o : own) sum += s.net.sources[o].share * s.at_cell(idx(s.net.sources[o].cell), k);
      return sum;
    };
    const Course course = course_of(s.field.time, response);
    Suspect suspect{.kind = source.kind, .id = source.id, .sector = source.sector, .jurisdiction = source.jurisdiction, .chief = source.chief, .place = {}, .verdict = {}, .why = {}};
    for (const auto& named : s.net.grid.sources)
      if (named.id == source.id) suspect.place = named.place;
    if (suspect.place.empty()) suspect.place = !source.storage.empty() ? source.storage : source.over.from < source.over.to ? basin::to_text(source.over) : basin::to_text(basin::Place{source.over.river, source.over.from, source.over.bank});
    s.judge(suspect, course, cells);
    suspect.permitted_load = permitted_load(s.scenario, source.id, s.alarm.pollutant);
    double released = 0.0, contribution = 0.0, water = 0.0;
    for (std::size_t k = 0; k < steps.size(); ++k)
      for (const std::size_t o : own) {
        const auto c = idx(s.net.sources[o].cell);
        loads.mass(o, steps[k].from_source[o], steps[k].from, steps[k].to, masses.data());
        contribution += masses[s.pollutant] * 0.5 * (s.at_cell(c, k) + s.at_cell(c, k + 1));
        water += s.field.entered[k][o];
        const bool inside = suspect.verdict == "impossible" || (steps[k].to >= suspect.first && steps[k].from <= suspect.last);
        if (inside) released += masses[s.pollutant];
      }
    double covered = 0.0;
    for (const KeptStep& step : steps)
      if (suspect.verdict == "impossible" || (step.to >= suspect.first && step.from <= suspect.last)) covered += step.to - step.from;
    suspect.known_load = covered > 0.0 ? released / covered : nothing;
    suspect.contribution = contribution, suspect.share_of_water = water;
    Search::compare(suspect);
    found.explained += contribution;
    found.sources.push_back(std::move(suspect));
  }
}

/// Spills of the scenario: masses without water.
void judge_spills(const Search& s, Trace& found) {
  for (const auto& spill : s.scenario.spills) {
    if (spill.pollutant != s.alarm.pollutant) continue;
    const auto cell = idx(model::cell_of(s.net, s.scenario.basin, {.place = spill.at, .storage = {}}));
    const Course course = course_of(s.field.time, [&](std::size_t k) { return s.at_cell(cell, k); });
    Suspect suspect{.kind = "spill", .id = spill.id, .sector = {}, .jurisdiction = {}, .chief = {}, .place = basin::to_text(spill.at), .verdict = {}, .why = {}};
    s.judge(suspect, course, {cell});
    const double rate = spill.to > spill.from ? 1000.0 * spill.mass / (spill.to - spill.from) : 0.0;
    double contribution = 0.0;
    for (std::size_t k = 0; k + 1 < s.field.time.size(); ++k) {
      const double overlap = std::min(spill.to, s.field.time[k + 1]) - std::max(spill.from, s.field.time[k]);
      if (overlap > 0.0) contribution += rate * overlap * 0.5 * (s.at_cell(cell, k) + s.at_cell(cell, k + 1));
    }
    if (suspect.verdict == "possible" && !(contribution > 0.0)) {
      suspect.verdict = "impossible";
      suspect.why = spill.from > suspect.last ? "it was spilled too late to reach the section by then" : "what was spilled had passed the section before";
    }
    suspect.known_load = rate, suspect.permitted_load = suspect.share_of_water = nothing;
    suspect.contribution = contribution;
    suspect.multiple = contribution > 0.0 ? s.alarm.excess / contribution : nothing;
    found.explained += contribution;
    found.sources.push_back(std::move(suspect));
  }
}

/// Ends of rivers: the water that came in there.
void judge_boundaries(const Search& s, Trace& found) {
  const model::Loads loads(s.scenario, s.net);
  std::vector<double> masses(s.scenario.basin.pollutants.size());
  const auto& steps = s.kept.steps();
  for (std::size_t b = 0; b < s.scenario.boundaries.size(); ++b) {
    const auto& boundary = s.scenario.boundaries[b];
    if (boundary.kind != basin::BoundaryKind::discharge && boundary.kind != basin::BoundaryKind::water_level) continue;
    std::vector<double> shares(steps.size(), 0.0);
    double inflow = 0.0, released = 0.0, covered = 0.0, contribution = 0.0, worth = 0.0;
    for (std::size_t k = 0; k < steps.size(); ++k) {
      double volume = 0.0, mass = 0.0;
      for (std::size_t o = 0; o < s.net.sources.size(); ++o) {
        if (s.net.sources[o].boundary != static_cast<int>(b)) continue;
        shares[k] += s.field.entered[k][o];
        loads.mass(o, steps[k].from_source[o], steps[k].from, steps[k].to, masses.data());
        volume += steps[k].from_source[o], mass += masses[s.pollutant];
      }
      if (boundary.kind == basin::BoundaryKind::water_level && s.net.boundary_face[b] >= 0) {
        const auto f = idx(s.net.boundary_face[b]);
        shares[k] += s.field.entered_level[k][b];
        const double in = s.net.faces[f].left == s.net.boundary_cell[b] ? steps[k].through_face[f] : -steps[k].through_face[f];
        volume += std::max(in, 0.0), mass += std::max(in, 0.0) * loads.at_boundary(static_cast<int>(b), s.pollutant, 0.5 * (steps[k].from + steps[k].to));
      }
      const double D = 0.5 * (s.decay[k] + s.decay[k + 1]);
      worth += shares[k] * D;
      if (volume > 0.0) contribution += shares[k] * D * mass / volume;
      inflow += volume, released += mass, covered += steps[k].to - steps[k].from;
    }
    double most = 0.0;
    std::size_t peak = 0;
    for (std::size_t k = 0; k < shares.size(); ++k) {
      const double rate = shares[k] / (steps[k].to - steps[k].from);
      if (rate > most) most = rate, peak = k;
    }
    Suspect suspect{.kind = "boundary", .id = basin::to_text(boundary.at), .sector = "boundary", .jurisdiction = {}, .chief = {}, .place = basin::to_text(boundary.at), .verdict = "possible", .why = {}};
    suspect.permitted_load = nothing, suspect.share_of_water = worth > 0.0 ? 0.0 : nothing;
    suspect.known_load = covered > 0.0 ? released / covered : nothing;
    suspect.contribution = contribution;
    const auto cell = idx(s.net.boundary_cell[b]);
    constexpr double least_share = 1e-4;
    if (worth > least_share) {
      suspect.share_of_water = 0.0;
      suspect.first = nothing;
      double volume = 0.0, time = 0.0;
      for (std::size_t k = 0; k < shares.size(); ++k) {
        suspect.share_of_water += shares[k];
        if (shares[k] / (steps[k].to - steps[k].from) < counts * most) continue;
        if (std::isnan(suspect.first)) suspect.first = steps[k].from;
        suspect.last = steps[k].to, time += steps[k].to - steps[k].from;
        for (std::size_t o = 0; o < s.net.sources.size(); ++o)
          if (s.net.sources[o].boundary == static_cast<int>(b)) volume += steps[k].from_source[o];
        if (s.net.boundary_face[b] >= 0) volume += std::abs(steps[k].through_face[idx(s.net.boundary_face[b])]);
      }
      suspect.peak = 0.5 * (steps[peak].from + steps[peak].to);
      suspect.response = s.at_cell(cell, peak);
      if (const int inside = s.net.boundary_face[b]; inside >= 0 && boundary.kind == basin::BoundaryKind::water_level) {
        const model::Face& face = s.net.faces[idx(inside)];
        suspect.response = s.at_cell(idx(face.left == s.net.boundary_cell[b] ? face.right : face.left), peak);
      }
      suspect.mass_needed = suspect.response > 0.0 ? s.alarm.excess / suspect.response : nothing;
      suspect.load_needed = time > 0.0 ? s.alarm.excess / worth * volume / time : nothing;
      Search::compare(suspect);
    } else {
      s.judge(suspect, {}, {cell, s.net.boundary_face[b] >= 0 ? idx(s.net.faces[idx(s.net.boundary_face[b])].left) : cell});
      suspect.multiple = nothing;
    }
    found.explained += contribution;
    found.sources.push_back(std::move(suspect));
  }
}

/// Reaches and storage cells: anybody could have tipped something in there.
void judge_places(const Search& s, Trace& found) {
  const auto& grid = s.net.grid;
  std::vector<Suspect> reaches;
  std::vector<Course> best;
  for (std::size_t g = 0; g < grid.cells.size(); ++g) {
    const auto cell = idx(s.net.cell_of_grid[g]);
    const Course course = course_of(s.field.time, [&](std::size_t k) { return s.at_cell(cell, k); });
    const bool told = s.can_be_told(course);
    found.cells.push_back({g, told ? course.first : nothing, told ? course.peak : nothing, told ? course.last : nothing, told ? course.response : 0.0,
                           told ? s.alarm.excess / course.response : nothing});
    const auto& c = grid.cells[g];
    if (reaches.empty() || reaches.back().id != c.reach)
      reaches.push_back({.kind = "reach", .id = c.reach, .sector = {}, .jurisdiction = {}, .chief = {}, .place = {}, .verdict = {}, .why = {}}), best.emplace_back();
    if (told) {
      Course& b = best.back();
      if (course.response > b.response) b.response = course.response, b.peak = course.peak, b.integral = course.integral, reaches.back().place = basin::to_text(basin::Place{grid.rivers[idx(c.river)], c.chainage, {}});
      b.first = std::isnan(b.first) ? course.first : std::min(b.first, course.first);
      b.last = std::isnan(b.last) ? course.last : std::max(b.last, course.last);
    }
  }
  for (std::size_t i = 0; i < grid.storages.size(); ++i) {
    const auto cell = idx(s.net.storage_cell[i]);
    best.push_back(course_of(s.field.time, [&](std::size_t k) { return s.at_cell(cell, k); }));
    reaches.push_back({.kind = "storage", .id = grid.storages[i].id, .sector = {}, .jurisdiction = {}, .chief = {}, .place = grid.storages[i].id, .verdict = {}, .why = {}});
  }
  for (std::size_t i = 0; i < reaches.size(); ++i) {
    std::vector<std::size_t> cells;
    for (std::size_t g = 0; g < grid.cells.size(); ++g)
      if (grid.cells[g].reach == reaches[i].id) cells.push_back(idx(s.net.cell_of_grid[g]));
    if (reaches[i].kind == "storage")
      for (std::size_t k = 0; k < grid.storages.size(); ++k)
        if (grid.storages[k].id == reaches[i].id) cells.push_back(idx(s.net.storage_cell[k]));
    s.judge(reaches[i], best[i], cells);
    reaches[i].known_load = reaches[i].permitted_load = reaches[i].share_of_water = reaches[i].contribution = reaches[i].multiple = nothing;
    for (const auto& owner : s.scenario.basin.owners) {
      const auto place = basin::parse_place(reaches[i].place);
      if (place && owner.over.river == place->river && owner.over.from <= place->chainage && place->chainage <= owner.over.to) reaches[i].jurisdiction = owner.jurisdiction, reaches[i].chief = owner.chief;
    }
  }
  found.reaches = std::move(reaches);
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
