"""Every mistake has its message: one wrong input and one golden text for each.

A folder in cases/ holds the files that replace those of the sound basin, and message.txt with what `riverchief check` must print. Where it
holds edit.toml instead, the basin with structures (sound_structures/ over sound/) is changed: in `file`, `old` (which stands there once)
becomes `new`; a case may have several [[edit]].
A case whose message counts no error is a warning (exit code 0); all others must exit with 2. Nothing may be written.

    messages.py RIVERCHIEF            compares
    messages.py RIVERCHIEF --update   writes the messages anew, to be read before they are committed
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

HERE = pathlib.Path(__file__).resolve().parent
command, update = pathlib.Path(sys.argv[1]).resolve(), "--update" in sys.argv[2:]


def files_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def message_of(case, structures=False):
    """What the command prints about the case, its exit code, and whether it left the folder as it was."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        shutil.copytree(HERE / "sound", folder, dirs_exist_ok=True)
        if structures or (case and (case / "edit.toml").exists()):
            shutil.copytree(HERE / "sound_structures", folder, dirs_exist_ok=True)
            for edit in tomllib.loads((case / "edit.toml").read_text(encoding="utf-8"))["edit"] if case else []:
                text = (folder / edit["file"]).read_text(encoding="utf-8") if edit["old"] else ""
                if edit["old"] and text.count(edit["old"]) != 1:
                    wrong.append(f"{case.name}: '{edit['old']}' stands {text.count(edit['old'])} times in {edit['file']}")
                (folder / edit["file"]).parent.mkdir(parents=True, exist_ok=True)
                (folder / edit["file"]).write_text(text.replace(edit["old"], edit["new"]) if edit["old"] else edit["new"], encoding="utf-8")
        elif case:
            shutil.copytree(case, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("message.txt"))
        before = files_of(folder)
        run = subprocess.run([command, "check", "scenario.toml", "--lang", "en"], cwd=folder, capture_output=True, timeout=60)
        return run.stderr.decode(), run.returncode, files_of(folder) == before


wrong = []
for structures in (False, True):
    text, code, _ = message_of(None, structures)
    if text or code != 0:
        wrong.append(f"the sound basin is not sound (exit {code}):\n{text}")

cases = sorted(path for path in (HERE / "cases").iterdir() if path.is_dir())
for case in cases:
    text, code, untouched = message_of(case)
    golden = case / "message.txt"
    if update:
        golden.write_text(text, encoding="utf-8")
    expected = golden.read_text(encoding="utf-8") if golden.exists() else ""
    if text != expected:
        wrong.append(f"{case.name}: the message has changed. Expected:\n{expected}\nprinted:\n{text}")
    if not text:
        wrong.append(f"{case.name}: no message")
    if code != (2 if "nothing was run" in expected else 0):
        wrong.append(f"{case.name}: exit code {code}")
    if not untouched:
        wrong.append(f"{case.name}: files were written")
    if text.count("fix: ") < text.count(": error: ") + text.count(": warning: "):
        wrong.append(f"{case.name}: a complaint without fix")

print("\n".join(wrong) or f"{len(cases)} mistakes are reported as they should be")
sys.exit(bool(wrong))
