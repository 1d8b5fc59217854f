// What stands in the river and blocks a part of it: trash racks, debris, fish nets, silt in a culvert. The river flows on through the rest.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "physics/structures/kinds.hpp"
#include "physics/structures/settings.hpp"
#include "physics/structures/smooth.hpp"

namespace riverchief::physics {
namespace {

constexpr double most_blocked = 0.95;  ///< beyond this it is a wall, not an obstruction
constexpr double rounding = 0.05;      ///< water passes the obstruction's top over twice this range [m]

const std::vector<StructureKey>& keys() {
  static const std::vector<StructureKey> table = {
      {.name = "blocked_share", .quantity = "blocked_share", .otherwise = 0.0, .says = "share of the flow area that is blocked, up to the top"},
      {.name = "top_level", .quantity = "top_level", .says = "top of the obstruction; absent = higher than all water"},
      {.name = "bar_thickness", .quantity = "bar_thickness", .says = "thickness of a rack's bars; absent = no rack"},
      {.name = "bar_spacing", .quantity = "bar_spacing", .says = "clear distance between bars"},
      {.name = "bar_slope", .quantity = "bar_slope", .otherwise = 90.0, .says = "of the rack against the horizontal, 90 = upright"},
      {.name = "bar_shape", .kind = StructureKey::Kind::word,
       .words = {"rectangular", "rounded_upstream", "rounded", "circular", "streamlined"}, .says = "cross-section of the bars"},
  };
  return table;
}

/// Kirschmer's factor of a bar's cross-section.
double bar_factor(const std::string& shape) {
  constexpr std::array<std::pair<std::string_view, double>, 5> factors = {
      {{"rectangular", 2.42}, {"rounded_upstream", 1.83}, {"rounded", 1.67}, {"circular", 1.79}, {"streamlined", 0.76}}};
  return std::find_if(factors.begin(), factors.end(), [&](const auto& entry) { return entry.first == shape; })->second;
}

class Obstruction final : public StructureLaw {
 public:
  Obstruction(const Settings& settings, const Surroundings& at)
      : blocked_(settings.number("blocked_share")), top_(settings.number("top_level")), bed_(std::min(at.left_bed, at.right_bed)) {
    if (!settings.has("bar_thickness")) return;
    const double angle = settings.number("bar_slope") * std::numbers::pi / 180.0;
    const double ratio = settings.number("bar_thickness") / settings.number("bar_spacing");
    rack_ = bar_factor(settings.word("bar_shape")) * std::pow(ratio, 4.0 / 3.0) * std::sin(angle);
  }

  Passing passing(double, double, double) const override { return {}; }
  Loss loss(double level, double /*area*/) const override {  // [ST-25]
    const Sloped covered = covered_share(left_of(level));
    const Sloped open = 1.0 - blocked_ * covered;
    const Sloped contracted = (0.63 + 0.37 * open * open * open) * open;
    const Sloped widening = 1.0 / contracted - 1.0;
    const Sloped zeta = widening * widening + rack_ * covered / (open * open);
    return {.zeta = zeta.value(), .by_level = zeta.derivatives()[0], .by_area = 0.0};
  }
  double sill(double) const override { return bed_; }

 private:
  /// Share of the depth that the obstruction reaches up to.
  Sloped covered_share(const Sloped& level) const {
    if (std::isnan(top_)) return 1.0;
    if (level.value() <= top_ - rounding) return 1.0;
    return (smooth_minimum(level, top_, rounding) - bed_) / (level - bed_);
  }

  double blocked_, top_, bed_, rack_ = 0.0;
};

}  // namespace

StructureKind obstruction() {
  return {
      .name = "obstruction",
      .says = "blocked share of the flow area: rack, debris, nets, silt",
      .keys = keys(),
      .across = true,
      .leaves_channel_open = true,
      .problems =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            Findings findings;
            const double blocked = settings.number("blocked_share");
            const bool rack = settings.has("bar_thickness"), spaced = settings.has("bar_spacing");
            if (blocked < 0.0 || blocked > most_blocked)
              findings.add("blocked_share", "the blocked share is out of range", fmt::format("blocked_share = {}; 0 to {}", shown(blocked, ""), most_blocked),
                           "give a share in this range, or use a weir or a gate for what shuts the river");
            if (rack != spaced)
              findings.add(rack ? "bar_spacing" : "bar_thickness", "a rack needs thickness and spacing of its bars", "only one of the two is given",
                           rack ? "add bar_spacing" : "add bar_thickness, or take bar_spacing away");
            if (!rack && !spaced && blocked == 0.0)
              findings.add("blocked_share", "nothing is blocked", "neither blocked_share nor a rack is given", "give blocked_share, or bar_thickness and bar_spacing");
            findings.positive(settings, "bar_thickness", "m");
            findings.positive(settings, "bar_spacing", "m");
            if (const double slope = settings.number("bar_slope"); slope <= 0.0 || slope > 90.0)
              findings.add("bar_slope", "the rack's slope is out of range", fmt::format("bar_slope = {}; above 0 to 90 deg", shown(slope, "deg")),
                           "give the angle between rack and horizontal");
            if (const double top = settings.number("top_level"); top <= std::min(at.left_bed, at.right_bed))
              findings.add("top_level", "the obstruction ends below the bed",
                           fmt::format("top_level = {}, the bed is at {}", shown(top, "m"), shown(std::min(at.left_bed, at.right_bed), "m")),
                           "raise it above the bed, or check datum and place");
            return findings.take();
          },
      .make = [](const StructureSettings& given, const Surroundings& at) -> std::unique_ptr<StructureLaw> {
        return std::make_unique<Obstruction>(Settings(keys(), given), at);
      },
  };
}

}  // namespace riverchief::physics
