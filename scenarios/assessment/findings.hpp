// What a run shows of embankments, flooded land, structures, capacity, water use, low flow and reservoirs.

#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "basin/basin.hpp"
#include "scenarios/assessment/litter.hpp"

namespace riverchief::assessment {

inline constexpr double not_there = std::numeric_limits<double>::quiet_NaN();

/// A place where an embankment gave way: water over its crest (溢流) or through a breach (决口).
struct BankSite {
  std::string what;            ///< "overtopping" or "breach"
  std::string structure;       ///< of a breach: its id
  std::string river;
  std::string bank;            ///< "left", "right"; "" where a breach joins two storage cells
  double from = not_there, to = not_there;  ///< [m]
  std::string jurisdiction, chief, into;    ///< into: id of the storage cell, where one is known
  double first = not_there;    ///< [s] from the start
  double height_above_crest = not_there;    ///< greatest [m]; overtopping only
  double volume = 0.0;         ///< net, what left the river here; of an overtopping with the breaches in it [m3]
};

/// A flood cell, detention area or pond.
struct FloodedStorage {
  basin::Storage storage;      ///< names and owners; without its curve where the register has none
  std::string kind;
  double max_water_level = not_there, max_depth = not_there;  ///< [m]
  double time_of_max = not_there, first_flooding = not_there; ///< [s]
  double flooded_duration = 0.0;                              ///< [s]
  double max_volume = not_there;                              ///< [m3], of stored states
};

struct StructureFindings {
  basin::Structure structure;  ///< names and owners
  std::string kind, place;
  double max_discharge = not_there, time_of_max = not_there, first_flow = not_there;
  double volume_forward = 0.0, volume_backward = 0.0;         ///< [m3]
  double flow_duration = 0.0;                                 ///< [s]
  double blocked_duration = not_there;                        ///< [s]; NaN = a pump
  double open_duration = not_there;                           ///< with a setting above 0, by stored states [s]; NaN = nothing to set
  double energy = 0.0;                                        ///< [J]
};

/// Where the river carries least for what it has to carry.
struct Bottleneck {
  std::string river, reach;
  double from = 0.0, to = 0.0, chainage = 0.0;  ///< the stretch that carries too little, and its worst place [m]
  std::string limit;             ///< "left_crest", "right_crest", "left_bank", "right_bank": the lower side
  double limit_level = 0.0;      ///< [m]
  double design_discharge = 0.0; ///< largest of the run's stored states [m3/s]
  double water_level = 0.0;      ///< at that time [m]
  double capacity = 0.0;         ///< discharge at which the water reaches the limit [m3/s]
  double ratio = 0.0;            ///< capacity over design discharge
  std::string method;            ///< "reached": the water came within `near_limit` of the limit; "estimated": further away
  std::string left_jurisdiction, right_jurisdiction;
};

struct IntakeFindings {
  basin::Intake intake;          ///< names, use, owner
  std::string use;
  double demand = 0.0, supply = 0.0, shortage = 0.0;  ///< [m3]
  double short_duration = 0.0;   ///< [s]
  double reliability = not_there;  ///< share of the time with a demand in which it was met (供水保证率); NaN = no demand
  double quota_share = not_there;  ///< supply over a year's quota
};

/// The same over a class of intakes.
struct WaterUseGroup {
  std::string by, id;            ///< by: "use", "priority", "jurisdiction"
  int intakes = 0;
  double demand = 0.0, supply = 0.0, shortage = 0.0;  ///< [m3]
  double reliability = not_there;  ///< of the intake that fares worst
};

/// A lateral inflow whose allotment is used up.
struct QuotaUsedUp {
  std::string id;
  double time = 0.0;             ///< [s]
};

struct EcologicalFindings {
  basin::EcologicalFlow flow;
  int days = 0, days_below = 0;  ///< days judged by daily means; days on which some part of the stretch lies below
  double length_days_below = 0.0;  ///< length below, summed over days [m d]
  double worst_length = 0.0;     ///< on the worst day [m]
  std::string worst_day;         ///< date; "" = never below
  double lowest_discharge = not_there, chainage_of_lowest = not_there;  ///< smallest daily mean [m3/s], [m]
};

/// A reach that falls dry or stands still (断流).
struct DryReach {
  std::string river, reach;
  double dry_duration = 0.0, dry_length = 0.0;        ///< longest at one place [s]; length that was dry at some time [m]
  double no_flow_duration = 0.0, no_flow_length = 0.0;  ///< the same of discharge
};

struct ReservoirFindings {
  basin::Storage storage;
  double start_level = not_there, end_level = not_there, max_water_level = not_there, time_of_max = not_there;
  double above_flood_limit = not_there;  ///< time above the flood limit level, by stored states [s]; NaN = none given
  std::string highest_passed;            ///< highest of the register's levels that was passed; "" = none
  double peak_inflow = not_there, peak_outflow = not_there;  ///< means between stored states [m3/s]
  double attenuation = not_there;        ///< 1 - peak outflow / peak inflow (削峰率)
};

struct Findings {
  std::vector<BankSite> bank_sites;
  std::vector<FloodedStorage> flooded;
  std::vector<StructureFindings> structures;
  std::vector<Bottleneck> bottlenecks;
  std::vector<IntakeFindings> intakes;
  std::vector<WaterUseGroup> water_use;
  std::vector<QuotaUsedUp> quotas;
  std::vector<EcologicalFindings> ecological_flows;
  std::vector<DryReach> dry_reaches;
  std::vector<ReservoirFindings> reservoirs;
  std::vector<LitterFindings> litter;
};

inline constexpr double near_limit = 0.2;  ///< [m]: a capacity this near to what the run saw hardly depends on the estimate

}  // namespace riverchief::assessment
