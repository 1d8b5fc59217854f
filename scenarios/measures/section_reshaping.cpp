// Reshaping the channel (河道整治): a trapezoid takes the place of what lies between the banks, by cutting and by filling.
//
// Between the banks the new ground is the trapezoid, no higher than the bank of its side, so that fill ends level with the bank. A wider
// trapezoid is cut beyond the banks as dredging is, and nothing is filled there.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "scenarios/measures/stretch_work.hpp"
#include "scenarios/measures/template_cut.hpp"

namespace riverchief::measures {
namespace {

struct Wish {
  double level_from = 0.0, level_to = 0.0, bottom_width = 0.0, side_slope = 0.0;
  std::optional<double> manning_n;
};

std::optional<Wish> read_wish(Settings& settings) {
  Wish wish;
  const std::string form = settings.one_of({"bed_level", "bed_level_from"}, "the level of the new bed");
  if (form == "bed_level") {
    wish.level_from = wish.level_to = settings.number("bed_level", "m").value_or(0.0);
  } else if (form == "bed_level_from") {
    wish.level_from = settings.number("bed_level_from", "m").value_or(0.0);
    wish.level_to = settings.number("bed_level_to", "m").value_or(0.0);
  }
  if (!form.empty() && (form == "bed_level_from") != settings.has("bed_level_to")) {
    settings.complain(form, fmt::format("measure '{}' gives only one of bed_level_from and bed_level_to", settings.id()), "", "give both, or bed_level alone.");
  }
  for (const auto& [key, target, unit] : {std::tuple{"bottom_width", &wish.bottom_width, "m"}, std::tuple{"side_slope", &wish.side_slope, "1"}}) {
    if (!settings.has(key)) {
      settings.complain("", fmt::format("measure '{}' does not say the {} of the new channel", settings.id(), key), "", fmt::format("add {} = a number.", key));
    } else if (const std::optional<double> value = settings.number(key, unit)) {
      *target = *value;
      if (*value < 0.0 || (*value <= 0.0 && std::string(key) == "bottom_width")) {
        settings.complain(key, fmt::format("{} of measure '{}' is {:g}", key, settings.id(), *value), "", "give a width above 0, and a slope (horizontal to 1 vertical) of 0 or more.");
      }
    }
  }
  wish.manning_n = settings.number("manning_n", "s m-1/3");
  if (wish.manning_n && !(*wish.manning_n > 0.0 && *wish.manning_n <= 0.5)) {
    settings.complain("manning_n", fmt::format("manning_n of measure '{}' is {:g}", settings.id(), *wish.manning_n), "it must lie above 0 and be 0.5 at most",
                      "give the n of the new channel.");
  }
  if (!settings.fine()) return std::nullopt;
  return wish;
}

/// The trapezoid between the banks, no higher than they are.
GroundLine between_banks(const basin::Section& section, const CutTemplate& shape) {
  const double left = section.left_bank, right = section.right_bank;
  const double left_level = basin::ground_level(section, left), right_level = basin::ground_level(section, right);
  const double left_top = shape.left - shape.left_side_slope * (left_level - shape.bed_level), right_top = shape.right + shape.right_side_slope * (right_level - shape.bed_level);
  const auto level_at = [&](double y) {
    const double beyond = y < shape.left ? shape.left - y : y > shape.right ? y - shape.right : 0.0;
    const double slope = y < shape.left ? shape.left_side_slope : shape.right_side_slope, bank = y < shape.left ? left_level : right_level;
    return beyond <= 1e-9 ? shape.bed_level : slope > 0.0 ? std::min(bank, shape.bed_level + beyond / slope) : bank;
  };
  GroundLine line;
  line.points.push_back({left, level_at(left)});
  for (const double y : {left_top, shape.left, shape.right, right_top}) {
    if (y <= left || y >= right) continue;
    const bool wall = (y == shape.left && shape.left_side_slope <= 0.0) || (y == shape.right && shape.right_side_slope <= 0.0);
    if (wall && y == shape.left && line.points.back().offset < y) line.points.push_back({y, left_level});
    line.points.push_back({y, level_at(y)});
    if (wall && y == shape.right) line.points.push_back({y, right_level});
  }
  line.points.push_back({right, level_at(right)});
  return line;
}

}  // namespace

void section_reshaping(Edit& edit) {
  Settings& settings = edit.settings;
  const std::optional<basin::Stretch> stretch = place_of_change(edit);
  if (stretch && stretch->bank) {
    settings.complain("over", fmt::format("measure '{}' reshapes one bank only", settings.id()), "a trapezoid takes the whole channel",
                      fmt::format("leave out '{}'.", basin::to_text(*stretch->bank)));
  }
  const std::optional<Wish> wish = read_wish(settings);
  if (!stretch || !wish || !settings.fine()) return;
  bool roughened = false;
  const StretchWork done = work_along(edit, *stretch, [&](const basin::Section& section, double share) -> std::optional<EarthworkDone> {
    const ChannelBottom own = channel_bottom(section);
    const double middle = 0.5 * (own.left + own.right), half = 0.5 * wish->bottom_width;
    const CutTemplate shape{wish->level_from + share * (wish->level_to - wish->level_from), middle - half, middle + half, wish->side_slope, wish->side_slope};
    const std::string here = basin::to_text(basin::Place{stretch->river, section.chainage, {}});
    const double bank = std::min(basin::ground_level(section, section.left_bank), basin::ground_level(section, section.right_bank));
    if (shape.bed_level >= bank) {
      settings.complain(settings.has("bed_level") ? "bed_level" : "bed_level_from", fmt::format("the new bed of measure '{}' lies above the bank at {}", settings.id(), here),
                        fmt::format("bed {:.2f} m, bank {:.2f} m", shape.bed_level, bank), "give a lower level.");
      return std::nullopt;
    }
    EarthworkDone inner = work_ground(section, between_banks(section, shape), Earthwork::both);
    const Cut outer = cut(inner.section, shape);
    if (outer.leaves_channel && outer.area > 1e-9) {
      settings.complain("bottom_width", fmt::format("measure '{}' cuts into the embankment or beyond the section at {}", settings.id(), here),
                        fmt::format("bottom {:g} m wide at {:.2f} m, slopes of 1 to {:g}", wish->bottom_width, shape.bed_level, wish->side_slope),
                        "take a smaller bottom_width or a steeper side_slope.");
      return std::nullopt;
    }
    EarthworkDone all{outer.section, inner.cut_area + outer.area, inner.fill_area, std::max(inner.cut_depth, outer.depth), inner.fill_height};
    // The banks stand where the new slopes meet the level of the old ones.
    const double left_top = shape.left - shape.left_side_slope * (basin::ground_level(section, section.left_bank) - shape.bed_level);
    const double right_top = shape.right + shape.right_side_slope * (basin::ground_level(section, section.right_bank) - shape.bed_level);
    if (left_top > section.left_bank) all.section.left_bank = left_top;
    if (right_top < section.right_bank) all.section.right_bank = right_top;
    if (wish->manning_n) {
      roughened = change_roughness(all.section, all.section.left_bank, all.section.right_bank, [&](double) { return *wish->manning_n; }) > 0.0 || roughened;
    }
    return all;
  });
  if (!settings.fine()) return;
  if (done.cut_volume <= 0.0 && done.fill_volume <= 0.0 && !roughened) {
    settings.changes_nothing("over", "the channel has this shape already", "give another shape.");
    return;
  }
  edit.report.quantities = {{"excavated_volume", done.cut_volume, "m3"}, {"filled_volume", done.fill_volume, "m3"}, {"length", stretch->to - stretch->from, "m"},
                            {"greatest_cut_depth", done.cut_depth, "m"}, {"greatest_fill_height", done.fill_height, "m"}};
  add_price(edit, "excavated_volume", done.cut_volume, "dredging", true);
  add_price(edit, "filled_volume", done.fill_volume, "embankment_fill", false);
}

}  // namespace riverchief::measures
