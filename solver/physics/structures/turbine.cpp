// Small hydropower: passes what the river brings above the level it holds, up to its capacity, and makes power of it.

#include <fmt/format.h>

#include <cmath>

#include "physics/structures/kinds.hpp"
#include "physics/structures/settings.hpp"
#include "physics/structures/smooth.hpp"

namespace riverchief::physics {
namespace {

constexpr double opening_range = 0.2;  ///< the guide vanes open over this rise of the headwater [m]
constexpr double starting_range = 0.2; ///< and over this head above the least one [m]
constexpr double density = 1000.0;     ///< of water [kg/m3]

const std::vector<StructureKey>& keys() {
  static const std::vector<StructureKey> table = {
      {.name = "capacity", .quantity = "discharge", .required = true, .says = "greatest discharge, at the rated head and above"},
      {.name = "rated_head", .quantity = "rated_head", .required = true, .says = "head from which the capacity passes; below it falls with the root of the head"},
      {.name = "operating_level", .quantity = "water_level", .required = true, .says = "headwater level that is held: shut below it, wide open 0.2 m above it"},
      {.name = "least_head", .quantity = "rated_head", .otherwise = 0.0, .says = "head below which the turbines stand still"},
      {.name = "efficiency", .quantity = "efficiency", .otherwise = 0.8, .says = "of turbine and generator"},
  };
  return table;
}

class Turbine final : public StructureLaw {
 public:
  explicit Turbine(const Settings& settings)
      : capacity_(settings.number("capacity")), rated_(settings.number("rated_head")), held_(settings.number("operating_level")),
        least_(settings.number("least_head")), efficiency_(settings.number("efficiency")) {}

  Passing passing(double left_level, double right_level, double share) const override {  // [ST-24]
    const Sloped left = left_of(left_level), head = left - right_of(right_level);
    if (head.value() <= least_) return {};
    const Sloped able = lesser(capacity_, capacity_ * straightened_root(head) / std::sqrt(rated_));
    const Sloped open = smooth_step((left - held_) / opening_range) * smooth_step((head - least_) / starting_range);
    return passing_of(share * able * open);
  }
  double power(double left_level, double right_level, double discharge) const override {  // [ST-24]
    const double head = left_level - right_level;
    return head > 0.0 && discharge > 0.0 ? density * gravity * discharge * head * efficiency_ : 0.0;
  }
  double sill(double /*share*/) const override { return held_; }

 private:
  double capacity_, rated_, held_, least_, efficiency_;
};

}  // namespace

StructureKind turbine() {
  return {
      .name = "turbine",
      .says = "small hydropower plant, holds its headwater level",
      .keys = keys(),
      .across = true,
      .link = true,
      .setting = "share",
      .usual_setting = [](const StructureSettings&) { return 1.0; },
      .problems =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            Findings findings;
            findings.positive(settings, "capacity", "m3/s");
            findings.positive(settings, "rated_head", "m");
            findings.positive(settings, "efficiency", "");
            const double held = settings.number("operating_level"), least = settings.number("least_head"), rated = settings.number("rated_head");
            if (held <= at.left_bed)
              findings.add("operating_level", "the level to be held is not above the bed",
                           fmt::format("operating_level = {}, the bed before the plant is at {}", shown(held, "m"), shown(at.left_bed, "m")),
                           "give the headwater level of normal operation, above the datum");
            if (least >= rated)
              findings.add("least_head", "the least head is not below the rated one",
                           fmt::format("least_head = {}, rated_head = {}", shown(least, "m"), shown(rated, "m")), "give a least_head below the rated_head");
            return findings.take();
          },
      .make = [](const StructureSettings& given, const Surroundings&) -> std::unique_ptr<StructureLaw> {
        return std::make_unique<Turbine>(Settings(keys(), given));
      },
  };
}

}  // namespace riverchief::physics
