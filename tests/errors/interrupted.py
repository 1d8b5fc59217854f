"""A full disk and a kill in the middle of a run leave a clear word and no broken file.

    interrupted.py RIVERCHIEF
"""

import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
command = pathlib.Path(sys.argv[1]).resolve()
h5dump = shutil.which("h5dump")
if not h5dump:
    print("needs h5dump (hdf5-tools)")
    sys.exit(77)
wrong = []


def copy_of_the_sound_basin(folder, cell_length, every):
    shutil.copytree(HERE / "sound", folder, dirs_exist_ok=True)
    scenario = folder / "scenario.toml"
    text = scenario.read_text(encoding="utf-8").replace('"500 m"', f'"{cell_length}"').replace('"30 min"', f'"{every}"')
    scenario.write_text(text, encoding="utf-8")


def frames_in(path):
    """States that the file says it holds, after reading all of its water levels; None where it cannot be read."""
    dump = subprocess.run([h5dump, "-d", "/water_level", "-a", "/frames_written", path], capture_output=True, text=True)
    if dump.returncode != 0:
        return None
    return int(dump.stdout.rsplit("(0):", 1)[1].split()[0])


def killed_runs():
    """Kills runs at growing times after their file has appeared."""
    most = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        copy_of_the_sound_basin(folder, "40 m", "5 min")
        partial = folder / "out.partial.h5"
        for moment in (0.0, 0.1, 0.3, 0.9):
            partial.unlink(missing_ok=True)
            run = subprocess.Popen([command, "run", "scenario.toml", "-o", "out.h5", "--quiet"], cwd=folder, stderr=subprocess.DEVNULL)
            deadline = time.monotonic() + 60
            while run.poll() is None and not partial.exists() and time.monotonic() < deadline:
                time.sleep(0.002)
            time.sleep(0.3 + moment)  # the file is laid out in a few milliseconds, on a busy machine in some more
            run.kill()
            if run.wait() == 0:  # it was done before
                break
            frames = frames_in(partial)
            if frames is None:
                wrong.append(f"killed {moment:.2f} s after its file appeared: the file does not open")
            most = max(most, frames or 0)
    return most


def limited_run(kilobytes):
    """Runs where no file may grow beyond a size, as on a full disk."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        copy_of_the_sound_basin(folder, "500 m", "30 min")
        run = subprocess.run([command, "run", "scenario.toml", "-o", "out.h5", "--quiet"], cwd=folder, preexec_fn=limit, capture_output=True, text=True, timeout=120)
        if run.returncode != 1:
            wrong.append(f"a disk with {kilobytes} kB: exit code {run.returncode}, 1 expected\n{run.stderr}")
        if "cannot be made" not in run.stderr or "fix:" not in run.stderr:
            wrong.append(f"a disk with {kilobytes} kB: no clear word but\n{run.stderr}")
        for left in folder.glob("*.h5"):
            if frames_in(left) is None:
                wrong.append(f"a disk with {kilobytes} kB: {left.name} is left behind and cannot be read")


def unwritable_folder():
    if os.geteuid() == 0:
        return  # root may write everywhere
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        copy_of_the_sound_basin(folder, "500 m", "30 min")
        (folder / "results").mkdir(mode=0o500)
        run = subprocess.run([command, "run", "scenario.toml", "-o", "results/out.h5", "--quiet"], cwd=folder, capture_output=True, text=True, timeout=120)
        if run.returncode != 1 or "cannot be made" not in run.stderr:
            wrong.append(f"a folder that may not be written to: exit code {run.returncode}\n{run.stderr}")


frames = killed_runs()
for size in (1, 20, 100, 300):
    limited_run(size)
unwritable_folder()
print("\n".join(wrong) or f"killed runs keep up to {frames} states, full disks are named")
sys.exit(bool(wrong))
