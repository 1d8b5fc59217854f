"""Plants the faults of faults.toml one after the other and shows whether the test that should catch each one does.

    .venv/bin/python tests/teeth/run.py [--build FOLDER] [--list] [fault ...]

Works in a copy of the tree (build/teeth by default), so the tree itself is never touched. First the named tests must be
green without any fault. Then, per fault: one line is replaced, what the test needs is built, the test runs, and must be
red. A fault that nobody catches, no longer fits its file, or does not build is reported, and the exit code is 1.
"""

import argparse
import filecmp
import os
import pathlib
import shutil
import subprocess
import sys
import time
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
COPIED = ("CMakeLists.txt", "CMakePresets.json", "solver", "scenarios", "tests", "data", "python/riverchief/verify")


def read_faults():
    with (ROOT / "tests/teeth/faults.toml").open("rb") as file:
        return tomllib.load(file)["fault"]


def mirror(tree):
    """Brings the copy up to date; files that did not change keep their time, so that nothing is compiled for them."""
    wanted = set()
    for name in COPIED:
        source = ROOT / name
        found = [source] if source.is_file() else [path for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        for path in found:
            copy = tree / path.relative_to(ROOT)
            wanted.add(copy)
            if not copy.exists() or not filecmp.cmp(path, copy, shallow=False):
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
    for name in COPIED:
        for path in (tree / name).rglob("*"):
            if path.is_file() and path not in wanted and "__pycache__" not in path.parts:
                path.unlink()


def call(*command, **options):
    return subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, errors="replace", **options)


class Workshop:
    """The copied tree and its build."""

    def __init__(self, tree):
        self.tree, self.build = tree, tree / "build/release"
        # What the tree itself has compiled need not be compiled again.
        os.environ.update(CCACHE_BASEDIR=str(tree), CCACHE_NOHASHDIR="1")

    def configure(self):
        mirror(self.tree)
        launcher = ["-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"] if shutil.which("ccache") else []
        result = call("cmake", "--preset", "release", "-DRIVERCHIEF_PYTHON=OFF", "-DRIVERCHIEF_VIZ=OFF",
                      f"-DPython3_EXECUTABLE={sys.executable}", *launcher, cwd=self.tree)
        if result.returncode:
            sys.exit(result.stdout)

    def targets(self, test):
        """The programs a test needs: those of its suite, and the command."""
        suite = test.split(".")[0]
        listing = call("ninja", "-C", self.build, "-t", "targets", "all").stdout.split()
        programs = {word.removesuffix(":") for word in listing}
        wanted = sorted(name for name in programs if name == f"test_{suite}" or name.startswith(f"test_{suite}_"))
        return [*wanted, *(["riverchief"] if "riverchief" in programs else [])]

    def compile(self, test):
        return call("cmake", "--build", self.build, "-j", os.cpu_count(), "--target", *self.targets(test))

    def test(self, name):
        """"green", "red" or "missing"."""
        result = call("ctest", "--test-dir", self.build, "-R", f"^{name}$", "--no-tests=error", "--output-on-failure", "--timeout", "300")
        if "No tests were found" in result.stdout or "Not Run" in result.stdout or "Skipped" in result.stdout:
            return "missing", result.stdout
        return ("green" if result.returncode == 0 else "red"), result.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fault", nargs="*", help="ids; all without any")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/teeth", help="folder of the copy")
    parser.add_argument("--list", action="store_true", help="show the faults and plant none")
    arguments = parser.parse_args()

    faults = [fault for fault in read_faults() if not arguments.fault or fault["id"] in arguments.fault]
    if unknown := set(arguments.fault) - {fault["id"] for fault in faults}:
        sys.exit(f"no such fault: {', '.join(sorted(unknown))}")
    if arguments.list:
        for fault in faults:
            print(f"{fault['id']:36} {fault['says']}\n{'':36} {fault['file']}, caught by {fault['caught_by']}")
        return 0

    shop = Workshop(arguments.build.resolve())
    shop.configure()
    wrong = []
    for name in sorted({fault["caught_by"] for fault in faults}):
        built = shop.compile(name)
        if built.returncode:
            sys.exit(f"the tree does not build without any fault:\n{built.stdout[-3000:]}")
        state = shop.test(name)[0]
        if state != "green":
            wrong.append(name)
            print(f"{name}: {state} without any fault", flush=True)

    caught = 0
    for fault in faults:
        if fault["caught_by"] in wrong:
            continue
        path = shop.tree / fault["file"]
        sound = path.read_text(encoding="utf-8")
        started = time.monotonic()
        if sound.count(fault["find"]) != 1:
            state = f"does not fit: the text to replace occurs {sound.count(fault['find'])} times in {fault['file']}"
        else:
            path.write_text(sound.replace(fault["find"], fault["replace"]), encoding="utf-8")
            built = shop.compile(fault["caught_by"])
            state = shop.test(fault["caught_by"])[0] if built.returncode == 0 else "does not build:\n" + built.stdout[-2000:]
            path.write_text(sound, encoding="utf-8")
        if state == "red":
            caught += 1
            print(f"caught  {fault['id']:36} by {fault['caught_by']} ({time.monotonic() - started:.0f} s)", flush=True)
        else:
            wrong.append(fault["id"])
            print(f"MISSED  {fault['id']:36} {fault['says']}: {fault['caught_by']} is {state}", flush=True)
    print(f"{caught} passed, {len(wrong)} failed")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
