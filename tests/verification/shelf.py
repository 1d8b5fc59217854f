"""What every verification test needs: run a scenario through the command, read its results, hold a figure to its limit.

The command is $RIVERCHIEF_BIN or build/release/bin/riverchief. Every figure is printed as

    figure | <case> | <measure> | <measured> | <limit>

and, where $RIVERCHIEF_FIGURES names a file, added to it: the table in tests/README.md is made of these lines.
"""

import os
import pathlib
import subprocess
import tempfile

import h5py
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ROOT / "data" / "verification"
G = 9.81  # [m/s2]


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

    def ledger(self, of):
        """The whole network's ledger row of "water" or a pollutant."""
        row = next(i for i in range(len(self.ledger_of)) if self.ledger_of[i] == of and self.ledger_reach[i] == "")
        names = ("start", "in", "out", "reacted", "end", "error", "relative")
        return {name: float(self.arrays[f"ledger_{name}"][row]) for name in names}


def command():
    path = pathlib.Path(os.environ.get("RIVERCHIEF_BIN", ROOT / "build/release/bin/riverchief"))
    assert path.exists(), f"{path} does not exist: make build, or set RIVERCHIEF_BIN"
    return path


def run(scenario, *arguments):
    """Runs a scenario file (relative to data/verification, or absolute) as a user does; returns its Results."""
    scenario = CASES / scenario
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "results.h5"
        done = subprocess.run([command(), "run", scenario, "-o", out, "--quiet", *arguments], capture_output=True, text=True)
        assert done.returncode == 0, f"riverchief run {scenario} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        return Results(out)


def figure(case, measure, measured, limit, at_least=False):
    """Prints a figure beside its limit and holds it to it."""
    measured = float(measured)
    line = f"figure | {case} | {measure} | {measured:.3g} | {'>=' if at_least else '<='} {limit:g}"
    print(line)
    if os.environ.get("RIVERCHIEF_FIGURES"):
        with open(os.environ["RIVERCHIEF_FIGURES"], "a", encoding="utf-8") as file:
            file.write(line + "\n")
    assert measured >= limit if at_least else measured <= limit, line


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
    for _ in range(200):
        middle = 0.5 * (low + high)
        if (f(middle) > 0.0) == rising:
            high = middle
        else:
            low = middle
    return 0.5 * (low + high)
