#include "scenarios/assessment/grab_samples.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "scenarios/io/assessment_method.hpp"
#include "scenarios/io/calendar.hpp"

namespace riverchief::assessment {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN(), hour = 3600.0, day_length = 86400.0;
constexpr std::size_t sum_bins = 20000;  // of the range of a year's sums: a sum is right to months / 2 of them
constexpr int draws = 100000;            // standard error of a probability at most 0.0016

bool attains(const io::StandardItem& item, double value, gb3838::Water water, int target_class) {
  const int found = gb3838::class_of(item, value, water);
  return found == 0 || found <= target_class;
}

/// What the months' samples show of one rated item.
struct ItemOfYear {
  const io::StandardItem* item;
  std::vector<std::vector<double>> values;  ///< per month, per sample
};

/// Values of each rated item that every sample knows, per month.
std::vector<ItemOfYear> items_of(const std::vector<const MonthOfGrabs*>& months) {
  std::vector<ItemOfYear> items;
  for (const io::StandardItem& item : io::gb3838_2002().items) {
    if (!item.rated || !months.front()->samples.front().count(item.id)) continue;
    ItemOfYear of_year{&item, {}};
    for (const MonthOfGrabs* month : months) {
      std::vector<double>& values = of_year.values.emplace_back();
      for (const ItemValues& sample : month->samples) values.push_back(sample.at(item.id));
    }
    items.push_back(std::move(of_year));
  }
  return items;
}

/// Whether the mean of the year attains for each choice, for none, or for some of them.
enum class Doubt { always, never, sometimes };

Doubt doubt_of(const ItemOfYear& item, gb3838::Water water, int target_class) {
  double lowest = 0.0, highest = 0.0;
  for (const std::vector<double>& values : item.values) {
    lowest += *std::min_element(values.begin(), values.end());
    highest += *std::max_element(values.begin(), values.end());
  }
  const double n = static_cast<double>(item.values.size());
  const bool low = attains(*item.item, lowest / n, water, target_class), high = attains(*item.item, highest / n, water, target_class);
  if (low && high) return Doubt::always;  // limits are one-sided, or one range
  const bool may_cross = item.item->limit == io::LimitKind::range && highest > lowest;  // from below the range to above it
  return low || high || may_cross ? Doubt::sometimes : Doubt::never;
}

/// Probability that the mean attains, by folding the months' values into the distribution of their sum.
double fold(const ItemOfYear& item, gb3838::Water water, int target_class) {
  double lowest = 0.0, highest = 0.0;
  for (const std::vector<double>& values : item.values) {
    lowest += *std::min_element(values.begin(), values.end());
    highest += *std::max_element(values.begin(), values.end());
  }
  const double width = (highest - lowest) / static_cast<double>(sum_bins);
  std::vector<double> chance(1, 1.0);
  for (const std::vector<double>& values : item.values) {
    const double least = *std::min_element(values.begin(), values.end());
    std::map<std::size_t, double> steps;
    for (const double value : values) steps[static_cast<std::size_t>(std::lround((value - least) / width))] += 1.0 / static_cast<double>(values.size());
    std::vector<double> next(chance.size() + steps.rbegin()->first, 0.0);
    for (const auto& [step, share] : steps) {
      for (std::size_t i = 0; i < chance.size(); ++i) next[i + step] += share * chance[i];
    }
    chance = std::move(next);
  }
  const double n = static_cast<double>(item.values.size());
  double sum = 0.0;
  for (std::size_t i = 0; i < chance.size(); ++i) {
    if (chance[i] > 0.0 && attains(*item.item, (lowest + width * static_cast<double>(i)) / n, water, target_class)) sum += chance[i];
  }
  return std::min(1.0, sum);
}

/// The same of several items at once, which one sample shows together.
double draw(const std::vector<ItemOfYear>& items, gb3838::Water water, int target_class) {
  std::mt19937_64 random(20110309);
  const std::size_t months = items.front().values.size();
  int attained = 0;
  std::vector<double> sums(items.size());
  for (int i = 0; i < draws; ++i) {
    std::fill(sums.begin(), sums.end(), 0.0);
    for (std::size_t m = 0; m < months; ++m) {
      const std::size_t sample = static_cast<std::size_t>(random() % items.front().values[m].size());
      for (std::size_t k = 0; k < items.size(); ++k) sums[k] += items[k].values[m][sample];
    }
    bool all = true;
    for (std::size_t k = 0; k < items.size(); ++k) all = all && attains(*items[k].item, sums[k] / static_cast<double>(months), water, target_class);
    attained += all ? 1 : 0;
  }
  return static_cast<double>(attained) / draws;
}

}  // namespace

MonthOfGrabs grabs_of(const PlaceRecord& record, const std::vector<DatedDay>& days, const Month& month) {
  const io::AssessmentMethod& method = io::assessment_method();
  const double into_day = io::second_of_day(record.start);
  MonthOfGrabs grabs;
  for (const std::size_t d : month.days) {
    const double midnight = std::floor((days[d].day.from + into_day + 1.0) / day_length) * day_length - into_day;
    for (int h = method.grab_from_hour; h <= method.grab_to_hour; ++h) {
      const Sample sample = sample_at(record, midnight + h * hour);
      if (sample.time.empty()) continue;
      if (sample.dry) ++grabs.dry;
      else grabs.samples.push_back(item_values(record, sample.values));
    }
  }
  return grabs;
}

double month_probability(const MonthOfGrabs& month, gb3838::Water water, int target_class) {
  if (month.samples.empty() || target_class == 0) return none;
  int attained = 0, rated = 0;
  for (const ItemValues& sample : month.samples) {
    const int found = gb3838::classify(sample, water).quality_class;
    rated += found > 0 ? 1 : 0;
    attained += found > 0 && found <= target_class ? 1 : 0;
  }
  return rated > 0 ? static_cast<double>(attained) / rated : none;
}

double item_probability(const MonthOfGrabs& month, const std::string& item, gb3838::Water water, int target_class) {
  const io::StandardItem* known = io::find_item(io::gb3838_2002(), item);
  if (month.samples.empty() || target_class == 0 || !known) return none;
  int attained = 0;
  for (const ItemValues& sample : month.samples) {
    const auto value = sample.find(item);
    if (value == sample.end()) return none;
    attained += attains(*known, value->second, water, target_class) ? 1 : 0;
  }
  return static_cast<double>(attained) / static_cast<double>(month.samples.size());
}

YearProbability year_probability(const std::vector<MonthOfGrabs>& months, gb3838::Water water, int target_class) {
  YearProbability found{none, none, ""};
  std::vector<const MonthOfGrabs*> wet;
  for (const MonthOfGrabs& month : months) {
    if (!month.samples.empty()) wet.push_back(&month);
  }
  if (wet.empty() || target_class == 0) return found;
  const std::vector<ItemOfYear> items = items_of(wet);
  if (items.empty()) return found;
  found.of_every_month = 1.0;
  for (const MonthOfGrabs* month : wet) found.of_every_month *= month_probability(*month, water, target_class);
  std::vector<ItemOfYear> in_doubt;
  for (const ItemOfYear& item : items) {
    const Doubt doubt = doubt_of(item, water, target_class);
    if (doubt == Doubt::never) return {0.0, found.of_every_month, "certain"};
    if (doubt == Doubt::sometimes) in_doubt.push_back(item);
  }
  if (in_doubt.empty()) return {1.0, found.of_every_month, "certain"};
  if (in_doubt.size() == 1) return {fold(in_doubt.front(), water, target_class), found.of_every_month, "enumerated"};
  return {draw(in_doubt, water, target_class), found.of_every_month, "drawn"};
}

}  // namespace riverchief::assessment
