#include "scenarios/attribution/backward.hpp"

#include <algorithm>
#include <cmath>

#include "model/flow_step.hpp"
#include "model/transport.hpp"

namespace riverchief::attribution {
namespace {

std::vector<double> negated(const std::vector<double>& values) {
  std::vector<double> all(values);
  for (double& v : all) v = -v;
  return all;
}

void add(const double* more, std::vector<double>& to) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += more[i];
}

/// One constituent that nothing brings and that does not decay.
basin::Scenario backward_scenario(const basin::Scenario& scenario) {
  basin::Scenario s = scenario;
  s.basin.pollutants = {{.id = "backward response", .name_zh = "", .name_en = "", .standard_item = ""}};
  s.basin.reactions.clear();
  s.basin.quality = {};
  s.spills.clear();
  s.tags = {};
  s.initial.concentration = {{"backward response", 0.0}};
  for (auto& boundary : s.boundaries) boundary.concentration.clear();
  return s;
}

}  // namespace

void StepKeeper::flowed(const model::FlowStep& step) {
  if (step.to <= end_ - back_) return;
  const int parts = static_cast<int>(std::ceil((step.to - step.from) / longest()));
  if (parts > 1) model::in_parts(net_, step, parts, [&](const model::FlowStep& part) { keep(part); });
  else keep(step);
}

void StepKeeper::keep(const model::FlowStep& step) {
  constexpr double same = 1e-9;
  while (!steps_.empty() && step.from < steps_.back().to - same * (1.0 + step.to)) steps_.pop_back();  // a rule took the run back
  const auto copy = [](const double* from, std::size_t n) { return std::vector<double>(from, from + n); };
  const auto cells = static_cast<std::size_t>(net_.cells);
  if (steps_.empty()) first_volume_ = copy(step.volume_before, cells);
  const bool joins = !steps_.empty() && steps_.back().to - steps_.back().from < shortest_ && step.to - steps_.back().from < 2.0 * shortest_;
  if (joins) {
    KeptStep& last = steps_.back();
    add(step.through_face, last.through_face), add(step.through_outlet, last.through_outlet), add(step.from_source, last.from_source);
    last.to = step.to;
  } else {
    steps_.push_back({.from = step.from, .to = step.to, .volume_after = {}, .through_face = copy(step.through_face, net_.faces.size()),
                      .through_outlet = copy(step.through_outlet, net_.outlets.size()), .from_source = copy(step.from_source, net_.sources.size()),
                      .area = {}, .discharge = {}, .level = {}});
  }
  KeptStep& last = steps_.back();
  last.volume_after = copy(step.volume_after, cells), last.area = copy(step.area, net_.sites.size());
  last.discharge = copy(step.discharge, net_.faces.size()), last.level = copy(step.level, net_.sites.size());
  while (!steps_.empty() && steps_.front().to <= end_ - back_ + same * end_) first_volume_ = steps_.front().volume_after, steps_.pop_front();
}

BackwardField carry_backward(const basin::Scenario& scenario, const model::Network& network, const StepKeeper& kept, int cell) {
  const basin::Scenario reverse = backward_scenario(scenario);
  model::Network net = network;
  net.grid.pollutants = {"backward response"};
  for (auto& outlet : net.outlets) outlet.carries_mass = true;  // rain that fell takes ψ out: it diluted what was there
  const std::size_t own_outlets = net.outlets.size();
  for (const auto& source : net.sources) {  // what came in from the side goes out there
    model::Network::Outlet way_out{};
    way_out.cell = source.cell;
    if (source.boundary < 0) net.outlets.push_back(way_out);
  }
  model::Transport transport(reverse, net);
  const auto& steps = kept.steps();
  const auto cells = static_cast<std::size_t>(net.cells);
  std::vector<double> mass(cells, 0.0);
  mass[static_cast<std::size_t>(cell)] = 1.0;
  model::State state{{"transport.mass", mass}}, begun;
  transport.start_with(state, steps.back().volume_after);
  transport.save(begun);
  if (const auto still = begun.find("transport.still"); still != begun.end()) {  // the water beside the section's is not the section's
    state["transport.still"] = std::vector<double>(still->second.size(), 0.0);
    transport.start_with(state, steps.back().volume_after);
  }

  BackwardField field;
  const auto take_down = [&](double time, const std::vector<double>& volume) {
    std::vector<float> psi(cells, 0.0F);
    for (std::size_t c = 0; c < cells; ++c) {
      const bool wet = volume[c] > physics::dry_depth * net.reference_width[c] * net.length[c];
      psi[c] = wet ? static_cast<float>(transport.mass()[c] / volume[c]) : 0.0F;
    }
    field.time.push_back(time), field.response.push_back(std::move(psi));
  };
  const auto level_shares = [&] {
    std::vector<double> shares(scenario.boundaries.size(), 0.0);
    for (std::size_t b = 0; b < shares.size(); ++b) {
      const int f = net.boundary_face[b], c = net.boundary_cell[b];
      if (f < 0 || c < 0 || net.level_boundary[static_cast<std::size_t>(c)] < 0) continue;
      const double through = transport.ledger().through_face[static_cast<std::size_t>(f)];
      shares[b] = net.faces[static_cast<std::size_t>(f)].right == c ? through : -through;
    }
    return shares;
  };
  take_down(steps.back().to, steps.back().volume_after);
  std::vector<double> sources(net.sources.size(), 0.0), levels = level_shares();
  for (std::size_t k = steps.size(); k-- > 0;) {
    const KeptStep& step = steps[k];
    const std::vector<double>& before = k > 0 ? steps[k - 1].volume_after : kept.first_volume();
    const KeptStep& earlier = k > 0 ? steps[k - 1] : step;
    const auto faces = negated(step.through_face), discharge = negated(earlier.discharge);
    auto outlets = negated(step.through_outlet), sides = negated(step.from_source);
    for (std::size_t s = 0; s < sides.size(); ++s)
      if (net.sources[s].boundary < 0) outlets.push_back(-sides[s]), sides[s] = 0.0;
    transport.advance({step.from, step.to, step.volume_after.data(), before.data(), faces.data(), outlets.data(), sides.data(), earlier.area.data(), discharge.data(),
                       earlier.level.data()});
    take_down(step.from, before);
    std::vector<double> now(net.sources.size()), now_levels = level_shares();
    for (std::size_t s = 0, way_out = own_outlets; s < now.size(); ++s)
      now[s] = (net.sources[s].boundary < 0 ? transport.ledger().through_outlet[way_out++] : -transport.ledger().from_source[s]) - sources[s];
    for (std::size_t s = 0; s < now.size(); ++s) sources[s] += now[s];
    std::vector<double> through(now_levels.size());
    for (std::size_t b = 0; b < through.size(); ++b) through[b] = now_levels[b] - levels[b];
    levels = std::move(now_levels);
    field.entered.push_back(std::move(now)), field.entered_level.push_back(std::move(through));
  }
  const std::vector<double> held = transport.held();
  for (std::size_t c = 0; c < cells; ++c)
    if (net.level_boundary[c] < 0) field.left += held[c];
  for (std::size_t k = 0; k < own_outlets; ++k) field.without_origin += transport.ledger().through_outlet[k];
  for (auto* list : {&field.entered, &field.entered_level}) std::reverse(list->begin(), list->end());
  std::reverse(field.time.begin(), field.time.end());
  std::reverse(field.response.begin(), field.response.end());
  return field;
}

}  // namespace riverchief::attribution
