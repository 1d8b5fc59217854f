// Reaches of one name become one river; junctions say where rivers join and leave.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/hecras/converter.hpp"

namespace riverchief::io::hecras {
namespace {

/// HEC-RAS holds the level equal across a junction: the length it writes there carries no water in unsteady flow.
constexpr double junction_gap = 0.01;  // [m]
/// Sections at one place (reach length 0) still need an order.
constexpr double least_length = 0.01;  // [m]

bool is_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

const Reach* find_reach(const Geometry& geometry, const std::string& river, const std::string& reach) {
  for (const Reach& r : geometry.reaches)
    if (r.river == river && r.name == reach) return &r;
  return nullptr;
}

double length_of(const std::vector<Point>& line) {
  double sum = 0;
  for (std::size_t i = 1; i < line.size(); ++i) sum += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
  return sum;
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t*"), last = text.find_last_not_of(" \t*");
  return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

}  // namespace

/// Follows each river's name through the junctions.
std::vector<Converter::Chain> Converter::chains() {
  std::map<const Reach*, const Reach*> next, before;
  for (const Junction& junction : p_.geometry.junctions)
    for (const JunctionArm& up : junction.upstream)
      for (const JunctionArm& down : junction.downstream) {
        const Reach *a = find_reach(p_.geometry, up.river, up.reach), *b = find_reach(p_.geometry, down.river, down.reach);
        if (a && b && a != b && a->river == b->river && !next.count(a) && !before.count(b)) next[a] = b, before[b] = a;
      }
  std::vector<Chain> result;
  std::set<const Reach*> seen;
  const auto follow = [&](const Reach* reach) {
    Chain chain;
    for (; reach && seen.insert(reach).second; reach = next.count(reach) ? next[reach] : nullptr)
      if (!reach->sections.empty()) chain.reaches.push_back(reach);
    if (!chain.reaches.empty()) result.push_back(std::move(chain));
  };
  for (const Reach& reach : p_.geometry.reaches)
    if (!before.count(&reach)) follow(&reach);
  for (const Reach& reach : p_.geometry.reaches) follow(&reach);  // a river that bites its own tail
  std::map<std::string, int> of_name;
  for (const Chain& chain : result) ++of_name[chain.reaches.front()->river];
  for (Chain& chain : result) {
    const Reach& first = *chain.reaches.front();
    chain.id = fresh_id(of_name[first.river] == 1 ? id_of(first.river) : id_of(first.river + " " + first.name));
  }
  return result;
}

/// Chainages of all nodes of a chain, and its sections.
void Converter::lay_out(Chain& chain) {
  basin::River river;
  const Reach& first = *chain.reaches.front();
  river.id = chain.id;
  (is_ascii(first.river) ? river.name_en : river.name_zh) = trimmed(first.river);
  river.between_sections = basin::BetweenSections::tables;
  double x = 0;
  bool overbank_differs = false;
  for (const Reach* reach : chain.reaches) {
    if (reach != &first) x += junction_gap;
    chain.begins[reach] = x;
    river_of_[{reach->river, reach->name}] = chain.id;
    const CrossSection* last = nullptr;
    std::vector<Key> between;
    for (const Node& node : reach->nodes) {
      const auto key = [&](const std::string& station) { return Key{reach->river, reach->name, station}; };
      if (node.kind == NodeKind::section) {
        const CrossSection& s = reach->sections[node.index];
        if (last) {
          double length = last->length_channel;
          if (std::isnan(length) || length <= 0.0) {
            add(p_.geometry.file, last->line, place_name(reach->river, reach->name, last->station), Fate::differs, {"no channel reach length to the next section", "到下一断面的河槽长度缺失"},
                {fmt::format("{:g} m is taken", least_length), fmt::format("取{:g} m", least_length)});
            length = least_length;
          }
          length = std::max(length, least_length);
          for (const Key& k : between) nodes_[k] = x + 0.5 * length;
          for (const double side : {last->length_left, last->length_right}) overbank_differs |= !std::isnan(side) && side > 0.0 && std::abs(side - length) > 0.1 * length;
          x += length;
        }
        between.clear();
        stations_[key(s.station)] = {chain.id, x, {}};
        river.sections.push_back(section(s, *reach, x));
        if (chain.reaches.size() > 1) river.sections.back().station = reach->name + " " + s.station;
        out_.stations.push_back({reach->river, reach->name, s.station, {chain.id, x, {}}, s.name});
        last = &s;
      } else {
        between.push_back(key(node.kind == NodeKind::crossing ? reach->crossings[node.index].station
                              : node.kind == NodeKind::inline_structure ? reach->inline_structures[node.index].station : reach->laterals[node.index].station));
        nodes_[between.back()] = x;
      }
    }
  }
  chain.length = river.length = x;
  if (overbank_differs)
    add(p_.geometry.file, first.line, trimmed(first.river), Fate::differs, {"left and right overbank reach lengths differ from the channel's by more than 10 % at some sections", "部分断面左右滩地的河段长度与河槽相差10%以上"},
        {"all water goes the channel's length: flood plains inside bends hold up to that much more or less", "一律采用河槽长度"});
  if (river.sections.size() < 2 || river.length < 1.0)
    complaints_.error({p_.geometry.file, first.line, 0, ""}, fmt::format("river '{}' has {} section{} on {:g} m", trimmed(first.river), river.sections.size(), river.sections.size() == 1 ? "" : "s", river.length),
                      "a river has at least two sections and a length", "add sections in HEC-RAS, or remove the reach.");
  centreline(chain, river);
  out_.basin.rivers.push_back(std::move(river));
}

/// Metres of one unit of the map: those of the file where they give the rivers about their lengths, otherwise the drawing is a sketch.
double Converter::map_scale() {
  if (map_scale_ > 0.0) return map_scale_;
  double drawn = 0, measured = 0;
  for (const Reach& reach : p_.geometry.reaches) {
    const double line = length_of(reach.centre_line);
    if (line <= 0.0) continue;
    drawn += line;
    for (const CrossSection& s : reach.sections) measured += std::isnan(s.length_channel) ? 0.0 : s.length_channel;
  }
  const double unit = Conversion{p_.units}.length();
  const bool is_map = drawn > 0.0 && drawn * unit > 0.6 * measured && drawn * unit < 1.6 * measured;
  map_scale_ = is_map || drawn <= 0.0 ? unit : measured / drawn;
  if (drawn > 0.0 && !is_map)
    add(p_.geometry.file, 0, "", Fate::differs, {"the river lines are a sketch: they are not as long as the rivers", "河道平面线为示意图，长度与河道不符"},
        {fmt::format("drawn to {:.6g} m a unit, so that the pictures have the rivers' lengths", map_scale_), fmt::format("按每单位{:.6g} m缩放", map_scale_)});
  return map_scale_;
}

void Converter::centreline(const Chain& chain, basin::River& river) {
  std::vector<std::pair<double, Point>> line;  // chainage, point
  for (const Reach* reach : chain.reaches) {
    const double begin = chain.begins.at(reach);
    const auto after = std::find(chain.reaches.begin(), chain.reaches.end(), reach) + 1;
    const double end = after == chain.reaches.end() ? chain.length : chain.begins.at(*after), drawn = length_of(reach->centre_line);
    if (drawn <= 0.0) return;
    double along = 0;
    for (std::size_t i = 0; i < reach->centre_line.size(); ++i) {
      if (i > 0) along += std::hypot(reach->centre_line[i].x - reach->centre_line[i - 1].x, reach->centre_line[i].y - reach->centre_line[i - 1].y);
      const double x = begin + (end - begin) * along / drawn;
      if (line.empty() || x > line.back().first + 1e-3) line.emplace_back(x, reach->centre_line[i]);
    }
  }
  if (line.size() < 2) return;
  const double scale = map_scale();
  for (const auto& [x, point] : line) river.centreline.push_back({x, point.x * scale, point.y * scale});
}

/// Mouths and heads at the junctions. The river that goes through is the host; where none does, the first below, or the first above.
void Converter::connect(const std::vector<Chain>& all) {
  const auto chain_of = [&](const Reach* reach) {
    return std::find_if(all.begin(), all.end(), [&](const Chain& c) { return std::find(c.reaches.begin(), c.reaches.end(), reach) != c.reaches.end(); });
  };
  const auto river = [&](const std::string& id) -> basin::River& { return *std::find_if(out_.basin.rivers.begin(), out_.basin.rivers.end(), [&](const auto& r) { return r.id == id; }); };
  for (const Junction& junction : p_.geometry.junctions) {
    std::vector<const Reach*> up, down;
    for (const auto& [arms, reaches] : {std::pair{&junction.upstream, &up}, std::pair{&junction.downstream, &down}})
      for (const JunctionArm& arm : *arms) {
        const Reach* reach = find_reach(p_.geometry, arm.river, arm.reach);
        if (reach && chain_of(reach) != all.end()) reaches->push_back(reach);
        else
          complaints_.error({p_.geometry.file, junction.line, 0, ""}, fmt::format("junction '{}' names a reach that is not there", junction.name), fmt::format("'{}'", place_name(arm.river, arm.reach, "")),
                            "mend the name in the geometry file, or export it again from HEC-RAS.");
      }
    if (up.empty() && down.empty()) continue;
    std::optional<basin::Place> host;
    for (const Reach* a : up)
      for (const Reach* b : down)
        if (!host && chain_of(a) == chain_of(b) && a != b) host = basin::Place{chain_of(b)->id, chain_of(b)->begins.at(b), {}};
    if (!host) {
      const Reach* first = !down.empty() ? down.front() : up.front();
      const Chain& chain = *chain_of(first);
      host = basin::Place{chain.id, down.empty() ? chain.length : 0.0, {}};
    }
    for (const Reach* reach : up)
      if (const Chain& chain = *chain_of(reach); chain.reaches.back() == reach && chain.id != host->river) river(chain.id).joins = *host;
    for (const Reach* reach : down)
      if (const Chain& chain = *chain_of(reach); chain.reaches.front() == reach && chain.id != host->river) river(chain.id).leaves = *host;
    add(p_.geometry.file, junction.line, junction.name, Fate::differs,
        {fmt::format("junction: lengths across it{}", junction.uses_momentum ? ", momentum" : ""), fmt::format("汇流点：汇流段长度{}", junction.uses_momentum ? "与动量法" : "")},
        {fmt::format("one cell with one level at {}, as in HEC-RAS's unsteady flow; the lengths are not part of the rivers", basin::to_text(*host)), fmt::format("在{}设一个水位单元（与HEC-RAS非恒定流一致），汇流段长度不计入河长", basin::to_text(*host))});
  }
}

void Converter::rivers() {
  std::vector<Chain> all = chains();
  for (Chain& chain : all) lay_out(chain);
  if (all.empty()) {
    complaints_.error({p_.geometry.file, 0, 0, ""}, "the geometry has no river with sections", "", "choose a plan with a river: --plan p01.");
    return;
  }
  connect(all);
  for (const RoughnessFactors& f : p_.plan.roughness_factors) factors(f, p_.plan.file);
  if (!options_.until.empty()) {
    const auto found = std::find_if(out_.stations.begin(), out_.stations.end(), [&](const StationPlace& s) { return id_of(place_name(s.river, s.reach, s.station)) == id_of(options_.until); });
    if (found == out_.stations.end()) {
      std::vector<std::string> known;
      for (const StationPlace& s : out_.stations) known.push_back(place_name(s.river, s.reach, s.station));
      const std::string near = core::closest(options_.until, known);
      complaints_.error({"--until", 0, 0, ""}, fmt::format("there is no section '{}'", options_.until), fmt::format("the geometry has {} others", known.size()),
                        near.empty() ? fmt::format("name a section as \"RIVER, REACH, STATION\", for example \"{}\".", known.empty() ? "" : known.back()) : fmt::format("did you mean '{}'?", near));
      return;
    }
    cut_at_end(*std::find_if(out_.basin.rivers.begin(), out_.basin.rivers.end(), [&](const auto& r) { return r.id == found->place.river; }), found->place.chainage);
  }
}

/// Ends a river at a section; what lies below is no longer there.
void Converter::cut_at_end(basin::River& river, double chainage) {
  end_river_ = river.id;
  end_chainage_ = chainage;
  add(p_.geometry.file, 0, options_.until, Fate::left_out, {fmt::format("the river below {}", options_.until), fmt::format("{}以下河段", options_.until)}, {"left out as asked by --until", "按--until的要求略去"});
  river.sections.erase(std::remove_if(river.sections.begin(), river.sections.end(), [&](const basin::Section& s) { return s.chainage > chainage + 1e-6; }), river.sections.end());
  const auto beyond = [&](const auto& p) { return p.chainage > chainage + 1e-6; };
  if (!river.centreline.empty() && beyond(river.centreline.back())) {
    const auto after = std::find_if(river.centreline.begin(), river.centreline.end(), beyond);
    if (after != river.centreline.begin()) {
      const auto &a = *(after - 1), b = *after;
      const double w = (chainage - a.chainage) / (b.chainage - a.chainage);
      *after = {chainage, a.x + w * (b.x - a.x), a.y + w * (b.y - a.y)};
      river.centreline.erase(after + 1, river.centreline.end());
    }
  }
  river.length = chainage;
  river.joins.reset();
  for (const basin::River& other : out_.basin.rivers)
    if ((other.joins && other.joins->river == river.id && other.joins->chainage > chainage) || (other.leaves && other.leaves->river == river.id && other.leaves->chainage > chainage))
      complaints_.error({"--until", 0, 0, ""}, fmt::format("river '{}' meets '{}' below {}", other.id, river.id, options_.until), "it would hang in the air", "end the model below that junction.");
}

bool Converter::is_beyond_end(const std::string& river, const std::string& reach, const std::string& station) const {
  if (end_river_.empty()) return false;
  const auto found = river_of_.find({river, reach});
  if (found == river_of_.end() || found->second != end_river_) return false;
  const Key key{river, reach, station};
  if (const auto s = stations_.find(key); s != stations_.end()) return s->second.chainage > end_chainage_ + 1e-6;
  const auto n = nodes_.find(key);
  return n != nodes_.end() && n->second > end_chainage_ - 1e-6;
}

std::optional<basin::Place> Converter::place(const std::string& river, const std::string& reach, const std::string& station) const {
  const Key key{river, reach, station};
  if (const auto found = stations_.find(key); found != stations_.end()) return found->second;
  const auto node = nodes_.find(key);
  const auto id = river_of_.find({river, reach});
  if (node == nodes_.end() || id == river_of_.end()) return std::nullopt;
  return basin::Place{id->second, node->second, {}};
}

/// The section of that station, or the first one at or below it: stations grow upstream.
std::optional<basin::Place> Converter::nearest_place(const std::string& river, const std::string& reach, const std::string& station) const {
  if (const auto exact = place(river, reach, station)) return exact;
  const Reach* found = find_reach(p_.geometry, river, reach);
  if (!found || found->sections.empty()) return std::nullopt;
  double wanted = 0;
  try {
    wanted = std::stod(station);
  } catch (const std::exception&) {
    return std::nullopt;
  }
  const CrossSection* best = nullptr;
  for (const CrossSection& s : found->sections)
    if (!std::isnan(s.station_value) && (!best || std::abs(s.station_value - wanted) < std::abs(best->station_value - wanted))) best = &s;
  return best ? place(river, reach, best->station) : std::nullopt;
}

}  // namespace riverchief::io::hecras
