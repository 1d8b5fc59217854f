// An alarm: too much of something at a section at an instant.

#pragma once

#include <optional>
#include <string>

#include "basin/scenario.hpp"

namespace riverchief::attribution {

struct Alarm {
  basin::Place at;
  double time = 0.0;        ///< [s] from the scenario's start
  std::string pollutant;    ///< id
  double excess = 0.0;      ///< above what is usual there [g/m3], > 0
  double back = 432000.0;   ///< how far one looks back [s]
  std::optional<double> decay_rate;  ///< at 20 degC [1/s], instead of the basin's
};

/// An alarm as people write it.
struct AlarmTexts {
  std::string at, time, pollutant, excess, back, decay_rate;  ///< "zhimai: 122 km", ISO 8601, id, "0.8 mg/L", "5 d", "0.1 1/day"; back and decay_rate may be empty
};

/// \throws core::InputError  with all that is wrong with it: a place, an instant or a pollutant that this scenario does not have, a unit
Alarm read_alarm(const AlarmTexts& texts, const basin::Scenario& scenario);

}  // namespace riverchief::attribution
