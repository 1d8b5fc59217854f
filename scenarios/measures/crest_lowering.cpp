// Embankments that are lower than they were: earth taken from the crest (取土毁堤), or a crest that has sunk or been damaged (堤防沉陷、损毁).
//
// What stands above the new level, within reach of the crest, is gone. Of a triangular embankment of slopes 1 : m on both sides a depth d takes m d².

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/measures/embankment_crest.hpp"
#include "scenarios/measures/stretch_work.hpp"

namespace riverchief::measures {
namespace {

/// Offset where the ground falls below a level, going from the crest to one side.
double edge(const basin::Section& section, std::size_t crest, int step, double level) {
  const std::vector<basin::SectionPoint>& p = section.points;
  long i = static_cast<long>(crest);
  while (i + step >= 0 && i + step < static_cast<long>(p.size())) {
    const basin::SectionPoint &here = p[static_cast<std::size_t>(i)], &next = p[static_cast<std::size_t>(i + step)];
    if (next.level <= level) return here.offset + (next.offset - here.offset) * (here.level - level) / (here.level - next.level);
    i += step;
  }
  return p[static_cast<std::size_t>(i)].offset;
}

/// Lowers the crest of one bank; complains where it cannot be.
std::optional<EarthworkDone> lower(Edit& edit, const basin::Section& section, basin::Bank bank, const std::string& key, double amount, double& lowest_crest) {
  Settings& settings = edit.settings;
  const basin::Stretch stretch = *basin::parse_stretch(edit.report.over);
  const std::string here = basin::to_text(basin::Place{stretch.river, section.chainage, bank});
  const std::optional<double> offset = crest_offset(section, bank);
  if (!offset) {
    settings.complain(settings.has("over") ? "over" : "at", fmt::format("there is no embankment at {}", here), fmt::format("measure '{}' lowers one", settings.id()),
                      "move the stretch, or mark the crest in the sections of the basin.");
    return std::nullopt;
  }
  const std::size_t crest = crest_point(section, *offset);
  const double before = section.points[crest].level, level = key == "to_level" ? amount : before - amount;
  lowest_crest = std::min(lowest_crest, before);
  EarthworkDone done{section, 0.0, 0.0, 0.0, 0.0};
  if (level >= before) return done;
  const double left = height_above_foot(section, crest, -1), right = height_above_foot(section, crest, 1);
  const double height = left > 0.0 && right > 0.0 ? std::min(left, right) : std::max(left, right);
  if (before - level > height + 1e-9) {
    settings.complain(key, fmt::format("measure '{}' digs below the foot of the embankment at {}", settings.id(), here),
                      fmt::format("crest {:.2f} m, foot {:.2f} m, asked {:.2f} m", before, before - height, level), "lower the crest to its foot at most.");
    return std::nullopt;
  }
  const double from = edge(section, crest, -1, level), to = edge(section, crest, 1, level);
  return work_ground(section, {{{from, level}, {to, level}}}, Earthwork::cut);
}

void lower_crest(Edit& edit, const char* depth_key, const char* volume_name, bool taken) {
  Settings& settings = edit.settings;
  const std::optional<basin::Stretch> stretch = place_of_change(edit);
  const std::string form = settings.one_of({depth_key, "to_level"}, "how far the crest goes down");
  const std::optional<double> amount = form.empty() ? std::nullopt : settings.number(form, "m");
  if (amount && form == depth_key && *amount <= 0.0) settings.changes_nothing(form, fmt::format("{} = {:g} m", form, *amount), "give a depth above 0.");
  if (!stretch || !amount || !settings.fine()) return;
  double volume = 0.0, greatest = 0.0, lowest_crest = INFINITY;
  for (const basin::Bank bank : banks_of(*stretch)) {
    const StretchWork done = work_along(edit, *stretch, [&](const basin::Section& section, double) { return lower(edit, section, bank, form, *amount, lowest_crest); });
    volume += done.cut_volume;
    greatest = std::max(greatest, done.cut_depth);
  }
  if (!settings.fine()) return;
  if (volume <= 0.0) {
    settings.changes_nothing(form, fmt::format("every crest already lies at or below it: crests from {:.2f} m, asked {:.2f} m", lowest_crest, *amount), "ask for a lower level.");
    return;
  }
  edit.report.quantities = {{volume_name, volume, "m3"}, {"length", (stretch->to - stretch->from) * static_cast<double>(banks_of(*stretch).size()), "m"},
                            {"greatest_lowering", greatest, "m"}};
  if (taken) add_stated_price(edit, volume_name, volume, "yuan/m3");
}

}  // namespace

void earth_taking(Edit& edit) { lower_crest(edit, "depth", "taken_volume", true); }

void damaged_crest(Edit& edit) {
  if (edit.settings.has("unit_price")) {
    edit.settings.complain("unit_price", fmt::format("unit_price of measure '{}' prices nothing", edit.settings.id()), "a damaged crest costs when it is mended",
                           "price the embankment_raising that mends it.");
  }
  lower_crest(edit, "settlement", "missing_volume", false);
}

}  // namespace riverchief::measures
