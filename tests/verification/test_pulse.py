"""A triangular pulse carried down a channel: nothing appears, nothing vanishes, nothing overshoots.

Problem    uniform flow at 2 ft/s through 10 000 ft; the inflow's concentration rises to 10 in 720 s and falls back in 720 s; no
           dispersion. One river with cells of 100 and of 300 ft, and two rivers end to end with cells of 100 and 150 ft.
Exact      the same triangle, later: mass Q * 10 * 720 s, at most 10, at least 0, its peak at 720 s + x / u.
Source     MASS1 transport test suite.
Measured   excursions below 0 and above 10 at all cells and times; the mass in the channel when all of it is inside; the peak
           that is left at 5000 ft.
Tolerance  1e-10 of the peak and of the mass: round-off of some thousand steps. The peak left is no gate of anybody's: it
           guards against a diffusive scheme (first-order upwind keeps 0.66 and 0.46).
"""

import numpy as np
import pytest

import make_transport as made
import shelf

CASE = made.PULSE
FLOW = CASE["width"] * CASE["depth"] * CASE["velocity"]
MASS = FLOW * CASE["peak"] * CASE["rise"]


@pytest.fixture(scope="module", params=["pulse/cells_of_100_ft.toml", "pulse/cells_of_300_ft.toml", "pulse_two_rivers/scenario.toml"])
def pulse(request):
    return "V21 " + request.param.removesuffix(".toml").replace("/", " "), shelf.run(request.param)


def test_nothing_falls_below_zero_or_rises_above_what_entered(pulse):
    case, results = pulse
    C = results.pollutant("tracer")
    shelf.figure(case, "below 0 or above the inlet, share of it", max(-np.min(C), np.max(C) - CASE["peak"]) / CASE["peak"], 1e-10)


def test_the_mass_that_entered_is_there(pulse):
    case, results = pulse
    when = int(np.searchsorted(results.time, CASE["whole_at"]))
    volume = results.depth[when] * CASE["width"] * results.cell_length
    inside = np.sum(volume * results.pollutant("tracer")[when])
    shelf.figure(case, "mass in the channel", abs(inside / MASS - 1.0), 1e-10)


def test_the_ledger_closes_and_names_the_mass_that_entered(pulse):
    case, results = pulse
    ledger = results.ledger("tracer")
    shelf.figure(case, "mass in the ledger", max(abs(ledger["in"] / MASS - 1.0), abs(ledger["relative"])), 1e-10)


def test_half_way_down_most_of_the_peak_is_left(pulse):
    """A triangle of 48 cells of 100 ft keeps nine tenths of its tip, one of 16 cells of 300 ft three quarters."""
    case, results = pulse
    middle = int(np.argmin(np.abs(results.cell_chainage - 0.5 * CASE["length"]))) if "two" not in case else int(results.cells("lower")[0])
    C = results.pollutant("tracer")[:, middle]
    shelf.figure(case, "peak left at 5000 ft", np.max(C) / CASE["peak"], 0.75 if "300" in case else 0.9, at_least=True)
