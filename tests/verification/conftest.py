"""Lets the tests import the scripts that made the cases, and the package behind `riverchief verify` as a package of its own."""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "data" / "verification"), str(ROOT / "python" / "riverchief")]
