// Events at random instants. The generator and everything made from it are fixed by the standard or written here, so that a seed gives
// the same events on every machine.

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include "basin/source_course.hpp"

namespace riverchief::basin {

std::vector<DumpingEvent> dumping_events(const Dumping& dumping, const Scenario& scenario) {
  std::mt19937_64 generator(dumping.seed);
  const auto uniform = [&] { return (static_cast<double>(generator() >> 11) + 0.5) * 0x1.0p-53; };
  constexpr double day = 86400.0;
  const double window = dumping.to - dumping.from + (dumping.from > dumping.to ? day : 0.0), midnight = -clock_time(scenario, 0.0).of_day;
  const double sigma = std::sqrt(std::log1p(dumping.spread * dumping.spread));
  std::vector<DumpingEvent> events;
  for (double at = midnight;;) {
    at -= std::log(uniform()) / dumping.rate;
    const double hour = uniform(), normal = std::sqrt(-2.0 * std::log(uniform())) * std::cos(2.0 * std::numbers::pi * uniform()), place = uniform();
    if (at >= scenario.duration) break;
    DumpingEvent event;
    event.from = midnight + day * std::floor((at - midnight) / day) + dumping.from + hour * window;  // on that day, within its hours
    event.to = event.from + dumping.duration;
    event.place = std::min(static_cast<std::size_t>(place * static_cast<double>(dumping.places.size())), dumping.places.size() - 1);
    event.mass = dumping.mass * std::exp(sigma * normal - 0.5 * sigma * sigma);
    if (event.from >= 0.0 && event.to <= scenario.duration) events.push_back(event);
  }
  std::sort(events.begin(), events.end(), [](const DumpingEvent& a, const DumpingEvent& b) { return a.from < b.from; });
  return events;
}

}  // namespace riverchief::basin
