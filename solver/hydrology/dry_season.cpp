#include "hydrology/dry_season.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace riverchief::hydrology {
namespace {

std::vector<Mistake> check(const DrySeason& design) {
  std::vector<Mistake> found;
  if (!(design.guarantee > 0.0 && design.guarantee < 1.0))
    found.push_back({"guarantee", "no such guarantee rate", fmt::format("guarantee = {:g}; it lies between 0 and 1", design.guarantee), "give 0.90 or \"90 %\""});
  if (design.curve.has_value() == !design.annual.empty())
    found.push_back({"annual", design.curve ? "two statements about the frequency" : "the frequency is not given",
                     design.curve ? "mean, cv and cs are given, and years as well" : "neither mean, cv and cs nor years are given", "give one of the two"});
  if (design.curve && !(design.curve->mean > 0.0))
    found.push_back({"mean", "the mean is not above zero", fmt::format("mean = {:g} m3/s", design.curve->mean), "give the mean of the yearly dry discharges"});
  const basin::Series& typical = design.typical;
  if (typical.time.size() < 2) {
    found.push_back({"typical", "the typical season has too few points", fmt::format("it has {}, at least 2 are needed", typical.time.size()), "give a measured dry season, day by day"});
    return found;
  }
  const double covered = typical.time.back() - typical.time.front();
  if (design.duration < 0.0 || design.duration > covered)
    found.push_back({"duration", "the typical season is shorter than the duration", fmt::format("duration {:g} days, the season has {:g}", design.duration / 86400.0, covered / 86400.0),
                     "give a longer season or a shorter duration"});
  if (std::any_of(typical.value.begin(), typical.value.end(), [](double value) { return value < 0.0; }))
    found.push_back({"typical", "the typical season runs backwards", "a discharge is negative", "take the tide out, or choose another season"});
  return found;
}

}  // namespace

std::optional<double> empirical_quantile(std::vector<double> annual, double guarantee) {
  std::sort(annual.begin(), annual.end(), std::greater<>());
  const double rank = guarantee * (static_cast<double>(annual.size()) + 1.0);  // from 1
  if (annual.empty() || rank < 1.0 || rank > static_cast<double>(annual.size())) return std::nullopt;
  const auto before = static_cast<std::size_t>(rank) - 1;
  const double part = rank - static_cast<double>(before + 1);
  return part == 0.0 ? annual[before] : annual[before] + part * (annual[before + 1] - annual[before]);
}

DesignedDrySeason dry_season(const DrySeason& design) {
  DesignedDrySeason season;
  season.mistakes = check(design);
  if (!season.mistakes.empty()) return season;
  const std::optional<double> wanted = design.curve ? quantile(*design.curve, design.guarantee) : empirical_quantile(design.annual, design.guarantee);
  if (!wanted) {
    season.mistakes.push_back({"annual", "too few years for this guarantee rate",
                               fmt::format("{} years reach from {:.3g} to {:.3g}, guarantee = {:g}", design.annual.size(), 1.0 / (static_cast<double>(design.annual.size()) + 1.0),
                                           1.0 - 1.0 / (static_cast<double>(design.annual.size()) + 1.0), design.guarantee),
                               "give more years, or mean, cv and cs"});
    return season;
  }
  if (*wanted < 0.0) {
    season.mistakes.push_back({"cs", "the frequency curve falls below zero", fmt::format("it gives {:g} m3/s at a guarantee of {:g}", *wanted, design.guarantee), "raise cs to at least 2 cv, or give the years"});
    return season;
  }
  const basin::Series& typical = design.typical;
  const double first = typical.time.front(), last = typical.time.back(), duration = design.duration > 0.0 ? design.duration : last - first;
  season.window = smallest_volume(typical, duration, first, last);
  season.wanted = *wanted;
  season.typical = season.window.volume / duration;
  if (season.typical <= 0.0) {
    season.mistakes.push_back({"typical", "the typical season has no water", fmt::format("its driest {:g} days hold none", duration / 86400.0), "choose a season that did not fall dry, or a longer duration"});
    return season;
  }
  // [HY-5]
  season.discharge = typical;
  for (double& value : season.discharge.value) value *= season.wanted / season.typical;
  season.window.volume = volume_between(season.discharge, season.window.from, season.window.to);
  return season;
}

}  // namespace riverchief::hydrology
