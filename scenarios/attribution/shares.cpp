#include "scenarios/attribution/shares.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "scenarios/io/calendar.hpp"

namespace riverchief::attribution {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// Stored states that a month covers: weights of states for means, intervals for loads.
struct Month {
  std::string name;
  std::vector<double> weight;           // (state) [s]
  std::vector<std::size_t> intervals;   // from this state to the next
  double seconds = 0.0;
};

std::vector<Month> months_of(const io::ResultsFile& r) {
  const auto states = static_cast<std::size_t>(std::max(r.frames_written, 0));
  std::vector<Month> months;
  std::map<std::string, std::size_t> known;
  const auto add = [&](const std::string& name, std::size_t k, double dt) {
    const auto [at, is_new] = known.emplace(name, months.size());
    if (is_new) months.push_back({name, std::vector<double>(states, 0.0), {}, 0.0});
    Month& month = months[at->second];
    month.weight[k] += 0.5 * dt, month.weight[k + 1] += 0.5 * dt, month.seconds += dt;
    month.intervals.push_back(k);
  };
  for (std::size_t k = 0; k + 1 < states; ++k) {
    const double dt = r.time[k + 1] - r.time[k];
    add(io::instant(r.start, 0.5 * (r.time[k] + r.time[k + 1])).substr(0, 7), k, dt);
  }
  for (std::size_t k = 0; k + 1 < states; ++k) add("all", k, r.time[k + 1] - r.time[k]);
  return months;
}

}  // namespace

std::vector<Shares> shares_of(const io::ResultsFile& r) {
  const io::TagResults& t = r.tags;
  std::vector<Shares> found;
  if (!t.any()) return found;
  const std::size_t P = t.pollutants.size(), tags = t.name.size(), places = t.places.id.size(), gates = t.gate.size();
  // Tags of several release windows together.
  std::vector<std::size_t> group_of(tags);
  std::vector<std::pair<std::string, std::string>> groups;
  for (std::size_t k = 0; k < tags; ++k) {
    const std::pair key(t.set[k], t.name[k]);
    const auto at = std::find(groups.begin(), groups.end(), key);
    group_of[k] = static_cast<std::size_t>(at - groups.begin());
    if (at == groups.end()) groups.push_back(key);
  }
  const std::vector<Month> months = months_of(r);
  for (std::size_t i = 0; i < places; ++i) {
    std::size_t gate = gates;
    for (std::size_t g = 0; g < gates; ++g)
      if (t.gate_kind[g] == t.places.kind[i] && t.gate[g] == t.places.id[i]) gate = g;
    for (const Month& month : months)
      for (std::size_t p = 0; p < P; ++p) {
        Shares s{t.places.id[i], t.places.kind[i], month.name, t.pollutants[p], month.seconds, 0.0, 0.0, {}};
        std::vector<double> mean(groups.size(), 0.0), load(groups.size(), 0.0);
        for (std::size_t k = 0; k < month.weight.size(); ++k) {
          if (!(month.weight[k] > 0.0)) continue;
          const double w = month.weight[k] / month.seconds;
          s.concentration += w * t.place_concentration[(k * P + p) * places + i];
          for (std::size_t tag = 0; tag < tags; ++tag) mean[group_of[tag]] += w * t.concentration[((k * P + p) * tags + tag) * places + i];
        }
        for (const std::size_t k : month.intervals) {
          if (gate == gates) break;
          const auto passed = [&](std::size_t state) { return t.passed[(state * gates + gate) * P + p]; };
          s.load += passed(k + 1) - passed(k);
          for (std::size_t tag = 0; tag < tags; ++tag) {
            const auto part = [&](std::size_t state) { return t.tag_passed[((state * gates + gate) * P + p) * tags + tag]; };
            load[group_of[tag]] += part(k + 1) - part(k);
          }
        }
        for (std::size_t g = 0; g < groups.size(); ++g)
          s.parts.push_back({groups[g].first, groups[g].second, mean[g], s.concentration > 0.0 ? mean[g] / s.concentration : nothing, gate < gates ? load[g] : nothing,
                             gate < gates && s.load != 0.0 ? load[g] / s.load : nothing});
        if (gate == gates) s.load = nothing;
        std::vector<std::string> sets;
        for (const auto& group : groups)
          if (std::find(sets.begin(), sets.end(), group.first) == sets.end()) sets.push_back(group.first);
        std::stable_sort(s.parts.begin(), s.parts.end(), [&](const Part& a, const Part& b) {
          const auto of = [&](const Part& part) { return std::find(sets.begin(), sets.end(), part.set) - sets.begin(); };
          return of(a) != of(b) ? of(a) < of(b) : a.concentration > b.concentration;
        });
        found.push_back(std::move(s));
      }
  }
  return found;
}

}  // namespace riverchief::attribution
