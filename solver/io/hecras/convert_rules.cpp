// Operation: gates by hand, by levels, by rules; navigation dams.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/hecras/converter.hpp"
#include "physics/structure_kinds.hpp"

namespace riverchief::io::hecras {
namespace {

/// Half the width of the band in which a dam that is operated by hand and eye holds its pool.
constexpr double pool_band = 0.03;  // [m]

std::string name_of(const Boundary& b) { return b.river.empty() ? b.connection + b.pump_station : place_name(b.river, b.reach, b.station); }

basin::Structure* find(std::vector<basin::Structure>& structures, const std::string& id) {
  const auto found = std::find_if(structures.begin(), structures.end(), [&](const auto& s) { return s.id == id; });
  return found == structures.end() ? nullptr : &*found;
}

/// An opening as the setting of a structure: movable weirs are set by the level of their crest.
double setting_of(const basin::Structure& s, double opening) {
  if (s.kind != "broad_crested_weir") return std::max(opening, 0.0);
  return s.setting.value_or(s.settings.numbers.at("crest_level")) - opening;
}

bool same_reading(const basin::Reading& a, const basin::Reading& b) {
  const auto text = [](const basin::Reading& r) { return r.at.place ? basin::to_text(*r.at.place) : r.at.storage; };
  return a.what == b.what && text(a) == text(b);
}

/// HEC-RAS leaves a gate where the last rule put it. Of the rules that look at one reading, the lowest "above" therefore holds until
/// the highest "below" begins, and the other way round.
void hold_between(std::vector<basin::Control>& rules) {
  for (basin::Control& rule : rules) {
    if (rule.when.size() != 1) continue;
    const basin::Condition& own = rule.when.front();
    const basin::Condition* other = nullptr;
    bool is_outermost = true;
    for (const basin::Control& r : rules) {
      if (&r == &rule || r.structure != rule.structure || r.when.size() != 1 || !same_reading(r.when.front().reading, own.reading)) continue;
      const basin::Condition& c = r.when.front();
      if (c.above == own.above) is_outermost &= own.above ? own.value <= c.value : own.value >= c.value;
      else if (!other || (c.above ? c.value < other->value : c.value > other->value)) other = &c;
    }
    if (is_outermost && other && (own.above ? other->value < own.value : other->value > own.value)) rule.until = {*other};
  }
}

}  // namespace

void Converter::operation(const Boundary& from, basin::Scenario& scenario) {
  switch (from.kind) {
    case BoundaryKind::gate_openings: gate_openings(from, scenario); break;
    case BoundaryKind::elevation_controlled_gates: level_controlled(from); break;
    default: rules(from); break;
  }
}

void Converter::gate_openings(const Boundary& from, basin::Scenario& scenario) {
  for (const GateSeries& gate : from.gates) {
    const auto id = gate_ids_.find(name_of(from) + "|" + gate.gate);
    basin::Structure* s = id == gate_ids_.end() ? nullptr : find(out_.basin.structures, id->second);
    if (!s) {
      add(p_.unsteady.file, gate.line, name_of(from), Fate::left_out, {fmt::format("openings of a gate '{}' that is not there", gate.gate), fmt::format("闸门“{}”不存在", gate.gate)}, {"left out", "略去"});
      continue;
    }
    if (std::any_of(scenario.manual_settings.begin(), scenario.manual_settings.end(), [&](const auto& m) { return m.structure == s->id; })) {
      add(p_.unsteady.file, gate.line, name_of(from), Fate::left_out, {fmt::format("a second series of openings of gate '{}'", gate.gate), fmt::format("闸门“{}”的第二个开度序列", gate.gate)}, {"the first one", "采用第一个序列"});
      continue;
    }
    basin::Series openings = series(gate.openings, name_of(from), gate.line, "opening [m]", 0.0);
    for (double& v : openings.value) {
      v = setting_of(*s, v);
      if (const auto height = s->settings.numbers.find("height"); height != s->settings.numbers.end()) v = std::min(v, height->second);
    }
    scenario.manual_settings.push_back({s->id, openings});
  }
}

/// Opens above one level and closes below another: one rule with when and until.
void Converter::level_controlled(const Boundary& from) {
  for (const LevelControlledGate& gate : from.level_controlled) {
    const auto id = gate_ids_.find(name_of(from) + "|" + gate.gate);
    basin::Structure* s = id == gate_ids_.end() ? nullptr : find(out_.basin.structures, id->second);
    std::optional<basin::End> at;
    if (gate.reference == 1) at = end_of(gate.at);
    else if (s && s->link) at = s->from;
    else if (s && s->at) {
      at = basin::End{*s->at, ""};
      for (const auto& section : basin::find_river(out_.basin, s->at->river)->sections)  // the water above the gate
        if (section.chainage < s->at->chainage - 1e-6) at->place->chainage = section.chainage;
    }
    if (!s || !at || gate.reference > 1 || std::isnan(gate.open_level) || std::isnan(gate.close_level) || gate.close_level > gate.open_level) {
      add(p_.unsteady.file, gate.line, name_of(from), Fate::left_out, {fmt::format("gate '{}' controlled by {}", gate.gate, gate.reference > 1 ? "a difference of levels" : "levels"), fmt::format("闸门“{}”的水位控制", gate.gate)},
          {"no rule: the gate stays as it stands; write a [[control]]", "未设规则，请另写[[control]]"});
      continue;
    }
    const double closed = std::isnan(gate.min_opening) ? 0.0 : gate.min_opening;
    if (gate.opening_rate > 0.0) s->setting_rate = gate.opening_rate;
    s->setting = setting_of(*s, closed);
    basin::Control c;
    c.id = fresh_id(s->id + "_opens");
    c.structure = s->id;
    c.when = {{{basin::Reads::water_level, *at, "", ""}, true, gate.open_level, {}}};
    c.until = {{{basin::Reads::water_level, *at, "", ""}, false, gate.close_level, {}}};
    const auto height = s->settings.numbers.find("height");
    double most = std::isnan(gate.max_opening) ? (height == s->settings.numbers.end() ? 1.0 : height->second) : gate.max_opening;
    if (height != s->settings.numbers.end()) most = std::min(most, height->second);
    c.set = setting_of(*s, most);
    out_.basin.controls.push_back(std::move(c));
    add(p_.unsteady.file, gate.line, name_of(from), Fate::differs, {fmt::format("gate '{}' opens above {:.3f} m, closes below {:.3f} m, each at its rate", gate.gate, gate.open_level, gate.close_level), fmt::format("闸门“{}”高于{:.3f} m开启、低于{:.3f} m关闭", gate.gate, gate.open_level, gate.close_level)},
        {"one rule with the same two levels and the rate of opening for both ways", "一条规则，启闭采用同一速率"});
  }
}

/// A dam that is steered to a pool level: outlet works that hold it, as far as its open gates let the water through.
void Converter::navigation_dam(const Boundary& from, const InlineStructure& dam, const Stand& stand) {
  const NavigationDam& nav = from.navigation_dam;
  basin::Structure s = begin(stand, "release", "gates", dam.line);
  double lowest = 1e300, highest = -1e300;
  for (const GateGroup& g : dam.gates)
    if (!std::isnan(g.invert) && !std::isnan(g.height)) lowest = std::min(lowest, g.invert), highest = std::max(highest, g.invert + g.height);
  if (lowest > 1e299) {
    add(stand.file, dam.line, stand.place, Fate::left_out, {"navigation dam without gates", "无闸门的通航坝"}, {"left out", "略去"});
    return;
  }
  physics::Curve capacity;
  const double top = highest + 2.0, step = (top - lowest) / 20.0;
  for (int k = 0; k <= 20; ++k) {
    const double level = lowest + step * k;
    double q = 0;
    for (const GateGroup& g : dam.gates)
      if (level > g.invert) q += (g.weir_coefficient > 0.0 ? g.weir_coefficient : 1.7) * std::max(1, g.openings) * g.width * std::pow(level - g.invert, 1.5);
    capacity.x.push_back(level), capacity.y.push_back(k == 0 ? 0.0 : q);
  }
  const auto target = nav.min_pool.is_there ? nav.min_pool.target() : nav.max_pool.is_there ? nav.max_pool.target() : blank;
  const bool by_table = std::isnan(target) && !nav.table_discharge.empty();
  const double level = !std::isnan(target) ? target : by_table ? nav.table_upper.front() : nav.hinge.target();
  s.settings.curves["capacity_curve"] = capacity;
  s.settings.numbers = {{"level", level}, {"band", pool_band}};
  if (std::isnan(level)) {
    add(stand.file, dam.line, stand.place, Fate::to_supply, {"navigation dam without a target level", "通航坝无目标水位"}, {"left out: give it a release structure", "未导入，请另设release"});
    return;
  }
  const std::string id = s.id;
  works_at_[stand.place].push_back(id);
  put(std::move(s));
  if (by_table && !nav.flow_monitor.empty())
    if (const auto at = end_of(nav.flow_monitor); at && at->place) {
      basin::Control c;
      c.id = fresh_id(id + "_pool");
      c.structure = id;
      c.reads = basin::Reading{basin::Reads::discharge, *at, "", ""};
      for (std::size_t i = 0; i < nav.table_discharge.size() && i < nav.table_upper.size(); ++i)
        if (c.set_by.x.empty() || nav.table_discharge[i] > c.set_by.x.back()) c.set_by.x.push_back(nav.table_discharge[i]), c.set_by.y.push_back(nav.table_upper[i]);
      c.every = nav.normal_step > 0.0 ? nav.normal_step : 21600.0;
      out_.basin.controls.push_back(std::move(c));
    }
  const auto points = [&](const NavigationControl& c, const char* what) { return c.is_there ? fmt::format("{} {:.3f} m", what, c.target()) : std::string(); };
  std::string controls;
  for (const std::string& text : {points(nav.hinge, "hinge point"), points(nav.min_pool, "minimum pool"), points(nav.max_pool, "maximum pool")})
    if (!text.empty()) controls += (controls.empty() ? "" : ", ") + text;
  add(p_.unsteady.file, from.line, stand.place, Fate::replaced,
      {fmt::format("navigation dam: {} gate groups, moved step by step by bands of levels ({})", dam.gates.size(), controls), fmt::format("通航坝：{}组闸门按水位带逐步调节（{}）", dam.gates.size(), controls)},
      {fmt::format("outlet works that hold the pool at the dam at {:.3f} m ({}), as far as the open gates let the water through", level, by_table ? "by the table of pool levels over discharge" : "the target of its control points"),
       fmt::format("以维持坝前水位{:.3f} m的泄流设施代替，泄量不超过闸门全开能力", level)});
  if (nav.hinge.is_there && !by_table)
    add(p_.unsteady.file, from.line, stand.place, Fate::left_out, {fmt::format("control of the level at the hinge point {} ({:.3f} m)", place_name(nav.hinge_point.river, nav.hinge_point.reach, nav.hinge_point.station), nav.hinge.target()), "铰点水位控制"},
        {"the level at the dam alone is held: the minimum pool binds", "仅控制坝前水位"});
  if (!by_table && !nav.table_discharge.empty())
    add(p_.unsteady.file, from.line, stand.place, Fate::left_out, {fmt::format("table of pool levels over discharge, {} rows", nav.table_discharge.size()), fmt::format("坝前水位与流量关系表（{}行）", nav.table_discharge.size())},
        {"not used: HEC-RAS looks ahead with it, the target holds at all discharges", "未采用，各级流量均维持目标水位"});
  for (const GateGroup& g : dam.gates)
    add(stand.file, g.line, stand.place, Fate::replaced, {fmt::format("gate group '{}', {} openings of {:.2f} m", g.name, g.openings, g.width), fmt::format("闸门组“{}”，{}孔，每孔{:.2f} m", g.name, g.openings, g.width)}, {fmt::format("part of the capacity of '{}'", id), fmt::format("计入“{}”的泄流能力", id)});
}

/// Rules of the form "if levels and discharges, then an opening"; earlier branches win by their priority.
void Converter::rules(const Boundary& from) {
  const std::string name = name_of(from);
  const auto refuse = [&](int line, const std::string& why) {
    add(p_.unsteady.file, line, name, Fate::left_out, {fmt::format("rules of {} lines: {}", from.rule_lines.size(), why), fmt::format("{}行调度规则：{}", from.rule_lines.size(), why)},
        {"no rule: the structure stays as it stands; write [[control]]s", "未设规则，请另写[[control]]"});
    for (const RuleLine& l : from.rule_lines) add(p_.unsteady.file, l.line, name, Fate::left_out, {l.text, l.text}, {"see the row above", "见上行"});
  };
  if (!from.rules_understood) return refuse(from.line, from.rules_trouble.empty() ? "not of the form that this import reads" : from.rules_trouble);
  std::vector<basin::Control> found;
  int priority = static_cast<int>(from.rules.size());
  for (const SimpleRule& rule : from.rules) {
    const int rank = priority--;
    std::vector<std::string> ids;
    if (rule.sets == "opening")
      for (const auto& [key, id] : gate_ids_)
        if (rule.gate.empty() ? key.rfind(name + "|", 0) == 0 : key == name + "|" + rule.gate) ids.push_back(id);
    if (ids.empty()) return refuse(rule.line, fmt::format("'{}' of {} cannot be set", rule.sets, rule.gate.empty() ? name : rule.gate));
    std::vector<basin::Condition> when;
    for (const RuleCondition& c : rule.conditions) {
      basin::Condition condition;
      if (c.variable != "water_level" && c.variable != "discharge") return refuse(rule.line, fmt::format("they look at '{}'", c.variable));
      if (c.compare == "=") return refuse(rule.line, "they ask for equal values");
      condition.reading.what = c.variable == "discharge" ? basin::Reads::discharge : basin::Reads::water_level;
      std::optional<basin::End> at = c.at.empty() ? std::nullopt : end_of(c.at);
      if (c.at.empty())
        if (const basin::Structure* s = find(out_.basin.structures, ids.front())) at = s->link ? s->from : basin::End{s->at, ""};
      if (!at || (!at->place && at->storage.empty()) || (condition.reading.what == basin::Reads::discharge && !at->place)) return refuse(rule.line, "they look at a place that is not in the basin");
      condition.reading.at = *at;
      condition.above = c.compare[0] == '>';
      condition.value = c.value;
      when.push_back(condition);
    }
    for (const std::string& id : ids) {
      const basin::Structure& s = *find(out_.basin.structures, id);
      basin::Control c;
      c.structure = id;
      c.when = when;
      c.priority = rank;
      c.set = setting_of(s, rule.value);
      if (const auto height = s.settings.numbers.find("height"); height != s.settings.numbers.end()) c.set = std::min(c.set, height->second);
      found.push_back(std::move(c));
    }
  }
  hold_between(found);
  for (basin::Control& c : found) {
    c.id = fresh_id(c.structure + "_rule");
    out_.basin.controls.push_back(std::move(c));
  }
  for (const GateLimits& l : from.gate_limits) {
    const auto id = gate_ids_.find(name + "|" + l.gate);
    basin::Structure* s = id == gate_ids_.end() ? nullptr : find(out_.basin.structures, id->second);
    if (!s) continue;
    if (l.opening_rate > 0.0) s->setting_rate = l.opening_rate;
    if (!std::isnan(l.initial_opening)) s->setting = setting_of(*s, l.initial_opening);
  }
  add(p_.unsteady.file, from.line, name, Fate::differs, {fmt::format("rules of {} lines, looked at every time step", from.rule_lines.size()), fmt::format("{}行调度规则，逐时步判断", from.rule_lines.size())},
      {fmt::format("{} rules that begin at the instant their condition holds; between two opposite thresholds the last one holds, else the gate stands as it stood at the start", found.size()), fmt::format("{}条规则，条件成立即动作；两阈值之间保持原开度，否则取初始开度", found.size())});
}

}  // namespace riverchief::io::hecras
