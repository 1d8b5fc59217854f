// Pumps: they lift from left to right, by a curve or at a constant rate, and never let water back.

#include <fmt/format.h>

#include <cmath>

#include "physics/structures/kinds.hpp"
#include "physics/structures/monotone_curve.hpp"
#include "physics/structures/settings.hpp"
#include "physics/structures/smooth.hpp"

namespace riverchief::physics {
namespace {

constexpr double fading = 0.1;        ///< pumps run dry over this depth above the suction level [m]
constexpr double lip = 0.05;          ///< the outlet is drowned over this range of level [m]
constexpr double density = 1000.0;     ///< of water [kg/m3]

const std::vector<StructureKey>& keys() {
  static const std::vector<StructureKey> table = {
      {.name = "pump_curve", .kind = StructureKey::Kind::curve, .quantity = "pumping_head", .second_quantity = "discharge",
       .says = "discharge of one pump at a head; falls as the head grows and ends with 0"},
      {.name = "capacity", .quantity = "discharge", .says = "constant discharge of one pump, instead of a curve"},
      {.name = "count", .quantity = "count", .otherwise = 1.0, .says = "number of equal pumps"},
      {.name = "start_level", .quantity = "water_level", .says = "they start when the level before them rises to this; absent = they always run"},
      {.name = "stop_level", .quantity = "water_level", .says = "they stop when the level before them has fallen to this"},
      {.name = "suction_level", .quantity = "water_level", .required = true, .says = "nothing is lifted below it, the whole from 0.1 m above it"},
      {.name = "outlet_level", .quantity = "water_level", .says = "lip that the water is lifted over; absent = the level behind the pumps alone counts"},
      {.name = "efficiency", .quantity = "efficiency", .otherwise = 0.75, .says = "of pump and motor, for the energy taken"},
  };
  return table;
}

void check_curve(const Curve& curve, Findings& findings) {
  const std::vector<double>& head = curve.x;
  const std::vector<double>& discharge = curve.y;
  if (head.size() < 2 || head.size() != discharge.size()) {
    findings.add("pump_curve", "the curve has too few points", fmt::format("it has {}, at least 2 are needed", head.size()),
                 "give heads and discharges from the least head to the one at which the pump delivers nothing");
    return;
  }
  for (std::size_t i = 1; i < head.size(); ++i) {
    const auto pair = [&](std::size_t k) { return fmt::format("({}, {})", shown(head[k], "m"), shown(discharge[k], "m3/s")); };
    if (head[i] <= head[i - 1])
      findings.add("pump_curve", "its heads do not grow", fmt::format("point {} is {}, the one before it {}", i + 1, pair(i), pair(i - 1)),
                   "put the points in order of head");
    if (discharge[i] > discharge[i - 1])
      findings.add("pump_curve", "the curve rises",
                   fmt::format("point {} is {}, the one before it {}; a pump delivers less against a greater head", i + 1, pair(i), pair(i - 1)),
                   "mend the point that rises, or exchange the two columns");
  }
  if (discharge.back() != 0.0)
    findings.add("pump_curve", "the curve does not end with 0",
                 fmt::format("at its greatest head, {}, it still delivers {}", shown(head.back(), "m"), shown(discharge.back(), "m3/s")),
                 "add the head at which the pump delivers nothing, with discharge 0");
}

void check_levels(const Settings& settings, const Surroundings& at, Findings& findings) {
  const double start = settings.number("start_level"), stop = settings.number("stop_level"), suction = settings.number("suction_level");
  if (std::isnan(start) != std::isnan(stop))
    findings.add(std::isnan(start) ? "start_level" : "stop_level", "start and stop level belong together", "only one of the two is given",
                 std::isnan(start) ? "add start_level, or take stop_level away" : "add stop_level, below the start level");
  if (start <= stop)
    findings.add("stop_level", "the pumps stop above their start level",
                 fmt::format("start_level = {}, stop_level = {}; they would start and stop at once", shown(start, "m"), shown(stop, "m")),
                 "give a stop_level below the start_level");
  if (stop < suction)
    findings.add("stop_level", "the pumps stop below their suction level",
                 fmt::format("stop_level = {}, suction_level = {}; they would run dry and never stop", shown(stop, "m"), shown(suction, "m")),
                 "raise stop_level above suction_level");
  if (suction < at.left_bed)
    findings.add("suction_level", "the suction lies below the bed",
                 fmt::format("suction_level = {}, the bed before the pumps is at {}", shown(suction, "m"), shown(at.left_bed, "m")),
                 "raise it to the bed or above, or check datum and place");
}

class Pump final : public StructureLaw {
 public:
  explicit Pump(const Settings& settings)
      : count_(settings.number("count")), suction_(settings.number("suction_level")), efficiency_(settings.number("efficiency")),
        outlet_(settings.number("outlet_level")), capacity_(settings.number("capacity")), points_(settings.curve("pump_curve")) {
    if (!points_.x.empty()) curve_ = MonotoneCurve(points_);
  }

  Passing passing(double left_level, double right_level, double share) const override {  // [ST-23]
    const Sloped left = left_of(left_level);
    const Sloped wet = smooth_step((left - suction_) / fading);
    return passing_of(share * count_ * wet * delivered(head(left, right_of(right_level))));
  }
  double power(double left_level, double right_level, double discharge) const override {  // [ST-23]
    const double lifted = head(left_of(left_level), right_of(right_level)).value();
    return lifted > 0.0 ? density * gravity * discharge * lifted / efficiency_ : 0.0;
  }
  double sill(double /*share*/) const override { return suction_; }

 private:
  Sloped head(const Sloped& left, const Sloped& right) const {
    return (std::isnan(outlet_) ? right : smooth_maximum(right, outlet_, lip)) - left;
  }
  Sloped delivered(const Sloped& head) const {
    if (points_.x.empty()) return capacity_;
    if (head.value() <= points_.x.front()) return points_.y.front();
    if (head.value() >= points_.x.back()) return 0.0;
    return curve_(head);
  }

  double count_, suction_, efficiency_, outlet_, capacity_;
  Curve points_;
  MonotoneCurve curve_;
};

}  // namespace

StructureKind pump() {
  return {
      .name = "pump",
      .says = "pumping station, lifts from left to right",
      .keys = keys(),
      .across = true,
      .link = true,
      .setting = "share",
      .usual_setting = [](const StructureSettings& given) { return Settings(keys(), given).has("start_level") ? 0.0 : 1.0; },
      .problems =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            Findings findings;
            const bool curve = !settings.curve("pump_curve").x.empty(), constant = settings.has("capacity");
            if (curve == constant)
              findings.add(curve ? "capacity" : "pump_curve", curve ? "both a curve and a constant discharge" : "the pump has no discharge",
                           curve ? "pump_curve and capacity say two things about the same pump" : "neither pump_curve nor capacity is given",
                           curve ? "keep one of them" : "give pump_curve, or capacity where the discharge does not depend on the head");
            if (curve) check_curve(settings.curve("pump_curve"), findings);
            findings.positive(settings, "capacity", "m3/s");
            findings.positive(settings, "efficiency", "");
            check_levels(settings, at, findings);
            return findings.take();
          },
      .make = [](const StructureSettings& given, const Surroundings&) -> std::unique_ptr<StructureLaw> {
        return std::make_unique<Pump>(Settings(keys(), given));
      },
  };
}

}  // namespace riverchief::physics
