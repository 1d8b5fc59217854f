"""How well the numbers are known, from the residuals themselves.

Neighbouring residuals of a gauge are alike: n readings are worth n / tau, with tau = 1 + 2 sum rho_k of their autocorrelation
rho_k. With J the derivatives of the fitted readings over their errors, W the weights of the loss, s the series and
P the priors with a spread and, as weak as they are, the bounds (variance of an even spread between them):

    H = J' W J + P,    C = H^-1 ( sum_s tau_s v_s J_s' J_s + P ) H^-1,    v_s = mean of the squared, weighted residuals

C is the covariance of x. Bounds are x +- t sqrt(C_kk) with Student's t for (readings' worth - parameters) degrees of freedom.
A prediction g(x) has the variance g_x' C g_x; a reading of it has the scatter of its series besides.
Source: Huber (1967), White (1980) for C; Sokal (1997) for tau and where its sum ends; Kendall (1954) for the
bias of rho_1.
"""

import dataclasses

import numpy as np

from .fit import rho
from .task import FIT


def correlation_time(residuals):
    """tau = 1 + 2 sum rho_k in readings, at least 1; the sum ends where rho_k is no longer positive, or after a third of the readings. Of short
    series the sum is too small; what a memory of one step would make, (1 + rho_1) / (1 - rho_1), is taken where it is more, up to twice the sum.

    The mean is not taken out: what the model misses all the time is one mistake and not many.
    """
    r = np.asarray(residuals, float)
    n = len(r)
    power = float(np.dot(r, r)) / n if n else 0.0
    if n < 4 or power <= 0.0:
        return 1.0
    rho = [float(np.dot(r[:-k], r[k:])) / (n - k) / power for k in range(1, n // 3 + 1)]
    tau = 1.0
    for rho_k in rho:
        if rho_k <= 0.0:
            break
        tau += 2.0 * min(rho_k, 1.0)
    first = min(rho[0] + (1.0 + 4.0 * rho[0]) / n, 0.99)  # Kendall's correction: short series look less alike than they are
    return float(np.clip((1.0 + first) / (1.0 - first), tau, min(2.0 * tau, n)))


@dataclasses.dataclass
class Uncertainty:
    """covariance, correlation  of x, shape (parameter, parameter)
    standard_error           of x
    lower, upper             bounds of the values, in their units; NaN where the search ended at the end of what is allowed
    tau, worth, scatter      a series: correlation time [readings], readings' worth, standard deviation of its residuals in its unit
    freedom, t               degrees of freedom and Student's t
    information              J' W J of the readings alone
    at_bound                 -1, 0, 1 a parameter: at its lowest, inside, at its highest
    """

    covariance: np.ndarray
    correlation: np.ndarray
    standard_error: np.ndarray
    lower: list
    upper: list
    tau: list
    worth: list
    scatter: list
    freedom: float
    t: float
    information: np.ndarray
    at_bound: np.ndarray

    def of(self, slopes):
        """Standard error of predictions with these derivatives, shape (prediction, parameter) -> (prediction,)."""
        return np.sqrt(np.maximum(np.einsum("ij,jk,ik->i", slopes, self.covariance, slopes), 0.0))


def uncertainty(task, fit):
    """Covariance and bounds of a finished fit."""
    from scipy.stats import t as student

    count = len(task.parameters)
    information, middle = np.zeros((count, count)), np.zeros((count, count))
    prior = np.diag([0.0 if p.spread is None else p.spread**-2 for p in task.parameters])
    tau, worth, scatter, total, effective = [], [], [], 0, 0.0
    parts = []
    for s, said, zero, slope in zip(task.series, fit.calculated, fit.zero, fit.derivatives):
        at = np.flatnonzero(s.role == FIT)
        scale = np.sqrt(s.weight[at]) / s.error[at]
        r = (said[at] - zero - s.value[at]) * scale
        weight = rho(task.loss, (r / task.loss_scale) ** 2)[1]
        J = slope[at] * scale[:, None]
        tau.append(1.0 if s.is_marks else correlation_time(weight * r))
        worth.append(len(at) / tau[-1])
        total, effective = total + len(at), effective + worth[-1]
        information += J.T @ (weight[:, None] * J)
        parts.append((J, weight * r, tau[-1]))
        everywhere = said - zero - s.value
        kept = everywhere[at] if len(at) else everywhere
        scatter.append(float(np.sqrt(np.mean(kept**2))) if len(kept) else 0.0)
    free = max(total - count, 1)
    for J, psi, own_tau in parts:
        if len(psi):
            middle += own_tau * np.mean(psi**2) * total / free * J.T @ J
    inside = np.array([p.inside(v) for p, v in zip(task.parameters, fit.values)])
    low, high = (np.array([p.inside(getattr(p, which)) for p in task.parameters]) for which in ("lowest", "highest"))
    at_bound = np.where(inside - low < 1e-4 * (high - low), -1, np.where(high - inside < 1e-4 * (high - low), 1, 0))
    prior = prior + np.diag(12.0 / (high - low) ** 2)  # nothing is known worse than that it lies between its bounds
    open_ = np.flatnonzero(at_bound == 0)
    covariance = np.zeros((count, count))
    if len(open_):
        inverse = np.linalg.inv((information + prior)[np.ix_(open_, open_)])
        covariance[np.ix_(open_, open_)] = inverse @ (middle + prior)[np.ix_(open_, open_)] @ inverse
    error = np.sqrt(np.diag(covariance))
    freedom = max(effective - len(open_), 1.0)
    t = float(student.ppf(0.5 + 0.5 * task.confidence, freedom))
    safe = np.where(error > 0.0, error, 1.0)
    lower = [np.nan if at else p.outside(max(v - t * e, least)) for p, v, e, least, at in zip(task.parameters, inside, error, low, at_bound)]
    upper = [np.nan if at else p.outside(min(v + t * e, most)) for p, v, e, most, at in zip(task.parameters, inside, error, high, at_bound)]
    return Uncertainty(covariance, covariance / np.outer(safe, safe), error, lower, upper, tau, worth, scatter, freedom, t, information, at_bound)
