"""What is wrong arrives as InputError with where, what and fix, as on a terminal."""

import subprocess

import pytest

from conftest import FLOOD, SCENARIOS, command


def fails(rc, action, *words):
    with pytest.raises(rc.InputError) as caught:
        action()
    text = str(caught.value)
    for word in (*words, "fix:"):
        assert word in text, text
    return text


def test_the_errors_are_ordinary_python_errors(rc):
    assert issubclass(rc.InputError, ValueError)
    assert issubclass(rc.RunError, RuntimeError)


def test_a_missing_file_is_named(rc):
    fails(rc, lambda: rc.read_scenario("nowhere/flood.toml"), "nowhere/flood.toml")


def test_the_text_is_that_of_the_command(rc, tmp_path):
    wrong = SCENARIOS / "wrong_key_of_a_test.toml"
    path = tmp_path / "wrong.toml"
    text = FLOOD.read_text(encoding="utf-8").replace('basin = "../basin.toml"', f'basin = "{SCENARIOS.parent}/basin.toml"')
    path.write_text(text.replace("../forcing", f"{SCENARIOS.parent}/forcing").replace("cell_length", "cel_length"), encoding="utf-8")
    told = fails(rc, lambda: rc.read_scenario(path), "cel_length", "cell_length", str(path))
    riverchief = command("riverchief")
    if riverchief is None:
        pytest.skip("the command is not built")
    done = subprocess.run([riverchief, "check", str(path)], capture_output=True, text=True)
    assert done.returncode == 2
    assert told.strip() in done.stdout + done.stderr
    assert not wrong.exists()


def test_a_measure_is_refused_when_a_scenario_takes_it(rc, plain):
    fails(rc, lambda: plain.with_measures(rc.Dredging("zhimai: 20 km to 320 km", bed_lowering="1.2 m")), "zhimai", "134.55")
    fails(rc, lambda: plain.with_measures(rc.Dredging("zhimaj: 20 km to 32 km", bed_lowering="1.2 m")), "did you mean 'zhimai'?")
    fails(rc, lambda: plain.with_measures(rc.OutfallClosure(["gq_industry_1"])), "receiver")
    fails(rc, lambda: plain.with_measures(rc.Dredging("zhimai: 20 km to 32 km", bed_lowering="1.2 furlong")), "bed_lowering")


def test_all_mistakes_come_at_once(rc, plain):
    text = fails(rc, lambda: plain.with_measures(rc.Dredging("zhimaj: 20 km to 32 km", bed_lowering="1.2 m"),
                                                 rc.EmbankmentRaising("zhimai: 90 km to 95 km right")))
    assert text.count("error:") == 2


def test_settings_of_a_run_are_checked(rc, plain):
    fails(rc, lambda: plain.with_settings(cell_length="-2 km"), "cell_length")
    fails(rc, lambda: plain.with_settings(end="2099-01-01"), "end")


def test_places_are_checked(rc, ds):
    fails(rc, lambda: rc.at(ds, "zhimai 26"), "river: 9.5 km")
    fails(rc, lambda: rc.at(ds, "zhimaj: 26 km"), "did you mean 'zhimai'?")
    fails(rc, lambda: rc.at(ds, "zhimai: 400 km"), "134.55")
    fails(rc, lambda: rc.along(ds, "nile"), "zhimai")


def test_a_comparison_with_nobody_is_refused(rc, ds):
    fails(rc, lambda: rc.assess(ds).compare("plan"), "did you mean 'plain'?")
    fails(rc, lambda: rc.assess(ds.sel(scenario=["plain"])).compare("plain"), "at least one other")


def test_a_file_that_is_no_result_is_refused(rc, tmp_path):
    fails(rc, lambda: rc.open_results(tmp_path / "none.h5"), "none.h5")
    broken = tmp_path / "broken.h5"
    broken.write_text("not HDF5")
    fails(rc, lambda: rc.open_results(broken), "broken.h5")
