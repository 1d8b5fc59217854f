"""riverchief verify [CASE ...] [--list] [--jobs N] [--json FILE] [--lang zh|en]

Runs the verification shelf: cases with known answers, from files, through the command that users run. Exit 0 when every figure
keeps its limit, 1 when one does not, 2 when the arguments are wrong.
"""

import argparse
import concurrent.futures
import difflib
import fnmatch
import json
import os
import pathlib
import sys
import time

from . import checks, report


def cores():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def chosen(patterns, shelf):
    """The checks that are meant; a pattern may hold * and ?."""
    if not patterns:
        return shelf
    found = []
    for pattern in patterns:
        fits = [check for check in shelf if fnmatch.fnmatchcase(check.name, pattern)]
        if not fits:
            near = difflib.get_close_matches(pattern, [check.name for check in shelf], 1)
            raise checks.Wrong(f"riverchief verify: error: there is no case '{pattern}'\n"
                               f"  why: the shelf has {len(shelf)} cases, and none has this name\n"
                               f"  fix: {f'did you mean {near[0]}?' if near else 'riverchief verify --list shows their names.'}")
        found += [check for check in fits if check not in found]
    return found


def run_all(wanted, jobs, progress, lang):
    """Runs checks in `jobs` processes, the slow ones first; outcomes in the order of `wanted`."""
    outcomes = {}
    line = report.Progress(len(wanted), progress, lang)
    order = sorted(wanted, key=lambda check: not check.slow)
    with concurrent.futures.ProcessPoolExecutor(max_workers=jobs) as pool:
        waiting = {pool.submit(checks.run, check): check for check in order}
        line.show(0, [check.name for check in order[:jobs]])
        for done in concurrent.futures.as_completed(waiting):
            outcomes[waiting[done].name] = done.result()
            line.show(len(outcomes), [check.name for check in order if check.name not in outcomes][:jobs])
    line.close()
    return [outcomes[check.name] for check in wanted]


def parse(arguments):
    parser = argparse.ArgumentParser(prog="riverchief verify", description="Runs cases with known answers on this machine and says how well they are met.")
    parser.add_argument("case", nargs="*", metavar="CASE", help="names of cases, * and ? allowed; all without any")
    parser.add_argument("--list", action="store_true", help="say what each case is and proves, and run none")
    parser.add_argument("--jobs", type=int, default=cores(), metavar="N", help="cases that run beside each other (default: %(default)s)")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="write everything that was found as JSON")
    parser.add_argument("--lang", choices=("zh", "en"), default="en", help="language of what is printed (default: %(default)s)")
    options = parser.parse_args(arguments)
    if options.jobs < 1:
        parser.error("--jobs: at least one")
    return options


def main(arguments=None):
    options = parse(arguments)
    try:
        wanted = chosen(options.case, checks.all_checks())
        if options.list:
            print(report.listing(wanted, options.lang))
            return 0
        checks.command()
        if options.json:
            options.json.touch()
    except checks.Wrong as wrong:
        print(wrong, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"riverchief verify: error: {options.json} cannot be written\n  why: {error.strerror}\n  fix: name a file in a folder that is there.", file=sys.stderr)
        return 2
    began = time.monotonic()
    try:
        outcomes = run_all(wanted, min(options.jobs, len(wanted)), sys.stderr.isatty(), options.lang)
    except KeyboardInterrupt:
        return 130
    seconds = time.monotonic() - began
    print(report.table(wanted, outcomes, seconds, options.jobs, options.lang))
    report.write_figures(outcomes)
    if options.json:
        options.json.write_text(json.dumps(report.document(wanted, outcomes, seconds, str(checks.command())), ensure_ascii=False, indent=1) + "\n",
                                encoding="utf-8")
    return 0 if all(outcome["passed"] for outcome in outcomes) else 1
