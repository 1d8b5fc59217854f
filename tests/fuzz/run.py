"""Fuzzes the readers with libFuzzer under the address and undefined-behaviour sanitizers, and keeps what is worth keeping.

    run.py TARGET|all [--minutes 60] [--build build/fuzz] [--work build/fuzz/work]
    run.py TARGET|all --keep          minimises what was found into corpus/TARGET

Needs clang 16 or newer (Debian: clang-16 libclang-rt-16-dev libomp-16-dev). Without it the tests replay the corpus: ctest -R fuzz.
A finding ends the campaign of its target; its input is left in WORK/TARGET/findings, and `fuzz_TARGET FILE` shows it again.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGETS = ("toml", "csv", "results", "hecras")
LONGEST = {"toml": 16384, "csv": 8192, "results": 256, "hecras": 32768}  # bytes of an input
KEPT_COUNT, KEPT_BYTES, KEPT_LONGEST = 150, 400_000, 6000                # of a corpus; of one input in it
FLAGS = "-g1 -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined"


def program(target, build):
    compiler = next((c for c in ("clang++", "clang++-19", "clang++-18", "clang++-17", "clang++-16") if shutil.which(c) and new_enough(c)), None)
    if compiler is None:
        sys.exit("needs clang 16 or newer: apt-get install clang-16 libclang-rt-16-dev libomp-16-dev")
    if not (build / "build.ninja").exists():
        subprocess.run(["cmake", "-S", ROOT, "-B", build, "-G", "Ninja", f"-DCMAKE_CXX_COMPILER={compiler}", f"-DCMAKE_C_COMPILER={compiler.replace('++', '')}", "-DCMAKE_BUILD_TYPE=Release",
                        "-DCMAKE_CXX_FLAGS_RELEASE=-O1", f"-DCMAKE_CXX_FLAGS={FLAGS}", "-DRIVERCHIEF_FUZZ=ON"], check=True)
    subprocess.run(["cmake", "--build", build, "--target", f"fuzz_{target}"], check=True)
    return build / "bin" / f"fuzz_{target}"


def new_enough(compiler):
    said = subprocess.run([compiler, "--version"], capture_output=True, text=True).stdout
    return int(re.search(r"version (\d+)", said)[1]) >= 16


def seeds(target, folder):
    """Inputs to begin with: the sound files, every wrong one of tests/errors, the verification cases. The first byte is the target's own."""
    folder.mkdir(parents=True, exist_ok=True)

    def put(name, first, path):
        data = path.read_bytes()
        if len(data) < LONGEST[target]:
            (folder / name).write_bytes(first.encode() + data)

    errors, base = HERE.parent / "errors", HERE / "base"
    if target == "toml":
        for letter, path in zip("abcdef", (errors / "sound/basin.toml", errors / "sound/scenario.toml", errors / "sound_structures/basin.toml", errors / "sound_structures/scenario.toml", base / "basin.toml", base / "scenario.toml")):
            put(f"sound_{letter}", letter, path)
        for path in [*errors.glob("cases/*/*.toml"), *(ROOT / "data/verification").glob("*/*.toml"), *(ROOT / "data/basins").glob("*/*.toml"), *(ROOT / "data/basins").glob("*/scenarios/*.toml")]:
            if path.name != "edit.toml":
                put(f"{path.parent.name}_{path.stem}", "a" if "basin" in path.name else "b", path)
    elif target == "csv":
        for k, path in enumerate(sorted(base.rglob("*.csv"), key=lambda p: p.relative_to(base).as_posix())):
            put(f"sound_{path.stem}", chr(ord("a") + k), path)
        for path in errors.glob("cases/*/*/*.csv"):
            names = sorted(p.relative_to(base).as_posix() for p in base.rglob("*.csv"))
            name = f"{path.parent.name}/{path.name}"
            if name in names:
                put(f"{path.parent.parent.name}_{path.stem}", chr(ord("a") + names.index(name)), path)
    elif target == "results":
        for kind in range(7):
            (folder / f"edit_{kind}").write_bytes(bytes([1, kind]) + bytes(range(20)))
        (folder / "as_it_is_plain").write_bytes(b"\0")
        (folder / "as_it_is_structures").write_bytes(b"\1")
    elif target == "hecras":
        for k, path in enumerate(sorted((errors / "hecras/sound").iterdir())):
            put(f"sound_{path.name}", chr(ord("a") + k), path)


def dictionary(path):
    """The words of the input files, as data/README.md names them."""
    words = set(re.findall(r"`([^`\n]{2,40})`", (ROOT / "data/README.md").read_text(encoding="utf-8")))
    words |= {"[[river]]", "[[structure]]", "[[control]]", "water_level at ", " above ", " below ", " and ", "time after ", "outside", "+08:00", "nan", "inf", "1e308", "-1", "0x10", '"""', "\xef\xbb\xbf"}
    quoted = "".join('"' + "".join(c if 32 <= ord(c) < 127 and c not in '"\\' else "".join(f"\\x{b:02x}" for b in c.encode()) for c in word) + '"\n' for word in sorted(words))
    path.write_text(quoted, encoding="ascii")


def campaign(target, build, work, minutes):
    folder = work / target
    for name in ("found", "seeds", "findings"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    seeds(target, folder / "seeds")
    dictionary(folder / "words.dict")
    (HERE / "corpus" / target).mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    run = subprocess.run([program(target, build), folder / "found", HERE / "corpus" / target, folder / "seeds", f"-dict={folder / 'words.dict'}", f"-max_len={LONGEST[target]}",
                          f"-max_total_time={int(60 * minutes)}", "-timeout=20", "-rss_limit_mb=3000", f"-artifact_prefix={folder / 'findings'}/", "-print_final_stats=1", "-detect_leaks=0" if target == "results" else "-detect_leaks=1"],
                         stdout=subprocess.DEVNULL, stderr=(folder / "log").open("a"))
    said = (folder / "log").read_text(errors="replace")
    trials = re.findall(r"stat::number_of_executed_units:\s*(\d+)", said)
    print(f"{target}: {(time.monotonic() - began) / 60:.0f} minutes, {trials[-1] if trials else '?'} trials, {'a finding in ' + str(folder / 'findings') if run.returncode else 'no finding'}", flush=True)
    return run.returncode == 0


def keep(target, build, work):
    """The smallest inputs that reach all that was reached, within the size a repository can bear."""
    kept, merged = HERE / "corpus" / target, work / target / "merged"
    shutil.rmtree(merged, ignore_errors=True)
    merged.mkdir(parents=True)
    seeds(target, work / target / "seeds")
    found_so_far = shutil.copytree(work / target / "found", work / target / "found_so_far", dirs_exist_ok=True)  # a campaign may still replace some
    subprocess.run([program(target, build), "-merge=1", f"-max_len={KEPT_LONGEST}", merged, kept, found_so_far, work / target / "seeds"], stderr=subprocess.DEVNULL, check=True)
    shutil.rmtree(kept)
    kept.mkdir()
    found = sorted(merged.iterdir(), key=lambda p: p.stat().st_size)
    size = 0
    for path in found[:: max(1, -(-len(found) // KEPT_COUNT))]:  # small ones and large ones
        size += path.stat().st_size
        if size > KEPT_BYTES:
            break
        shutil.copy(path, kept / path.name)
    print(f"{target}: {len(list(kept.iterdir()))} inputs kept")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("target", choices=(*TARGETS, "all"))
    arguments.add_argument("--minutes", type=float, default=60.0)
    arguments.add_argument("--build", type=pathlib.Path, default=ROOT / "build/fuzz")
    arguments.add_argument("--work", type=pathlib.Path, default=ROOT / "build/fuzz/work")
    arguments.add_argument("--keep", action="store_true")
    a = arguments.parse_args()
    fine = True
    for target in TARGETS if a.target == "all" else (a.target,):
        if a.keep:
            keep(target, a.build.resolve(), a.work.resolve())
        else:
            fine = campaign(target, a.build.resolve(), a.work.resolve(), a.minutes) and fine
    sys.exit(not fine)


if __name__ == "__main__":
    main()
