// Error-controlled time integration: CVODES, BDF of order at most 2, with the model's own linear solver and norm.
//
// Orders above 2 are unstable on gravity waves. Newton, step size and order are CVODES' own; ours are the linear solver
// (behind SUNLinearSolver), the norm (behind N_Vector: errors are judged in depth and velocity, whatever y holds) and one
// more condition on a step: volumes that fell below zero reject it.
// Source: Hindmarsh et al. (2005), ACM TOMS 31(3) (SUNDIALS).

#pragma once

#include <memory>
#include <vector>

#include "numerics/system.hpp"

namespace riverchief::numerics {

struct Counters {
  long steps = 0, rejected_steps = 0, newton_iterations = 0, jacobians = 0;
};

class Integrator {
 public:
  Integrator(System& system, double time, const std::vector<double>& y, double first_step);
  ~Integrator();
  Integrator(const Integrator&) = delete;
  Integrator& operator=(const Integrator&) = delete;

  /// Starts anew from here (order 1, a small step).
  void restart(double time, const std::vector<double>& y, double first_step);
  /// One step, not beyond `stop`. \return false where the integrator gives up (time() and y() then hold the last good state)
  bool step(double stop);
  double time() const;
  double previous_time() const;
  /// The state at time().
  const double* y() const;
  /// The state at an instant within the last step.
  void interpolate(double time, double* y) const;
  Counters counters() const;
  /// Why step() returned false.
  const char* trouble() const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> impl_;
};

}  // namespace riverchief::numerics
