"""The basin and the scenario printed in data/README.md are complete: with sections and a series beside them, they run.

    examples_run.py COMMAND
"""

import sys
import tempfile

import example
from tree import report

wrong = []
with tempfile.TemporaryDirectory() as folder:
    example.write(folder)
    for words in (["check", "scenarios/flood.toml"], ["run", "scenarios/flood.toml", "-o", "flood.h5", "--quiet"]):
        if said := example.call(sys.argv[1], *words, folder=folder):
            wrong.append(said)
            break
report(wrong, "the examples run as printed")
