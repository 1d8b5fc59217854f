// One cross-section: levees become crests, blocked ground is raised, n stands at every panel.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/hecras/converter.hpp"

namespace riverchief::io::hecras {
namespace {

/// Blocked ground is raised no higher than this above the section's highest point: HEC-RAS users write 999 ft where a levee keeps ground out.
constexpr double highest_wall = 5.0;  // [m]
constexpr double same_offset = 1e-6;  // [m]

using Points = std::vector<basin::SectionPoint>;

double level_between(const Points& points, double offset) {
  for (std::size_t i = 0; i + 1 < points.size(); ++i)
    if (points[i].offset <= offset && offset <= points[i + 1].offset && points[i + 1].offset > points[i].offset)
      return points[i].level + (points[i + 1].level - points[i].level) * (offset - points[i].offset) / (points[i + 1].offset - points[i].offset);
  return offset <= points.front().offset ? points.front().level : points.back().level;
}

/// Makes sure that a point stands at the offset; its panel's roughness is that of the panel it cuts.
void add_point(Points& points, double offset) {
  if (offset <= points.front().offset || offset >= points.back().offset) return;
  const auto after = std::find_if(points.begin(), points.end(), [&](const auto& p) { return p.offset >= offset - same_offset; });
  if (std::abs(after->offset - offset) <= same_offset) return;
  points.insert(after, {offset, level_between(points, offset), (after - 1)->manning_n});
}

/// Raises the ground between two offsets to a level, with upright walls.
void raise(Points& points, double from, double to, double level) {
  from = std::max(from, points.front().offset), to = std::min(to, points.back().offset);
  if (to - from <= same_offset) return;
  add_point(points, from), add_point(points, to);
  const double first = points.front().offset, last = points.back().offset;
  Points result;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto& p = points[i];
    const bool at_from = std::abs(p.offset - from) <= same_offset, at_to = std::abs(p.offset - to) <= same_offset;
    const bool inside = p.offset > from + same_offset && p.offset < to - same_offset;
    const bool next_is_other = i + 1 == points.size() || std::abs(points[i + 1].offset - p.offset) > same_offset;
    const bool is_first_there = i == 0 || std::abs(points[i - 1].offset - p.offset) > same_offset;
    const basin::SectionPoint top{p.offset, std::max(p.level, level), p.manning_n};
    if (at_to && is_first_there && top.level > p.level && p.offset < last) result.push_back(top);       // down the wall
    if (inside || (at_from && p.offset <= first) || (at_to && p.offset >= last)) result.push_back(top);
    else result.push_back(p);
    if (at_from && next_is_other && top.level > p.level && p.offset > first) result.push_back(top);      // up the wall
  }
  points = std::move(result);
}

/// Ground that is raised above all water at an end of the section is cut off, but for the wall.
void cut_ends(Points& points, double top) {
  const auto high = [&](const basin::SectionPoint& p) { return p.level >= top - 1e-9; };
  while (points.size() > 3 && high(points[0]) && high(points[1])) points.erase(points.begin());
  while (points.size() > 3 && high(points[points.size() - 1]) && high(points[points.size() - 2])) points.pop_back();
}

double clamped(double value, const Points& points, double otherwise) {
  return std::clamp(std::isnan(value) ? otherwise : value, points.front().offset, points.back().offset);
}

double value_at(const std::vector<double>& x, const std::vector<double>& y, double at) {
  if (at <= x.front()) return y.front();
  for (std::size_t i = 1; i < x.size(); ++i)
    if (at < x[i]) return y[i - 1] + (y[i] - y[i - 1]) * (at - x[i - 1]) / (x[i] - x[i - 1]);
  return y.back();
}

}  // namespace

/// n of every panel, from the left end; vertical changes as factors on the section.
void Converter::roughness(const CrossSection& from, const Reach& reach, basin::Section& section) {
  const std::string name = place_name(reach.river, reach.name, from.station);
  std::vector<Roughness> n = from.roughness;
  const VerticalRoughness& vertical = from.vertical_roughness;
  if (!vertical.values.empty() && !vertical.manning_n.empty() && n.empty())
    for (std::size_t i = 0; i < vertical.manning_n.front().size(); ++i)
      n.push_back({i < vertical.stations.size() ? vertical.stations[i] : blank, vertical.manning_n.front()[i]});
  n.erase(std::remove_if(n.begin(), n.end(), [](const Roughness& r) { return std::isnan(r.manning_n); }), n.end());
  if (n.empty()) {
    n.push_back({section.points.front().offset, 0.035});
    add(p_.geometry.file, from.line, name, Fate::to_supply, {"the section has no roughness", "断面未给糙率"}, {"manning_n 0.035 is written: put in the river's own", "写入糙率0.035，请改为实际值"});
  }
  for (const Roughness& r : n)
    if (!std::isnan(r.station)) add_point(section.points, r.station);
  for (auto& p : section.points) {
    p.manning_n = n.front().manning_n;
    for (const Roughness& r : n)
      if (!std::isnan(r.station) && r.station <= p.offset + same_offset) p.manning_n = r.manning_n;
  }
  if (vertical.values.empty() || vertical.manning_n.empty()) return;
  if (vertical.by_discharge) {
    add(p_.geometry.file, from.line, name, Fate::left_out, {"roughness that changes with discharge", "随流量变化的糙率"}, {"the roughness of its lowest discharge at all flows", "各级流量均采用最小流量的糙率"});
    return;
  }
  bool alike = true;
  for (std::size_t k = 0; k < vertical.values.size() && k < vertical.manning_n.size(); ++k) {
    double sum = 0, most = 0, least = 1e300;
    for (std::size_t i = 0; i < vertical.manning_n[k].size() && i < vertical.manning_n.front().size(); ++i) {
      const double f = vertical.manning_n[k][i] / vertical.manning_n.front()[i];
      sum += f, most = std::max(most, f), least = std::min(least, f);
    }
    if (vertical.manning_n[k].empty() || std::isnan(sum) || std::isnan(vertical.values[k])) continue;
    if (!section.roughness_by_level.empty() && vertical.values[k] <= section.roughness_by_level.back().level) continue;
    alike &= most - least < 0.02;
    section.roughness_by_level.push_back({vertical.values[k], sum / static_cast<double>(vertical.manning_n[k].size())});
  }
  if (!alike)
    add(p_.geometry.file, from.line, name, Fate::differs, {"roughness changes with level differently across the section", "糙率随水位的变化沿断面不一"}, {"one mean factor for the whole section at each level", "全断面取各级水位的平均倍数"});
}

basin::Section Converter::section(const CrossSection& from, const Reach& reach, double chainage) {
  const std::string name = place_name(reach.river, reach.name, from.station);
  basin::Section result;
  result.chainage = chainage;
  result.station = from.station;
  for (const Point& p : from.points)
    if (!std::isnan(p.x) && !std::isnan(p.y)) result.points.push_back({p.x, p.y, 0.0});
  if (result.points.size() < 3) {
    complaints_.error({p_.geometry.file, from.line, 0, ""}, fmt::format("the section at {} has {} points", name, result.points.size()), "a section has at least three", "mend it in HEC-RAS, or remove it.");
    result.points = {{0.0, 0.0, 0.03}, {1.0, 0.0, 0.03}, {2.0, 0.0, 0.03}};
    return result;
  }
  roughness(from, reach, result);
  const double left = result.points.front().offset, right = result.points.back().offset;
  double left_bank = clamped(from.left_bank, result.points, left), right_bank = clamped(from.right_bank, result.points, right);
  add_point(result.points, left_bank), add_point(result.points, right_bank);

  double top = -1e300;
  for (const auto& p : result.points) top = std::max(top, p.level);
  top += highest_wall;
  for (const Obstruction& b : from.blocked) raise(result.points, std::isnan(b.from) ? left : b.from, std::isnan(b.to) ? right : b.to, std::isnan(b.level) ? top : std::min(b.level, top));
  if (!from.blocked.empty()) cut_ends(result.points, top);
  result.left_bank = clamped(left_bank, result.points, left), result.right_bank = clamped(right_bank, result.points, right);

  bool behind = false;
  for (const auto& [levee, crest, is_left] : {std::tuple{&from.left_levee, &result.left_crest, true}, std::tuple{&from.right_levee, &result.right_crest, false}}) {
    if (!levee->is_there || std::isnan(levee->station)) continue;
    const double offset = std::clamp(levee->station, result.points.front().offset, result.points.back().offset);
    if (is_left ? offset <= result.points.front().offset : offset >= result.points.back().offset) continue;
    add_point(result.points, offset);
    const auto at = std::find_if(result.points.begin(), result.points.end(), [&](const auto& p) { return std::abs(p.offset - offset) <= same_offset; });
    const double exact = at->offset;
    if (!std::isnan(levee->level) && levee->level > at->level) {
      const basin::SectionPoint ground = *at, crown{exact, levee->level, at->manning_n};
      const auto placed = result.points.insert(at + 1, crown);
      result.points.insert(placed + 1, ground);
    }
    *crest = exact;
    behind = true;
  }
  if (behind) {  // banks lie between the crests
    if (result.left_crest) result.left_bank = std::max(result.left_bank, *result.left_crest);
    if (result.right_crest) result.right_bank = std::min(result.right_bank, *result.right_crest);
    add(p_.geometry.file, from.line, name, Fate::differs, {"levee: once it is passed HEC-RAS lets the ground behind it carry water", "堤防：漫堤后HEC-RAS允许堤后过流"},
        {"an embankment crest: the ground behind it fills and carries none", "作为堤顶处理，堤后只蓄水不过流"});
  }
  for (const Obstruction& area : from.ineffective) {
    const double a = clamped(area.from, result.points, left), b = clamped(area.to, result.points, right);
    if (b - a > same_offset && !std::isnan(area.level)) result.ineffective.push_back({a, b, area.level, area.is_permanent});
  }
  if (!from.rating.empty())
    add(p_.geometry.file, from.line, name, Fate::left_out, {"rating curve at a section inside the reach", "河段内断面的水位流量关系"}, {"the level follows from the flow equations", "水位由水流方程求解"});
  return result;
}

/// Factors by discharge: one factor per river would be another river; they are told, and the surveyed n stay.
void Converter::factors(const RoughnessFactors& f, const std::string& file) {
  const double mid = f.discharge.empty() ? blank : value_at(f.discharge, f.factor, 0.5 * (f.discharge.front() + f.discharge.back()));
  add(file, f.line, place_name(f.river, f.reach, f.from_station + (f.to_station.empty() ? "" : " to " + f.to_station)), Fate::left_out,
      {fmt::format("roughness factors that change with discharge ({:.3g} in the middle of their range)", mid), fmt::format("随流量变化的糙率倍数（中间值{:.3g}）", mid)},
      {"the surveyed n; a [[roughness_factor]] in the scenario multiplies them", "采用断面糙率；可在情景中用[[roughness_factor]]整体修正"});
}

}  // namespace riverchief::io::hecras
