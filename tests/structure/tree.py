"""The files of the product, and how a structure test reports what it found in them."""

import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PRODUCT = ("solver", "scenarios", "viz", "python", "tests", "data")


def files(*folders, suffixes):
    """Every file of the product folders with one of these suffixes, sorted; caches and build output are not product.

    The walk does not ask git, so that the tests also hold in an unpacked archive.
    """
    found = []
    for folder in folders or PRODUCT:
        for place, below, names in os.walk(ROOT / folder):
            below[:] = [name for name in below if not name.startswith((".", "__pycache__", "build")) and not name.endswith(".egg-info")]
            found += [pathlib.Path(place, name) for name in names if name.endswith(tuple(suffixes))]
    return sorted(found)


def lines(path):
    """(number, text) of each line, from 1."""
    return enumerate(path.read_text(encoding="utf-8").splitlines(), 1)


def where(path, number=None):
    return f"{path.relative_to(ROOT)}" + (f":{number}" if number else "")


def report(wrong, right):
    """Prints the findings, or the sentence that holds when there are none, and ends the test."""
    print("\n".join(wrong) or right)
    sys.exit(bool(wrong))
