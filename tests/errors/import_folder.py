"""Where `riverchief import hecras` writes: never into a folder that holds something, unless it is told to; whole or not at all.

    import_folder.py RIVERCHIEF
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent / "hecras/sound"
command = pathlib.Path(sys.argv[1]).resolve()
wrong = []


def bring(folder, *arguments):
    return subprocess.run([command, "import", "hecras", "three.prj", "-o", "basin", *arguments], cwd=folder, capture_output=True, text=True, timeout=60)


def expect(condition, what):
    if not condition:
        wrong.append(what)


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    shutil.copytree(HERE, folder, dirs_exist_ok=True)
    basin = folder / "basin"
    basin.mkdir()
    (basin / "notes.txt").write_text("mine", encoding="utf-8")

    run = bring(folder, "--lang", "en")
    expect(run.returncode == 2, f"a folder that is not empty: exit code {run.returncode}")
    for part in ("basin: error: the basin folder is not empty", "why: ", "fix: ", "--force"):
        expect(part in run.stderr, f"the message about a folder that is not empty lacks '{part}':\n{run.stderr}")
    expect([p.name for p in basin.iterdir()] == ["notes.txt"], "files were written into a folder that is not empty")

    run = bring(folder, "--force", "--lang", "zh")
    expect(run.returncode == 0, f"--force: exit code {run.returncode}\n{run.stderr}")
    expect((basin / "notes.txt").read_text(encoding="utf-8") == "mine", "--force took away a file that is not its own")
    expect("导入报告" in run.stdout, f"--lang zh prints no Chinese:\n{run.stdout}")
    for path in ("basin.toml", "structures.toml", "README.md", "import_report.csv", "import_report.md", "stations.csv", "sections", "scenarios", "forcing"):
        expect((basin / path).exists(), f"{path} is missing")
    expect(not list(folder.glob(".basin.partial*")), "something was left beside the folder")

    for scenario in (basin / "scenarios").glob("*.toml"):
        check = subprocess.run([command, "check", scenario], capture_output=True, text=True, timeout=60)
        expect(check.returncode == 0 and not check.stderr, f"{scenario.name} does not check clean:\n{check.stderr}")

    (folder / "file").write_text("mine", encoding="utf-8")
    run = subprocess.run([command, "import", "hecras", "three.prj", "-o", "file"], cwd=folder, capture_output=True, text=True, timeout=60)
    expect(run.returncode == 2 and "is a file" in run.stderr, f"a file in the folder's place: exit code {run.returncode}\n{run.stderr}")

    before = sorted(p.name for p in folder.iterdir())
    run = subprocess.run([command, "import", "hecras", "three.prj", "-o", "other", "--until", "Ling, Lower, 1"], cwd=folder, capture_output=True, text=True, timeout=60)
    expect(run.returncode == 2 and sorted(p.name for p in folder.iterdir()) == before, f"a mistake left something behind (exit code {run.returncode})")

print("\n".join(wrong) or "an import writes where it may, and nowhere else")
sys.exit(bool(wrong))
