// Reclamation (围垦): the flood plain between channel and embankment filled up, or surface taken from a lake, a pond or a detention area.
//
// Of a storage cell the land that floods last goes first. Filled up to a level L, a of its surface A(L) is dry below L and flooded above:
//
//   A'(z) = min(A(z), A(L) - a)  for z < L,   A(z) above;        enclosed for ever (no level): A'(z) = min(A(z), A_top - a)

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/measures/stretch_work.hpp"

namespace riverchief::measures {
namespace {

constexpr double steep = 0.02;  // m: over this height the surface grows back where filled land goes under

double at(const physics::Curve& curve, double x) {
  if (x <= curve.x.front()) return curve.y.front();
  for (std::size_t i = 1; i < curve.x.size(); ++i) {
    if (x <= curve.x[i]) return curve.y[i - 1] + (curve.y[i] - curve.y[i - 1]) * (x - curve.x[i - 1]) / (curve.x[i] - curve.x[i - 1]);
  }
  return curve.y.back();
}

/// Volume between the bottom and a level [m3].
double volume_below(const physics::Curve& area, double level) {
  double volume = 0.0;
  for (std::size_t i = 0; i + 1 < area.x.size() && area.x[i] < level; ++i) {
    const double top = std::min(level, area.x[i + 1]);
    volume += 0.5 * (area.y[i] + at(area, top)) * (top - area.x[i]);
  }
  return volume + area.y.back() * std::max(0.0, level - area.x.back());
}

/// The curve with its surface limited below a level.
physics::Curve limited(const physics::Curve& area, double most, double level) {
  std::vector<double> levels = area.x;
  for (std::size_t i = 0; i + 1 < area.x.size(); ++i) {  // where the surface meets the limit
    if (area.y[i] < most && area.y[i + 1] > most) levels.push_back(area.x[i] + (area.x[i + 1] - area.x[i]) * (most - area.y[i]) / (area.y[i + 1] - area.y[i]));
  }
  if (std::isfinite(level)) levels.insert(levels.end(), {level, level + steep});
  std::sort(levels.begin(), levels.end());
  levels.erase(std::unique(levels.begin(), levels.end(), [](double a, double b) { return b - a < 1e-9; }), levels.end());
  physics::Curve curve;
  for (const double z : levels) {
    if (std::isfinite(level) && z > level && z < level + steep - 1e-9) continue;
    curve.x.push_back(z);
    curve.y.push_back(z < level + 1e-9 ? std::min(at(area, z), most) : at(area, z));
  }
  return curve;
}

void take_from_storage(Edit& edit) {
  Settings& settings = edit.settings;
  const std::optional<std::string> id = settings.text("storage");
  const std::optional<double> taken = settings.number("area", "m2"), level = settings.number("level", "m");
  if (!settings.has("area")) {
    settings.complain("storage", fmt::format("measure '{}' does not say how much it takes", settings.id()), "", "add area = \"12 ha\".");
  } else if (taken && *taken <= 0.0) {
    settings.changes_nothing("area", fmt::format("area = {:g} m2", *taken), "give an area above 0.");
  }
  if (!id) return;
  const auto storage = std::find_if(edit.basin.storages.begin(), edit.basin.storages.end(), [&](const basin::Storage& s) { return s.id == *id; });
  if (storage == edit.basin.storages.end()) {
    std::vector<std::string> known;
    for (const basin::Storage& s : edit.basin.storages) known.push_back(s.id);
    settings.complain("storage", fmt::format("unknown storage '{}' in measure '{}'", *id, settings.id()), "", suggestion(*id, known, "storages"));
    return;
  }
  edit.report.over = *id;
  if (!taken || (settings.has("level") && !level) || !settings.fine()) return;
  const double bottom = storage->area.x.front();
  if (level && *level <= bottom) {
    settings.changes_nothing("level", fmt::format("level = {:.2f} m, the bottom of '{}' lies at {:.2f} m", *level, *id, bottom), "fill to a level above the bottom.");
    return;
  }
  const double surface = level ? at(storage->area, *level) : storage->area.y.back();
  if (*taken >= surface) {
    settings.complain("area", fmt::format("measure '{}' takes all of '{}'", settings.id(), *id),
                      fmt::format("{:.0f} m2 of {:.0f} m2{}", *taken, surface, level ? fmt::format(" at {:.2f} m", *level) : ""),
                      "take less, or leave the storage out of basin.toml.");
    return;
  }
  const physics::Curve before = storage->area;
  storage->area = limited(before, surface - *taken, level.value_or(INFINITY));
  const double up_to = level.value_or(storage->normal_level.value_or(before.x.back()));
  edit.report.quantities = {{"reclaimed_area", *taken, "m2"}, {"lost_volume", volume_below(before, up_to) - volume_below(storage->area, up_to), "m3"}};
  edit.report.notes.push_back(fmt::format("volume lost below {:.2f} m", up_to));
  add_stated_price(edit, "reclaimed_area", *taken, "yuan/m2");
}

void fill_flood_plain(Edit& edit) {
  Settings& settings = edit.settings;
  const std::optional<basin::Stretch> stretch = place_of_change(edit);
  if (!settings.has("level")) {
    settings.complain("", fmt::format("measure '{}' does not say how high it fills", settings.id()), "", "add level = the level of the new land, in m.");
  }
  if (settings.has("area")) {
    settings.complain("area", fmt::format("area of measure '{}' stands without storage", settings.id()), "on a river the stretch says how much", "take it out, or name a storage.");
  }
  const std::optional<double> level = settings.number("level", "m");
  if (!stretch || !level || !settings.fine()) return;
  double reclaimed = 0.0;
  basin::River& river = river_of(edit, *stretch);
  StretchWork total;
  std::vector<double> widths;
  for (const basin::Bank bank : banks_of(*stretch)) {
    widths.clear();
    const StretchWork done = work_along(edit, *stretch, [&](const basin::Section& section, double) -> std::optional<EarthworkDone> {
      const bool left = bank == basin::Bank::left;
      const double from = left ? first_offset(section) : section.right_bank, to = left ? section.left_bank : last_offset(section);
      EarthworkDone filled{section, 0.0, 0.0, 0.0, 0.0};
      if (to - from > 1e-6) filled = work_ground(section, {{{from, *level}, {to, *level}}}, Earthwork::fill);
      widths.push_back(filled.fill_area > 0.0 ? to - from : 0.0);
      return filled;
    });
    const SectionRange range = hold_stretch(river, stretch->from, stretch->to);
    reclaimed += average_end_area_volume(river, range, widths);
    total.fill_volume += done.fill_volume;
    total.fill_height = std::max(total.fill_height, done.fill_height);
  }
  if (total.fill_volume <= 0.0) {
    settings.changes_nothing("level", fmt::format("the flood plain already stands above {:.2f} m, or there is none between bank and crest", *level), "fill to a higher level.");
    return;
  }
  edit.report.quantities = {{"filled_volume", total.fill_volume, "m3"}, {"reclaimed_area", reclaimed, "m2"}, {"greatest_fill_height", total.fill_height, "m"}};
  add_stated_price(edit, "filled_volume", total.fill_volume, "yuan/m3");
}

}  // namespace

void reclamation(Edit& edit) {
  if (!edit.settings.has("storage")) {
    fill_flood_plain(edit);
    return;
  }
  for (const char* key : {"over", "at", "length"}) {
    if (!edit.settings.has(key)) continue;
    edit.settings.complain(key, fmt::format("measure '{}' says twice where", edit.settings.id()), fmt::format("storage and {}", key), "take one of them out.");
  }
  take_from_storage(edit);
}

}  // namespace riverchief::measures
