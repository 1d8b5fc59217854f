// The minimum that a dam or an intake lets through for the river below it (最小生态下泻流量).

#include <fmt/format.h>

#include "physics/structures/kinds.hpp"
#include "physics/structures/settings.hpp"
#include "physics/structures/smooth.hpp"

namespace riverchief::physics {
namespace {

constexpr double fading = 0.1;     ///< the release ends over this depth above the intake [m]
constexpr double full_head = 0.05; ///< least difference of level that passes the whole release [m]

const std::vector<StructureKey>& keys() {
  static const std::vector<StructureKey> table = {
      {.name = "release", .quantity = "release", .required = true, .says = "discharge to be let through"},
      {.name = "intake_level", .quantity = "intake_level", .required = true,
       .says = "lowest level at which water enters; the whole release passes from 0.1 m above it"},
  };
  return table;
}

}  // namespace

StructureKind ecological_release() {
  return {
      .name = "ecological_release",
      .says = "fixed minimum release through a dam",
      .keys = keys(),
      .across = true,
      .link = true,
      .setting = "share",
      .usual_setting = [](const StructureSettings&) { return 1.0; },
      .problems =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            Findings findings;
            findings.positive(settings, "release", "m3/s");
            if (const double intake = settings.number("intake_level"); intake < at.left_bed)
              findings.add("intake_level", "the intake lies below the bed",
                           fmt::format("intake_level = {}, the bed before it is at {}", shown(intake, "m"), shown(at.left_bed, "m")),
                           "raise it to the bed or above, or check datum and place");
            return findings.take();
          },
      .make =
          [](const StructureSettings& given, const Surroundings&) {
            const Settings settings(keys(), given);
            const double release = settings.number("release"), intake = settings.number("intake_level");
            const auto formula = [=](const Sloped& left, const Sloped& right, double share) -> Sloped {  // [ST-21]
              return share * release * smooth_step((left - intake) / fading) * smooth_step((left - right) / full_head);
            };
            return law_of(formula, [intake](double) { return intake; });
          },
  };
}

}  // namespace riverchief::physics
