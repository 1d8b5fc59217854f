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


def test_ratings_name_grade_colour_and_main_pollutants(rc):
    found = rc.gb3838.rate(pd.DataFrame({"NH3N": [0.1, 3.0], "TP": [0.02, 0.25], "DO": [8.0, 4.0]}))
    assert found["rating_zh"].tolist() == ["优", "重度污染"] and found["colour"].tolist() == ["#0000FF", "#FF0000"]
    assert found["main"].tolist() == ["", "NH3-N(2.00), TP(0.25), DO"]


def test_a_river_of_five_sections_is_rated_by_shares(rc):
    sections = pd.DataFrame({"NH3-N": [0.4, 0.4, 0.4, 0.4, 2.4]})
    assert rc.gb3838.rate_river(sections)[["rule", "good_share", "rating"]].tolist() == ["shares", 80.0, "good"]
    assert rc.gb3838.rate_river(sections.iloc[:4])[["rule", "class"]].tolist() == ["mean", "Ⅱ"]


def test_trend_and_trophic_state(rc):
    from scipy.stats import spearmanr
    values = [0.8, 0.9, 0.7, 1.1, 1.2, 1.3, 1.25]
    found = rc.gb3838.trend(values)
    assert found["trend"] == "rising" and found["correlation"] == pytest.approx(spearmanr(range(7), values).statistic)
    assert rc.gb3838.trophic_state(chlorophyll_a=10.0)["missing"] == ["TP", "TN", "transparency", "CODMn"]


def test_formula_sheets_agree_with_themselves(rc):
    zone = {"discharge": 3.0, "length": 25e3, "velocity": 0.12, "decay_rate": 0.2 / 86400, "dispersion": 80.0, "upstream": 14.0}
    for formula in ("zero_dimensional", "one_dimensional", "estuary"):
        load = rc.guidelines.capacity(formula, limit=20.0, **zone)
        assert rc.guidelines.concentration_at_end(formula, load=load, **zone) == pytest.approx(20.0, rel=1e-12)
    reach = {"discharge": 20.0, "velocity": 0.5, "width": 20.0, "dispersion": 5.0}
    assert rc.guidelines.branch(**reach) == "convection"
    assert rc.guidelines.steady_concentration(np.array([-1.0, 0.0]), waste_discharge=1.0, waste_concentration=210.0, **reach).tolist() == [0.0, 10.0]
    with pytest.raises(rc.InputError, match="formula is"):
        rc.guidelines.capacity("two_dimensional", upstream=0.0, limit=20.0, discharge=1.0)
