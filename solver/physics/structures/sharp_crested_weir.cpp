#include <algorithm>

#include "physics/structures/kinds.hpp"
#include "physics/structures/settings.hpp"
#include "physics/structures/weir_laws.hpp"

namespace riverchief::physics {
namespace {

const std::vector<StructureKey>& keys() {
  static const std::vector<StructureKey> table = {
      {.name = "crest_level", .quantity = "crest_level", .required = true, .says = "level of the crest"},
      {.name = "width", .quantity = "width", .required = true, .says = "length of the crest across the flow"},
      {.name = "crest_height", .quantity = "crest_height",
       .says = "height of the crest above the bed before it, for Rehbock's coefficient; by default from the bed on the left"},
      {.name = "contraction", .quantity = "contraction", .otherwise = 0.0,
       .says = "N Kp + Ka of piers and abutments, b_eff = b - 2 (N Kp + Ka) H"},
  };
  return table;
}

// [ST-4] The plate's free discharge per width: Rehbock. Below 3 cm of head, where it was never measured, the surplus of head fades.
Sloped rehbock(const Sloped& head, double crest_height) {
  using std::pow;
  const Sloped slenderness = smooth_minimum(head / crest_height, 5.0, 0.5);  // measured up to H/P = 5
  const Sloped felt = head + 0.0012 * smooth_step(head / 0.03);
  return (2.0 / 3.0) * std::sqrt(2.0 * gravity) * (0.602 + 0.083 * slenderness) * pow(felt, 1.5);
}

// [ST-4] Villemonte.
Sloped villemonte(const Sloped& upper_head, const Sloped& lower_head) {
  using std::pow;
  if (lower_head.value() <= 0.0) return 1.0;
  const Sloped ratio = lower_head / upper_head;
  const Sloped width = 1.5 * least_head / (upper_head + 10.0 * least_head);  // 1 - R^1.5 is 1.5 (1 - R) there
  return straightened_power(1.0 - pow(ratio, 1.5), 0.385, width);
}

}  // namespace

StructureKind sharp_crested_weir() {
  return {
      .name = "sharp_crested_weir",
      .says = "thin plate, stop logs or sheet pile wall with a sharp crest",
      .keys = keys(),
      .across = true,
      .link = true,
      .problems =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            Findings findings;
            findings.above_bed(settings, "crest_level", at);
            findings.positive(settings, "width", "m");
            findings.within_section("width", settings.number("width"), at);
            findings.positive(settings, "crest_height", "m");
            findings.not_negative(settings, "contraction", "");
            return findings.take();
          },
      .make =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            const double crest = settings.number("crest_level"), width = settings.number("width");
            const double contraction = settings.number("contraction");
            const double height = std::max(settings.has("crest_height") ? settings.number("crest_height") : crest - at.left_bed, 0.05);
            const auto formula = [=](const Sloped& left, const Sloped& right, double) {
              return both_ways(left, right, [&](const Sloped& higher, const Sloped& lower) -> Sloped {
                const Sloped upper_head = head_above(higher, crest), lower_head = head_above(lower, crest);
                if (upper_head.value() <= 0.0) return 0.0;
                return effective_width(width, contraction, upper_head) * rehbock(upper_head, height) * villemonte(upper_head, lower_head);
              });
            };
            return law_of(formula, [crest](double) { return crest; });
          },
  };
}

}  // namespace riverchief::physics
