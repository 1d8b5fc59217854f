#include "basin/plant_sources.hpp"

#include <algorithm>
#include <cmath>

#include "basin/source_course.hpp"

namespace riverchief::basin {
namespace {

/// Points between those of the two series, where both move: their product is no straight line.
std::vector<double> between_points(const Series& a, const Series& b) {
  std::vector<double> more;
  if (is_constant(a) || is_constant(b)) return more;
  std::vector<double> all = a.time;
  all.insert(all.end(), b.time.begin(), b.time.end());
  std::sort(all.begin(), all.end());
  constexpr int parts = 4;
  for (std::size_t i = 1; i < all.size(); ++i)
    if (all[i] - all[i - 1] > 120.0 && value_at(a, all[i]) != value_at(a, all[i - 1]) && value_at(b, all[i]) != value_at(b, all[i - 1]))
      for (int k = 1; k < parts; ++k) more.push_back(all[i - 1] + (all[i] - all[i - 1]) * k / parts);
  return more;
}

const Series& series_of(const SeriesByPollutant& given, const std::string& id) {
  static const Series nothing = constant(0.0);
  const auto found = given.find(id);
  return found == given.end() ? nothing : found->second;
}

double amount(const Amounts& amounts, const std::string& id, double otherwise) {
  const auto found = amounts.find(id);
  return found == amounts.end() ? otherwise : found->second;
}

}  // namespace

Series load_of(const Source& source, const std::string& pollutant) {
  const Series &q = source.discharge, &c = series_of(source.concentration, pollutant), &w = series_of(source.load, pollutant);
  return along({&q, &c, &w}, [&](double t) { return value_at(q, t) * value_at(c, t) + value_at(w, t); }, between_points(q, c));
}

// What the plant makes of its own sewage stands in `discharge` and `concentration` where it has no `inflow`: then only the arrivals are
// treated, with what is left of the capacity. A pollutant that does not decay, or of which the plant states nothing, passes through whole.
Source effluent(const Outfall& plant, const std::vector<Source>& arrivals, const Scenario& scenario) {
  Source source;
  Series water = constant(0.0);
  if (plant.inflow) water = plant.inflow_series.time.empty() ? constant(*plant.inflow) : plant.inflow_series;
  for (const Source& arrival : arrivals) water = plus(water, arrival.discharge);
  const double own = plant.inflow ? 0.0 : plant.discharge;
  const double capacity = std::max(0.0, plant.utilisation * plant.capacity.value_or(1e300) - own);
  source.discharge = plus(water, constant(own));
  const Series& T = scenario.water_temperature;
  constexpr double cold = 12.0;  // [degC] GB 18918
  const auto limit_crossings = crossings(water, capacity);
  for (const Pollutant& pollutant : scenario.basin.pollutants) {
    const std::string& id = pollutant.id;
    const bool is_stated = plant.concentration.count(id) > 0, is_treated = is_stated && (pollutant.decay_rate > 0.0 || !plant.effluent_class.empty());
    const double warm_limit = amount(plant.concentration, id, 0.0), cold_limit = amount(plant.cold_concentration, id, warm_limit);
    Series mass = plant.inflow ? times(water, 0.0) : constant(0.0);
    if (plant.inflow) {
      const Series inflow = plant.inflow_series.time.empty() ? constant(*plant.inflow) : plant.inflow_series;
      mass = times(inflow, amount(plant.influent, id, 0.0));
    }
    for (const Source& arrival : arrivals) mass = plus(mass, load_of(arrival, id));
    std::vector<double> more = limit_crossings;
    const bool has_cold = cold_limit != warm_limit && !T.value.empty();
    if (has_cold)
      for (const double t : crossings(T, cold)) more.insert(more.end(), {t - 1800.0, t + 1800.0});
    const auto out = [&](double t) {
      const double q = value_at(water, t), m = value_at(mass, t);
      if (!(q > 0.0)) return m;
      const double limit = has_cold && value_at(T, t) <= cold ? cold_limit : warm_limit, in = m / q, treated = std::min(q, capacity);
      return treated * (is_treated ? std::min(in, limit) : in) + (q - treated) * in;
    };
    const Series all = along({&water, &mass}, out, more);
    const double at_own = own * warm_limit;
    source.load[id] = plus(all, constant(at_own));
    if (own > 0.0 && has_cold)
      source.load[id] = along({&source.load[id]}, [&, before = source.load[id]](double t) { return value_at(before, t) + (value_at(T, t) <= cold ? own * (cold_limit - warm_limit) : 0.0); }, more);
    const auto stated_load = plant.load.find(id);
    if (stated_load != plant.load.end()) source.load[id] = plus(source.load[id], constant(1000.0 * stated_load->second));
  }
  return source;
}

double behind_wetland(double concentration, double areal_rate, double theta, double background, double tanks, double hydraulic_load, double temperature) {
  if (!(hydraulic_load > 0.0) || concentration <= background) return concentration;
  const double k = areal_rate * std::pow(theta, temperature - 20.0);
  return background + (concentration - background) * std::pow(1.0 + k / (tanks * hydraulic_load), -tanks);
}

void treat(Source& source, const Treatment& treatment, const Scenario& scenario) {
  for (const auto& [pollutant, removal] : treatment.removal) {
    if (const auto c = source.concentration.find(pollutant); c != source.concentration.end()) c->second = times(c->second, 1.0 - removal);
    if (const auto w = source.load.find(pollutant); w != source.load.end()) w->second = times(w->second, 1.0 - removal);
  }
  if (!(treatment.area > 0.0)) return;
  const Series& q = source.discharge;
  Series daily = scenario.water_temperature;   // moves slowly: a value a day will do
  if (!is_constant(daily)) {
    daily = {};
    for (double t = 0.0; t <= scenario.duration; t += 86400.0) daily.time.push_back(t), daily.value.push_back(value_at(scenario.water_temperature, t));
  }
  for (const auto& [pollutant, rate] : treatment.areal_rate) {
    const auto c = source.concentration.find(pollutant);
    const auto w = source.load.find(pollutant);
    if (c == source.concentration.end() && w == source.load.end()) continue;
    const Series before = load_of(source, pollutant);
    const double background = amount(treatment.background, pollutant, 0.0), theta = amount(treatment.theta, pollutant, 1.0);
    const Series after = along({&before, &q, &daily}, [&](double t) {
      const double flow = value_at(q, t), load = value_at(before, t);
      if (!(flow > 0.0)) return load;
      const double in = load / flow, temperature = daily.value.empty() ? 20.0 : value_at(daily, t);
      const double out = behind_wetland(in, rate, theta, background, treatment.tanks, treatment.treated_share * flow / treatment.area, temperature);
      return flow * (treatment.treated_share * out + (1.0 - treatment.treated_share) * in);
    });
    source.concentration.erase(pollutant);
    source.load[pollutant] = after;
  }
}

}  // namespace riverchief::basin
