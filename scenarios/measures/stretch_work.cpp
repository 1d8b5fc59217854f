#include "scenarios/measures/stretch_work.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace riverchief::measures {
namespace {

/// How many cell middles lie in the stretch, and where the nearest one is.
struct Seen {
  int cells = 0;
  double cell_length = 0.0, nearest = 0.0;  ///< [m]
};

Seen seen_by_cells(const basin::Scenario& scenario, const basin::River& river, const basin::Stretch& stretch) {
  const auto exception = scenario.river_cell_length.find(river.id);
  const double wanted = exception == scenario.river_cell_length.end() ? scenario.cell_length : exception->second;
  const long count = std::max(1L, std::lround(river.length / wanted));
  Seen seen;
  seen.cell_length = river.length / static_cast<double>(count);
  const double middle = 0.5 * (stretch.from + stretch.to);
  const long nearest = std::clamp(static_cast<long>(middle / seen.cell_length), 0L, count - 1);
  seen.nearest = (static_cast<double>(nearest) + 0.5) * seen.cell_length;
  for (long i = 0; i < count; ++i) {
    const double x = (static_cast<double>(i) + 0.5) * seen.cell_length;
    if (x >= stretch.from && x <= stretch.to) ++seen.cells;
  }
  return seen;
}

std::optional<basin::Stretch> around_place(Edit& edit) {
  Settings& settings = edit.settings;
  const std::optional<basin::Place> place = settings.place("at", edit.basin);
  const std::optional<double> length = settings.number("length", "m");
  if (!settings.has("length")) {
    settings.complain("at", fmt::format("measure '{}' does not say how long its place is", settings.id()), "",
                      "add length = \"200 m\", along the river, or give a stretch with over.");
  } else if (length && *length <= 0.0) {
    settings.complain("length", fmt::format("length of measure '{}' is {:g} m", settings.id(), *length), "", "give a length above 0.");
  }
  if (!place || !length || !settings.fine()) return std::nullopt;
  const basin::River* river = basin::find_river(edit.basin, place->river);
  basin::Stretch stretch{place->river, std::max(0.0, place->chainage - 0.5 * *length), std::min(river->length, place->chainage + 0.5 * *length), place->bank};
  return stretch;
}

}  // namespace

std::optional<basin::Stretch> place_of_change(Edit& edit) {
  Settings& settings = edit.settings;
  const std::string form = settings.one_of({"over", "at"}, "where");
  if (form.empty()) return std::nullopt;
  if (form == "over" && settings.has("length")) {
    settings.complain("length", fmt::format("length of measure '{}' stands beside over", settings.id()), "a stretch has its length", "take one of them out.");
  }
  const std::optional<basin::Stretch> stretch = form == "over" ? settings.stretch("over", edit.basin) : around_place(edit);
  if (!stretch) return std::nullopt;
  edit.report.over = basin::to_text(*stretch);
  const Seen seen = seen_by_cells(edit.scenario, *basin::find_river(edit.basin, stretch->river), *stretch);
  if (seen.cells == 0) {
    settings.changes_nothing(form, fmt::format("{:g} m of river between the middles of two cells: cells of '{}' are {:g} m long, the nearest middle is at {:g} km",
                                               stretch->to - stretch->from, stretch->river, seen.cell_length, seen.nearest / 1000.0),
                             fmt::format("let it cover that place, or take shorter cells: river_cell_length = {{{} = \"{:g} m\"}}.", stretch->river,
                                         std::max(1.0, std::floor(0.5 * (stretch->to - stretch->from)))));
    return std::nullopt;
  }
  if (stretch->to - stretch->from < 0.999 * seen.cell_length) {
    edit.report.notes.push_back(fmt::format("{:g} m are shorter than a cell of {:g} m: the run takes the change for the whole cell", stretch->to - stretch->from,
                                            seen.cell_length));
  }
  return stretch;
}

basin::River& river_of(Edit& edit, const basin::Stretch& stretch) {
  return *std::find_if(edit.basin.rivers.begin(), edit.basin.rivers.end(), [&](const basin::River& r) { return r.id == stretch.river; });
}

std::vector<basin::Bank> banks_of(const basin::Stretch& stretch) {
  if (stretch.bank) return {*stretch.bank};
  return {basin::Bank::left, basin::Bank::right};
}

StretchWork work_along(Edit& edit, const basin::Stretch& stretch,
                       const std::function<std::optional<EarthworkDone>(const basin::Section& section, double share)>& work) {
  basin::River& river = river_of(edit, stretch);
  const SectionRange range = hold_stretch(river, stretch.from, stretch.to);
  std::vector<double> cut, fill;
  StretchWork total;
  for (std::size_t i = range.first; i <= range.last; ++i) {
    basin::Section& section = river.sections[i];
    std::optional<EarthworkDone> done = work(section, (section.chainage - stretch.from) / (stretch.to - stretch.from));
    if (!done) return {};
    cut.push_back(done->cut_area);
    fill.push_back(done->fill_area);
    total.cut_depth = std::max(total.cut_depth, done->cut_depth);
    total.fill_height = std::max(total.fill_height, done->fill_height);
    section = std::move(done->section);
  }
  total.cut_volume = average_end_area_volume(river, range, cut);
  total.fill_volume = average_end_area_volume(river, range, fill);
  return total;
}

double roughen_along(Edit& edit, const basin::Stretch& stretch, const std::function<std::vector<std::pair<double, double>>(const basin::Section&)>& range,
                     const std::function<double(double)>& manning_n) {
  basin::River& river = river_of(edit, stretch);
  const SectionRange sections = hold_stretch(river, stretch.from, stretch.to);
  std::vector<double> width;
  for (std::size_t i = sections.first; i <= sections.last; ++i) {
    width.push_back(0.0);
    for (const auto& [from, to] : range(river.sections[i])) width.back() += change_roughness(river.sections[i], from, to, manning_n);
  }
  return average_end_area_volume(river, sections, width);
}

}  // namespace riverchief::measures
