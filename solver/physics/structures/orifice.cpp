#include "physics/structures/kinds.hpp"
#include "physics/structures/opening_law.hpp"
#include "physics/structures/opening_settings.hpp"

namespace riverchief::physics {
namespace {

const std::vector<StructureKey>& keys() {
  static const std::vector<StructureKey> table = {
      {.name = "sill_level", .quantity = "sill_level", .required = true, .says = "lowest point of the opening"},
      {.name = "width", .quantity = "width", .says = "width of a rectangular opening"},
      {.name = "height", .quantity = "height", .says = "height of a rectangular opening"},
      {.name = "diameter", .quantity = "diameter", .says = "of a round opening, instead of width and height"},
      {.name = "count", .quantity = "count", .otherwise = 1.0, .says = "number of equal openings"},
      {.name = "orifice_coefficient", .quantity = "orifice_coefficient", .otherwise = 0.61, .says = "share of the ideal discharge; sharp edges 0.61"},
  };
  return table;
}

}  // namespace

StructureKind orifice() {
  return {
      .name = "orifice",
      .says = "hole in a wall, open on both sides",
      .keys = keys(),
      .across = true,
      .link = true,
      .problems =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            Findings findings;
            check_opening(settings, at, findings);
            findings.positive(settings, "orifice_coefficient", "");
            return findings.take();
          },
      .make =
          [](const StructureSettings& given, const Surroundings&) {
            const Settings settings(keys(), given);
            const Opening opening = opening_of(settings);
            const double share = settings.number("orifice_coefficient") * settings.number("count");
            const auto formula = [=](const Sloped& left, const Sloped& right, double) {  // [ST-11]
              return both_ways(left, right, [&](const Sloped& higher, const Sloped& lower) -> Sloped { return share * opening.ideal(higher, lower); });
            };
            return law_of(formula, [sill = settings.number("sill_level")](double) { return sill; });
          },
  };
}

}  // namespace riverchief::physics
