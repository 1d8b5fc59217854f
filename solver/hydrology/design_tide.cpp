#include "hydrology/design_tide.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace riverchief::hydrology {
namespace {

/// Points higher than what comes before and not lower than what follows; of a flat top the first.
std::vector<Instant> high_waters(const basin::Series& series) {
  std::vector<Instant> found;
  for (std::size_t i = 1; i + 1 < series.time.size(); ++i) {
    if (series.value[i] <= series.value[i - 1]) continue;
    std::size_t next = i + 1;
    while (next + 1 < series.time.size() && series.value[next] == series.value[i]) ++next;
    if (series.value[next] < series.value[i]) found.push_back({series.time[i], series.value[i]});
  }
  return found;
}

}  // namespace

DesignedTide design_tide(const DesignTide& design) {
  DesignedTide tide;
  const basin::Series& typical = design.typical;
  const std::vector<Instant> typical_highs = typical.time.size() < 3 ? std::vector<Instant>() : high_waters(typical);
  if (typical_highs.empty()) {
    tide.mistakes.push_back({"typical", "the typical tide has no high water", "no point stands higher than those before and after it", "give a measured tide of a day or more, hour by hour"});
    return tide;
  }
  const double low = *std::min_element(typical.value.begin(), typical.value.end()), high = peak(typical).value;
  if (design.highest <= low)
    tide.mistakes.push_back({"highest", "the design level lies below the typical low water", fmt::format("highest = {:g} m, the lowest typical level is {:g} m", design.highest, low),
                             "give the level above the datum of the typical curve"});
  const int count = static_cast<int>(typical_highs.size());
  if (design.high_water && (*design.high_water < 1 || *design.high_water > count))
    tide.mistakes.push_back({"high_water", "there is no such high water", fmt::format("high_water = {}, the typical tide has {}", *design.high_water, count), fmt::format("give 1 to {}", count)});
  if (!tide.mistakes.empty()) return tide;

  // [HY-7]
  const double factor = design.raising == Raising::stretch ? (design.highest - low) / (high - low) : 1.0;
  const double lift = design.raising == Raising::stretch ? 0.0 : design.highest - high;
  const auto highest = std::max_element(typical_highs.begin(), typical_highs.end(), [](const Instant& a, const Instant& b) { return a.value < b.value; });
  const Instant met = design.high_water ? typical_highs[static_cast<std::size_t>(*design.high_water - 1)] : *highest;
  tide.shift = design.flood_peak_time + design.lag - met.time;
  tide.water_level = typical;
  for (double& time : tide.water_level.time) time += tide.shift;
  for (double& level : tide.water_level.value) level = low + factor * (level - low) + lift;
  tide.met_level = low + factor * (met.value - low) + lift;
  tide.high_waters = high_waters(tide.water_level);
  return tide;
}

}  // namespace riverchief::hydrology
