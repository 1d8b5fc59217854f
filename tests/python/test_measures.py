"""Measures in Python are those of scenario files."""

import pandas as pd
import pytest


@pytest.mark.parametrize("make, kind", [
    (lambda rc: rc.Dredging("zhimai: 90 km to 100 km", bed_lowering="1 m"), "dredging"),
    (lambda rc: rc.OutfallClosure(["gq_industry_1"], receiver="wwtp_gaoqing", sewer_length="3.4 km"), "outfall_closure"),
    (lambda rc: rc.OutfallInterception(["gq_combined_1"], receiver="wwtp_gaoqing", capture=0.9, sewer_length="2 km"), "outfall_interception"),
    (lambda rc: rc.EmbankmentRaising("zhimai: 90 km to 95 km right", raise_by=0.5), "embankment_raising"),
])
def test_each_kind_is_taken_and_costed(rc, plain, make, kind):
    planned = plain.with_measures(make(rc))
    costs = planned.costs()
    assert isinstance(costs, pd.DataFrame)
    assert costs["kind"].tolist() == [kind]
    assert (costs["cost"] + costs["yearly_cost"]).iloc[0] > 0
    assert costs["owner"].iloc[0]


def test_metres_and_texts_with_a_unit_are_the_same_measure(rc, plain):
    number = plain.with_measures(rc.Dredging("zhimai: 90 km to 100 km", bed_lowering=1.2))
    text = plain.with_measures(rc.Dredging("zhimai: 90 km to 100 km", bed_lowering="120 cm"))
    assert number.costs()["cost"].iloc[0] == pytest.approx(text.costs()["cost"].iloc[0], rel=1e-12)


def test_a_measure_keeps_its_settings_and_does_not_change(rc):
    measure = rc.EmbankmentRaising("zhimai: 90 km to 95 km right", raise_by="0.5 m", id="raise")
    assert measure.settings() == {"over": "zhimai: 90 km to 95 km right", "raise": "0.5 m"}
    with pytest.raises(AttributeError):
        measure.raise_by = 1.0


def test_measures_without_an_id_get_names_of_their_own(rc, plain):
    planned = plain.with_measures(rc.Dredging("zhimai: 90 km to 95 km", bed_lowering=1.0)).with_measures(
        rc.Dredging("zhimai: 96 km to 99 km", bed_lowering=1.0))
    assert [m["id"] for m in planned.measures] == ["dredging_1", "dredging_2"]


def test_a_scenario_does_not_change(plain):
    with pytest.raises(AttributeError):
        plain.cell_length = 100.0


def test_a_scenario_tells_what_it_is(dredge):
    text = repr(dredge)
    assert "dredging_1" in text and "zhimai" in text and "2000 m" in text
