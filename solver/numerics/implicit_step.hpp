// One implicit Euler step with a full Newton iteration: first order, and as robust as a step can be. Pseudo-time walks
// on it to steady states, and a run falls back to it over an interval that the error-controlled integrator gives up on.

#pragma once

#include <vector>

#include "numerics/system.hpp"

namespace riverchief::numerics {

class ImplicitStep {
 public:
  explicit ImplicitStep(System& system)
      : system_(system), start_(system.size()), rate_(system.size()), residual_(system.size()) {}

  /// y(t + dt) from y(t): y1 = y0 + dt F(t + dt, y1).
  /// \param nearness  of Newton's last change, as a share of the tolerance
  /// \return iterations, or 0 where Newton did not converge or the state is not acceptable (y is then as it was)
  int take(double time, double dt, std::vector<double>& y, double nearness = 0.01);

 private:
  System& system_;
  std::vector<double> start_, rate_, residual_;
};

}  // namespace riverchief::numerics
