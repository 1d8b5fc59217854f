#include "hydrology/design_flood.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "hydrology/same_frequency.hpp"

namespace riverchief::hydrology {
namespace {

constexpr double day = 86400.0;

/// Windows of the typical flood, each around the one before it.
std::vector<DesignVolume> windows_of(const DesignFlood& design, double exceedance) {
  const basin::Series& typical = design.typical;
  const double first = typical.time.front(), last = typical.time.back();
  std::vector<DesignVolume> windows;
  for (const auto& [duration, curve] : design.volume) {
    double from = first, to = last;
    if (!windows.empty()) {
      from = std::max(first, windows.back().window.to - duration);
      to = std::min(last, windows.back().window.from + duration);
    }
    const Window window = largest_volume(typical, duration, from, to);
    windows.push_back({.duration = duration, .typical = window.volume, .wanted = quantile(curve, exceedance), .window = window});
  }
  return windows;
}

void check_curve(std::vector<Mistake>& mistakes, const std::string& key, const PearsonIII& curve) {
  if (!(curve.mean > 0.0))
    mistakes.push_back({key, "the mean is not above zero", fmt::format("mean = {:g}", curve.mean), "give the mean of the yearly values"});
  if (!(curve.cv >= 0.0))
    mistakes.push_back({key, "Cv is negative", fmt::format("cv = {:g}; it is at least 0", curve.cv), "give standard deviation over mean"});
}

std::vector<Mistake> check(const DesignFlood& design) {
  std::vector<Mistake> found;
  const basin::Series& typical = design.typical;
  if (!(design.return_period > 1.0))
    found.push_back({"return_period", "no such return period", fmt::format("return_period = {:g}; it must be above 1 year", design.return_period), "give years, for example 20"});
  if (typical.time.size() < 3) {
    found.push_back({"typical", "the typical flood has too few points", fmt::format("it has {}, at least 3 are needed", typical.time.size()), "give a measured flood, hour by hour"});
    return found;
  }
  if (std::any_of(typical.value.begin(), typical.value.end(), [](double value) { return value < 0.0; }))
    found.push_back({"typical", "the typical flood runs backwards", "a discharge is negative", "take the tide out, or choose another flood"});
  if (peak(typical).value <= 0.0)
    found.push_back({"typical", "the typical flood has no water", "its peak is 0", "check column and unit"});
  if (design.peak) check_curve(found, "mean", *design.peak);
  for (const auto& [duration, curve] : design.volume) {
    check_curve(found, "volume", curve);
    const double covered = typical.time.back() - typical.time.front();
    if (duration <= 0.0 || duration > covered)
      found.push_back({"volume", "the typical flood is shorter than a duration", fmt::format("duration {:g} h, the flood has {:g} h", duration / 3600.0, covered / 3600.0),
                       "give a longer flood or leave this duration out"});
  }
  const bool needs_peak = design.scaling != Scaling::volume, needs_volume = design.scaling != Scaling::peak;
  if (needs_peak && !design.peak)
    found.push_back({"mean", "the peak has no frequency curve", "this method scales by the peak", "give mean, cv and cs of the yearly peak, or its years"});
  if (needs_volume && design.volume.empty())
    found.push_back({"volume", "no volume has a frequency curve", "this method scales by volume", "give mean, cv and cs of the largest volume in a day, three or seven days"});
  if (design.scaling == Scaling::volume && design.volume.size() > 1)
    found.push_back({"volume", "one factor cannot meet several volumes", fmt::format("{} durations are given", design.volume.size()), "keep one, or scale by the same frequency"});
  return found;
}

// Peak and volumes of the same frequency must fit into each other.
void check_order(const DesignedFlood& flood, std::vector<Mistake>& mistakes) {
  double before = 0.0, duration = 0.0;
  for (const DesignVolume& volume : flood.volumes) {
    const double most = flood.wanted_peak * (volume.duration - duration) + before;
    if (volume.wanted <= before || volume.wanted > most)
      mistakes.push_back({"volume", "peak and volumes do not go together",
                          fmt::format("{:g} days of the flood are to hold {:g} m3; between {:g} and {:g} m3 are possible", volume.duration / day, volume.wanted, before, most),
                          "check the curves: Cv falls slowly with the duration, and units are m3/s and m3"});
    before = volume.wanted, duration = volume.duration;
  }
  const DesignVolume& shortest = flood.volumes.front();
  if (flood.peak_time < shortest.window.from || flood.peak_time > shortest.window.to)
    mistakes.push_back({"typical", "the peak lies outside the flood's largest volume",
                        fmt::format("peak after {:g} h, the largest {:g} days from {:g} h to {:g} h", flood.peak_time / 3600.0, shortest.duration / day,
                                    shortest.window.from / 3600.0, shortest.window.to / 3600.0),
                        "choose a flood with its peak within its largest day, or scale by peak or volume alone"});
}

}  // namespace

DesignedFlood design_flood(const DesignFlood& design) {
  DesignedFlood flood;
  flood.mistakes = check(design);
  if (!flood.mistakes.empty()) return flood;
  const double exceedance = exceedance_of_return_period(design.return_period);
  const Instant top = peak(design.typical);
  flood.typical_peak = top.value;
  flood.peak_time = top.time;
  flood.wanted_peak = design.peak ? quantile(*design.peak, exceedance) : std::numeric_limits<double>::quiet_NaN();
  flood.volumes = windows_of(design, exceedance);
  if (design.scaling == Scaling::same_frequency) {
    check_order(flood, flood.mistakes);
    if (!flood.mistakes.empty()) return flood;
    std::vector<WantedVolume> windows;
    for (const DesignVolume& volume : flood.volumes) windows.push_back({volume.window, volume.wanted});
    const auto scaled = same_frequency(design.typical, top, flood.wanted_peak, windows);
    if (!scaled) {
      flood.mistakes.push_back({"typical", "peak and volumes do not fit this flood's shape", "no discharges between 0 and the peak hold the wanted volumes in the flood's own windows",
                                "choose a typical flood that is as full as the design, or scale by peak or volume alone"});
      return flood;
    }
    flood.discharge = *scaled;
  } else {
    // [HY-5]
    const double factor = design.scaling == Scaling::peak ? flood.wanted_peak / top.value : flood.volumes.front().wanted / flood.volumes.front().typical;
    flood.discharge = design.typical;
    for (double& value : flood.discharge.value) value *= factor;
  }
  flood.peak = peak(flood.discharge).value;
  for (DesignVolume& volume : flood.volumes) {
    volume.window.volume = volume_between(flood.discharge, volume.window.from, volume.window.to);
    volume.largest = largest_volume(flood.discharge, volume.duration, flood.discharge.time.front(), flood.discharge.time.back()).volume;
  }
  return flood;
}

}  // namespace riverchief::hydrology
