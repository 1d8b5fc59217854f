"""Every key of every TOML and every column of every CSV under data/ stands in data/README.md, in backquotes.

Ids that a user makes up (pollutants as keys of a concentration, rivers as keys of river_cell_length) are not keys.
"""

import csv
import re

try:
    import tomllib
except ModuleNotFoundError:
    import sys
    print("needs Python 3.11 or newer (tomllib)")
    sys.exit(77)

from tree import ROOT, files, report, where

FREE = {"concentration", "load", "river_cell_length", "storage_level", "upstream_concentration", "limits", "decay_rates", "permitted", "permitted_load", "influent", "removal", "per_capita", "heads", "per_head"}  # tables keyed by ids of the user
documented = set(re.findall(r"`\[*([a-z0-9_]+)", (ROOT / "data/README.md").read_text(encoding="utf-8")))


def keys(table):
    for name, value in table.items():
        yield name
        if name in FREE:
            continue
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from keys(inner)


wrong = []
pollutants = set()
inputs = [path for path in files("data", suffixes=(".toml",)) if "basins" in path.parts or "verification" in path.parts]
for path in inputs:
    table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    pollutants |= {entry.get("id") for entry in table.get("pollutant", [])}
    for name in sorted(set(keys(table)) - documented):
        wrong.append(f"{where(path)}: key '{name}' is not in data/README.md")

for path in files("data/basins", "data/verification", suffixes=(".csv",)):
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(line for line in file if not line.startswith("#")), [])
    for column in header:
        name = column.split("[")[0].strip()
        if name and name not in documented and name not in pollutants:
            wrong.append(f"{where(path)}: column '{name}' is not in data/README.md")
report(wrong, f"{len(inputs)} input files hold documented keys only")
