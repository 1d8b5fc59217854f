"""Measures the yardsticks: writes the dendritic network into a temporary folder and runs the benchmark on it.

    .venv/bin/python tests/benchmarks/run.py [BUILD] [REPEATS]        BUILD = build/release by default
    .venv/bin/python tests/benchmarks/run.py BUILD large              up to a million cells, one thread and two
    .venv/bin/python tests/benchmarks/run.py BUILD transport          constituents and tags on the long river

Close other programs first; the figures in README.md come from this.
"""

import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ROOT / "data" / "verification"
sys.path.insert(0, str(CASES))
import make_yardsticks  # noqa: E402

build = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build/release"
subprocess.run(["cmake", "--build", build, "--target", "benchmark_yardsticks"], check=True, stdout=subprocess.DEVNULL)
with tempfile.TemporaryDirectory() as folder:
    make_yardsticks.write_dendritic(pathlib.Path(folder))
    sys.exit(subprocess.run([build / "bin/benchmark_yardsticks", CASES, pathlib.Path(folder) / "dendritic", *sys.argv[2:4]]).returncode)
