#include "model/parabolas.hpp"

#include "core/lanes.hpp"

namespace riverchief::model {
namespace {

/// Half the difference of the neighbours, at most twice that to either of them, 0 at an extremum.
RIVERCHIEF_INLINE double limited(double a, double b, double c) {
  const double up = b - a, down = c - b, central = 0.5 * (c - a);
  const double size = core::smaller(core::size_of(central), 2.0 * core::smaller(core::size_of(up), core::size_of(down)));
  return up * down <= 0.0 ? 0.0 : central < 0.0 ? -size : size;
}

}  // namespace

RIVERCHIEF_WIDE void limited_parabolas(const double* __restrict values, std::size_t cells, std::size_t P, double* __restrict slopes, double* __restrict edges,
                                       double* __restrict left, double* __restrict sloped, double* __restrict curve) {
  for (std::size_t k = 0; k < (cells + 2) * P; ++k) slopes[k] = limited(values[k], values[k + P], values[k + 2 * P]);
  for (std::size_t k = 0; k < (cells + 1) * P; ++k) {
    const double b = values[k + P], c = values[k + 2 * P];
    edges[k] = b + 0.5 * (c - b) - (slopes[k + P] - slopes[k]) / 6.0;
  }
  for (std::size_t k = 0; k < cells * P; ++k) {
    const double b = values[k + 2 * P], l = edges[k], r = edges[k + P];
    const double span = r - l, six = 6.0 * (b - 0.5 * (l + r)), square = span * span, lean = span * six;
    const bool flat = (r - b) * (b - l) <= 0.0;
    const double from = flat ? b : lean > square ? 3.0 * b - 2.0 * r : l, to = flat ? b : lean < -square ? 3.0 * b - 2.0 * l : r;
    const double bulge = 6.0 * (b - 0.5 * (from + to));
    left[k] = from;
    sloped[k] = to - from + bulge;
    curve[k] = bulge;
  }
}

RIVERCHIEF_WIDE void tag_shares(const double* __restrict tags, std::size_t count, double* __restrict shares) {
  double sums[4] = {};
  std::size_t t = 0;
  for (; t + 4 <= count; t += 4)
    for (std::size_t i = 0; i < 4; ++i) sums[i] += core::larger(tags[t + i], 0.0);
  for (; t < count; ++t) sums[0] += core::larger(tags[t], 0.0);
  const double sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  if (!(sum > 0.0)) {
    for (t = 0; t < count; ++t) shares[t] = 0.0;
    shares[0] = 1.0;
    return;
  }
  const double inverse = sum > 1e-290 ? 1.0 / sum : 0.0;
  if (inverse == 0.0) shares[0] = 1.0;
  for (t = inverse == 0.0 ? 1 : 0; t < count; ++t) shares[t] = core::larger(tags[t], 0.0) * inverse;
}

RIVERCHIEF_WIDE void tag_slopes(const double* __restrict before, const double* __restrict here, const double* __restrict after, std::size_t count, double* __restrict slopes) {
  double rising[4] = {}, falling[4] = {};
  std::size_t t = 0;
  for (; t + 4 <= count; t += 4)
    for (std::size_t i = 0; i < 4; ++i) {
      const double slope = limited(before[t + i], here[t + i], after[t + i]);
      slopes[t + i] = slope;
      rising[i] += core::larger(slope, 0.0), falling[i] += core::larger(-slope, 0.0);
    }
  for (; t < count; ++t) {
    const double slope = limited(before[t], here[t], after[t]);
    slopes[t] = slope;
    rising[0] += core::larger(slope, 0.0), falling[0] += core::larger(-slope, 0.0);
  }
  const double up = (rising[0] + rising[1]) + (rising[2] + rising[3]), down = (falling[0] + falling[1]) + (falling[2] + falling[3]);
  const double of_rising = up > down ? down / up : 1.0, of_falling = down > up ? up / down : 1.0;
  for (t = 0; t < count; ++t) slopes[t] *= slopes[t] > 0.0 ? of_rising : of_falling;
}

RIVERCHIEF_WIDE void add_tags(double mass, double place, const double* __restrict shares, const double* __restrict slopes, std::size_t count, double* __restrict out) {
  const double lean = mass * place;
  for (std::size_t t = 0; t < count; ++t) out[t] += mass * shares[t] + lean * slopes[t];
}

}  // namespace riverchief::model
