// How likely it is that grab samples attain a target: a month's sample is taken on any of its days, at any whole working hour, each as
// likely as another.                                                                                                         [WR-8]

#pragma once

#include <string>
#include <vector>

#include "scenarios/assessment/place_record.hpp"

namespace riverchief::assessment {

/// What a month's sample may show.
struct MonthOfGrabs {
  std::vector<ItemValues> samples;  ///< of every day and hour with water
  int dry = 0;                      ///< days and hours without
};
MonthOfGrabs grabs_of(const PlaceRecord& record, const std::vector<DatedDay>& days, const Month& month);

/// Exact by enumeration: the share of days and hours whose sample attains; NaN where there never is water.
double month_probability(const MonthOfGrabs& month, gb3838::Water water, int target_class);
/// The same of one item.
double item_probability(const MonthOfGrabs& month, const std::string& item, gb3838::Water water, int target_class);

struct YearProbability {
  double of_mean = 0.0;         ///< that the mean of the months' samples attains
  double of_every_month = 0.0;  ///< that every month's sample attains
  std::string method;           ///< "certain" (no item in doubt), "enumerated" (one: sums of all months folded), "drawn" (several: 100 000 seeded draws)
};
/// Months are independent of each other; months without water do not count.
YearProbability year_probability(const std::vector<MonthOfGrabs>& months, gb3838::Water water, int target_class);

}  // namespace riverchief::assessment
