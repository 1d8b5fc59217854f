"""What the model says at every reading, for numbers that are tried: runs in parallel processes, each remembered.

A trial is a calibrated.toml in a temporary folder that a run takes instead of the scenario's own, so that trials go through the same
door as the calibration that comes of them.
"""

import concurrent.futures
import hashlib
import multiprocessing
import os
import pathlib
import signal
import sys
import tempfile

import h5py
import numpy as np

from .. import _core
from .calibrated_file import text_of

MOST_FRAMES = 20000  # stored states of a run, however often a gauge was read


def _text(values):
    return np.array([v.decode() if isinstance(v, bytes) else v for v in values])


def _along(file, kind, river):
    """Indices of the cells or faces of a river, by growing chainage."""
    return np.flatnonzero(_text(file[f"{kind}_river"][()]) == river)


def _history(file, reads):
    """Times [s] and what stands there, shape (time,); linear between cell middles or faces, constant beyond the last ones."""
    time, what = file["time"][()], reads["what"]
    if reads["structure"]:
        return time, file["structure_discharge"][:, list(_text(file["structure"][()])).index(reads["structure"])]
    pollutant = list(_text(file["pollutant"][()])).index(reads["pollutant"]) if reads["pollutant"] else None
    if reads["storage"]:
        number = list(_text(file["storage"][()])).index(reads["storage"])
        return time, file["storage_water_level"][:, number] if pollutant is None else file["storage_concentration"][:, pollutant, number]
    kind = "face" if what == "discharge" else "cell"
    at = _along(file, kind, reads["river"])
    chainage = file[f"{kind}_chainage"][()][at]
    k = int(np.clip(np.searchsorted(chainage, reads["chainage"]), 1, max(len(at) - 1, 1)))
    pair = at[[max(k - 1, 0), min(k, len(at) - 1)]]
    low, high = chainage[max(k - 1, 0)], chainage[min(k, len(at) - 1)]
    share = 0.0 if high <= low else float(np.clip((reads["chainage"] - low) / (high - low), 0.0, 1.0))
    name = what if pollutant is None else "concentration"
    columns = [file[name][:, i] if pollutant is None else file[name][:, pollutant, i] for i in pair]
    return time, (1.0 - share) * columns[0] + share * columns[1]


def _highest(file, reads):
    if reads["storage"]:
        return float(file["max_storage_level"][()][list(_text(file["storage"][()])).index(reads["storage"])])
    at = _along(file, "cell", reads["river"])
    return float(np.interp(reads["chainage"], file["cell_chainage"][()][at], file["max_water_level"][()][at]))


def run_event(scenario, calibration, every, wanted):
    """One run of one event.

    :param calibration: text of calibrated.toml
    :param every:       time between stored states [s]
    :param wanted:      list of (key, reads, times): times is None for high-water marks, then reads is a list
    :returns:           dict of key -> values at the readings, with "history/<key>" (time, value) of each gauge and
                        "highest" (level of every cell)
    """
    with tempfile.TemporaryDirectory(prefix="riverchief_") as folder:
        trial = pathlib.Path(folder, "trial.toml")
        trial.write_text(calibration, encoding="utf-8")
        core, _ = _core.read_scenario(scenario, str(trial))
        path = pathlib.Path(folder, "trial.h5")
        outcome = _core.run(core.with_settings(None, None, every) if every < core.output_every else core, str(path), lambda fraction: None)
        if outcome["interrupted"]:
            raise KeyboardInterrupt
        found = {}
        with h5py.File(path) as file:
            for key, reads, times in wanted:
                if times is None:
                    found[key] = np.array([_highest(file, one) for one in reads])
                    continue
                time, values = _history(file, reads[0])
                found[key] = np.interp(times, time, values)
                found[f"history/{key}"] = np.array([time, values])
            found["highest"] = file["max_water_level"][()]
        return found


def _leave_ctrl_c_to_the_parent():
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Evaluator:
    """Runs trials. A context: leaving it ends its processes.

    :param task:   Task
    :param jobs:   parallel processes; 1 = in this process
    :param folder: where what was calculated is kept, so that a calibration that was stopped goes on from there; None = nowhere
    :param told:   function of a text that shows progress, or None
    """

    def __init__(self, task, jobs=None, folder=None, told=None):
        self.task, self.jobs, self.told = task, jobs or os.cpu_count() or 1, told
        self.folder = pathlib.Path(folder) if folder else None
        self.runs = self.remembered = 0
        self._known, self._pool = {}, None
        built = pathlib.Path(_core.__file__).stat()
        self.engine = f"{_core.__version__} {built.st_size} {built.st_mtime_ns}"  # another engine, other numbers
        self.every = {event["id"]: self._every(event) for event in task.events}
        self.wanted = {event["id"]: [(s.key, s.reads, None if s.is_marks else s.time) for s in task.series if s.event == event["id"]] for event in task.events}
        self.moved = [k for k, p in enumerate(task.parameters) if p.kind != "gauge_zero"]  # a gauge's zero moves readings, not water

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self, now=False):
        if self._pool is None:
            return
        processes = list((getattr(self._pool, "_processes", None) or {}).values())
        self._pool.shutdown(wait=not now, cancel_futures=True)
        for process in processes if now else []:
            process.terminate()
        self._pool = None

    def _every(self, event):
        """Between stored states [s]: the shortest usual time between readings, at most the scenario's own."""
        usual = [float(np.median(np.diff(s.time))) for s in self.task.series if s.event == event["id"] and not s.is_marks and len(s.time) > 2]
        shortest = min([u for u in usual if u > 0.0], default=np.inf)
        return max(shortest, (event["end"] - event["start"]) / MOST_FRAMES)

    def _name(self, event, values):
        numbers = ",".join(f"{values[k]:.12g}" for k in self.moved)
        return hashlib.sha256(f"{self.task.identity} {event} {self.engine} {numbers}".encode()).hexdigest()[:32]

    def _recall(self, name):
        if name not in self._known and self.folder and (self.folder / f"{name}.npz").is_file():
            try:
                with np.load(self.folder / f"{name}.npz") as kept:
                    self._known[name] = {key: kept[key] for key in kept.files}
                self.remembered += 1
            except (OSError, ValueError, EOFError):
                pass  # was cut off while it was written: run again
        return self._known.get(name)

    def _keep(self, name, found):
        self._known[name] = found
        self.runs += 1
        if self.folder:
            self.folder.mkdir(parents=True, exist_ok=True)
            unfinished = self.folder / f"{name}.part.npz"
            np.savez(unfinished, **found)
            os.replace(unfinished, self.folder / f"{name}.npz")

    def __call__(self, trials):
        """What the model says for each trial.

        :param trials: list of values, one a parameter, in their units
        :returns:      list of dicts event id -> what run_event returns; a trial that could not be run is a RunError in its place
        """
        jobs, results = {}, [dict() for _ in trials]
        for values in trials:
            for event in self.task.events:
                name = self._name(event["id"], values)
                if self._recall(name) is None and name not in jobs:
                    moved = [self.task.parameters[k] for k in self.moved]
                    jobs[name] = (event["scenario"], text_of(self.task.basin, moved, [values[k] for k in self.moved]), self.every[event["id"]], self.wanted[event["id"]])
        failed = self._run(jobs)
        for result, values in zip(results, trials):
            for event in self.task.events:
                name = self._name(event["id"], values)
                result[event["id"]] = self._known.get(name, failed.get(name))
        return [next((one for one in result.values() if isinstance(one, Exception)), result) for result in results]

    def _run(self, jobs):
        failed = {}
        if self.jobs == 1 or len(jobs) == 0:
            for name, job in jobs.items():
                try:
                    self._keep(name, run_event(*job))
                except _core.RunError as error:
                    failed[name] = error
                self._tell()
            return failed
        if self._pool is None:
            self._pool = concurrent.futures.ProcessPoolExecutor(self.jobs, multiprocessing.get_context("spawn"), initializer=_leave_ctrl_c_to_the_parent)
        running = {self._pool.submit(run_event, *job): name for name, job in jobs.items()}
        try:
            for done in concurrent.futures.as_completed(running):
                error = done.exception()
                if error is None:
                    self._keep(running[done], done.result())
                elif isinstance(error, _core.RunError):
                    failed[running[done]] = error
                else:
                    raise error
                self._tell()
        except BaseException:
            self.close(now=True)
            raise
        return failed

    def _tell(self):
        if self.told:
            self.told(f"{self.runs} runs")


def line_on_a_terminal():
    """A function that rewrites one line where standard error is a terminal, otherwise None."""
    if not sys.stderr.isatty():
        return None
    return lambda text: print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
