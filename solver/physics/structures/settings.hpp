// Settings with the defaults of their kind, and findings about them.
//
// Units, ranges, missing and unknown keys are judged by the reader, from StructureKey; kinds judge what contradicts itself or the place.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "physics/structure_law.hpp"

namespace riverchief::physics {

class Settings {
 public:
  Settings(const std::vector<StructureKey>& keys, const StructureSettings& given) : keys_(&keys), given_(&given) {}
  /// As given, else the key's default; NaN = absent.
  double number(std::string_view key) const;
  bool has(std::string_view key) const;  ///< a number that is given or has a default
  /// As given, else the first allowed.
  std::string word(std::string_view key) const;
  /// As given, else empty.
  Curve curve(std::string_view key) const;

 private:
  const std::vector<StructureKey>* keys_;
  const StructureSettings* given_;
};

/// Collects what is wrong. Comparisons with absent (NaN) numbers find nothing.
class Findings {
 public:
  void add(std::string_view key, std::string what, std::string why, std::string fix);
  /// The number must be above zero.
  void positive(const Settings& settings, std::string_view key, std::string_view unit);
  /// The number must not be below zero.
  void not_negative(const Settings& settings, std::string_view key, std::string_view unit);
  /// The level must not lie below the ground on both sides.
  void above_bed(const Settings& settings, std::string_view key, const Surroundings& at);
  /// `total` [m] of openings must fit the river's section.
  void within_section(std::string_view key, double total, const Surroundings& at);
  std::vector<StructureProblem> take() { return std::move(problems_); }

 private:
  std::vector<StructureProblem> problems_;
};

/// A number with its unit, for messages.
std::string shown(double value, std::string_view unit);

}  // namespace riverchief::physics
