// Dredging: a trapezoid is cut into every section of a stretch. What is paid for is the ground taken out.

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "scenarios/measures/edit.hpp"
#include "scenarios/measures/stretch_sections.hpp"
#include "scenarios/measures/template_cut.hpp"
#include "scenarios/measures/water_works.hpp"

namespace riverchief::measures {
namespace {

/// What the user asked for.
struct Wish {
  std::optional<double> lowering, level_from, level_to, bottom_width, side_slope;

  /// Level of the template's bottom, at a share 0 to 1 of the stretch.
  double bed_level(const basin::Section& section, double share) const {
    return lowering ? basin::bed_level(section) - *lowering : *level_from + share * (*level_to - *level_from);
  }
};

std::optional<Wish> read_wish(Settings& settings) {
  Wish wish;
  const std::string form = settings.one_of({"bed_lowering", "bed_level", "bed_level_from"}, "how deep to dredge");
  if (form == "bed_lowering") {
    wish.lowering = settings.number("bed_lowering", "m");
    if (wish.lowering && *wish.lowering <= 0.0) {
      settings.changes_nothing("bed_lowering", fmt::format("bed_lowering = {:g} m; dredging lowers the bed and never fills", *wish.lowering),
                               "give the depth to take out as a number above 0.");
    }
  } else if (form == "bed_level") {
    wish.level_from = wish.level_to = settings.number("bed_level", "m");
  } else if (form == "bed_level_from") {
    wish.level_from = settings.number("bed_level_from", "m");
    wish.level_to = settings.number("bed_level_to", "m");
  }
  if (form != "bed_level_from" && settings.has("bed_level_to")) {
    settings.complain("bed_level_to", fmt::format("bed_level_to of measure '{}' stands without bed_level_from", settings.id()), "",
                      "give both, or bed_level alone.");
  } else if (form == "bed_level_from" && !settings.has("bed_level_to")) {
    settings.complain("bed_level_from", fmt::format("bed_level_from of measure '{}' stands without bed_level_to", settings.id()), "",
                      "give both, or bed_level alone.");
  }
  wish.bottom_width = settings.number("bottom_width", "m");
  if (wish.bottom_width && *wish.bottom_width <= 0.0) {
    settings.complain("bottom_width", fmt::format("bottom_width of measure '{}' is {:g} m", settings.id(), *wish.bottom_width), "",
                      "give a width above 0, or leave it out to keep each section's own.");
  }
  wish.side_slope = settings.number("side_slope", "1");
  if (wish.side_slope && *wish.side_slope < 0.0) {
    settings.complain("side_slope", fmt::format("side_slope of measure '{}' is {:g}", settings.id(), *wish.side_slope), "",
                      "it is horizontal to 1 vertical, 0 or more.");
  }
  if (!settings.fine()) return std::nullopt;
  return wish;
}

CutTemplate template_for(const basin::Section& section, const Wish& wish, double share) {
  const ChannelBottom own = channel_bottom(section);
  CutTemplate shape{wish.bed_level(section, share), own.left, own.right, own.left_side_slope, own.right_side_slope};
  if (wish.bottom_width) {
    const double centre = 0.5 * (own.left + own.right);
    shape.left = centre - 0.5 * *wish.bottom_width;
    shape.right = centre + 0.5 * *wish.bottom_width;
  }
  if (wish.side_slope) shape.left_side_slope = shape.right_side_slope = *wish.side_slope;
  return shape;
}

}  // namespace

void dredging(Edit& edit) {
  const std::optional<basin::Stretch> stretch = edit.settings.stretch("over", edit.basin);
  const std::optional<Wish> wish = read_wish(edit.settings);
  if (stretch) edit.report.over = basin::to_text(*stretch);
  if (stretch && stretch->bank) {
    edit.settings.complain("over", fmt::format("measure '{}' dredges one bank only", edit.settings.id()), "a template is cut into the whole channel",
                           fmt::format("leave out '{}'.", basin::to_text(*stretch->bank)));
  }
  const auto reduction = edit.settings.has("release_reduction") ? edit.settings.share("release_reduction") : std::optional(0.0);
  if (!stretch || !wish || !edit.settings.fine()) return;

  basin::River& river = *std::find_if(edit.basin.rivers.begin(), edit.basin.rivers.end(), [&](const basin::River& r) { return r.id == stretch->river; });
  const SectionRange range = hold_stretch(river, stretch->from, stretch->to);
  std::vector<double> areas;
  double deepest = 0.0, highest_template = -std::numeric_limits<double>::infinity(), lowest_bed = -highest_template;
  bool complained = false;
  for (std::size_t i = range.first; i <= range.last; ++i) {
    basin::Section& section = river.sections[i];
    const double share = (section.chainage - stretch->from) / (stretch->to - stretch->from);
    const CutTemplate shape = template_for(section, *wish, share);
    highest_template = std::max(highest_template, shape.bed_level);
    lowest_bed = std::min(lowest_bed, basin::bed_level(section));
    Cut done = cut(section, shape);
    if (done.leaves_channel && done.area > 0.0 && !complained) {
      complained = true;
      edit.settings.complain("over", fmt::format("measure '{}' cuts into the embankment or beyond the section at {}", edit.settings.id(),
                                                 basin::to_text(basin::Place{river.id, section.chainage, {}})),
                             fmt::format("bottom {:.1f} m wide at {:.2f} m, slopes 1 to {:g} and {:g}", shape.right - shape.left, shape.bed_level,
                                         shape.left_side_slope, shape.right_side_slope),
                             "take a smaller bottom_width, a smaller depth or a steeper side_slope.");
    }
    areas.push_back(done.area);
    deepest = std::max(deepest, done.depth);
    section = std::move(done.section);
  }
  const double volume = average_end_area_volume(river, range, areas);
  if (volume <= 0.0) {
    edit.settings.changes_nothing("over", fmt::format("the ground already lies below the template everywhere: template bottom up to {:.2f} m, bed down to {:.2f} m",
                                                      highest_template, lowest_bed),
                                  "give a lower bed_level, or a bed_lowering.");
    return;
  }
  edit.report.quantities = {{"excavated_volume", volume, "m3"},
                            {"length", stretch->to - stretch->from, "m"},
                            {"mean_cut_area", volume / (stretch->to - stretch->from), "m2"},
                            {"greatest_cut_depth", deepest, "m"}};
  const auto untouched = std::count(areas.begin(), areas.end(), 0.0);
  if (untouched > 0) {
    edit.report.notes.push_back(fmt::format("{} of {} sections already lie below the template and stay as they are", untouched, areas.size()));
  }
  if (*reduction > 0.0) {
    const double cleaned = reduce_release(edit.basin, *stretch, *reduction);
    edit.report.quantities.push_back({"cleaned_bed", cleaned, "m"});
    if (cleaned <= 0.0) edit.report.notes.push_back("release_reduction has no effect: neither rates nor a bed of the basin state an oxygen demand or a release there");
  }
  add_price(edit, "excavated_volume", volume, "dredging", true);
}

}  // namespace riverchief::measures
