"""Calibration: numbers of a basin fitted to what was observed, with what is known of them and what is not.

    outcome = rc.calibrate("calibration.toml", folder="calibrated")
    outcome.parameters        # pandas: prior, value, lower, upper
    outcome.scores            # rms, bias, NSE, KGE, peaks: fitted and not fitted apart
    outcome.words("en")       # which numbers these observations can tell, and which not

The file: data/README.md. `riverchief calibrate` is the same on the command line.
"""

import pathlib

from .evaluate import Evaluator, line_on_a_terminal
from .fit import search
from .outcome import Calibration, make_outcome
from .task import read_task

__all__ = ["Calibration", "calibrate"]


def calibrate(path, folder=None, jobs=None, lang="zh", progress=None):
    """Fits the parameters of a calibration file to its observations.

    Runs go in parallel processes; the same file gives the same numbers. Ctrl-C ends the search and keeps the best numbers so far; with a
    folder, calibrating again goes on from the runs that were made.

    :param path:     CALIBRATION.toml
    :param folder:   where report, tables, pictures and calibrated.toml go; default: nowhere
    :param jobs:     parallel processes; default: one a processor; 1 = in this process. More than one in a script of your own needs
                     `if __name__ == "__main__":` before the call, as always with processes in Python
    :param lang:     language of the report: "zh" or "en"
    :param progress: show how many runs are done; default: on a terminal
    :returns:        Calibration
    :raises InputError: with every mistake of the file, its scenarios and its observations
    :raises RunError:   where the model does not run with the values it begins with
    """
    task = read_task(path)
    told = line_on_a_terminal() if progress is None or progress else None
    with Evaluator(task, jobs, pathlib.Path(folder, "runs") if folder is not None else None, told) as evaluator:
        before, fit = search(task, evaluator)
        outcome = make_outcome(task, before, fit, evaluator.runs)
    if told:
        told("")
    if folder is not None:
        from .report import write
        outcome.folder = pathlib.Path(folder)
        write(outcome, folder, lang)
    return outcome
