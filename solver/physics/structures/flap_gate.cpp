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
      {.name = "loss", .quantity = "loss_coefficient", .otherwise = 1.5, .says = "head lost by entrance and exit, as a multiple of the velocity head"},
      {.name = "leaf_loss", .quantity = "loss_coefficient", .otherwise = 1.0, .says = "head lost by the leaf hanging in the flow"},
      {.name = "opening_head", .quantity = "opening_head", .otherwise = 0.02,
       .says = "difference of levels that lifts the leaf out of its seat; heavy leaves need more"},
  };
  return table;
}

}  // namespace

StructureKind flap_gate() {
  return {
      .name = "flap_gate",
      .says = "tide gate: a hinged leaf that the water opens from left to right and shuts against reverse flow",
      .keys = keys(),
      .across = true,
      .link = true,
      .problems =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            Findings findings;
            check_opening(settings, at, findings);
            for (const auto* key : {"loss", "leaf_loss", "opening_head"})
              findings.not_negative(settings, key, key == std::string_view("opening_head") ? "m" : "");
            if (settings.number("loss") + settings.number("leaf_loss") < 1.0)
              findings.add("loss", "the gate loses less than its jet does",
                           "loss + leaf_loss = " + shown(settings.number("loss") + settings.number("leaf_loss"), "") +
                               "; the jet's own velocity head makes it at least 1",
                           "give entrance (0.1 to 0.5) and exit (1) losses together as loss");
            return findings.take();
          },
      .make =
          [](const StructureSettings& given, const Surroundings&) {
            const Settings settings(keys(), given);
            const Opening opening = opening_of(settings);
            const double share = settings.number("count") / std::sqrt(settings.number("loss") + settings.number("leaf_loss"));
            const double head = std::max(settings.number("opening_head"), least_head);
            const auto formula = [=](const Sloped& left, const Sloped& right, double) {  // [ST-12]
              return one_way(left, right, head, [&](const Sloped& higher, const Sloped& lower) -> Sloped { return share * opening.ideal(higher, lower); });
            };
            return law_of(formula, [sill = settings.number("sill_level")](double) { return sill; });
          },
  };
}

}  // namespace riverchief::physics
