#include "numerics/state_vector.hpp"

#include <nvector/nvector_serial.h>

#include <algorithm>
#include <cstddef>

#include "core/lanes.hpp"
#include "core/parallel.hpp"
#include "numerics/system.hpp"

namespace riverchief::numerics {
namespace {

using core::Lanes;
using core::lane_count;

// The first member is what the serial operations expect.
struct Content {
  _N_VectorContent_Serial serial;
  System* system;
};

std::size_t length(N_Vector v) { return static_cast<std::size_t>(NV_LENGTH_S(v)); }

N_Vector clone_empty(N_Vector from) {
  N_Vector v = N_VNewEmpty(from->sunctx);
  N_VCopyOps(from, v);
  auto* content = new Content;
  content->serial.length = NV_LENGTH_S(from);
  content->serial.own_data = SUNFALSE;
  content->serial.data = nullptr;
  content->system = &system_of(from);
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

double norm(N_Vector x, N_Vector) { return system_of(x).error_norm(NV_DATA_S(x)); }

// Arguments may be the same vector: each lane is read before it is written.
RIVERCHIEF_WIDE void sum(double a, const double* x, double b, const double* y, double* z, std::size_t n) {
  std::size_t i = 0;
  for (; i + lane_count <= n; i += lane_count) {
    Lanes p, q;
    core::load(x + i, p), core::load(y + i, q);
    core::store(z + i, a * p + b * q);
  }
  for (; i < n; ++i) z[i] = a * x[i] + b * y[i];
}

RIVERCHIEF_WIDE void scale(double c, const double* x, double* z, std::size_t n) {
  std::size_t i = 0;
  for (; i + lane_count <= n; i += lane_count) {
    Lanes p;
    core::load(x + i, p);
    core::store(z + i, c * p);
  }
  for (; i < n; ++i) z[i] = c * x[i];
}

void fill(realtype c, N_Vector z) {
  core::in_pieces(length(z), [&](std::size_t, std::size_t from, std::size_t end) { std::fill(NV_DATA_S(z) + from, NV_DATA_S(z) + end, c); });
}

void linear_sum(realtype a, N_Vector x, realtype b, N_Vector y, N_Vector z) {
  core::in_pieces(length(z), [&](std::size_t, std::size_t from, std::size_t end) {
    sum(a, NV_DATA_S(x) + from, b, NV_DATA_S(y) + from, NV_DATA_S(z) + from, end - from);
  });
}

void scaled(realtype c, N_Vector x, N_Vector z) {
  if (c == 1.0 && x == z) return;
  core::in_pieces(length(z), [&](std::size_t, std::size_t from, std::size_t end) { scale(c, NV_DATA_S(x) + from, NV_DATA_S(z) + from, end - from); });
}

}  // namespace

System& system_of(N_Vector v) { return *static_cast<Content*>(v->content)->system; }

N_Vector make_state_vector(System& system, SUNContext context) {
  // Take the serial operations from a serial vector of length 0, then our own content, norm and loops.
  N_Vector model = N_VNewEmpty_Serial(0, context);
  N_Vector v = N_VNewEmpty(context);
  N_VCopyOps(model, v);
  N_VDestroy(model);
  auto* content = new Content;
  content->serial.length = static_cast<sunindextype>(system.size());
  content->serial.own_data = SUNTRUE;
  content->serial.data = new double[system.size()]();
  content->system = &system;
  v->content = content;
  v->ops->nvclone = clone;
  v->ops->nvcloneempty = clone_empty;
  v->ops->nvdestroy = destroy;
  v->ops->nvwrmsnorm = norm;
  v->ops->nvlinearsum = linear_sum;
  v->ops->nvscale = scaled;
  v->ops->nvconst = fill;
  return v;
}

}  // namespace riverchief::numerics
