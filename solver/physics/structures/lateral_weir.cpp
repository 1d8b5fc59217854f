#include "physics/structures/kinds.hpp"
#include "physics/structures/settings.hpp"
#include "physics/structures/weir_laws.hpp"

namespace riverchief::physics {
namespace {

const std::vector<StructureKey>& keys() {
  static const std::vector<StructureKey> table = {
      {.name = "crest_level", .quantity = "crest_level", .required = true, .says = "level of the crest"},
      {.name = "width", .quantity = "width", .required = true, .says = "length of the crest along the bank"},
      {.name = "discharge_coefficient", .quantity = "discharge_coefficient", .otherwise = 1.6,
       .says = "C of Q = C b H^1.5 with the level in the river beside it; less than across, since the flow passes by"},
  };
  return table;
}

}  // namespace

StructureKind lateral_weir() {
  return {
      .name = "lateral_weir",
      .says = "built weir on a bank, into a detention basin or a canal",
      .keys = keys(),
      .link = true,
      .setting = "crest_level",
      .usual_setting = [](const StructureSettings& given) { return Settings(keys(), given).number("crest_level"); },
      .problems =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            Findings findings;
            findings.above_bed(settings, "crest_level", at);
            findings.positive(settings, "width", "m");
            findings.positive(settings, "discharge_coefficient", "m0.5/s");
            return findings.take();
          },
      .make =
          [](const StructureSettings& given, const Surroundings&) {
            const Settings settings(keys(), given);
            const double conveyance = settings.number("discharge_coefficient") * settings.number("width");
            const auto formula = [=](const Sloped& left, const Sloped& right, double crest) {  // [ST-8]
              return both_ways(left, right,
                               [&](const Sloped& higher, const Sloped& lower) { return level_crest(higher, lower, crest, conveyance); });
            };
            return law_of(formula, [](double crest) { return crest; });
          },
  };
}

}  // namespace riverchief::physics
