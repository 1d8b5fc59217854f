// What a run shows at one place through its stored states: concentrations, whether there is water, the discharge; by calendar day and month.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "io/results_file.hpp"
#include "scenarios/assessment/daily_means.hpp"
#include "scenarios/assessment/water_rating.hpp"
#include "scenarios/io/register.hpp"
#include "scenarios/io/standard.hpp"

namespace riverchief::assessment {

/// One constituent at the place.
struct WatchedItem {
  std::size_t pollutant = 0;                 ///< its number in the result file
  std::string id;                            ///< of the pollutant
  const io::StandardItem* item = nullptr;    ///< of the standard; nullptr = not rated
  std::vector<double> values;                ///< per stored state [g/m3]
};

struct PlaceRecord {
  std::string start;                         ///< of the scenario, ISO 8601
  std::vector<double> time;                  ///< of stored states [s]
  std::vector<double> depth, discharge;      ///< [m], [m3/s]; empty where the file does not tell
  std::vector<WatchedItem> items;

  /// Whether there is water to take a sample from (断流 otherwise): at least 0.01 m of it, and 0.1 m where less than 0.001 m3/s flows.
  bool has_water(std::size_t state) const;
};

/// The cell that holds a place, or the nearest one of its river; the number of cells where there is none.
std::size_t cell_at(const io::ResultsFile& results, const basin::Place& place);

PlaceRecord record_of_cell(const io::ResultsFile& results, const io::Register& registered, std::size_t cell);
PlaceRecord record_of_storage(const io::ResultsFile& results, const io::Register& registered, std::size_t storage);

/// One calendar day of the scenario's clock.
struct DatedDay {
  Day day;
  std::string date;          ///< "2025-12-31"
  bool dry = false;          ///< for more than half of it there was no water
  std::vector<double> means; ///< per item of the record, of the states with water; NaN on a dry day
  double discharge = 0.0;    ///< mean [m3/s]; NaN where not told
  std::vector<double> loads; ///< per item: mean of discharge times concentration [g/s]
};
std::vector<DatedDay> days_at(const PlaceRecord& record);

/// Days of one calendar month, "2025-12".
struct Month {
  std::string name;
  int calendar_days = 0;
  std::vector<std::size_t> days;  ///< numbers in the list of days
};
std::vector<Month> months_of(const std::vector<DatedDay>& days);

/// Means over some days of what has water, per item of the record; NaN where all are dry.
std::vector<double> means_over(const std::vector<DatedDay>& days, const std::vector<std::size_t>& which, std::size_t items);
/// Values of rated and unrated items by id of the standard, for classify().
ItemValues item_values(const PlaceRecord& record, const std::vector<double>& values);

/// A grab sample at one instant: what it would show, linear between the stored states.
struct Sample {
  std::string time;             ///< ISO 8601
  bool dry = false;
  std::vector<double> values;   ///< per item
};
/// \param seconds  from the start; nothing is told outside the run (an empty time then)
Sample sample_at(const PlaceRecord& record, double seconds);

}  // namespace riverchief::assessment
