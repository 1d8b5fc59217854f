"""Boulder Creek below Boulder, Colorado, 21 August 1987: QUAL2K's standard case against what was measured at five stations.

Problem    A mountain creek of 0.7 m3/s takes 0.75 m3/s of treated sewage at its head, loses most of its water to a ditch half way, and is full of
           algae on its bed: oxygen goes up and down by 8 mg/L a day.
Known      minimum, mean and maximum of a day of sampling at five stations; everything that enters; the sky.
Source     the public QUAL2Kw distribution; Chapra, Pelletier & Tao, QUAL2K manual.
Measured   means of the fifth day of DO, NH3-N, NO3-N and phosphate at the stations. Rates fitted by hand, listed, each within its published range.
Tolerance  each mean within the measured minimum and maximum, or within 15 % of the measured mean.
"""

import sys

import numpy
import pytest

import boulder_creek
import real_rivers

sys.path.insert(0, str(real_rivers.ROOT / "data" / "verification"))
import shelf  # noqa: E402

DATA = real_rivers.data_folder("wq_boulder_creek_1987")
pytestmark = pytest.mark.skipif(DATA is None, reason="boulder_creek_1987: RIVERCHIEF_REALDATA does not point to wq_boulder_creek_1987")
VARIABLES = {"do": ("do_mgL", 1.0), "nh3n": ("nh4_ugL", 1e-3), "no3n": ("no3_ugL", 1e-3), "diss_p": ("inorgP_ugL", 1e-3)}


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    return shelf.run(boulder_creek.write(DATA, tmp_path_factory.mktemp("boulder_creek")))


def at_station(results, pollutant, chainage):
    """The last day's course at a station."""
    cells = results.cells("creek")
    cell = cells[numpy.argmin(abs(results.cell_chainage[cells] - max(chainage, 50.0)))]
    return results.pollutant(pollutant)[-25:, cell]


def test_every_mean_is_within_what_was_measured(results):
    worst = 0.0
    for pollutant, (variable, unit) in VARIABLES.items():
        for chainage, measured in boulder_creek.observed(DATA).items():
            low, mean, high = (measured[variable][s] * unit for s in ("Min", "Mean", "Max"))
            day = at_station(results, pollutant, chainage) if chainage > 0 else None
            if day is None:
                continue  # the station at the head is what enters
            value = day[1:].mean()
            inside = low <= value <= high
            off = 0.0 if inside else abs(value - mean) / mean
            worst = max(worst, off)
            print(f"{pollutant:8s} {chainage / 1e3:6.2f} km  calculated {value:6.2f} ({day.min():.2f} to {day.max():.2f})  measured {mean:6.2f} ({low:.2f} to {high:.2f})")
    shelf.figure("Boulder Creek 1987", "means of DO, NH3-N, NO3-N, P outside the measured range: worst share of the mean", worst, 0.15)


def test_the_course_of_oxygen_over_the_day_is_that_of_algae(results):
    """At the last two stations algae make oxygen go up and down by more than 8 mg/L; the sampling found 9.6 and 8.2."""
    for chainage, measured in boulder_creek.observed(DATA).items():
        if chainage < 9000.0:
            continue
        day = at_station(results, "do", chainage)
        swing = day.max() - day.min()
        seen = measured["do_mgL"]["Max"] - measured["do_mgL"]["Min"]
        shelf.figure("Boulder Creek 1987", f"daily swing of DO at {chainage / 1e3:.1f} km, off from the measured one", abs(swing / seen - 1.0), 0.35)


def test_the_temperature_is_that_of_the_sky(results):
    for chainage, measured in boulder_creek.observed(DATA).items():
        if chainage <= 0:
            continue
        value = at_station(results, "temperature", chainage)[1:].mean()
        print(f"temperature {chainage / 1e3:6.2f} km  {value:.1f}  measured {measured['temp_C']['Mean']:.1f}")
        assert measured["temp_C"]["Min"] <= value <= measured["temp_C"]["Max"]


def test_the_books_close(results):
    for pollutant in boulder_creek.POLLUTANTS:
        assert abs(results.ledger(pollutant)["relative"]) < 1e-12
