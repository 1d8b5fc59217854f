"""Every variable of a result file is in the table of quantities, tells its unit and its name in both languages, and
stands in solver/io/README.md; so does every attribute of the file.

    quantities_documented.py COMMAND
"""

import pathlib
import re
import sys
import tempfile

import example
from tree import ROOT, report

try:
    import h5py
except ModuleNotFoundError:
    print("needs the Python packages of .venv")
    sys.exit(77)

table = set(re.findall(r'"([a-z0-9_]+)"', (ROOT / "solver/core/quantity.cpp").read_text(encoding="utf-8")))
documented = set(re.findall(r"`([A-Za-z0-9_]+)", (ROOT / "solver/io/README.md").read_text(encoding="utf-8")))
CONVENTIONS = {"CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST", "_NCProperties", "_Netcdf4Dimid", "_Netcdf4Coordinates"}
TEXT = h5py.check_string_dtype

wrong = []
with tempfile.TemporaryDirectory() as folder:
    example.write(folder)
    if said := example.call(sys.argv[1], "run", "scenarios/flood.toml", "-o", "flood.h5", "--quiet", folder=folder):
        report([said], "")
    with h5py.File(pathlib.Path(folder, "flood.h5")) as file:
        for name, entry in file.items():
            if not isinstance(entry, h5py.Dataset):
                continue
            if name not in documented:
                wrong.append(f"variable {name} is not in solver/io/README.md")
            if name not in table:
                wrong.append(f"variable {name} is not in the table of solver/core/quantity.cpp")
            if TEXT(entry.dtype):
                continue
            for attribute in ("units", "long_name", "long_name_zh"):
                if attribute not in entry.attrs:
                    wrong.append(f"variable {name} has no attribute {attribute}")
        wrong += [f"attribute {name} is not in solver/io/README.md" for name in file.attrs if name not in documented | CONVENTIONS]
        count = len(file)
report(wrong, f"{count} variables are documented")
