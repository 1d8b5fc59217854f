"""Running scenarios."""

import os
import pathlib
import sys
import tempfile
import warnings

from . import _core
from .results import _one, beside_each_other

_kept = []  # temporary folders of this session's runs; removed when Python ends


def _folder():
    folder = tempfile.TemporaryDirectory(prefix="riverchief_")
    _kept.append(folder)
    return pathlib.Path(folder.name)


class _Line:
    """One line on a terminal that says how far the run is; silent elsewhere."""

    def __init__(self, name, shown):
        self.name, self.shown = name, shown

    def __call__(self, fraction):
        if self.shown:
            print(f"\r{self.name}: {100 * fraction:5.1f} %", end="", file=sys.stderr, flush=True)

    def close(self):
        if self.shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def run(scenarios, folder=None, progress=None):
    """Runs scenarios, one after the other, each with its measures.

    Other Python threads go on meanwhile. Ctrl-C stops the run and keeps what ran: the dataset then holds the scenarios begun so far,
    NaN after the instant reached, `completed` False, and a warning says so.

    :param scenarios: a dict of name -> Scenario, or one Scenario
    :param folder:    where the result files NAME.h5 go; default: a temporary folder that lives as long as this Python
    :param progress:  show how far the run is; default: on a terminal
    :returns:         xarray.Dataset, dims (scenario, time, cell), also face, pollutant, storage, structure, intake and event; without scenario for one Scenario.
                      Units in attrs. `result_file` names the file of each run.
    :raises InputError: where a scenario cannot be made a model
    :raises RunError:   where a run could not go on; its text names the file that holds the run up to there
    """
    alone = not isinstance(scenarios, dict)
    wanted = {scenarios.name: scenarios} if alone else dict(scenarios)
    if not wanted:
        raise _core.InputError("rc.run: error: no scenario given\n  fix: give a dict of name -> scenario.")
    where = _folder() if folder is None else pathlib.Path(folder)
    where.mkdir(parents=True, exist_ok=True)
    shown = sys.stderr.isatty() if progress is None else progress
    done, stopped = {}, None
    for number, (name, scenario) in enumerate(wanted.items()):
        line = _Line(name, shown)
        path = where / f"{str(name).replace(os.sep, '_')}.h5"
        outcome = _core.run(scenario._core, str(path), line)
        line.close()
        found = path if outcome["completed"] else path.with_suffix(".partial.h5")
        if found.exists():
            done[name] = _one(found)
        if outcome["interrupted"]:
            stopped = f"stopped by Ctrl-C in '{name}' at {outcome['reached'] / 3600:.1f} h of {scenario.duration / 3600:.1f} h"
            if number + 1 < len(wanted):
                stopped += f"; not begun: {', '.join(map(str, list(wanted)[number + 1:]))}"
            break
    if stopped:
        warnings.warn(stopped + "; `completed` says which runs are whole.", RuntimeWarning, stacklevel=2)
    if not done:
        raise KeyboardInterrupt(stopped)
    return next(iter(done.values())) if alone else beside_each_other(done)
