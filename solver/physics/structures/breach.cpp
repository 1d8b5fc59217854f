// Breaches of embankments and dams. The setting is how far the breach has grown: 0 = the embankment stands,
// 0 to 1 = it is being formed, beyond 1 (Verheij only) = metres widened / 10 m.
//
//      crest  ____              ____        b  bottom width   [m]
//                 \            /            z  side slope     [-]
//                1 \  z       /
//                   \________/  bottom
//                        b

#include <algorithm>
#include <cmath>

#include "physics/structures/breach_laws.hpp"
#include "physics/structures/breach_settings.hpp"
#include "physics/structures/kinds.hpp"
#include "physics/structures/weir_laws.hpp"

namespace riverchief::physics {
namespace {

constexpr double first_water = 0.05;  ///< of the setting: over it a breach that begins below the water comes to its full law
constexpr double last_part = 0.01;    ///< of the setting: formation slows down over it, so that growth has no jump
constexpr double metres_per_setting = 10.0;

class Breach final : public StructureLaw {
 public:
  Breach(const BreachSettings& is, double coefficient) : is_(is), coefficient_(coefficient) {}

  Passing passing(double left_level, double right_level, double setting) const override {  // [ST-27]
    if (setting <= 0.0) return {};
    const double bottom = sill(setting), width = bottom_width(setting);
    const double begun = smooth_step(setting / first_water).value();
    return passing_of(both_ways(left_of(left_level), right_of(right_level), [&](const Sloped& higher, const Sloped& lower) {
      const Sloped across = width + 0.8 * is_.side_slope * head_above(higher, bottom);
      return Sloped(begun * across * level_crest(higher, lower, bottom, coefficient_));
    }));
  }

  double growth(double left_level, double right_level, double setting) const override {  // [ST-28]
    const double forming = 1.0 / is_.formation_time;
    const double left_over = std::clamp((1.0 - setting) / last_part, 0.0, 1.0);
    if (!is_.widens) return forming * left_over;
    const double upper = std::max(left_level, right_level), lower = std::max(std::min(left_level, right_level), is_.bottom);
    const double widened = metres_per_setting * std::max(setting - 1.0, 0.0);
    const double room = std::clamp(is_.widest - is_.width - widened, 0.0, 1.0);  // [m]; the last metre slows down
    return left_over * forming + (1.0 - left_over) * room * verheij_widening(widened, upper - lower, is_.critical_velocity) / metres_per_setting;
  }

  double sill(double setting) const override { return is_.crest - std::clamp(setting, 0.0, 1.0) * (is_.crest - is_.bottom); }

 private:
  double bottom_width(double setting) const {
    if (is_.widens) return is_.width + metres_per_setting * std::max(setting - 1.0, 0.0);
    return is_.width * std::min(setting, 1.0);
  }

  BreachSettings is_;
  double coefficient_;
};

}  // namespace

StructureKind breach() {
  return {
      .name = "breach",
      .says = "breach of an embankment or a dam that grows by a published law",
      .keys = breach_keys(),
      .across = true,
      .link = true,
      .grows = true,
      .problems = breach_problems,
      .make = [](const StructureSettings& given, const Surroundings&) -> std::unique_ptr<StructureLaw> {
        const Settings settings(breach_keys(), given);
        return std::make_unique<Breach>(breach_settings(settings), settings.number("discharge_coefficient"));
      },
  };
}

}  // namespace riverchief::physics
