// Sand pits (采砂坑): the bed lowered over a length and a width. What is told is the sand taken; nobody pays for it.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/measures/stretch_work.hpp"
#include "scenarios/measures/template_cut.hpp"

namespace riverchief::measures {
namespace {

std::optional<double> positive(Settings& settings, const std::string& key) {
  if (!settings.has(key)) {
    settings.complain("", fmt::format("measure '{}' does not say its {}", settings.id(), key), "", fmt::format("add {} = a number in m.", key));
    return std::nullopt;
  }
  const std::optional<double> value = settings.number(key, "m");
  if (value && *value <= 0.0) {
    settings.changes_nothing(key, fmt::format("{} = {:g} m", key, *value), "give a number above 0.");
    return std::nullopt;
  }
  return value;
}

}  // namespace

void sand_pit(Edit& edit) {
  Settings& settings = edit.settings;
  const std::optional<basin::Stretch> stretch = place_of_change(edit);
  const std::optional<double> width = positive(settings, "width"), depth = positive(settings, "depth");
  const std::optional<double> offset = settings.number("offset", "m"), side_slope = settings.number("side_slope", "1"), n = settings.number("manning_n", "s m-1/3");
  if (side_slope && *side_slope < 0.0) {
    settings.complain("side_slope", fmt::format("side_slope of measure '{}' is {:g}", settings.id(), *side_slope), "", "it is horizontal to 1 vertical, 0 or more.");
  }
  if (n && !(*n > 0.0 && *n <= 0.5)) {
    settings.complain("manning_n", fmt::format("manning_n of measure '{}' is {:g}", settings.id(), *n), "it must lie above 0 and be 0.5 at most", "give the n of the pit's ground.");
  }
  if (!stretch || !width || !depth || !settings.fine()) return;
  const StretchWork done = work_along(edit, *stretch, [&](const basin::Section& section, double) -> std::optional<EarthworkDone> {
    const ChannelBottom bottom = channel_bottom(section);
    const double middle = offset.value_or(0.5 * (bottom.left + bottom.right));
    const double slope = side_slope.value_or(0.0);
    const double ground = offset ? basin::ground_level(section, middle) : basin::bed_level(section);
    const CutTemplate shape{ground - *depth, middle - 0.5 * *width, middle + 0.5 * *width, slope, slope};
    Cut pit = cut(section, shape);
    if (pit.leaves_channel || shape.left < first_offset(section) || shape.right > last_offset(section)) {
      settings.complain("width", fmt::format("the pit of measure '{}' reaches into the embankment or beyond the section at {}", settings.id(),
                                             basin::to_text(basin::Place{stretch->river, section.chainage, {}})),
                        fmt::format("{:g} m to {:g} m, the river lies between {:g} m and {:g} m", shape.left, shape.right, first_offset(section), last_offset(section)),
                        "take a smaller width, another offset, or earth_taking for the embankment itself.");
      return std::nullopt;
    }
    if (n) change_roughness(pit.section, shape.left, shape.right, [&](double) { return *n; });
    return EarthworkDone{std::move(pit.section), pit.area, 0.0, pit.depth, 0.0};
  });
  if (!settings.fine()) return;
  edit.report.quantities = {{"taken_volume", done.cut_volume, "m3"}, {"length", stretch->to - stretch->from, "m"}, {"greatest_depth", done.cut_depth, "m"}};
  add_stated_price(edit, "taken_volume", done.cut_volume, "yuan/m3");
}

}  // namespace riverchief::measures
