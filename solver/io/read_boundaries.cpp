#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/csv_table.hpp"
#include "io/forcing_reader.hpp"
#include "io/read_design.hpp"

namespace riverchief::io {
namespace {

const std::vector<std::string> kinds{"discharge", "water_level", "rating_curve", "normal_depth", "closed"};  // as basin::BoundaryKind

/// Pairs of level and discharge, both growing.
basin::RatingCurve read_rating(const TextFile& file, Complaints& complaints) {
  auto table = CsvTable::read(file, complaints);
  if (!table) return {};
  const auto level = table->numbers("water_level", "water_level"), discharge = table->numbers("discharge", "discharge");
  table->finish();
  if (level.empty() || discharge.empty()) return {};
  for (std::size_t row = 1; row < table->rows(); ++row)
    for (const auto& [name, column] : {std::pair("water_level", &level), std::pair("discharge", &discharge)})
      if ((*column)[row] <= (*column)[row - 1]) {
        complaints.error(table->where(row, name), "the rating curve does not grow", fmt::format("{} {:g} follows {:g}", name, (*column)[row], (*column)[row - 1]),
                         "sort the rows by water level; more water needs a higher level.");
        return {};
      }
  if (table->rows() < 2) complaints.error(table->where(0, "water_level"), "the rating curve has one row", "a curve has at least two", "add rows.");
  return {level, discharge};
}

void read_boundary(TomlTable& table, const ScenarioReading& reading, BoundaryPlaces& places, std::vector<TideToMeet>& tides) {
  basin::Boundary boundary;
  if (const TomlValue* at = table.value("at"); at && at->kind == TomlValue::Kind::text) table.rename(fmt::format("the boundary at '{}'", at->text));
  const auto at = known_place(table, "at", reading.read, "\"river: 0 km\"");
  const auto kind = table.choice("kind", kinds, "\"discharge\"");
  if (!at) places.all_have_a_place = false;
  if (!kind) {
    if (at) places.of_no_kind.push_back(*at);
    return table.report_missing();  // which other keys belong here depends on the kind
  }
  boundary.kind = static_cast<basin::BoundaryKind>(*kind);
  switch (boundary.kind) {
    case basin::BoundaryKind::discharge:
    case basin::BoundaryKind::water_level: {
      const bool is_level = boundary.kind == basin::BoundaryKind::water_level;
      SeriesRead series = read_series(table, kinds[*kind], is_level ? "1.5" : "12.0", true, reading);
      boundary.series = std::move(series.series);
      boundary.concentration = std::move(series.concentration);
      if (!is_level) design_discharge(table, boundary.series, reading);
      else if (auto tide = design_level(table, boundary.series, reading); tide && at) {
        tide->boundary = reading.scenario.boundaries.size();
        tides.push_back(*tide);
      }
      break;
    }
    case basin::BoundaryKind::rating_curve: {
      const std::string path = table.text("rating", "\"../forcing/rating.csv\"");
      if (!path.empty())
        if (const TextFile* file = reading.files.open(path, table.file().folder(), table.where("rating"))) boundary.rating = read_rating(*file, reading.complaints);
      break;
    }
    case basin::BoundaryKind::normal_depth: {
      boundary.bed_slope = table.number("bed_slope", "bed_slope").value_or(0.0);
      if (table.has("bed_slope") && boundary.bed_slope <= 0.0)
        table.error(table.where("bed_slope"), fmt::format("bed_slope of {} is not positive", table.name()), "water has no normal depth on a level bed", "give a slope above 0, or leave it out to take that of the river's last stretch.");
      break;
    }
    case basin::BoundaryKind::closed: break;
  }
  if (boundary.kind >= basin::BoundaryKind::rating_curve && reading.read.is_known)  // of water that comes back in
    for (const auto& [id, value] : table.numbers("concentration", "concentration", reading.read.pollutant_ids(), "pollutant")) boundary.concentration[id] = {{0.0}, {value}};
  table.finish();
  if (!at) return;
  boundary.at = *at;
  reading.scenario.boundaries.push_back(std::move(boundary));
  places.read.push_back(table.where("at"));
}

}  // namespace

BoundaryPlaces read_boundaries(TomlTable& file, const ScenarioReading& reading) {
  BoundaryPlaces places;
  std::vector<TideToMeet> tides;
  for (TomlTable& table : file.tables("boundary", "a boundary")) read_boundary(table, reading, places, tides);
  meet_floods(tides, reading);
  return places;
}

void read_lateral_inflows(TomlTable& file, const ScenarioReading& reading) {
  Ids ids("lateral inflow");
  for (TomlTable& table : file.tables("lateral_inflow", "a lateral inflow")) {
    basin::LateralInflow inflow;
    inflow.id = ids.read(table);
    bool has_place = false;
    if (table.has("at") && table.has("over")) {
      table.error(table.where("at"), fmt::format("{} has both at and over", table.name()), "", "keep one of the two.", {{table.where("over"), "the other one"}});
      table.value("at"), table.value("over");
    } else if (table.has("at")) {
      if (const auto at = known_end(table, "at", reading.read, false, "\"river: 12 km\"")) {
        has_place = true;
        if (at->place) inflow.over = {at->place->river, at->place->chainage, at->place->chainage, at->place->bank};
        inflow.storage = at->storage;
      }
      table.value("over");
    } else {
      if (const auto over = known_stretch(table, "over", reading.read, "\"river: 10 km to 30 km\"")) inflow.over = *over, has_place = true;
      table.value("at");
    }
    SeriesRead series = read_series(table, "discharge", "3.0", true, reading);
    design_discharge(table, series.series, reading);
    inflow.discharge = std::move(series.series);
    inflow.concentration = std::move(series.concentration);
    if (std::any_of(inflow.discharge.value.begin(), inflow.discharge.value.end(), [](double q) { return q < 0.0; })) {
      const auto least = *std::min_element(inflow.discharge.value.begin(), inflow.discharge.value.end());
      table.error(table.where(table.has("series") ? "series" : "discharge"), fmt::format("discharge of {} is negative", table.name()), fmt::format("its least value is {:g} m3/s; a lateral inflow brings water", least),
                  "give values of 0 or more.");
    }
    inflow.quota = table.number("quota", "quota");
    if (inflow.quota && *inflow.quota <= 0.0)
      table.error(table.where("quota"), fmt::format("quota of {} is 0", table.name()), "no water could come", "give a volume above 0, or leave the inflow out."), inflow.quota.reset();
    table.finish();
    if (has_place && !inflow.id.empty()) reading.scenario.lateral_inflows.push_back(std::move(inflow));
  }
}

void read_spills(TomlTable& file, const ScenarioReading& reading) {
  Ids ids("spill");
  for (TomlTable& table : file.tables("spill", "a spill")) {
    basin::Spill spill;
    spill.id = ids.read(table);
    const auto at = known_place(table, "at", reading.read, "\"river: 12 km\"");
    spill.pollutant = table.text("pollutant", "\"cod\"");
    const auto known = reading.read.pollutant_ids();
    if (reading.read.is_known && !spill.pollutant.empty() && std::find(known.begin(), known.end(), spill.pollutant) == known.end())
      table.error(table.where("pollutant"), fmt::format("unknown pollutant '{}' in {}", spill.pollutant, table.name()), "", suggestion(spill.pollutant, known, "pollutants"));
    spill.mass = table.number("mass", "mass", "\"2500 kg\"").value_or(0.0);
    const auto from = table.instant("from", reading.period.start_text.empty() ? "2025-08-10T00:00:00+08:00" : reading.period.start_text);
    const auto to = table.instant("to", reading.period.end_text.empty() ? "2025-08-10T00:30:00+08:00" : reading.period.end_text);
    table.finish();
    if (!at || !from || !to || spill.id.empty()) continue;
    spill.at = *at;
    spill.from = from->epoch - reading.scenario.start_epoch;
    spill.to = to->epoch - reading.scenario.start_epoch;
    if (spill.to <= spill.from)
      table.error(table.where("to"), fmt::format("{} ends before it begins", table.name()), fmt::format("from {} to {}", to_text(*from), to_text(*to)), "give an end after its beginning.");
    else if (reading.period.is_known && (spill.from < 0.0 || spill.to > reading.scenario.duration))
      table.error(table.where(spill.from < 0.0 ? "from" : "to"), fmt::format("{} reaches beyond the scenario", table.name()), fmt::format("the scenario lasts from {} to {}", reading.period.start_text, reading.period.end_text),
                  "give times within the period.", {{reading.period.where, "the period of the scenario"}});
    reading.scenario.spills.push_back(std::move(spill));
  }
}

}  // namespace riverchief::io
