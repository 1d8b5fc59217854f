"""What every check needs: run a scenario through the command, read its results, hold a figure to its limit.

The command is $RIVERCHIEF_BIN or build/release/bin/riverchief. A figure is printed as

    figure | <case> | <measure> | <measured> | <limit>

and, where $RIVERCHIEF_FIGURES names a file, added to it: the table in tests/README.md is made of these lines.
`riverchief verify` collects the figures of a check instead (`collect`) and prints them itself.
"""

import contextlib
import os
import pathlib
import subprocess
import tempfile

import h5py
import numpy as np

CASES = pathlib.Path(__file__).resolve().parent
G = 9.81  # [m/s2]

# Measures that several checks share, in English and Chinese.
L1_OF_DEPTH = ("relative L1 of depth", "水深相对误差（L1）")
ORDER = ("order under refinement", "网格加密收敛阶")
VOLUME = ("volume", "水量误差")
SPIKE = ("spike of discharge", "流量突刺")
LEDGER = ("ledger of water", "水量平衡差")
JUMP = ("place of the jump [cells]", "水跃位置误差 [单元]")


class Results:
    """Arrays of one result file: time first, then cell or face (pollutant in between for concentrations)."""

    def __init__(self, path):
        with h5py.File(path) as file:
            self.arrays = {name: item[()] for name, item in file.items() if isinstance(item, h5py.Dataset)}
            self.attributes = dict(file.attrs)
        for name in [n for n, a in self.arrays.items() if a.dtype.kind == "O"]:
            self.arrays[name] = np.array([v.decode() if isinstance(v, bytes) else v for v in self.arrays[name]])
        assert int(self.attributes["completed"]) == 1, f"{path} is not complete"
        assert int(self.attributes["fallback_steps"]) == 0, f"{self.attributes['fallback_steps']} fallback steps: figures reached on them do not count"

    def __getattr__(self, name):
        try:
            return self.arrays[name]
        except KeyError as error:
            raise AttributeError(name) from error

    @property
    def depth(self):
        """water_level - bed_level [m], shape (time, cell)."""
        return self.water_level - self.bed_level

    def cells(self, river):
        return np.flatnonzero(self.cell_river == river)

    def faces(self, river):
        return np.flatnonzero(self.face_river == river)

    def pollutant(self, name):
        """Concentration of one pollutant [g/m3], shape (time, cell)."""
        return self.concentration[:, list(self.arrays["pollutant"]).index(name), :]

    def ledger(self, of, reach=""):
        """The ledger row of "water" or a pollutant: of one reach, or of the whole network."""
        row = next(i for i in range(len(self.ledger_of)) if self.ledger_of[i] == of and self.ledger_reach[i] == reach)
        names = ("start", "in", "out", "reacted", "end", "error", "relative")
        return {name: float(self.arrays[f"ledger_{name}"][row]) for name in names}


def command():
    """Path of the command [file]."""
    path = pathlib.Path(os.environ.get("RIVERCHIEF_BIN", CASES.parents[1] / "build/release/bin/riverchief"))
    assert path.exists(), f"{path} does not exist: make build, or set RIVERCHIEF_BIN"
    return path


def run(scenario, *arguments, look=None):
    """Runs a scenario file (relative to data/verification, or absolute) as a user does; returns its Results.

    :param look: called with the path of the result file before it goes
    """
    scenario = CASES / scenario
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "results.h5"
        done = subprocess.run([command(), "run", scenario, "-o", out, "--quiet", *arguments], capture_output=True, text=True)
        assert done.returncode == 0, f"riverchief run {scenario} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        if look is not None:
            look(out)
        return Results(out)


_collected = None  # where figures go instead of being printed and enforced one by one


@contextlib.contextmanager
def collect():
    """The figures of the block as a list of dicts; none of them ends it."""
    global _collected
    _collected = []
    try:
        yield _collected
    finally:
        _collected = None


def line_of(found):
    """The `figure | ...` line of a collected figure."""
    return f"figure | {found['case']} | {found['measure']} | {found['measured']:.3g} | {'>=' if found['at_least'] else '<='} {found['limit']:g}"


def figure(case, measure, measured, limit, at_least=False):
    """Holds a figure to its limit.

    :param measure:  what was measured, in English, or a pair (English, Chinese)
    :param at_least: the limit is the least allowed value, not the greatest
    """
    measure, measure_zh = (measure, measure) if isinstance(measure, str) else measure
    measured, limit = float(measured) + 0.0, float(limit)  # + 0.0 turns -0 into 0
    found = {"case": case, "measure": measure, "measure_zh": measure_zh, "measured": measured, "limit": limit, "at_least": at_least,
             "passed": bool(measured >= limit if at_least else measured <= limit)}
    if _collected is not None:
        _collected.append(found)
        return
    line = line_of(found)
    print(line)
    if os.environ.get("RIVERCHIEF_FIGURES"):
        with open(os.environ["RIVERCHIEF_FIGURES"], "a", encoding="utf-8") as file:
            file.write(line + "\n")
    assert found["passed"], line


def relative_l1(measured, exact, weight=1.0):
    """Integral of |measured - exact| over the integral of |exact|."""
    return np.sum(weight * np.abs(measured - exact)) / np.sum(weight * np.abs(exact))


def trapezoid(y, x):
    """Integral of y over x by the trapezoidal rule."""
    return float(np.sum(0.5 * (y[1:] + y[:-1]) * np.diff(x)))


def order(errors, ratio=2.0):
    """Observed order between the coarsest and the finest of meshes that are each `ratio` times finer."""
    return np.log(errors[0] / errors[-1]) / (np.log(ratio) * (len(errors) - 1))


def root_between(f, low, high):
    """The zero of a function that changes its sign between low and high."""
    rising = f(high) > 0.0
    for _ in range(80):
        middle = 0.5 * (low + high)
        if (f(middle) > 0.0) == rising:
            high = middle
        else:
            low = middle
    return 0.5 * (low + high)
