// Every kind of structure over all levels on both sides: continuous, with exact and bounded slopes, monotone, at rest where the water is.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "structure_examples.hpp"

namespace riverchief::physics {
namespace {

std::unique_ptr<StructureLaw> law_of(const StructureExample& example) {
  return find_structure_kind(example.kind)->make(example.settings, example.at);
}

std::string place(const StructureExample& example, double moved, double left, double right) {
  return example.kind + " at " + std::to_string(moved) + ", left " + std::to_string(left) + ", right " + std::to_string(right);
}

// Levels half a centimetre apart, a millimetre near the places where something begins.
std::vector<double> levels_around(double other, double sill) {
  std::vector<double> levels;
  for (double level = sweep_from; level < sweep_to; level += 0.005) levels.push_back(level + 0.000137);
  for (const double centre : {other, sill})
    for (int i = -25; i <= 25; ++i) levels.push_back(centre + 0.001 * i);
  std::sort(levels.begin(), levels.end());
  return levels;
}

std::vector<double> other_levels(double sill) {
  std::vector<double> levels = {-0.5, 0.9, 1.55, 1.9, 2.0, 2.003, 2.02, 2.2, 2.61, 3.0, 3.4, 4.1, 5.0, 6.7};
  if (std::isfinite(sill)) levels.push_back(sill + 0.5);
  return levels;
}

template <typename Check>
void sweep(const Check& check) {
  for (const StructureExample& example : structure_examples()) {
    const auto law = law_of(example);
    for (const double moved : example.moved) {
      const double sill = law->sill(moved);
      for (const double other : other_levels(sill)) check(example, *law, moved, other, levels_around(other, std::isfinite(sill) ? sill : 2.0));
      if (::testing::Test::HasFailure()) return;
    }
  }
}

TEST(Structures, EveryKindHasAnExampleWithoutProblems) {
  for (const StructureKind& kind : structure_kinds()) {
    const auto& examples = structure_examples();
    EXPECT_TRUE(std::any_of(examples.begin(), examples.end(), [&](const StructureExample& e) { return e.kind == kind.name; })) << kind.name;
  }
  for (const StructureExample& example : structure_examples()) {
    const StructureKind* kind = find_structure_kind(example.kind);
    ASSERT_NE(kind, nullptr) << example.kind;
    for (const StructureProblem& problem : kind->problems(example.settings, example.at)) ADD_FAILURE() << example.kind << ": " << problem.what;
  }
}

TEST(Structures, SlopesAreTheDerivativesOfTheDischarge) {
  constexpr double step = 1e-6;
  sweep([](const StructureExample& example, const StructureLaw& law, double moved, double other, const std::vector<double>& levels) {
    for (const double level : levels)
      for (const bool left : {true, false}) {
        const auto at = [&](double x) { return left ? law.passing(x, other, moved) : law.passing(other, x, moved); };
        const Passing below = at(level - step), here = at(level), above = at(level + step);
        const auto slope = [&](const Passing& passing) { return left ? passing.by_left : passing.by_right; };
        const double least = std::min({slope(below), slope(here), slope(above)}), greatest = std::max({slope(below), slope(here), slope(above)});
        const double found = (above.discharge - below.discharge) / (2.0 * step), room = 1e-5 * (1.0 + std::abs(found));
        ASSERT_TRUE(std::isfinite(here.discharge) && std::isfinite(here.by_left) && std::isfinite(here.by_right))
            << place(example, moved, left ? level : other, left ? other : level);
        ASSERT_TRUE(found >= least - room && found <= greatest + room)
            << place(example, moved, left ? level : other, left ? other : level) << " by " << (left ? "left" : "right") << " " << slope(here)
            << ", difference " << found;
      }
  });
}

TEST(Structures, DischargeIsContinuousWithBoundedSlopes) {
  std::map<std::string, double> steepest;
  sweep([&](const StructureExample& example, const StructureLaw& law, double moved, double other, const std::vector<double>& levels) {
    for (const bool left : {true, false}) {
      const auto at = [&](double x) { return left ? law.passing(x, other, moved) : law.passing(other, x, moved); };
      Passing before = at(levels.front());
      for (std::size_t i = 1; i < levels.size(); ++i) {
        const Passing here = at(levels[i]);
        const double slope = left ? std::max(std::abs(before.by_left), std::abs(here.by_left))
                                  : std::max(std::abs(before.by_right), std::abs(here.by_right));
        steepest[example.kind] = std::max(steepest[example.kind], slope);
        ASSERT_LE(slope, example.greatest_slope) << place(example, moved, left ? levels[i] : other, left ? other : levels[i]);
        ASSERT_LE(std::abs(here.discharge - before.discharge), 2.0 * slope * (levels[i] - levels[i - 1]) + 1e-5)
            << place(example, moved, left ? levels[i] : other, left ? other : levels[i]);
        before = here;
      }
    }
  });
  for (const auto& [kind, slope] : steepest) RecordProperty(kind, std::to_string(slope));
}

TEST(Structures, MoreWaterBeforeThemPassesMoreAndBehindThemLess) {
  sweep([](const StructureExample& example, const StructureLaw& law, double moved, double other, const std::vector<double>& levels) {
    if (!example.monotone) return;
    for (const double level : levels)
      for (const bool left : {true, false}) {
        const Passing passing = left ? law.passing(level, other, moved) : law.passing(other, level, moved);
        ASSERT_GE(passing.by_left, -1e-9) << place(example, moved, left ? level : other, left ? other : level);
        ASSERT_LE(passing.by_right, 1e-9) << place(example, moved, left ? level : other, left ? other : level);
      }
  });
}

TEST(Structures, WaterAtRestStaysAndRunsDownhillOnly) {
  sweep([](const StructureExample& example, const StructureLaw& law, double moved, double other, const std::vector<double>& levels) {
    if (!example.rests) return;
    ASSERT_EQ(law.passing(other, other, moved).discharge, 0.0) << place(example, moved, other, other);
    for (const double level : levels) {
      const double discharge = law.passing(level, other, moved).discharge;
      ASSERT_GE(discharge * (level - other), 0.0) << place(example, moved, level, other);
      if (std::max(level, other) <= law.sill(moved)) {
        ASSERT_EQ(discharge, 0.0) << place(example, moved, level, other);
      }
    }
  });
}

TEST(Structures, SlopesOfWaterAtRestAreThoseBesideIt) {
  sweep([](const StructureExample& example, const StructureLaw& law, double moved, double other, const std::vector<double>& levels) {
    if (!example.symmetric) return;
    for (const double level : levels)
      if (level > other - 0.1) {
        const Passing here = law.passing(level, level, moved), beside = law.passing(level + 1e-9, level, moved);
        ASSERT_NEAR(here.by_left, beside.by_left, 0.01 + 1e-3 * std::abs(beside.by_left)) << place(example, moved, level, level);
        ASSERT_NEAR(here.by_right, beside.by_right, 0.01 + 1e-3 * std::abs(beside.by_right)) << place(example, moved, level, level);
      }
  });
}

TEST(Structures, SymmetricKindsPassTheSameBothWays) {
  sweep([](const StructureExample& example, const StructureLaw& law, double moved, double other, const std::vector<double>& levels) {
    if (!example.symmetric) return;
    for (const double level : levels) {
      const Passing onward = law.passing(level, other, moved), back = law.passing(other, level, moved);
      ASSERT_NEAR(onward.discharge, -back.discharge, 1e-12) << place(example, moved, level, other);
      ASSERT_NEAR(onward.by_left, -back.by_right, 1e-9 * (1.0 + std::abs(onward.by_left))) << place(example, moved, level, other);
    }
  });
}

}  // namespace
}  // namespace riverchief::physics
