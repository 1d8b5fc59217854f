"""Readings as they come: blanks, repeated rows, outliers, wrong clocks, other periods. Nothing is dropped in silence."""

import numpy as np
import pytest

import twin
from test_errors import fails

EVENT = '[[event]]\nscenario = "flood.toml"\n'
GAUGE = '\n[[observation]]\nid = "gauge"\nreads = "water_level at main: 10 km"\nseries = "gauge.csv"\nerror = "0.03 m"\n'
ROUGHNESS = '\n[[parameter]]\nid = "n"\nkind = "roughness"\n'


@pytest.fixture(scope="module")
def river(rc, tmp_path_factory):
    made = twin.Twin(tmp_path_factory.mktemp("readings"))
    made.hours, (made.levels,) = made.truth(twin.zones(1.2), [twin.level(10)])
    made.levels = made.levels + np.random.default_rng(3).normal(0.0, 0.02, len(made.hours))
    return made


def read(river, text=EVENT + GAUGE + ROUGHNESS):
    from riverchief.calibration.task import read_task
    return read_task(river.task(text))


def test_an_outlier_is_told_with_its_line_and_left_out(river):
    levels = river.levels.copy()
    levels[30] += 1.5
    river.readings("gauge.csv", river.hours, levels)
    (note,) = [n for n in read(river).notes if n["what"] == "outlier"]
    assert note["line"] == 32 and not note["kept"]
    assert (read(river).series[0].role == 2).sum() == 1
    kept = read(river, EVENT + GAUGE + 'outliers = "keep"\n' + ROUGHNESS)
    assert (kept.series[0].role == 0).all() and kept.notes[0]["kept"]


def test_a_flash_flood_is_no_outlier(rc):
    from riverchief.calibration.screening import outliers
    level = np.array([2.0, 2.0, 2.01, 2.0, 2.0, 3.1, 4.4, 3.6, 3.0, 2.6, 2.3, 2.2, 2.1, 2.1, 2.0])
    assert not outliers(np.arange(15.0), level, np.full(15, 0.03))[0].any()


def test_blanks_gaps_and_repeated_rows_are_counted(river):
    levels = river.levels.copy()
    levels[10:15] = np.nan
    river.readings("gauge.csv", river.hours, levels)
    path = river.folder / "gauge.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(lines[:20] + [lines[19]] + lines[20:]) + "\n", encoding="utf-8")
    notes = {note["what"]: note for note in read(river).notes}
    assert notes["blank"]["count"] == 5 and notes["repeated"]["count"] == 1 and "gap" in notes


def test_a_clock_of_another_time_zone_is_noticed(rc, river):
    """Times written by Beijing's clock and said to be universal time: eight hours late."""
    river.readings("gauge.csv", river.hours, river.levels, clock="+00:00")
    outcome = rc.calibrate(river.task(EVENT + GAUGE + ROUGHNESS), jobs=1)
    (hours,) = [n["hours"] for n in outcome.notes if n["what"] == "clock"]
    assert 8 <= hours <= 10  # the wave comes early with the roughness before the fit
    river.readings("gauge.csv", river.hours, river.levels, clock="")
    right = rc.calibrate(river.task(EVENT + GAUGE + 'clock = "+08:00"\n' + ROUGHNESS), jobs=1)
    assert not [n for n in right.notes if n["what"] == "clock"]
    assert right.scores.rms[0] < 0.03


def test_wrong_readings_are_told_with_place_reason_and_fix(rc, river):
    path = river.folder / "gauge.csv"
    good = [f"{twin.instant(h)},{z:.3f}" for h, z in zip(river.hours, river.levels)]

    def told(rows, *words, text=EVENT + GAUGE + ROUGHNESS, header="time,water_level [m]"):
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return fails(rc, lambda: read(river, text), "gauge.csv", *words)

    told([*good[:5], good[4].rsplit(",", 1)[0] + ",15.0", *good[5:]], "gauge.csv:7", "two readings of one time differ")
    told([*good[:5], good[5].rsplit(",", 1)[0] + ",-999", *good[6:]], "gauge.csv:7", "-999", "leave the cell empty")
    told([*good[:5], good[5].rsplit(",", 1)[0] + ",--", *good[6:]], "'--'", "is no number")
    told([row[:19] + row[25:] for row in good], "has no offset", 'clock = "+08:00"')
    told(["2019" + row[4:] for row in good], "no reading of observation 'gauge' lies within an event", "2019-06-30", "check the clock")
    told(good, "has no unit", header="time,water_level")
    told(good, "there is no column 'water_level [m]'", "write 'water_level [m]' instead", header="time,water_levle [m]")


def test_all_mistakes_of_a_task_come_at_once(rc, river):
    river.readings("gauge.csv", river.hours, river.levels)
    wrong = EVENT + GAUGE.replace("main: 10", "mian: 10") + """
[[parameter]]
id = "a"
kind = "roughness"
over = "main: 0 km to 12 km"

[[parameter]]
id = "b"
kind = "roughness"
over = "main: 10 km to 20 km"

[[parameter]]
id = "c"
kind = "decay_rate"
pollutant = "codd"

[[parameter]]
id = "d"
kind = "structure"
structure = "weir"
key = "discharge_coefficient"

[[parameter]]
id = "e"
kind = "roughness"
river = "main"
prior = 3.0
highest = 2.0

[fit]
loss = "hubber"
"""
    text = fails(rc, lambda: read(river, wrong), "unknown river 'mian'", "overlaps another one", "did you mean 'cod'?", "unknown structure 'weir'", "lies outside its bounds", "did you mean 'huber'?")
    assert text.count("error:") >= 6
    fails(rc, lambda: read(river, EVENT.replace("flood", "flod") + GAUGE + ROUGHNESS), "flod.toml", "did you mean 'flood.toml'?")
    fails(rc, lambda: read(river, "title_en = 'nothing'\n"), "has no event", "has no observation", "has no parameter")
