#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "scenarios/assessment/assess_parts.hpp"
#include "scenarios/assessment/daily_means.hpp"
#include "scenarios/assessment/gb3838.hpp"
#include "scenarios/io/calendar.hpp"

namespace riverchief::assessment {
namespace {

/// The cell that holds a place, or the nearest one of its river.
std::size_t cell_at(const io::ResultsFile& results, const basin::Place& place) {
  std::size_t nearest = results.cell_river.size();
  double distance = std::numeric_limits<double>::infinity();
  for (std::size_t c = 0; c < results.cell_river.size(); ++c) {
    if (results.cell_river[c] != place.river) continue;
    const double d = std::abs(results.cell_chainage[c] - place.chainage);
    if (d < distance) {
      distance = d;
      nearest = c;
    }
  }
  return nearest;
}

/// The value below which a share of the samples lies, linear between ranks.
double percentile(std::vector<double> values, double share) {
  if (values.empty()) return nothing;
  std::sort(values.begin(), values.end());
  const double rank = share * static_cast<double>(values.size() - 1);
  const std::size_t below = static_cast<std::size_t>(rank), above = std::min(below + 1, values.size() - 1);
  return values[below] + (rank - static_cast<double>(below)) * (values[above] - values[below]);
}

const io::StandardItem* item_of(const std::vector<basin::Pollutant>& pollutants, const std::string& id) {
  for (const basin::Pollutant& pollutant : pollutants) {
    if (pollutant.id == id && !pollutant.standard_item.empty()) return io::find_item(io::gb3838_2002(), pollutant.standard_item);
  }
  return nullptr;
}

}  // namespace

std::vector<SectionAssessment> assess_sections(const io::ResultsFile& results, const io::Register& registered) {
  const io::Standard& standard = io::gb3838_2002();
  const std::size_t cells = results.cell_river.size(), pollutants = results.pollutants.size();
  const std::vector<double> stored(results.time.begin(), results.time.begin() + results.frames_written);
  const std::vector<Day> days = days_of(stored, io::second_of_day(results.start));
  std::vector<SectionAssessment> sections;
  for (const basin::MonitoringSection& section : registered.basin.monitoring_sections) {
    SectionAssessment found;
    found.section = section;
    found.cell = cell_at(results, section.at);
    if (found.cell == cells) continue;
    std::vector<std::map<std::string, double>> readings(days.size());
    std::map<std::string, double> means;
    for (std::size_t p = 0; p < pollutants; ++p) {
      const io::StandardItem* item = item_of(registered.basin.pollutants, results.pollutants[p]);
      ItemStatistics statistics;
      statistics.pollutant = results.pollutants[p];
      std::vector<double> daily;
      for (std::size_t d = 0; d < days.size(); ++d) {
        const double* first = results.concentration.data() + p * cells + found.cell;
        daily.push_back(daily_mean(days[d], first, pollutants * cells));
        if (item) readings[d][item->id] = daily.back();
      }
      const bool lowest = item && item->limit == io::LimitKind::lowest;
      double sum = 0.0;
      for (double value : daily) sum += value;
      if (!daily.empty()) {
        statistics.mean = sum / static_cast<double>(daily.size());
        statistics.max = lowest ? *std::min_element(daily.begin(), daily.end()) : *std::max_element(daily.begin(), daily.end());
        statistics.p90 = percentile(daily, lowest ? 0.1 : 0.9);
      }
      if (p * cells + found.cell < results.concentration_error.size()) statistics.error = results.concentration_error[p * cells + found.cell];
      if (item) {
        statistics.item = item->id;
        statistics.quality_class = gb3838::class_of(*item, statistics.mean, gb3838::Water::river);
        means[item->id] = statistics.mean;
      }
      found.items.push_back(std::move(statistics));
    }
    const gb3838::Rating rating = gb3838::classify(means, gb3838::Water::river);
    found.class_mean = rating.quality_class;
    found.deciding = rating.deciding;
    double furthest = -std::numeric_limits<double>::infinity();
    const int target = section.target_class > 0 ? section.target_class : 3;
    for (const std::string& id : rating.deciding) {
      const double beyond = gb3838::exceedance(*io::find_item(standard, id), means.at(id), gb3838::Water::river, target);
      if (beyond > furthest) {
        furthest = beyond;
        found.worst_item = id;
      }
    }
    for (const std::map<std::string, double>& reading : readings) {
      const int quality_class = gb3838::classify(reading, gb3838::Water::river).quality_class;
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
