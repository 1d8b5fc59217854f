#include "model/transport.hpp"

#include <algorithm>
#include <cmath>

#include "model/dispersion.hpp"
#include "model/kinetics.hpp"
#include "model/steady_state.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

}  // namespace

struct Transport::Implementation {
  const basin::Scenario& scenario;
  const Network& net;
  std::size_t P;
  Carrier carrier;
  Kinetics kinetics;
  Dispersion dispersion;
  std::vector<double> before;  // (pollutant)
  long steps = 0;

  Implementation(const basin::Scenario& s, const Network& n)
      : scenario(s), net(n), P(s.basin.pollutants.size()), carrier(s, n), kinetics(s), dispersion(s, n), before(P) {}

  /// A step no longer than reactions and dispersion allow, see `longest_part`.
  void advance(const FlowStep& step) {
    const double longest = longest_part(step);
    const int parts = std::clamp(static_cast<int>(std::ceil((step.to - step.from) / longest)), 1, 100000);
    if (parts == 1)
      advance_part(step);
    else
      in_parts(net, step, parts, [&](const FlowStep& part) { advance_part(part); });
  }

  /// Water that enters during a step reacts for half of it, so that single parcels miss by k Δt / 2; implicit spreading is
  /// first order in time. Advection alone has no limit.
  double longest_part(const FlowStep& step) const {
    constexpr double reacted_share = 0.002;  // k Δt
    double longest = 1e300;
    if (kinetics.active()) longest = reacted_share / kinetics.fastest(carrier.loads.held() ? 0.0 : 0.5 * (step.from + step.to));
    if (dispersion.active()) longest = std::min(longest, dispersion.longest_step(step));
    return longest;
  }

  void advance_part(const FlowStep& step) {
    ++steps;
    const double middle = 0.5 * (step.from + step.to);
    spill(step.from, middle);
    carrier.update_concentrations(step.volume_before);
    react(step.from, middle, step.volume_before);
    carrier.carry(step);
    spill(middle, step.to);
    carrier.update_concentrations(step.volume_after);
    if (dispersion.active()) {
      dispersion.apply(step, P, carrier.concentration, carrier.mass, carrier.ledger.through_face);
      carrier.update_concentrations(step.volume_after);
    }
    react(middle, step.to, step.volume_after);
  }

  /// The steady flow carries the first instant's concentrations until nothing changes. A storage cell has its volume where
  /// its water is least, so that it may fill or empty and yet mix as much as it holds.
  void settle_down(const FlowStep& second, const std::vector<double>& volume) {
    constexpr double hour = 3600.0;
    double fastest = 0, stored = 0, fed = 0;
    for (const auto& p : scenario.basin.pollutants) fastest = std::max(fastest, p.decay_rate * std::pow(p.theta, 15.0));
    for (std::size_t c = 0; c < volume.size(); ++c)
      if (net.level_boundary[c] < 0) stored += volume[c];  // a level cell counts what passes it
    for (std::size_t s = 0; s < net.sources.size(); ++s) fed += std::max(second.from_source[s], 0.0);
    double dt = net.storage_cell.empty() ? hour : 24.0 * hour;
    if (fastest > 0.0) dt = std::min(dt, 0.01 / fastest);
    if (fed > 0.0) dt = std::min(dt, stored / fed / 40.0);
    const auto scaled = [&](const double* rates, std::size_t n) {
      std::vector<double> all(rates, rates + n);
      for (double& v : all) v *= dt;
      return all;
    };
    const auto faces = scaled(second.through_face, net.faces.size());
    const auto outlets = scaled(second.through_outlet, net.outlets.size());
    const auto sources = scaled(second.from_source, net.sources.size());
    // In rivers a steady flow keeps every volume to round-off; what is left is put where the fluxes say.
    std::vector<double> first = volume, last = volume, gain(volume.size(), 0.0);
    for (std::size_t f = 0; f < faces.size(); ++f) gain[idx(net.faces[f].left)] -= faces[f], gain[idx(net.faces[f].right)] += faces[f];
    for (std::size_t k = 0; k < outlets.size(); ++k) gain[idx(net.outlets[k].cell)] -= outlets[k];
    for (std::size_t s = 0; s < sources.size(); ++s) gain[idx(net.sources[s].cell)] += sources[s];
    for (const int c : net.storage_cell) (gain[idx(c)] > 0.0 ? last : first)[idx(c)] += std::abs(gain[idx(c)]);
    FlowStep step = second;
    step.from = 0.0, step.to = dt;
    step.volume_before = first.data(), step.volume_after = last.data();
    step.through_face = faces.data(), step.through_outlet = outlets.data(), step.from_source = sources.data();
    std::vector<double> earlier;
    carrier.loads.hold(true);
    for (int k = 0; k < 6000; ++k) {
      earlier = carrier.concentration;
      for (std::size_t i = 0; i < net.storage_cell.size(); ++i) {
        const auto c = idx(net.storage_cell[i]);
        for (std::size_t p = 0; p < P; ++p) {
          const auto& given = scenario.basin.storages[i].concentration;
          const auto found = given.find(scenario.basin.pollutants[p].id);
          if (found != given.end()) carrier.concentration[c * P + p] = found->second;
          carrier.mass[c * P + p] = carrier.concentration[c * P + p] * first[c];
        }
      }
      advance(step);
      double change = 0, largest = 0;
      for (std::size_t i = 0; i < earlier.size(); ++i) {
        change = std::max(change, std::abs(earlier[i] - carrier.concentration[i]));
        largest = std::max(largest, carrier.concentration[i]);
      }
      if (change <= 1e-10 * largest) break;
    }
    carrier.loads.hold(false);
  }

  void react(double from, double to, const double* volume) {
    if (!kinetics.active()) return;
    kinetics.prepare(carrier.loads.held() ? 0.0 : from, carrier.loads.held() ? to - from : to);
    for (std::size_t c = 0; c < idx(net.cells); ++c) {
      if (!(volume[c] > 0.0)) continue;
      std::copy(&carrier.mass[c * P], &carrier.mass[c * P] + P, before.begin());
      kinetics.apply(&carrier.mass[c * P]);
      for (std::size_t p = 0; p < P; ++p) carrier.ledger.reacted[c * P + p] += carrier.mass[c * P + p] - before[p];
    }
    carrier.update_concentrations(volume);
  }

  void spill(double from, double to) {
    if (carrier.loads.held()) return;
    for (const auto& s : scenario.spills) {
      const double a = std::max(from, s.from), b = std::min(to, s.to);
      if (b <= a) continue;
      std::size_t river = 0, pollutant = 0;
      while (net.grid.rivers[river] != s.at.river) ++river;
      while (scenario.basin.pollutants[pollutant].id != s.pollutant) ++pollutant;
      int g = net.river_first_cell[river];
      while (g + 1 < net.river_first_cell[river + 1] && net.grid.cells[idx(g)].chainage + 0.5 * net.grid.cells[idx(g)].length < s.at.chainage) ++g;
      const auto at = idx(net.cell_of_grid[idx(g)]) * P + pollutant;
      const double m = 1000.0 * s.mass * (b - a) / (s.to - s.from);
      carrier.mass[at] += m;
      carrier.ledger.from_spill[at] += m;
    }
  }
};

Transport::Transport(const basin::Scenario& scenario, const Network& network)
    : impl_(std::make_unique<Implementation>(scenario, network)) {}
Transport::~Transport() = default;

std::size_t Transport::pollutants() const { return impl_->P; }
const std::vector<double>& Transport::mass() const { return impl_->carrier.mass; }
const MassLedger& Transport::ledger() const { return impl_->carrier.ledger; }
long Transport::steps() const { return impl_->steps; }

void Transport::concentrations(double* out) const {
  const auto& t = *impl_;
  for (std::size_t p = 0; p < t.P; ++p)
    for (std::size_t g = 0; g < t.net.cell_of_grid.size(); ++g)
      out[p * t.net.cell_of_grid.size() + g] = t.carrier.concentration[idx(t.net.cell_of_grid[g]) * t.P + p];
}

void Transport::storage_concentrations(double* out) const {
  const auto& t = *impl_;
  const std::size_t storages = t.net.storage_cell.size();
  for (std::size_t p = 0; p < t.P; ++p)
    for (std::size_t i = 0; i < storages; ++i) out[p * storages + i] = t.carrier.concentration[idx(t.net.storage_cell[i]) * t.P + p];
}

void Transport::start_with(const std::vector<double>& mass, const std::vector<double>& volume) {
  impl_->carrier.mass = mass;
  impl_->carrier.update_concentrations(volume.data());
}

void Transport::save(State& state) const {
  const auto& c = impl_->carrier;
  state["transport.mass"] = c.mass, state["transport.concentration"] = c.concentration;
  state["transport.through_face"] = c.ledger.through_face, state["transport.through_outlet"] = c.ledger.through_outlet;
  state["transport.from_source"] = c.ledger.from_source, state["transport.from_spill"] = c.ledger.from_spill, state["transport.reacted"] = c.ledger.reacted;
  state["transport.steps"] = {static_cast<double>(impl_->steps)};
}

void Transport::restore(const State& state) {
  auto& c = impl_->carrier;
  c.mass = state.at("transport.mass"), c.concentration = state.at("transport.concentration");
  c.ledger.through_face = state.at("transport.through_face"), c.ledger.through_outlet = state.at("transport.through_outlet");
  c.ledger.from_source = state.at("transport.from_source"), c.ledger.from_spill = state.at("transport.from_spill"), c.ledger.reacted = state.at("transport.reacted");
  impl_->steps = std::lround(state.at("transport.steps").front());
}

std::vector<double> Transport::kinks() const {
  std::vector<double> all = impl_->carrier.loads.kinks();
  for (const auto& s : impl_->scenario.spills) all.insert(all.end(), {s.from, s.to});
  return all;
}

void Transport::start(const FlowStep& second, const std::vector<double>& volume) {
  auto& t = *impl_;
  const auto& given = t.scenario.initial.concentration;
  bool all_given = true;
  for (const auto& p : t.scenario.basin.pollutants) all_given = all_given && given.count(p.id) > 0;
  std::vector<const basin::Initial::Profile*> profiles;
  for (const auto& p : t.scenario.initial.profiles)
    if (!p.concentration.empty()) profiles.push_back(&p);

  if (!all_given && profiles.empty() && t.scenario.initial.steady) t.settle_down(second, volume);
  const auto set = [&](std::size_t c, std::size_t p, double value) {
    t.carrier.concentration[c * t.P + p] = value;
    t.carrier.mass[c * t.P + p] = value * volume[c];
  };
  for (std::size_t p = 0; p < t.P; ++p) {
    const auto& id = t.scenario.basin.pollutants[p].id;
    const auto found = given.find(id);
    for (std::size_t g = 0; g < t.net.cell_of_grid.size(); ++g) {
      const auto c = idx(t.net.cell_of_grid[g]);
      const auto& cell = t.net.grid.cells[g];
      double value = found != given.end() ? found->second : t.carrier.concentration[c * t.P + p];
      for (const auto* profile : profiles) {
        const auto column = profile->concentration.find(id);
        if (profile->river != t.net.grid.rivers[idx(cell.river)] || column == profile->concentration.end()) continue;
        value = at_chainage(*profile, column->second, cell.chainage);
      }
      set(c, p, value);
    }
    for (std::size_t i = 0; i < t.net.storage_cell.size(); ++i) {
      const auto c = idx(t.net.storage_cell[i]);
      const auto& of_storage = t.scenario.basin.storages[i].concentration;
      const auto own = of_storage.find(id);
      const bool wet = volume[c] > physics::dry_depth * t.net.reference_width[c] * t.net.length[c];
      set(c, p, !wet ? 0.0 : own != of_storage.end() ? own->second : found != given.end() ? found->second : t.carrier.concentration[c * t.P + p]);
    }
  }
  for (auto* sums : {&t.carrier.ledger.through_face, &t.carrier.ledger.through_outlet, &t.carrier.ledger.from_source, &t.carrier.ledger.from_spill,
                     &t.carrier.ledger.reacted})
    std::fill(sums->begin(), sums->end(), 0.0);
  t.steps = 0;
}

void Transport::advance(const FlowStep& step) { impl_->advance(step); }

}  // namespace riverchief::model
