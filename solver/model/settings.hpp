// What controls move: the setting of every structure as a function of time between two events.

#pragma once

#include <cmath>
#include <limits>
#include <vector>

#include "model/forcing.hpp"

namespace riverchief::model {

/// An opening, a share of pumps, a crest level. It goes from where it was towards its target at a limited rate.
struct Setting {
  Forcing by_hand;         ///< where no rule moves it
  bool ruled = false;      ///< a rule does
  double rule_target = 0;
  double rate = 0;         ///< [unit/s]; 0 = at once
  double from = 0, since = 0;  ///< where it was when it was last told to move, and when
  bool begun = false;      ///< kinds that grow: growth has begun; the setting is a state of its own then

  double target(double time) const { return ruled ? rule_target : by_hand.value(time); }
  double value(double time) const {
    const double goal = target(time);
    if (!(rate > 0.0)) return goal;
    const double way = goal - from, can = rate * (time - since);
    return std::fabs(way) <= can ? goal : from + std::copysign(can, way);
  }
  /// When it arrives, as things are now; in the past or infinite where it rests.
  double arrival(double time) const {
    return rate > 0.0 ? since + std::fabs(target(time) - from) / rate : -std::numeric_limits<double>::infinity();
  }
  /// Tells it to go somewhere else from now on.
  void move(double time, bool by_rule, double goal) {
    from = value(time);
    if (!std::isfinite(from)) from = by_rule ? goal : by_hand.value(time);  // a gate that is out of the water's way has no way to go
    since = time;
    ruled = by_rule;
    rule_target = goal;
  }
};

}  // namespace riverchief::model
