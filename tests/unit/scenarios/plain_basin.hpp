// A basin whose numbers can be worked out by hand: one river, 10 km, a trapezoid with embankments, a section every kilometre.

#pragma once

#include <map>
#include <string>
#include <utility>

#include "basin/scenario.hpp"
#include "core/complaint.hpp"
#include "scenarios/measures/measures.hpp"

namespace riverchief::test {

constexpr double bottom_width = 20.0, side_slope = 2.0, channel_depth = 4.0;  // m, -, m
constexpr double berm_width = 30.0, crest_height = 2.0, foot_width = 6.0;     // m; the crest stands this high above berm and land

/// Bed at `bed`, channel to `bed + channel_depth`, a flat berm, an embankment of triangular shape, flat land behind it.
///
///    ____/\________          ________/\____
///                  \        /
///                   \______/
inline basin::Section trapezoid(double chainage, double bed, bool embanked = true) {
  const double half = 0.5 * bottom_width, bank = half + side_slope * channel_depth, berm = bank + berm_width;
  const double ground = bed + channel_depth, crest = ground + crest_height, n = 0.03;
  basin::Section section;
  section.chainage = chainage;
  section.points = {{-berm - 2.0 * foot_width - 100.0, ground, n}, {-berm - 2.0 * foot_width, ground, n}, {-berm - foot_width, embanked ? crest : ground, n},
                    {-berm, ground, n}, {-bank, ground, n}, {-half, bed, n}, {half, bed, n}, {bank, ground, n}, {berm, ground, n},
                    {berm + foot_width, embanked ? crest : ground, n}, {berm + 2.0 * foot_width, ground, n}, {berm + 2.0 * foot_width + 100.0, ground, n}};
  section.left_bank = -bank;
  section.right_bank = bank;
  if (embanked) {
    section.left_crest = -berm - foot_width;
    section.right_crest = berm + foot_width;
  }
  return section;
}

inline basin::Scenario plain_scenario() {
  basin::Scenario scenario;
  scenario.name = "plain";
  scenario.file = "plain.toml";
  scenario.start = "2025-08-10T00:00:00+08:00";
  scenario.duration = 86400.0;
  basin::River river;
  river.id = "main";
  river.length = 10000.0;
  for (int km = 0; km <= 10; ++km) river.sections.push_back(trapezoid(1000.0 * km, 10.0 - 0.1 * km));
  scenario.basin.rivers.push_back(river);
  basin::Pollutant cod, chloride;
  cod.id = "cod";
  cod.decay_rate = 1e-6;
  cod.standard_item = "CODCr";
  chloride.id = "chloride";
  scenario.basin.pollutants = {cod, chloride};
  const auto outfall = [&](std::string id, double chainage, basin::OutfallKind kind, double discharge, double c_cod, double c_chloride) {
    basin::Outfall o;
    o.id = std::move(id);
    o.at = {"main", chainage, basin::Bank::left};
    o.kind = kind;
    o.discharge = discharge;
    o.concentration = {{"cod", c_cod}, {"chloride", c_chloride}};
    o.jurisdiction = "upper";
    return o;
  };
  scenario.basin.outfalls = {outfall("mill", 2000.0, basin::OutfallKind::industrial, 0.10, 300.0, 800.0),
                             outfall("drain", 3000.0, basin::OutfallKind::other, 0.05, 100.0, 200.0),
                             outfall("plant", 7000.0, basin::OutfallKind::treatment_plant, 0.30, 30.0, 250.0)};
  scenario.basin.outfalls[1].load = {{"cod", 0.002}};
  scenario.basin.outfalls[2].capacity = 0.50;
  basin::Jurisdiction upper, lower;
  upper.id = "upper";
  lower.id = "lower";
  scenario.basin.jurisdictions = {upper, lower};
  const auto owner = [&](const std::string& jurisdiction, double from, double to) {
    basin::Owner o;
    o.over.river = "main";
    o.over.from = from;
    o.over.to = to;
    o.jurisdiction = jurisdiction;
    scenario.basin.owners.push_back(o);
  };
  owner("upper", 0.0, 6000.0);
  owner("lower", 6000.0, 10000.0);
  return scenario;
}

using Settings = decltype(basin::MeasureRecord::settings);

inline basin::Scenario with_measure(const std::string& kind, Settings settings, basin::Scenario scenario = plain_scenario()) {
  basin::MeasureRecord record;
  record.id = "m" + std::to_string(scenario.measures.size() + 1);
  record.kind = kind;
  record.settings = std::move(settings);
  scenario.measures.push_back(std::move(record));
  return scenario;
}

/// The first complaint about a scenario's measures, with how many there are; nothing if there is none.
inline std::vector<core::Complaint> complaints_of(const basin::Scenario& scenario) {
  try {
    measures::apply_measures(scenario);
  } catch (const core::InputError& error) {
    return error.complaints();
  }
  return {};
}

inline double quantity(const measures::MeasureReport& report, const std::string& name) {
  for (const measures::Quantity& q : report.quantities) {
    if (q.name == name) return q.value;
  }
  return -1.0;
}

}  // namespace riverchief::test
