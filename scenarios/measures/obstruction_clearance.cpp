// Clearing obstructions (清障): what an earlier measure of the same scenario put into the river goes out again, or ground between two offsets is
// cut down to a level, or vegetation is cut. Paid for are the m3 taken out, or the m2 cleared.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/measures/stretch_work.hpp"

namespace riverchief::measures {
namespace {

/// Brings the sections of a stretch down to the ground as it was before, and their roughness back; returns m3 and m2.
void put_back(Edit& edit, const Blocking& blocking, const basin::Stretch& stretch, double& volume, double& area) {
  const basin::River& before = *basin::find_river(blocking.before, stretch.river);
  const StretchWork done = work_along(edit, stretch, [&](const basin::Section& section, double) -> std::optional<EarthworkDone> {
    const basin::Section was = basin::interpolate_section(before, section.chainage);
    GroundLine line;
    for (const basin::SectionPoint& p : was.points) line.points.push_back({p.offset, p.level});
    return work_ground(section, line, Earthwork::cut);
  });
  volume += done.cut_volume;
  basin::River& river = river_of(edit, stretch);
  const SectionRange range = hold_stretch(river, stretch.from, stretch.to);
  std::vector<double> widths;
  for (std::size_t i = range.first; i <= range.last; ++i) {
    basin::Section& section = river.sections[i];
    const basin::Section was = basin::interpolate_section(before, section.chainage);
    widths.push_back(0.0);
    for (std::size_t k = 0; k + 1 < was.points.size(); ++k) {
      const double n = was.points[k].manning_n;
      widths.back() += change_roughness(section, was.points[k].offset, was.points[k + 1].offset, [n](double now) { return std::min(now, n); });
    }
  }
  area += average_end_area_volume(river, range, widths);
}

void clear_measures(Edit& edit) {
  Settings& settings = edit.settings;
  const std::vector<std::string> ids = settings.list("clears").value_or(std::vector<std::string>{});
  double volume = 0.0, area = 0.0;
  if (ids.empty() && settings.fine()) settings.changes_nothing("clears", "clears is an empty list", "name the measures that obstruct.");
  for (const std::string& id : ids) {
    const auto found = edit.blockings.find(id);
    if (found == edit.blockings.end()) {
      std::vector<std::string> known;
      for (const auto& [name, blocking] : edit.blockings) known.push_back(name);
      settings.complain("clears", fmt::format("measure '{}' clears '{}', which is no obstruction before it", settings.id(), id),
                        "it takes out what an obstruction, an encroachment or a reclamation of the same scenario put in",
                        suggestion(id, known, "obstructing measures before this one"));
      continue;
    }
    const std::optional<basin::Stretch> stretch = basin::parse_stretch(found->second.over);
    edit.report.over += (edit.report.over.empty() ? "" : ", ") + found->second.over;
    if (stretch) {
      put_back(edit, found->second, *stretch, volume, area);
      continue;
    }
    const basin::Storage& was = *basin::find_storage(found->second.before, found->second.over);
    const auto now = std::find_if(edit.basin.storages.begin(), edit.basin.storages.end(), [&](const basin::Storage& s) { return s.id == was.id; });
    area += was.area.y.back() > now->area.y.back() ? was.area.y.back() - now->area.y.back() : 0.0;
    for (std::size_t i = 0; i + 1 < was.area.x.size(); ++i) volume += 0.5 * (was.area.y[i] + was.area.y[i + 1]) * (was.area.x[i + 1] - was.area.x[i]);
    for (std::size_t i = 0; i + 1 < now->area.x.size(); ++i) volume -= 0.5 * (now->area.y[i] + now->area.y[i + 1]) * (now->area.x[i + 1] - now->area.x[i]);
    now->area = was.area;
  }
  if (!settings.fine()) return;
  if (volume <= 1e-9 && area <= 1e-9) {
    settings.changes_nothing("clears", "nothing of it is there any more", "take the measure out.");
    return;
  }
  edit.report.quantities = {{"cleared_volume", volume, "m3"}, {"cleared_area", area, "m2"}};
  const bool earth = volume > 1e-9;
  if (earth) add_price(edit, "cleared_volume", volume, "obstruction_clearance", true);
  if (area > 1e-9) add_price(edit, "cleared_area", area, "vegetation_clearance", !earth);
}

void clear_ground(Edit& edit, const basin::Stretch& stretch) {
  Settings& settings = edit.settings;
  const std::optional<double> from = settings.number("from_offset", "m"), to = settings.number("to_offset", "m"), level = settings.number("level", "m");
  for (const char* key : {"to_offset", "level"}) {
    if (!settings.has(key)) settings.complain("from_offset", fmt::format("measure '{}' lacks {}", settings.id(), key), "ground is cleared between two offsets, down to a level", fmt::format("add {}.", key));
  }
  if (from && to && *from >= *to) {
    settings.complain("to_offset", fmt::format("the offsets of measure '{}' are in the wrong order", settings.id()), fmt::format("from_offset {:g} m, to_offset {:g} m", *from, *to),
                      "offsets grow from left to right.");
  }
  if (!from || !to || !level || !settings.fine()) return;
  const StretchWork done = work_along(edit, stretch, [&](const basin::Section& section, double) -> std::optional<EarthworkDone> {
    const double lo = std::max(*from, first_offset(section)), hi = std::min(*to, last_offset(section));
    if (hi <= lo) return EarthworkDone{section, 0.0, 0.0, 0.0, 0.0};
    return work_ground(section, {{{lo, *level}, {hi, *level}}}, Earthwork::cut);
  });
  if (done.cut_volume <= 0.0) {
    settings.changes_nothing("level", fmt::format("no ground between the offsets stands above {:.2f} m", *level), "give a lower level, or other offsets.");
    return;
  }
  edit.report.quantities = {{"cleared_volume", done.cut_volume, "m3"}, {"length", stretch.to - stretch.from, "m"}, {"greatest_height", done.cut_depth, "m"}};
  add_price(edit, "cleared_volume", done.cut_volume, "obstruction_clearance", true);
}

}  // namespace

void obstruction_clearance(Edit& edit) {
  Settings& settings = edit.settings;
  const std::string form = settings.one_of({"clears", "from_offset", "manning_n", "factor"}, "what it clears");
  if (form == "clears") {
    for (const char* key : {"over", "at", "length", "to_offset", "level"}) {
      if (settings.has(key)) settings.complain(key, fmt::format("{} of measure '{}' stands beside clears", key, settings.id()), "the measures it clears say where", "take it out.");
    }
    if (settings.fine()) clear_measures(edit);
    return;
  }
  const std::optional<basin::Stretch> stretch = place_of_change(edit);
  if (!stretch || form.empty() || !settings.fine()) return;
  if (form == "from_offset") {
    clear_ground(edit, *stretch);
    return;
  }
  roughen(edit, *stretch, RiverPart::all);
  if (!settings.fine()) return;
  edit.report.quantities.front().name = "cleared_area";
  add_price(edit, "cleared_area", edit.report.quantities.front().value, "vegetation_clearance", true);
}

}  // namespace riverchief::measures
