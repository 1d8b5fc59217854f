"""`riverchief verify` says what it found, and its exit code can be trusted: 0 all well, 1 a limit broken, 2 wrong arguments."""

import json
import os
import pathlib
import shutil

import pytest

from verify import checks, command

CHECK = '''"""A case made for this test.

Problem    none.
Exact      one.
Source     arithmetic.
Measured   {measured}.
Limit      1, because it is one.
"""
import shelf

TITLE_ZH = "测试算例"
PROVES = "that a verdict is told"
PROVES_ZH = "结论如实"


def check():
    shelf.figure("T", ("a measure", "指标"), {measured}, 1.0)
    {then}
'''


@pytest.fixture
def shelf_of(tmp_path, monkeypatch):
    """A data folder with checks of our own."""
    folder = tmp_path / "data" / "verification"
    (folder / "checks").mkdir(parents=True)
    shutil.copy(checks.folder() / "shelf.py", folder)
    monkeypatch.setenv("RIVERCHIEF_DATA", str(tmp_path / "data"))

    def make(**measured):
        for name, value in measured.items():
            value, then = value if isinstance(value, tuple) else (value, "pass")
            (folder / "checks" / f"{name}.py").write_text(CHECK.format(measured=value, then=then), encoding="utf-8")

    return make


def test_every_limit_kept_is_exit_0(shelf_of, capsys):
    shelf_of(good=0.5)
    assert command.main([]) == 0
    said = capsys.readouterr().out
    assert "pass  good  A case made for this test" in said and "proves: that a verdict is told" in said
    assert "T: a measure        0.5  <= 1        pass" in said
    assert "1 cases passed, 0 failed" in said


def test_one_limit_broken_is_exit_1_and_the_others_still_run(shelf_of, capsys, tmp_path):
    shelf_of(bad=1.5, good=0.5)
    assert command.main(["--json", str(tmp_path / "found.json")]) == 1
    said = capsys.readouterr().out
    assert "FAIL  bad" in said and "limit: 1, because it is one." in said and "failed: bad" in said
    found = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    assert not found["passed"] and [case["passed"] for case in found["cases"]] == [False, True]
    assert found["cases"][0]["figures"][0]["measured"] == 1.5


@pytest.mark.parametrize("then", ['raise ValueError("broken")', 'assert False, "broken"', 'shelf.run("nowhere.toml")'])
def test_a_check_that_stops_fails(shelf_of, capsys, then):
    shelf_of(stops=(0.5, then))
    assert command.main([]) == 1
    assert "stopped: " in capsys.readouterr().out


def test_chinese(shelf_of, capsys):
    shelf_of(good=0.5, bad=2.0)
    assert command.main(["--lang", "zh"]) == 1
    said = capsys.readouterr().out
    assert "通过  good  测试算例" in said and "证明: 结论如实" in said and "T: 指标" in said and "1 个不通过" in said


def test_names_that_are_not_there_are_exit_2(shelf_of, capsys):
    shelf_of(good=0.5)
    assert command.main(["godo"]) == 2
    assert "did you mean good?" in capsys.readouterr().err
    assert command.main(["g*", "--json", "/nowhere/found.json"]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_missing_command_is_exit_2(shelf_of, capsys, monkeypatch):
    shelf_of(good=0.5)
    monkeypatch.setenv("RIVERCHIEF_BIN", "/nowhere/riverchief")
    assert command.main([]) == 2
    assert "fix: make build" in capsys.readouterr().err


def test_figures_are_added_to_the_file_of_the_environment(shelf_of, monkeypatch, tmp_path):
    shelf_of(good=0.5)
    monkeypatch.setenv("RIVERCHIEF_FIGURES", str(tmp_path / "figures"))
    assert command.main([]) == 0
    assert (tmp_path / "figures").read_text(encoding="utf-8") == "figure | T | a measure | 0.5 | <= 1\n"


def test_every_check_of_the_shelf_says_what_it_is(capsys):
    assert command.main(["--list"]) == 0
    said = capsys.readouterr().out
    for path in (pathlib.Path(checks.folder()) / "checks").glob("*.py"):
        assert path.stem in said
    assert os.environ.get("RIVERCHIEF_BIN") and said.count("proves: ") == said.count("source: ")
