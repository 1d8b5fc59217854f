#include "model/transport.hpp"

#include <algorithm>
#include <cmath>

#include "model/carrier.hpp"
#include "model/coupled_kinetics.hpp"
#include "model/dispersion.hpp"
#include "model/steady_state.hpp"
#include "model/transient_storage.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

}  // namespace

struct Transport::Implementation {
  const basin::Scenario& scenario;
  const Network& net;
  std::size_t P;
  Carrier carrier;
  Dispersion dispersion;
  TransientStorage still;
  CoupledKinetics coupled;
  long steps = 0;

  Implementation(const basin::Scenario& s, const Network& n)
      : scenario(s), net(n), P(s.basin.pollutants.size()), carrier(s, n), dispersion(s, n), still(s, n, P, carrier.kept_apart.columns()), coupled(s, n, carrier.kept_apart) {}

  /// Cuts a step where still water or dispersion ask for it, or where a constituent decays by a large part within it; advection has no limit.
  void advance(const FlowStep& step) {
    double longest = carrier.kinetics.longest_step(carrier.loads.held() ? 0.0 : 0.5 * (step.from + step.to));
    longest = std::min(longest, still.longest_step());
    if (dispersion.active()) longest = std::min(longest, dispersion.longest_step(step));
    if (coupled.active()) longest = std::min(longest, coupled.quality.longest_step(step));
    const int parts = std::clamp(static_cast<int>(std::ceil((step.to - step.from) / longest)), 1, 100000);
    if (parts == 1)
      advance_part(step);
    else
      in_parts(net, step, parts, [&](const FlowStep& part) { advance_part(part); });
  }

  void advance_part(const FlowStep& step) {
    ++steps;
    const bool moves_alone = !coupled.active() && !dispersion.active() && !still.active();
    if (!moves_alone) {
      if (coupled.active()) coupled.before(step, carrier, carrier.ledger.reacted);
      exchange(0.5 * (step.to - step.from), step, step.volume_before);
      carrier.update_concentrations(step.volume_before);
    }
    carrier.carry(step);
    carrier.update_concentrations(step.volume_after);
    if (moves_alone) return;
    exchange(0.5 * (step.to - step.from), step, step.volume_after);
    if (still.active() && carrier.kinetics.active()) still.react(carrier.kinetics, carrier.kept_apart, carrier.ledger.reacted);
    if (coupled.active()) coupled.after(step, carrier, carrier.ledger.reacted, carrier.loads.held() || is_shown(step.to));
    carrier.update_concentrations(step.volume_after);
  }

  /// What does not move with the water: spreading, and exchange with still water.
  void exchange(double time, const FlowStep& step, const double* volume) {
    if (dispersion.active()) dispersion.spread(time, step, volume, carrier.columns(), carrier, carrier.ledger.through_face, carrier.watches);
    if (still.active() && !carrier.loads.held()) still.exchange(time, volume, carrier);
  }

  /// Whether a state is written or the integration begins anew at an instant.
  bool is_shown(double time) const {
    const auto is_multiple = [&](double every) { return every > 0.0 && std::abs(time - std::round(time / every) * every) < 1e-6 * (1.0 + 1e-6 * time); };
    return is_multiple(scenario.output_every) || is_multiple(scenario.checkpoint_every) || time >= scenario.duration - 1e-6;
  }

  /// All that is there was there before the run.
  void begin_tags() {
    const std::size_t K = carrier.kept_apart.columns();
    std::fill(carrier.tags.begin(), carrier.tags.end(), 0.0);
    std::fill(still.tags.begin(), still.tags.end(), 0.0);
    for (std::size_t c = 0; K > 0 && c < idx(net.cells); ++c) carrier.kept_apart.add_before(&carrier.mass[c * P], &carrier.tags[c * K]);
    for (std::size_t z = 0; K > 0 && z * K < still.tags.size(); ++z) carrier.kept_apart.add_before(&still.mass[z * P], &still.tags[z * K]);
  }

  /// (tagged pollutant, tag, cell): shares of the concentration, so that every set adds up to it.
  void tag_concentrations(const std::vector<int>& cells, double* out) const {
    const Tags& tags = carrier.kept_apart;
    std::vector<double> shares(tags.columns());
    std::fill_n(out, tags.columns() * cells.size(), 0.0);
    for (std::size_t g = 0; g < cells.size(); ++g)
      for (const TagBlock& block : tags.blocks()) {
        const double* columns = &carrier.tags[idx(cells[g]) * tags.columns() + block.first];
        tag_shares(columns, block.active, shares.data());
        for (std::size_t t = 0; t < block.active; ++t) out[(block.first + t) * cells.size() + g] = shares[t] * carrier.concentration[idx(cells[g]) * P + block.pollutant];
      }
  }

  /// The steady flow carries the first instant's concentrations until nothing changes. A storage cell has its volume where
  /// its water is least, so that it may fill or empty and yet mix as much as it holds.
  void settle_down(const FlowStep& second, const std::vector<double>& volume) {
    constexpr double hour = 3600.0;
    double stored = 0, fed = 0;
    for (std::size_t c = 0; c < volume.size(); ++c)
      if (net.level_boundary[c] < 0) stored += volume[c];  // a level cell counts what passes it
    for (std::size_t s = 0; s < net.sources.size(); ++s) fed += std::max(second.from_source[s], 0.0);
    double dt = net.storage_cell.empty() ? hour : 24.0 * hour;
    dt = std::min(dt, 0.1 * carrier.kinetics.longest_step(0.0));
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
    coupled.hold(true);
    const double settled = coupled.active() ? 1e-6 : 1e-10;
    for (int k = 0; k < 6000; ++k) {
      coupled.begin(0.0);
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
      carrier.update_concentrations(first.data());
      advance(step);
      double change = 0, largest = 0;
      for (std::size_t i = 0; i < earlier.size(); ++i) {
        change = std::max(change, std::abs(earlier[i] - carrier.concentration[i]));
        largest = std::max(largest, carrier.concentration[i]);
      }
      if (change <= settled * largest) break;
    }
    carrier.loads.hold(false);
    coupled.hold(false);
    coupled.begin(0.0);
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

const Tags& Transport::tags() const { return impl_->carrier.kept_apart; }
const std::vector<std::size_t>& Transport::watched_faces() const { return impl_->carrier.watches.grid_faces; }
const std::vector<double>& Transport::passed() const { return impl_->carrier.watches.passed; }
const std::vector<double>& Transport::tags_passed() const { return impl_->carrier.watches.tags_passed; }
std::vector<double> Transport::held() const {
  std::vector<double> mass = impl_->carrier.mass;
  impl_->still.add_to(mass);
  return mass;
}

void Transport::tag_concentrations(double* out) const { impl_->tag_concentrations(impl_->net.cell_of_grid, out); }
void Transport::tag_storage_concentrations(double* out) const { impl_->tag_concentrations(impl_->net.storage_cell, out); }

void Transport::start_with(const State& state, const std::vector<double>& volume) {
  auto& t = *impl_;
  t.carrier.mass = state.at("transport.mass");
  t.carrier.update_concentrations(volume.data());
  t.still.fill(t.carrier);
  const auto still = state.find("transport.still");
  if (still != state.end() && still->second.size() == t.still.mass.size()) t.still.mass = still->second;
  t.begin_tags();
}

void Transport::save(State& state) const {
  const auto& c = impl_->carrier;
  state["transport.mass"] = c.mass, state["transport.concentration"] = c.concentration;
  state["transport.through_face"] = c.ledger.through_face, state["transport.through_outlet"] = c.ledger.through_outlet;
  state["transport.from_source"] = c.ledger.from_source, state["transport.from_spill"] = c.ledger.from_spill, state["transport.reacted"] = c.ledger.reacted;
  state["transport.tags"] = c.tags, state["transport.passed"] = c.watches.passed, state["transport.tags_passed"] = c.watches.tags_passed;
  if (impl_->still.active()) state["transport.still"] = impl_->still.mass, state["transport.still_tags"] = impl_->still.tags;
  impl_->coupled.save(state);
  state["transport.film"] = std::vector<double>(c.film.begin(), c.film.end());
  state["transport.steps"] = {static_cast<double>(impl_->steps)};
}

void Transport::restore(const State& state) {
  auto& c = impl_->carrier;
  c.mass = state.at("transport.mass"), c.concentration = state.at("transport.concentration");
  c.ledger.through_face = state.at("transport.through_face"), c.ledger.through_outlet = state.at("transport.through_outlet");
  c.ledger.from_source = state.at("transport.from_source"), c.ledger.from_spill = state.at("transport.from_spill"), c.ledger.reacted = state.at("transport.reacted");
  const auto take = [&](const char* name, std::vector<double>& into) {  // written since tags are known
    const auto found = state.find(name);
    if (found != state.end() && found->second.size() == into.size()) into = found->second;
  };
  take("transport.tags", c.tags), take("transport.tags_passed", c.watches.tags_passed), take("transport.passed", c.watches.passed);
  take("transport.still", impl_->still.mass), take("transport.still_tags", impl_->still.tags);
  impl_->coupled.restore(state);
  std::vector<double> film(c.film.begin(), c.film.end());
  take("transport.film", film);
  for (std::size_t i = 0; i < film.size(); ++i) c.film[i] = film[i] != 0.0;
  impl_->steps = std::lround(state.at("transport.steps").front());
}

std::vector<double> Transport::kinks() const {
  std::vector<double> all = impl_->carrier.loads.kinks();
  for (const auto& s : impl_->scenario.spills) all.insert(all.end(), {s.from, s.to});
  const auto windows = impl_->carrier.kept_apart.kinks();
  all.insert(all.end(), windows.begin(), windows.end());
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
  t.carrier.update_concentrations(volume.data());
  t.still.fill(t.carrier);
  t.begin_tags();
  for (auto* sums : {&t.carrier.ledger.through_face, &t.carrier.ledger.through_outlet, &t.carrier.ledger.from_source, &t.carrier.ledger.from_spill,
                     &t.carrier.ledger.reacted, &t.carrier.watches.passed, &t.carrier.watches.tags_passed})
    std::fill(sums->begin(), sums->end(), 0.0);
  t.steps = 0;
}

void Transport::advance(const FlowStep& step) { impl_->advance(step); }

}  // namespace riverchief::model
