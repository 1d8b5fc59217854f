"""A run that cannot go on says where, what, why and what to look at, and keeps what it has: results until then, and a state to begin from.

    in_trouble.py RIVERCHIEF

Each case changes the sound basin such that its run has to stop, and names what the message must hold.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
command = pathlib.Path(sys.argv[1]).resolve()
wrong = []

OUTLET = '''kind = "rating_curve"
rating = "forcing/outlet.csv"'''


PROFILE = """river,chainage [m],water_level [m],discharge [m3/s]
main,0,10,12
main,32000,4,17
creek,0,9.5,5
creek,8000,6.5,5
"""


def case(name, edits, must_say, structures=False, files=None, follow_up=None):
    """edits: file -> [(what stands there, what is to stand there)]; must_say: patterns of the message; files: new ones."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        shutil.copytree(HERE / "sound", folder, dirs_exist_ok=True)
        if structures:
            shutil.copytree(HERE / "sound_structures", folder, dirs_exist_ok=True)
        for file, text in (files or {}).items():
            (folder / file).write_text(text, encoding="utf-8")
        for file, changes in edits.items():
            text = (folder / file).read_text(encoding="utf-8")
            for old, new in changes:
                if text.count(old) != 1:
                    wrong.append(f"{name}: '{old}' stands {text.count(old)} times in {file}")
                text = text.replace(old, new)
            (folder / file).write_text(text, encoding="utf-8")
        run = subprocess.run([command, "run", "scenario.toml", "-o", "out.h5", "--quiet"], cwd=folder, capture_output=True, text=True, timeout=300)
        if run.returncode != 1:
            wrong.append(f"{name}: exit code {run.returncode}, 1 expected\n{run.stderr}")
            return
        for pattern in must_say:
            if not re.search(pattern, run.stderr):
                wrong.append(f"{name}: nothing like '{pattern}' in\n{run.stderr}")
        if follow_up:
            follow_up(name, folder)


def begins_from_what_was_kept(name, folder):
    """The last state is there, and a scenario that asks for less begins from it."""
    (folder / "out.partial.h5").rename(folder / "until_then.h5")
    scenario = folder / "scenario.toml"
    text = scenario.read_text(encoding="utf-8").replace("discharge = 60.0", "discharge = 1.0").replace('profile = "forcing/profile.csv"', 'state = "until_then.h5"')
    scenario.write_text(text, encoding="utf-8")
    run = subprocess.run([command, "run", "scenario.toml", "-o", "out.h5", "--quiet"], cwd=folder, capture_output=True, text=True, timeout=300)
    if run.returncode != 0:
        wrong.append(f"{name}: no run begins from what was kept\n{run.stderr}")


case("more is taken at the mouth than arrives",
     {"scenario.toml": [(OUTLET, 'kind = "discharge"\ndischarge = 60.0\nconcentration = {cod = "0 mg/L"}'), ("[output]", '[initial]\nprofile = "forcing/profile.csv"\n\n[output]')]},
     [r"stopped [\d.]+ h after its start", r"where: main: 3[12]\.\d+ km", r"why: more water leaves this cell than it holds", r"depth", r"fix: the discharge taken at 'main: 32 km' is more than arrives",
      r"saved: out\.partial\.h5"],
     files={"forcing/profile.csv": PROFILE}, follow_up=begins_from_what_was_kept)

print("\n".join(wrong) or "runs in trouble say where, what, why and what to look at, and keep what they have")
sys.exit(bool(wrong))
