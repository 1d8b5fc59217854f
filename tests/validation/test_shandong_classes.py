"""Official classes of national automatic stations in Shandong, and the pulse of 支脉河陈桥 in April 2021.

Problem    daily snapshots of a year, and readings every four hours of five days, with the official class of each reading.
Known      the class that the Ministry published, rated on pH, DO, CODMn, NH3-N and TP at river limits.
Source     China National Environmental Monitoring Centre, public readings of national automatic stations, May 2020 to April 2021.
Measured   readings whose class riverchief gives; what it says of the pulse at Chenqiao (NH3-N from 0.9 to 3.03 mg/L); the same readings carried
           into a short reach by a run, as simulated, as sampled on one day, and the probability that a grab sample passes.
Tolerance  daily readings in normal operation: one slip in the data of 1431 (劣Ⅴ with every item at Ⅱ or better). Four-hourly readings: stations
           under maintenance republish classes of the reading before; 17 of the 18 at Chenqiao agree. The run: readings are linear in between, so
           that the share of passing hours is met to 0.02 (a quarter of an hour in a working day's ten hours).
"""

import json
import os
import pathlib
import subprocess
import sys

import numpy as np
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "data" / "verification"))
import case_files as files  # noqa: E402
import real_rivers  # noqa: E402
import shelf  # noqa: E402

pd = pytest.importorskip("pandas")
DATA = real_rivers.data_folder("wq_stations_shandong")
pytestmark = pytest.mark.skipif(DATA is None, reason="shandong_classes: RIVERCHIEF_REALDATA does not point to wq_stations_shandong")
CLASSES = ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ"]
ITEMS = {"ph": "pH", "do_mgL": "DO", "codmn_mgL": "CODMn", "nh3n_mgL": "NH3-N", "tp_mgL": "TP"}


@pytest.fixture(scope="module")
def gb3838():
    return pytest.importorskip("riverchief", reason="shandong_classes: the Python package is not on PYTHONPATH").gb3838


def readings(name):
    return pd.read_csv(pathlib.Path(DATA) / name)


def items(frame):
    return frame[list(ITEMS)].rename(columns=ITEMS)


def chenqiao():
    """Distinct readings of Chenqiao with an official class, by time."""
    frame = readings("four_hourly_2021.csv")
    frame = frame[(frame["section"] == "支脉河陈桥") & frame["class"].isin(CLASSES)].drop_duplicates("time_published")
    return frame.assign(time=pd.to_datetime("2021-" + frame["time_published"])).sort_values("time")


def test_official_classes_of_a_year_are_met(gb3838):
    daily = readings("daily_2020_2021.csv")
    rated = daily[daily["class"].isin(CLASSES) & (daily["status"] == "正常")]
    found = gb3838.classify(items(rated))
    assert len(found) == 1431
    shelf.figure("Shandong", "daily readings of 1431 with the official class", int((found["class"].to_numpy() == rated["class"].to_numpy()).sum()), 1430, at_least=True)


def test_the_pulse_at_chenqiao_is_rated_as_it_was(gb3838):
    pulse = chenqiao()
    rated = gb3838.rate(items(pulse)).set_index(pulse["time"])
    same = int((rated["class"].to_numpy() == pulse["class"].to_numpy()).sum())
    shelf.figure("Chenqiao", "four-hourly readings with the official class, of all but one", len(pulse) - same, 1)
    worst = pulse.loc[pulse["nh3n_mgL"].idxmax()]
    top = rated.loc[worst["time"]]
    assert top["class"] == "劣Ⅴ" and top["rating_zh"] == "重度污染" and top["colour"] == "#FF0000"
    # 3.025 mg/L is 2.02 times beyond class Ⅲ and worse than Ⅴ, so ammonia goes before CODMn, which is class Ⅴ
    assert top["main"].startswith(f"NH3-N({worst['nh3n_mgL'] - 1.0:.2f}), CODMn")


def test_a_run_that_carries_the_pulse_is_rated_by_month_and_by_sample(tmp_path):
    pulse = chenqiao()
    seconds = (pulse["time"] - pulse["time"].iloc[0]).dt.total_seconds().to_numpy()
    start = pulse["time"].iloc[0].strftime("%Y-%m-%dT%H:%M:%S+08:00")
    end = pulse["time"].iloc[-1].strftime("%Y-%m-%dT%H:%M:%S+08:00")
    files.simple_sections(tmp_path / "sections.csv", [(0.0, 1.0, 20.0, 2.0, 0.025), (2000.0, 0.8, 20.0, 2.0, 0.025)])
    files.write_basin(tmp_path, "chenqiao", "陈桥", "Chenqiao", [files.river("zhimai", "支脉河", "Zhimai", 2000.0, "sections.csv")],
                      pollutants=[{"id": "nh3n", "name_zh": "氨氮", "name_en": "ammonia nitrogen", "standard_item": "NH3-N"}],
                      more=[("monitoring_section", {"id": "chenqiao", "at": "zhimai: 100 m", "level": "national", "target_class": "Ⅳ", "sample_days": [2], "sample_hour": 10})])
    files.series(tmp_path / "head.csv", "discharge [m3/s]", seconds, [20.0] * len(seconds), ("nh3n [mg/L]", pulse["nh3n_mgL"].to_numpy()))
    text = (f'basin = "basin.toml"\nstart = {start}\nend = {end}\ncell_length = 100\n[output]\nevery = 600\n[[boundary]]\nat = "zhimai: 0 m"\nkind = "discharge"\n'
            'series = "head.csv"\n[[boundary]]\nat = "zhimai: 2000 m"\nkind = "normal_depth"\n')
    (tmp_path / "scenario.toml").write_text(text, encoding="utf-8")
    for arguments in (["run", "scenario.toml", "-o", "run.h5", "--quiet"], ["assess", "run.h5", "-o", "run.json"]):
        done = subprocess.run([os.environ.get("RIVERCHIEF_BIN", ROOT / "build/release/bin/riverchief"), *arguments], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    month = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))["section_months"][0]
    assert month["month"] == "2021-04" and month["sampled_class"] == "Ⅲ"  # the second of April, before the pulse

    # the same from the readings: hours 8 to 17 of the days that the run covers by half and more
    begin, hours = pulse["time"].iloc[0], []
    for day in pd.date_range(begin.normalize(), pulse["time"].iloc[-1].normalize()):
        covered = min(day + pd.Timedelta("1D"), pulse["time"].iloc[-1]) - max(day, begin)
        hours += [(day + pd.Timedelta(hours=h) - begin).total_seconds() for h in range(8, 18)] if covered >= pd.Timedelta("12h") else []
    hours = np.array([h for h in hours if 0.0 <= h <= seconds[-1]])
    passing = np.mean(np.interp(hours, seconds, pulse["nh3n_mgL"]) <= 1.5)
    assert 0.2 < passing < 0.95
    shelf.figure("Chenqiao", "probability that a grab sample passes", abs(month["pass_probability"] - passing), 0.02)
