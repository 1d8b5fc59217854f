"""Sources are listed by name in a CMakeLists.txt above them: a file that nobody builds is a file that rots."""

from tree import ROOT, files, report, where

wrong = []
for path in files("solver", "scenarios", "viz", "python", "tests", suffixes=(".cpp",)):
    for folder in path.parents:
        listing = folder / "CMakeLists.txt"
        if listing.is_file() and path.relative_to(folder).as_posix() in listing.read_text(encoding="utf-8"):
            break
        if folder == ROOT:
            wrong.append(f"{where(path)}: no CMakeLists.txt names it")
            break
report(wrong, "every source is built")
