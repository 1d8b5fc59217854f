#include <fmt/format.h>

#include <algorithm>

#include "physics/structures/kinds.hpp"
#include "physics/structures/settings.hpp"
#include "physics/structures/weir_laws.hpp"

namespace riverchief::physics {
namespace {

const std::vector<StructureKey>& keys() {
  static const std::vector<StructureKey> table = {
      {.name = "crest_level", .quantity = "crest_level", .says = "level of the crest, instead of the surveyed one"},
      {.name = "discharge_coefficient", .quantity = "discharge_coefficient", .otherwise = 1.5,
       .says = "C of Q = C b H^1.5; earth embankments 1.4 to 1.7, less with grass and trees"},
  };
  return table;
}

}  // namespace

StructureKind overtopping() {
  return {
      .name = "overtopping",
      .says = "flow over an embankment along its crest, and back",
      .keys = keys(),
      .along = true,
      .problems =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            Findings findings;
            findings.above_bed(settings, "crest_level", at);
            findings.positive(settings, "discharge_coefficient", "m0.5/s");
            return findings.take();
          },
      .make =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            const bool own = settings.has("crest_level");
            const double from = own ? settings.number("crest_level") : at.crest_from, to = own ? from : at.crest_to;
            const double low = std::min(from, to), high = std::max(from, to), length = at.length;
            const double coefficient = settings.number("discharge_coefficient");
            const auto formula = [=](const Sloped& left, const Sloped& right, double) {
              return both_ways(left, right, [&](const Sloped& higher, const Sloped& lower) {
                return sloping_crest(higher, lower, low, high, length, coefficient);
              });
            };
            return law_of(formula, [low](double) { return low; });
          },
  };
}

}  // namespace riverchief::physics
