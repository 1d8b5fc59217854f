#include <fmt/format.h>

#include <algorithm>

#include "physics/structures/kinds.hpp"
#include "physics/structures/monotone_curve.hpp"
#include "physics/structures/settings.hpp"

namespace riverchief::physics {
namespace {

const std::vector<StructureKey>& keys() {
  static const std::vector<StructureKey> table = {
      {.name = "rating", .kind = StructureKey::Kind::curve, .quantity = "water_level", .second_quantity = "discharge", .required = true,
       .says = "free discharge for the water level before the weir, both growing"},
      {.name = "crest_level", .quantity = "crest_level", .required = true, .says = "level of the crest, where the discharge begins"},
      {.name = "direction", .kind = StructureKey::Kind::word, .words = {"two_way", "one_way"},
       .says = "whether water may flow back over it"},
  };
  return table;
}

// [ST-5] Drowned share; its slope at R = 0.8 is zero.
Sloped mascaret(const Sloped& ratio) {
  if (ratio.value() <= 0.8) return 1.0;
  return -25.0 * ratio * ratio + 40.0 * ratio - 15.0;
}

void check_rating(const Curve& rating, double crest, Findings& findings) {
  if (rating.x.size() < 2 || rating.x.size() != rating.y.size()) {
    findings.add("rating", "rating has too few points", fmt::format("it has {}, at least 2 are needed", rating.x.size()),
                 "give water levels and discharges from just above the crest to above the highest flood");
    return;
  }
  for (std::size_t i = 1; i < rating.x.size(); ++i)
    if (rating.x[i] <= rating.x[i - 1] || rating.y[i] <= rating.y[i - 1])
      findings.add("rating", "rating does not rise",
                   fmt::format("point {} is ({}, {}), the one before it ({}, {}); both columns must grow", i + 1, shown(rating.x[i], "m"),
                               shown(rating.y[i], "m3/s"), shown(rating.x[i - 1], "m"), shown(rating.y[i - 1], "m3/s")),
                   "put the points in order of level and mend the one that falls");
  if (rating.x.front() < crest || (rating.x.front() == crest && rating.y.front() > 0.0))
    findings.add("rating", "rating begins below the crest",
                 fmt::format("its first level is {} with {}, the crest is at {}", shown(rating.x.front(), "m"),
                             shown(rating.y.front(), "m3/s"), shown(crest, "m")),
                 "let crest_level be the level where the discharge begins");
  if (rating.y.front() < 0.0)
    findings.add("rating", "rating has a negative discharge", fmt::format("its first is {}; the least is 0 m3/s", shown(rating.y.front(), "m3/s")),
                 "give the discharge over the weir as positive numbers");
}

}  // namespace

StructureKind rated_weir() {
  return {
      .name = "rated_weir",
      .says = "weir with a surveyed or modelled rating",
      .keys = keys(),
      .across = true,
      .link = true,
      .problems =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            Findings findings;
            findings.above_bed(settings, "crest_level", at);
            check_rating(settings.curve("rating"), settings.number("crest_level"), findings);
            return findings.take();
          },
      .make =
          [](const StructureSettings& given, const Surroundings&) {
            const Settings settings(keys(), given);
            const double crest = settings.number("crest_level");
            Curve rating = settings.curve("rating");
            // A rating that begins with no water begins at its first rise.
            const bool begins_dry = rating.y.front() <= 0.0;
            const double foot = begins_dry ? std::max(crest, rating.x.front()) : crest;
            const MonotoneCurve curve(rating);
            if (begins_dry) rating.x.erase(rating.x.begin()), rating.y.erase(rating.y.begin());
            const double first_level = rating.x.front(), first_discharge = rating.y.front();
            const double slope = curve(left_of(first_level)).derivatives()[0];
            const double power = std::max(slope * (first_level - foot) / first_discharge, 1.5);
            const bool two_way = settings.word("direction") != "one_way";
            const auto free = [=](const Sloped& level) -> Sloped {
              using std::pow;
              if (level.value() <= foot) return 0.0;
              if (level.value() >= first_level) return curve(level);
              return first_discharge * pow((level - foot) / (first_level - foot), power);
            };
            const auto drowned = [=](const Sloped& higher, const Sloped& lower) -> Sloped {
              if (higher.value() <= foot) return 0.0;
              const Sloped ratio = head_above(lower, crest) / (higher - crest);
              return free(higher) * mascaret(ratio);
            };
            const auto formula = [=](const Sloped& left, const Sloped& right, double) -> Sloped {
              return two_way ? both_ways(left, right, drowned) : one_way(left, right, 2.0 * least_head, drowned);
            };
            return law_of(formula, [crest](double) { return crest; });
          },
  };
}

}  // namespace riverchief::physics
