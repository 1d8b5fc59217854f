// What a user says of a breach, and what a law makes of it.

#pragma once

#include "physics/structures/settings.hpp"

namespace riverchief::physics {

struct BreachSettings {
  double crest = 0, bottom = 0;   ///< [m]
  double width = 0;               ///< at the bottom when formed [m]
  double side_slope = 0;          ///< [-]
  double formation_time = 0;      ///< from its beginning until the bottom is reached [s]
  bool widens = false;            ///< then it goes on to widen by the water's force
  double widest = 0;              ///< [m]
  double critical_velocity = 0;   ///< [m/s]
};

const std::vector<StructureKey>& breach_keys();
std::vector<StructureProblem> breach_problems(const StructureSettings& given, const Surroundings& at);
BreachSettings breach_settings(const Settings& settings);

}  // namespace riverchief::physics
