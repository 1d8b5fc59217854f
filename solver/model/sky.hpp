// The sky above the water through time: what a kinetic step sees of it.

#pragma once

#include "basin/scenario.hpp"
#include "model/forcing.hpp"
#include "physics/water_quality/heat.hpp"

namespace riverchief::model {

class SkyAbove {
 public:
  explicit SkyAbove(const basin::Scenario& scenario);
  /// Whether there is a sky to exchange heat with: an air temperature.
  bool known() const { return !scenario_.weather.air_temperature.value.empty(); }
  /// Radiation as a mean over the step, the rest at its middle.
  physics::Sky during(double from, double to) const;
  /// The mean of the first day, for a steady start.
  physics::Sky of_first_day() const { return during(0.0, 86400.0); }
  /// Water temperature where it is prescribed [degC].
  double water_temperature(double time) const;

 private:
  double radiation(double from, double to, double cloud) const;
  const basin::Scenario& scenario_;
  Forcing solar_, air_, dew_, wind_, cloud_, water_;
};

}  // namespace riverchief::model
