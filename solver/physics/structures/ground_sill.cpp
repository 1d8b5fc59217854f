#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "physics/structures/kinds.hpp"
#include "physics/structures/settings.hpp"
#include "physics/structures/weir_laws.hpp"

namespace riverchief::physics {
namespace {

const std::vector<StructureKey>& keys() {
  static const std::vector<StructureKey> table = {
      {.name = "crest_level", .quantity = "crest_level", .required = true, .says = "level of the sill's top"},
      {.name = "width", .quantity = "width", .says = "its length across the river; by default the whole section between the crests"},
      {.name = "shape", .kind = StructureKey::Kind::word, .words = {"broad", "round", "sharp", "drop", "rocks"},
       .says = "broad (C = 1.7), round (2.0), sharp (1.85), drop (free overfall, 1.7) or rocks (rough ramp, 1.5)"},
      {.name = "discharge_coefficient", .quantity = "discharge_coefficient", .says = "C of Q = C b H^1.5, instead of the shape's"},
  };
  return table;
}

// [ST-6]
double coefficient_of(const std::string& shape) {
  if (shape == "round") return 2.0;
  if (shape == "sharp") return 1.85;
  if (shape == "rocks") return 1.5;
  return broad_crest_coefficient;
}

}  // namespace

StructureKind ground_sill() {
  return {
      .name = "ground_sill",
      .says = "low sill or drop across the whole river",
      .keys = keys(),
      .across = true,
      .problems =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            Findings findings;
            findings.above_bed(settings, "crest_level", at);
            findings.positive(settings, "width", "m");
            findings.within_section("width", settings.number("width"), at);
            findings.positive(settings, "discharge_coefficient", "m0.5/s");
            if (!settings.has("width") && !(std::isfinite(at.width) && at.width > 0.0))
              findings.add("width", "the sill's width is not known",
                           fmt::format("width is missing and the section has a width of {}", shown(at.width, "m")), "give width");
            return findings.take();
          },
      .make =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            const double crest = settings.number("crest_level");
            const double width = settings.has("width") ? settings.number("width") : at.width;
            const double coefficient =
                settings.has("discharge_coefficient") ? settings.number("discharge_coefficient") : coefficient_of(settings.word("shape"));
            const auto formula = [=](const Sloped& left, const Sloped& right, double) {
              return both_ways(left, right,
                               [&](const Sloped& higher, const Sloped& lower) { return level_crest(higher, lower, crest, coefficient * width); });
            };
            return law_of(formula, [crest](double) { return crest; });
          },
  };
}

}  // namespace riverchief::physics
