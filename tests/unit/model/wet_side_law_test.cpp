// A gate whose sill lies three metres below the bed of the cell above it.

#include "model/wet_side_law.hpp"

#include <gtest/gtest.h>

#include "physics/structure_kinds.hpp"

namespace riverchief::model {
namespace {

constexpr double sill = 2.0, left_bed = 5.0, right_bed = 1.0, opening = 1.0, film = 0.01;

std::unique_ptr<physics::StructureLaw> gate() {
  physics::StructureSettings settings;
  settings.numbers = {{"sill_level", sill}, {"width", 10.0}, {"count", 1.0}, {"height", 3.0}, {"contraction_coefficient", 0.61}, {"discharge_coefficient", 1.7}};
  physics::Surroundings around;
  around.left_bed = left_bed, around.right_bed = right_bed;
  return physics::find_structure_kind("sluice_gate")->make(settings, around);
}

TEST(WetSideLaw, AnEmptyCellGivesNothing) {
  const auto law = limited_by_water(gate(), sill, left_bed, right_bed);
  EXPECT_GT(gate()->passing(left_bed, right_bed, opening).discharge, 10.0);  // the levels alone would drive so much
  EXPECT_EQ(law->passing(left_bed, right_bed, opening).discharge, 0.0);
  EXPECT_LT(law->passing(left_bed - 1e-9, right_bed, opening).discharge, 0.0);  // what Newton sees on its way back
}

TEST(WetSideLaw, AWetCellGivesWhatTheLawSays) {
  const auto law = limited_by_water(gate(), sill, left_bed, right_bed);
  for (const double depth : {2.0 * film, 0.5, 3.0}) {
    const auto limited = law->passing(left_bed + depth, right_bed, opening), plain = gate()->passing(left_bed + depth, right_bed, opening);
    EXPECT_EQ(limited.discharge, plain.discharge);
    EXPECT_DOUBLE_EQ(limited.by_left, plain.by_left);
  }
}

TEST(WetSideLaw, ItsSlopesAreThoseOfTheDischarge) {
  const auto law = limited_by_water(gate(), sill, left_bed, right_bed);
  constexpr double step = 1e-7;
  for (const double depth : {0.002, 0.005, 0.009}) {
    const double level = left_bed + depth, behind = 4.5;
    const auto p = law->passing(level, behind, opening);
    const double by_left = (law->passing(level + step, behind, opening).discharge - law->passing(level - step, behind, opening).discharge) / (2 * step);
    const double by_right = (law->passing(level, behind + step, opening).discharge - law->passing(level, behind - step, opening).discharge) / (2 * step);
    EXPECT_NEAR(p.by_left, by_left, 1e-4 * std::abs(by_left));
    EXPECT_NEAR(p.by_right, by_right, 1e-4 * std::abs(by_right) + 1e-6);
  }
}

TEST(WetSideLaw, ASillAboveBothBedsNeedsNoLimit) {
  auto law = gate();
  const auto* plain = law.get();
  EXPECT_EQ(limited_by_water(std::move(law), sill, 1.0, 1.5).get(), plain);
}

}  // namespace
}  // namespace riverchief::model
