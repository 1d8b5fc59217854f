"""A full disk and a kill in the middle of a run leave a clear word and no broken file; a killed run is taken up again to the last bit.

    interrupted.py RIVERCHIEF [--kills 6] [--full 4] [--seed 1]

--kills: runs killed at random moments, and taken up; --full: disks that fill up at random sizes. The same seed draws the same moments and sizes.
"""

import argparse
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
arguments = argparse.ArgumentParser()
arguments.add_argument("command")
for name, number in (("--kills", 6), ("--full", 4), ("--seed", 1)):
    arguments.add_argument(name, type=int, default=number)
arguments = arguments.parse_args()
command = pathlib.Path(arguments.command).resolve()
h5dump, h5diff = shutil.which("h5dump"), shutil.which("h5diff")
if not h5dump or not h5diff:
    print("needs h5dump and h5diff (hdf5-tools)")
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


def states_in(path):
    """Whole states that a run has left so far; it may still be writing."""
    dump = subprocess.run([h5dump, "-a", "/checkpoint/a/valid", "-a", "/checkpoint/b/valid", path], capture_output=True, text=True, env=os.environ | {"HDF5_USE_FILE_LOCKING": "FALSE"})
    return max(map(int, re.findall(r"\(0\): (\d+)", dump.stdout)), default=0) if dump.returncode == 0 else 0


def killed_and_resumed():
    """Kills a run with structures, rules and storage cells after some of its checkpoints and goes on with it; returns how often it was taken up."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        copy_of_the_sound_basin(folder, "500 m", "30 min")
        shutil.copytree(HERE / "sound_structures", folder, dirs_exist_ok=True)
        scenario = folder / "scenario.toml"
        scenario.write_text(scenario.read_text(encoding="utf-8").replace('"500 m"', '"100 m"').replace('"12 h"', '"3 h"'), encoding="utf-8")
        whole = subprocess.run([command, "run", "scenario.toml", "-o", "whole.h5", "--quiet"], cwd=folder, capture_output=True, text=True)
        if whole.returncode != 0:
            wrong.append(f"the run that is to be killed does not run:\n{whole.stderr}")
            return 0
        taken_up, partial = 0, folder / "out.partial.h5"
        for kill_after in (2, 7, 16, None):
            run = subprocess.Popen([command, "run", "scenario.toml", "-o", "out.h5", "--quiet", "--resume"], cwd=folder, stderr=subprocess.PIPE, text=True)
            while kill_after and run.poll() is None and states_in(partial) < kill_after:
                time.sleep(0.01)
            if kill_after:
                run.kill()
            _, said = run.communicate()
            if run.returncode > 0:
                wrong.append(f"a killed run cannot be taken up again:\n{said}")
                return taken_up
            taken_up += "begins anew" not in said
            if run.returncode == 0:
                break
        differs = subprocess.run([h5diff, "whole.h5", "out.h5"], cwd=folder, capture_output=True, text=True)
        if differs.returncode != 0:
            wrong.append(f"a run that was taken up {taken_up} times differs:\n{differs.stdout}{differs.stderr}")
        # other inputs are no reason to go on
        (folder / "out.h5").rename(partial)
        scenario.write_text(scenario.read_text(encoding="utf-8").replace("opening = 1.5", "opening = 1.4"), encoding="utf-8")
        other = subprocess.run([command, "run", "scenario.toml", "-o", "out.h5", "--quiet", "--resume"], cwd=folder, capture_output=True, text=True)
        if other.returncode != 2 or "other inputs" not in other.stderr:
            wrong.append(f"a run of other inputs is taken up: exit code {other.returncode}\n{other.stderr}")
        return taken_up


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


def busy_basin(folder):
    """Structures, rules, storage cells and a checkpoint every hour: much to be torn by a kill."""
    copy_of_the_sound_basin(folder, "500 m", "30 min")
    shutil.copytree(HERE / "sound_structures", folder, dirs_exist_ok=True)
    scenario = folder / "scenario.toml"
    scenario.write_text(scenario.read_text(encoding="utf-8").replace('"500 m"', '"200 m"').replace('"12 h"', '"1 h"'), encoding="utf-8")


def run_in(folder, *options, **more):
    return subprocess.run([command, "run", "scenario.toml", "-o", "out.h5", "--quiet", *options], cwd=folder, capture_output=True, text=True, timeout=300, **more)


def differs_from_whole(folder):
    """What h5diff finds between the whole run and the one that was interrupted."""
    differs = subprocess.run([h5diff, "whole.h5", "out.h5"], cwd=folder, capture_output=True, text=True)
    return (differs.stdout + differs.stderr or "differs") if differs.returncode != 0 else ""


def sound_files_in(folder, what):
    for left in folder.glob("out*.h5"):
        if frames_in(left) is None:
            wrong.append(f"{what}: {left.name} is left behind and cannot be read")


def go_on(folder, what):
    """Takes a run up until it ends; whether a checkpoint was there to begin from."""
    sound_files_in(folder, what)
    run = run_in(folder, "--resume")
    if run.returncode != 0:
        wrong.append(f"{what}: it cannot be taken up again\n{run.stderr}")
        return False
    if differs := differs_from_whole(folder):
        wrong.append(f"{what}: taken up, it ends with other values\n{differs[:2000]}")
    return "begins anew" not in run.stderr


def killed_at_random(folder, count, draw, seconds):
    """Kills runs anywhere between their first moment and their last; returns how many were taken up from a checkpoint."""
    killed = taken_up = 0
    while killed < count:
        for left in folder.glob("out*.h5*"):
            left.unlink()
        moment = draw.uniform(0.0, 1.05 * seconds)
        began = time.monotonic()
        run = subprocess.Popen([command, "run", "scenario.toml", "-o", "out.h5", "--quiet"], cwd=folder, stderr=subprocess.DEVNULL)
        try:
            run.wait(timeout=moment)
        except subprocess.TimeoutExpired:
            run.kill()
        if run.wait() == 0:  # it was done before: a less busy machine is faster
            seconds = min(seconds, time.monotonic() - began)
            continue
        killed += 1
        taken_up += go_on(folder, f"kill {killed} (seed {arguments.seed}) after {moment:.4f} s")
    return taken_up


def full_at_random(folder, count, draw, size):
    """No file may grow beyond a size that the run needs; then there is room again and the run is taken up."""
    taken_up = 0
    for number in range(1, count + 1):
        for left in folder.glob("out*.h5*"):
            left.unlink()
        bytes_left = draw.randrange(1, size)

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, bytes_left))

        what = f"full disk {number} (seed {arguments.seed}) with {bytes_left} bytes"
        run = run_in(folder, preexec_fn=limit)
        if run.returncode != 1 or "fix:" not in run.stderr:
            wrong.append(f"{what}: exit code {run.returncode} (1 expected), or no remedy\n{run.stderr}")
        taken_up += go_on(folder, what)
    return taken_up


def small_disk():
    """A disk of its own, where one may be mounted: without room for the results, and one that others fill while the run writes."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        return
    with tempfile.TemporaryDirectory() as name:
        folder, disk = pathlib.Path(name), pathlib.Path(name) / "disk"
        busy_basin(folder)
        disk.mkdir()
        for size in ("1m", "4m"):
            if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", disk], capture_output=True).returncode != 0:
                return  # in a container, for example
            try:
                run = subprocess.Popen([command, "run", "scenario.toml", "-o", "disk/out.h5", "--quiet"], cwd=folder, stderr=subprocess.PIPE, text=True)
                while run.poll() is None and not (disk / "out.partial.h5").exists():
                    time.sleep(0.002)
                with (disk / "other").open("wb", buffering=0) as other:
                    try:
                        while True:
                            other.write(bytes(65536))
                    except OSError:
                        pass  # now it is full
                _, said = run.communicate()
                if run.returncode not in (0, 1) or (run.returncode == 1 and "fix:" not in said) or (size == "1m" and run.returncode != 1):
                    wrong.append(f"a disk of {size}: exit code {run.returncode}, or no remedy\n{said}")
                sound_files_in(disk, f"a disk of {size}")
            finally:
                subprocess.run(["umount", disk], check=True)


def interrupted_at_random():
    draw = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        busy_basin(folder)
        began = time.monotonic()
        whole = run_in(folder)
        seconds = time.monotonic() - began
        if whole.returncode != 0:
            wrong.append(f"the run that is to be interrupted does not run:\n{whole.stderr}")
            return 0, 0
        (folder / "out.h5").rename(folder / "whole.h5")
        size = (folder / "whole.h5").stat().st_size
        return killed_at_random(folder, arguments.kills, draw, seconds), full_at_random(folder, arguments.full, draw, size)


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
taken_up = killed_and_resumed()
for size in (1, 20, 100, 300):
    limited_run(size)
unwritable_folder()
small_disk()
after_kills, after_full = interrupted_at_random()
print("\n".join(wrong) or f"{arguments.kills} runs killed at random moments ({after_kills} taken up from a checkpoint) and {arguments.full} full disks ({after_full}) end as if nothing had been; killed runs keep up to {frames} states, one taken up {taken_up} times ends as if it had not been killed, full disks are named")
sys.exit(bool(wrong))
