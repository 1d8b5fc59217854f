// Flow for the river's own life, and rivers that fall dry.

#include <algorithm>
#include <cmath>
#include <map>

#include "scenarios/assessment/assess_parts.hpp"
#include "scenarios/assessment/daily_means.hpp"
#include "scenarios/io/calendar.hpp"

namespace riverchief::assessment {
namespace {

constexpr double shortest_dry_spell = 3600.0;  // s: a run's first steps may stand still

/// A face and the length of the stretch it speaks for.
struct Gauge {
  std::size_t face;
  double chainage, length;
};

/// The faces in a stretch, or the nearest one; each stands for the river half-way to its neighbours.
std::vector<Gauge> gauges_of(const io::ResultsFile& r, const basin::Stretch& over) {
  std::vector<Gauge> gauges;
  std::size_t nearest = r.face_river.size();
  const double middle = 0.5 * (over.from + over.to);
  for (std::size_t f = 0; f < r.face_river.size(); ++f) {
    if (r.face_river[f] != over.river) continue;
    if (nearest == r.face_river.size() || std::abs(r.face_chainage[f] - middle) < std::abs(r.face_chainage[nearest] - middle)) nearest = f;
    if (r.face_chainage[f] >= over.from && r.face_chainage[f] <= over.to) gauges.push_back({f, r.face_chainage[f], 0.0});
  }
  if (gauges.empty() && nearest < r.face_river.size()) gauges.push_back({nearest, r.face_chainage[nearest], 0.0});
  std::sort(gauges.begin(), gauges.end(), [](const Gauge& a, const Gauge& b) { return a.chainage < b.chainage; });
  for (std::size_t i = 0; i < gauges.size(); ++i) {
    const double from = i == 0 ? over.from : 0.5 * (gauges[i - 1].chainage + gauges[i].chainage);
    const double to = i + 1 == gauges.size() ? over.to : 0.5 * (gauges[i].chainage + gauges[i + 1].chainage);
    gauges[i].length = to - from;
  }
  return gauges;
}

}  // namespace

std::vector<EcologicalFindings> assess_ecological_flows(const io::ResultsFile& r, const io::Register& registered) {
  std::vector<EcologicalFindings> rows;
  const std::vector<double> states(r.time.begin(), r.time.begin() + r.frames_written);
  const std::vector<Day> days = days_of(states, io::second_of_day(r.start));
  for (const basin::EcologicalFlow& flow : registered.basin.ecological_flows) {
    EcologicalFindings row;
    row.flow = flow;
    const std::vector<Gauge> gauges = gauges_of(r, flow.over);
    if (gauges.empty()) continue;
    for (const Day& day : days) {
      double below = 0.0;
      for (const Gauge& gauge : gauges) {
        const double mean = daily_mean(day, r.discharge.data() + gauge.face, r.face_river.size());
        if (std::isnan(row.lowest_discharge) || mean < row.lowest_discharge) {
          row.lowest_discharge = mean;
          row.chainage_of_lowest = gauge.chainage;
        }
        if (mean < flow.discharge) below += gauge.length;
      }
      ++row.days;
      if (below <= 0.0) continue;
      ++row.days_below;
      row.length_days_below += below;
      if (below > row.worst_length) {
        row.worst_length = below;
        row.worst_day = io::instant(r.start, r.time[day.first + day.weights.size() / 2]).substr(0, 10);
      }
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<DryReach> assess_dry_reaches(const io::ResultsFile& r) {
  std::vector<DryReach> rows;
  std::map<std::string, std::size_t> place;
  const auto row_of = [&](std::size_t cell) -> DryReach& {
    const auto [found, is_new] = place.emplace(r.cell_reach[cell], rows.size());
    if (is_new) rows.push_back({r.cell_river[cell], r.cell_reach[cell], 0.0, 0.0, 0.0, 0.0});
    return rows[found->second];
  };
  for (std::size_t c = 0; c < r.dry_duration.size(); ++c) {
    if (!(r.dry_duration[c] >= shortest_dry_spell)) continue;
    DryReach& row = row_of(c);
    row.dry_duration = std::max(row.dry_duration, r.dry_duration[c]);
    row.dry_length += r.cell_length[c];
  }
  for (std::size_t f = 0; f < r.no_flow_duration.size(); ++f) {
    if (!(r.no_flow_duration[f] >= shortest_dry_spell)) continue;
    for (const int side : {r.face_upstream_cell[f], r.face_downstream_cell[f]}) {
      if (side < 0 || r.cell_river[static_cast<std::size_t>(side)] != r.face_river[f]) continue;
      const std::size_t c = static_cast<std::size_t>(side);
      DryReach& row = row_of(c);
      row.no_flow_duration = std::max(row.no_flow_duration, r.no_flow_duration[f]);
      row.no_flow_length += 0.5 * r.cell_length[c];
    }
  }
  return rows;
}

}  // namespace riverchief::assessment
