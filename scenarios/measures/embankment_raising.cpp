// Raising embankments, on one bank or both: to a level, by a height, or to a freeboard above a design level. Paid for is the earth placed.
//
// Raised by d on a height H, with crest width w and slopes 1 : m on both sides, the earth per metre is
//
//   ΔA = w d + m/2 Σ_sides ((H + d)² − H²)
//
// H of a side: the crest above the lowest ground within `foot_distance` of it.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <vector>

#include "scenarios/io/level_table.hpp"
#include "scenarios/measures/edit.hpp"
#include "scenarios/measures/embankment_crest.hpp"
#include "scenarios/measures/stretch_work.hpp"

namespace riverchief::measures {
namespace {

constexpr double same_crest_level = 0.02;  // m: neighbours this close to the crest's level ...
constexpr double widest_crest = 12.0;      // m: ... and this near are the top of the same embankment

/// Level wanted at a chainage, given the crest as it is [m].
using Target = std::function<double(double chainage, double crest)>;

/// Lifts the crest and what belongs to its top to a level; returns the earth per metre [m2].
double lift(basin::Section& section, std::size_t crest, double level, const io::EmbankmentShape& shape) {
  const double before = section.points[crest].level, d = level - before;
  double area = shape.crest_width * d;
  for (int step : {-1, 1}) {
    const double H = height_above_foot(section, crest, step);
    area += 0.5 * shape.side_slope * ((H + d) * (H + d) - H * H);
  }
  const double offset = section.points[crest].offset;
  section.points[crest].level = level;
  for (int step : {-1, 1}) {
    for (long i = static_cast<long>(crest) + step; i >= 0 && i < static_cast<long>(section.points.size()); i += step) {
      basin::SectionPoint& p = section.points[static_cast<std::size_t>(i)];
      if (std::abs(p.offset - offset) > widest_crest || std::abs(p.level - before) > same_crest_level) break;
      p.level = level;
    }
  }
  return area;
}

std::optional<Target> read_freeboard(Edit& edit, const basin::Stretch* stretch) {
  Settings& settings = edit.settings;
  const std::optional<double> freeboard = settings.number("freeboard", "m");
  if (!settings.has("design_level")) {
    settings.complain("freeboard", fmt::format("freeboard of measure '{}' stands without a design level", settings.id()), "",
                      "add design_level = a CSV with the columns chainage [m] and water_level [m].");
    return std::nullopt;
  }
  const std::optional<std::string> path = settings.text("design_level");
  if (!path) return std::nullopt;
  const io::LevelTable table = io::read_level_table(*path, edit.scenario.file);
  if (!table.wrong.empty()) {
    settings.complain("design_level", fmt::format("the design level of measure '{}' cannot be read", settings.id()), table.wrong,
                      "give a CSV with the columns chainage [m] and water_level [m], by growing chainage.");
    return std::nullopt;
  }
  if (stretch && (table.chainage.front() > stretch->from || table.chainage.back() < stretch->to)) {
    settings.complain("design_level", fmt::format("the design level of measure '{}' does not cover its stretch", settings.id()),
                      fmt::format("it reaches from {:g} to {:g} km, the stretch from {:g} to {:g} km", table.chainage.front() / 1000.0,
                                  table.chainage.back() / 1000.0, stretch->from / 1000.0, stretch->to / 1000.0),
                      "add rows, or shorten the stretch.");
    return std::nullopt;
  }
  edit.inputs.push_back({table.path, table.text});
  if (!freeboard) return std::nullopt;
  return [table, above = *freeboard](double chainage, double) { return io::level_at(table, chainage) + above; };
}

std::optional<Target> read_target(Edit& edit, const basin::Stretch* stretch) {
  Settings& settings = edit.settings;
  const std::string form = settings.one_of({"raise", "to_level", "to_level_from", "freeboard"}, "how far to raise");
  if (form != "freeboard" && settings.has("design_level")) {
    settings.complain("design_level", fmt::format("design_level of measure '{}' stands without freeboard", settings.id()), "", "add freeboard = \"1.5 m\".");
  }
  if ((form == "to_level_from") != settings.has("to_level_to")) {
    settings.complain(settings.has("to_level_to") ? "to_level_to" : "to_level_from", fmt::format("measure '{}' gives only one of to_level_from and to_level_to", settings.id()), "",
                      "give both, or to_level alone.");
  }
  if (form == "raise") {
    const std::optional<double> raise = settings.number("raise", "m");
    if (raise && *raise <= 0.0) {
      settings.changes_nothing("raise", fmt::format("raise = {:g} m", *raise), "give a height above 0.");
    } else if (raise) {
      return [d = *raise](double, double crest) { return crest + d; };
    }
  } else if (form == "to_level") {
    if (const std::optional<double> level = settings.number("to_level", "m")) return [z = *level](double, double) { return z; };
  } else if (form == "to_level_from") {
    const std::optional<double> from = settings.number("to_level_from", "m"), to = settings.number("to_level_to", "m");
    if (from && to && stretch) {
      return [a = *from, b = *to, x0 = stretch->from, length = stretch->to - stretch->from](double chainage, double) {
        return a + (b - a) * (chainage - x0) / length;
      };
    }
  } else if (form == "freeboard") {
    return read_freeboard(edit, stretch);
  }
  return std::nullopt;
}

}  // namespace

void embankment_raising(Edit& edit) {
  const std::optional<basin::Stretch> stretch = edit.settings.stretch("over", edit.basin);
  if (stretch) edit.report.over = basin::to_text(*stretch);
  const std::optional<Target> target = read_target(edit, stretch ? &*stretch : nullptr);
  if (!stretch || !target || !edit.settings.fine()) return;

  basin::River& river = *std::find_if(edit.basin.rivers.begin(), edit.basin.rivers.end(), [&](const basin::River& r) { return r.id == stretch->river; });
  const SectionRange range = hold_stretch(river, stretch->from, stretch->to);
  double volume = 0.0, greatest = 0.0, raised_length = 0.0;
  double lowest_crest = INFINITY, highest_target = -INFINITY;
  for (basin::Bank bank : banks_of(*stretch)) {
    std::vector<double> area;
    for (std::size_t i = range.first; i <= range.last; ++i) {
      basin::Section& section = river.sections[i];
      const std::optional<double> offset = crest_offset(section, bank);
      if (!offset) {
        edit.settings.complain("over", fmt::format("there is no embankment at {}", basin::to_text(basin::Place{river.id, section.chainage, bank})),
                               fmt::format("measure '{}' raises what is there; it builds no new embankment", edit.settings.id()),
                               "shorten the stretch, or mark the crest in the sections of the basin.");
        break;
      }
      const std::size_t crest = crest_point(section, *offset);
      const double before = section.points[crest].level, wanted = (*target)(section.chainage, before);
      lowest_crest = std::min(lowest_crest, before);
      highest_target = std::max(highest_target, wanted);
      greatest = std::max(greatest, wanted - before);
      area.push_back(wanted > before ? lift(section, crest, wanted, edit.prices.embankment) : 0.0);
    }
    if (!edit.settings.fine()) continue;
    volume += average_end_area_volume(river, range, area);
    for (std::size_t i = range.first; i < range.last; ++i) {
      if (area[i - range.first] > 0.0 || area[i - range.first + 1] > 0.0) raised_length += river.sections[i + 1].chainage - river.sections[i].chainage;
    }
  }
  if (!edit.settings.fine()) return;
  if (volume <= 0.0) {
    edit.settings.changes_nothing("over", fmt::format("every crest already stands above what is asked: crests from {:.2f} m, asked up to {:.2f} m", lowest_crest, highest_target),
                                  "ask for a higher crest.");
    return;
  }
  edit.report.quantities = {{"fill_volume", volume, "m3"}, {"raised_length", raised_length, "m"}, {"greatest_raise", greatest, "m"}};
  edit.report.notes.push_back(fmt::format("crest {:g} m wide, slopes of 1 to {:g}", edit.prices.embankment.crest_width, edit.prices.embankment.side_slope));
  add_price(edit, "fill_volume", volume, "embankment_fill", true);
}

}  // namespace riverchief::measures
