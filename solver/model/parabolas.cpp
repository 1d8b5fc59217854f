#include "model/parabolas.hpp"

#include "core/lanes.hpp"

namespace riverchief::model {
namespace {

using core::Lanes;

/// Half the difference of the neighbours, at most twice that to either of them, 0 at an extremum.
template <class T>
RIVERCHIEF_INLINE T limited(T a, T b, T c) {
  const T up = b - a, down = c - b, central = 0.5 * (c - a);
  const T size = core::smaller(core::size_of(central), 2.0 * core::smaller(core::size_of(up), core::size_of(down)));
  return core::choose(up * down <= T{}, T{}, core::choose(central < T{}, -size, size));
}

/// How far a jump between two cells is to be kept sharp, 0 to 1, from five neighbours.
RIVERCHIEF_INLINE double jump(double aa, double a, double b, double c, double cc) {
  const double before = b - 2.0 * a + aa, after = cc - 2.0 * c + b, rise = c - a;  // six times CW's second differences
  const double ratio = (before - after) / (6.0 * (rise == 0.0 ? 1.0 : rise));
  const double sharp = core::larger(0.0, core::smaller(20.0 * (ratio - 0.05), 1.0));
  return before * after < 0.0 && core::size_of(rise) > 0.01 * core::smaller(core::size_of(a), core::size_of(c)) ? sharp : 0.0;
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
    const double a = values[k + P], b = values[k + 2 * P], c = values[k + 3 * P], sharp = jump(values[k], a, b, c, values[k + 4 * P]);
    const double l = edges[k] + sharp * (a + 0.5 * slopes[k] - edges[k]), r = edges[k + P] + sharp * (c - 0.5 * slopes[k + 2 * P] - edges[k + P]);
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
  Lanes sums{};
  std::size_t t = 0;
  for (; t + 4 <= count; t += 4) {
    Lanes here;
    core::load(tags + t, here);
    sums += core::larger(here, Lanes{});
  }
  double sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  for (; t < count; ++t) sum += core::larger(tags[t], 0.0);
  const double inverse = sum > 1e-290 ? 1.0 / sum : 0.0;
  for (t = 0; t < count; ++t) shares[t] = core::larger(tags[t], 0.0) * inverse;
  if (inverse == 0.0) shares[0] = 1.0;
}

RIVERCHIEF_WIDE void tag_slopes(const double* __restrict before, const double* __restrict here, const double* __restrict after, std::size_t count, double* __restrict slopes) {
  Lanes rising{}, falling{};
  std::size_t t = 0;
  for (; t + 4 <= count; t += 4) {
    Lanes a, b, c;
    core::load(before + t, a), core::load(here + t, b), core::load(after + t, c);
    const Lanes slope = limited(a, b, c);
    core::store(slopes + t, slope);
    rising += core::larger(slope, Lanes{}), falling += core::larger(-slope, Lanes{});
  }
  double up = (rising[0] + rising[1]) + (rising[2] + rising[3]), down = (falling[0] + falling[1]) + (falling[2] + falling[3]);
  for (; t < count; ++t) {
    slopes[t] = limited(before[t], here[t], after[t]);
    up += core::larger(slopes[t], 0.0), down += core::larger(-slopes[t], 0.0);
  }
  const double of_rising = up > down ? down / up : 1.0, of_falling = down > up ? up / down : 1.0;
  for (t = 0; t < count; ++t) slopes[t] *= slopes[t] > 0.0 ? of_rising : of_falling;
}

RIVERCHIEF_WIDE void add_tags(double mass, double place, const double* __restrict shares, const double* __restrict slopes, std::size_t count, double* __restrict out) {
  const double lean = mass * place;
  for (std::size_t t = 0; t < count; ++t) out[t] += mass * shares[t] + lean * slopes[t];
}

}  // namespace riverchief::model
