"""Every variable of a result says its unit and what it is, in both languages."""

import pytest

# Texts and indices have no unit.
WITHOUT_UNIT = {"river", "reach", "face_river", "face_upstream_cell", "face_downstream_cell", "pollutant", "ledger_of", "ledger_reach", "scenario",
                "cell", "face", "ledger_row",
                "ledger_start", "ledger_in", "ledger_out", "ledger_reacted", "ledger_end", "ledger_error"}  # m3 in rows of water, g in others
# What the package itself adds: facts of the run.
OF_THE_RUN = {"result_file", "completed", "input_hash", "start", "title_zh", "title_en", "steps", "fallback_steps", "time"}


def test_every_variable_has_a_name_and_a_unit(ds):
    for name, variable in ds.variables.items():
        if name in OF_THE_RUN:
            continue
        if name not in ("cell", "face", "ledger_row"):
            assert variable.attrs.get("long_name"), name
            assert variable.attrs.get("long_name_zh"), name
        if name not in WITHOUT_UNIT and variable.dtype.kind not in "OU":  # a text has none
            assert variable.attrs.get("units"), name


@pytest.mark.parametrize("name, unit", [("water_level", "m"), ("discharge", "m3 s-1"), ("velocity", "m s-1"), ("concentration", "g m-3"),
                                        ("chainage", "m"), ("bed_level", "m"), ("max_water_level", "m"), ("max_discharge", "m3 s-1"),
                                        ("overtopped_volume_left", "m3")])
def test_units_are_si(ds, name, unit):
    assert ds[name].attrs["units"] == unit


def test_units_survive_what_the_helpers_do(rc, ds):
    assert rc.along(ds, "zhimai").water_level.attrs["units"] == "m"
    assert rc.at(ds, "zhimai: 26 km").discharge.attrs["units"] == "m3 s-1"
