// Water as the authorities divide and watch it: function zones with their targets, protected sources of drinking water, black-odorous
// waters, and the days on which a section is sampled. Nothing here changes a run; assessments need it.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "basin/place.hpp"

namespace riverchief::basin {

/// Limits of some items differ between running and standing water.
enum class WaterBody { river, lake };

/// When a section is sampled: on these days of every month, at one hour of the scenario's clock.
struct SamplingCalendar {
  std::vector<int> days;        ///< 1 to 31; a day that a month does not have is its last one. Empty = no calendar
  double second_of_day = 36000.0;  ///< [s], 10:00
};

/// Kinds of water function zones, GB/T 50594: 保护区, 保留区, 缓冲区; of development zones 饮用水源区, 工业用水区, 农业用水区, 渔业用水区,
/// 景观娱乐用水区, 过渡区, 排污控制区.
enum class ZoneKind { protection, reserve, buffer, drinking, industrial, agricultural, fishery, landscape, transition, discharge_control };

/// How the load that a zone can take follows from its target: mixing, mixing and decay on the way, or an estuary with dispersion.
enum class CapacityFormula { zero_dimensional, one_dimensional, estuary };

/// A water function zone (水功能区): a stretch of a river with the quality it must have.
struct FunctionZone {
  std::string id, name_zh, name_en;
  Stretch over;
  ZoneKind kind = ZoneKind::landscape;
  int target_class = 0;                       ///< 1 to 5; 0 = none (排污控制区)
  std::optional<Place> control;               ///< where it is judged; nothing = its downstream end
  CapacityFormula formula = CapacityFormula::one_dimensional;
  std::optional<double> design_discharge;     ///< [m3/s]; nothing = the driest month of the run
  std::optional<double> design_velocity;      ///< [m/s]; nothing = from the run
  std::optional<double> dispersion;           ///< Ex of the estuary formula [m2/s]
  std::optional<double> design_temperature;   ///< at which pollutants decay [degC]; nothing = the run's mean
  std::map<std::string, double> upstream_concentration;  ///< C0 per pollutant [g/m3]; missing = target of the zone above, or the run's mean
  std::map<std::string, double> limits;       ///< Cs per pollutant [g/m3], instead of the target class's
  std::map<std::string, double> decay_rates;  ///< k per pollutant at 20 degC [1/s], instead of the basin's
  std::string jurisdiction, chief;
};

/// A source of drinking water with the reaches that protect it (饮用水水源保护区).
struct WaterSource {
  std::string id, name_zh, name_en;
  std::string intake;                         ///< id
  std::optional<Stretch> first_zone, second_zone;  ///< 一级, 二级保护区
  int target_class = 3;                       ///< at the intake
  std::string jurisdiction, chief;
};

/// A water on the list of black-odorous waters (黑臭水体). What no run knows is observed.
struct BlackOdorousWater {
  std::string id, name_zh, name_en;
  Stretch over;
  std::optional<double> transparency;         ///< observed [m]
  std::optional<double> redox_potential;      ///< observed [V]
  std::string jurisdiction, chief;
};

/// All of them.
struct WaterZones {
  std::vector<FunctionZone> function_zones;
  std::vector<WaterSource> water_sources;
  std::vector<BlackOdorousWater> black_odorous_waters;
};

}  // namespace riverchief::basin
