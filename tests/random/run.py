"""Runs random basins: each must come to its end, or stop with a message that names place and cause.

    run.py RIVERCHIEF [--from 1] [--count 60] [--failed-once] [--seconds 120] [--budget SECONDS] [--keep FOLDER]

What is wrong: a crash, a hang (longer than --seconds), a NaN in the results, water lost (beyond 1e-12 of what was there and went
through) or mass (1e-11), a message that lacks a part, fallback steps in 1 % of the basins or more. `basin.py NUMBER FOLDER` makes the files of one.
Exit code 77 where a package is missing.
"""

import argparse
import collections
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
try:
    import netCDF4
    import numpy
except ModuleNotFoundError as missing:
    print(f"needs {missing.name}")
    sys.exit(77)
import basin

CLOSES = 1e-12       # the ledger of water, relative to what was there and went through
MASS_CLOSES = 1e-11  # that of a pollutant, whose round-off gathers over up to millions of transport steps
DRY = 1e-3          # depth by which a level may lie below the bed: round-off of a volume in a narrow bed [m]
FEW = 0.01           # share of basins that may need fallback steps
# Each found a fault that has been mended: cells without water that gave it, mouths and sills below a bed, volumes beyond all logarithms, loads on dry
# beds, streams of nothing, level boundaries counted as stored water.
FAILED_ONCE = (2, 4, 12, 14, 44, 54, 100, 172, 205, 323, 324, 576, 649, 709, 724, 727, 728, 752, 775, 837, 877, 922)
STATES = ("water_level", "discharge", "velocity", "concentration", "storage_water_level", "storage_volume", "storage_concentration", "structure_discharge")


def limits():
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))


def judge_results(path):
    """What is wrong with a result file, its fallback steps and its worst ledger row."""
    wrong = []
    with netCDF4.Dataset(path) as results:
        results.set_auto_mask(False)
        frames = int(results.getncattr("frames_written"))
        for name in STATES:
            if name in results.variables and not numpy.isfinite(results[name][:frames]).all():
                wrong.append(f"NaN in {name}")
        depth = results["water_level"][:frames] - results["bed_level"][:]
        if depth.size and depth.min() < -DRY:
            wrong.append(f"water below the bed by {-depth.min():.2g} m")
        relative = results["ledger_relative"][:]
        of = results["ledger_of"][:]
        whole = results["ledger_reach"][:] == ""
        for what in sorted(set(of[whole])):
            worst = float(numpy.max(numpy.abs(relative[whole & (of == what)])))
            if not worst <= (CLOSES if what == "water" else MASS_CLOSES):
                wrong.append(f"the ledger of {what} closes to {worst:.2g}")
        return wrong, int(results.getncattr("fallback_steps"))


def parts_missing(message, code, has_results):
    """Of the four parts of a message: where, what, why, fix; and what was kept."""
    if code == 2:
        return [] if re.search(r"^\S+\.(toml|csv):", message, re.M) and "fix:" in message else ["where or fix"]
    missing = []
    if not re.search(r"where:|rule '", message):
        missing.append("where")
    if not re.search(r"why:|stopped", message):
        missing.append("why")
    if "fix:" not in message:
        missing.append("fix")
    if has_results and "saved:" not in message:
        missing.append("saved")
    return missing


def without_warnings(message):
    """Its lines from the first that is no warning."""
    parts = re.split(r"\n\s*\n|\n(?=\d+ warnings?\.\n)", message.strip())
    return "\n".join(part for part in parts if ": warning:" not in part).split("\n")


def trial(command, number, seconds, folder):
    """(outcome, what is wrong with it, seconds, fallback steps, what was drawn, the message)"""
    drawn = basin.make(number, folder)
    began = time.monotonic()
    try:
        run = subprocess.run([command, "run", "scenario.toml", "-o", "out.h5", "--quiet", "--lang", "en"], cwd=folder, capture_output=True, text=True, timeout=seconds, preexec_fn=limits)
    except subprocess.TimeoutExpired:
        return "hangs", [f"runs longer than {seconds} s"], seconds, 0, drawn, ""
    took = time.monotonic() - began
    if run.returncode < 0:
        return "crashes", [f"ended by signal {-run.returncode}"], took, 0, drawn, run.stderr
    if run.returncode == 2:
        return "refused", parts_missing(run.stderr, 2, False), took, 0, drawn, run.stderr
    if run.returncode == 1:
        wrong = [f"its message does not say {part}" for part in parts_missing(run.stderr, 1, any(pathlib.Path(folder).glob("out.partial.h5")))]
        fallback = 0
        for partial in pathlib.Path(folder).glob("out.partial.h5"):
            more, fallback = judge_results(partial)
            wrong += [w for w in more if not w.startswith("the ledger")] + [w for w in more if w.startswith("the ledger")]
        return "stops", wrong, took, fallback, drawn, run.stderr
    wrong, fallback = judge_results(pathlib.Path(folder) / "out.h5")
    return "ends", wrong, took, fallback, drawn, run.stderr


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("command")
    arguments.add_argument("--from", dest="first", type=int, default=1)
    arguments.add_argument("--count", type=int, default=60)
    arguments.add_argument("--failed-once", action="store_true", help="begin with the numbers that found a fault")
    arguments.add_argument("--seconds", type=float, default=120.0, help="a run that takes longer hangs")
    arguments.add_argument("--budget", type=float, default=1e9, help="no further basin is begun after so many seconds")
    arguments.add_argument("--keep", type=pathlib.Path, help="folder for the basins with findings")
    arguments.add_argument("--all", action="store_true", help="print a line for every basin")
    a = arguments.parse_args()
    command, outcomes, findings, with_fallback, done, began, slowest = pathlib.Path(a.command).resolve(), collections.Counter(), [], [], 0, time.monotonic(), (0.0, 0)
    for number in [*(FAILED_ONCE if a.failed_once else ()), *range(a.first, a.first + a.count)]:
        if time.monotonic() - began > a.budget:
            break
        with tempfile.TemporaryDirectory() as name:
            outcome, wrong, took, fallback, drawn, message = trial(command, number, a.seconds, name)
        done += 1
        outcomes[outcome] += 1
        slowest = max(slowest, (took, number))
        if fallback:
            with_fallback.append(number)
        if wrong:
            findings.append(number)
            if a.keep:
                basin.make(number, a.keep / str(number))
        if wrong or fallback or a.all or outcome in ("stops", "refused"):
            print(f"basin {number}: {outcome} after {took:.1f} s{f', {fallback} fallback steps' if fallback else ''}{': ' if wrong else ''}{'; '.join(wrong)} | {drawn}", flush=True)
            if outcome != "ends" and message:
                print("    " + "\n    ".join(without_warnings(message)[:12]), flush=True)
    if len(with_fallback) > max(FEW * done, 1 if done < 1 / FEW else 0):
        findings.append("fallback steps")
    print(f"{done} basins: " + ", ".join(f"{n} {what}" for what, n in sorted(outcomes.items())) + f"; fallback steps in {len(with_fallback)}; slowest {slowest[0]:.1f} s (basin {slowest[1]}); with findings: {findings or 'none'}")
    sys.exit(bool(findings))


if __name__ == "__main__":
    main()
