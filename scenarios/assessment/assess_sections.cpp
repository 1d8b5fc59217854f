#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "scenarios/assessment/assess_parts.hpp"
#include "scenarios/assessment/place_record.hpp"

namespace riverchief::assessment {
namespace {

/// The value below which a share of the samples lies, linear between ranks.
double percentile(std::vector<double> values, double share) {
  if (values.empty()) return nothing;
  std::sort(values.begin(), values.end());
  const double rank = share * static_cast<double>(values.size() - 1);
  const std::size_t below = static_cast<std::size_t>(rank), above = std::min(below + 1, values.size() - 1);
  return values[below] + (rank - static_cast<double>(below)) * (values[above] - values[below]);
}

/// Mean, worst and 90th percentile of the daily means on days with water.
ItemStatistics statistics_of(const WatchedItem& watched, const std::vector<double>& daily, gb3838::Water water) {
  ItemStatistics statistics;
  statistics.pollutant = watched.id;
  const bool lowest = watched.item && watched.item->limit == io::LimitKind::lowest;
  double sum = 0.0;
  for (double value : daily) sum += value;
  if (!daily.empty()) {
    statistics.mean = sum / static_cast<double>(daily.size());
    statistics.max = lowest ? *std::min_element(daily.begin(), daily.end()) : *std::max_element(daily.begin(), daily.end());
    statistics.p90 = percentile(daily, lowest ? 0.1 : 0.9);
  }
  if (watched.item) {
    statistics.item = watched.item->id;
    statistics.quality_class = gb3838::class_of(*watched.item, statistics.mean, water);
  }
  return statistics;
}

/// Class of the means, and which of the deciding items lies furthest beyond the target.
void rate_means(const std::map<std::string, double>& means, gb3838::Water water, SectionAssessment& found) {
  const gb3838::Rating rating = gb3838::classify(means, water);
  found.class_mean = rating.quality_class;
  found.deciding = rating.deciding;
  double furthest = -std::numeric_limits<double>::infinity();
  const int target = found.section.target_class > 0 ? found.section.target_class : 3;
  for (const std::string& id : rating.deciding) {
    const double beyond = gb3838::exceedance(*io::find_item(io::gb3838_2002(), id), means.at(id), water, target);
    if (beyond > furthest) {
      furthest = beyond;
      found.worst_item = id;
    }
  }
}

}  // namespace

std::vector<SectionAssessment> assess_sections(const io::ResultsFile& results, const io::Register& registered) {
  const std::size_t cells = results.cell_river.size();
  std::vector<SectionAssessment> sections;
  for (const basin::MonitoringSection& section : registered.basin.monitoring_sections) {
    SectionAssessment found;
    found.section = section;
    found.cell = cell_at(results, section.at);
    if (found.cell == cells) continue;
    const gb3838::Water water = section.water == basin::WaterBody::lake ? gb3838::Water::lake : gb3838::Water::river;
    const PlaceRecord record = record_of_cell(results, registered, found.cell);
    const std::vector<DatedDay> days = days_at(record);
    std::map<std::string, double> means;
    for (std::size_t i = 0; i < record.items.size(); ++i) {
      std::vector<double> daily;
      for (const DatedDay& day : days) {
        if (!day.dry) daily.push_back(day.means[i]);
      }
      found.items.push_back(statistics_of(record.items[i], daily, water));
      const std::size_t at = record.items[i].pollutant * cells + found.cell;
      if (at < results.concentration_error.size()) found.items.back().error = results.concentration_error[at];
      if (record.items[i].item) means[record.items[i].item->id] = found.items.back().mean;
    }
    rate_means(means, water, found);
    for (const DatedDay& day : days) {
      if (day.dry) {
        ++found.dry_days;
        continue;
      }
      const int quality_class = gb3838::classify(item_values(record, day.means), water).quality_class;
      if (quality_class == 0) continue;
      ++found.days;
      ++found.days_of_class[static_cast<std::size_t>(quality_class)];
      if (section.target_class > 0 && quality_class <= section.target_class) ++found.days_attained;
    }
    sections.push_back(std::move(found));
  }
  return sections;
}

}  // namespace riverchief::assessment
