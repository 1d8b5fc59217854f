"""Every deliberate fault still fits its file, and the test that must catch it exists under its name."""

import re
import sys

try:
    import tomllib
except ModuleNotFoundError:
    print("needs Python 3.11 or newer (tomllib)")
    sys.exit(77)

from tree import ROOT, files, report

tests = set()
for path in files("tests", suffixes=(".cpp",)):
    label = path.relative_to(ROOT / "tests").parts[0]
    for suite, name in re.findall(r"\bTEST(?:_F|_P)?\(\s*(\w+)\s*,\s*(\w+)\s*\)", path.read_text(encoding="utf-8")):
        tests.add(f"{label}.{suite}.{name}")
for path in files("tests", suffixes=(".py",)):
    if path.name.startswith("test_"):
        tests.add(f"{path.relative_to(ROOT / 'tests').parts[0]}.{path.stem.removeprefix('test_')}")
tests.update(f"verification.{path.stem}" for path in files("data/verification/checks", suffixes=(".py",)))
for path in files("tests", suffixes=("CMakeLists.txt",)):
    for label, script in re.findall(r"^\s*add_script_test\(\s*(\w+)\s+(\w+)\.py", path.read_text(encoding="utf-8"), re.MULTILINE):
        tests.add(f"{label}.{script}")

wrong, ids = [], set()
for fault in tomllib.loads((ROOT / "tests/teeth/faults.toml").read_text(encoding="utf-8")).get("fault", []):
    name = fault["id"]
    if name in ids:
        wrong.append(f"{name}: two faults have this id")
    ids.add(name)
    path = ROOT / fault["file"]
    count = path.read_text(encoding="utf-8").count(fault["find"]) if path.is_file() else 0
    if count != 1:
        wrong.append(f"{name}: the text to replace occurs {count} times in {fault['file']}, once is needed")
    if "\n" in fault["find"] or "\n" in fault["replace"]:
        wrong.append(f"{name}: a fault is one line")
    if fault["caught_by"] not in tests:
        wrong.append(f"{name}: there is no test {fault['caught_by']}")
report(wrong, f"{len(ids)} faults fit")
