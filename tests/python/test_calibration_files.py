"""What a calibration leaves behind: calibrated.toml beside the surveyed values, a report in both languages, and what a stopped one keeps."""

import json
import os
import signal
import subprocess
import threading

import numpy as np
import pytest

import twin
from conftest import command
from test_calibration import EVENT, TWO_ZONES, gauges, noisy


@pytest.fixture(scope="module")
def river(rc, tmp_path_factory):
    made = twin.Twin(tmp_path_factory.mktemp("files"))
    noisy(made, twin.zones(1.25, 0.80), (4, 18), seed=1)
    made.task(EVENT + gauges(4, 18) + TWO_ZONES)
    return made


@pytest.fixture(scope="module")
def written(rc, river):
    return rc.calibrate(river.folder / "calibration.toml", folder=river.folder / "calibrated", jobs=1, lang="en")


def run(rc, river, name, **more):
    return rc.run(rc.read_scenario(river.folder / name, **more))


def test_a_scenario_takes_the_file_and_gets_the_levels_of_the_fit(rc, river, written):
    text = (river.folder / "flood.toml").read_text(encoding="utf-8")
    (river.folder / "taken.toml").write_text('calibration = "calibrated/calibrated.toml"\n' + text, encoding="utf-8")
    taken = run(rc, river, "taken.toml")
    assert np.abs(taken.max_water_level.values - written.fit.highest["flood"]).max() < 2e-3  # other output times, other steps
    other_way = run(rc, river, "flood.toml", calibration=river.folder / "calibrated" / "calibrated.toml")
    assert np.array_equal(taken.water_level.values, other_way.water_level.values)


def test_surveyed_and_calibrated_values_both_stand_in_the_results(rc, river, written):
    import h5py
    text = (river.folder / "flood.toml").read_text(encoding="utf-8")
    (river.folder / "taken.toml").write_text('calibration = "calibrated/calibrated.toml"\n' + text, encoding="utf-8")
    ds = run(rc, river, "taken.toml")
    with h5py.File(ds.result_file.item()) as file:
        inputs = {}
        file.visititems(lambda name, item: inputs.__setitem__(name, item[()]) if isinstance(item, h5py.Dataset) and name.startswith("inputs") else None)
    everything = " ".join(v.decode() if isinstance(v, bytes) else str(v) for v in inputs.values())
    assert "[[roughness]]" in everything and "manning_n [s m^-1/3]" in everything
    calibration = json.loads(inputs["inputs/register"])["calibration"]
    assert [zone["over"] for zone in calibration["roughness"]] == ["main: 0 km to 12 km", "main: 12 km to 24 km"]
    assert calibration["roughness"][0]["factor"] == pytest.approx(written.fit.values[0], rel=1e-9)
    surveyed = (river.folder / "sections.csv").read_text(encoding="utf-8")
    assert surveyed.count(",0.03,") == 9 and surveyed in everything  # what was surveyed is as it was


def test_a_decay_rate_stands_beside_the_one_it_replaces(rc, river):
    import h5py
    (river.folder / "k.toml").write_text('basin = "twin"\n[[decay_rate]]\npollutant = "cod"\ndecay_rate = "0.6 1/day"\n[[dispersion]]\nfactor = 2.0\n', encoding="utf-8")
    ds = run(rc, river, "flood.toml", calibration=river.folder / "k.toml")
    with h5py.File(ds.result_file.item()) as file:
        dispersion, decay = json.loads(file["inputs/register"][()])["calibration"]["values"]
    assert (decay["kind"], decay["of"]) == ("decay_rate", "cod")
    assert decay["before"] * 86400 == pytest.approx(0.3) and decay["value"] * 86400 == pytest.approx(0.6)
    assert (dispersion["before"], dispersion["factor"]) == (10.0, 2.0)
    (river.folder / "k2.toml").write_text('basin = "twin"\n[[decay_rate]]\npollutant = "cod"\ndecay_rate = "0.6 1/day"\n[[dispersion]]\ndispersion = 20.0\n', encoding="utf-8")
    assert np.array_equal(ds.concentration.values, run(rc, river, "flood.toml", calibration=river.folder / "k2.toml").concentration.values)


@pytest.mark.parametrize("lang, words", [("en", ("# Calibration", "before", "validation", "is told by these observations", "calibrated.toml")), ("zh", ("# 率定报告", "率定值", "可以确定", "calibrated.toml"))])
def test_the_command_writes_report_tables_and_pictures(river, written, tmp_path, lang, words):
    calibrate = command("riverchief")
    if calibrate is None:
        pytest.skip("the command is not built")
    done = subprocess.run([calibrate, "calibrate", str(river.folder / "calibration.toml"), "-o", str(tmp_path / "out"), "--lang", lang, "--jobs", "2"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    for word in words:
        assert word in report
    for name in ("calibrated.toml", "parameters.csv", "scores.csv", "readings.csv", "profile.csv", "correlation.csv", "sensitivity.csv", "trials.csv", "report.json",
                 "pictures/flood_gauge_4.png", "pictures/flood_gauge_18.png", "pictures/parameters.png"):
        assert (tmp_path / "out" / name).stat().st_size > 0
    assert (tmp_path / "out" / "calibrated.toml").read_bytes() == (river.folder / "calibrated" / "calibrated.toml").read_bytes(), "two processes find what one finds"


def test_wrong_input_writes_nothing_and_exits_with_2(river, tmp_path):
    calibrate = command("riverchief")
    if calibrate is None:
        pytest.skip("the command is not built")
    wrong = river.folder / "wrong.toml"
    wrong.write_text((river.folder / "calibration.toml").read_text(encoding="utf-8").replace("main: 4 km", "main: 40 km"), encoding="utf-8")
    done = subprocess.run([calibrate, "calibrate", str(wrong), "-o", str(tmp_path / "out")], capture_output=True, text=True)
    assert done.returncode == 2 and "fix:" in done.stderr and not (tmp_path / "out").exists()


def test_ctrl_c_keeps_the_best_so_far_and_the_next_one_goes_on(rc, river, tmp_path):
    from riverchief.calibration import Evaluator, make_outcome, read_task, search
    from riverchief.calibration.report import text
    task = read_task(river.folder / "calibration.toml")
    asked = threading.Event()

    def stop(_):
        if evaluator.runs >= 7 and not asked.is_set():
            asked.set()
            os.kill(os.getpid(), signal.SIGINT)

    with Evaluator(task, 2, tmp_path / "runs", stop) as evaluator:
        before, fit = search(task, evaluator)
    assert not fit.completed and fit.ended == "stopped by Ctrl-C" and fit.cost < before.cost
    outcome = make_outcome(task, before, fit, evaluator.runs)
    assert "not complete" in text(outcome, "en") and outcome.known is None
    with Evaluator(task, 1, tmp_path / "runs") as again:
        _, whole = search(task, again)
    assert whole.completed and again.remembered >= 7
    assert whole.values == rc.calibrate(task.file, jobs=1).fit.values


def test_a_calibration_of_another_basin_is_refused(rc, river):
    path = river.folder / "other.toml"
    path.write_text('basin = "zhimai"\n[[roughness]]\nfactor = 0.9\n', encoding="utf-8")
    with pytest.raises(rc.InputError, match="belongs to basin 'zhimai'"):
        rc.read_scenario(river.folder / "flood.toml", calibration=path)
