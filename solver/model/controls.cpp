#include "model/controls.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/complaint.hpp"
#include "physics/structure_kinds.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

constexpr double infinity = std::numeric_limits<double>::infinity();
/// An instant of the clock is reached this much before it [s], so that a step that ends on it counts.
constexpr double clock_tolerance = 1e-6;
/// A rule that changes more often than this within an hour, each time within a minute of the last, chases its own effect.
constexpr double most_changes = 60.0, quick = 60.0;

}  // namespace

Controls::Controls(const basin::Scenario& scenario, const Network& network, Flow& flow) : scenario_(scenario), net_(network), flow_(flow) {
  const auto& basin = scenario.basin;
  const auto structure = [&](const std::string& id) {
    for (std::size_t i = 0; i < basin.structures.size(); ++i)
      if (basin.structures[i].id == id) return static_cast<int>(i);
    throw core::InputError({{.where = {scenario.file, 0, 0, ""}, .what = "a rule moves a structure '" + id + "' that is not there", .why = "", .fix = "name a structure of the basin", .notes = {}}});
  };
  for (const auto& manual : scenario.manual_settings) flow.settings[idx(structure(manual.structure))].by_hand = Forcing(manual.setting);
  for (auto& setting : flow.settings) setting.from = setting.target(0.0);
  add_built_in(basin);
  for (const auto& control : scenario.controls) {
    Rule rule{.id = control.id, .structure = structure(control.structure), .priority = control.priority, .set = control.set};
    for (const auto& c : control.when) rule.when.push_back(test(c));
    for (const auto& c : control.until) rule.until.push_back(test(c));
    if (control.reads) {
      rule.follows = true;
      rule.reads = probe(*control.reads);
      rule.set_by = {control.set_by.x, control.set_by.y};
      rule.every = control.every;
    }
    rules_.push_back(std::move(rule));
  }
  for (auto& rule : rules_) {
    for (const auto* tests : {&rule.when, &rule.until})
      for (const auto& t : *tests)
        rule.looks_at_concentration |= t.probe.what == basin::Reads::concentration || (t.relative && t.than.what == basin::Reads::concentration);
    reads_concentration_ |= rule.looks_at_concentration;
    rule.wanted = rule.set;
  }
}

/// Rules that come with a structure: pumps that start and stop by the level before them, breaches that begin.
void Controls::add_built_in(const basin::Basin& basin) {
  for (std::size_t i = 0; i < basin.structures.size(); ++i) {
    const auto& s = basin.structures[i];
    const auto number = [&](const char* key) {
      const auto found = s.settings.numbers.find(key);
      return found == s.settings.numbers.end() ? std::numeric_limits<double>::quiet_NaN() : found->second;
    };
    const auto& part = net_.parts[idx(net_.first_part[i])];
    const int before = part.face >= 0 ? net_.faces[idx(part.face)].left : net_.outlets[idx(part.outlet)].cell;
    const auto level = [&](bool above, double value) { return Test{.probe = {.what = basin::Reads::water_level, .cell = before}, .above = above, .value = value, .than = {}}; };
    Rule rule{.id = s.id, .structure = static_cast<int>(i), .priority = -1, .set = 1.0};
    if (!std::isnan(number("start_level"))) {
      rule.when = {level(true, number("start_level"))};
      rule.until = {level(false, number("stop_level"))};
      rules_.push_back(rule);
    }
    if (!std::isnan(number("trigger_level"))) {
      rule.when = {level(true, number("trigger_level"))};
      rules_.push_back(rule);
    }
    if (!std::isnan(number("at_time"))) {
      rule.when = {{.probe = {.what = basin::Reads::time}, .above = true, .value = number("at_time"), .than = {}}};
      rules_.push_back(rule);
    }
  }
}

Controls::Probe Controls::probe(const basin::Reading& reading) const {
  Probe p{.what = reading.what};
  const auto& basin = scenario_.basin;
  if (reading.what == basin::Reads::discharge) {
    if (reading.at.place) p.grid_face = grid_face_of(net_, *reading.at.place);
    for (std::size_t i = 0; i < basin.structures.size(); ++i)
      if (basin.structures[i].id == reading.structure) p.structure = static_cast<int>(i);
  } else if (reading.what != basin::Reads::time) {
    p.cell = cell_of(net_, basin, reading.at);
  }
  for (std::size_t i = 0; i < basin.pollutants.size(); ++i)
    if (basin.pollutants[i].id == reading.pollutant) p.pollutant = i;
  return p;
}

Controls::Test Controls::test(const basin::Condition& c) const {
  Test t{.probe = probe(c.reading), .above = c.above, .value = c.value, .relative = c.than.has_value(), .than = {}};
  if (c.than) t.than = probe(*c.than);
  if (c.reading.what == basin::Reads::time) t.value -= scenario_.start_epoch;
  return t;
}

double Controls::read(const Probe& p, const View& view) const {
  switch (p.what) {
    case basin::Reads::time: return view.time;
    case basin::Reads::water_level: return view.flow.sites.level[idx(p.cell)];
    case basin::Reads::concentration: {
      if (view.mass == nullptr || !(view.volume[p.cell] > 0.0)) return 0.0;
      const std::size_t P = scenario_.basin.pollutants.size();
      return (*view.mass)[idx(p.cell) * P + p.pollutant] / view.volume[p.cell];
    }
    case basin::Reads::discharge: break;
  }
  if (p.structure < 0) return view.flow.discharge_at(p.grid_face, view.time);
  double sum = 0;
  for (int k = net_.first_part[idx(p.structure)]; k < net_.first_part[idx(p.structure) + 1]; ++k) sum += view.flow.part_discharge[idx(k)];
  return sum;
}

/// The least of what is left to a set of tests that must all hold: above 0 where they do.
double Controls::margin(const std::vector<Test>& tests, const View& view) const {
  double least = infinity;
  for (const auto& t : tests) {
    const double limit = t.value + (t.relative ? read(t.than, view) : 0.0);
    const double over = t.probe.what == basin::Reads::time ? (t.above ? view.time - limit + clock_tolerance : limit - view.time - clock_tolerance)
                                                           : (t.above ? 1.0 : -1.0) * (read(t.probe, view) - limit);
    least = std::min(least, over);
  }
  return least;
}

double Controls::margin(const Rule& rule, const View& view) const {
  if (!rule.active) return margin(rule.when, view);
  return rule.until.empty() ? -margin(rule.when, view) : margin(rule.until, view);
}

bool Controls::due(const View& view, bool concentrations) const {
  return std::any_of(rules_.begin(), rules_.end(), [&](const Rule& rule) {
    return (concentrations || !rule.looks_at_concentration) && margin(rule, view) > 0.0;
  });
}

bool Controls::act(const View& view, bool at_once, std::vector<Event>& events) {
  if (at_once)
    for (auto& rule : rules_)
      if (rule.follows) rule.wanted = basin::value_at(rule.set_by, read(rule.reads, view));
  for (std::size_t round = 0;; ++round) {
    bool changed = false;
    for (auto& rule : rules_) {
      if (!(margin(rule, view) > 0.0)) continue;
      rule.active = !rule.active;
      changed = true;
      rule.changes = view.time - rule.last_change < quick ? rule.changes + 1.0 : 0.0;
      rule.last_change = view.time;
      events.push_back({view.time, rule.id, rule.active ? "begins" : "ends", rule.active ? rule.wanted : std::numeric_limits<double>::quiet_NaN()});
      if (rule.changes > most_changes || round > rules_.size())
        throw core::RunError(fmt::format("rule '{}' begins and ends again and again, {:.3f} h after the start\n  why: what it does undoes at once what it waits for\n"
                                         "  fix: give it an until that is further away, or its structure a setting_rate", rule.id, view.time / 3600.0));
    }
    if (!changed) break;
  }
  return move_structures(view, at_once, events);
}

/// The active rule of the highest priority has the word; of equals the first.
bool Controls::move_structures(const View& view, bool at_once, std::vector<Event>& events) {
  bool jumps = false;
  for (std::size_t s = 0; s < flow_.settings.size(); ++s) {
    const Rule* chosen = nullptr;
    for (const auto& rule : rules_)
      if (rule.active && idx(rule.structure) == s && (chosen == nullptr || rule.priority > chosen->priority)) chosen = &rule;
    Setting& setting = flow_.settings[s];
    const auto& structure = scenario_.basin.structures[s];
    if (physics::find_structure_kind(structure.kind)->grows) {
      if (chosen == nullptr || setting.begun) continue;
      setting.begun = jumps = true;
      events.push_back({view.time, structure.id, "breach begins", std::numeric_limits<double>::quiet_NaN()});
      continue;
    }
    if (chosen == nullptr ? !setting.ruled : setting.ruled && setting.rule_target == chosen->wanted) continue;
    setting.move(view.time, chosen != nullptr, chosen != nullptr ? chosen->wanted : 0.0);
    setting.rate = structure.setting_rate;
    if (at_once) setting.from = setting.target(view.time);
    jumps |= !(setting.rate > 0.0);
    events.push_back({view.time, structure.id, "moves to", setting.target(view.time)});
  }
  return jumps;
}

void Controls::sample(const View& view) {
  for (auto& rule : rules_) {
    if (!rule.follows) continue;
    const double looks = std::round(view.time / rule.every);
    if (std::fabs(view.time - looks * rule.every) > 2.0 * clock_tolerance) continue;
    rule.wanted = basin::value_at(rule.set_by, read(rule.reads, view));
    if (!rule.active) continue;
    Setting& setting = flow_.settings[idx(rule.structure)];
    if (!setting.ruled || setting.rule_target == rule.wanted) continue;
    // A gate that moves at once travels until the next look, so that nothing jumps.
    const double needed = std::fabs(rule.wanted - setting.value(view.time)) / rule.every;
    std::vector<Event> quiet;
    move_structures(view, false, quiet);
    const double limit = scenario_.basin.structures[idx(rule.structure)].setting_rate;
    setting.rate = limit > 0.0 ? limit : needed;
  }
}

double Controls::next_stop(double time) const {
  double next = infinity;
  const auto consider = [&](double t) {
    if (t > time + clock_tolerance) next = std::min(next, t);
  };
  for (const auto& rule : rules_) {
    if (rule.follows) consider((std::floor((time + 2.0 * clock_tolerance) / rule.every) + 1.0) * rule.every);
    for (const auto* tests : {&rule.when, &rule.until})
      for (const auto& t : *tests)
        if (t.probe.what == basin::Reads::time) consider(t.value);
  }
  for (const auto& setting : flow_.settings) consider(setting.arrival(time));
  return next;
}

void Controls::save(State& state) const {
  std::vector<double> rules, settings;
  for (const auto& rule : rules_) rules.insert(rules.end(), {rule.active ? 1.0 : 0.0, rule.wanted, rule.last_change, rule.changes});
  for (const auto& s : flow_.settings) settings.insert(settings.end(), {s.ruled ? 1.0 : 0.0, s.rule_target, s.rate, s.from, s.since, s.begun ? 1.0 : 0.0});
  state["rules"] = std::move(rules);
  state["settings"] = std::move(settings);
}

void Controls::restore(const State& state, double shift) {
  const auto& rules = state.at("rules");
  const auto& settings = state.at("settings");
  // A run that begins with the end of another may have rules of its own: they find out for themselves what holds.
  for (std::size_t i = 0; i < rules_.size() && rules.size() == 4 * rules_.size(); ++i) {
    Rule& rule = rules_[i];
    rule.active = rules[4 * i] != 0.0, rule.wanted = rules[4 * i + 1], rule.last_change = rules[4 * i + 2] - shift, rule.changes = rules[4 * i + 3];
  }
  for (std::size_t i = 0; i < flow_.settings.size(); ++i) {
    Setting& s = flow_.settings[i];
    const double* v = &settings[6 * i];
    s.ruled = v[0] != 0.0, s.rule_target = v[1], s.rate = v[2], s.from = v[3], s.since = v[4] - shift, s.begun = v[5] != 0.0;
  }
}

}  // namespace riverchief::model
