// The numbers that a calibration may move: what each scales or sets, where, what it is beforehand, how far it may go.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "basin/calibration.hpp"
#include "core/quantity.hpp"
#include "io/calibration_reader.hpp"
#include "io/read_calibration.hpp"
#include "physics/structure_kinds.hpp"

namespace riverchief::io {
namespace {

using Parameter = CalibrationTask::Parameter;

const std::vector<std::string> kinds{"roughness", "dispersion", "dispersion_factor", "decay_rate", "rate", "structure", "gauge_zero"};
const std::vector<std::string> parts{"all", "channel", "flood_plain"};

std::string quoted(const std::string& text) { return '"' + text + '"'; }

/// The unit of a quantity as inputs write it; "" of a pure number.
std::string unit_of(std::string_view quantity) {
  const core::Quantity* known = core::find_quantity(quantity);
  const auto accepted = core::accepted_units(known->unit);
  return accepted.empty() || accepted.front() == "1" ? "" : accepted.front();
}

void read_roughness(TomlTable& t, Parameter& p, const TaskReading& reading, std::vector<std::pair<basin::Calibration::Roughness, core::Where>>& zones) {
  p.table = "roughness", p.set = "factor";
  basin::Calibration::Roughness zone;
  zone.over = {"", 0.0, std::numeric_limits<double>::infinity(), std::nullopt};
  t.value("over"), t.value("river");
  if (t.has("over") && t.has("river")) t.error(t.where("over"), fmt::format("{} has both river and over", t.name()), "", "keep one of the two.");
  if (t.has("over")) {
    if (const auto over = known_stretch(t, "over", reading.read, "")) {
      zone.over = *over;
      p.keys.emplace_back("over", quoted(basin::to_text(*over)));
      if (over->bank) t.error(t.where("over"), fmt::format("{} names a bank", t.name()), "a factor holds for both sides of a section", "leave out left or right; part = \"flood_plain\" is the ground outside the banks.");
    }
  } else if (t.has("river")) {
    zone.over.river = reference(t, "river", reading.read.river_ids(), "river");
    p.keys.emplace_back("river", quoted(zone.over.river));
  }
  if (const auto part = t.choice("part", parts)) {
    zone.part = static_cast<basin::SectionPart>(*part);
    if (*part > 0) p.keys.emplace_back("part", quoted(parts[*part]));
  }
  for (const auto& [other, where] : zones)
    if (basin::overlap(other, zone)) {
      t.error(t.here(), fmt::format("the zone of {} overlaps another one", t.name()), "each place and part of a section has one factor", "let one zone end where the other begins, or give them different parts (channel, flood_plain).", {{where, "the other zone"}});
      break;
    }
  zones.emplace_back(zone, t.here());
}

/// Prior, or nothing where the basin has none.
std::optional<double> read_dispersion(TomlTable& t, Parameter& p, const TaskReading& reading) {
  p.table = "dispersion", p.set = p.kind == "dispersion" ? "dispersion" : "factor";
  const std::string river = reference(t, "river", reading.read.river_ids(), "river");
  if (!river.empty()) p.keys.emplace_back("river", quoted(river));
  const basin::Dispersion* found = nullptr;
  for (const auto& d : reading.read.basin.dispersion)
    if (d.river.empty() || d.river == river) found = &d;
  if (p.kind == "dispersion_factor") {
    if (!found && reading.read.is_known) t.error(t.here(), fmt::format("{} multiplies nothing", t.name()), "the basin has no dispersion there", "use kind = \"dispersion\" with a prior.");
    return 1.0;
  }
  return found && found->formula.empty() && found->value > 0.0 ? std::optional(found->value) : std::nullopt;
}

std::optional<double> read_decay_rate(TomlTable& t, Parameter& p, const TaskReading& reading) {
  p.table = p.set = "decay_rate";
  const std::string id = reference(t, "pollutant", reading.read.pollutant_ids(), "pollutant");
  if (!t.has("pollutant")) t.error(t.here(), fmt::format("{} names no pollutant", t.name()), "", "add pollutant = \"cod\"");
  p.keys.emplace_back("pollutant", quoted(id));
  for (const auto& pollutant : reading.read.basin.pollutants)
    if (pollutant.id == id && pollutant.decay_rate > 0.0) return pollutant.decay_rate;
  return std::nullopt;
}

/// A factor on a rate of the coupled kinetics; its range ends where what is published does.
void read_rate(TomlTable& t, Parameter& p, const TaskReading& reading) {
  p.table = "rate", p.set = "factor";
  const auto& rates = reading.read.basin.quality.rates;
  std::vector<std::string> names;
  for (const auto& [name, rate] : rates) names.push_back(name);
  const std::string name = reference(t, "rate", names, "rate");
  if (!t.has("rate")) t.error(t.here(), fmt::format("{} names no rate", t.name()), "", "add rate = \"nitrification\"");
  p.keys.emplace_back("rate", quoted(name));
}

/// The quantity of the structure's key, or "".
std::string read_structure(TomlTable& t, Parameter& p, const TaskReading& reading, std::optional<double>& prior) {
  p.table = "structure", p.set = "value";
  const std::string id = reference(t, "structure", ids_of(reading.read.basin.structures), "structure"), key = t.text("key", "\"discharge_coefficient\"");
  if (!t.has("structure")) t.error(t.here(), fmt::format("{} names no structure", t.name()), "", "add structure = \"main_weir\"");
  p.keys.emplace_back("structure", quoted(id));
  p.keys.emplace_back("key", quoted(key));
  const auto* structure = id.empty() ? nullptr : basin::find_structure(reading.read.basin, id);
  if (!structure || key.empty()) return "";
  const auto* known = calibrated_key(*physics::find_structure_kind(structure->kind), key, t, "key");
  if (!known) return "";
  const auto given = structure->settings.numbers.find(key);
  if (given != structure->settings.numbers.end()) prior = given->second;
  else if (std::isfinite(known->otherwise)) prior = known->otherwise;
  return std::string(known->quantity);
}

void read_gauge_zero(TomlTable& t, Parameter& p, const TaskReading& reading) {
  p.table = "gauge_zero", p.set = "offset";
  std::vector<std::string> gauges;
  for (const auto& o : reading.task.observations)
    if (!o.is_mark && o.reads.what == basin::Reads::water_level) gauges.push_back(o.id);
  p.observation = reference(t, "observation", gauges, "gauge of a level");
  if (!t.has("observation")) t.error(t.here(), fmt::format("{} names no observation", t.name()), "", "add observation = \"gauge\"");
  p.keys.emplace_back("observation", quoted(p.observation));
}

/// `prior`, `lowest`, `highest`, `spread`.
void read_range(TomlTable& t, Parameter& p, const std::string& quantity, const std::optional<double>& prior, const TaskReading& reading) {
  const auto given = t.number("prior", quantity);
  if (!given && !prior && !t.has("prior") && reading.read.is_known)
    t.error(t.here(), fmt::format("nothing is known of {} beforehand", t.name()), "the basin has no value that the search could begin with", "add prior = ..., the value you would take without observations.");
  p.prior = given ? *given : prior.value_or(1.0);
  if (p.is_log && p.prior <= 0.0) {
    t.error(t.has("prior") ? t.where("prior") : t.here(), fmt::format("prior of {} is not above 0", t.name()), fmt::format("it is {:g}", p.prior), "give a value above 0.");
    return;
  }
  const double reach = p.kind == "roughness" || p.kind == "structure" ? 2.0 : 20.0;  // rates and dispersion are known to an order of magnitude
  p.lowest = t.number("lowest", quantity).value_or(p.is_log ? p.prior / reach : p.prior - 1.0);
  p.highest = t.number("highest", quantity).value_or(p.is_log ? p.prior * reach : p.prior + 1.0);
  if (p.is_log && p.lowest <= 0.0) t.error(t.where("lowest"), fmt::format("lowest of {} is not above 0", t.name()), fmt::format("it is {:g}", p.lowest), "give a value above 0; the search goes by ratios.");
  if (!(p.lowest < p.prior && p.prior < p.highest))
    t.error(t.has("prior") ? t.where("prior") : t.here(), fmt::format("prior of {} lies outside its bounds", t.name()), fmt::format("it is {:g}; the search goes from {:g} to {:g}", p.prior, p.lowest, p.highest), "set lowest below it and highest above it.");
  if (const auto spread = t.number("spread", p.is_log ? "share" : quantity)) {
    p.spread = *spread;
    if (*spread <= 0.0) t.error(t.where("spread"), fmt::format("spread of {} is not above 0", t.name()), "", p.is_log ? "write spread = 0.1: one standard deviation, ten percent." : "write spread = 0.1: one standard deviation.");
  }
  for (const auto& [name, value] : {std::pair{"lowest", p.lowest}, std::pair{"highest", p.highest}})
    if (p.kind == "roughness" && t.has(name) && (value < 0.2 || value > 5.0))
      reading.complaints.warning(t.where(name), fmt::format("{} of {} lets roughness go where no river is", name, t.name()), fmt::format("factor {:g}; 0.2 to 5 is more than any survey is wrong by", value), "keep the bounds within 0.2 and 5.");
}

/// Where the task says nothing, a factor takes the rate no further than its published range.
void keep_to_what_is_published(TomlTable& t, Parameter& p, const TaskReading& reading) {
  const auto& rates = reading.read.basin.quality.rates;
  const auto found = rates.find(t.text("rate"));
  if (found == rates.end() || !(found->second.value > 0.0)) return;
  const auto& [value, theta, lowest, highest, source] = found->second;
  if (!t.has("lowest") && lowest && *lowest > 0.0 && *lowest / value < p.prior) p.lowest = *lowest / value;
  if (!t.has("highest") && highest && *highest / value > p.prior) p.highest = *highest / value;
}

}  // namespace

void read_parameters(TomlTable& file, const TaskReading& reading) {
  Ids ids("parameter");
  std::vector<std::pair<basin::Calibration::Roughness, core::Where>> zones;
  std::map<std::string, core::Where> seen;  // what is set -> where
  for (TomlTable& t : file.tables("parameter", "a parameter")) {
    Parameter p;
    p.id = ids.read(t);
    const auto kind = t.choice("kind", kinds, "\"roughness\"");
    if (!kind) {
      t.report_missing();
      continue;
    }
    p.kind = kinds[*kind];
    std::string quantity = p.kind == "dispersion" ? "dispersion" : p.kind == "decay_rate" ? "decay_rate" : p.kind == "gauge_zero" ? "water_level" : "factor";
    std::optional<double> prior = 1.0;
    if (p.kind == "roughness") read_roughness(t, p, reading, zones);
    else if (p.table.empty() && p.kind.rfind("dispersion", 0) == 0) prior = read_dispersion(t, p, reading);
    else if (p.kind == "decay_rate") prior = read_decay_rate(t, p, reading);
    else if (p.kind == "rate") read_rate(t, p, reading);
    else if (p.kind == "structure") quantity = read_structure(t, p, reading, prior = std::nullopt);
    else read_gauge_zero(t, p, reading), prior = 0.0;
    if (quantity.empty()) {
      for (const char* key : {"prior", "lowest", "highest", "spread"}) t.value(key);
    } else {
      p.unit = unit_of(quantity);
      p.is_log = p.unit != "m";
      read_range(t, p, quantity, prior, reading);
      if (p.kind == "rate") keep_to_what_is_published(t, p, reading);
    }
    t.finish();
    std::string what = p.table;
    for (const auto& [key, value] : p.keys) what += " " + key + " " + value;
    const auto [other, is_new] = seen.emplace(what, t.here());
    if (!is_new && p.kind != "roughness") t.error(t.here(), fmt::format("{} moves what another one moves", t.name()), "", "keep one of the two.", {{other->second, "the other one"}});
    reading.task.parameters.push_back(std::move(p));
  }
  if (!file.has("parameter")) file.error(file.here(), "the calibration has no parameter", "", "add [[parameter]] with id and kind = \"roughness\".");
}

}  // namespace riverchief::io
