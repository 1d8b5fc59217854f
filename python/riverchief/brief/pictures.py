"""The pictures of the brief, drawn by riverchief-draw."""

import os
import pathlib
import shutil
import subprocess
import sys

from .comparison import complaint


def drawing_command():
    """Path of riverchief-draw: beside this program, in the build that this package belongs to, or on PATH.

    :raises InputError: where there is none
    """
    beside = [pathlib.Path(sys.argv[0]).resolve().parent, pathlib.Path(__file__).absolute().parents[3] / "bin"]
    for folder in beside:
        if os.access(folder / "riverchief-draw", os.X_OK):
            return str(folder / "riverchief-draw")
    found = shutil.which("riverchief-draw")
    if not found:
        raise complaint("riverchief brief", "riverchief-draw was not found", "it draws the maps and the long profile of the brief",
                        "build it with -DRIVERCHIEF_VIZ=ON and put it beside riverchief or on PATH.")
    return found


def draw(event, keys, kind, folder, lang, width, river=None):
    """Draws one kind of picture of an event.

    :param keys:   plans to draw beside the base, in order
    :param kind:   "profile", "map_freeboard", "map_class" ...
    :param folder: where the PNG files go
    :param width:  as printed [cm]
    :param river:  whose long profile is wanted
    :returns:      dict of name -> path
    :raises InputError: where drawing fails, with the drawing program's own words
    """
    files = [event.file(event.base), *(event.file(event.plans[key]) for key in keys if key in event.plans)]
    words = [drawing_command(), *map(str, files), "-o", str(folder), "--lang", lang, "--width", f"{width:g}", "--only", kind]
    if river:
        words += ["--river", river]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", errors="replace")
    if done.returncode:
        raise complaint("riverchief brief", "the pictures could not be drawn", (done.stderr or done.stdout).strip()[-600:],
                        "run by hand: " + " ".join(words))
    return {path.stem: path for path in sorted(pathlib.Path(folder).glob("*.png"))}
