"""An equation has one home, a heading in a README of the solver, and a label such as [SV-1]; code and tests cite the label.

Every label cited resolves to exactly one heading, and every heading is cited by code that computes it.
"""

import collections
import re

from tree import files, lines, report, where

LABEL = re.compile(r"\[([A-Z]{2,3}-\d+)\]")

homes = collections.defaultdict(list)
for path in files("solver", "scenarios", suffixes=("README.md",)):
    for number, line in lines(path):
        if line.startswith("#"):
            for label in LABEL.findall(line):
                homes[label].append(where(path, number))

wrong = [f"{places[1]}: [{label}] has another home at {places[0]}" for label, places in homes.items() if len(places) > 1]
computed = set()
for path in files("solver", "scenarios", "tests", suffixes=(".hpp", ".cpp")):
    for number, line in lines(path):
        for label in LABEL.findall(line.partition("//")[2]):
            if "tests" not in path.parts:
                computed.add(label)
            if label not in homes:
                wrong.append(f"{where(path, number)}: [{label}] has no heading in any README of the solver")
wrong += [f"{homes[label][0]}: no code cites [{label}]" for label in sorted(set(homes) - computed)]
report(wrong, f"{len(homes)} equation labels resolve both ways")
