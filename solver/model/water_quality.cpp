#include "model/water_quality.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/complaint.hpp"
#include "core/parallel.hpp"
#include "model/cell_rates.hpp"
#include "model/process_rates.hpp"
#include "model/sky.hpp"
#include "model/surroundings.hpp"
#include "physics/water_quality/light.hpp"
#include "physics/water_quality/limits.hpp"

namespace riverchief::model {
namespace {

constexpr std::size_t W = numerics::batch_width;
constexpr double day = 86400.0;

using basin::RateId;
using basin::Role;

bool any_role(const basin::Basin& basin) {
  return std::any_of(basin.pollutants.begin(), basin.pollutants.end(), [](const auto& p) { return p.role != Role::none; });
}

}  // namespace

struct WaterQuality::Implementation {
  const basin::Scenario& scenario;
  const Network& net;
  const basin::Quality& q;
  std::size_t P, cells, batches;
  ProcessTable table;
  ProcessRates rates;
  CellRates cell_rates;
  Surroundings surroundings;
  SkyAbove sky_above;
  std::unique_ptr<numerics::Reactor> reactor;
  std::vector<double> bottom_algae;              // (cell) [g/m2]
  std::vector<double> temperature;               // (cell) [degC] in the middle of the step
  std::vector<double> aeration;                  // (cell) by falls [1/s]
  std::vector<Way> ways;
  std::vector<std::vector<std::pair<std::size_t, Process::Passage>>> passages;  // (counted process) way and amounts
  std::vector<double> work;                      // (batch, state and counted, system)
  std::vector<char> failed;                      // (batch)
  std::vector<char> driven, has_way;             // (pollutant)
  double pressure, fastest = 0.0;
  bool followed = false, held = false;
  long earlier_steps = 0;

  Implementation(const basin::Scenario& s, const Network& n)
      : scenario(s), net(n), q(s.basin.quality), P(s.basin.pollutants.size()), cells(static_cast<std::size_t>(n.cells)), batches((cells + W - 1) / W),
        table(make_processes(s.basin)), rates(table, batches), cell_rates(s, n), surroundings(s, n), sky_above(s), temperature(cells, 20.0), aeration(cells, 0.0),
        failed(batches, 0), driven(P, 0), has_way(P, 0), pressure(physics::standard_pressure(s.basin.quality.altitude)) {
    if (q.bottom_algae) bottom_algae.assign(cells, q.bottom_algae_start);
    for (std::size_t p = 0; p < P; ++p) driven[p] = s.basin.pollutants[p].role != Role::none;
    fastest = find_fastest();
    find_ways();
    follow(false);
  }

  void find_ways() {
    const auto carried = [&](int state) { return state < 0 ? -1 : table.pollutants[static_cast<std::size_t>(state)]; };
    for (const Process& process : table.processes) {
      if (process.passages.empty()) continue;
      passages.emplace_back();
      for (const auto& passage : process.passages) {
        const Way way{carried(passage.from), carried(passage.to)};
        if (way.from < 0 && way.to < 0) continue;
        auto at = std::find_if(ways.begin(), ways.end(), [&](const Way& w) { return w.from == way.from && w.to == way.to; });
        if (at == ways.end()) at = ways.insert(ways.end(), way);
        for (const int end : {way.from, way.to})
          if (end >= 0) has_way[static_cast<std::size_t>(end)] = 1;
        passages.back().emplace_back(static_cast<std::size_t>(at - ways.begin()), passage);
      }
    }
  }

  void follow(bool yes) {
    followed = yes;
    if (table.roles.empty()) return;
    const std::vector<double> next = reactor ? reactor->next_steps() : std::vector<double>(batches, 0.0);
    if (reactor) earlier_steps += reactor->steps();
    reactor = std::make_unique<numerics::Reactor>(rates.pattern(followed), rates, batches);
    reactor->set_next_steps(next);
    work.assign(batches * (table.roles.size() + (followed ? passages.size() : 0)) * W, 0.0);
  }

  void react(double from, double to, const FlowStep& step, const double* volume, std::vector<double>& mass, Reacted& reacted) {
    reacted.change = mass;
    for (double& m : reacted.change) m = -m;
    if (followed) reacted.lost.assign(cells * ways.size(), 0.0), reacted.gained.assign(cells * ways.size(), 0.0);
    surroundings.look(step, volume);
    const physics::Sky sky = held ? sky_above.of_first_day() : sky_above.during(from, to);
    exchange_heat(sky, to - from, volume, mass, held ? 0.0 : 0.5 * (from + to));
    aerate_at_falls();
    core::at_once(table.roles.empty() ? 0 : batches, [&](std::size_t b) { react_batch(b, to - from, sky, volume, mass, reacted); });
    for (std::size_t b = 0; b < batches; ++b)
      if (failed[b]) give_up(b, from);
    for (std::size_t i = 0; i < mass.size(); ++i) reacted.change[i] += mass[i];
  }

  /// The temperature of the step's middle, and of its end where water exchanges heat.                           [HT-6]
  void exchange_heat(const physics::Sky& sky, double dt, const double* volume, std::vector<double>& mass, double middle) {
    if (table.temperature < 0) {
      cell_rates.set_temperature(sky_above.water_temperature(middle));
      std::fill(temperature.begin(), temperature.end(), sky_above.water_temperature(middle));
      return;
    }
    for (std::size_t c = 0; c < cells; ++c) {
      if (!surroundings.wet[c]) continue;
      double& heat = mass[c * P + static_cast<std::size_t>(table.temperature)];
      const double before = heat / volume[c], after = sky_above.known() ? physics::temperature_after(sky, surroundings.current[c].depth, before, dt) : before;
      temperature[c] = 0.5 * (before + after);
      heat = after * volume[c];
    }
    cell_rates.set_temperatures(temperature);
  }

  /// A fall takes the deficit down by its ratio while the water of the cell below is replaced once.               [OX-8]
  void aerate_at_falls() {
    std::fill(aeration.begin(), aeration.end(), 0.0);
    for (const auto& fall : surroundings.falls) {
      const auto c = static_cast<std::size_t>(fall.cell);
      const auto& drop = q.drops[static_cast<std::size_t>(fall.drop)];
      const auto& at = surroundings.current[c];
      if (!surroundings.wet[c] || !(at.discharge > 0.0)) continue;
      const double in_volume = at.velocity > 0.0 ? at.velocity / net.length[c] : 0.0;  // of the cell per second
      aeration[c] += std::log(physics::deficit_ratio(drop.quality, drop.shape, fall.height, temperature[c])) * in_volume * std::min(fall.discharge / at.discharge, 1.0);
    }
  }

  double reaeration(std::size_t c, const physics::Sky& sky) const {
    const auto& at = surroundings.current[c];
    double k = 0;
    switch (q.reaeration) {
      case basin::Reaeration::covar: k = physics::covar(at); break;
      case basin::Reaeration::oconnor_dobbins: k = physics::oconnor_dobbins(at); break;
      case basin::Reaeration::churchill: k = physics::churchill(at); break;
      case basin::Reaeration::owens_gibbs: k = physics::owens_gibbs(at); break;
      case basin::Reaeration::tsivoglou_neal: k = physics::tsivoglou_neal(at); break;
      case basin::Reaeration::value: return cell_rates.at(RateId::reaeration_rate, c) + aeration[c];
    }
    if (q.wind_reaeration) k += physics::banks_herrera(sky.wind) / at.depth;
    constexpr double theta = 1.024;
    return k * physics::temperature_factor(theta, temperature[c]) + aeration[c];
  }

  double light_limit(bool bottom, double light, double constant, double thickness) const {
    const double at_bed = bottom ? light * std::exp(-thickness) : 0.0;
    switch (q.light) {
      case basin::LightLaw::steele: return bottom ? physics::steele_growth(at_bed, constant) : physics::steele_growth(light, constant, thickness);
      case basin::LightLaw::smith: return bottom ? physics::smith_growth(at_bed, constant) : physics::smith_growth(light, constant, thickness);
      case basin::LightLaw::half_saturation: break;
    }
    return bottom ? physics::half_saturation_growth(at_bed, constant) : physics::half_saturation_growth(light, constant, thickness);
  }

  /// The coefficients of one cell; y: (state, system) from the cell's own column on.
  void fill(std::size_t c, const physics::Sky& sky, const double* y, double* k) const {
    const auto& at = surroundings.current[c];
    const auto of = [&](int state) { return state < 0 ? 0.0 : y[static_cast<std::size_t>(state) * W]; };
    const auto rate = [&](RateId id) { return cell_rates.at(id, c); };
    const double solids = table.solids >= 0 ? of(table.solids) : cell_rates.value(RateId::background_solids, c);
    const double in_water = physics::short_wave(sky);
    double thickness = -1.0, aerated = -1.0;
    const auto shade = [&] {
      if (thickness < 0.0)
        thickness = at.depth * physics::extinction(cell_rates.value(RateId::background_extinction, c), cell_rates.value(RateId::solids_extinction, c), solids,
                                                   cell_rates.value(RateId::chlorophyll_extinction, c), of(table.phytoplankton));
      return thickness;
    };
    for (std::size_t p = 0; p < table.processes.size(); ++p, k += W) {
      const Process& process = table.processes[p];
      switch (process.coefficient) {
        case CoefficientOf::rate: *k = rate(process.rate); break;
        case CoefficientOf::settling:
        case CoefficientOf::bed: *k = rate(process.rate) / at.depth; break;
        case CoefficientOf::air_in: *k = (aerated = reaeration(c, sky)) * physics::oxygen_saturation(temperature[c], q.salinity, pressure); break;
        case CoefficientOf::air_out: *k = aerated; break;  // stands behind air_in
        case CoefficientOf::growth:
          *k = in_water > 0.0 ? rate(process.rate) * light_limit(false, in_water * cell_rates.value(RateId::light_share, c), cell_rates.value(RateId::light_constant, c), shade()) : 0.0;
          break;
        case CoefficientOf::bottom_growth:
          *k = in_water > 0.0 ? rate(process.rate) / at.depth * light_limit(true, in_water * cell_rates.value(RateId::light_share, c), cell_rates.value(RateId::bottom_light_constant, c), shade()) : 0.0;
          break;
        case CoefficientOf::die_off: *k = rate(process.rate) + rate(RateId::coliform_light) * physics::mean_light(in_water, in_water > 0.0 ? shade() : 0.0); break;
        case CoefficientOf::bound_settling:
          *k = rate(process.rate) / at.depth * physics::bound_share(cell_rates.value(RateId::heavy_metal_partition, c), solids);
          break;
      }
    }
  }

  void react_batch(std::size_t b, double dt, const physics::Sky& sky, const double* volume, std::vector<double>& mass, Reacted& reacted) {
    const std::size_t n = table.roles.size(), count = std::min(W, cells - b * W);
    double* y = &work[b * (n + (followed ? passages.size() : 0)) * W];
    double* extents = followed ? y + n * W : nullptr;
    double* k = rates.coefficients(b);
    failed[b] = 0;
    bool any = false;
    for (std::size_t j = 0; j < W; ++j) {
      const std::size_t c = b * W + j;
      const bool reacts = j < count && surroundings.wet[c];
      any = any || reacts;
      for (std::size_t s = 0; s < n; ++s) {
        const int pollutant = table.pollutants[s];
        y[s * W + j] = !reacts ? 0.0 : pollutant >= 0 ? mass[c * P + static_cast<std::size_t>(pollutant)] / volume[c] : bottom_algae[c] / surroundings.current[c].depth;
      }
      if (reacts) fill(c, sky, y + j, k + j);
      else
        for (std::size_t p = 0; p < table.processes.size(); ++p) k[p * W + j] = 0.0;
    }
    if (!any) return;
    if (!integrate(b, dt, y, extents)) {
      failed[b] = 1;
      return;
    }
    for (std::size_t j = 0; j < count; ++j) {
      const std::size_t c = b * W + j;
      if (!surroundings.wet[c]) continue;
      for (std::size_t s = 0; s < n; ++s) {
        const int pollutant = table.pollutants[s];
        if (pollutant >= 0) mass[c * P + static_cast<std::size_t>(pollutant)] = y[s * W + j] * volume[c];
        else bottom_algae[c] = y[s * W + j] * surroundings.current[c].depth;
      }
      if (!followed) continue;
      for (std::size_t e = 0; e < passages.size(); ++e)
        for (const auto& [way, passage] : passages[e]) {
          reacted.lost[c * ways.size() + way] += passage.lost * extents[e * W + j] * volume[c];
          reacted.gained[c * ways.size() + way] += passage.gained * extents[e * W + j] * volume[c];
        }
    }
  }

  /// At once, or in short pieces where that does not go.
  bool integrate(std::size_t b, double dt, double* y, double* extents) {
    if (reactor->integrate(b, dt, y, extents)) return true;
    constexpr int pieces = 64;
    const std::size_t counted = followed ? passages.size() : 0;
    std::vector<double> sum(counted * W, 0.0);
    for (int k = 0; k < pieces; ++k) {
      if (!reactor->integrate(b, dt / pieces, y, extents)) return false;
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += extents[i];
    }
    std::copy(sum.begin(), sum.end(), extents);
    return true;
  }

  [[noreturn]] void give_up(std::size_t b, double time) {
    std::size_t worst = b * W;
    for (std::size_t c = worst; c < std::min(cells, (b + 1) * W); ++c)
      if (surroundings.wet[c] && (!surroundings.wet[worst] || surroundings.current[c].depth < surroundings.current[worst].depth)) worst = c;
    std::string where = "a storage cell";
    for (std::size_t g = 0; g < net.grid.cells.size(); ++g)
      if (net.cell_of_grid[g] == static_cast<int>(worst))
        where = basin::to_text(basin::Place{net.grid.rivers[static_cast<std::size_t>(net.grid.cells[g].river)], net.grid.cells[g].chainage, {}});
    throw core::RunError("the kinetics of water quality cannot go on " + std::to_string(time / 3600.0) + " h after the start, near " + where + " (" +
                         std::to_string(surroundings.current[worst].depth) + " m deep): the equations of a step do not converge however small the step. Look at the rates and the concentrations there.");
  }

  /// Rates of first order that water which has just come in misses [1/s].
  double find_fastest() const {
    double most = 0;
    for (const Process& p : table.processes)
      if (p.coefficient == CoefficientOf::rate && !p.factors.empty()) {
        most = std::max(most, basin_rate(q, p.rate));
        for (const auto& local : q.local_rates)
          if (const auto found = local.rates.find(std::string(basin::rate_names()[static_cast<std::size_t>(p.rate)].name)); found != local.rates.end()) most = std::max(most, found->second.value);
      }
    return most;
  }
};

WaterQuality::WaterQuality(const basin::Scenario& scenario, const Network& network) {
  if (any_role(scenario.basin)) impl_ = std::make_unique<Implementation>(scenario, network);
}
WaterQuality::~WaterQuality() = default;

bool WaterQuality::active() const { return impl_ != nullptr; }
bool WaterQuality::drives(std::size_t pollutant) const { return impl_ && impl_->driven[pollutant]; }

double WaterQuality::longest_step(const FlowStep& step) const {
  if (!impl_) return 1e300;
  constexpr double missed = 0.005;  // share of what reacts
  const double may_miss = impl_->fastest > 0.0 ? 2.0 * missed / impl_->fastest : 1e300;
  return std::min(impl_->q.longest_step, Surroundings::least_passage(impl_->net, step) + may_miss);
}

void WaterQuality::react(double from, double to, const FlowStep& step, const double* volume, std::vector<double>& mass, Reacted& reacted) {
  if (impl_) impl_->react(from, to, step, volume, mass, reacted);
}

void WaterQuality::hold(bool held) {
  if (impl_) impl_->held = held;
}

void WaterQuality::follow_ways(bool followed) {
  if (impl_ && impl_->followed != followed) impl_->follow(followed);
}

const std::vector<Way>& WaterQuality::ways() const {
  static const std::vector<Way> none;
  return impl_ ? impl_->ways : none;
}

const std::vector<double>& WaterQuality::bottom_algae() const {
  static const std::vector<double> none;
  return impl_ ? impl_->bottom_algae : none;
}

long WaterQuality::steps() const { return impl_ && impl_->reactor ? impl_->earlier_steps + impl_->reactor->steps() : 0; }

void WaterQuality::save(State& state) const {
  if (!impl_) return;
  state["quality.bottom_algae"] = impl_->bottom_algae;
  state["quality.next_steps"] = impl_->reactor ? impl_->reactor->next_steps() : std::vector<double>{};
}

void WaterQuality::restore(const State& state) {
  if (!impl_) return;
  if (const auto found = state.find("quality.bottom_algae"); found != state.end()) impl_->bottom_algae = found->second;
  if (const auto found = state.find("quality.next_steps"); found != state.end() && impl_->reactor) impl_->reactor->set_next_steps(found->second);
}

/// [KI-8]
void WaterQuality::divide_tags(std::size_t cell, const Reacted& reacted, const double* mass_after, double* tags, std::size_t tag_count) const {
  const std::size_t P = impl_->P, count = impl_->ways.size();
  std::vector<double> a(P * P, 0.0);
  for (std::size_t i = 0; i < P; ++i) a[i * P + i] = mass_after[i];
  const double* lost = &reacted.lost[cell * count];
  const double* gained = &reacted.gained[cell * count];
  for (std::size_t w = 0; w < count; ++w) {
    const Way& way = impl_->ways[w];
    if (way.from >= 0) a[static_cast<std::size_t>(way.from) * (P + 1)] += lost[w];
    if (way.to < 0) continue;
    const auto to = static_cast<std::size_t>(way.to);
    if (way.from >= 0) a[to * P + static_cast<std::size_t>(way.from)] -= gained[w];
    else tags[to * tag_count + tag_count - 1] += gained[w];
  }
  // oxygen and heat, which go no way that is followed: what is gained comes from bed and air, what is lost takes all alike
  for (std::size_t p = 0; p < P; ++p) {
    const double change = reacted.change[cell * P + p];
    if (impl_->has_way[p] || change == 0.0) continue;
    if (change < 0.0) a[p * (P + 1)] -= change;
    else tags[p * tag_count + tag_count - 1] += change;
  }
  // rows are dominated by their diagonals: no pivots are needed
  for (std::size_t k = 0; k < P; ++k) {
    const double pivot = a[k * P + k];
    for (std::size_t i = k + 1; i < P; ++i) {
      const double factor = pivot > 0.0 ? a[i * P + k] / pivot : 0.0;
      if (factor == 0.0) continue;
      for (std::size_t j = k + 1; j < P; ++j) a[i * P + j] -= factor * a[k * P + j];
      for (std::size_t t = 0; t < tag_count; ++t) tags[i * tag_count + t] -= factor * tags[k * tag_count + t];
    }
  }
  for (std::size_t i = P; i-- > 0;)
    for (std::size_t t = 0; t < tag_count; ++t) {
      double x = tags[i * tag_count + t];
      for (std::size_t j = i + 1; j < P; ++j) x -= a[i * P + j] * tags[j * tag_count + t];
      tags[i * tag_count + t] = a[i * P + i] > 0.0 ? x / a[i * P + i] : 0.0;
    }
  for (std::size_t i = 0; i < P; ++i)
    for (std::size_t t = 0; t < tag_count; ++t) tags[i * tag_count + t] *= mass_after[i];
}

}  // namespace riverchief::model
