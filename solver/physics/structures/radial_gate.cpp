#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "physics/structures/gate_settings.hpp"
#include "physics/structures/kinds.hpp"

namespace riverchief::physics {
namespace {

const std::vector<StructureKey>& keys() {
  static const std::vector<StructureKey> table = {
      {.name = "sill_level", .quantity = "sill_level", .required = true, .says = "level of the sill"},
      {.name = "width", .quantity = "width", .required = true, .says = "clear width of one opening"},
      {.name = "count", .quantity = "count", .otherwise = 1.0, .says = "number of equal openings that move together"},
      {.name = "trunnion_height", .quantity = "trunnion_height", .required = true, .says = "height of the trunnion above the sill"},
      {.name = "radius", .quantity = "radius", .required = true, .says = "radius of the leaf"},
      {.name = "height", .quantity = "height", .says = "greatest opening; without it an open gate is out of the water's way"},
      {.name = "top_level", .quantity = "top_level", .says = "top of the closed leaf, over which water may pass; without it none does"},
      {.name = "discharge_coefficient", .quantity = "discharge_coefficient", .otherwise = broad_crest_coefficient,
       .says = "C of Q = C b H^1.5 over the sill, when the lip is out of the water"},
      {.name = "direction", .kind = StructureKey::Kind::word, .words = {"two_way", "one_way"}, .says = "whether water may flow back through it"},
  };
  return table;
}

// [ST-10] Contraction by the angle between lip and horizontal, as a share of a right angle.
double toch(double opening, double trunnion_height, double radius) {
  const double angle = std::acos(std::clamp((trunnion_height - opening) / radius, -1.0, 1.0)) / (0.5 * std::numbers::pi);
  return 1.0 - 0.75 * angle + 0.36 * angle * angle;
}

}  // namespace

StructureKind radial_gate() {
  return {
      .name = "radial_gate",
      .says = "radial (Tainter) gate over a sill",
      .keys = keys(),
      .across = true,
      .link = true,
      .setting = "opening",
      .usual_setting = [](const StructureSettings& given) { return usual_opening(Settings(keys(), given)); },
      .problems =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            Findings findings;
            findings.above_bed(settings, "sill_level", at);
            for (const auto* key : {"width", "height", "count", "radius"})
              findings.positive(settings, key, key == std::string_view("count") ? "" : "m");
            findings.not_negative(settings, "trunnion_height", "m");
            findings.within_section("width", settings.number("width") * settings.number("count"), at);
            findings.positive(settings, "discharge_coefficient", "m0.5/s");
            const double radius = settings.number("radius"), trunnion = settings.number("trunnion_height");
            if (radius <= trunnion)
              findings.add("radius", "the leaf does not reach its sill",
                           fmt::format("radius = {}, trunnion_height = {}; the radius must be the greater", shown(radius, "m"), shown(trunnion, "m")),
                           "check the radius and the trunnion's height above the sill");
            const double height = settings.number("height");
            if (height > trunnion + radius)
              findings.add("height", "the gate opens farther than its arm reaches",
                           fmt::format("height = {}, trunnion_height + radius = {}", shown(height, "m"), shown(trunnion + radius, "m")),
                           "reduce height");
            check_leaf(settings, findings);
            return findings.take();
          },
      .make =
          [](const StructureSettings& given, const Surroundings&) {
            const Settings settings(keys(), given);
            const double trunnion = settings.number("trunnion_height"), radius = settings.number("radius");
            return gate_law(settings, [=](double opening) { return toch(opening, trunnion, radius); });
          },
  };
}

}  // namespace riverchief::physics
