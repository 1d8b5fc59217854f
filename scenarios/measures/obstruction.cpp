// Obstructions of the flow (河道阻水): dumps, fish weirs, sunken boats, cofferdams block a share of the flow area; reeds and nets roughen it.
//
// A block takes its share of the area below a level: from the bank named, or around the middle of the channel where none is, with upright
// sides and its top at the level. Water passes over it once it stands higher.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/measures/stretch_work.hpp"
#include "scenarios/measures/template_cut.hpp"

namespace riverchief::measures {
namespace {

/// The range of offsets that holds `wanted` of the area below a level [m2], grown from a bank or around the channel's middle.
GroundLine block(const basin::Section& section, std::optional<basin::Bank> bank, double level, double wanted) {
  const double lo = first_offset(section), hi = last_offset(section);
  const ChannelBottom bottom = channel_bottom(section);
  const double middle = 0.5 * (bottom.left + bottom.right);
  const auto range = [&](double width) {
    if (!bank) return std::pair{std::max(lo, middle - width), std::min(hi, middle + width)};
    return *bank == basin::Bank::left ? std::pair{lo, std::min(hi, lo + width)} : std::pair{std::max(lo, hi - width), hi};
  };
  double narrow = 0.0, wide = hi - lo;
  for (int i = 0; i < 60; ++i) {  // the area grows with the width: halving finds it to the last bits
    const double width = 0.5 * (narrow + wide);
    const auto [from, to] = range(width);
    (area_below(section, from, to, level) < wanted ? narrow : wide) = width;
  }
  const auto [from, to] = range(wide);
  return {{{from, level}, {to, level}}};
}

void block_flow(Edit& edit, const basin::Stretch& stretch) {
  Settings& settings = edit.settings;
  const std::optional<double> share = settings.share("blocked_share"), level = settings.number("level", "m");
  if (!settings.has("level")) {
    settings.complain("blocked_share", fmt::format("measure '{}' does not say how high its obstruction reaches", settings.id()),
                      "the share is one of the flow area below a level", "add level = the level of its top, in m.");
  }
  if (!share || !level || !settings.fine()) return;
  if (*share <= 0.0) {
    settings.changes_nothing("blocked_share", "blocked_share = 0", "give a share above 0.");
    return;
  }
  if (*share >= 1.0) {
    settings.complain("blocked_share", fmt::format("measure '{}' blocks the river from bank to bank", settings.id()), "blocked_share = 1; it leaves no way below its level",
                      "give a share below 1, or put a structure of kind weir at the place.");
    return;
  }
  double highest_bed = -INFINITY;
  const StretchWork done = work_along(edit, stretch, [&](const basin::Section& section, double) -> std::optional<EarthworkDone> {
    highest_bed = std::max(highest_bed, basin::bed_level(section));
    const double area = area_below(section, first_offset(section), last_offset(section), *level);
    if (area <= 0.0) return EarthworkDone{section, 0.0, 0.0, 0.0, 0.0};
    return work_ground(section, block(section, stretch.bank, *level, *share * area), Earthwork::fill);
  });
  if (done.fill_volume <= 0.0) {
    settings.changes_nothing("level", fmt::format("level = {:.2f} m, the bed lies up to {:.2f} m", *level, highest_bed), "give a level above the bed.");
    return;
  }
  const double length = stretch.to - stretch.from;
  edit.report.quantities = {{"obstruction_volume", done.fill_volume, "m3"}, {"length", length, "m"}, {"mean_blocked_area", done.fill_volume / length, "m2"},
                            {"greatest_height", done.fill_height, "m"}};
  add_stated_price(edit, "obstruction_volume", done.fill_volume, "yuan/m3");
}

}  // namespace

void obstruction(Edit& edit) {
  const std::optional<basin::Stretch> stretch = place_of_change(edit);
  const std::string form = edit.settings.one_of({"blocked_share", "manning_n", "factor"}, "how much it obstructs");
  if (form != "blocked_share" && edit.settings.has("level")) {
    edit.settings.complain("level", fmt::format("level of measure '{}' stands without blocked_share", edit.settings.id()), "", "take one of them out.");
  }
  if (!stretch || form.empty() || !edit.settings.fine()) return;
  if (form == "blocked_share") {
    block_flow(edit, *stretch);
  } else {
    roughen(edit, *stretch, RiverPart::all);
    add_stated_price(edit, "changed_area", edit.report.quantities.empty() ? 0.0 : edit.report.quantities.front().value, "yuan/m2");
  }
}

}  // namespace riverchief::measures
