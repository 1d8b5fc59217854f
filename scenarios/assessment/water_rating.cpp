#include "scenarios/assessment/water_rating.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "scenarios/io/standard.hpp"

namespace riverchief::assessment {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

bool holds(const std::vector<std::string>& list, const std::string& word) { return std::find(list.begin(), list.end(), word) != list.end(); }

/// Position of a grade from best to worst.
int rank_of(const io::AssessmentMethod& method, int quality_class) {
  for (std::size_t i = 0; i < method.grades.size(); ++i) {
    if (&method.grades[i] == io::grade_of(method, quality_class)) return static_cast<int>(i);
  }
  return -1;
}

/// Sorts by what the method looks at and keeps the first ones.
void keep_worst(std::vector<MainPollutant>& found, const io::AssessmentMethod& method) {
  const auto or_lowest = [](double multiple) { return std::isnan(multiple) ? -std::numeric_limits<double>::infinity() : multiple; };
  std::stable_sort(found.begin(), found.end(), [&](const MainPollutant& a, const MainPollutant& b) {
    const bool a_first = holds(method.main_first, a.item), b_first = holds(method.main_first, b.item);
    if (a_first != b_first) return a_first;
    if (a.quality_class != b.quality_class) return a.quality_class > b.quality_class;
    return or_lowest(a.multiple) > or_lowest(b.multiple);
  });
  if (found.size() > static_cast<std::size_t>(method.main_count)) found.resize(static_cast<std::size_t>(method.main_count));
}

/// Ranks from 1, ties share their mean.
std::vector<double> ranks_of(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t i = 0; i < order.size();) {
    std::size_t end = i + 1;
    while (end < order.size() && values[order[end]] == values[order[i]]) ++end;
    for (std::size_t k = i; k < end; ++k) ranks[order[k]] = 0.5 * static_cast<double>(i + end + 1);
    i = end;
  }
  return ranks;
}

/// Critical rank correlation for a number of periods: the method's table, linear between its rows; beyond it Student's t with n - 2
/// degrees of freedom, r = t / sqrt(n - 2 + t2).
double critical_value(const std::vector<double>& periods, const std::vector<double>& values, double n, double level) {
  if (n <= periods.back()) {
    const std::size_t i = std::max<std::size_t>(1, static_cast<std::size_t>(std::lower_bound(periods.begin(), periods.end(), n) - periods.begin()));
    if (i >= periods.size()) return values.front();
    const double share = (n - periods[i - 1]) / (periods[i] - periods[i - 1]);
    return values[i - 1] + std::max(0.0, share) * (values[i] - values[i - 1]);
  }
  const boost::math::students_t student(n - 2.0);
  const double t = boost::math::quantile(boost::math::complement(student, level));
  return t / std::sqrt(n - 2.0 + t * t);
}

}  // namespace

double exceedance_multiple(const std::string& item, double value, gb3838::Water water, int quality_class, const io::AssessmentMethod& method) {
  const io::StandardItem* known = io::find_item(io::gb3838_2002(), item);
  if (!known || holds(method.without_multiple, known->id)) return none;
  const double multiple = gb3838::exceedance(*known, value, water, quality_class);
  return multiple > 0.0 ? multiple : none;
}

std::vector<MainPollutant> main_pollutants(const ItemValues& values, gb3838::Water water, const io::AssessmentMethod& method) {
  std::vector<MainPollutant> found;
  for (const io::StandardItem& item : io::gb3838_2002().items) {
    const auto value = values.find(item.id);
    if (!item.rated || value == values.end()) continue;
    const int quality_class = gb3838::class_of(item, value->second, water);
    if (quality_class > method.main_beyond_class) found.push_back({item.id, quality_class, exceedance_multiple(item.id, value->second, water, method.main_beyond_class, method)});
  }
  keep_worst(found, method);
  return found;
}

RiverRating rate_river(const std::vector<ItemValues>& sections, gb3838::Water water, const io::AssessmentMethod& method) {
  RiverRating rating;
  std::map<std::string, std::pair<double, int>> sums;
  std::map<std::string, int> exceeding;
  int good = 0, bad = 0;
  for (const ItemValues& values : sections) {
    const gb3838::Rating section = gb3838::classify(values, water);
    if (section.quality_class == 0) continue;
    ++rating.sections;
    if (section.quality_class <= 3) ++good;
    if (section.quality_class == gb3838::worse_than_five) ++bad;
    for (const auto& [item, value] : values) {
      if (std::isnan(value)) continue;
      sums[item].first += value;
      ++sums[item].second;
      const auto found = section.by_item.find(item);
      if (found != section.by_item.end() && found->second > method.main_beyond_class && holds(method.rated_items, item)) ++exceeding[item];
    }
  }
  if (rating.sections == 0) return rating;
  rating.good_share = 100.0 * good / rating.sections;
  rating.bad_share = 100.0 * bad / rating.sections;
  ItemValues means;
  for (const auto& [item, sum] : sums) means[item] = sum.first / sum.second;
  if (rating.sections < method.share_sections) {
    rating.rule = "mean";
    rating.quality_class = gb3838::classify(means, water).quality_class;
    if (const io::Grade* grade = io::grade_of(method, rating.quality_class)) rating.grade = grade->id;
    rating.main = main_pollutants(means, water, method);
    return rating;
  }
  rating.rule = "shares";
  for (const io::ShareRule& rule : method.share_rules) {
    if (rating.good_share < rule.good_at_least || rating.bad_share >= rule.bad_below) continue;
    rating.grade = rule.grade;
    break;
  }
  for (const auto& [item, count] : exceeding) rating.main.push_back({item, 0, 100.0 * count / rating.sections});
  keep_worst(rating.main, method);
  return rating;
}

Change change_of_class(int before, int after, const io::AssessmentMethod& method) {
  const int was = rank_of(method, before), is = rank_of(method, after);
  if (was < 0 || is < 0 || was == is) return Change::none;
  const bool marked = std::abs(is - was) >= 2;
  return is < was ? (marked ? Change::much_better : Change::better) : (marked ? Change::much_worse : Change::worse);
}

Change change_of_shares(const RiverRating& before, const RiverRating& after, const io::AssessmentMethod& method) {
  if (before.sections == 0 || after.sections == 0) return Change::none;
  const double change = (after.good_share - before.good_share) - (after.bad_share - before.bad_share);
  if (std::abs(change) <= method.change_some) return Change::none;
  const bool marked = std::abs(change) > method.change_marked;
  return change > 0.0 ? (marked ? Change::much_better : Change::better) : (marked ? Change::much_worse : Change::worse);
}

std::string to_text(Change change) {
  switch (change) {
    case Change::better: return "better";
    case Change::worse: return "worse";
    case Change::much_better: return "much better";
    case Change::much_worse: return "much worse";
    case Change::none: break;
  }
  return "unchanged";
}

Trend trend_of(const std::vector<double>& values, const io::AssessmentMethod& method) {
  Trend trend;
  std::vector<double> known;
  for (const double value : values) {
    if (!std::isnan(value)) known.push_back(value);
  }
  trend.periods = static_cast<int>(known.size());
  trend.correlation = trend.critical = none;
  if (trend.periods < method.trend_least) return trend;
  const double n = trend.periods;
  trend.critical = critical_value(method.trend_periods, method.trend_at_5, n, 0.05);
  const std::vector<double> ranks = ranks_of(known);
  // r_s = 1 - 6 Σ (X_i - Y_i)² / (n³ - n), X rank of the value, Y number of the period
  double squares = 0.0;
  for (std::size_t i = 0; i < ranks.size(); ++i) squares += (ranks[i] - static_cast<double>(i + 1)) * (ranks[i] - static_cast<double>(i + 1));
  trend.correlation = 1.0 - 6.0 * squares / (n * n * n - n);
  const bool is_one_value = *std::max_element(known.begin(), known.end()) == *std::min_element(known.begin(), known.end());
  if (is_one_value) trend.correlation = 0.0;  // ties everywhere: the formula would see half a trend
  constexpr double round_off = 1e-12;
  const bool is_trend = std::abs(trend.correlation) >= trend.critical - round_off;
  trend.direction = !is_trend ? "no trend" : trend.correlation > 0.0 ? "rising" : "falling";
  trend.highly_significant = std::abs(trend.correlation) >= critical_value(method.trend_periods, method.trend_at_1, n, 0.01) - round_off;
  return trend;
}

TrophicState trophic_state(const ItemValues& values, const io::AssessmentMethod& method) {
  TrophicState state;
  double weights = 0.0, sum = 0.0;
  for (const io::TrophicItem& item : method.trophic_items) {
    const auto value = values.find(item.id);
    if (value == values.end() || !(value->second > 0.0)) {
      state.missing.push_back(item.id);
      continue;
    }
    weights += item.r2;
    sum += item.r2 * 10.0 * (item.a + item.b * std::log(value->second));
  }
  if (weights == 0.0) {
    state.index = none;
    return state;
  }
  state.index = sum / weights;
  const std::size_t grade = static_cast<std::size_t>(std::upper_bound(method.trophic_grades.begin(), method.trophic_grades.end(), state.index) - method.trophic_grades.begin());
  state.grade_zh = method.trophic_zh[grade];
  state.grade_en = method.trophic_en[grade];
  return state;
}

}  // namespace riverchief::assessment
