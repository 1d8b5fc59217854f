#include "numerics/batch_vector.hpp"

#include <nvector/nvector_serial.h>

#include <algorithm>
#include <cmath>

#include "core/lanes.hpp"
#include "numerics/reactor.hpp"

namespace riverchief::numerics {
namespace {

// The first member is what the serial operations expect.
struct Content {
  _N_VectorContent_Serial serial;
  const BatchShape* shape;
};

const BatchShape& shape_of(N_Vector v) { return *static_cast<Content*>(v->content)->shape; }
std::size_t length(N_Vector v) { return static_cast<std::size_t>(NV_LENGTH_S(v)); }

N_Vector clone_empty(N_Vector from) {
  N_Vector v = N_VNewEmpty(from->sunctx);
  N_VCopyOps(from, v);
  auto* content = new Content;
  content->serial = {NV_LENGTH_S(from), SUNFALSE, nullptr};
  content->shape = &shape_of(from);
  v->content = content;
  return v;
}

N_Vector clone(N_Vector from) {
  N_Vector v = clone_empty(from);
  NV_DATA_S(v) = new double[length(v)]();
  NV_OWN_DATA_S(v) = SUNTRUE;
  return v;
}

void destroy(N_Vector v) {
  if (v == nullptr) return;
  auto* content = static_cast<Content*>(v->content);
  if (content != nullptr) {
    if (content->serial.own_data) delete[] content->serial.data;
    delete content;
    v->content = nullptr;
  }
  N_VFreeEmpty(v);
}

// Arguments may be the same vector: each element is read before it is written.
RIVERCHIEF_WIDE void sum(double a, const double* x, double b, const double* y, double* z, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) z[i] = a * x[i] + b * y[i];
}
RIVERCHIEF_WIDE void scale(double c, const double* x, double* z, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) z[i] = c * x[i];
}
RIVERCHIEF_WIDE void add_squares(const double* x, const double* w, double* sums) {
  for (std::size_t k = 0; k < batch_width; ++k) sums[k] += x[k] * w[k] * x[k] * w[k];
}

void linear_sum(realtype a, N_Vector x, realtype b, N_Vector y, N_Vector z) { sum(a, NV_DATA_S(x), b, NV_DATA_S(y), NV_DATA_S(z), length(x)); }
void scaled(realtype c, N_Vector x, N_Vector z) { scale(c, NV_DATA_S(x), NV_DATA_S(z), length(x)); }
void fill(realtype c, N_Vector z) { std::fill_n(NV_DATA_S(z), length(z), c); }

/// Root mean square over the states of the worst system; counted rows have no part in it.
realtype norm(N_Vector x, N_Vector w) {
  double sums[batch_width] = {};
  const std::size_t states = shape_of(x).states;
  for (std::size_t s = 0; s < states; ++s) add_squares(NV_DATA_S(x) + s * batch_width, NV_DATA_S(w) + s * batch_width, sums);
  double worst = 0.0;
  for (const double v : sums) worst = v > worst || std::isnan(v) ? v : worst;
  return std::sqrt(worst / static_cast<double>(states));
}

/// States may not be negative, but for rounding.
booleantype none_negative(N_Vector, N_Vector x, N_Vector mask) {
  const BatchShape& shape = shape_of(x);
  fill(0.0, mask);
  bool fine = true;
  for (std::size_t s = 0; s < shape.states; ++s)
    for (std::size_t k = s * batch_width; k < (s + 1) * batch_width; ++k)
      if (!(NV_DATA_S(x)[k] >= -shape.negligible[s])) NV_DATA_S(mask)[k] = 1.0, fine = false;
  return fine ? SUNTRUE : SUNFALSE;
}

}  // namespace

N_Vector make_batch_vector(const BatchShape& shape, SUNContext context) {
  N_Vector model = N_VNewEmpty_Serial(0, context);
  N_Vector v = N_VNewEmpty(context);
  N_VCopyOps(model, v);
  N_VDestroy(model);
  auto* content = new Content;
  content->serial = {static_cast<sunindextype>(shape.rows * batch_width), SUNTRUE, new double[shape.rows * batch_width]()};
  content->shape = &shape;
  v->content = content;
  v->ops->nvclone = clone;
  v->ops->nvcloneempty = clone_empty;
  v->ops->nvdestroy = destroy;
  v->ops->nvwrmsnorm = norm;
  v->ops->nvconstrmask = none_negative;
  v->ops->nvlinearsum = linear_sum;
  v->ops->nvscale = scaled;
  v->ops->nvconst = fill;
  return v;
}

}  // namespace riverchief::numerics
