"""The fit: weighted least squares within bounds, by scipy.optimize.least_squares (trust region reflective).

    minimise  sum_i w_i rho(((calculated_i(x) - observed_i) / error_i)^2)  +  sum_k ((x_k - prior_k) / spread_k)^2

over x, the logarithms of factors, rates and coefficients, and gauge zeros themselves. rho is the loss: linear, or one that
lets readings far from the model count less. The second sum has only parameters with a spread. Derivatives are central
differences of 2 %, run in parallel.
Source: Branch, Coleman & Li (1999), SIAM J. Sci. Comput. 21; losses: Triggs et al. (2000), Bundle adjustment.
"""

import dataclasses

import numpy as np

from .. import _core
from .task import FIT

FAR = 1e3  # standard errors: the misfit of a trial that could not be run, so that the search turns away from it


def rho(loss, z):
    """Loss of squared residuals z, its first and its second derivative, shape (3, reading)."""
    if loss == "soft_l1":
        t = 1.0 + z
        return np.array([2.0 * (np.sqrt(t) - 1.0), t**-0.5, -0.5 * t**-1.5])
    if loss == "huber":
        near = z <= 1.0
        s = np.maximum(z, 1e-300)
        return np.array([np.where(near, z, 2.0 * np.sqrt(s) - 1.0), np.where(near, 1.0, s**-0.5), np.where(near, 0.0, -0.5 * s**-1.5)])
    if loss == "cauchy":
        t = 1.0 + z
        return np.array([np.log1p(z), 1.0 / t, -1.0 / t**2])
    return np.array([z, np.ones_like(z), np.zeros_like(z)])


@dataclasses.dataclass
class Fit:
    """What the search found.

    x, values    best numbers, as the search sees them and in their units
    calculated   list a series: what the model says at every reading (gauge zeros not in it)
    zero         list a series: offset of its gauge's zero [m]
    derivatives  list a series: d(calculated - zero) / dx, shape (reading, parameter); None where the fit was stopped before
    history      list a series: (time [s], value) of the model, None of marks
    highest      dict event -> highest level of every cell [m];  highest_derivatives: d highest / dx, shape (cell, parameter)
    trials       every trial of the search: values and cost
    """

    x: np.ndarray
    values: list
    calculated: list
    zero: list
    history: list
    highest: dict
    cost: float
    derivatives: list = None
    highest_derivatives: dict = None
    trials: list = dataclasses.field(default_factory=list)
    completed: bool = True
    ended: str = ""


class Problem:
    """The task as functions of x."""

    def __init__(self, task, evaluator):
        self.task, self.evaluator = task, evaluator
        self.parameters = task.parameters
        self.prior = np.array([p.inside(p.prior) for p in self.parameters])
        self.lowest = np.array([p.inside(p.lowest) for p in self.parameters])
        self.highest = np.array([p.inside(p.highest) for p in self.parameters])
        self.fitted = [np.flatnonzero(s.role == FIT) for s in task.series]
        self.trials, self.best = [], None

    def values(self, x):
        return [p.outside(one) for p, one in zip(self.parameters, x)]

    def zeros(self, x):
        """Offset of the gauge's zero of every series [m]."""
        of = {p.observation: one for p, one in zip(self.parameters, x) if p.kind == "gauge_zero"}
        return [of.get(s.id, 0.0) for s in self.task.series]

    def said(self, results):
        return [results[s.event][s.key] for s in self.task.series]

    def _prior_residuals(self, x):
        return np.array([(x[k] - self.prior[k]) / p.spread for k, p in enumerate(self.parameters) if p.spread is not None])

    def residuals(self, x):
        """Weighted misfit of every fitted reading, then of every prior that has a spread."""
        result = self.evaluator([self.values(x)])[0]
        if isinstance(result, Exception):
            if self.best is None:
                raise _core.RunError(f"the calibration cannot begin: with the values it begins with the model does not run\n{result}")
            misfit = np.full(sum(map(len, self.fitted)), FAR)
        else:
            misfit = np.concatenate([((said - zero - s.value) / s.error * np.sqrt(s.weight))[at]
                                     for s, said, zero, at in zip(self.task.series, self.said(result), self.zeros(x), self.fitted)])
        everything = np.concatenate([misfit, self._prior_residuals(x)])
        cost = self.cost(everything)
        if not any(trial["values"] == self.values(x) for trial in self.trials):
            self.trials.append({"values": self.values(x), "cost": cost})
        if self.best is None or cost < self.best[1]:
            self.best = (np.array(x), cost)
        return everything

    def cost(self, residuals):
        return 0.5 * float(np.sum(self.loss((residuals / self.task.loss_scale) ** 2)[0])) * self.task.loss_scale**2

    def loss(self, z):
        """The loss of readings; priors are always counted in full."""
        priors = sum(p.spread is not None for p in self.parameters)
        if not priors:
            return rho(self.task.loss, z)
        return np.concatenate([rho(self.task.loss, z[:-priors]), rho("linear", z[-priors:])], axis=1)

    def _steps(self, x):
        """For every parameter that moves water: the two values a central difference is taken between, inside the bounds."""
        steps = {}
        for k, p in enumerate(self.parameters):
            if p.kind != "gauge_zero":
                steps[k] = (max(x[k] - p.step, self.lowest[k]), min(x[k] + p.step, self.highest[k]))
        return steps

    def differences(self, x):
        """d/dx of what the model says at all readings (list a series) and of the highest levels (dict an event)."""
        steps, trials = self._steps(x), []
        for k, ends in steps.items():
            for end in ends:
                there = np.array(x, float)
                there[k] = end
                trials.append(self.values(there))
        results = self.evaluator(trials)
        for result in results:
            if isinstance(result, Exception):
                raise result
        slopes = [np.zeros((len(s.value), len(x))) for s in self.task.series]
        highest = {}
        for number, (k, (low, high)) in enumerate(steps.items()):
            before, after = results[2 * number], results[2 * number + 1]
            for slope, a, b in zip(slopes, self.said(before), self.said(after)):
                slope[:, k] = (b - a) / (high - low)
            for event in self.task.events:
                rows = highest.setdefault(event["id"], np.zeros((len(before[event["id"]]["highest"]), len(x))))
                rows[:, k] = (after[event["id"]]["highest"] - before[event["id"]]["highest"]) / (high - low)
        for k, p in enumerate(self.parameters):
            if p.kind == "gauge_zero":
                for slope, s in zip(slopes, self.task.series):
                    slope[:, k] = -1.0 if s.id == p.observation else 0.0
        return slopes, highest

    def jacobian(self, x):
        slopes, _ = self.differences(x)
        rows = [(slope / s.error[:, None] * np.sqrt(s.weight)[:, None])[at] for slope, s, at in zip(slopes, self.task.series, self.fitted)]
        priors = [[1.0 / p.spread if j == k else 0.0 for j in range(len(x))] for k, p in enumerate(self.parameters) if p.spread is not None]
        return np.concatenate([*rows, np.array(priors).reshape(-1, len(x))])

    def at(self, x, **more):
        """The Fit of some x."""
        result = self.evaluator([self.values(x)])[0]
        if isinstance(result, Exception):
            raise result
        history = [None if s.is_marks else result[s.event][f"history/{s.key}"] for s in self.task.series]
        return Fit(np.array(x, float), self.values(x), self.said(result), self.zeros(x), history, {e["id"]: result[e["id"]]["highest"] for e in self.task.events},
                   self.cost(self.residuals(x)), trials=list(self.trials), **more)


def search(task, evaluator, start=None):
    """Runs the search.

    Ctrl-C ends it; the best numbers so far are kept then, without derivatives.

    :param start: values to begin with, one a parameter; default: the priors
    :returns:     (Fit at the priors, Fit found)
    :raises RunError: where the model does not run with the values it begins with
    """
    from scipy.optimize import least_squares

    problem = Problem(task, evaluator)
    begin = problem.prior if start is None else np.array([p.inside(value) for p, value in zip(task.parameters, start)])
    inside = np.clip(begin, problem.lowest + 1e-9, problem.highest - 1e-9)
    try:
        before = problem.at(problem.prior)
    except KeyboardInterrupt:
        raise KeyboardInterrupt("stopped before the first run was complete: nothing is known yet") from None
    try:
        if len(task.parameters):
            found = least_squares(problem.residuals, inside, jac=problem.jacobian, bounds=(problem.lowest, problem.highest), method="trf", x_scale=1.0,
                                  loss=problem.loss, f_scale=task.loss_scale, ftol=1e-6, xtol=1e-5, gtol=1e-8,
                                  max_nfev=max(2, task.most_runs // max(1, 2 * len(evaluator.moved) + 1)))
        slopes, highest = problem.differences(found.x)
        return before, problem.at(found.x, derivatives=slopes, highest_derivatives=highest, completed=found.status > 0,
                                  ended="" if found.status > 0 else f"most_runs = {task.most_runs} was reached before the search had settled")
    except KeyboardInterrupt:
        evaluator.close(now=True)
        best = problem.at(problem.best[0])
        best.completed, best.ended = False, "stopped by Ctrl-C"
        return before, best
