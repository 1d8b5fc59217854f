#include "numerics/integrator.hpp"

#include <cvodes/cvodes.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_linearsolver.h>
#include <sundials/sundials_matrix.h>
#include <sunnonlinsol/sunnonlinsol_newton.h>

#include <algorithm>

#include "numerics/state_vector.hpp"

namespace riverchief::numerics {
namespace {

System* system_from(void* user) { return static_cast<System*>(user); }

int rate(realtype time, N_Vector y, N_Vector ydot, void* user) {
  return system_from(user)->right_hand_side(time, NV_DATA_S(y), NV_DATA_S(ydot)) ? 0 : 1;
}

int weights(N_Vector y, N_Vector weight, void* user) {
  system_from(user)->weigh(NV_DATA_S(y));
  if (NV_LENGTH_S(weight) > 0 && NV_Ith_S(weight, 0) != 1.0) N_VConst(1.0, weight);  // never read: the norm is ours
  return 0;
}

// Newton asks for it right after the right-hand side at the same state.
int linear_system(realtype, N_Vector, N_Vector, SUNMatrix, booleantype, booleantype* current, realtype gamma, void* user, N_Vector, N_Vector,
                  N_Vector) {
  *current = SUNTRUE;
  return system_from(user)->prepare(gamma) ? 0 : 1;
}

SUNLinearSolver_Type solver_type(SUNLinearSolver) { return SUNLINEARSOLVER_DIRECT; }
SUNLinearSolver_ID solver_id(SUNLinearSolver) { return SUNLINEARSOLVER_CUSTOM; }
int solver_setup(SUNLinearSolver, SUNMatrix) { return 0; }
int solver_solve(SUNLinearSolver, SUNMatrix, N_Vector x, N_Vector b, realtype) {
  system_of(b).solve(NV_DATA_S(b), NV_DATA_S(x));
  return 0;
}
int solver_free(SUNLinearSolver solver) {
  SUNLinSolFreeEmpty(solver);
  return 0;
}
SUNMatrix_ID matrix_id(SUNMatrix) { return SUNMATRIX_CUSTOM; }
void matrix_destroy(SUNMatrix matrix) { SUNMatFreeEmpty(matrix); }

}  // namespace

struct Integrator::Implementation {
  System& system;
  SUNContext context = nullptr;
  N_Vector y = nullptr, work = nullptr;
  SUNMatrix matrix = nullptr;
  SUNLinearSolver linear = nullptr;
  SUNNonlinearSolver newton = nullptr;
  void* memory = nullptr;
  double time = 0, previous = 0;
  int flag = 0;
  Counters before;  // of runs before a restart

  explicit Implementation(System& s) : system(s) {}
  ~Implementation() {
    CVodeFree(&memory);
    SUNNonlinSolFree(newton);
    SUNLinSolFree(linear);
    SUNMatDestroy(matrix);
    N_VDestroy(work);
    N_VDestroy(y);
    SUNContext_Free(&context);
  }

  /// CVODES' Newton, then one condition more: volumes must not be negative.
  static int solve_and_judge(SUNNonlinearSolver solver, N_Vector y0, N_Vector correction, N_Vector weight, realtype tolerance,
                             booleantype setup, void* cvode) {
    const int result = SUNNonlinSolSolve_Newton(solver, y0, correction, weight, tolerance, setup, cvode);
    if (result != 0) return result;
    realtype time = 0, gamma = 0, rl1 = 0;
    N_Vector predicted, current, function, first;
    void* user = nullptr;
    CVodeGetNonlinearSystemData(cvode, &time, &predicted, &current, &function, &gamma, &rl1, &first, &user);
    N_VLinearSum(1.0, predicted, 1.0, correction, current);
    return system_from(user)->acceptable(time, NV_DATA_S(current)) ? 0 : SUN_NLS_CONV_RECVR;
  }
};

Integrator::Integrator(System& system, double time, const std::vector<double>& y, double first_step)
    : impl_(std::make_unique<Implementation>(system)) {
  Implementation& m = *impl_;
  SUNContext_Create(nullptr, &m.context);
  m.y = make_state_vector(system, m.context);
  m.work = N_VClone(m.y);
  m.time = m.previous = time;
  std::copy(y.begin(), y.end(), NV_DATA_S(m.y));

  m.matrix = SUNMatNewEmpty(m.context);
  m.matrix->ops->getid = matrix_id;
  m.matrix->ops->destroy = matrix_destroy;
  m.linear = SUNLinSolNewEmpty(m.context);
  m.linear->ops->gettype = solver_type;
  m.linear->ops->getid = solver_id;
  m.linear->ops->setup = solver_setup;
  m.linear->ops->solve = solver_solve;
  m.linear->ops->free = solver_free;
  m.newton = SUNNonlinSol_Newton(m.y, m.context);
  m.newton->ops->solve = Implementation::solve_and_judge;

  m.memory = CVodeCreate(CV_BDF, m.context);
  CVodeInit(m.memory, rate, time, m.y);
  CVodeSetErrFile(m.memory, nullptr);
  CVodeSetUserData(m.memory, &system);
  CVodeWFtolerances(m.memory, weights);
  CVodeSetNonlinearSolver(m.memory, m.newton);
  CVodeSetLinearSolver(m.memory, m.linear, m.matrix);
  CVodeSetLinSysFn(m.memory, linear_system);
  CVodeSetMaxOrd(m.memory, 2);
  // A fresh Jacobian for every step: with an old one the stiff modes of single cells grow from step to step, unseen by
  // a convergence test that looks at the whole river (long river, 10 000 cells: peak 12 % wrong, 615 steps instead of 328).
  CVodeSetLSetupFrequency(m.memory, 1);
  CVodeSetMaxNumSteps(m.memory, -1);
  CVodeSetMaxErrTestFails(m.memory, 20);
  CVodeSetMaxConvFails(m.memory, 40);
  CVodeSetInitStep(m.memory, first_step);
}

Integrator::~Integrator() = default;

void Integrator::restart(double time, const std::vector<double>& y, double first_step) {
  Implementation& m = *impl_;
  m.before = counters();
  m.time = m.previous = time;
  std::copy(y.begin(), y.end(), NV_DATA_S(m.y));
  CVodeReInit(m.memory, time, m.y);
  CVodeSetInitStep(m.memory, first_step);
}

bool Integrator::step(double stop) {
  Implementation& m = *impl_;
  CVodeSetStopTime(m.memory, stop);
  m.previous = m.time;
  realtype reached = m.time;
  m.flag = CVode(m.memory, stop, m.y, &reached, CV_ONE_STEP);
  m.time = reached;
  return m.flag >= 0;
}

double Integrator::time() const { return impl_->time; }
double Integrator::previous_time() const { return impl_->previous; }
const double* Integrator::y() const { return NV_DATA_S(impl_->y); }

void Integrator::interpolate(double time, double* y) const {
  CVodeGetDky(impl_->memory, time, 0, impl_->work);
  std::copy_n(NV_DATA_S(impl_->work), NV_LENGTH_S(impl_->work), y);
}

Counters Integrator::counters() const {
  long steps = 0, errors = 0, failed = 0, iterations = 0, jacobians = 0;
  CVodeGetNumSteps(impl_->memory, &steps);
  CVodeGetNumErrTestFails(impl_->memory, &errors);
  CVodeGetNumNonlinSolvConvFails(impl_->memory, &failed);
  CVodeGetNumNonlinSolvIters(impl_->memory, &iterations);
  CVodeGetNumLinSolvSetups(impl_->memory, &jacobians);
  const Counters& b = impl_->before;
  return {b.steps + steps, b.rejected_steps + errors + failed, b.newton_iterations + iterations, b.jacobians + jacobians};
}

const char* Integrator::trouble() const {
  switch (impl_->flag) {
    case CV_ERR_FAILURE: return "the error estimate stays too large however small the step";
    case CV_CONV_FAILURE: return "the equations of a step do not converge however small the step";
    case CV_LSETUP_FAIL: return "the linear system is singular";
    case CV_TOO_CLOSE: return "the step is too small for the clock";
    default: return "the time integration gave up";
  }
}

}  // namespace riverchief::numerics
