#include "basin/rain_sources.hpp"

#include <algorithm>
#include <cmath>

#include "basin/source_course.hpp"

namespace riverchief::basin {
namespace {

constexpr double longest_interval = 3600.0;  // [s], or a sixth of the store's delay
constexpr double last_drops = 1e-10;         // [m/s] of runoff: what is less leaves at once, where it has stopped raining

/// The instants between which rain is taken as its mean: those of its series, no further apart than `longest`.
std::vector<double> instants(const Series& rainfall, double duration, double longest) {
  std::vector<double> all{0.0};
  const auto up_to = [&](double time) {
    const double from = all.back();
    const int parts = static_cast<int>(std::ceil((time - from) / longest - 1e-9));
    for (int k = 1; k <= parts; ++k) all.push_back(k == parts ? time : from + (time - from) * k / parts);
  };
  for (const double t : rainfall.time)
    if (t > all.back() + 1e-6 && t < duration) up_to(t);
  if (duration > all.back()) up_to(duration);
  return all;
}

const Series& rain_on_land(const Scenario& scenario) { return scenario.rainfall_on_land.value.empty() ? scenario.rainfall : scenario.rainfall_on_land; }

/// (1 - e^-x) / x
double mean_decay(double x) { return x > 1e-9 ? -std::expm1(-x) / x : 1.0 - 0.5 * x; }

}  // namespace

// Over an interval of mean rain i: runoff r = psi i a metre; on the ground dB/dt = kb (Bmax - B) - w r B; both enter a linear store,
// dS/dt = A r - S / K, dM/dt = A w r B - M / K, and leave it as S / K and M / K. All of it is solved exactly for constant i.
Runoff runoff(const Series& rainfall, double duration, double area, double psi, double delay, const Amounts& build_up, double build_up_rate, double wash_off) {
  Runoff result;
  result.load.resize(build_up.size());
  result.edges = {0.0};
  if (rainfall.value.empty()) {
    result.edges.push_back(duration);
    result.discharge.push_back(0.0);
    for (auto& load : result.load) load.push_back(0.0);
    return result;
  }
  std::vector<double> most, ground, stored(build_up.size(), 0.0);
  for (const auto& [pollutant, amount] : build_up) most.push_back(amount);
  ground = most;
  double store = 0.0;  // [m3]
  const auto at = instants(rainfall, duration, std::max(longest_interval, delay / 6.0));
  for (std::size_t i = 1; i < at.size(); ++i) {
    const double dt = at[i] - at[i - 1], rain = (integral_to(rainfall, at[i]) - integral_to(rainfall, at[i - 1])) / dt;
    const double r = psi * rain, x = delay > 0.0 ? dt / delay : 1e9, e = std::exp(-x);
    // what comes in evenly leaves the store as its mean over the interval
    const auto pass = [&](double& held, double inflow) {
      const double after = held * e + inflow * (delay > 0.0 ? delay * (1.0 - e) : 0.0), out = (held - after) / dt + inflow;
      held = after;
      return std::max(out, 0.0);
    };
    double out = pass(store, area * r);
    if (r <= 0.0 && store < last_drops * area * std::max(delay, 1.0)) out += store / dt, store = 0.0;
    result.edges.push_back(at[i]);
    result.discharge.push_back(out);
    for (std::size_t p = 0; p < most.size(); ++p) {
      const double rate = build_up_rate + wash_off * r, level = rate > 0.0 ? build_up_rate * most[p] / rate : ground[p];
      const double mean = level + (ground[p] - level) * mean_decay(rate * dt);
      ground[p] = level + (ground[p] - level) * std::exp(-rate * dt);
      double load = pass(stored[p], area * wash_off * r * mean);
      if (store == 0.0 && r <= 0.0) load += stored[p] / dt, stored[p] = 0.0;
      result.load[p].push_back(load);
    }
  }
  return result;
}

Source wash_off(const LandUse& land, const Scenario& scenario) {
  Source source;
  static_cast<SourceLabels&>(source) = land;
  source.kind = "land_use";
  source.type = "diffuse";
  const Runoff water = runoff(rain_on_land(scenario), scenario.duration, land.area, land.runoff_coefficient, land.delay);
  source.discharge = steps(water.edges, water.discharge);
  for (const auto& [pollutant, value] : land.event_concentration) source.concentration[pollutant] = constant(value);
  return source;
}

Overflow overflow(const CombinedSewer& sewer, const Scenario& scenario) {
  const Runoff water = runoff(rain_on_land(scenario), scenario.duration, sewer.area, sewer.runoff_coefficient, sewer.delay, sewer.build_up, sewer.build_up_rate, sewer.wash_off);
  const double taken = (1.0 + sewer.interception_ratio) * sewer.dry_discharge;
  const std::size_t n = water.discharge.size();
  std::vector<double> out(n), in(n), share(n);  // share of the mixed water that comes out here
  for (std::size_t i = 0; i < n; ++i) {
    const double total = sewer.dry_discharge + water.discharge[i], intercepted = std::min(total, taken);
    out[i] = total - (1.0 - sewer.leakage) * intercepted;
    in[i] = total - out[i];
    share[i] = total > 0.0 ? out[i] / total : 0.0;
  }
  Overflow result;
  for (Source* source : {&result.source, &result.intercepted}) {
    static_cast<SourceLabels&>(*source) = sewer;
    source->kind = "combined_sewer";
    source->type = "other";
    source->subtype = "urban_stormwater";
  }
  result.source.discharge = steps(water.edges, out);
  result.intercepted.discharge = steps(water.edges, in);
  Amounts all = sewer.sewage;
  for (const auto& [pollutant, amount] : sewer.build_up) all.emplace(pollutant, 0.0);
  for (const auto& [pollutant, sewage] : all) {
    const auto on_ground = sewer.build_up.find(pollutant);
    std::vector<double> here(n), there(n);
    for (std::size_t i = 0; i < n; ++i) {
      const double washed = on_ground == sewer.build_up.end() ? 0.0 : 1000.0 * water.load[static_cast<std::size_t>(std::distance(sewer.build_up.begin(), on_ground))][i];
      const double total = sewer.dry_discharge * sewage + washed;  // [g/s]
      here[i] = share[i] * total;
      there[i] = total - here[i];
    }
    result.source.load[pollutant] = steps(water.edges, here);
    result.intercepted.load[pollutant] = steps(water.edges, there);
  }
  return result;
}

}  // namespace riverchief::basin
