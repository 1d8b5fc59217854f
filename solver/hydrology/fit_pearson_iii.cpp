#include "hydrology/fit_pearson_iii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/tools/minima.hpp>
#include <cassert>
#include <cmath>
#include <functional>
#include <limits>

namespace riverchief::hydrology {
namespace {

constexpr std::size_t fewest_years = 10;   ///< three parameters from fewer are chance
constexpr double most_cv = 3.0, most_cs = 12.0, most_ratio = 20.0;

/// The sample parted into the great floods of the long time and the rest of the gauged ones, each from the greatest to the least.
struct Parted {
  std::vector<double> great, rest;
  double years = 0;      ///< that the great ones stand for
  double weight = 1;     ///< years that one of the rest stands for
};

Parted parted(const AnnualSeries& series) {
  Parted sample;
  sample.rest = series.values;
  sample.years = static_cast<double>(series.values.size());
  if (!series.historical.empty()) {
    const double least = *std::min_element(series.historical.begin(), series.historical.end());
    sample.great = series.historical;
    sample.rest.clear();
    for (const double value : series.values) (value > least ? sample.great : sample.rest).push_back(value);
    sample.years = series.historical_years;
    sample.weight = (sample.years - static_cast<double>(sample.great.size())) / static_cast<double>(sample.rest.size());
  }
  std::sort(sample.great.begin(), sample.great.end(), std::greater<>());
  std::sort(sample.rest.begin(), sample.rest.end(), std::greater<>());
  return sample;
}

/// Sum over all years of (x - from)^power, x³ with its sign.
double power_sum(const Parted& sample, double from, int power) {
  const auto raised = [&](double x) { return std::pow(x - from, power); };
  double sum = 0.0, rest = 0.0;
  for (const double x : sample.great) sum += raised(x);
  for (const double x : sample.rest) rest += raised(x);
  return sum + sample.weight * rest;
}

/// The best mean and standard deviation for a Cs, and what is left of the squares.
struct Line {
  double mean = 0, deviation = 0, squares = 0;
};

// x = mean + deviation Φ is a straight line for a given Cs.
Line free_line(const std::vector<PlottedValue>& points, double cs) {
  double n = 0, f = 0, ff = 0, x = 0, fx = 0;
  for (const auto& [value, exceedance] : points) {
    const double factor = frequency_factor(exceedance, cs);
    n += 1, f += factor, ff += factor * factor, x += value, fx += factor * value;
  }
  Line line;
  line.deviation = (n * fx - f * x) / (n * ff - f * f);
  line.mean = (x - line.deviation * f) / n;
  for (const auto& [value, exceedance] : points) line.squares += std::pow(value - line.mean - line.deviation * frequency_factor(exceedance, cs), 2);
  return line;
}

Line line_through_origin(const std::vector<PlottedValue>& points, double cv, double cs) {
  double kk = 0, kx = 0;
  for (const auto& [value, exceedance] : points) {
    const double k = 1.0 + cv * frequency_factor(exceedance, cs);
    kk += k * k, kx += k * value;
  }
  Line line = {.mean = kx / kk, .deviation = kx / kk * cv};
  for (const auto& [value, exceedance] : points) line.squares += std::pow(value - line.mean - line.deviation * frequency_factor(exceedance, cs), 2);
  return line;
}

/// The place of the least value between two bounds: looked for on a grid, then between its neighbours.
double least(const std::function<double(double)>& value, double from, double to) {
  constexpr int steps = 120;
  const double step = (to - from) / steps;
  int best = 0;
  double lowest = std::numeric_limits<double>::infinity();
  for (int i = 0; i <= steps; ++i)
    if (const double here = value(from + i * step); here < lowest) lowest = here, best = i;
  const double low = std::max(from, from + (best - 1) * step), high = std::min(to, from + (best + 1) * step);
  return boost::math::tools::brent_find_minima(value, low, high, std::numeric_limits<double>::digits / 2).first;
}

}  // namespace

std::vector<PlottedValue> plotting_positions(const AnnualSeries& series) {
  const Parted sample = parted(series);
  std::vector<PlottedValue> points;
  double great_end = 0.0;  // P of the least great flood
  for (std::size_t i = 0; i < sample.great.size(); ++i) {
    great_end = static_cast<double>(i + 1) / (sample.years + 1.0);
    points.push_back({sample.great[i], great_end});
  }
  const double n = static_cast<double>(sample.rest.size());
  for (std::size_t i = 0; i < sample.rest.size(); ++i)
    points.push_back({sample.rest[i], great_end + (1.0 - great_end) * static_cast<double>(i + 1) / (n + 1.0)});
  return points;
}

PearsonIII moments(const AnnualSeries& series) {
  assert(mistakes(series).empty());
  const Parted sample = parted(series);
  const double n = sample.years;
  const double mean = power_sum(sample, 0.0, 1) / n;
  const double deviation = std::sqrt(power_sum(sample, mean, 2) / (n - 1.0));
  const double cs = deviation > 0.0 ? n * power_sum(sample, mean, 3) / ((n - 1.0) * (n - 2.0) * std::pow(deviation, 3)) : 0.0;
  return {.mean = mean, .cv = deviation / mean, .cs = cs};
}

Fit fit_pearson_iii(const AnnualSeries& series, std::optional<double> cs_over_cv) {
  assert(mistakes(series).empty());
  Fit fit = {.curve = moments(series), .points = plotting_positions(series)};
  if (fit.curve.cv <= 0.0) return fit;
  Line line;
  if (cs_over_cv) {
    assert(std::abs(*cs_over_cv) <= most_ratio);
    const double most = std::min(most_cv, *cs_over_cv == 0.0 ? most_cv : most_cs / std::abs(*cs_over_cv));
    const auto squares = [&](double cv) { return line_through_origin(fit.points, cv, *cs_over_cv * cv).squares; };
    fit.curve.cv = least(squares, 1e-3, most);
    fit.curve.cs = *cs_over_cv * fit.curve.cv;
    line = line_through_origin(fit.points, fit.curve.cv, fit.curve.cs);
  } else {
    fit.curve.cs = least([&](double cs) { return free_line(fit.points, cs).squares; }, -4.0, most_cs);
    line = free_line(fit.points, fit.curve.cs);
    fit.curve.cv = line.deviation / line.mean;
  }
  fit.curve.mean = line.mean;
  fit.scatter = std::sqrt(line.squares / static_cast<double>(fit.points.size()));
  return fit;
}

std::vector<Mistake> mistakes(const AnnualSeries& series) {
  std::vector<Mistake> found;
  if (series.values.size() < fewest_years)
    found.push_back({"annual", "the series is too short for a frequency curve",
                     fmt::format("it has {} years, at least {} are needed (SL 44 asks for 30)", series.values.size(), fewest_years),
                     "give a longer series, or mean, cv and cs of the regional handbook"});
  const auto negative = [](double value) { return !(value >= 0.0); };
  if (std::any_of(series.values.begin(), series.values.end(), negative) || std::any_of(series.historical.begin(), series.historical.end(), negative))
    found.push_back({"annual", "the series has negative values", "values are sizes and at least 0", "correct or take out the value"});
  if (!series.values.empty() && std::all_of(series.values.begin(), series.values.end(), [](double value) { return value == 0.0; }))
    found.push_back({"annual", "the series is all zero", "its mean is 0, so that Cv has no meaning", "check column and unit"});
  if (series.historical.empty()) return found;
  const double least = *std::min_element(series.historical.begin(), series.historical.end());
  const auto rest = std::count_if(series.values.begin(), series.values.end(), [&](double value) { return value <= least; });
  const double known = static_cast<double>(series.values.size() + series.historical.size());
  if (series.historical_years < known)
    found.push_back({"historical_years", "the historical floods stand for too few years",
                     fmt::format("historical_years = {:g}; {:g} values are given", series.historical_years, known),
                     "give the years from the first great flood known to the last year gauged"});
  if (rest == 0)
    found.push_back({"historical", "every gauged flood is greater than a historical one", fmt::format("the least historical flood is {:g}", least),
                     "give as historical only floods that are among the greatest of the whole time"});
  return found;
}

}  // namespace riverchief::hydrology
