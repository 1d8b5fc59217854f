"""The contract of the Python package, line by line (design, section 6)."""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import xarray as xr


def test_a_scenario_is_read_and_its_measures_are_left_out(rc, plain):
    assert isinstance(plain, rc.Scenario)
    assert plain.measures == ()


def test_a_measure_makes_a_new_scenario_and_leaves_the_old_one_alone(plain, dredge):
    assert plain.measures == ()
    assert [m["kind"] for m in dredge.measures] == ["dredging"]
    assert dredge.input_hash != plain.input_hash


def test_run_gives_one_dataset_with_the_scenarios_beside_each_other(ds, plain):
    assert isinstance(ds, xr.Dataset)
    assert ds.water_level.dims == ("scenario", "time", "cell")
    assert ds.discharge.dims == ("scenario", "time", "face")
    assert ds.concentration.dims == ("scenario", "time", "pollutant", "cell")
    assert ds.scenario.values.tolist() == ["plain", "dredge"]
    assert bool(ds.completed.all())
    assert ds.time.values[0] == np.datetime64(plain.start) and ds.time.values[-1] == np.datetime64(plain.end)
    assert np.isfinite(ds.water_level).all() and np.isfinite(ds.discharge).all() and np.isfinite(ds.concentration).all()


def test_dredging_lowers_the_bed_where_it_was_ordered_and_nowhere_else(rc, ds):
    bed = rc.along(ds, "zhimai").bed_level
    change = (bed.sel(scenario="dredge") - bed.sel(scenario="plain")).to_series()
    inside = change[(change.index > 21000) & (change.index < 31000)]
    outside = change[(change.index < 18000) | (change.index > 34000)]
    assert (inside < -0.9).all() and (inside > -1.5).all()
    assert (abs(outside) < 1e-9).all()


def test_a_place_is_the_nearest_cell_and_plots_a_line_per_scenario(rc, ds):
    there = rc.at(ds, "zhimai: 26 km")
    assert there.water_level.dims == ("scenario", "time")
    assert abs(float(there.chainage) - 26000) <= float(there.cell_length) / 2 + 1e-6
    lines = there.water_level.plot(hue="scenario")
    assert len(lines) == 2
    plt.close("all")


def test_along_a_river_the_axis_is_chainage(rc, ds):
    highest = rc.along(ds, "zhimai").water_level.max("time")
    assert highest.dims == ("scenario", "chainage")
    assert (np.diff(highest.chainage) > 0).all()
    lines = highest.plot(hue="scenario")
    assert len(lines) == 2
    plt.close("all")


def test_comparison_tells_freeboard_overtopping_class_and_cost_per_jurisdiction_and_bank(rc, ds):
    table = rc.assess(ds).compare("plain")
    assert isinstance(table, pd.DataFrame)
    assert table.index.names == ["scenario", "jurisdiction", "bank"]
    assert {"freeboard", "overtopped_length", "class", "cost"} <= set(table.columns)
    assert set(table.index.get_level_values("bank")) == {"left", "right"}
    assert {"gaoqing", "boxing", "guangrao"} <= set(table.index.get_level_values("jurisdiction"))
    assert table.loc[("dredge", "gaoqing", "left"), "cost"] > 0  # km 20 to 32 lies in Gaoqing, who pays
    assert table.loc[("dredge", "guangrao", "left"), "cost"] == 0
    # Without an error band nothing is claimed.
    assert not table["claimed"].any()


def test_water_is_classified_row_by_row(rc):
    frame = pd.DataFrame({"pH": [7.5, 7.5, 7.5], "DO": [8.0, 4.0, np.nan], "CODMn": [1.9, 3.0, 16.0], "NH3-N": [0.1, 0.4, np.nan], "TP": [0.02, 0.1, 0.1]})
    found = rc.gb3838.classify(frame, water="river")
    assert list(found.columns) == ["class", "deciding"]
    assert found["class"].tolist() == ["Ⅰ", "Ⅳ", "劣Ⅴ"]
    assert found["deciding"].tolist()[1:] == ["DO", "CODMn"]


def test_the_ledger_closes(rc, ds):
    table = rc.ledger(ds)
    assert table.index.names == ["scenario", "of", "reach"]
    for column in ("start", "in", "out", "reacted", "end"):
        assert column in table.columns
    whole = table.xs("", level="reach")
    assert set(whole.index.get_level_values("of")) == {"water", *ds.pollutant.values.tolist()}
    assert (whole["relative"].abs() < 1e-12).all()
    assert np.allclose(whole["start"] + whole["in"] - whole["out"] + whole["reacted"] - whole["end"], whole["error"], rtol=0, atol=1e-6 * whole["in"].max())


def test_the_result_file_opens_without_the_package_and_says_the_same(rc, ds, folder):
    path = str(ds.result_file.sel(scenario="plain").item())
    with xr.open_dataset(path, engine="h5netcdf") as file:
        assert np.array_equal(file.water_level.values, ds.water_level.sel(scenario="plain").values)
    again = rc.open_results({"plain": path})
    assert np.array_equal(again.water_level.values[0], ds.water_level.values[0])
    alone = rc.open_results(path)
    assert alone.water_level.dims == ("time", "cell")
    assert rc.at(alone, "zhimai: 26 km left").water_level.dims == ("time",)


def test_the_same_scenario_gives_the_same_numbers_to_the_last_bit(rc, plain, ds):
    again = rc.run(plain)
    assert again.water_level.dims == ("time", "cell")
    assert np.array_equal(again.water_level.values, ds.water_level.sel(scenario="plain").values)
    assert np.array_equal(again.concentration.values, ds.concentration.sel(scenario="plain").values)


def test_groups_by_reach_work_as_in_any_xarray(ds):
    highest = ds.water_level.sel(scenario="plain").max("time").groupby("reach").max().to_pandas()
    assert "zhimai/1" in highest.index
