// A run turned into what standards and people ask: levels, freeboard and overtopping per reach and bank; concentrations, class and days
// attained per monitoring section; and what findings.hpp lists. From a result file alone.

#pragma once

#include <array>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "basin/place.hpp"
#include "io/results_file.hpp"
#include "scenarios/assessment/findings.hpp"
#include "scenarios/assessment/water_findings.hpp"
#include "scenarios/io/register.hpp"

namespace riverchief::assessment {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();  ///< where there is no embankment, no overtopping, no sample

/// What happened along one bank, over a stretch.
struct BankFindings {
  double max_water_level = nothing;           ///< [m]
  double chainage_of_max_water_level = nothing;
  double min_freeboard = nothing;             ///< crest - highest water level, the smallest of the stretch [m]; NaN = no embankment
  double chainage_of_min_freeboard = nothing; ///< [m]
  std::string river_of_min_freeboard;
  double embanked_length = 0.0;               ///< [m]
  double overtopped_length = 0.0;             ///< [m]
  double first_overtopping = nothing;         ///< [s] from the start; NaN = never
  double overtopped_volume = 0.0;             ///< sum of the largest volumes behind the crest [m3]
  double spilled_volume = 0.0;                ///< net, into the storage cells behind the bank, breaches in it included [m3]
  double error = nothing;                     ///< greatest numerical error of the highest water level in the stretch [m]; NaN = not known
};

/// One reach (or the part of it that one office answers for), one bank.
struct ReachBank {
  std::string river, reach;
  basin::Bank bank = basin::Bank::left;
  double from = 0.0, to = 0.0;  ///< [m]
  std::string jurisdiction, chief;
  std::vector<std::size_t> cells;
  BankFindings found;
};

/// One pollutant at one monitoring section, over the run.
struct ItemStatistics {
  std::string pollutant;
  std::string item;       ///< of the standard; empty = not rated
  double mean = nothing;  ///< over the run [g/m3]
  double max = nothing;   ///< largest daily mean
  double p90 = nothing;   ///< of the daily means
  int quality_class = 0;  ///< of the mean; 0 = not rated
  double error = nothing; ///< numerical error of a daily mean [g/m3]; NaN = not known
};

struct SectionAssessment {
  basin::MonitoringSection section;
  std::size_t cell = 0;
  int class_mean = 0;                   ///< class of the means over the run
  std::vector<std::string> deciding;    ///< items that have it
  std::string worst_item;               ///< of them the one furthest beyond the target class's limit
  int days = 0, days_attained = 0;      ///< days rated; days no worse than the target class
  int dry_days = 0;                     ///< 断流: never rated
  std::array<int, 7> days_of_class{};   ///< [class]
  std::vector<ItemStatistics> items;
};

struct JurisdictionAssessment {
  basin::Jurisdiction jurisdiction;
  std::array<BankFindings, 2> banks;  ///< left, right
};

struct Assessment {
  std::string file, scenario, title_zh, title_en, input_hash, start;
  bool completed = false;
  double duration = 0.0;      ///< covered by stored states [s]
  std::string standard;       ///< id of the water quality standard
  io::Register registered;
  std::vector<ReachBank> reaches;
  std::vector<SectionAssessment> sections;
  std::vector<JurisdictionAssessment> jurisdictions;
  bool has_error_band = false;
  Findings findings;
  WaterFindings water;
};

/// \throws core::InputError  where the result file has no register or no cells
Assessment assess(const io::ResultsFile& results);

}  // namespace riverchief::assessment
