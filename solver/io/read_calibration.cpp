#include "io/read_calibration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/quantity.hpp"
#include "physics/structure_kinds.hpp"

namespace riverchief::io {
namespace {

using basin::Calibration;
using Values = std::vector<Calibration::Value>;

constexpr double likely_lowest = 0.5, likely_highest = 2.0;  // surveyed roughness is seldom off by more than a factor of two
const std::vector<std::string> parts{"all", "channel", "flood_plain"};  // as basin::SectionPart

/// What stands in the file for people: what was surveyed, and how well the value is known.
void pass_over_remarks(TomlTable& table) {
  for (const char* key : {"id", "before", "standard_error", "lower", "upper", "remark"}) table.value(key);
}

/// A zone: `river`, or `over`, or (neither) all rivers.
basin::Stretch read_zone(TomlTable& table, const BasinRead& read) {
  basin::Stretch zone{"", 0.0, std::numeric_limits<double>::infinity(), std::nullopt};
  if (table.has("river") && table.has("over")) table.error(table.where("over"), fmt::format("{} has both river and over", table.name()), "", "keep one of the two.", {{table.where("river"), "the other one"}});
  table.value("over");
  if (table.has("over")) {
    table.value("river");
    if (const auto stretch = known_stretch(table, "over", read, "")) zone = *stretch;
    if (zone.bank) table.error(table.where("over"), fmt::format("{} names a bank", table.name()), "a factor holds for both sides of a section", "leave out left or right; part = \"flood_plain\" is the ground outside the banks.");
  } else {
    zone.river = reference(table, "river", read.river_ids(), "river");
  }
  return zone;
}

void read_roughness(TomlTable& file, const ScenarioReading& reading) {
  auto& zones = reading.scenario.calibration.roughness;
  std::vector<core::Where> places;
  for (TomlTable& table : file.tables("roughness", "a roughness zone")) {
    Calibration::Roughness zone;
    const auto errors = reading.complaints.errors();
    zone.over = read_zone(table, reading.read);
    if (const auto part = table.choice("part", parts)) zone.part = static_cast<basin::SectionPart>(*part);
    const auto factor = table.number("factor", "factor", "0.9");
    pass_over_remarks(table);
    table.finish();
    if (!factor || reading.complaints.errors() != errors) continue;
    zone.factor = *factor;
    if (zone.factor < likely_lowest || zone.factor > likely_highest)
      reading.complaints.warning(table.where("factor"), fmt::format("factor of {} is far from 1", table.name()), fmt::format("it is {:g}; surveyed roughness is seldom off by more than {:g} to {:g}", zone.factor, likely_lowest, likely_highest),
                                 "look for another cause first: discharges, sections, the datum of a gauge.");
    bool is_new = true;
    for (std::size_t i = 0; i < zones.size() && is_new; ++i) {
      if (!basin::overlap(zones[i], zone)) continue;
      is_new = false;
      table.error(table.here(), "two roughness zones overlap", "each place and part of a section has one factor", "let one zone end where the other begins, or give them different parts (channel, flood_plain).", {{places[i], "the other zone"}});
    }
    if (!is_new) continue;
    zones.push_back(zone);
    places.push_back(table.here());
  }
}

/// What the basin says of a river's dispersion: the last entry that covers it.
const basin::Dispersion* dispersion_of(const basin::Basin& basin, const std::string& river) {
  const basin::Dispersion* found = nullptr;
  for (const auto& d : basin.dispersion)
    if (d.river.empty() || d.river == river) found = &d;
  return found;
}

void read_dispersion(TomlTable& file, const ScenarioReading& reading) {
  for (TomlTable& table : file.tables("dispersion", "a dispersion")) {
    const std::string river = reference(table, "river", reading.read.river_ids(), "river");
    const auto value = table.number("dispersion", "dispersion"), factor = table.number("factor", "factor");
    pass_over_remarks(table);
    table.finish();
    if (table.has("dispersion") == table.has("factor")) {
      table.error(table.here(), fmt::format("{} has {}", table.name(), value ? "both dispersion and factor" : "neither dispersion nor factor"), "a dispersion is set, or what the basin says is multiplied", "write dispersion = \"12 m2/s\", or factor = 1.3.");
      continue;
    }
    const auto* before = dispersion_of(reading.read.basin, river);
    if (factor && !before) {
      table.error(table.where("factor"), "there is no dispersion to multiply", fmt::format("basin '{}' has none{}", reading.read.basin.name, river.empty() ? "" : fmt::format(" for river '{}'", river)), "write dispersion = \"12 m2/s\" instead of a factor.");
      continue;
    }
    Calibration::Value found{"dispersion", river, "", std::nullopt, value ? *value : factor.value_or(1.0), factor.has_value()};
    if (before && before->formula.empty()) found.before = before->value;
    reading.scenario.calibration.values.push_back(std::move(found));
  }
}

void read_decay_rates(TomlTable& file, const ScenarioReading& reading) {
  for (TomlTable& table : file.tables("decay_rate", "a decay rate")) {
    const std::string pollutant = reference(table, "pollutant", reading.read.pollutant_ids(), "pollutant");
    const auto value = table.number("decay_rate", "decay_rate", "\"0.2 1/day\"");
    pass_over_remarks(table);
    table.finish();
    if (!table.has("pollutant")) table.error(table.here(), "a decay rate names no pollutant", "", "add pollutant = \"cod\"");
    if (pollutant.empty() || !value) continue;
    for (const auto& p : reading.read.basin.pollutants)
      if (p.id == pollutant) reading.scenario.calibration.values.push_back({"decay_rate", pollutant, "", p.decay_rate, *value});
  }
}

/// Factors on rates of the coupled kinetics, wherever they hold.
void read_rates(TomlTable& file, const ScenarioReading& reading) {
  const auto& rates = reading.read.basin.quality.rates;
  std::vector<std::string> names;
  for (const auto& [name, rate] : rates) names.push_back(name);
  for (TomlTable& table : file.tables("rate", "a rate")) {
    const std::string name = reference(table, "rate", names, "rate");
    const auto factor = table.number("factor", "factor", "1.2");
    pass_over_remarks(table);
    table.finish();
    if (!table.has("rate")) table.error(table.here(), "a calibrated rate has no name", "", "add rate = \"nitrification\"");
    if (!name.empty() && factor) reading.scenario.calibration.values.push_back({"rate", name, "", rates.at(name).value, *factor, true});
  }
}

void read_structures(TomlTable& file, const ScenarioReading& reading) {
  for (TomlTable& table : file.tables("structure", "a structure")) {
    const std::string id = reference(table, "structure", ids_of(reading.read.basin.structures), "structure");
    const auto* structure = id.empty() ? nullptr : basin::find_structure(reading.read.basin, id);
    const auto* kind = structure ? physics::find_structure_kind(structure->kind) : nullptr;
    const std::string key = table.text("key", "\"discharge_coefficient\"");
    table.value("value");
    pass_over_remarks(table);
    table.finish();
    if (!table.has("structure")) table.error(table.here(), "a calibrated coefficient names no structure", "", "add structure = \"main_weir\"");
    if (!kind || key.empty()) continue;
    if (const physics::StructureKey* known = calibrated_key(*kind, key, table, "key"))
      if (const auto value = table.number("value", known->quantity, "1.7")) {
        const auto given = structure->settings.numbers.find(key);
        std::optional<double> before;
        if (given != structure->settings.numbers.end()) before = given->second;
        else if (std::isfinite(known->otherwise)) before = known->otherwise;
        reading.scenario.calibration.values.push_back({"structure", id, key, before, *value});
      }
    table.report_missing();
  }
}

/// Nothing is set twice.
void check_values(const Values& values, const core::Where& file, Complaints& complaints) {
  for (std::size_t i = 0; i < values.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (values[i].kind == values[k].kind && values[i].key == values[k].key && (values[i].of == values[k].of || (values[i].kind == "dispersion" && (values[i].of.empty() || values[k].of.empty()))))
        complaints.error(file, fmt::format("{} of {} is calibrated twice", values[i].key.empty() ? values[i].kind : values[i].key, values[i].of.empty() ? "all rivers" : values[i].of), "", "keep one of the two entries.");
}

}  // namespace

const physics::StructureKey* calibrated_key(const physics::StructureKind& kind, const std::string& key, TomlTable& table, std::string_view at) {
  std::vector<std::string> numbers;
  for (const auto& known : kind.keys) {
    if (known.kind != physics::StructureKey::Kind::number) continue;
    if (known.name == key) return &known;
    numbers.emplace_back(known.name);
  }
  table.error(table.where(at), fmt::format("a {} has no number '{}'", kind.name, key), "", suggestion(key, numbers, "its numbers"));
  return nullptr;
}

void read_calibration(TomlTable& scenario, const std::string& instead, const ScenarioReading& reading) {
  const std::string named = scenario.text("calibration");
  if (named.empty() && instead.empty()) return;
  const TextFile* file = instead.empty() ? reading.files.open(named, scenario.file().folder(), scenario.where("calibration")) : reading.files.open(instead, "", {instead, 0, 0, ""});
  if (!file || !reading.read.is_known) return;
  bool is_toml = false;
  const TomlValue root = parse_toml(*file, reading.complaints, is_toml);
  if (!is_toml) return;
  TomlTable table(root, *file, reading.complaints, "the calibration");
  reading.scenario.calibration.file = instead.empty() ? named : instead;
  const std::string of = table.text("basin", fmt::format("\"{}\"", reading.read.basin.name));
  if (!of.empty() && of != reading.read.basin.name) {
    table.error(table.where("basin"), fmt::format("this calibration belongs to basin '{}'", of), fmt::format("the scenario's basin is '{}'", reading.read.basin.name), "name the calibration of this basin.", {{scenario.where("calibration"), "where it is named"}});
    return;
  }
  read_roughness(table, reading);
  read_dispersion(table, reading);
  read_decay_rates(table, reading);
  read_rates(table, reading);
  read_structures(table, reading);
  for (const char* key : {"gauge_zero", "remark", "events", "runs"}) table.value(key);
  table.finish();
  check_values(reading.scenario.calibration.values, table.here(), reading.complaints);
  if (!reading.scenario.calibration.roughness.empty() && !reading.scenario.roughness_factors.empty())
    scenario.error(scenario.where("roughness_factor"), "roughness is calibrated twice", "the scenario has [[roughness_factor]] and a calibration with [[roughness]]", "keep one of the two.", {{table.where("roughness"), "the calibration"}});
}

namespace {

void scale_rate(basin::Quality& quality, const std::string& name, double factor) {
  quality.rates[name].value *= factor;
  for (auto& local : quality.local_rates)
    if (const auto found = local.rates.find(name); found != local.rates.end()) found->second.value *= factor;
  for (auto& bed : quality.beds)
    for (const auto& [of, value] : {std::pair{"sod", &bed.sod}, std::pair{"nh3n_release", &bed.nh3n_release}, std::pair{"diss_p_release", &bed.diss_p_release}})
      if (name == of && *value) **value *= factor;
}

}  // namespace

void set_calibrated_values(basin::Scenario& scenario) {
  basin::Basin& b = scenario.basin;
  for (const auto& value : scenario.calibration.values) {
    if (value.kind == "decay_rate") {
      for (auto& p : b.pollutants)
        if (p.id == value.of) p.decay_rate = value.value;
    } else if (value.kind == "structure") {
      for (auto& s : b.structures)
        if (s.id == value.of) s.settings.numbers[value.key] = value.value;
    } else if (value.kind == "rate") {
      scale_rate(b.quality, value.of, value.value);
    } else if (!value.is_factor) {
      b.dispersion.push_back({value.of, value.value, ""});
      if (value.of.empty()) b.dispersion = {b.dispersion.back()};
    } else {
      for (const auto& river : b.rivers) {
        const auto* before = dispersion_of(b, river.id);
        if (!before || (!value.of.empty() && value.of != river.id)) continue;
        basin::Dispersion scaled = *before;
        scaled.river = river.id;
        scaled.value *= value.value;
        scaled.factor *= value.value;
        b.dispersion.push_back(std::move(scaled));
      }
    }
  }
}

}  // namespace riverchief::io
