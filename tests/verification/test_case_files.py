"""The committed cases are what their scripts write, so that a case and its formula cannot drift apart."""

import re
import subprocess
import sys

import shelf

NUMBER = re.compile(r"(?<![\w.])-?\d+\.?\d*(?:e[-+]?\d+)?")


def the_same(one, other):
    """Equal words, and numbers equal to 1e-9: mathematical libraries differ in the last digits."""
    if NUMBER.sub("#", one) != NUMBER.sub("#", other):
        return False
    pairs = zip(map(float, NUMBER.findall(one)), map(float, NUMBER.findall(other)))
    return all(abs(a - b) <= 1e-9 * max(1.0, abs(a)) for a, b in pairs)


def test_every_committed_file_is_what_its_script_writes(tmp_path):
    subprocess.run([sys.executable, shelf.CASES / "make_all.py", tmp_path], check=True)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    kept = sorted(path.relative_to(shelf.CASES) for path in shelf.CASES.rglob("*") if path.suffix in (".csv", ".toml"))
    assert made == kept
    assert [str(path) for path in made if not the_same((tmp_path / path).read_text(), (shelf.CASES / path).read_text())] == []
