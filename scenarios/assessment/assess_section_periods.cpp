// Sections by month, quarter and year: as simulated and as sampled, what decides, what must go, and how sure that is.

#include <algorithm>
#include <cmath>
#include <map>

#include "scenarios/assessment/assess_parts.hpp"
#include "scenarios/assessment/grab_samples.hpp"
#include "scenarios/io/calendar.hpp"

namespace riverchief::assessment {
namespace {

constexpr double day_length = 86400.0;  // [s]

/// A section with all that its months need.
struct Watched {
  const basin::MonitoringSection* section;
  gb3838::Water water;
  std::size_t cell;
  PlaceRecord record;
  std::vector<DatedDay> days;
  std::vector<Month> months;
  std::vector<MonthOfGrabs> grabs;  ///< per month
};

/// How far an item is beyond its limit, and what of its load must go: loads act in proportion, so that the share of the load that passes the
/// section is that of the concentration beyond the limit.                                                                       [WR-7]
void judge(PeriodItem& item, const io::StandardItem& standard) {
  if (std::isnan(item.limit)) return;
  const bool lowest = standard.limit == io::LimitKind::lowest;
  const double beyond = lowest ? item.limit - item.mean : item.mean - item.limit;
  if (!(beyond > 0.0)) return;
  item.multiple = beyond / item.limit;
  if (lowest) return;
  item.reduction_share = beyond / item.mean;
  if (item.load > 0.0) item.reduction = item.load * item.reduction_share;
}

/// What one month shows of each constituent.
std::vector<PeriodItem> items_of(const Watched& w, const Month& month, const MonthOfGrabs& grabs, const io::ResultsFile& results) {
  const std::size_t count = w.record.items.size();
  const std::vector<double> means = means_over(w.days, month.days, count);
  std::vector<PeriodItem> items;
  for (std::size_t i = 0; i < count; ++i) {
    const WatchedItem& watched = w.record.items[i];
    PeriodItem item;
    item.pollutant = watched.id;
    item.mean = means[i];
    double load = 0.0;
    for (const std::size_t d : month.days) load += w.days[d].loads[i];
    item.load = load / static_cast<double>(month.days.size());
    const std::size_t at = watched.pollutant * results.cell_river.size() + w.cell;
    if (at < results.concentration_error.size()) item.error = results.concentration_error[at];
    if (watched.item && !std::isnan(item.mean)) {
      item.item = watched.item->id;
      item.quality_class = gb3838::class_of(*watched.item, item.mean, w.water);
      item.limit = gb3838::limit_of(*watched.item, w.water, w.section->target_class);
      judge(item, *watched.item);
      item.pass_probability = item_probability(grabs, item.item, w.water, w.section->target_class);
    }
    items.push_back(std::move(item));
  }
  return items;
}

/// The rating of a month as the calendar samples it: the mean of its samples.
void rate_samples(const Watched& w, const Month& month, SectionMonth& row) {
  std::vector<double> sums(w.record.items.size(), 0.0);
  const double into_day = io::second_of_day(w.record.start);
  std::vector<int> days;
  for (const int day : w.section->sampling.days) days.push_back(std::min(day, month.calendar_days));
  days.erase(std::unique(days.begin(), days.end()), days.end());
  for (const std::size_t d : month.days) {
    const DatedDay& day = w.days[d];
    if (std::find(days.begin(), days.end(), std::stoi(day.date.substr(8, 2))) == days.end()) continue;
    const double midnight = std::floor((day.day.from + into_day + 1.0) / day_length) * day_length - into_day;
    const Sample sample = sample_at(w.record, midnight + w.section->sampling.second_of_day);
    if (sample.time.empty()) continue;
    row.sample_times.push_back(sample.time);
    if (sample.dry) {
      ++row.dry_samples;
      continue;
    }
    ++row.sampled.count;
    const int found = gb3838::classify(item_values(w.record, sample.values), w.water).quality_class;
    if (found > 0 && found <= w.section->target_class) ++row.sampled.attained;
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += sample.values[i];
  }
  if (row.sampled.count == 0) return;
  for (double& sum : sums) sum /= row.sampled.count;
  const ItemValues& values = row.sampled_means = item_values(w.record, sums);
  const gb3838::Rating rating = gb3838::classify(values, w.water);
  row.sampled.quality_class = rating.quality_class;
  row.sampled.deciding = rating.deciding;
  row.sampled.main = main_pollutants(values, w.water);
}

SectionMonth month_at(const Watched& w, const Month& month, const MonthOfGrabs& grabs, const io::ResultsFile& results) {
  SectionMonth row;
  row.section = *w.section;
  row.month = month.name;
  row.calendar_days = month.calendar_days;
  row.days = static_cast<int>(month.days.size());
  double discharge = 0.0;
  for (const std::size_t d : month.days) {
    const DatedDay& day = w.days[d];
    discharge += day.discharge;
    if (day.dry) {
      ++row.dry_days;
      continue;
    }
    const int found = gb3838::classify(item_values(w.record, day.means), w.water).quality_class;
    if (found == 0) continue;
    ++row.simulated.count;
    if (found <= w.section->target_class) ++row.simulated.attained;
  }
  row.discharge = discharge / row.days;
  row.dry = 2 * row.dry_days > row.days;
  row.items = items_of(w, month, grabs, results);
  rate_samples(w, month, row);
  row.pass_probability = month_probability(grabs, w.water, w.section->target_class);
  if (row.dry) return row;
  const ItemValues& means = row.means = item_values(w.record, means_over(w.days, month.days, w.record.items.size()));
  const gb3838::Rating rating = gb3838::classify(means, w.water);
  row.simulated.quality_class = rating.quality_class;
  row.simulated.deciding = rating.deciding;
  row.simulated.main = main_pollutants(means, w.water);
  if (w.water == gb3838::Water::lake) row.trophic = trophic_state(means);
  double furthest = 0.0;
  row.certain = !row.items.empty();
  for (const PeriodItem& item : row.items) {
    if (!std::isnan(item.multiple) && item.multiple > furthest) {
      furthest = item.multiple;
      row.worst_item = item.item;
    }
    if (!std::isnan(item.limit) && !(std::abs(item.mean - item.limit) > item.error)) row.certain = false;  // an unknown error is never small enough
  }
  return row;
}

std::string period_of(const std::string& month, const std::string& kind) {
  if (kind == "year") return month.substr(0, 4);
  return month.substr(0, 4) + "-Q" + std::to_string((std::stoi(month.substr(5, 2)) + 2) / 3);
}

/// The rating of the mean of months, each as heavy as another; dry ones do not count.
PeriodRating rate_months(const Watched& w, const std::vector<const SectionMonth*>& months, bool sampled) {
  PeriodRating rating;
  std::map<std::string, std::pair<double, int>> sums;
  for (const SectionMonth* month : months) {
    const PeriodRating& of_month = sampled ? month->sampled : month->simulated;
    if (of_month.quality_class == 0) continue;
    ++rating.count;
    if (of_month.quality_class <= w.section->target_class) ++rating.attained;
    for (const auto& [item, value] : sampled ? month->sampled_means : month->means) {
      sums[item].first += value;
      ++sums[item].second;
    }
  }
  ItemValues means;
  for (const auto& [item, sum] : sums) means[item] = sum.first / sum.second;
  const gb3838::Rating found = gb3838::classify(means, w.water);
  rating.quality_class = found.quality_class;
  rating.deciding = found.deciding;
  rating.main = main_pollutants(means, w.water);
  return rating;
}

/// Quarters and years of one section.
void add_periods(const Watched& w, const std::vector<const SectionMonth*>& months, std::vector<SectionPeriod>& found) {
  const io::AssessmentMethod& method = io::assessment_method();
  for (const std::string kind : {"quarter", "year"}) {
    std::size_t before = found.size();
    bool is_first = true;
    for (std::size_t m = 0; m < months.size();) {
      SectionPeriod period;
      period.section = *w.section;
      period.kind = kind;
      period.period = period_of(months[m]->month, kind);
      std::vector<const SectionMonth*> own;
      std::vector<MonthOfGrabs> grabs;
      for (; m < months.size() && period_of(months[m]->month, kind) == period.period; ++m) {
        own.push_back(months[m]);
        grabs.push_back(w.grabs[m]);
        ++(months[m]->dry ? period.dry_months : period.months);
      }
      period.enough = period.months >= (kind == "year" ? method.year_months : method.quarter_months);
      period.simulated = rate_months(w, own, false);
      period.sampled = rate_months(w, own, true);
      const YearProbability odds = year_probability(grabs, w.water, w.section->target_class);
      period.pass_probability = odds.of_mean;
      period.pass_every_month = odds.of_every_month;
      period.pass_method = odds.method;
      if (!is_first && found[before].simulated.quality_class > 0 && period.simulated.quality_class > 0) {
        period.has_before = true;
        period.change = change_of_class(found[before].simulated.quality_class, period.simulated.quality_class);
      }
      is_first = false;
      before = found.size();
      found.push_back(std::move(period));
    }
  }
}

void add_trends(const Watched& w, const std::vector<const SectionMonth*>& months, std::vector<SectionTrend>& found) {
  if (static_cast<int>(months.size()) < io::assessment_method().trend_least) return;
  for (std::size_t i = 0; i < w.record.items.size(); ++i) {
    std::vector<double> values;
    for (const SectionMonth* month : months) values.push_back(month->dry ? unknown : month->items[i].mean);
    const WatchedItem& watched = w.record.items[i];
    found.push_back({*w.section, watched.id, watched.item ? watched.item->id : "", trend_of(values)});
  }
}

}  // namespace

void assess_section_periods(const io::ResultsFile& results, const io::Register& registered, WaterFindings& found) {
  std::vector<Watched> sections;
  for (const basin::MonitoringSection& section : registered.basin.monitoring_sections) {
    const std::size_t cell = cell_at(results, section.at);
    if (cell == results.cell_river.size() || results.concentration.empty()) continue;
    const gb3838::Water water = section.water == basin::WaterBody::lake ? gb3838::Water::lake : gb3838::Water::river;
    Watched w{&section, water, cell, record_of_cell(results, registered, cell), {}, {}, {}};
    w.days = days_at(w.record);
    w.months = months_of(w.days);
    for (const Month& month : w.months) w.grabs.push_back(grabs_of(w.record, w.days, month));
    sections.push_back(std::move(w));
  }
  std::size_t rows = 0;
  for (const Watched& w : sections) rows += w.months.size();
  found.section_months.reserve(rows);  // rows are pointed at below
  for (const Watched& w : sections) {
    std::vector<const SectionMonth*> months;
    for (std::size_t m = 0; m < w.months.size(); ++m) {
      found.section_months.push_back(month_at(w, w.months[m], w.grabs[m], results));
      months.push_back(&found.section_months.back());
    }
    add_periods(w, months, found.section_periods);
    add_trends(w, months, found.section_trends);
  }
}

}  // namespace riverchief::assessment
