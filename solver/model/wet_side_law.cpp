#include "model/wet_side_law.hpp"

#include <algorithm>
#include <utility>

namespace riverchief::model {
namespace {

/// Depth over which a cell begins to give [m].
constexpr double film = 0.01;

class WetSideLaw final : public physics::StructureLaw {
 public:
  WetSideLaw(std::unique_ptr<physics::StructureLaw> law, double left_bed, double right_bed) : law_(std::move(law)), left_bed_(left_bed), right_bed_(right_bed) {}

  physics::Passing passing(double left_level, double right_level, double setting) const override {
    physics::Passing p = law_->passing(std::max(left_level, left_bed_), std::max(right_level, right_bed_), setting);
    if (left_level < left_bed_) p.by_left = 0.0;
    if (right_level < right_bed_) p.by_right = 0.0;
    const bool from_left = p.discharge > 0.0;
    const double s = (from_left ? left_level - left_bed_ : right_level - right_bed_) / film;
    if (s >= 1.0) return p;
    // Steepest where the water ends, and straight beyond: so Newton comes back from below the bed at once.
    const double share = s * (2.0 - std::max(s, 0.0)), slope = 2.0 * (1.0 - std::max(s, 0.0)) / film;
    (from_left ? p.by_left : p.by_right) = (from_left ? p.by_left : p.by_right) * share + p.discharge * slope;
    (from_left ? p.by_right : p.by_left) *= share;
    p.discharge *= share;
    return p;
  }
  physics::Loss loss(double level, double area) const override { return law_->loss(level, area); }
  double growth(double left_level, double right_level, double setting) const override { return law_->growth(left_level, right_level, setting); }
  double power(double left_level, double right_level, double discharge) const override { return law_->power(left_level, right_level, discharge); }
  double sill(double setting) const override { return law_->sill(setting); }

 private:
  std::unique_ptr<physics::StructureLaw> law_;
  double left_bed_, right_bed_;
};

}  // namespace

std::shared_ptr<const physics::StructureLaw> limited_by_water(std::unique_ptr<physics::StructureLaw> law, double lowest_sill, double left_bed, double right_bed) {
  if (lowest_sill >= std::max(left_bed, right_bed)) return law;
  return std::make_shared<WetSideLaw>(std::move(law), left_bed, right_bed);
}

}  // namespace riverchief::model
