// Vegetation and lining: the roughness of the channel, of the flood plain, or of both.

#include <fmt/format.h>

#include <cmath>

#include "scenarios/measures/stretch_work.hpp"

namespace riverchief::measures {
namespace {

constexpr double highest_manning_n = 0.5;  // s m^-1/3, as for surveyed sections

std::optional<double> read_value(Settings& settings, const std::string& form) {
  const std::optional<double> value = settings.number(form, form == "manning_n" ? "s m-1/3" : "1");
  const double highest = form == "manning_n" ? highest_manning_n : 100.0;
  if (value && !(*value > 0.0 && *value <= highest)) {
    settings.complain(form, fmt::format("{} of measure '{}' is {:g}", form, settings.id(), *value), fmt::format("it must lie above 0 and be {:g} at most", highest),
                      form == "manning_n" ? "Manning's n is 0.02 to 0.05 in channels, up to 0.2 in thick brush." : "1.5 makes the ground half as rough again, 0.7 smooths it.");
    return std::nullopt;
  }
  return value;
}

std::vector<std::pair<double, double>> offsets_of(const basin::Section& section, RiverPart part, const std::optional<basin::Bank>& bank) {
  std::vector<std::pair<double, double>> ranges;
  if (part != RiverPart::flood_plain) ranges.emplace_back(section.left_bank, section.right_bank);
  if (part != RiverPart::channel && bank != basin::Bank::right) ranges.emplace_back(first_offset(section), section.left_bank);
  if (part != RiverPart::channel && bank != basin::Bank::left) ranges.emplace_back(section.right_bank, last_offset(section));
  return ranges;
}

}  // namespace

void roughen(Edit& edit, const basin::Stretch& stretch, RiverPart part) {
  Settings& settings = edit.settings;
  const std::string form = settings.has("manning_n") ? "manning_n" : "factor";
  const std::optional<double> value = read_value(settings, form);
  if (!value) return;
  const bool is_factor = form == "factor";
  double roughest = 0.0;
  const double area = roughen_along(
      edit, stretch, [&](const basin::Section& section) { return offsets_of(section, part, stretch.bank); },
      [&](double n) {
        roughest = std::max(roughest, is_factor ? n * *value : *value);
        return is_factor ? n * *value : *value;
      });
  if (area <= 0.0) {
    settings.changes_nothing(form, fmt::format("every n there already is what {} = {:g} makes it", form, *value), "give another roughness.");
    return;
  }
  if (roughest > highest_manning_n) {
    settings.complain(form, fmt::format("measure '{}' makes n as great as {:.3g}", settings.id(), roughest), fmt::format("n is {:g} at most", highest_manning_n),
                      "give a smaller factor.");
    return;
  }
  edit.report.quantities = {{"changed_area", area, "m2"}, {"length", stretch.to - stretch.from, "m"}, {"greatest_manning_n", roughest, "s m-1/3"}};
}

void roughness_change(Edit& edit) {
  Settings& settings = edit.settings;
  const std::optional<basin::Stretch> stretch = place_of_change(edit);
  const std::string form = settings.one_of({"manning_n", "factor"}, "the new roughness");
  const std::optional<RiverPart> part = read_part(settings, stretch ? &*stretch : nullptr);
  if (!stretch || !part || form.empty() || !settings.fine()) return;
  roughen(edit, *stretch, *part);
  if (settings.fine()) add_stated_price(edit, "changed_area", edit.report.quantities.front().value, "yuan/m2");
}

std::optional<RiverPart> read_part(Settings& settings, const basin::Stretch* stretch) {
  const bool one_bank = stretch && stretch->bank;
  const std::string part = settings.has("part") ? settings.text("part").value_or("") : one_bank ? "flood_plain" : "all";
  if (part != "channel" && part != "flood_plain" && part != "all") {
    if (!part.empty()) {
      settings.complain("part", fmt::format("unknown part '{}' in measure '{}'", part, settings.id()), "",
                        suggestion(part, {"channel", "flood_plain", "all"}, "parts"));
    }
    return std::nullopt;
  }
  if (one_bank && part != "flood_plain") {
    settings.complain("over", fmt::format("measure '{}' changes the {} of one bank only", settings.id(), part), "the channel belongs to both banks",
                      fmt::format("leave out '{}', or write part = \"flood_plain\".", basin::to_text(*stretch->bank)));
    return std::nullopt;
  }
  return part == "channel" ? RiverPart::channel : part == "flood_plain" ? RiverPart::flood_plain : RiverPart::all;
}

}  // namespace riverchief::measures
