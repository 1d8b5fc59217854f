// What a run shows of water quality as the authorities ask for it: sections by month, quarter and year; rivers and jurisdictions; function zones
// and their capacity; drinking water; black-odorous water; where outfalls are not mixed yet.

#pragma once

#include <limits>
#include <string>
#include <vector>

#include "basin/basin.hpp"
#include "scenarios/assessment/water_rating.hpp"

namespace riverchief::assessment {

inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// One item at a section in a period.
struct PeriodItem {
  std::string pollutant, item;
  double mean = unknown;             ///< [g/m3]
  double limit = unknown;            ///< of the target class [g/m3]; NaN = no target
  int quality_class = 0;
  double multiple = unknown;         ///< how far beyond the target's limit: C / C_limit - 1 (for DO 1 - C / C_limit); NaN = it keeps it
  double load = unknown;             ///< through the section, net downstream [g/s]
  double reduction_share = unknown;  ///< of the load that passes [-]; NaN = it keeps the limit, or the item has no load (DO, pH)
  double reduction = unknown;        ///< [g/s]
  double pass_probability = unknown; ///< of this item alone in a grab sample
  double error = unknown;            ///< numerical error of a daily mean [g/m3]
};

/// What a rating says, as simulated or as sampled.
struct PeriodRating {
  int quality_class = 0;             ///< 0 = not rated
  std::vector<std::string> deciding;
  std::vector<MainPollutant> main;
  int count = 0;                     ///< days with water, samples with water, or months
  int attained = 0;                  ///< of them no worse than the target
};

/// A section in one month.
struct SectionMonth {
  basin::MonitoringSection section;
  std::string month;                 ///< "2025-12"
  int calendar_days = 0, days = 0, dry_days = 0;
  bool dry = false;                  ///< 断流: more than half of the days; never rated
  double discharge = unknown;        ///< mean [m3/s]
  PeriodRating simulated, sampled;
  ItemValues means, sampled_means;   ///< what is rated [mg/L]; empty = nothing
  std::vector<std::string> sample_times;
  int dry_samples = 0;
  std::string worst_item;            ///< the item furthest beyond the target
  std::vector<PeriodItem> items;
  double pass_probability = unknown; ///< of a grab sample on a random day within working hours; NaN = no target, or never water
  bool certain = false;              ///< every item lies further from its limit than the numerical error; false without an error band
  TrophicState trophic;              ///< of lakes
};

/// A section in a quarter, a year, or the whole run.
struct SectionPeriod {
  basin::MonitoringSection section;
  std::string kind, period;          ///< "quarter" "2025-Q4", "year" "2025"
  int months = 0, dry_months = 0;    ///< rated months
  bool enough = false;               ///< as many months as the method wants
  PeriodRating simulated, sampled;   ///< class of the mean of the months' means; count, attained: months
  double pass_probability = unknown; ///< of the mean of monthly grab samples (years)
  double pass_every_month = unknown; ///< that each month's sample attains
  std::string pass_method;           ///< "certain", "enumerated", "drawn"
  Change change = Change::none;      ///< against the period before; meaningful where has_before
  bool has_before = false;
};

struct SectionTrend {
  basin::MonitoringSection section;
  std::string pollutant, item;
  Trend trend;
};

/// Sections together: of a river, a jurisdiction, a level, or all.
struct GroupRating {
  std::string by, id, kind, period;  ///< by: "basin", "river", "jurisdiction", "level"; "lakes"
  RiverRating rating;
  int dry = 0;
  int with_target = 0, attained = 0;              ///< as simulated
  int sampled_with_target = 0, sampled_attained = 0;
  Change change = Change::none;
  bool has_before = false;
};

/// A function zone in one month.
struct ZoneMonth {
  basin::FunctionZone zone;
  std::string month;
  bool dry = false;
  int double_class = 0, full_class = 0;           ///< by COD or CODMn and NH3-N; by all rated items
  std::vector<std::string> beyond;                ///< items that miss the zone's limits
  bool double_attained = false, full_attained = false;
};

struct ZoneFindings {
  basin::FunctionZone zone;
  basin::Place control;
  int months = 0, dry_months = 0;                 ///< months with water, without
  int double_months = 0, double_attained = 0, full_months = 0, full_attained = 0;  ///< months that could be rated; of them those that attain
  std::vector<ZoneMonth> by_month;
};

/// Zones together, 达标率: a zone complies where enough of its months do.
struct ZoneCompliance {
  std::string by, id;
  int zones = 0, dry = 0, double_zones = 0, double_attained = 0, full_zones = 0, full_attained = 0;
  double length = 0.0, double_length = 0.0, full_length = 0.0;  ///< [m]
};

/// What load a zone can take (GB/T 25173) beside what it gets and what the run shows.
struct ZoneCapacity {
  basin::FunctionZone zone;
  std::string pollutant, item, formula, river_size;
  double discharge = unknown, waste_discharge = 0.0, velocity = unknown, dispersion = unknown, length = 0.0, temperature = unknown;  ///< [m3/s], [m/s], [m2/s], [m], [degC]
  std::string discharge_basis, velocity_basis, upstream_basis, limit_basis;
  double decay_rate = 0.0;            ///< at the design temperature [1/s]
  double upstream = unknown, limit = unknown;     ///< C0, Cs [g/m3]
  double capacity = unknown, load = 0.0, margin = unknown, reduction = 0.0;  ///< [g/s]
  double closes = unknown;            ///< concentration at the end under the capacity's load over the limit, less 1
  double simulated = unknown;         ///< mean at the control [g/m3]
  int days = 0, days_beyond = 0;      ///< days with water there; of them beyond the limit
  std::string note_zh, note_en;
};

/// An item at the intake of a source of drinking water.
struct SourceItem {
  basin::WaterSource source;
  std::string pollutant, item;
  double limit = unknown, mean = unknown, worst = unknown;      ///< [g/m3]
  double exceeded = 0.0, longest = 0.0;                         ///< time beyond the limit, longest spell [s]
  double first = unknown;                                       ///< [s] from the start
  double multiple = unknown;                                    ///< of the worst value
};

/// A source of pollution inside a protected zone.
struct ProtectedOutfall {
  basin::WaterSource source;
  std::string zone;                   ///< "first", "second"
  std::string id, kind, jurisdiction, chief;
  std::string place;
};

struct BlackOdorousFindings {
  basin::BlackOdorousWater water;
  int points = 0, light = 0, heavy = 0;
  std::string rating;                 ///< "none", "light", "heavy", or "unknown" without any item
  double light_length = 0.0, heavy_length = 0.0;  ///< [m]
  std::vector<std::string> simulated, observed, missing;  ///< items
  double lowest_oxygen = unknown, highest_ammonia = unknown;    ///< daily means [g/m3]
};

/// How far an outfall's water flows before it is mixed across the river.
struct MixingLength {
  std::string outfall, river, section;  ///< section: a monitoring section within that length; "" = none
  double chainage = 0.0, length = unknown, width = unknown, velocity = unknown, lateral = unknown;  ///< [m], [m], [m], [m/s], [m2/s]
  double distance = unknown;          ///< from the outfall to the section [m]
};

struct WaterFindings {
  std::vector<SectionMonth> section_months;
  std::vector<SectionPeriod> section_periods;
  std::vector<SectionTrend> section_trends;
  std::vector<GroupRating> groups;
  std::vector<ZoneFindings> zones;
  std::vector<ZoneCompliance> compliance;
  std::vector<ZoneCapacity> capacities;
  std::vector<SourceItem> sources;
  std::vector<ProtectedOutfall> protected_outfalls;
  std::vector<BlackOdorousFindings> black_odorous;
  std::vector<MixingLength> mixing;
};

}  // namespace riverchief::assessment
