"""The checks: data/verification/checks/<name>.py, what each says about itself, and how one is run.

A check file has a docstring (a title line, then the fields Problem, Exact, Source, Measured, Limit), TITLE_ZH, PROVES, PROVES_ZH,
and a function `check()` that runs scenarios and holds figures to their limits with `shelf.figure`.
"""

import ast
import dataclasses
import importlib.util
import os
import pathlib
import re
import shutil
import sys
import time
import traceback

FIELDS = ("Problem", "Exact", "Source", "Measured", "Limit")
CONSTANTS = ("TITLE_ZH", "PROVES", "PROVES_ZH")


@dataclasses.dataclass
class Check:
    """What a check file says about itself."""

    name: str
    path: pathlib.Path
    title: str
    title_zh: str
    proves: str
    proves_zh: str
    fields: dict  # Problem, Exact, Source, Measured, Limit
    slow: bool  # begun before the others


class Wrong(Exception):
    """What the user can mend; its text is printed as it is."""


def folder():
    """data/verification: of RIVERCHIEF_DATA, of the installed package, or of the source tree."""
    here = pathlib.Path(__file__).resolve().parent
    tried = [here.parent / "data" / "verification", here.parents[2] / "data" / "verification"]
    if named := os.environ.get("RIVERCHIEF_DATA"):
        tried.insert(0, pathlib.Path(named) / "verification")
    for place in tried:
        if (place / "checks").is_dir():
            return place
    raise Wrong(f"riverchief verify: error: the verification cases were not found\n  why: none of these folders has checks/: "
                f"{', '.join(map(str, tried))}\n  fix: set RIVERCHIEF_DATA to the folder data/ of the source tree.")


def command():
    """The command whose runs are verified: $RIVERCHIEF_BIN, the one on PATH, or that of the source tree."""
    named = os.environ.get("RIVERCHIEF_BIN")
    built = pathlib.Path(__file__).resolve().parents[3] / "build/release/bin/riverchief"
    found = named or shutil.which("riverchief") or built
    if not os.access(found, os.X_OK) or not pathlib.Path(found).is_file():
        raise Wrong(f"riverchief verify: error: there is no command to verify\n  why: {found} is not a program\n"
                    "  fix: make build, or set RIVERCHIEF_BIN to the path of riverchief.")
    return pathlib.Path(found).resolve()


def fields_of(docstring):
    """{"title": ..., "Problem": ..., ...}: lines that begin with a field's name start it, the others go on."""
    title, _, rest = docstring.partition("\n")
    found, current = {"title": title.strip().rstrip(".")}, None
    for line in rest.splitlines():
        word, _, text = line.strip().partition(" ")
        if word in FIELDS and not line.startswith(" "):
            current, line = word, text
        if current and line.strip():
            found[current] = (found.get(current, "") + " " + line.strip()).strip()
    return found


def read(path):
    """A check without running any of its code: what is wrong in one file must not keep the others from running."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    fields = fields_of(ast.get_docstring(tree) or "")
    constants = {target.id: ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.Assign)
                 for target in node.targets if isinstance(target, ast.Name) and target.id in (*CONSTANTS, "SLOW")}
    lacking = [name for name in FIELDS if name not in fields] + [name for name in CONSTANTS if name not in constants]
    if lacking:
        raise Wrong(f"{path}: error: the check does not say {', '.join(lacking)}\n  fix: see the other files of this folder.")
    return Check(path.stem, path, fields.pop("title"), constants["TITLE_ZH"], constants["PROVES"], constants["PROVES_ZH"], fields,
                 constants.get("SLOW", False))


def import_shelf():
    """The module shelf of data/verification; the checks import it, and the scripts that made their cases, by the same path."""
    if (path := str(folder())) not in sys.path:
        sys.path.insert(0, path)
    import shelf

    return shelf


def all_checks():
    return [read(path) for path in sorted((folder() / "checks").glob("*.py"))]


def run(check):
    """Runs one check in this process.

    :returns: dict with name, figures (as shelf.figure collects them), trouble ("" or what ended it early), passed, seconds
    """
    began = time.monotonic()
    shelf = import_shelf()
    os.environ["RIVERCHIEF_BIN"] = str(command())
    trouble = ""
    with shelf.collect() as figures:
        try:
            spec = importlib.util.spec_from_file_location(f"check_{check.name}", check.path)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            module.check()
        except Exception as error:  # whatever it was, the other checks go on
            line = traceback.extract_tb(error.__traceback__)[-1]
            trouble = f"{pathlib.Path(line.filename).name}:{line.lineno}: {str(error) or line.line}"
            if not isinstance(error, AssertionError):
                trouble = f"{type(error).__name__} in {trouble}"
    trouble = re.sub(r"\s+$", "", trouble)
    return {"name": check.name, "figures": figures, "trouble": trouble, "seconds": time.monotonic() - began,
            "passed": bool(figures) and not trouble and all(one["passed"] for one in figures)}
