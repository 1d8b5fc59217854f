// Plans beside a base: what changes, what of it is larger than the numerical error, who gains and who loses.

#pragma once

#include <array>
#include <string>
#include <vector>

#include "io/results_file.hpp"
#include "scenarios/assessment/assessment.hpp"

namespace riverchief::assessment {

/// A result file and what it means.
struct Run {
  io::ResultsFile results;
  Assessment assessment;
};

/// The most of a change along a stretch, and where.
struct Extreme {
  double change = 0.0;  ///< [m]
  std::string river;
  double chainage = nothing;  ///< [m]
};

/// Plan minus base along one bank, over a set of cells.
///
/// A change of level counts as one of flood (gains and losses are told from these alone) where the highest water of either run stands
/// above the bank of the main channel. A change is claimed where it is greater than the greatest numerical error of its reach.
struct BankChange {
  double max_water_level = nothing;    ///< highest of the plan - highest of the base [m]
  double mean_change = nothing;        ///< of the highest water level, by length [m]
  Extreme rise, fall;                  ///< largest rise (>= 0) and fall (<= 0) of the highest water level in any cell
  Extreme claimed_flood_rise, claimed_flood_fall;  ///< the same among claimed changes of flood
  double min_freeboard = nothing;      ///< smallest of the plan - smallest of the base [m]
  double overtopped_length = 0.0;      ///< [m]
  double overtopped_volume = 0.0;      ///< [m3]
  double spilled_volume = 0.0;         ///< into the storage cells behind the bank [m3]
  double claimed_newly_overtopped = 0.0, claimed_no_longer_overtopped = 0.0;  ///< length that the error leaves no doubt about [m]
  double error = nothing;              ///< greatest numerical error among the cells [m]; NaN = not known
  bool claimed = false;                ///< some change of level or overtopping here is greater than the error
  bool freeboard_claimed = false;
  bool flooded = false;                ///< the highest water stands above the main channel's bank somewhere
};

struct ReachChange {
  ReachBank of;  ///< names the row; its findings are the base's
  BankChange change;
};

struct ItemChange {
  std::string pollutant, item;
  double base_mean = nothing;                  ///< [g/m3]
  double mean = 0.0, max = 0.0, p90 = 0.0;     ///< plan - base [g/m3]
  double error = nothing;
  bool claimed = false;
};

struct SectionChange {
  basin::MonitoringSection section;
  int class_before = 0, class_after = 0;
  int days = 0, days_attained = 0;  ///< days rated; change of the days attained
  std::vector<ItemChange> items;
  bool claimed = false;             ///< some rated item changes by more than its error
};

/// Plan minus base of one flood cell, detention area or pond. A change of depth is claimed where it is greater than the greatest numerical error
/// of the highest water level in the network; of durations and volumes no error is known.
struct StorageChange {
  FloodedStorage before;
  double max_depth = 0.0, flooded_duration = 0.0, max_volume = 0.0;  ///< [m], [s], [m3]
  bool newly_flooded = false, no_longer_flooded = false;
  bool claimed = false;
};

/// Plan minus base of one intake. Told where the shortage changes by more than a hundredth of the demand: less counts as met.
struct IntakeChange {
  IntakeFindings before;
  double supply = 0.0, shortage = 0.0, short_duration = 0.0;  ///< [m3], [m3], [s]
  bool told = false;
};

struct JurisdictionChange {
  basin::Jurisdiction jurisdiction;
  std::array<BankChange, 2> banks;
};

/// One thing a jurisdiction gains or loses, in words.
struct Effect {
  std::string jurisdiction, name_zh, name_en;
  std::string bank;     ///< "left", "right", "" for water quality
  std::string what;     ///< "water_level", "freeboard", "overtopped_length", "class", "days_attained", "concentration", "flooding", "shortage"
  std::string subject;  ///< id of the section, storage or intake; pollutant after a colon
  double change = 0.0;  ///< plan - base
  std::string unit, text_zh, text_en;
};

struct PlanChange {
  std::string file, scenario;
  std::vector<ReachChange> reaches;
  std::vector<SectionChange> sections;
  std::vector<JurisdictionChange> jurisdictions;
  std::vector<StorageChange> storages;  ///< of those both runs have
  std::vector<IntakeChange> intakes;    ///< of those both runs have
  std::vector<Effect> gains, loses;
};

struct Comparison {
  std::vector<PlanChange> plans;
  bool error_known = false;
  double water_level_error = nothing;                   ///< greatest of the network [m]
  std::vector<std::pair<std::string, double>> concentration_error;  ///< per pollutant, greatest at the monitoring sections [g/m3]
  std::string how_zh, how_en;                           ///< what the error is and when a difference is claimed
};

/// \param runs  the base first
/// \throws core::InputError  where the runs are not on the same grid or of the same period
Comparison compare(const std::vector<Run>& runs);

/// Gains and losses of a plan, in words; needs its tables.
void tell_effects(PlanChange& plan);
/// The part of them that storage cells and intakes tell.
void tell_land_and_water(PlanChange& plan);

/// Changes of storage cells and intakes; `error` is the greatest of the highest water level in the network [m], NaN = not known.
std::vector<StorageChange> storage_changes(const Assessment& base, const Assessment& plan, double error);
std::vector<IntakeChange> intake_changes(const Assessment& base, const Assessment& plan);
/// The jurisdiction of that id, as the plan's tables name it.
basin::Jurisdiction jurisdiction_of(const PlanChange& plan, const std::string& id);

}  // namespace riverchief::assessment
