#include "physics/structures/kinds.hpp"
#include "physics/structures/settings.hpp"
#include "physics/structures/weir_laws.hpp"

namespace riverchief::physics {
namespace {

const std::vector<StructureKey>& keys() {
  static const std::vector<StructureKey> table = {
      {.name = "crest_level", .quantity = "crest_level", .required = true, .says = "level of the crest; a movable weir begins there"},
      {.name = "width", .quantity = "width", .required = true, .says = "length of the crest across the flow"},
      {.name = "discharge_coefficient", .quantity = "discharge_coefficient", .otherwise = broad_crest_coefficient,
       .says = "C of Q = C b H^1.5"},
      {.name = "contraction", .quantity = "contraction", .otherwise = 0.0,
       .says = "N Kp + Ka of piers and abutments, b_eff = b - 2 (N Kp + Ka) H"},
  };
  return table;
}

}  // namespace

StructureKind broad_crested_weir() {
  return {
      .name = "broad_crested_weir",
      .says = "weir with a broad crest, fixed or movable (rubber dam, flap weir, stop logs)",
      .keys = keys(),
      .across = true,
      .link = true,
      .setting = "crest_level",
      .usual_setting = [](const StructureSettings& given) { return Settings(keys(), given).number("crest_level"); },
      .problems =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            Findings findings;
            findings.above_bed(settings, "crest_level", at);
            findings.positive(settings, "width", "m");
            findings.within_section("width", settings.number("width"), at);
            findings.positive(settings, "discharge_coefficient", "m0.5/s");
            findings.not_negative(settings, "contraction", "");
            return findings.take();
          },
      .make =
          [](const StructureSettings& given, const Surroundings&) {
            const Settings settings(keys(), given);
            const double width = settings.number("width"), coefficient = settings.number("discharge_coefficient");
            const double contraction = settings.number("contraction");
            const auto formula = [=](const Sloped& left, const Sloped& right, double crest) {  // [ST-2], [ST-3]
              return both_ways(left, right, [&](const Sloped& higher, const Sloped& lower) {
                const Sloped share = effective_width(width, contraction, head_above(higher, crest)) / width;
                return Sloped(share * level_crest(higher, lower, crest, coefficient * width));
              });
            };
            return law_of(formula, [](double crest) { return crest; });
          },
  };
}

}  // namespace riverchief::physics
