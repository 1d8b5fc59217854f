// Every kind of source as discharge, concentrations and loads through the period of a scenario.

#include "basin/sources.hpp"

#include <algorithm>

#include "basin/plant_sources.hpp"
#include "basin/rain_sources.hpp"
#include "basin/source_course.hpp"

namespace riverchief::basin {
namespace {

constexpr const char* types[] = {"industrial", "treatment_plant", "agricultural", "other"};  // as OutfallKind

Stretch at_place(const Place& place) { return {place.river, place.chainage, place.chainage, place.bank}; }

/// A source with the labels of its record.
Source labelled(const SourceLabels& labels, const char* kind, const char* type, const char* subtype = "") {
  Source source;
  static_cast<SourceLabels&>(source) = labels;
  source.kind = kind, source.type = type, source.subtype = subtype;
  return source;
}

/// Gives loads in kg/s with their water: concentrations where there is water, else loads. The course of both is `running`.
void carry(Source& source, double water, const Amounts& loads, const Series& course = constant(1.0)) {
  source.discharge = times(course, water);
  for (const auto& [pollutant, load] : loads) {
    if (water > 0.0) source.concentration[pollutant] = constant(1000.0 * load / water);
    else if (load > 0.0) source.load[pollutant] = times(course, 1000.0 * load);
  }
}

Source of_lateral_inflow(const LateralInflow& inflow, int entry) {
  Source source;
  source.id = inflow.id;
  source.kind = "lateral_inflow";
  source.over = inflow.over;
  source.storage = inflow.storage;
  source.discharge = inflow.discharge;
  source.concentration = inflow.concentration;
  source.quota = inflow.quota;
  source.entry = entry;
  return source;
}

Source of_spill(const Spill& spill, int entry, double duration) {
  Source source;
  source.id = spill.id;
  source.kind = "spill";
  source.over = at_place(spill.at);
  const double load = 1000.0 * spill.mass / (spill.to - spill.from);
  std::vector<double> edges{std::min(0.0, spill.from)}, values;
  const auto until = [&](double time, double value) {
    if (time > edges.back()) edges.push_back(time), values.push_back(value);
  };
  until(spill.from, 0.0), until(spill.to, load), until(duration, 0.0);
  source.load[spill.pollutant] = steps(edges, values);
  source.entry = entry;
  return source;
}

void label(Source& source, const Outfall& outfall) {
  source.id = outfall.id, source.name_zh = outfall.name_zh, source.name_en = outfall.name_en;
  source.kind = "outfall";
  source.type = types[static_cast<std::size_t>(outfall.kind)];
  source.subtype = outfall.subtype, source.sector = outfall.sector;
  source.jurisdiction = outfall.jurisdiction, source.chief = outfall.chief;
  source.over = at_place(outfall.at);
}

Source of_outfall(const Outfall& outfall, const Scenario& scenario) {
  Source source;
  label(source, outfall);
  const Series course = running(outfall.schedule, scenario);
  const auto on = [&](const Series& series) {
    return is_constant(course) ? series : along({&series, &course}, [&](double t) { return value_at(series, t) * value_at(course, t); });
  };
  source.discharge = on(outfall.discharge_series.time.empty() ? constant(outfall.discharge) : outfall.discharge_series);
  for (const auto& [pollutant, value] : outfall.concentration) source.concentration[pollutant] = constant(value);
  for (const auto& [pollutant, series] : outfall.concentration_series) source.concentration[pollutant] = series;
  for (const auto& [pollutant, value] : outfall.load) source.load[pollutant] = on(constant(1000.0 * value));  // kg/s to g/s
  return source;
}

bool is_plain(const Outfall& plant) { return !plant.inflow && plant.cold_concentration.empty(); }

/// [SO-4]: here P e (1 - c r) where it is treated here, P e (1 - c) where a plant takes the collected.
Source of_urban(const UrbanDomestic& urban, Arrivals& arrivals) {
  Source source = labelled(urban, "urban_domestic", "other", "urban_sewage");
  const bool elsewhere = !urban.treated_at.empty();
  Amounts here, there;
  for (const auto& [pollutant, each] : urban.per_capita) {
    const auto removal = urban.removal.find(pollutant);
    const double taken = elsewhere ? urban.collected : urban.collected * (removal == urban.removal.end() ? 0.0 : removal->second);
    here[pollutant] = urban.population * each * (1.0 - taken);
    there[pollutant] = urban.population * each * taken;
  }
  const double water = urban.population * urban.water;
  carry(source, elsewhere ? water * (1.0 - urban.collected) : water, here);
  if (elsewhere && urban.collected > 0.0) {
    Source collected = labelled(urban, "urban_domestic", "other", "urban_sewage");
    carry(collected, water * urban.collected, there);
    arrivals[urban.treated_at].push_back(std::move(collected));
  }
  return source;
}

/// [SO-5]: N e (1 - s rs - g (1 - rs) re) d, with shares s of septic tanks and g of ecological treatment behind them.
Source of_village(const Village& village) {
  Source source = labelled(village, "village", "other", village.septic > 0.0 ? "rural_plant" : "rural_sewage");
  const auto of = [](const Amounts& amounts, const std::string& id) {
    const auto found = amounts.find(id);
    return found == amounts.end() ? 0.0 : found->second;
  };
  Amounts loads;
  const double people = village.households * village.persons;
  for (const auto& [pollutant, each] : village.per_capita) {
    const double tank = of(village.septic_removal, pollutant), behind = of(village.ecological_removal, pollutant);
    loads[pollutant] = people * each * (1.0 - village.septic * tank - village.ecological * (1.0 - tank) * behind) * village.delivery;
  }
  carry(source, people * village.water * village.delivery, loads);
  return source;
}

/// [SO-6]: heads x load of a head x (1 - utilised) x delivery, without water of its own.
Source of_livestock(const Livestock& farm) {
  Source source = labelled(farm, "livestock", "agricultural", "large_livestock");
  Amounts loads;
  for (const auto& herd : farm.herds)
    for (const auto& [pollutant, each] : herd.per_head) loads[pollutant] += herd.heads * each * (1.0 - farm.utilised) * farm.delivery;
  carry(source, 0.0, loads);
  return source;
}

/// [SO-7]: the load of a year in the months of release.
Source of_aquaculture(const Aquaculture& farm, const Scenario& scenario) {
  Source source = labelled(farm, "aquaculture", "agricultural", "large_aquaculture");
  Schedule schedule;
  schedule.months = farm.months;
  const double share = seconds_in({}) / seconds_in(farm.months);
  Amounts loads;
  for (const auto& [pollutant, each] : farm.per_unit) loads[pollutant] = farm.units * each * share;
  carry(source, farm.units * farm.water * share, loads, running(schedule, scenario));
  return source;
}

Source of_land(const LandUse& land, const Scenario& scenario) {
  if (land.by_rain) return wash_off(land, scenario);
  Source source = labelled(land, "land_use", "diffuse");  // [SO-8]
  Amounts loads;
  for (const auto& [pollutant, rate] : land.export_rate) loads[pollutant] = land.area * rate * land.delivery;
  carry(source, 0.0, loads);
  return source;
}

Source of_mine(const Mine& mine) {
  Source source = labelled(mine, "mine", "industrial", "factory");
  source.discharge = mine.discharge;
  source.concentration = mine.concentration;
  return source;
}

/// [SO-12]: area x seepage, until the pit is empty.
Source of_pit(const SeepagePit& pit, double duration) {
  Source source = labelled(pit, "seepage_pit", "other", "other");
  const double rate = pit.area * pit.seepage, empty = pit.volume ? *pit.volume / rate : duration;
  source.discharge = empty < duration ? steps({0.0, empty, duration}, {rate, 0.0}) : constant(rate);
  for (const auto& [pollutant, value] : pit.concentration) source.concentration[pollutant] = constant(value);
  return source;
}

/// One source for each place at which something is dumped.                                                          [SO-13]
void add_dumping(const Dumping& dumping, const Scenario& scenario, std::vector<Source>& sources) {
  const auto events = dumping_events(dumping, scenario);
  for (std::size_t place = 0; place < dumping.places.size(); ++place) {
    std::vector<double> edges{0.0, scenario.duration};
    for (const auto& event : events)
      if (event.place == place) edges.insert(edges.end(), {event.from, event.to});
    if (edges.size() == 2) continue;
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end(), [](double a, double b) { return b - a < 1e-3; }), edges.end());
    std::vector<double> loads(edges.size() - 1, 0.0);
    for (const auto& event : events)
      for (std::size_t i = 0; event.place == place && i < loads.size(); ++i)
        if (const double middle = 0.5 * (edges[i] + edges[i + 1]); middle > event.from && middle < event.to) loads[i] += 1000.0 * event.mass / (event.to - event.from);
    Source source = labelled(dumping, "dumping", "other", "other");
    if (dumping.places.size() > 1) source.id += "/" + std::to_string(place + 1);
    source.over = at_place(dumping.places[place]);
    source.load[dumping.pollutant] = steps(edges, loads);
    sources.push_back(std::move(source));
  }
}

Source scaled(const Source& source, double share) {
  Source result = source;
  result.discharge = times(source.discharge, share);
  for (auto& [pollutant, load] : result.load) load = times(load, share);
  return result;
}

/// What measures take away goes to plants, or out of the basin; what is left passes treatment.
void apply_measures(const SourceRegister& all, const Scenario& scenario, Source& source, Arrivals& arrivals) {
  for (const Transfer& transfer : all.transfers) {
    if (transfer.source != source.id) continue;
    arrivals[transfer.receiver].push_back(scaled(source, transfer.share));
    source = scaled(source, 1.0 - transfer.share);
  }
  for (const Treatment& treatment : all.treatments)
    if (treatment.source == source.id) treat(source, treatment, scenario);
}

}  // namespace

double mean_discharge(const Source& source, const Scenario& scenario) {
  const double volume = integral_to(source.discharge, scenario.duration);
  return std::min(volume, source.quota.value_or(volume)) / scenario.duration;
}

Amounts mean_loads(const Source& source, const Scenario& scenario) {
  Amounts loads;
  const double volume = integral_to(source.discharge, scenario.duration), entered = std::min(volume, source.quota.value_or(volume));
  for (const auto& pollutant : scenario.basin.pollutants) {
    if (!source.concentration.count(pollutant.id) && !source.load.count(pollutant.id)) continue;
    const double mass = integral_to(load_of(source, pollutant.id), scenario.duration);
    loads[pollutant.id] = (volume > 0.0 ? entered / volume : 1.0) * mass / scenario.duration / 1000.0;
  }
  return loads;
}

std::vector<Source> sources_of(const Scenario& scenario) {
  const SourceRegister& all = scenario.basin.sources;
  const auto& outfalls = scenario.basin.outfalls;
  Arrivals arrivals;
  std::vector<Source> sources;
  const auto add = [&](Source source) {
    apply_measures(all, scenario, source, arrivals);
    sources.push_back(std::move(source));
  };
  for (std::size_t i = 0; i < scenario.lateral_inflows.size(); ++i) add(of_lateral_inflow(scenario.lateral_inflows[i], static_cast<int>(i)));
  const std::size_t first_outfall = sources.size();
  for (const Outfall& outfall : outfalls) {
    if (is_plain(outfall)) add(of_outfall(outfall, scenario));
    else label(sources.emplace_back(), outfall);  // what it releases is known once all sewage has arrived
  }
  for (const auto& s : all.urban_domestic) add(of_urban(s, arrivals));
  for (const auto& s : all.villages) add(of_village(s));
  for (const auto& s : all.livestock) add(of_livestock(s));
  for (const auto& s : all.aquaculture) add(of_aquaculture(s, scenario));
  for (const auto& s : all.land_uses) add(of_land(s, scenario));
  for (const auto& s : all.combined_sewers) {
    Overflow both = overflow(s, scenario);
    arrivals[s.receiver].push_back(std::move(both.intercepted));
    add(std::move(both.source));
  }
  for (const auto& s : all.mines) add(of_mine(s));
  for (const auto& s : all.seepage_pits) add(of_pit(s, scenario.duration));
  for (const auto& s : all.aerators) {
    Source source = labelled(s, "aeration", "");
    carry(source, 0.0, s.load);
    add(std::move(source));
  }
  for (std::size_t i = 0; i < outfalls.size(); ++i) {
    const auto sewage = arrivals.find(outfalls[i].id);
    if (is_plain(outfalls[i]) && sewage == arrivals.end()) continue;
    Source& plant = sources[first_outfall + i];
    const Source from_plant = effluent(outfalls[i], sewage == arrivals.end() ? std::vector<Source>{} : sewage->second, scenario);
    plant.discharge = from_plant.discharge, plant.concentration.clear(), plant.load = from_plant.load;
    for (const Treatment& treatment : all.treatments)
      if (treatment.source == plant.id) treat(plant, treatment, scenario);
  }
  for (const auto& d : scenario.dumping) add_dumping(d, scenario, sources);
  for (std::size_t i = 0; i < scenario.spills.size(); ++i) sources.push_back(of_spill(scenario.spills[i], static_cast<int>(i), scenario.duration));
  return sources;
}

}  // namespace riverchief::basin
