#include <algorithm>
#include <cmath>

#include "physics/structures/kinds.hpp"
#include "physics/structures/opening_settings.hpp"
#include "physics/structures/weir_laws.hpp"

namespace riverchief::physics {
namespace {

const std::vector<StructureKey>& keys() {
  static const std::vector<StructureKey> table = {
      {.name = "diameter", .quantity = "diameter", .says = "of round barrels"},
      {.name = "width", .quantity = "width", .says = "width of one box, instead of diameter"},
      {.name = "height", .quantity = "height", .says = "height of a box"},
      {.name = "count", .quantity = "count", .otherwise = 1.0, .says = "number of equal barrels"},
      {.name = "length", .quantity = "barrel_length", .required = true, .says = "length of the barrels along their axis"},
      {.name = "left_level", .quantity = "sill_level", .required = true, .says = "level of the sill before its left (upstream) end; below it the siphon is dry"},
      {.name = "right_level", .quantity = "sill_level", .required = true, .says = "level of the sill behind its right end, over which the water leaves"},
      {.name = "manning_n", .quantity = "manning_n", .otherwise = 0.014, .says = "roughness of the barrels"},
      {.name = "entrance_loss", .quantity = "loss_coefficient", .otherwise = 0.5, .says = "with the trash rack"},
      {.name = "bend_loss", .quantity = "loss_coefficient", .otherwise = 0.3, .says = "of all bends together"},
      {.name = "exit_loss", .quantity = "loss_coefficient", .otherwise = 1.0, .says = ""},
  };
  return table;
}

}  // namespace

StructureKind inverted_siphon() {
  return {
      .name = "inverted_siphon",
      .says = "pressure pipe or box under another river, a canal or a road",
      .keys = keys(),
      .across = true,
      .link = true,
      .problems =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            Findings findings;
            check_shape(settings, findings);
            findings.above_bed(settings, "left_level", at);
            findings.above_bed(settings, "right_level", at);
            findings.positive(settings, "length", "m");
            findings.positive(settings, "count", "");
            const auto* across = settings.has("diameter") ? "diameter" : "width";
            findings.within_section(across, settings.number(across) * settings.number("count"), at);
            for (const auto* key : {"manning_n", "entrance_loss", "bend_loss"}) findings.not_negative(settings, key, "");
            findings.positive(settings, "exit_loss", "");
            return findings.take();
          },
      .make =
          [](const StructureSettings& given, const Surroundings&) {
            const Settings settings(keys(), given);
            const Barrel barrel = barrel_of(settings);
            const double count = settings.number("count"), depth = barrel.height(), n = settings.number("manning_n");
            const double losses = settings.number("entrance_loss") + settings.number("bend_loss") + settings.number("exit_loss") +
                                  2.0 * gravity * n * n * settings.number("length") / std::pow(barrel.radius(depth), 4.0 / 3.0);
            const double full = count * barrel.area(depth) * std::sqrt(2.0 * gravity / losses);
            const double mouth = broad_crest_coefficient * count * barrel.width();
            const double left_level = settings.number("left_level"), right_level = settings.number("right_level");
            const double sill = std::max(left_level, right_level);
            const auto formula = [=](const Sloped& left, const Sloped& right, double) {  // [ST-14]
              const auto law = [&](const Sloped& higher, const Sloped& lower, double outlet) -> Sloped {
                using std::pow;
                const Sloped head = head_above(higher, sill);
                if (head.value() <= 0.0) return 0.0;
                return lesser(mouth * pow(head, 1.5), full * straightened_root(higher - back_water(lower, outlet)));
              };
              return left.value() >= right.value() ? law(left, right, right_level) : Sloped(-law(right, left, left_level));
            };
            return law_of(formula, [sill](double) { return sill; });
          },
  };
}

}  // namespace riverchief::physics
