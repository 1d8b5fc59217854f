"""Lets the tests import the scripts that made their cases: parameters and chosen depths have one home there."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "data" / "verification"))
