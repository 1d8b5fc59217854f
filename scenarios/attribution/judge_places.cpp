#include <algorithm>
#include <cmath>

#include "scenarios/attribution/search.hpp"

namespace riverchief::attribution {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

}  // namespace

/// Reaches and storage cells: anybody could have tipped something in there.
void judge_places(const Search& s, Trace& found) {
  const auto& grid = s.net.grid;
  std::vector<Suspect> reaches;
  std::vector<ResponseCourse> best;
  for (std::size_t g = 0; g < grid.cells.size(); ++g) {
    const auto cell = idx(s.net.cell_of_grid[g]);
    const ResponseCourse course = course_of(s.field.time, [&](std::size_t k) { return s.at_cell(cell, k); });
    const bool told = s.can_be_told(course);
    found.cells.push_back({g, told ? course.first : not_told, told ? course.peak : not_told, told ? course.last : not_told, told ? course.response : 0.0,
                           told ? s.alarm.excess / course.response : not_told});
    const auto& c = grid.cells[g];
    if (reaches.empty() || reaches.back().id != c.reach)
      reaches.push_back({.kind = "reach", .id = c.reach, .sector = {}, .jurisdiction = {}, .chief = {}, .place = {}, .verdict = {}, .why = {}}), best.emplace_back();
    if (told) {
      ResponseCourse& b = best.back();
      if (course.response > b.response) b.response = course.response, b.peak = course.peak, b.integral = course.integral, reaches.back().place = basin::to_text(basin::Place{grid.rivers[idx(c.river)], c.chainage, {}});
      b.first = std::isnan(b.first) ? course.first : std::min(b.first, course.first);
      b.last = std::isnan(b.last) ? course.last : std::max(b.last, course.last);
    }
  }
  for (std::size_t i = 0; i < grid.storages.size(); ++i) {
    const auto cell = idx(s.net.storage_cell[i]);
    best.push_back(course_of(s.field.time, [&](std::size_t k) { return s.at_cell(cell, k); }));
    reaches.push_back({.kind = "storage", .id = grid.storages[i].id, .sector = {}, .jurisdiction = {}, .chief = {}, .place = grid.storages[i].id, .verdict = {}, .why = {}});
  }
  for (std::size_t i = 0; i < reaches.size(); ++i) {
    std::vector<std::size_t> cells;
    for (std::size_t g = 0; g < grid.cells.size(); ++g)
      if (grid.cells[g].reach == reaches[i].id) cells.push_back(idx(s.net.cell_of_grid[g]));
    if (reaches[i].kind == "storage")
      for (std::size_t k = 0; k < grid.storages.size(); ++k)
        if (grid.storages[k].id == reaches[i].id) cells.push_back(idx(s.net.storage_cell[k]));
    s.judge(reaches[i], best[i], cells);
    reaches[i].known_load = reaches[i].permitted_load = reaches[i].share_of_water = reaches[i].contribution = reaches[i].multiple = not_told;
    for (const auto& owner : s.scenario.basin.owners) {
      const auto place = basin::parse_place(reaches[i].place);
      if (place && owner.over.river == place->river && owner.over.from <= place->chainage && place->chainage <= owner.over.to) reaches[i].jurisdiction = owner.jurisdiction, reaches[i].chief = owner.chief;
    }
  }
  found.reaches = std::move(reaches);
}

}  // namespace riverchief::attribution
