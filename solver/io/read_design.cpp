#include "io/read_design.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "hydrology/design_flood.hpp"
#include "hydrology/design_tide.hpp"
#include "hydrology/dry_season.hpp"
#include "io/csv_table.hpp"

namespace riverchief::io {
namespace {

void tell(TomlTable& table, const std::vector<hydrology::Mistake>& mistakes) {
  for (const auto& m : mistakes) table.error(table.where(m.key), fmt::format("{}: {}", table.name(), m.what), m.why, m.fix);
}

/// One value a year.
std::vector<double> read_years(TomlTable& table, const std::string& quantity, const ScenarioReading& reading) {
  const std::string path = table.text("annual");
  if (path.empty()) return {};
  const TextFile* file = reading.files.open(path, table.file().folder(), table.where("annual"));
  if (!file) return {};
  auto years = CsvTable::read(*file, reading.complaints);
  if (!years) return {};
  years->texts("year");
  auto values = years->numbers(quantity, quantity);
  years->finish();
  return values;
}

/// mean, cv and cs (or cs_over_cv), or the years they are fitted to.
std::optional<hydrology::PearsonIII> read_curve(TomlTable& table, const std::string& quantity, const ScenarioReading& reading) {
  const auto ratio = table.number("cs_over_cv", "cs_over_cv");
  if (table.has("annual")) {
    for (const char* key : {"mean", "cv", "cs"})
      if (table.value(key)) table.error(table.where(key), fmt::format("{} has both annual and {}", table.name(), key), "the curve is fitted to the years", fmt::format("remove {}, or annual", key), {{table.where("annual"), "the years"}});
    const auto values = read_years(table, quantity, reading);
    if (values.empty()) return std::nullopt;
    const hydrology::AnnualSeries series{values, {}, 0.0};
    if (const auto wrong = hydrology::mistakes(series); !wrong.empty()) {
      for (const auto& m : wrong) table.error(table.where("annual"), fmt::format("{}: {}", table.name(), m.what), m.why, m.fix);
      return std::nullopt;
    }
    return hydrology::fit_pearson_iii(series, ratio).curve;
  }
  table.value("annual");
  const auto mean = table.number("mean", quantity, "83.0"), cv = table.number("cv", "cv", "0.9");
  const auto cs = table.number("cs", "cs");
  if (!mean || !cv) return std::nullopt;
  if (cs && ratio) table.error(table.where("cs"), fmt::format("{} has both cs and cs_over_cv", table.name()), "", "keep one of the two.", {{table.where("cs_over_cv"), "the other one"}});
  if (!cs && !ratio) {
    table.error(table.here(), fmt::format("{} has neither cs nor cs_over_cv", table.name()), "the skew decides about rare floods", "add cs_over_cv = 2.5, or the cs of the curve");
    return std::nullopt;
  }
  return hydrology::PearsonIII{*mean, *cv, cs.value_or(ratio.value_or(0.0) * *cv)};
}

void design_flood(TomlTable& table, double return_period, basin::Series& series, const ScenarioReading& reading) {
  static const std::vector<std::string> scalings{"peak", "volume", "same_frequency"};  // as hydrology::Scaling
  hydrology::DesignFlood design;
  design.return_period = return_period;
  design.typical = series;
  const auto scaling = table.has("scaling") ? table.choice("scaling", scalings) : std::optional<std::size_t>(0);
  if (!table.has("scaling")) table.value("scaling");
  if (!scaling) return;
  design.scaling = static_cast<hydrology::Scaling>(*scaling);
  bool is_read = true;
  if (design.scaling != hydrology::Scaling::volume) {
    design.peak = read_curve(table, "discharge", reading);
    is_read = design.peak.has_value();
  }
  for (TomlTable& volume : table.tables("volumes", "a volume of the design flood")) {
    const auto duration = volume.number("duration", "duration", "\"1 d\"");
    const auto curve = read_curve(volume, "volume", reading);
    volume.finish();
    if (duration && curve) design.volume[*duration] = *curve;
    else is_read = false;
  }
  if (!is_read) return;
  const auto designed = hydrology::design_flood(design);
  tell(table, designed.mistakes);
  if (designed.mistakes.empty()) series = designed.discharge;
}

void dry_season(TomlTable& table, double guarantee, basin::Series& series, const ScenarioReading& reading) {
  hydrology::DrySeason design;
  design.guarantee = guarantee;
  design.duration = table.number("duration", "duration").value_or(0.0);
  design.typical = series;
  if (table.has("annual") && !table.has("cs_over_cv")) {  // the years as they are, between plotting positions
    design.annual = read_years(table, "discharge", reading);
    if (design.annual.empty()) return;
  } else {
    design.curve = read_curve(table, "discharge", reading);
    if (!design.curve) return;
  }
  const auto designed = hydrology::dry_season(design);
  tell(table, designed.mistakes);
  if (designed.mistakes.empty()) series = designed.discharge;
}

/// Whether a series is one that can be scaled: a hydrograph and not a constant.
bool varies(TomlTable& table, TomlTable& design, const basin::Series& series) {
  if (series.time.size() > 1) return true;
  design.error(design.here(), fmt::format("design of {} has no typical series", table.name()), "a design flood or tide has the shape of one that was measured", "add series = \"../forcing/typical.csv\" beside it");
  return false;
}

}  // namespace

void design_discharge(TomlTable& table, basin::Series& series, const ScenarioReading& reading) {
  auto design = table.table("design", fmt::format("the design of {}", table.name()));
  if (!design) return;
  const auto return_period = design->number("return_period", "return_period"), guarantee = design->number("guarantee", "guarantee");
  if (return_period.has_value() == guarantee.has_value()) {
    if (!return_period && (design->has("return_period") || design->has("guarantee"))) return;  // said already
    design->error(design->here(), fmt::format("{} needs return_period or guarantee", design->name()), return_period ? "a flood has a return period, a dry season a guarantee rate" : "",
                  "give return_period = 20 (years) for a flood, or guarantee = 0.9 for a dry season");
    return;
  }
  if (!varies(table, *design, series)) return;
  if (return_period) design_flood(*design, *return_period, series, reading);
  else dry_season(*design, *guarantee, series, reading);
  design->finish();
}

std::optional<TideToMeet> design_level(TomlTable& table, basin::Series& series, const ScenarioReading& reading) {
  static const std::vector<std::string> raisings{"stretch", "lift"};  // as hydrology::Raising
  auto design = table.table("design", fmt::format("the design of {}", table.name()));
  if (!design) return std::nullopt;
  auto highest = design->number("highest", "water_level");
  const auto return_period = design->number("return_period", "return_period");
  if (return_period && !highest) {
    if (const auto curve = read_curve(*design, "water_level", reading)) highest = hydrology::quantile(*curve, hydrology::exceedance_of_return_period(*return_period));
  } else if (!highest) {
    design->error(design->here(), fmt::format("{} needs highest, or a return_period with its frequency curve", design->name()), "", "add highest = 3.2 (m)");
  }
  const auto raising = design->has("raising") ? design->choice("raising", raisings) : std::optional<std::size_t>(0);
  if (!design->has("raising")) design->value("raising");
  std::optional<basin::Place> meets;
  if (design->has("meets")) meets = known_place(*design, "meets", reading.read, "\"river: 0 km\"");
  else design->value("meets");
  const double lag = design->number("lag", "duration").value_or(0.0);
  design->finish();
  if (!highest || !raising || !varies(table, *design, series)) return std::nullopt;
  const TideToMeet tide{.boundary = 0, .highest = *highest, .lift = *raising == 1, .meets = meets.value_or(basin::Place{}), .lag = lag, .where = design->here()};
  if (meets) return tide;
  // It meets nobody: raised where it stands.
  hydrology::DesignTide plain{.typical = series, .highest = *highest, .raising = static_cast<hydrology::Raising>(*raising), .flood_peak_time = 0, .lag = 0, .high_water = std::nullopt};
  plain.flood_peak_time = hydrology::peak(series).time;
  const auto designed = hydrology::design_tide(plain);
  tell(*design, designed.mistakes);
  if (designed.mistakes.empty()) series = designed.water_level;
  return std::nullopt;
}

void meet_floods(const std::vector<TideToMeet>& tides, const ScenarioReading& reading) {
  auto& boundaries = reading.scenario.boundaries;
  for (const TideToMeet& tide : tides) {
    const auto flood = std::find_if(boundaries.begin(), boundaries.end(), [&](const auto& b) {
      return b.kind == basin::BoundaryKind::discharge && b.at.river == tide.meets.river && std::abs(b.at.chainage - tide.meets.chainage) < 1.0;
    });
    if (flood == boundaries.end()) {
      reading.complaints.error(tide.where, fmt::format("the tide meets no flood at '{}'", basin::to_text(tide.meets)), "no boundary of kind discharge stands there", "name the place of the boundary by which the flood enters.");
      continue;
    }
    basin::Series& series = boundaries[tide.boundary].series;
    const auto designed = hydrology::design_tide({.typical = series, .highest = tide.highest, .raising = tide.lift ? hydrology::Raising::lift : hydrology::Raising::stretch,
                                                  .flood_peak_time = hydrology::peak(flood->series).time, .lag = tide.lag, .high_water = std::nullopt});
    for (const auto& m : designed.mistakes) reading.complaints.error(tide.where, m.what, m.why, m.fix);
    if (!designed.mistakes.empty()) continue;
    const double early = designed.water_level.time.front(), late = reading.scenario.duration - designed.water_level.time.back();
    if (early > 1.0 || late > 1.0) {
      reading.complaints.error(tide.where, "the tide is too short to meet the flood", fmt::format("it has to be moved by {:+.1f} h, and then misses {:.1f} h of the scenario", designed.shift / 3600.0, std::max(early, late) / 3600.0),
                               early > 1.0 ? "give the typical tide an earlier beginning." : "give the typical tide a later end.");
      continue;
    }
    series = designed.water_level;
  }
}

}  // namespace riverchief::io
