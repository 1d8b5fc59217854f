// Whether a run gets on, and how far trouble is bridged with first-order steps.

#pragma once

#include <algorithm>

namespace riverchief::model {

class Pace {
 public:
  explicit Pace(double time) { begin(time); }
  /// As a run that is taken up here.
  void begin(double time) { steps_ = 0, looked_ = time, last_trouble_ = -1e300, length_ = bridge; }
  /// Called after every step. \return false where the last steps have come nowhere
  bool gets_on(double time) {
    if (++steps_ < watched_steps) return true;
    const bool far = time - looked_ > least_way;
    steps_ = 0, looked_ = time;
    return far;
  }
  /// Length of the interval to be bridged [s]; trouble that comes back soon is bridged further each time.
  double bridge_length(double time) {
    length_ = time < last_trouble_ + 10.0 * length_ ? std::min(2.0 * length_, longest_bridge) : bridge;
    last_trouble_ = time + length_;
    return length_;
  }

 private:
  static constexpr double bridge = 60.0, longest_bridge = 3600.0;  // [s]
  static constexpr int watched_steps = 2000;
  static constexpr double least_way = 0.2;  // that so many steps must come together [s]
  int steps_ = 0;
  double looked_ = 0, last_trouble_ = 0, length_ = bridge;
};

}  // namespace riverchief::model
