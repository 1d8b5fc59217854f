"""riverchief-calibrate: fits numbers of a basin to what was observed."""

import argparse
import pathlib
import sys
import warnings

from .._core import InputError, RunError
from . import calibrate
from .report import note_in_words
from .task import read_task
from .words import number_of, phrase


def _arguments(words):
    parser = argparse.ArgumentParser(prog="riverchief calibrate", description="Fit roughness, dispersion, rates and coefficients to observed levels, discharges, marks and concentrations.")
    parser.add_argument("file", metavar="CALIBRATION.toml", help="what may move, and what was observed")
    parser.add_argument("-o", "--output", metavar="FOLDER", help="where report, tables, pictures and calibrated.toml go (default: the file's name without .toml)")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the report (default: zh)")
    parser.add_argument("--jobs", type=int, metavar="N", help="parallel runs (default: one a processor)")
    parser.add_argument("--check", action="store_true", help="read everything, report every mistake, fit nothing")
    parser.add_argument("--quiet", action="store_true", help="no progress and no summary")
    return parser.parse_args(words)


def _summary(outcome, lang):
    lines = []
    for k, p in enumerate(outcome.task.parameters):
        bounds = f"  [{number_of(outcome.known.lower[k], p.unit)}, {number_of(outcome.known.upper[k], p.unit)}]" if outcome.known and not outcome.known.at_bound[k] else ""
        lines.append(f"  {p.id:24} {number_of(p.prior, p.unit):>14} -> {number_of(outcome.fit.values[k], p.unit):>14}{bounds}")
    lines += ["  " + phrase("summary", lang, gauge=r.gauge, event=r.event, use=phrase(r.use, lang), before=f"{r.rms_before:.3g}", after=f"{r.rms:.3g}", unit=r.unit) for r in outcome.scores.itertuples()]
    return "\n".join(lines + [f"- {words}".replace("**", "") for words in outcome.words(lang)])


def main(words=None):
    """Exit code: 0 fine, 1 the fit could not be made or was stopped, 2 the inputs are wrong."""
    asked = _arguments(words)
    warnings.showwarning = lambda message, *_: print(str(message).strip(), file=sys.stderr)
    try:
        if asked.jobs is not None and asked.jobs < 1:
            raise InputError(f"riverchief calibrate: error: --jobs {asked.jobs} is no number of processes\n  fix: give 1 or more.")
        if asked.check:
            task = read_task(asked.file)
            print(f"{asked.file}: {len(task.parameters)} parameters, {len(task.events)} events, {sum(len(s.value) for s in task.series)} readings of {len(task.series)} series.")
            for note in task.notes:
                print("  " + note_in_words(note, asked.lang, task.events[0]["clock"]))
            return 0
        folder = asked.output or str(pathlib.Path(asked.file).with_suffix(""))
        outcome = calibrate(asked.file, folder, asked.jobs, asked.lang, progress=not asked.quiet)
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    except (RunError, OSError) as error:
        print(f"riverchief calibrate: error: {error}\n  fix: see the message of the run above; the runs that were made are kept.", file=sys.stderr)
        return 1
    except KeyboardInterrupt as stopped:
        print(f"riverchief calibrate: {stopped}", file=sys.stderr)
        return 1
    if not asked.quiet:
        print(_summary(outcome, asked.lang))
    print(pathlib.Path(folder, "report.md"))
    return 0 if outcome.completed else 1


if __name__ == "__main__":
    sys.exit(main())
