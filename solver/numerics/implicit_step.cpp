#include "numerics/implicit_step.hpp"

#include <cmath>

#include "core/parallel.hpp"

namespace riverchief::numerics {

int ImplicitStep::take(double time, double dt, std::vector<double>& y, double nearness) {
  constexpr int most_iterations = 25;
  start_ = y;
  const double end = time + dt;
  system_.right_hand_side(time, y.data(), rate_.data());
  system_.weigh(y.data());
  system_.predict(time, dt, y.data());
  double before = 1e300;
  for (int iteration = 1; iteration <= most_iterations; ++iteration) {
    if (!system_.right_hand_side(end, y.data(), rate_.data())) break;
    core::in_pieces(y.size(), [&](std::size_t, std::size_t from, std::size_t to) {
      for (std::size_t i = from; i < to; ++i) residual_[i] = start_[i] + dt * rate_[i] - y[i];
    });
    if (!system_.prepare(dt)) break;
    system_.solve(residual_.data(), residual_.data());
    const double size = system_.error_norm(residual_.data());
    if (!std::isfinite(size) || (iteration > 6 && size > before)) break;
    core::in_pieces(y.size(), [&](std::size_t, std::size_t from, std::size_t to) {
      for (std::size_t i = from; i < to; ++i) y[i] += residual_[i];
    });
    if (size < nearness) {
      if (system_.acceptable(end, y.data())) return iteration;
      break;
    }
    before = size;
  }
  y = start_;
  return 0;
}

}  // namespace riverchief::numerics
