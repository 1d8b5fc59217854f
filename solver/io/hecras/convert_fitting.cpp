// Structures as they stand: what riverchief would refuse is fitted to the river's bed and width, or left out with a word.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/hecras/converter.hpp"
#include "io/setting_reader.hpp"

namespace riverchief::io::hecras {
namespace {

constexpr double above_bed = 0.001;  // [m] a level that is raised to the bed lies this much above it

}  // namespace

void Converter::fit_to_places() {
  auto& all = out_.basin.structures;
  std::set<std::string> gone;
  for (basin::Structure& s : all) {
    const physics::Surroundings around = surroundings_of(s, out_.basin);
    const double bed = std::min(around.left_bed, around.right_bed);
    auto& n = s.settings.numbers;
    const auto origin = origin_.find(s.id);
    const Origin from = origin == origin_.end() ? Origin{p_.geometry.file, 0, s.name_en} : origin->second;
    for (const char* key : {"crest_level", "sill_level", "left_invert", "right_invert", "intake_level"}) {
      const auto level = n.find(key);
      if (level == n.end() || level->second >= bed) continue;
      add(from.file, from.line, from.place, Fate::differs, {fmt::format("{} of '{}' at {:.3f} m, below the bed at {:.3f} m", key, s.id, level->second, bed), fmt::format("“{}”的{}为{:.3f} m，低于河底{:.3f} m", s.id, key, level->second, bed)},
          {"raised to the bed", "抬至河底"});
      level->second = bed + above_bed;
    }
    if (const auto capacity = s.settings.curves.find("capacity_curve"); capacity != s.settings.curves.end())
      while (capacity->second.x.size() > 2 && capacity->second.x[1] <= bed) capacity->second.x.erase(capacity->second.x.begin()), capacity->second.y.erase(capacity->second.y.begin()), capacity->second.y.front() = 0.0;
    if (const auto capacity = s.settings.curves.find("capacity_curve"); capacity != s.settings.curves.end()) capacity->second.x.front() = std::max(capacity->second.x.front(), bed + above_bed);
    const char* wide = s.kind == "bridge" ? "opening_width" : "width";
    const auto width = n.find(wide), count = n.find("count"), piers = n.find("pier_width");
    const double total = width == n.end() ? 0.0 : width->second * (count == n.end() ? 1.0 : count->second) + (piers == n.end() ? 0.0 : piers->second);
    if (total > around.width && s.kind != "lateral_weir") {
      const double kept = std::floor(around.width * 1000.0) / 1000.0 / total;
      add(from.file, from.line, from.place, Fate::differs, {fmt::format("'{}' is {:.2f} m wide, its section {:.2f} m", s.id, total, around.width), fmt::format("“{}”宽{:.2f} m，断面宽{:.2f} m", s.id, total, around.width)},
          {"as wide as the section", "取断面宽度"});
      width->second *= kept;
      if (piers != n.end()) piers->second *= kept;
    }
    const auto problems = problems_of(s, s.setting, out_.basin);
    if (problems.empty()) continue;
    add(from.file, from.line, from.place, Fate::to_supply, {fmt::format("'{}' ({}): {}", s.id, s.kind, problems.front().what), fmt::format("“{}”（{}）：{}", s.id, s.kind, problems.front().what)},
        {fmt::format("left out, because {}", problems.front().why.empty() ? "it cannot stand so" : problems.front().why), fmt::format("略去：{}", problems.front().why)});
    gone.insert(s.id);
  }
  if (gone.empty()) return;
  all.erase(std::remove_if(all.begin(), all.end(), [&](const basin::Structure& s) { return gone.count(s.id) > 0; }), all.end());
  const auto moves_what_is_gone = [&](const basin::Control& c) {
    const auto looks = [&](const basin::Condition& condition) { return gone.count(condition.reading.structure) > 0 || (condition.than && gone.count(condition.than->structure) > 0); };
    return gone.count(c.structure) > 0 || std::any_of(c.when.begin(), c.when.end(), looks) || std::any_of(c.until.begin(), c.until.end(), looks);
  };
  auto& rules = out_.basin.controls;
  rules.erase(std::remove_if(rules.begin(), rules.end(), moves_what_is_gone), rules.end());
  for (basin::Scenario& scenario : out_.scenarios) {
    auto& manual = scenario.manual_settings;
    manual.erase(std::remove_if(manual.begin(), manual.end(), [&](const auto& m) { return gone.count(m.structure) > 0; }), manual.end());
  }
}

}  // namespace riverchief::io::hecras
