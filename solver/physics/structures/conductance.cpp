// Leakage and seepage: a discharge proportional to the difference of two levels, as between a river and an aquifer, a pond or a wetland.

#include <algorithm>

#include "physics/structures/kinds.hpp"
#include "physics/structures/settings.hpp"
#include "physics/structures/smooth.hpp"

namespace riverchief::physics {
namespace {

constexpr double fading = 0.1;  ///< the last of the water seeps away over this depth [m], and levels pass the bottom of the bed over it

const std::vector<StructureKey>& keys() {
  static const std::vector<StructureKey> table = {
      {.name = "conductance", .quantity = "conductance", .required = true,
       .says = "discharge per metre of difference of level: hydraulic conductivity x area / thickness of the layer"},
      {.name = "bottom_level", .quantity = "bottom_level",
       .says = "bottom of the layer; a level below it pulls no more water than one at it. Absent = no such limit"},
  };
  return table;
}

}  // namespace

StructureKind conductance() {
  return {
      .name = "conductance",
      .says = "leakage or seepage through ground, proportional to the difference of level",
      .keys = keys(),
      .link = true,
      .problems =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            Findings findings;
            findings.positive(settings, "conductance", "m2/s");
            const double bottom = settings.number("bottom_level"), bed = std::max(at.left_bed, at.right_bed);
            if (bottom > bed)
              findings.add("bottom_level", "the layer's bottom lies above the bed",
                           "bottom_level = " + shown(bottom, "m") + ", the higher bed of the two sides is at " + shown(bed, "m"),
                           "give the level of the layer's underside, at or below the bed");
            return findings.take();
          },
      .make =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            const double conductance = settings.number("conductance");
            const double bottom = settings.has("bottom_level") ? settings.number("bottom_level") : std::min(at.left_bed, at.right_bed);
            const auto formula = [=](const Sloped& left, const Sloped& right, double) -> Sloped {  // [ST-20]
              const Sloped fall = smooth_maximum(left, bottom, fading) - smooth_maximum(right, bottom, fading);
              const Sloped depth = fall.value() >= 0.0 ? Sloped(left - at.left_bed) : Sloped(right - at.right_bed);
              return conductance * fall * smooth_step(depth / fading);
            };
            return law_of(formula, [bottom](double) { return bottom; });
          },
  };
}

}  // namespace riverchief::physics
