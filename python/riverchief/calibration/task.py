"""What is fitted to what: parameters, and the readings of each gauge in each event.

The file is read by the core, which tells every mistake in it; here readings are cut to the events and looked through.
"""

import dataclasses
import hashlib
import pathlib
import warnings

import numpy as np

from .. import _core
from .screening import outliers

UNITS = {"water_level": "m", "discharge": "m3/s", "concentration": "mg/L"}
FIT, VALIDATION, LEFT_OUT = 0, 1, 2


@dataclasses.dataclass(frozen=True)
class Parameter:
    """One number that may move.

    id, kind            as in the file
    table, keys, set    where it stands in calibrated.toml, and under which key
    unit                SI as inputs write it; "" = a pure number
    observation         of a gauge_zero
    prior               where the search begins
    lowest, highest     how far it may go
    spread              standard deviation of what is known beforehand (of ln(value) where is_log), or None
    is_log              the search goes by ratios
    """

    id: str
    kind: str
    table: str
    keys: tuple
    set: str
    unit: str
    observation: str
    prior: float
    lowest: float
    highest: float
    spread: float
    is_log: bool

    def inside(self, value):
        """The number as the search sees it: ln(value), or the value."""
        return np.log(value) if self.is_log else float(value)

    def outside(self, x):
        return float(np.exp(x)) if self.is_log else float(x)

    @property
    def step(self):
        """Half of a central difference: 2 %, or 0.02 m. The engine's own error (1e-4) is far below, the curvature of levels far above."""
        return 0.02


@dataclasses.dataclass
class Series:
    """The readings of one gauge in one event, or all high-water marks of an event.

    id, event       of the observation ("marks" for marks) and of the event
    quantity, unit  water_level [m], discharge [m3/s] or concentration [mg/L]
    reads           list of what each mark, or the gauge, looks at
    labels          ids of the marks; [id] of a gauge
    time            [s] from the start of the event; NaN for marks
    value, error    readings with the known offset of the gauge's zero, and the standard error of each, shape (reading,)
    weight          of event and observation
    role            FIT, VALIDATION or LEFT_OUT, shape (reading,)
    """

    id: str
    event: str
    quantity: str
    unit: str
    reads: list
    labels: list
    time: np.ndarray
    value: np.ndarray
    error: np.ndarray
    weight: np.ndarray
    role: np.ndarray
    title_zh: str = ""
    title_en: str = ""

    @property
    def is_marks(self):
        return self.id == "marks"

    @property
    def key(self):
        return f"{self.event}/{self.id}"

    def title(self, lang):
        return (self.title_zh if lang == "zh" else self.title_en) or self.id


@dataclasses.dataclass
class Task:
    """A calibration as it is asked for. notes: what was found in the readings, as dicts with observation, what and its numbers."""

    file: str
    title_zh: str
    title_en: str
    basin: str
    events: list
    parameters: list
    series: list
    notes: list
    loss: str
    loss_scale: float
    confidence: float
    most_runs: int
    identity: str

    def event(self, id_):
        return next(event for event in self.events if event["id"] == id_)


def _error_of(observation, value):
    """Standard error of each reading: a constant, a share of the reading, or both; a share of nothing is no error, so that of a tenth of the largest."""
    size = np.maximum(np.abs(value), 0.1 * np.max(np.abs(value)))
    return np.maximum(np.hypot(observation["error"], observation["relative_error"] * size), 1e-9)


def _roles(observation, event, epoch, flagged):
    fits = observation["fits"] and event["fits"]
    role = np.where(fits & (epoch >= event["fit_from"]) & (epoch <= event["fit_to"]), FIT, VALIDATION)
    role[flagged] = LEFT_OUT
    return role


def _gauge(observation, events, notes):
    epoch, value = np.asarray(observation["time"], float), np.asarray(observation["value"], float) + observation["offset"]
    used = np.zeros(len(epoch), bool)
    found = []
    for event in events:
        inside = (epoch >= event["start"] + event["skip"]) & (epoch <= event["end"])
        used |= inside
        if not inside.any():
            continue
        t, v = epoch[inside], value[inside]
        error = _error_of(observation, v)
        strange, why = outliers(t, v, error)
        for k in np.flatnonzero(strange):
            notes.append({"observation": observation["id"], "event": event["id"], "what": "outlier", "file": observation["file"],
                          "line": int(np.asarray(observation["line"])[inside][k]), "time": float(t[k]), "value": float(v[k]), "expected": float(why[k]),
                          "kept": observation["keeps_outliers"]})
        gaps = np.diff(t)
        usual = np.median(gaps) if len(gaps) else 0.0
        for k in np.flatnonzero(gaps > 3.0 * usual) if len(gaps) > 4 else []:
            notes.append({"observation": observation["id"], "event": event["id"], "what": "gap", "from": float(t[k]), "to": float(t[k + 1]), "usual": float(usual)})
        quantity = observation["reads"]["what"]
        weight = np.full(len(t), event["weight"] * observation["weight"])
        found.append(Series(observation["id"], event["id"], quantity, UNITS[quantity], [observation["reads"]], [observation["id"]], t - event["start"], v, error, weight,
                            _roles(observation, event, t, strange & (not observation["keeps_outliers"])), observation["name_zh"], observation["name_en"]))
    for what, count in (("outside", int((~used).sum())), ("blank", observation["blanks"]), ("repeated", observation["repeated"])):
        if count:
            notes.append({"observation": observation["id"], "what": what, "count": count, "of": len(epoch)})
    return found


def _marks(observations, event):
    marks = [o for o in observations if o["is_mark"] and o["event"] == event["id"]]
    if not marks:
        return []
    value = np.array([o["value"][0] + o["offset"] for o in marks])
    error = np.array([_error_of(o, np.array([v]))[0] for o, v in zip(marks, value)])
    role = np.array([FIT if o["fits"] and event["fits"] else VALIDATION for o in marks])
    weight = np.array([event["weight"] * o["weight"] for o in marks])
    return [Series("marks", event["id"], "water_level", "m", [o["reads"] for o in marks], [o["id"] for o in marks], np.full(len(marks), np.nan), value, error,
                   weight, role, "洪痕", "high-water marks")]


def read_task(path):
    """Reads CALIBRATION.toml, its events and observations.

    :raises InputError: with every mistake of every file
    """
    told, said = _core.read_calibration_task(str(path))
    if said:
        warnings.warn("\n" + said, stacklevel=3)
    notes, series = [], []
    for observation in told["observations"]:
        if not observation["is_mark"]:
            series += _gauge(observation, told["events"], notes)
    for event in told["events"]:
        series += _marks(told["observations"], event)
    if not any((one.role == FIT).any() for one in series):
        raise _core.InputError(f"{path}: error: no reading is left to be fitted\n  why: all readings inside the events validate, or were left out as outliers\n"
                               "  fix: let one event and one of its observations have use = \"fit\", and look at fit_from, fit_to and skip.")
    parameters = [Parameter(**{**one, "keys": tuple(map(tuple, one["keys"]))}) for one in told["parameters"]]
    identity = hashlib.sha256(pathlib.Path(path).read_bytes())
    for event in told["events"]:
        identity.update(_core.read_scenario(event["scenario"])[0].input_hash.encode())
    for one in series:
        for part in (one.time, one.value):
            identity.update(np.ascontiguousarray(part).tobytes())
    return Task(str(path), told["title_zh"], told["title_en"], told["basin"], told["events"], parameters, series, notes, told["loss"], told["loss_scale"],
                told["confidence"], told["most_runs"], identity.hexdigest())
