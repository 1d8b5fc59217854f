"""Broken HEC-RAS projects and what `riverchief import hecras` says to them: one edit and one golden text for each.

A folder in hecras/cases/ holds edit.toml: in `file` of hecras/sound, `old` (which stands there once, or `nth` says which, from 1) becomes `new`;
`cut_at` ends the file there, `rename` gives it another name, `encoding` and `line_ends` write it anew, `arguments` go to the command.
message.txt holds what must be printed. Errors must end with exit code 2 and leave nothing behind; warnings end with 0.

    hecras.py RIVERCHIEF            compares
    hecras.py RIVERCHIEF --update   writes the messages anew, to be read before they are committed
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

try:
    import tomllib
except ModuleNotFoundError:
    print("needs Python 3.11 or newer (tomllib)")
    sys.exit(77)

HERE = pathlib.Path(__file__).resolve().parent / "hecras"
command, update = pathlib.Path(sys.argv[1]).resolve(), "--update" in sys.argv[2:]
wrong = []


def apply(edit, folder, name):
    path = folder / edit["file"]
    text = path.read_bytes().decode("utf-8")
    if "old" in edit:
        parts = text.split(edit["old"])
        nth = edit.get("nth", 1)
        if len(parts) - 1 < nth or ("nth" not in edit and len(parts) != 2):
            wrong.append(f"{name}: '{edit['old']}' stands {len(parts) - 1} times in {edit['file']}")
        text = edit["old"].join(parts[:nth]) + edit["new"] + edit["old"].join(parts[nth:])
    if "cut_at" in edit:
        if edit["cut_at"] not in text:
            wrong.append(f"{name}: '{edit['cut_at']}' does not stand in {edit['file']}")
        text = text[: text.index(edit["cut_at"])]
    text = text.replace("\n", edit.get("line_ends", "\n"))
    path.write_bytes(text.encode(edit.get("encoding", "utf-8")))
    if "rename" in edit:
        path.rename(folder / edit["rename"])


def message_of(case):
    """What the command prints about the case, its exit code, and whether a basin was written."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        shutil.copytree(HERE / "sound", folder, dirs_exist_ok=True)
        task = tomllib.loads((case / "edit.toml").read_text(encoding="utf-8")) if case else {}
        for edit in task.get("edit", []):
            apply(edit, folder, case.name)
        arguments = task.get("arguments", [])
        run = subprocess.run([command, "import", "hecras", "three.prj", "-o", "basin", "--lang", "en", *arguments], cwd=folder, capture_output=True, timeout=60)
        return run.stderr.decode(), run.returncode, (folder / "basin").exists()


text, code, written = message_of(None)
if code != 0 or ": error: " in text or not written:
    wrong.append(f"the sound project is not sound (exit {code}):\n{text}")

cases = sorted(path for path in (HERE / "cases").iterdir() if path.is_dir())
for case in cases:
    text, code, written = message_of(case)
    golden = case / "message.txt"
    if update:
        golden.write_text(text, encoding="utf-8")
    expected = golden.read_text(encoding="utf-8") if golden.exists() else ""
    if text != expected:
        wrong.append(f"{case.name}: the message has changed. Expected:\n{expected}\nprinted:\n{text}")
    is_error = ": error: " in expected
    if code != (2 if is_error else 0):
        wrong.append(f"{case.name}: exit code {code}")
    if written == is_error:
        wrong.append(f"{case.name}: {'a basin was written' if written else 'no basin was written'}")
    if text.count("fix: ") < text.count(": error: ") + text.count(": warning: "):
        wrong.append(f"{case.name}: a complaint without fix")

print("\n".join(wrong) or f"{len(cases)} broken projects are answered as they should be")
sys.exit(bool(wrong))
