// Steady profiles: a scenario each, with constant inflows. A run begins with the steady state, so its first instant is the profile.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/date_time.hpp"
#include "io/hecras/converter.hpp"

namespace riverchief::io::hecras {
namespace {

constexpr double day = 86400.0;

}  // namespace

void Converter::steady() {
  if (!p_.has_steady) return;
  for (std::size_t k = 0; k < p_.steady.profiles.size(); ++k) steady_profile(k);
}

void Converter::steady_profile(std::size_t profile) {
  const std::string& file = p_.steady.file;
  const std::string title = p_.steady.profiles[profile];
  basin::Scenario s = scenario_frame(fresh_id(id_of("steady " + title)), title);
  s.start_epoch = 946684800.0;  // 2000-01-01
  s.duration = day;
  s.output_every = 0.25 * day;

  // Discharges by place; the differences along a river enter there.
  std::map<std::string, std::vector<std::pair<double, double>>> flows;  // river -> (chainage, discharge)
  for (const FlowChange& f : p_.steady.flows) {
    const auto at = nearest_place(f.river, f.reach, f.station);
    if (!at || profile >= f.discharge.size() || std::isnan(f.discharge[profile])) {
      add(file, f.line, place_name(f.river, f.reach, f.station), Fate::left_out, {fmt::format("no discharge of profile '{}' there", title), fmt::format("工况“{}”在此无流量", title)}, {"left out", "略去"});
      continue;
    }
    if (is_beyond_end(f.river, f.reach, f.station)) continue;
    flows[at->river].emplace_back(at->chainage, f.discharge[profile]);
  }
  for (auto& [id, list] : flows) {
    std::sort(list.begin(), list.end());
    const basin::River& river = *basin::find_river(out_.basin, id);
    double carried = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
      const auto [x, q] = list[i];
      if (i == 0 && !river.leaves) {
        basin::Boundary b;
        b.at = {id, 0.0, {}};
        b.kind = basin::BoundaryKind::discharge;
        b.series = {{0.0}, {q}};
        s.boundaries.push_back(std::move(b));
        carried = q;
        continue;
      }
      // what tributaries bring by the junction between the two places is not an inflow of its own
      double brought = 0;
      for (const basin::River& other : out_.basin.rivers)
        if (other.joins && other.joins->river == id && other.joins->chainage <= x + 1.0 && (i == 0 || other.joins->chainage > list[i - 1].first + 1.0))
          if (const auto found = flows.find(other.id); found != flows.end() && !found->second.empty()) brought += std::max_element(found->second.begin(), found->second.end())->second;
      const double more = q - carried - brought;
      carried = q;
      if (std::abs(more) < 1e-3 * std::max(std::abs(q), 1.0)) continue;
      if (more > 0.0) {
        basin::LateralInflow inflow;
        inflow.id = fmt::format("more_at_{}_{}", id, std::lround(x));
        inflow.over = {id, x, x, {}};
        inflow.discharge = {{0.0}, {more}};
        s.lateral_inflows.push_back(std::move(inflow));
      } else {
        add(file, 0, fmt::format("{} ({})", basin::to_text(basin::Place{id, x, {}}), title), Fate::to_supply, {fmt::format("the discharge falls by {:.4g} m3/s", -more), fmt::format("流量减少{:.4g} m3/s", -more)}, {"nothing is taken out: write an [[intake]]", "未计取水，请另设[[intake]]"});
      }
    }
  }
  for (const SteadyBoundary& b : p_.steady.boundaries) {
    if (b.profile != static_cast<int>(profile)) continue;
    const auto id = river_of_.find({b.river, b.reach});
    if (id == river_of_.end() || id->second == end_river_) continue;
    const basin::River& river = *basin::find_river(out_.basin, id->second);
    basin::Boundary end;
    end.at = {river.id, river.length, {}};
    const std::string name = fmt::format("{} ({})", place_name(b.river, b.reach, ""), title);
    switch (b.downstream) {
      case SteadyEnd::none: break;
      case SteadyEnd::known_level:
        end.kind = basin::BoundaryKind::water_level;
        end.series = {{0.0}, {b.downstream_level}};
        break;
      case SteadyEnd::normal_depth:
        end.kind = basin::BoundaryKind::normal_depth;
        end.bed_slope = std::isnan(b.downstream_slope) ? 0.0 : b.downstream_slope;
        break;
      case SteadyEnd::critical_depth:
        end.kind = basin::BoundaryKind::normal_depth;
        add(file, b.line, name, Fate::replaced, {"critical depth at the mouth", "河口临界水深"}, {"normal depth on the last stretch's slope", "按末段比降取正常水深"});
        break;
      case SteadyEnd::rating: {
        end.kind = basin::BoundaryKind::rating_curve;
        for (const Rating& r : b.downstream_rating)
          if (end.rating.water_level.empty() || (r.level > end.rating.water_level.back() && r.discharge > end.rating.discharge.back())) end.rating.water_level.push_back(r.level), end.rating.discharge.push_back(r.discharge);
        if (end.rating.water_level.size() < 2) end.kind = basin::BoundaryKind::normal_depth;
        break;
      }
    }
    if (b.downstream != SteadyEnd::none && !river.joins) s.boundaries.push_back(std::move(end));
    if (b.upstream != SteadyEnd::none)
      add(file, b.line, name, Fate::left_out, {"boundary at the head, for supercritical profiles", "河首边界（急流工况）"}, {"the discharge alone: full equations find the regime", "仅给流量，流态由完整方程求得"});
  }
  close_open_ends(s, file);
  finish_scenario(std::move(s));
}

}  // namespace riverchief::io::hecras
