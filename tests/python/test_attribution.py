"""Whose it is, in Python: shares that add up, other loads without another run, the search for a source."""

import numpy as np
import pandas as pd
import pytest
from conftest import SCENARIOS


@pytest.fixture(scope="module")
def tagged(rc):
    """Two dry days on cells of 4 km with a tag for every source and every tributary."""
    scenario = rc.read_scenario(SCENARIOS / "dry_season.toml").without_measures()
    return scenario.with_settings(cell_length="4 km", end=scenario.start + pd.Timedelta("2D"), output_every="6 h").with_tags("source", "tributary", pollutants=["cod"])


@pytest.fixture(scope="module")
def run(rc, tagged, tmp_path_factory):
    return rc.run(tagged, folder=tmp_path_factory.mktemp("tagged"))


@pytest.fixture(scope="module")
def outfall(rc, run):
    """A source that a section sees."""
    table = rc.assess(run).shares.reset_index()
    table = table[(table.set == "source") & (table.kind == "section") & (table.month == "all") & (table.pollutant == "cod")]
    loads = rc.assess(run).source_loads.reset_index()
    outfalls = set(loads[loads.kind == "outfall"].source)
    best = table[table.tag.isin(outfalls)].sort_values("concentration").iloc[-1]
    return best.tag, best.place


def test_shares_add_up_to_the_total(rc, run, outfall):
    for by in ("source", "tributary"):
        found = rc.shares(run, outfall[1], "cod", by=by)
        assert abs(found.concentration.sum("tag") / found.total - 1.0).max() < 1e-12
        assert found.concentration.dims == ("time", "tag")
    assert outfall[0] in rc.shares(run, outfall[1], "cod").tag.values


def test_tags_open_with_plain_xarray(run):
    import xarray as xr
    with xr.open_dataset(str(run.result_file.item()), group="tags", engine="h5netcdf", decode_timedelta=False) as group:
        total = group.tag_passed.where(group.tag_set == "source", drop=True).sum("tag")
        size = abs(group.passed).max()
        assert abs(total - group.passed).max() < 1e-11 * size


def test_other_loads_need_no_other_run(rc, tagged, run, outfall):
    response = rc.response(run, by="source")
    told = response.concentration([{}, {outfall[0]: 0.25}])
    assert np.allclose(told.isel(variant=0), rc.tags(run).place_concentration.transpose("pollutant", "time", "place"), rtol=1e-12)
    # The limiters of the transport see the total, which has another shape then: a hundredth of the greatest concentration at the worst place and instant.
    again = rc.run(tagged.with_loads({outfall[0]: 0.25}))
    wanted = rc.tags(again).place_concentration.transpose("pollutant", "time", "place")
    before = response.names.index("before_the_run")  # the steady start knows the load too: only what is released counts
    difference = rc.response(again, by="source").matrix.isel(tag=before) - response.matrix.isel(tag=before)
    off = abs(told.isel(variant=1) + difference - wanted)
    assert float(off.max()) < 0.02 * float(wanted.max())
    assert float(off.mean()) < 0.002 * float(wanted.mean())


def test_search_names_an_outfall_and_what_it_would_take(rc, tagged, outfall):
    found = rc.trace(tagged, at=outfall[1], time=tagged.start + pd.Timedelta("1.9D"), pollutant="cod", excess="1 mg/L", back="1.5 d")
    assert abs(found.facts["closure"]) < 1e-9
    row = found.sources[found.sources.id == outfall[0]].iloc[0]
    assert row.verdict in ("possible", "unlikely")
    assert row.mass_needed == pytest.approx(1.0 / row.concentration_per_mass)
    assert set(found.sources.verdict) >= {"impossible"} and (found.sources[found.sources.verdict == "impossible"].why != "").all()
    assert len(found.cells) and found.cells.travel_time.min() >= 0.0


def test_mistakes_are_told_with_a_remedy(rc, tagged, run):
    for call, fix in ((lambda: tagged.with_tags("sorce"), "source"), (lambda: tagged.with_loads({"nobody_at_all": 0.0}), "source"),
                      (lambda: rc.shares(run, "m_chenqia", "cod"), "m_chenqiao"), (lambda: rc.response(run).factors({"befor_the_run": 1.0}), "before_the_run"),
                      (lambda: rc.trace(tagged, "m_chenqia", "2025-12-02T08:00:00+08:00", "cod", 1.0), "m_chenqiao")):
        with pytest.raises(rc.InputError, match=fix):
            call()
