#include "physics/structures/breach_settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "physics/structures/breach_laws.hpp"

namespace riverchief::physics {
namespace {

using Kind = StructureKey::Kind;

constexpr std::string_view froehlich = "froehlich_2008", von_thun = "von_thun_gillette_1990", macdonald = "macdonald_langridge_monopolis_1984",
                           verheij = "verheij_van_der_knaap_2002";

/// Keys that only some laws read.
struct OwnKey {
  std::string_view key;
  std::vector<std::string_view> laws;
};
const std::vector<OwnKey>& own_keys() {
  static const std::vector<OwnKey> table = {
      {"water_volume", {froehlich, von_thun, macdonald}},
      {"water_depth", {von_thun, macdonald}},
      {"mode", {froehlich}},
      {"erodibility", {von_thun}},
      {"fill", {macdonald}},
      {"embankment_top", {macdonald}},
      {"embankment_slopes", {macdonald}},
      {"soil", {verheij}},
      {"critical_velocity", {verheij}},
      {"initial_width", {verheij}},
      {"deepening_time", {verheij}},
      {"widest", {verheij}},
  };
  return table;
}

double height_of(const Settings& settings) { return settings.number("crest_level") - settings.number("bottom_level"); }

/// Water above the bottom when the embankment fails.
double depth_of(const Settings& settings) {
  if (settings.has("water_depth")) return settings.number("water_depth");
  if (settings.has("trigger_level")) return settings.number("trigger_level") - settings.number("bottom_level");
  return height_of(settings);
}

FinalBreach final_breach(const Settings& settings) {
  const std::string law = settings.word("law");
  const double volume = settings.number("water_volume"), height = height_of(settings), depth = depth_of(settings);
  if (law == froehlich) return froehlich_2008(volume, height, settings.word("mode") == "overtopping");
  if (law == von_thun) return von_thun_gillette_1990(volume, depth, settings.word("erodibility") == "erosion_resistant");
  const Embankment embankment = {.height = height, .top = settings.number("embankment_top"), .slopes = settings.number("embankment_slopes")};
  return macdonald_langridge_monopolis_1984(volume, depth, embankment, settings.word("fill") == "earthfill");
}

void check_levels(const Settings& settings, Findings& findings, const Surroundings& at) {
  const double crest = settings.number("crest_level"), bottom = settings.number("bottom_level"), trigger = settings.number("trigger_level");
  findings.above_bed(settings, "bottom_level", at);
  if (bottom >= crest)
    findings.add("bottom_level", "the breach's bottom is not below the crest",
                 fmt::format("bottom_level = {}, crest_level = {}", shown(bottom, "m"), shown(crest, "m")), "give the level of the ground the breach goes down to");
  if (trigger <= bottom)
    findings.add("trigger_level", "the breach would begin before water reaches it",
                 fmt::format("trigger_level = {}, bottom_level = {}", shown(trigger, "m"), shown(bottom, "m")),
                 "give the water level at which the embankment fails, above the breach's bottom");
  if (!settings.has("trigger_level") && !settings.has("at_time"))
    findings.add("trigger_level", "the breach never begins", "neither trigger_level nor at_time is given", "say at which water level, or when it begins");
}

void check_law(const Settings& settings, const StructureSettings& given, Findings& findings) {
  const std::string law = settings.word("law");
  for (const auto& [key, laws] : own_keys()) {
    const std::string name(key);
    if (!given.numbers.contains(name) && !given.words.contains(name)) continue;
    if (std::find(laws.begin(), laws.end(), law) != laws.end()) continue;
    std::string readers;
    for (const std::string_view reader : laws) readers += (readers.empty() ? "" : ", ") + std::string(reader);
    findings.add(key, fmt::format("{} means nothing to this law", key), fmt::format("law = {}; {} is read by {}", law, key, readers),
                 fmt::format("take {} away, or choose another law", key));
  }
  if (law == verheij) return;
  bool complete = true;
  const auto needed = [&](std::string_view key) {
    if (settings.has(key)) return;
    complete = false;
    findings.add(key, fmt::format("{} needs {}", law, key), fmt::format("{} is not given", key), fmt::format("add {}", key));
  };
  needed("water_volume");
  if (law == macdonald) needed("embankment_top"), needed("embankment_slopes");
  if (!complete || settings.number("water_volume") <= 0.0 || height_of(settings) <= 0.0 || depth_of(settings) <= 0.0) return;
  const FinalBreach formed = final_breach(settings);
  const double slope = settings.has("side_slope") ? settings.number("side_slope") : formed.side_slope;
  if (formed.mean_width < slope * height_of(settings))
    findings.add(given.numbers.contains("side_slope") ? "side_slope" : "water_volume", "the breach would be narrower at its bottom than nothing",
                 fmt::format("the law makes it {} wide on average, its slopes alone take {}", shown(formed.mean_width, "m"),
                             shown(slope * height_of(settings), "m")),
                 "give a smaller side_slope, a higher bottom_level, or check water_volume");
}

}  // namespace

const std::vector<StructureKey>& breach_keys() {
  static const std::vector<StructureKey> table = {
      {.name = "law", .kind = Kind::word, .words = {froehlich, von_thun, macdonald, verheij}, .says = "how it grows"},
      {.name = "crest_level", .quantity = "crest_level", .required = true, .says = "crest of the embankment before it breaks"},
      {.name = "bottom_level", .quantity = "bottom_level", .required = true, .says = "bottom of the breach when it has formed"},
      {.name = "trigger_level", .quantity = "water_level", .says = "begins when the water on the left rises to this"},
      {.name = "at_time", .quantity = "time", .says = "begins at this time after the start of the scenario"},
      {.name = "side_slope", .quantity = "side_slope", .says = "of the breach; absent = as the law has it (Verheij: 0)"},
      {.name = "discharge_coefficient", .quantity = "discharge_coefficient", .otherwise = 1.7, .says = "C of Q = C (b H^1.5 + 0.8 z H^2.5)"},
      {.name = "water_volume", .quantity = "volume", .says = "water above the breach's bottom when it fails; parametric laws"},
      {.name = "water_depth", .quantity = "depth", .says = "water above the breach's bottom when it fails; absent = up to the trigger, else the crest"},
      {.name = "mode", .kind = Kind::word, .words = {"overtopping", "piping"}, .says = "froehlich_2008: what starts it"},
      {.name = "erodibility", .kind = Kind::word, .words = {"erosion_resistant", "easily_erodible"}, .says = "von_thun_gillette_1990: the material"},
      {.name = "fill", .kind = Kind::word, .words = {"earthfill", "other"}, .says = "macdonald_langridge_monopolis_1984: other = rockfill, or with a core"},
      {.name = "embankment_top", .quantity = "width", .says = "macdonald_langridge_monopolis_1984: thickness of the embankment at its crest"},
      {.name = "embankment_slopes", .quantity = "side_slope", .says = "macdonald_langridge_monopolis_1984: both slopes together, horizontal to 1 vertical"},
      {.name = "soil", .kind = Kind::word, .words = {"sand", "clay"}, .says = "verheij_van_der_knaap_2002: critical velocity 0.2 or 0.5 m/s"},
      {.name = "critical_velocity", .quantity = "critical_velocity", .says = "verheij_van_der_knaap_2002: instead of soil"},
      {.name = "initial_width", .quantity = "width", .otherwise = 10.0, .says = "verheij_van_der_knaap_2002: while it deepens"},
      {.name = "deepening_time", .quantity = "duration", .otherwise = 360.0, .says = "verheij_van_der_knaap_2002: until the bottom is reached"},
      {.name = "widest", .quantity = "width", .says = "verheij_van_der_knaap_2002: it widens no further; absent = no limit"},
  };
  return table;
}

std::vector<StructureProblem> breach_problems(const StructureSettings& given, const Surroundings& at) {
  const Settings settings(breach_keys(), given);
  Findings findings;
  check_levels(settings, findings, at);
  for (const auto& [key, unit] : {std::pair("water_volume", "m3"), {"water_depth", "m"}, {"embankment_top", "m"}, {"critical_velocity", "m/s"},
                                  {"initial_width", "m"}, {"deepening_time", "s"}, {"discharge_coefficient", "m0.5/s"}})
    findings.positive(settings, key, unit);
  findings.not_negative(settings, "side_slope", "");
  if (settings.number("widest") < settings.number("initial_width"))
    findings.add("widest", "the breach is too wide from the start",
                 fmt::format("initial_width = {}, widest = {}", shown(settings.number("initial_width"), "m"), shown(settings.number("widest"), "m")),
                 "give a widest breach above its initial width");
  check_law(settings, given, findings);
  return findings.take();
}

BreachSettings breach_settings(const Settings& settings) {
  BreachSettings is = {.crest = settings.number("crest_level"), .bottom = settings.number("bottom_level")};
  is.side_slope = settings.has("side_slope") ? settings.number("side_slope") : 0.0;
  if (settings.word("law") == verheij) {
    is.widens = true;
    is.width = settings.number("initial_width");
    is.formation_time = settings.number("deepening_time");
    is.widest = settings.has("widest") ? settings.number("widest") : std::numeric_limits<double>::infinity();
    is.critical_velocity = settings.has("critical_velocity") ? settings.number("critical_velocity") : settings.word("soil") == "sand" ? 0.2 : 0.5;
    return is;
  }
  const FinalBreach formed = final_breach(settings);
  if (!settings.has("side_slope")) is.side_slope = formed.side_slope;
  is.width = formed.mean_width - is.side_slope * height_of(settings);
  is.formation_time = formed.formation_time;
  return is;
}

}  // namespace riverchief::physics
