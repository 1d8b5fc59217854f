"""A library we build on has one home, so that it can be exchanged there and nowhere else."""

import re

from tree import ROOT, files, lines, report, where

# (what, header names, who may include it)
HOMES = [
    ("SUNDIALS", r"(cvodes?|ida|idas|arkode|kinsol|sundials|nvector|sunmatrix|sunlinsol|sunnonlinsol)/|sundials_|klu\.h|suitesparse/",
     lambda parts: parts[:2] == ("solver", "numerics"), "solver/numerics"),
    ("HDF5", r"hdf5|H5", lambda parts: "io" in parts[:-1], "folders named io"),
    ("TOML", r"toml", lambda parts: "io" in parts[:-1], "folders named io"),
    ("VTK", r"vtk", lambda parts: parts[0] == "viz", "viz"),
    ("pybind11", r"pybind11/", lambda parts: parts[:2] == ("python", "src"), "python/src"),
    ("CLI11", r"CLI/", lambda parts: "app" in parts[:-1] or parts[0] == "viz", "folders named app, and viz"),
]

wrong = []
for path in files("solver", "scenarios", "viz", "python", suffixes=(".hpp", ".cpp", ".h")):
    parts = path.relative_to(ROOT).parts
    for number, line in lines(path):
        match = re.match(r'\s*#include\s+[<"]([^>"]+)[>"]', line)
        if not match:
            continue
        for what, headers, at_home, home in HOMES:
            if re.match(headers, match[1]) and re.match(r"\s*#include\s+<", line) and not at_home(parts):
                wrong.append(f"{where(path, number)}: <{match[1]}> ({what}) belongs in {home} only")
report(wrong, "every library is at home")
