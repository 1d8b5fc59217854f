// Encroachment (侵占河道): ground filled from the embankment, or from the channel's bank, into the river.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/measures/stretch_work.hpp"

namespace riverchief::measures {
namespace {

/// What the user asked for: a width from the crest or the bank, or two offsets.
struct Wish {
  std::optional<double> width, from_offset, to_offset;
  bool from_bank = false;
  double level = 0.0;
};

std::optional<Wish> read_wish(Settings& settings, const basin::Stretch* stretch) {
  Wish wish;
  const std::string form = settings.one_of({"width", "from_offset"}, "how far it reaches");
  if (form == "width") {
    wish.width = settings.number("width", "m");
    if (wish.width && *wish.width <= 0.0) settings.changes_nothing("width", fmt::format("width = {:g} m", *wish.width), "give a width above 0.");
    if (stretch && !stretch->bank) {
      settings.complain(settings.has("over") ? "over" : "at", fmt::format("measure '{}' does not say on which bank", settings.id()), "a width is measured from one bank",
                        "write ' left' or ' right' behind the place.");
    }
    const std::string from = settings.has("measured_from") ? settings.text("measured_from").value_or("") : "crest";
    if (from != "crest" && from != "bank") {
      settings.complain("measured_from", fmt::format("measure '{}' is measured from '{}'", settings.id(), from), "",
                        "write \"crest\" (of the embankment, inwards) or \"bank\" (of the channel, inwards).");
    }
    wish.from_bank = from == "bank";
  } else if (form == "from_offset") {
    wish.from_offset = settings.number("from_offset", "m");
    wish.to_offset = settings.number("to_offset", "m");
  }
  if ((form == "from_offset") != settings.has("to_offset") && !form.empty()) {
    settings.complain(settings.has("to_offset") ? "to_offset" : "from_offset", fmt::format("measure '{}' gives only one of from_offset and to_offset", settings.id()), "",
                      "give both, or width alone.");
  } else if (wish.from_offset && wish.to_offset && *wish.from_offset >= *wish.to_offset) {
    settings.complain("to_offset", fmt::format("the offsets of measure '{}' are in the wrong order", settings.id()),
                      fmt::format("from_offset {:g} m, to_offset {:g} m", *wish.from_offset, *wish.to_offset), "offsets grow from left to right.");
  }
  if (form != "width" && settings.has("measured_from")) {
    settings.complain("measured_from", fmt::format("measured_from of measure '{}' stands without width", settings.id()), "", "add width, or take it out.");
  }
  if (!settings.has("level")) {
    settings.complain("", fmt::format("measure '{}' does not say how high it fills", settings.id()), "", "add level = the level of its top, in m.");
  }
  const std::optional<double> level = settings.number("level", "m");
  if (!level || !settings.fine()) return std::nullopt;
  wish.level = *level;
  return wish;
}

std::pair<double, double> range_of(const basin::Section& section, const Wish& wish, const std::optional<basin::Bank>& bank) {
  if (wish.from_offset) return {*wish.from_offset, *wish.to_offset};
  if (*bank == basin::Bank::left) {
    const double from = wish.from_bank ? section.left_bank : first_offset(section);
    return {from, from + *wish.width};
  }
  const double to = wish.from_bank ? section.right_bank : last_offset(section);
  return {to - *wish.width, to};
}

}  // namespace

void encroachment(Edit& edit) {
  Settings& settings = edit.settings;
  const std::optional<basin::Stretch> stretch = place_of_change(edit);
  const std::optional<Wish> wish = read_wish(settings, stretch ? &*stretch : nullptr);
  if (!stretch || !wish || !settings.fine()) return;
  double highest = -INFINITY;
  const StretchWork done = work_along(edit, *stretch, [&](const basin::Section& section, double) -> std::optional<EarthworkDone> {
    const auto [from, to] = range_of(section, *wish, stretch->bank);
    const double lo = first_offset(section), hi = last_offset(section);
    if (from < lo - 1e-6 || to > hi + 1e-6) {
      settings.complain(wish->width ? "width" : "from_offset", fmt::format("measure '{}' reaches beyond the river at {}", settings.id(),
                                                                            basin::to_text(basin::Place{stretch->river, section.chainage, {}})),
                        fmt::format("it fills {:g} m to {:g} m, the river lies between {:g} m and {:g} m", from, to, lo, hi),
                        "fill between the crests, or the section's ends where there are none.");
      return std::nullopt;
    }
    EarthworkDone filled = work_ground(section, {{{from, wish->level}, {to, wish->level}}}, Earthwork::fill);
    const double bed = basin::bed_level(filled.section), bank = std::min(basin::ground_level(section, section.left_bank), basin::ground_level(section, section.right_bank));
    if (bed > std::max(basin::bed_level(section), bank) - 1e-6 && filled.fill_area > 0.0) {
      settings.complain("level", fmt::format("measure '{}' closes the channel at {}", settings.id(), basin::to_text(basin::Place{stretch->river, section.chainage, {}})),
                        fmt::format("the lowest ground would lie at {:.2f} m, the banks at {:.2f} m", bed, bank), "fill a smaller width, or put a structure of kind weir there.");
      return std::nullopt;
    }
    for (std::size_t i = 0; i < section.points.size(); ++i) {
      if (section.points[i].offset >= from && section.points[i].offset <= to) highest = std::max(highest, section.points[i].level);
    }
    return filled;
  });
  if (!settings.fine()) return;
  if (done.fill_volume <= 0.0) {
    settings.changes_nothing("level", fmt::format("the ground already stands as high: level = {:.2f} m, ground up to {:.2f} m", wish->level, highest), "fill to a higher level.");
    return;
  }
  const double length = stretch->to - stretch->from;
  edit.report.quantities = {{"filled_volume", done.fill_volume, "m3"}, {"length", length, "m"}, {"mean_filled_area", done.fill_volume / length, "m2"},
                            {"greatest_fill_height", done.fill_height, "m"}};
  add_stated_price(edit, "filled_volume", done.fill_volume, "yuan/m3");
}

}  // namespace riverchief::measures
