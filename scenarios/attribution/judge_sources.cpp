#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "model/loads.hpp"
#include "scenarios/attribution/search.hpp"

namespace riverchief::attribution {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

constexpr double unlikely_multiple = 100.0;

double permitted_load(const basin::Scenario& scenario, const std::string& id, const std::string& pollutant) {
  for (const auto& outfall : scenario.basin.outfalls) {
    if (outfall.id != id) continue;
    const auto load = outfall.permitted_load.find(pollutant), concentration = outfall.permitted_concentration.find(pollutant);
    if (load != outfall.permitted_load.end()) return 1000.0 * load->second;
    if (concentration != outfall.permitted_concentration.end()) return concentration->second * outfall.permitted_discharge.value_or(outfall.discharge);
  }
  return not_told;
}

/// The measure by which sources are ranked: how many times its permitted, else its known load it would have had to release.
void compare(Suspect& suspect) {
  const double usual = suspect.permitted_load > 0.0 ? suspect.permitted_load : suspect.known_load;
  const double known = std::isnan(suspect.known_load) ? 0.0 : suspect.known_load;
  suspect.multiple = usual > 0.0 ? (known + suspect.load_needed) / usual : not_told;
  if (suspect.verdict == "possible" && suspect.multiple > unlikely_multiple)
    suspect.verdict = "unlikely", suspect.why = fmt::format("it would have had to release {:.3g} times its {} load", suspect.multiple, suspect.permitted_load > 0.0 ? "permitted" : "known");
}

}  // namespace

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
    const ResponseCourse course = course_of(s.field.time, response);
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
    suspect.known_load = covered > 0.0 ? released / covered : not_told;
    suspect.contribution = contribution, suspect.share_of_water = water;
    compare(suspect);
    found.explained += contribution;
    found.sources.push_back(std::move(suspect));
  }
}

/// Spills of the scenario: masses without water.
void judge_spills(const Search& s, Trace& found) {
  for (const auto& spill : s.scenario.spills) {
    if (spill.pollutant != s.alarm.pollutant) continue;
    const auto cell = idx(model::cell_of(s.net, s.scenario.basin, {.place = spill.at, .storage = {}}));
    const ResponseCourse course = course_of(s.field.time, [&](std::size_t k) { return s.at_cell(cell, k); });
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
    suspect.known_load = rate, suspect.permitted_load = suspect.share_of_water = not_told;
    suspect.contribution = contribution;
    suspect.multiple = contribution > 0.0 ? s.alarm.excess / contribution : not_told;
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
    suspect.permitted_load = not_told, suspect.share_of_water = worth > 0.0 ? 0.0 : not_told;
    suspect.known_load = covered > 0.0 ? released / covered : not_told;
    suspect.contribution = contribution;
    const auto cell = idx(s.net.boundary_cell[b]);
    constexpr double least_share = 1e-4;
    if (worth > least_share) {
      suspect.share_of_water = 0.0;
      suspect.first = not_told;
      double volume = 0.0, time = 0.0;
      for (std::size_t k = 0; k < shares.size(); ++k) {
        suspect.share_of_water += shares[k];
        if (shares[k] / (steps[k].to - steps[k].from) < counted * most) continue;
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
      suspect.mass_needed = suspect.response > 0.0 ? s.alarm.excess / suspect.response : not_told;
      suspect.load_needed = time > 0.0 ? s.alarm.excess / worth * volume / time : not_told;
      compare(suspect);
    } else {
      s.judge(suspect, {}, {cell, s.net.boundary_face[b] >= 0 ? idx(s.net.faces[idx(s.net.boundary_face[b])].left) : cell});
      suspect.multiple = not_told;
    }
    found.explained += contribution;
    found.sources.push_back(std::move(suspect));
  }
}

}  // namespace riverchief::attribution
