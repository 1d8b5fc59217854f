// Structures across a river: inline weirs with gates, bridges, roads over culverts.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/hecras/converter.hpp"

namespace riverchief::io::hecras {
namespace {

double known(double value, double otherwise) { return std::isnan(value) ? otherwise : value; }

const CrossSection* section_above(const Reach& reach, const Node* node) {
  const CrossSection* found = nullptr;
  for (const Node& n : reach.nodes) {
    if (&n == node) break;
    if (n.kind == NodeKind::section) found = &reach.sections[n.index];
  }
  return found;
}

double level_at(const std::vector<Point>& ground, double station) {
  for (std::size_t i = 0; i + 1 < ground.size(); ++i)
    if (ground[i].x <= station && station <= ground[i + 1].x && ground[i + 1].x > ground[i].x)
      return ground[i].y + (ground[i + 1].y - ground[i].y) * (station - ground[i].x) / (ground[i + 1].x - ground[i].x);
  return ground.empty() ? 0.0 : station < ground.front().x ? ground.front().y : ground.back().y;
}

double width_at(const std::vector<Point>& pier, double level) {
  if (pier.empty()) return 0.0;
  for (std::size_t i = 0; i + 1 < pier.size(); ++i)
    if (pier[i].y <= level && level <= pier[i + 1].y && pier[i + 1].y > pier[i].y) return pier[i].x + (pier[i + 1].x - pier[i].x) * (level - pier[i].y) / (pier[i + 1].y - pier[i].y);
  return level < pier.front().y ? pier.front().x : pier.back().x;
}

/// The deck over the ground of its section: where it is open, and how high.
struct DeckOverGround {
  double open_width = 0, soffit = -1e300, deck = 1e300, deck_length = 0, lowest_ground = 1e300;
  double area = 0;  ///< of the opening up to the soffit [m2]
};

DeckOverGround measure(const Deck& deck, const std::vector<Point>& ground, double left, double right) {
  DeckOverGround m;
  if (deck.stations.size() < 2 || ground.size() < 2) return m;
  std::vector<Point> low, high;
  for (std::size_t i = 0; i < deck.stations.size(); ++i) {
    if (i < deck.low_chord.size() && !std::isnan(deck.low_chord[i])) low.push_back({deck.stations[i], deck.low_chord[i]});
    if (i < deck.high_chord.size() && !std::isnan(deck.high_chord[i])) high.push_back({deck.stations[i], deck.high_chord[i]});
  }
  left = std::max({left, ground.front().x, deck.stations.front()}), right = std::min({right, ground.back().x, deck.stations.back()});
  constexpr int steps = 400;
  const double step = (right - left) / steps;
  for (int k = 0; k < steps && step > 0.0; ++k) {
    const double x = left + (k + 0.5) * step, z = level_at(ground, x);
    m.lowest_ground = std::min(m.lowest_ground, z);
    if (!high.empty()) {
      const double road = level_at(high, x);
      m.deck = std::min(m.deck, std::max(road, z));
      m.deck_length += step;
    }
    if (low.empty() || level_at(low, x) <= z) continue;
    m.open_width += step;
    m.area += step * (level_at(low, x) - z);
    m.soffit = std::max(m.soffit, level_at(low, x));
  }
  return m;
}

}  // namespace

void Converter::structures_across() {
  for (const Reach& reach : p_.geometry.reaches)
    for (const Node& node : reach.nodes) {
      if (node.kind != NodeKind::crossing && node.kind != NodeKind::inline_structure) continue;
      const bool is_crossing = node.kind == NodeKind::crossing;
      const std::string& station = is_crossing ? reach.crossings[node.index].station : reach.inline_structures[node.index].station;
      const int line = is_crossing ? reach.crossings[node.index].line : reach.inline_structures[node.index].line;
      if (is_beyond_end(reach.river, reach.name, station)) continue;
      const auto at = place(reach.river, reach.name, station);
      if (!at || !section_above(reach, &node)) {
        add(p_.geometry.file, line, place_name(reach.river, reach.name, station), Fate::left_out, {"structure above the first section", "首断面以上的建筑物"}, {"left out", "略去"});
        continue;
      }
      if (!is_crossing) inline_structure(reach, reach.inline_structures[node.index], *at);
      else if (const Crossing& c = reach.crossings[node.index]; c.type == 2 || (c.type == 4 && c.upstream.low_chord.empty())) road_over_culverts(reach, c, *at);
      else bridge(reach, c, *at);
    }
}

void Converter::inline_structure(const Reach& reach, const InlineStructure& from, const basin::Place& at) {
  const std::string place_of = place_name(reach.river, reach.name, from.station);
  const Stand stand{at, {}, {}, from.name.empty() ? reach.river + " " + from.station : from.name, p_.geometry.file, place_of};
  const bool operated = std::any_of(p_.unsteady.boundaries.begin(), p_.unsteady.boundaries.end(), [&](const Boundary& b) {
    return p_.has_unsteady && b.kind == BoundaryKind::navigation_dam && b.river == reach.river && b.reach == reach.name && b.station == from.station;
  });
  crest(stand, from.weir, from.line, "weir");
  if (operated) {
    for (const Boundary& b : p_.unsteady.boundaries)
      if (b.kind == BoundaryKind::navigation_dam && b.river == reach.river && b.reach == reach.name && b.station == from.station) navigation_dam(b, from, stand);
  } else {
    gates(stand, from.gates);
  }
  culverts(stand, from.culverts);
  if (!from.outlet_rating.empty() && !from.outlet_rating_by_discharge) rating(stand, from.outlet_rating, from.line);
  if (from.outlet_rating_by_discharge)
    add(p_.geometry.file, from.line, place_of, Fate::left_out, {"outlet given as discharge over discharge", "以流量表示的出流关系"}, {"no outlet", "未设出流"});
  if (from.pilot_flow > 0.0 && !operated) {
    basin::Structure s = begin(stand, "ecological_release", "pilot flow", from.line);
    double lowest = 1e300;
    for (const GateGroup& g : from.gates) lowest = std::min(lowest, known(g.invert, 1e300));
    for (const Point& p : from.weir.crest) lowest = std::min(lowest, p.y);
    s.settings.numbers = {{"release", from.pilot_flow}, {"intake_level", lowest}};
    put(std::move(s));
  }
  if (works_at_[place_of].empty())
    add(p_.geometry.file, from.line, place_of, Fate::left_out, {"inline structure without weir, gate or culvert", "无堰、闸、涵的拦河建筑物"}, {"open river", "按无建筑物处理"});
}

void Converter::bridge(const Reach& reach, const Crossing& from, const basin::Place& at) {
  const std::string place_of = place_name(reach.river, reach.name, from.station);
  const Stand stand{at, {}, {}, from.name.empty() ? reach.river + " " + from.station : from.name, p_.geometry.file, place_of};
  const CrossSection* above = nullptr;
  for (const Node& n : reach.nodes) {
    if (n.kind == NodeKind::crossing && &reach.crossings[n.index] == &from) break;
    if (n.kind == NodeKind::section) above = &reach.sections[n.index];
  }
  const std::vector<Point>& ground = from.upstream_section.size() > 1 ? from.upstream_section : above->points;
  DeckOverGround m = measure(from.upstream, ground, -1e300, 1e300);
  double piers = 0;
  if (m.open_width > 0.0) {
    const double half_way = 0.5 * (m.soffit + m.lowest_ground);
    for (const Pier& pier : from.piers) piers += width_at(pier.upstream, half_way);
  }
  if (m.open_width <= 0.0) {
    add(p_.geometry.file, from.line, place_of, Fate::left_out, {"bridge without an opening over its section's ground", "桥下无过水孔"}, {"open river: its loss is not computed", "按无桥处理，不计损失"});
    return;
  }
  basin::Structure s = begin(stand, "bridge", "", from.line);
  auto& n = s.settings.numbers;
  n = {{"opening_width", std::max(m.open_width - piers, 0.1)}, {"soffit_level", m.soffit}};
  if (m.deck < 1e299) n["deck_level"] = std::max(m.deck, m.soffit), n["deck_length"] = m.deck_length;
  if (piers > 0.0) n["pier_width"] = piers;
  if (!std::isnan(above->contraction)) n["contraction"] = above->contraction;
  if (!std::isnan(above->expansion)) n["expansion"] = above->expansion;
  const BridgeMethods methods = from.methods.empty() ? BridgeMethods{} : from.methods.front();
  if (methods.pressure_submerged > 0.0) n["pressure_coefficient"] = std::min(methods.pressure_submerged, 1.0);
  if (!std::isnan(from.weir_coefficient) && from.weir_coefficient > 0.0) n["deck_coefficient"] = from.weir_coefficient;
  if (methods.uses_momentum && methods.drag > 0.0 && piers > 0.0) n["pier_drag"] = methods.drag;
  works_at_[place_of].push_back(s.id);
  put(std::move(s));
  const std::string method = methods.uses_yarnell ? "Yarnell" : methods.uses_momentum ? "momentum" : "energy";
  add(p_.geometry.file, from.line, place_of, Fate::differs, {fmt::format("bridge ({} method) with {} piers, four sections and the reaches between them", method, from.piers.size()), fmt::format("桥梁（{}法），{}个桥墩", method, from.piers.size())},
      {fmt::format("one loss at the bridge from its clear width of {:.1f} m, piers of {:.1f} m, soffit {:.2f} m", n["opening_width"], piers, m.soffit), fmt::format("以净宽{:.1f} m、墩宽{:.1f} m、梁底{:.2f} m计算桥损", n["opening_width"], piers, m.soffit)});
  if (!from.abutments.empty())
    add(p_.geometry.file, from.line, place_of, Fate::differs, {"sloping abutments", "斜面桥台"}, {"not taken from the clear width: lower opening_width where they reach into it", "未从净宽中扣除，必要时减小opening_width"});
  if (!from.culverts.empty())
    add(p_.geometry.file, from.line, place_of, Fate::left_out, {fmt::format("{} culvert group{} beside a bridge (multiple opening)", from.culverts.size(), from.culverts.size() == 1 ? "" : "s"), fmt::format("桥旁{}组涵洞（多孔过水）", from.culverts.size())},
        {"the bridge alone", "仅计桥孔"});
}

void Converter::road_over_culverts(const Reach& reach, const Crossing& from, const basin::Place& at) {
  const std::string place_of = place_name(reach.river, reach.name, from.station);
  const Stand stand{at, {}, {}, from.name.empty() ? reach.river + " " + from.station : from.name, p_.geometry.file, place_of};
  culverts(stand, from.culverts);
  Weir road;
  road.coefficient = from.weir_coefficient;
  for (std::size_t i = 0; i < from.upstream.stations.size() && i < from.upstream.high_chord.size(); ++i)
    if (!std::isnan(from.upstream.high_chord[i])) road.crest.push_back({from.upstream.stations[i], from.upstream.high_chord[i]});
  crest(stand, road, from.line, "road");
}

}  // namespace riverchief::io::hecras
