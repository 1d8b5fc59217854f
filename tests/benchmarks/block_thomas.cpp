#include "block_thomas.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "processor_clock.hpp"

namespace riverchief::benchmarks {
namespace {

using Matrix = std::array<double, 4>;  // by rows
using Vector = std::array<double, 2>;

struct BlockRow {
  Matrix lower, diagonal, upper;
  Vector right;
};

inline Matrix times(const Matrix& a, const Matrix& b) {
  return {a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3]};
}
inline Vector times(const Matrix& a, const Vector& v) { return {a[0] * v[0] + a[1] * v[1], a[2] * v[0] + a[3] * v[1]}; }
inline Matrix inverted(const Matrix& a) {
  const double by = 1.0 / (a[0] * a[3] - a[1] * a[2]);
  return {a[3] * by, -a[1] * by, -a[2] * by, a[0] * by};
}

/// A row with a heavy diagonal, different for each i.
BlockRow example_row(std::size_t i) {
  const double t = 0.3 * std::sin(static_cast<double>(i)), w = 0.2 + 0.1 * t;
  return {{-w, 0.03, 0.01, -w}, {2.2 + t, -0.25, 0.35, 2.6 - t}, {-0.4, w, -0.05, -0.5}, {1.0, t}};
}

void solve(const std::vector<BlockRow>& system, std::vector<Matrix>& carry, std::vector<Vector>& x) {
  Matrix before{};
  Vector solved{};
  for (std::size_t i = 0; i < system.size(); ++i) {
    const BlockRow& row = system[i];
    const Matrix le = times(row.lower, before);
    const Vector lf = times(row.lower, solved);
    const Matrix pivot = inverted({row.diagonal[0] - le[0], row.diagonal[1] - le[1], row.diagonal[2] - le[2], row.diagonal[3] - le[3]});
    carry[i] = before = times(pivot, row.upper);
    x[i] = solved = times(pivot, Vector{row.right[0] - lf[0], row.right[1] - lf[1]});
  }
  for (std::size_t i = system.size() - 1; i > 0; --i) {
    const Vector back = times(carry[i - 1], x[i]);
    x[i - 1][0] -= back[0];
    x[i - 1][1] -= back[1];
  }
}

}  // namespace

double block_solve_time(std::size_t rows) {
  std::vector<BlockRow> system(rows);
  for (std::size_t i = 0; i < rows; ++i) system[i] = example_row(i);
  system.front().lower = system.back().upper = {};
  std::vector<Matrix> carry(rows);
  std::vector<Vector> x(rows);
  const std::size_t repeats = std::max<std::size_t>(1, 2'000'000 / rows);
  std::array<double, 21> seconds{};
  volatile double sink = 0;  // no solve may be left out
  for (double& one : seconds) {
    const double begin = processor_seconds();
    for (std::size_t k = 0; k < repeats; ++k) {
      system[rows / 2].right[0] += 1e-9;
      solve(system, carry, x);
      sink = sink + x[0][0];
    }
    one = (processor_seconds() - begin) / static_cast<double>(repeats);
  }
  std::nth_element(seconds.begin(), seconds.begin() + 10, seconds.end());
  return seconds[10];
}

}  // namespace riverchief::benchmarks
