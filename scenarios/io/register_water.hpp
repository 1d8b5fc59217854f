// The part of the register that assessments of water quality need: zones, calendars, and what entered the waters.

#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "basin/scenario.hpp"

namespace riverchief::io {

/// A source of water and load as the run had it, after all measures: means over the run.
struct RegisteredSource {
  std::string id, name_zh, name_en, kind, type, sector, jurisdiction, chief;
  std::string river, storage;             ///< one of them
  double from = 0.0, to = 0.0;            ///< [m]; equal = a place
  std::string bank;                       ///< of an outfall: "left", "right", ""
  double discharge = 0.0;                 ///< [m3/s]
  std::map<std::string, double> load;     ///< per pollutant [g/s]
  std::vector<double> level, flow_area, flow_width;  ///< of the river's section at an outfall [m], [m2], [m]; empty otherwise
};

/// What the register of a run holds of water quality.
struct WaterRegister {
  basin::WaterZones zones;
  std::vector<RegisteredSource> sources;  ///< empty in files of older versions
  double water_temperature = 20.0;        ///< mean over the run [degC]
};

/// Adds the keys function_zones, water_sources, black_odorous_waters, sources and water_temperature.
void put_water(nlohmann::ordered_json& json, const basin::Scenario& scenario);
/// Reads them; what an older file does not have stays empty.
WaterRegister water_of(const nlohmann::ordered_json& json);

/// `water`, `sample_days` and `sample_hour` of a monitoring section.
void put_sampling(nlohmann::ordered_json& json, const basin::MonitoringSection& section);
void take_sampling(const nlohmann::ordered_json& json, basin::MonitoringSection& section);

}  // namespace riverchief::io
