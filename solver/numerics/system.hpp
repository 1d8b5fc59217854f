// What the time integration sees of a model: y' = F(t, y), a linear solver for I − γJ, and what an error means.
// Numerics knows no water: it calls these and nothing else.

#pragma once

#include <cstddef>

namespace riverchief::numerics {

class System {
 public:
  virtual ~System() = default;
  virtual std::size_t size() const = 0;
  /// F(t, y). \return false where y is not a state the laws know (the step is tried again, smaller)
  virtual bool right_hand_side(double time, const double* y, double* rate) = 0;
  /// A first guess of the state after dt: fluxes go on as they are.
  virtual void predict(double time, double dt, double* y) = 0;
  /// Prepares the solution of (I − γJ) x = b at the state that right_hand_side() saw last. \return false where it is singular
  virtual bool prepare(double gamma) = 0;
  /// x from b; the two may be the same array.
  virtual void solve(const double* b, double* x) = 0;
  /// Takes the state by which errors are weighed.
  virtual void weigh(const double* y) = 0;
  /// Size of a difference of states in units of the tolerance: the root mean square, or a share of the largest one.
  virtual double error_norm(const double* difference) const = 0;
  /// Whether a step may end here (volumes not negative).
  virtual bool acceptable(double time, const double* y) = 0;
};

}  // namespace riverchief::numerics
