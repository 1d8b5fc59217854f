#include "basin/sources.hpp"

#include "basin/scenario.hpp"

namespace riverchief::basin {
namespace {

constexpr const char* types[] = {"industrial", "treatment_plant", "agricultural", "other"};  // as OutfallKind

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

Source of_outfall(const Outfall& outfall) {
  Source source;
  source.id = outfall.id, source.name_zh = outfall.name_zh, source.name_en = outfall.name_en;
  source.kind = "outfall";
  source.type = types[static_cast<std::size_t>(outfall.kind)];
  source.subtype = outfall.subtype, source.sector = outfall.sector;
  source.jurisdiction = outfall.jurisdiction, source.chief = outfall.chief;
  source.over = {outfall.at.river, outfall.at.chainage, outfall.at.chainage, outfall.at.bank};
  source.discharge = {{0.0}, {outfall.discharge}};
  for (const auto& [pollutant, value] : outfall.concentration) source.concentration[pollutant] = {{0.0}, {value}};
  for (const auto& [pollutant, value] : outfall.load) source.load[pollutant] = {{0.0}, {1000.0 * value}};  // kg/s to g/s
  return source;
}

Source of_spill(const Spill& spill, int entry) {
  Source source;
  source.id = spill.id;
  source.kind = "spill";
  source.over = {spill.at.river, spill.at.chainage, spill.at.chainage, spill.at.bank};
  source.load[spill.pollutant] = {{spill.from, spill.to}, {1000.0 * spill.mass / (spill.to - spill.from), 1000.0 * spill.mass / (spill.to - spill.from)}};
  source.entry = entry;
  return source;
}

}  // namespace

std::vector<Source> sources_of(const Scenario& scenario) {
  std::vector<Source> sources;
  for (std::size_t i = 0; i < scenario.lateral_inflows.size(); ++i) sources.push_back(of_lateral_inflow(scenario.lateral_inflows[i], static_cast<int>(i)));
  for (const Outfall& outfall : scenario.basin.outfalls) sources.push_back(of_outfall(outfall));
  for (std::size_t i = 0; i < scenario.spills.size(); ++i) sources.push_back(of_spill(scenario.spills[i], static_cast<int>(i)));
  return sources;
}

}  // namespace riverchief::basin
