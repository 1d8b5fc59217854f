"""A file tells one thing: it has a name that says which, and ends before the reader does. Nothing is left for later."""

import re

from tree import ROOT, files, lines, report, where

LONGEST = 450  # lines
TOP_LEVEL = {
    "CMakeLists.txt", "CMakePresets.json", "Makefile", "pyproject.toml", "README.md", "README.zh.md", "CHANGELOG.md", "CONTRIBUTING.md",
    "LICENSE", "solver", "scenarios", "viz", "python", "tests", "data",
    "build", "results",  # output, ignored by git
}
SOURCE = (".hpp", ".cpp", ".h", ".py", ".cmake")
VAGUE = re.compile(r"^(utils?|common|misc|helpers?|stuff|tools?|base)$")
LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|\bfor now\b|\bnot (yet )?implemented\b", re.IGNORECASE)

wrong = []
for path in ROOT.iterdir():
    if path.name not in TOP_LEVEL and not path.name.startswith("."):
        wrong.append(f"{path.name}: the top level is fixed; where does this belong?")

for path in files(suffixes=SOURCE):
    relative = path.relative_to(ROOT)
    for part in (*relative.parts[:-1], path.stem):
        if VAGUE.match(part):
            wrong.append(f"{relative}: '{part}' says nothing; name it after what it holds")
    if not re.fullmatch(r"[a-z0-9_]+", path.stem):
        wrong.append(f"{relative}: files are snake_case")
    count = 0
    for count, line in lines(path):
        if path.name != "names_and_sizes.py" and LATER.search(line):
            wrong.append(f"{where(path, count)}: left for later: {line.strip()}")
    if count > LONGEST:
        wrong.append(f"{relative}: {count} lines, {LONGEST} at most; what are the two things it tells?")

for path in files(suffixes=(".hpp",)):
    if "#pragma once" not in path.read_text(encoding="utf-8"):
        wrong.append(f"{where(path)}: no #pragma once")
report(wrong, "names say what files hold, and files are short")
