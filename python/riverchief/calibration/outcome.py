"""A calibration as it came out: numbers, bounds, scores, and tables of them."""

import dataclasses
import datetime

import numpy as np
import pandas as pd

from .identifiability import findings, in_words, sensitivity
from .scores import COLUMNS, scores
from .screening import clock_error
from .task import FIT, VALIDATION
from .uncertainty import uncertainty

STRANGE = 5.0  # robust standard deviations of the residuals


@dataclasses.dataclass
class Calibration:
    """What rc.calibrate returns.

    task        what was asked
    before, fit with the values before, and with those found
    known       Uncertainty, or None where the fit was stopped before
    found       what the observations can tell (list of Finding), and condition, the condition number
    notes       what was found in the readings
    runs        number of model runs
    folder      where everything was written, or None
    """

    task: object
    before: object
    fit: object
    known: object = None
    found: list = dataclasses.field(default_factory=list)
    condition: float = np.nan
    notes: list = dataclasses.field(default_factory=list)
    runs: int = 0
    folder: object = None

    @property
    def completed(self):
        return self.fit.completed

    @property
    def parameters(self):
        """One row a parameter: prior, value, lower, upper, lowest, highest; SI."""
        rows = []
        for k, p in enumerate(self.task.parameters):
            row = {"id": p.id, "kind": p.kind, "unit": p.unit or "1", "prior": p.prior, "value": self.fit.values[k]}
            row |= {"lower": self.known.lower[k], "upper": self.known.upper[k], "standard_error": self.known.standard_error[k]} if self.known else {"lower": np.nan, "upper": np.nan, "standard_error": np.nan}
            rows.append(row | {"lowest": p.lowest, "highest": p.highest})
        return pd.DataFrame(rows).set_index("id")

    @property
    def scores(self):
        """One row a gauge, event and use (fit, validation): scores before and after."""
        rows = []
        for number, s in enumerate(self.task.series):
            for role, use in ((FIT, "fit"), (VALIDATION, "validation")):
                at = np.flatnonzero(s.role == role)
                if not len(at):
                    continue
                row = {"gauge": s.id, "event": s.event, "use": use, "quantity": s.quantity, "unit": s.unit}
                after = scores(s, self.fit.calculated[number], self.fit.zero[number], at)
                first = scores(s, self.before.calculated[number], self.before.zero[number], at)
                row |= {"readings": after["readings"]} | {f"{name}_before": first[name] for name in COLUMNS[1:]} | {name: after[name] for name in COLUMNS[1:]}
                rows.append(row | {"covered": self.covered(number, at)})
        return pd.DataFrame(rows)

    @property
    def readings(self):
        """Every reading beside what was calculated: time (UTC), observed, error, calculated before and after, standard error of the calculated, use."""
        tables = []
        for number, s in enumerate(self.task.series):
            start = self.task.event(s.event)["start"]
            when = [None if np.isnan(t) else datetime.datetime.fromtimestamp(start + t, datetime.timezone.utc).isoformat() for t in s.time]
            spread = self.known.of(self.fit.derivatives[number]) if self.known else np.full(len(s.value), np.nan)
            tables.append(pd.DataFrame({"gauge": s.labels if s.is_marks else s.id, "event": s.event, "time": when, "quantity": s.quantity, "observed": s.value + self.fit.zero[number],
                                        "error": s.error, "before": self.before.calculated[number], "calculated": self.fit.calculated[number], "standard_error": spread,
                                        "use": np.array(["fit", "validation", "left_out"])[s.role]}))
        return pd.concat(tables, ignore_index=True)

    @property
    def correlation(self):
        ids = [p.id for p in self.task.parameters]
        return pd.DataFrame(self.known.correlation if self.known else np.full((len(ids), len(ids)), np.nan), ids, ids)

    @property
    def sensitivity(self):
        """Change of each gauge's readings for 10 % (0.1 m) more of each parameter, in the gauge's unit."""
        index = [s.key for s in self.task.series]
        return pd.DataFrame(sensitivity(self.task, self.fit) if self.known else np.full((len(index), len(self.task.parameters)), np.nan), index, [p.id for p in self.task.parameters])

    def covered(self, number, at):
        """Share of the readings inside the band of the prediction."""
        if self.known is None:
            return np.nan
        s = self.task.series[number]
        half = self.known.t * np.hypot(self.known.of(self.fit.derivatives[number][at]), self.known.scatter[number])
        return float(np.mean(np.abs(self.fit.calculated[number][at] - self.fit.zero[number] - s.value[at]) <= half))

    def words(self, lang="en"):
        """What the observations can tell, as a list of sentences."""
        return [in_words(self.task, one, self.known, lang) for one in self.found]

    def __repr__(self):
        table = self.parameters[["prior", "value", "lower", "upper"]]
        return f"Calibration of {self.task.basin}: {len(self.task.parameters)} parameters, {self.runs} runs\n{table}"


def _after_the_fit(task, before, fit):
    """Notes that need the model: clocks that are wrong, readings that the calibrated model contradicts."""
    notes = []
    for number, s in enumerate(task.series):
        if s.is_marks:
            continue
        history = before.history[number]
        hours = clock_error(s.time, s.value, lambda t: np.interp(t, *history), s.error)
        if hours:
            notes.append({"observation": s.id, "event": s.event, "what": "clock", "hours": hours})
        d = fit.calculated[number] - fit.zero[number] - s.value
        used = s.role != 2
        spread = 1.4826 * np.median(np.abs(d[used] - np.median(d[used]))) if used.any() else 0.0
        far = np.flatnonzero(used & (np.abs(d - np.median(d[used])) > max(STRANGE * spread, 1e-12))) if used.sum() > 10 else []
        far = [k for k in far if abs(d[k]) > 3.0 * s.error[k]]
        if len(far):
            notes.append({"observation": s.id, "event": s.event, "what": "strange", "count": len(far), "time": task.event(s.event)["start"] + float(s.time[far[0]]), "difference": float(d[far[0]]), "unit": s.unit})
    return notes


def make_outcome(task, before, fit, runs):
    outcome = Calibration(task, before, fit, notes=task.notes + _after_the_fit(task, before, fit), runs=runs)
    if fit.derivatives is not None and task.parameters:
        outcome.known = uncertainty(task, fit)
        outcome.found, outcome.condition = findings(task, fit, outcome.known)
    return outcome
