#include "model/process_rates.hpp"

#include <algorithm>

#include "core/lanes.hpp"
#include "physics/water_quality/limits.hpp"

namespace riverchief::model {
namespace {

constexpr std::size_t W = numerics::batch_width, most_factors = 4;
using Kind = RateFactor::Kind;

/// The states a factor depends on, in the order of its slopes.
std::vector<int> states_of(const RateFactor& f) {
  if (f.kind != Kind::nutrients) return {f.state};
  std::vector<int> states;
  for (const int s : {f.ammonia, f.nitrate, f.phosphate})
    if (s >= 0) states.push_back(s);
  return states;
}

const double* row(const double* y, int state) { return y + static_cast<std::size_t>(state) * W; }

/// min(φ_N, φ_P) times the share taken as ammonia or nitrate, with slopes by each.
struct Nutrients {
  double value, by_ammonia, by_nitrate, by_phosphate;
};
RIVERCHIEF_INLINE Nutrients nutrients(const RateFactor& f, double A, double X, double P) {
  const bool has_n = f.ammonia >= 0 || f.nitrate >= 0;
  const double n = has_n ? physics::saturating(A + X, f.half_nitrogen) : 1.0, n_slope = has_n ? physics::saturating_slope(A + X, f.half_nitrogen) : 0.0;
  const double p = f.phosphate >= 0 ? physics::saturating(P, f.half_phosphorus) : 1.0, p_slope = f.phosphate >= 0 ? physics::saturating_slope(P, f.half_phosphorus) : 0.0;
  const bool by_n = n < p;  // the scarcer one rules, Liebig
  const double least = by_n ? n : p, by_nitrogen = by_n ? n_slope : 0.0, by_p = by_n ? 0.0 : p_slope;
  if (!(f.ammonia >= 0 && f.nitrate >= 0)) return {least, by_nitrogen, by_nitrogen, by_p};
  const auto share = physics::ammonia_preference(A, X, f.preference);
  // nothing is taken of what is not there, whichever nutrient rules
  const double s = f.takes_ammonia ? share.value : 1.0 - share.value, sign = f.takes_ammonia ? 1.0 : -1.0;
  return {least * s, by_nitrogen * s + sign * least * share.by_ammonia, by_nitrogen * s + sign * least * share.by_nitrate, by_p * s};
}

RIVERCHIEF_WIDE void multiply_linear(const double* y, double* r) {
  for (std::size_t k = 0; k < W; ++k) r[k] *= y[k];
}
RIVERCHIEF_WIDE void multiply_saturating(const double* y, double half, double* r) {
  for (std::size_t k = 0; k < W; ++k) r[k] *= physics::saturating(y[k], half);
}
RIVERCHIEF_WIDE void multiply_inhibiting(const double* y, double half, double* r) {
  for (std::size_t k = 0; k < W; ++k) r[k] *= physics::inhibited(y[k], half);
}

/// Value and slopes of a factor for all systems.
void evaluate(const RateFactor& f, const double* y, double* value, double (*slope)[W]) {
  const double* C = f.state >= 0 ? row(y, f.state) : nullptr;
  switch (f.kind) {
    case Kind::linear:
      for (std::size_t k = 0; k < W; ++k) value[k] = C[k], slope[0][k] = 1.0;
      return;
    case Kind::saturating:
      for (std::size_t k = 0; k < W; ++k) value[k] = physics::saturating(C[k], f.half), slope[0][k] = physics::saturating_slope(C[k], f.half);
      return;
    case Kind::inhibiting:
      for (std::size_t k = 0; k < W; ++k) value[k] = physics::inhibited(C[k], f.half), slope[0][k] = -physics::saturating_slope(C[k], f.half);
      return;
    case Kind::nutrients: break;
  }
  for (std::size_t k = 0; k < W; ++k) {
    const Nutrients at = nutrients(f, f.ammonia >= 0 ? row(y, f.ammonia)[k] : 0.0, f.nitrate >= 0 ? row(y, f.nitrate)[k] : 0.0, f.phosphate >= 0 ? row(y, f.phosphate)[k] : 0.0);
    value[k] = at.value;
    std::size_t i = 0;
    if (f.ammonia >= 0) slope[i++][k] = at.by_ammonia;
    if (f.nitrate >= 0) slope[i++][k] = at.by_nitrate;
    if (f.phosphate >= 0) slope[i][k] = at.by_phosphate;
  }
}

}  // namespace

ProcessRates::ProcessRates(const ProcessTable& table, std::size_t batches) : table_(table), coefficient_(batches * table.processes.size() * W, 0.0) {
  std::size_t slopes = 0;
  for (const Process& p : table_.processes) {
    std::vector<int> states;
    for (const RateFactor& f : p.factors)
      for (const int s : states_of(f))
        if (std::find(states.begin(), states.end(), s) == states.end()) states.push_back(s);
    first_slope_.push_back(slopes);
    slopes += states.size();
    depends_on_.push_back(std::move(states));
  }
}

numerics::ReactionPattern ProcessRates::pattern(bool counted) const {
  numerics::ReactionPattern pattern;
  pattern.states = table_.roles.size(), pattern.processes = table_.processes.size();
  pattern.absolute = table_.absolute;
  for (std::size_t p = 0; p < table_.processes.size(); ++p) {
    for (const auto& t : table_.processes[p].terms) pattern.coefficients.push_back({p, static_cast<std::size_t>(t.state), t.amount});
    for (const int s : depends_on_[p]) pattern.slopes.push_back({p, static_cast<std::size_t>(s)});
    if (counted && !table_.processes[p].passages.empty()) pattern.counted.push_back(p);
  }
  return pattern;
}

void ProcessRates::rates(std::size_t batch, const double* y, double* r) const {
  const double* k = &coefficient_[batch * table_.processes.size() * W];
  for (std::size_t p = 0; p < table_.processes.size(); ++p, r += W) {
    std::copy_n(k + p * W, W, r);
    for (const RateFactor& f : table_.processes[p].factors) {
      if (f.kind == Kind::linear) multiply_linear(row(y, f.state), r);
      else if (f.kind == Kind::saturating) multiply_saturating(row(y, f.state), f.half, r);
      else if (f.kind == Kind::inhibiting) multiply_inhibiting(row(y, f.state), f.half, r);
      else
        for (std::size_t i = 0; i < W; ++i)
          r[i] *= nutrients(f, f.ammonia >= 0 ? row(y, f.ammonia)[i] : 0.0, f.nitrate >= 0 ? row(y, f.nitrate)[i] : 0.0, f.phosphate >= 0 ? row(y, f.phosphate)[i] : 0.0).value;
    }
  }
}

void ProcessRates::slopes(std::size_t batch, const double* y, double* d) const {
  const double* all = &coefficient_[batch * table_.processes.size() * W];
  double value[most_factors][W], slope[most_factors][3][W], product[W];
  for (std::size_t p = 0; p < table_.processes.size(); ++p) {
    const auto& factors = table_.processes[p].factors;
    const double* k = all + p * W;
    double* out = d + first_slope_[p] * W;
    std::fill_n(out, depends_on_[p].size() * W, 0.0);
    for (std::size_t f = 0; f < factors.size(); ++f) evaluate(factors[f], y, value[f], slope[f]);
    for (std::size_t f = 0; f < factors.size(); ++f) {
      std::copy_n(k, W, product);
      for (std::size_t g = 0; g < factors.size(); ++g)
        if (g != f)
          for (std::size_t i = 0; i < W; ++i) product[i] *= value[g][i];
      const auto states = states_of(factors[f]);
      for (std::size_t s = 0; s < states.size(); ++s) {
        double* into = out + static_cast<std::size_t>(std::find(depends_on_[p].begin(), depends_on_[p].end(), states[s]) - depends_on_[p].begin()) * W;
        for (std::size_t i = 0; i < W; ++i) into[i] += product[i] * slope[f][s][i];
      }
    }
  }
}

}  // namespace riverchief::model
