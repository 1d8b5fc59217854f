#include "numerics/reactor.hpp"

#include <arkode/arkode_arkstep.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_linearsolver.h>
#include <sundials/sundials_matrix.h>
#include <sunnonlinsol/sunnonlinsol_newton.h>

#include <algorithm>
#include <cmath>

#include "core/lanes.hpp"
#include "numerics/batch_vector.hpp"
#include "numerics/reaction_elimination.hpp"

namespace riverchief::numerics {
namespace {

constexpr std::size_t W = batch_width;

RIVERCHIEF_WIDE void add(double a, const double* x, double* z) {
  for (std::size_t k = 0; k < W; ++k) z[k] += a * x[k];
}
RIVERCHIEF_WIDE void add_product(double a, const double* x, const double* y, double* z) {
  for (std::size_t k = 0; k < W; ++k) z[k] += a * x[k] * y[k];
}
RIVERCHIEF_WIDE void weigh(double relative, double absolute, const double* y, double* weight) {
  for (std::size_t k = 0; k < W; ++k) weight[k] = 1.0 / (relative * std::fabs(y[k]) + absolute);
}

/// What all batches share.
struct Shared {
  ReactionPattern pattern;
  const Reactions& reactions;
  EliminationPlan plan;
  BatchShape shape;
  std::vector<std::vector<std::size_t>> slopes_of_counted;  // (counted) indices into the pattern's slopes

  Shared(ReactionPattern p, const Reactions& r) : pattern(std::move(p)), reactions(r), plan(pattern) {
    constexpr double rounding = 1e-9;  // of the tolerance
    shape.states = pattern.states;
    shape.rows = pattern.states + pattern.counted.size();
    for (const double a : pattern.absolute) shape.negligible.push_back(rounding * a);
    for (const std::size_t process : pattern.counted) {
      slopes_of_counted.emplace_back();
      for (std::size_t m = 0; m < pattern.slopes.size(); ++m)
        if (pattern.slopes[m].process == process) slopes_of_counted.back().push_back(m);
    }
  }
};

/// One batch with its integrator.
struct Batch {
  const Shared& shared;
  std::size_t number;
  SUNContext context = nullptr;
  N_Vector y = nullptr, constraints = nullptr;
  SUNMatrix matrix = nullptr;
  SUNLinearSolver linear = nullptr;
  SUNNonlinearSolver newton = nullptr;
  void* memory = nullptr;
  std::vector<double> rate, slope, factors;
  double gamma = 0;
  long steps = 0;

  Batch(const Shared& s, std::size_t n)
      : shared(s), number(n), rate(s.pattern.processes * W), slope(s.pattern.slopes.size() * W), factors(s.plan.entries() * W) {
    create();
  }
  ~Batch() {
    ARKStepFree(&memory);
    SUNNonlinSolFree(newton);
    SUNLinSolFree(linear);
    SUNMatDestroy(matrix);
    N_VDestroy(constraints);
    N_VDestroy(y);
    SUNContext_Free(&context);
  }
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;

  void right_hand_side(const double* state, double* change) {
    shared.reactions.rates(number, state, rate.data());
    std::fill_n(change, shared.pattern.states * W, 0.0);
    for (const auto& c : shared.pattern.coefficients) add(c.value, &rate[c.process * W], change + c.state * W);
    double* counted = change + shared.pattern.states * W;
    for (const std::size_t process : shared.pattern.counted) {
      std::copy_n(&rate[process * W], W, counted);
      counted += W;
    }
  }

  bool prepare(double g, const double* state) {
    gamma = g;
    shared.reactions.slopes(number, state, slope.data());
    return shared.plan.factorise(g, slope.data(), factors.data());
  }

  void solve(double* x) const {
    shared.plan.solve(factors.data(), x);
    double* counted = x + shared.pattern.states * W;
    for (const auto& slopes : shared.slopes_of_counted) {
      for (const std::size_t m : slopes) add_product(gamma, &slope[m * W], x + shared.pattern.slopes[m].state * W, counted);
      counted += W;
    }
  }

  void create();
};

Batch* batch_from(void* user) { return static_cast<Batch*>(user); }

int rate_of_change(realtype, N_Vector y, N_Vector ydot, void* user) {
  batch_from(user)->right_hand_side(NV_DATA_S(y), NV_DATA_S(ydot));
  return 0;
}

int weights(N_Vector y, N_Vector weight, void* user) {
  const auto& pattern = batch_from(user)->shared.pattern;
  for (std::size_t s = 0; s < pattern.states; ++s) weigh(pattern.relative, pattern.absolute[s], NV_DATA_S(y) + s * W, NV_DATA_S(weight) + s * W);
  std::fill_n(NV_DATA_S(weight) + pattern.states * W, pattern.counted.size() * W, 1.0);
  return 0;
}

int linear_system(realtype, N_Vector y, N_Vector, SUNMatrix, SUNMatrix, booleantype, booleantype* current, realtype gamma, void* user, N_Vector, N_Vector,
                  N_Vector) {
  *current = SUNTRUE;
  return batch_from(user)->prepare(gamma, NV_DATA_S(y)) ? 0 : 1;
}

SUNLinearSolver_Type solver_type(SUNLinearSolver) { return SUNLINEARSOLVER_DIRECT; }
SUNLinearSolver_ID solver_id(SUNLinearSolver) { return SUNLINEARSOLVER_CUSTOM; }
int solver_setup(SUNLinearSolver, SUNMatrix) { return 0; }
int solver_solve(SUNLinearSolver solver, SUNMatrix, N_Vector x, N_Vector b, realtype) {
  if (x != b) std::copy_n(NV_DATA_S(b), NV_LENGTH_S(b), NV_DATA_S(x));
  batch_from(solver->content)->solve(NV_DATA_S(x));
  return 0;
}
int solver_free(SUNLinearSolver solver) {
  solver->content = nullptr;
  SUNLinSolFreeEmpty(solver);
  return 0;
}
SUNMatrix_ID matrix_id(SUNMatrix) { return SUNMATRIX_CUSTOM; }
void matrix_destroy(SUNMatrix matrix) { SUNMatFreeEmpty(matrix); }

void Batch::create() {
  SUNContext_Create(nullptr, &context);
  y = make_batch_vector(shared.shape, context);
  constraints = N_VClone(y);
  N_VConst(1.0, constraints);
  matrix = SUNMatNewEmpty(context);
  matrix->ops->getid = matrix_id;
  matrix->ops->destroy = matrix_destroy;
  linear = SUNLinSolNewEmpty(context);
  linear->content = this;
  linear->ops->gettype = solver_type;
  linear->ops->getid = solver_id;
  linear->ops->setup = solver_setup;
  linear->ops->solve = solver_solve;
  linear->ops->free = solver_free;
  newton = SUNNonlinSol_Newton(y, context);

  memory = ARKStepCreate(nullptr, rate_of_change, 0.0, y, context);
  ARKStepSetErrFile(memory, nullptr);
  ARKStepSetUserData(memory, this);
  ARKStepWFtolerances(memory, weights);
  ARKStepSetNonlinearSolver(memory, newton);
  ARKStepSetLinearSolver(memory, linear, matrix);
  ARKStepSetLinSysFn(memory, linear_system);
  ARKStepSetTableNum(memory, ARKODE_ARK324L2SA_DIRK_4_2_3, ARKODE_ERK_NONE);
  // A step forgets the ones before it: what comes does not depend on where a run was taken up.
  ARKStepSetAdaptivityMethod(memory, ARK_ADAPT_I, 1, 0, nullptr);
  ARKStepSetInterpolantType(memory, ARK_INTERP_LAGRANGE);
  ARKStepSetDeduceImplicitRhs(memory, SUNTRUE);
  ARKStepSetLSetupFrequency(memory, 1);
  ARKStepSetMaxNumSteps(memory, 100000);
  ARKStepSetMaxErrTestFails(memory, 30);
  ARKStepSetMaxConvFails(memory, 30);
  ARKStepSetConstraints(memory, constraints);
  ARKStepSetMaxNumConstrFails(memory, 60);
}

}  // namespace

struct Reactor::Implementation {
  Shared shared;
  std::vector<std::unique_ptr<Batch>> batches;
  std::vector<double> next;

  Implementation(ReactionPattern p, const Reactions& r, std::size_t count) : shared(std::move(p), r), next(count, 0.0) {
    for (std::size_t b = 0; b < count; ++b) batches.push_back(std::make_unique<Batch>(shared, b));
  }
};

Reactor::Reactor(ReactionPattern pattern, const Reactions& reactions, std::size_t batches)
    : impl_(std::make_unique<Implementation>(std::move(pattern), reactions, batches)) {}
Reactor::~Reactor() = default;

bool Reactor::integrate(std::size_t number, double length, double* y, double* extents) {
  Batch& b = *impl_->batches[number];
  double& next = impl_->next[number];
  const auto& pattern = impl_->shared.pattern;
  double* state = NV_DATA_S(b.y);
  std::copy_n(y, pattern.states * W, state);
  std::fill_n(state + pattern.states * W, pattern.counted.size() * W, 0.0);
  ARKStepReInit(b.memory, nullptr, rate_of_change, 0.0, b.y);
  ARKStepSetInitStep(b.memory, next > 0.0 ? std::min(next, length) : length);
  ARKStepSetStopTime(b.memory, length);
  realtype reached = 0;
  const int flag = ARKStepEvolve(b.memory, length, b.y, &reached, ARK_NORMAL);
  long taken = 0;
  ARKStepGetNumSteps(b.memory, &taken);
  b.steps += taken;
  if (flag < 0) return false;
  realtype step = 0;
  ARKStepGetCurrentStep(b.memory, &step);
  next = step;
  // What rounding leaves below zero stays in the books of the caller, who takes the difference.
  for (std::size_t i = 0; i < pattern.states * W; ++i) y[i] = std::max(state[i], 0.0);
  if (extents != nullptr) std::copy_n(state + pattern.states * W, pattern.counted.size() * W, extents);
  return true;
}

const std::vector<double>& Reactor::next_steps() const { return impl_->next; }
void Reactor::set_next_steps(const std::vector<double>& steps) { impl_->next = steps; }

long Reactor::steps() const {
  long sum = 0;
  for (const auto& b : impl_->batches) sum += b->steps;
  return sum;
}

}  // namespace riverchief::numerics
