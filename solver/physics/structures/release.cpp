// Outlet works of a reservoir that hold a target level through the year (防洪限制水位, 正常蓄水位).

#include <fmt/format.h>

#include "physics/structures/kinds.hpp"
#include "physics/structures/monotone_curve.hpp"
#include "physics/structures/settings.hpp"
#include "physics/structures/smooth.hpp"

namespace riverchief::physics {
namespace {

constexpr double full_head = 0.2;  ///< least difference of level that passes the whole capacity [m]

const std::vector<StructureKey>& keys() {
  static const std::vector<StructureKey> table = {
      {.name = "capacity_curve", .kind = StructureKey::Kind::curve, .quantity = "water_level", .second_quantity = "discharge", .required = true,
       .says = "what the works pass fully open at a level of the reservoir; begins at the level where it is 0 and does not fall"},
      {.name = "level", .quantity = "level", .required = true, .says = "target level where neither series nor rule gives one"},
      {.name = "band", .quantity = "band", .otherwise = 0.1, .says = "nothing but `least` is let out below target - band, all that the works pass above target + band"},
      {.name = "least", .quantity = "release", .otherwise = 0.0, .says = "released below the target too, as far as the works pass it"},
  };
  return table;
}

void check_capacity(const Curve& capacity, Findings& findings) {
  const auto& [level, discharge] = capacity;
  if (level.size() < 2 || level.size() != discharge.size()) {
    findings.add("capacity_curve", "the curve has too few points", fmt::format("it has {}, at least 2 are needed", level.size()),
                 "give levels and discharges from the lowest outlet to above the highest flood level");
    return;
  }
  for (std::size_t i = 1; i < level.size(); ++i)
    if (level[i] <= level[i - 1] || discharge[i] < discharge[i - 1])
      findings.add("capacity_curve", "the curve falls",
                   fmt::format("point {} is ({}, {}), the one before it ({}, {}); levels must grow and discharges not fall", i + 1,
                               shown(level[i], "m"), shown(discharge[i], "m3/s"), shown(level[i - 1], "m"), shown(discharge[i - 1], "m3/s")),
                   "put the points in order of level and mend the one that falls");
  if (discharge.front() != 0.0)
    findings.add("capacity_curve", "the curve does not begin with 0",
                 fmt::format("at its lowest level, {}, it passes {}; the works would drain the reservoir to its bed", shown(level.front(), "m"),
                             shown(discharge.front(), "m3/s")),
                 "add the level at which the lowest outlet begins to pass water, with discharge 0");
}

}  // namespace

StructureKind release() {
  return {
      .name = "release",
      .says = "reservoir outlet works that hold a target level",
      .keys = keys(),
      .across = true,
      .link = true,
      .setting = "level",
      .usual_setting = [](const StructureSettings& given) { return Settings(keys(), given).number("level"); },
      .problems =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            Findings findings;
            const Curve capacity = settings.curve("capacity_curve");
            check_capacity(capacity, findings);
            findings.positive(settings, "band", "m");
            findings.not_negative(settings, "least", "m3/s");
            if (!capacity.x.empty()) {
              const double first = capacity.x.front(), target = settings.number("level");
              if (first < at.left_bed)
                findings.add("capacity_curve", "the lowest outlet lies below the bed",
                             fmt::format("the curve begins at {}, the bed before it is at {}", shown(first, "m"), shown(at.left_bed, "m")),
                             "check datum and place");
              if (target < first)
                findings.add("level", "the target lies below the lowest outlet",
                             fmt::format("level = {}, the curve begins at {}", shown(target, "m"), shown(first, "m")),
                             "give a target within the curve, or carry the curve down to it");
            }
            return findings.take();
          },
      .make =
          [](const StructureSettings& given, const Surroundings&) {
            const Settings settings(keys(), given);
            const Curve points = settings.curve("capacity_curve");
            const MonotoneCurve capacity(points);
            const double first = points.x.front(), last = points.x.back(), most = points.y.back();
            const double band = settings.number("band"), least = settings.number("least");
            const auto formula = [=](const Sloped& left, const Sloped& right, double target) -> Sloped {  // [ST-22]
              if (left.value() <= first) return 0.0;
              const Sloped able = left.value() >= last ? Sloped(most) : capacity(left);
              const Sloped always = lesser(least, able);
              const Sloped out = always + (able - always) * smooth_step((left - target + band) / (2.0 * band));
              return out * smooth_step((left - right) / full_head);
            };
            return law_of(formula, [first](double) { return first; });
          },
  };
}

}  // namespace riverchief::physics
