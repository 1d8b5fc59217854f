// The three maps: class of the worst item, smallest freeboard of each bank, and what plans change.

#include <algorithm>
#include <array>
#include <cmath>

#include "viz/chart/chart.hpp"
#include "viz/map/map.hpp"
#include "viz/palette.hpp"
#include "viz/pictures/pictures.hpp"

namespace riverchief::viz {
namespace {

constexpr double margin = 6.0;  // around a map [pt]

std::string file_name(const char* kind, const Runs& runs, std::size_t run) {
  return run == 0 ? kind : std::string(kind) + "_" + runs.all[run].file->scenario;
}

/// A sheet with heading and legend above one map, which `draw` fills.
template <typename Draw>
Canvas map_sheet(const Runs& runs, std::size_t index, const std::string& title, const std::vector<LegendEntry>& entries, Draw draw) {
  const Run& run = runs.all[index];
  const double width = runs.sheet_width, room = width - 2.0 * margin, map = Map::height(run, room);
  Canvas canvas(width, 38.0 + legend_height(room, entries) + 4.0 + map + margin);
  double top = canvas.height() - heading(canvas, margin, title, runs.subtitle(run.name));
  top -= legend(canvas, {margin, top}, room, entries) + 4.0;
  Map sheet(canvas, {margin, top - map, width - margin, top}, run, runs.in);
  sheet.scale_and_north();
  draw(sheet);
  return canvas;
}

/// Class of the worst item of each cell, from means over the run; 0 = not rated.
std::vector<int> worst_class(const Run& run, const ClassLimits& limits) {
  std::vector<int> worst(run.file->cells.size(), 0);
  for (std::size_t pollutant = 0; pollutant < run.file->pollutants.size(); ++pollutant)
    for (const auto& named : run.file->names.pollutants) {
      if (named.id != run.file->pollutants[pollutant] || !limits.rates(named.standard_item)) continue;
      const auto mean = run.file->mean_concentration(pollutant);
      for (std::size_t cell = 0; cell < worst.size(); ++cell)
        worst[cell] = std::max(worst[cell], limits.classify(named.standard_item, mean[cell]));
    }
  return worst;
}

std::size_t freeboard_step(double freeboard) {
  std::size_t step = 0;
  while (step < palette::freeboard_steps.size() && freeboard >= palette::freeboard_steps[step]) ++step;
  return step;
}

/// Steps of a difference [m] that suit its largest value; below the first nothing is claimed.
std::array<double, 3> difference_steps(double largest) {
  for (const auto& steps : {std::array{0.01, 0.05, 0.10}, std::array{0.02, 0.10, 0.20}, std::array{0.05, 0.20, 0.50}})
    if (largest <= 2.5 * steps[2]) return steps;
  return {0.10, 0.50, 1.00};
}

constexpr Colour unchanged{168, 168, 168};
constexpr std::array<Colour, 3> lower{Colour{150, 178, 226}, Colour{74, 116, 192}, Colour{28, 58, 138}};
constexpr std::array<Colour, 3> higher{Colour{240, 180, 110}, Colour{222, 122, 32}, Colour{150, 60, 4}};

Stroke difference_stroke(double change, double error, const std::array<double, 3>& steps) {
  const double size = std::abs(change);
  if (!(size >= steps[0]) || size <= error) return {unchanged, 1.4};
  const std::size_t step = size >= steps[2] ? 2 : size >= steps[1] ? 1 : 0;
  return {change < 0.0 ? lower[step] : higher[step], 2.0 + 0.5 * static_cast<double>(step)};
}

std::vector<LegendEntry> difference_legend(const Runs& runs, const std::array<double, 3>& steps) {
  const Language& in = runs.in;
  const auto range = [&](std::size_t i, const char* sign) {
    const std::string from = sign + decimal(steps[i], 2);
    return i == 2 ? in("≥ ", "≥ ") + decimal(steps[2], 2) : decimal(steps[i], 2) + "–" + decimal(steps[i + 1], 2);
  };
  std::vector<LegendEntry> entries;
  for (std::size_t i = 3; i-- > 0;) entries.push_back(line_entry({lower[i], 2.0 + 0.5 * static_cast<double>(i)}, in("降低 ", "lower ") + range(i, "")));
  entries.push_back(line_entry({unchanged, 1.4}, in("变化 < ", "change < ") + decimal(steps[0], 2) + in(" 或在误差内", " or within the error")));
  for (std::size_t i = 0; i < 3; ++i) entries.push_back(line_entry({higher[i], 2.0 + 0.5 * static_cast<double>(i)}, in("升高 ", "higher ") + range(i, "")));
  return entries;
}

}  // namespace

std::optional<Picture> map_of_class(const Runs& runs, std::size_t index) {
  const Run& run = runs.all[index];
  const auto worst = worst_class(run, runs.limits);
  if (std::all_of(worst.begin(), worst.end(), [](int number) { return number == 0; })) return std::nullopt;
  const Language& in = runs.in;
  std::vector<LegendEntry> entries;
  for (int number = 1; number <= 6; ++number)
    entries.push_back(line_entry({palette::water_class(number), 3.0}, std::string(palette::class_name(number, in)) + in("类", "")));
  entries.push_back(Map::section_legend(in));
  for (LegendEntry& entry : Map::outfall_legend(run, in)) entries.push_back(std::move(entry));
  entries.push_back(Map::boundary_legend(in));
  const std::string title = in("水质类别(全期均值,最差项目)", "Water quality class (mean of the run, worst item)");
  return Picture{file_name("map_class", runs, index), map_sheet(runs, index, title, entries, [&](Map& map) {
                   map.county_boundaries();
                   map.rivers([](std::size_t) { return Stroke{palette::ink, 3.6}; }, 0.0);
                   map.rivers([&](std::size_t cell) { return Stroke{palette::water_class(worst[cell]), 3.0}; }, 0.0);
                   map.outfalls();
                   map.monitoring_sections();
                   map.words_along([&](std::size_t cell) { return std::string(palette::class_name(worst[cell], in)); });
                   map.section_names();
                   map.river_names();
                   map.county_names();
                 })};
}

Picture map_of_freeboard(const Runs& runs, std::size_t index) {
  const Run& run = runs.all[index];
  const Language& in = runs.in;
  const Cells& cells = run.file->cells;
  std::vector<LegendEntry> entries;
  const auto words = std::array{std::string(in("漫堤(< 0 m)", "overtopped (< 0 m)")), std::string("0–0.5 m"), std::string("0.5–1.0 m"),
                                std::string("1.0–1.5 m"), std::string("≥ 1.5 m")};
  const auto stroke = [](std::size_t step) { return Stroke{palette::freeboard(step), step == 0 ? 2.8 : 1.6}; };
  for (std::size_t step = 0; step < words.size(); ++step) entries.push_back(line_entry(stroke(step), words[step]));
  entries.push_back(line_entry({palette::no_embankment, 1.0}, in("无堤防", "no embankment")));
  entries.push_back(Map::section_legend(in));
  entries.push_back(Map::boundary_legend(in));
  const auto bank = [&](const std::vector<double>& crest) {
    return [&](std::size_t cell) {
      const double freeboard = crest[cell] - cells.max_water_level[cell];
      return std::isfinite(freeboard) ? stroke(freeboard_step(freeboard)) : Stroke{palette::no_embankment, 1.0};
    };
  };
  const std::string title = in("最小超高(左、右岸各一线)", "Smallest freeboard (one line per bank)");
  return {file_name("map_freeboard", runs, index), map_sheet(runs, index, title, entries, [&](Map& map) {
            map.county_boundaries();
            map.rivers(bank(cells.left_crest_level), 1.7);
            map.rivers(bank(cells.right_crest_level), -1.7);
            map.monitoring_sections();
            map.section_names();
            map.river_names();
            map.county_names();
          })};
}

Picture map_of_difference(const Runs& runs) {
  const Run& base = runs.base();
  const Cells& cells = base.file->cells;
  std::vector<std::vector<double>> change;  // (plan, cell of the base)
  double largest = 0.0;
  for (std::size_t run = 1; run < runs.all.size(); ++run) {
    change.emplace_back();
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
      const double level = runs.all[run].at(cells.river[cell], cells.chainage[cell], runs.all[run].file->cells.max_water_level);
      change.back().push_back(level - cells.max_water_level[cell]);
      if (std::isfinite(change.back().back())) largest = std::max(largest, std::abs(change.back().back()));
    }
  }
  const auto steps = difference_steps(largest);
  const auto entries = difference_legend(runs, steps);
  const double width = runs.sheet_width, room = width - 2.0 * margin, map = Map::height(base, room), step = map + 18.0;
  Canvas canvas(width, 38.0 + legend_height(room, entries) + 4.0 + static_cast<double>(change.size()) * step + 2.0);
  double top = canvas.height() - heading(canvas, margin, runs.in("最高水位的变化:方案减现状 (m)", "Change of the highest water level: plan minus base (m)"), runs.event);
  top -= legend(canvas, {margin, top}, room, entries) + 4.0;
  for (std::size_t plan = 0; plan < change.size(); ++plan, top -= step) {
    canvas.text({margin, top - 7.0}, runs.all[plan + 1].name, {letters::axis, palette::ink});
    Map sheet(canvas, {margin, top - 14.0 - map, width - margin, top - 14.0}, base, runs.in);
    sheet.scale_and_north();
    sheet.county_boundaries();
    sheet.rivers([&](std::size_t cell) {
      const double error = cells.max_water_level_error.empty() ? 0.0 : std::abs(cells.max_water_level_error[cell]);
      return difference_stroke(change[plan][cell], error, steps);
    }, 0.0);
    sheet.monitoring_sections();
    sheet.river_names();
    sheet.county_names();
  }
  return {"map_difference", std::move(canvas)};
}

}  // namespace riverchief::viz
