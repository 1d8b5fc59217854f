"""Classes of GB 3838-2002 against the limits of the standard and against official classes of a year of measurements."""

import os
import pathlib

import numpy as np
import pandas as pd
import pytest

STATIONS = pathlib.Path(os.environ.get("RIVERCHIEF_REALDATA", "")) / "wq_stations_shandong" / "daily_2020_2021.csv"
needs_stations = pytest.mark.skipif(not os.environ.get("RIVERCHIEF_REALDATA") or not STATIONS.is_file(),
                                    reason="RIVERCHIEF_REALDATA/wq_stations_shandong is not there")


@needs_stations
def test_official_classes_of_shandong_stations_are_met(rc):
    """Daily snapshots of national stations, May 2020 to April 2021, rated officially on pH, DO, CODMn, NH3-N and TP. One row is a slip in the data."""
    daily = pd.read_csv(STATIONS)
    rated = daily[daily["class"].isin(["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ"]) & (daily["status"] == "正常")]  # not those under maintenance
    frame = rated[["ph", "do_mgL", "codmn_mgL", "nh3n_mgL", "tp_mgL"]].set_axis(["pH", "DO", "CODMn", "NH3-N", "TP"], axis=1)
    found = rc.gb3838.classify(frame, water="river")
    assert len(found) == 1431
    assert (found["class"] == rated["class"]).sum() >= 1430


@pytest.mark.parametrize("value, name", [(2.0, "Ⅰ"), (2.0001, "Ⅱ"), (4.0, "Ⅱ"), (6.0, "Ⅲ"), (10.0, "Ⅳ"), (15.0, "Ⅴ"), (15.0001, "劣Ⅴ")])
def test_a_limit_belongs_to_its_class(rc, value, name):
    assert rc.gb3838.classify(pd.DataFrame({"CODMn": [value]}))["class"].item() == name


@pytest.mark.parametrize("value, name", [(7.5, "Ⅰ"), (7.4999, "Ⅱ"), (2.0, "Ⅴ"), (1.9, "劣Ⅴ")])
def test_oxygen_must_not_fall_below_its_limit(rc, value, name):
    assert rc.gb3838.classify(pd.DataFrame({"DO": [value]}))["class"].item() == name


def test_phosphorus_is_judged_harder_in_a_lake(rc):
    frame = pd.DataFrame({"TP": [0.05]})
    assert rc.gb3838.classify(frame, water="river")["class"].item() == "Ⅱ"
    assert rc.gb3838.classify(frame, water="lake")["class"].item() == "Ⅲ"


def test_nitrogen_and_temperature_do_not_rate_a_section(rc):
    frame = pd.DataFrame({"TN": [50.0], "CODMn": [1.0]})
    assert rc.gb3838.classify(frame)["class"].item() == "Ⅰ"


def test_gaps_are_allowed_and_a_row_without_values_has_no_class(rc):
    frame = pd.DataFrame({"pH": [np.nan, 7.0], "TP": [np.nan, np.nan]}, index=["a", "b"])
    found = rc.gb3838.classify(frame)
    assert found.index.tolist() == ["a", "b"]
    assert pd.isna(found.loc["a", "class"]) and found.loc["b", "class"] == "Ⅰ"


def test_a_station_name_does_not_disturb_but_a_misspelt_item_does(rc):
    assert rc.gb3838.classify(pd.DataFrame({"station": ["x"], "TP": [0.1]}))["class"].item() == "Ⅱ"
    with pytest.raises(rc.InputError, match="did you mean"):
        rc.gb3838.classify(pd.DataFrame({"CODMnn": [3.0], "TP": [0.1]}))
    with pytest.raises(rc.InputError, match="fix:"):
        rc.gb3838.classify(pd.DataFrame({"station": ["x"]}))
    with pytest.raises(rc.InputError, match="river"):
        rc.gb3838.classify(pd.DataFrame({"TP": [0.1]}), water="sea")
