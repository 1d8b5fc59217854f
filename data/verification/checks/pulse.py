"""A triangular pulse carried down a channel: nothing appears, nothing vanishes, nothing overshoots.

Problem    uniform flow at 2 ft/s through 10 000 ft; the inflow's concentration rises to 10 in 720 s and falls back in 720 s; no
           dispersion. One river with cells of 100 and of 300 ft, and two rivers end to end with cells of 100 and 150 ft.
Exact      the same triangle, later: mass Q * 10 * 720 s, at most 10, at least 0, its peak at 720 s + x / u.
Source     MASS1 transport test suite.
Measured   excursions below 0 and above 10 at all cells and times; the mass in the channel when all of it is inside; the peak
           that is left at 5000 ft.
Limit      1e-10 of the peak and of the mass: round-off of some thousand steps. The peak left is no gate of anybody's: it
           guards against a diffusive scheme (first-order upwind keeps 0.66 and 0.46). A triangle of 48 cells of 100 ft keeps
           nine tenths of its tip, one of 16 cells of 300 ft three quarters.
"""

import numpy as np

import make_transport as made
import shelf

TITLE_ZH = "三角形浓度脉冲"
PROVES = "transport without negative or overshooting concentrations, mass kept, little smearing"
PROVES_ZH = "浓度输移无负值、无过冲，质量守恒，峰值少衰减"
CASE = made.PULSE
FLOW = CASE["width"] * CASE["depth"] * CASE["velocity"]
MASS = FLOW * CASE["peak"] * CASE["rise"]


def one_pulse(scenario):
    case, results = "V21 " + scenario.removesuffix(".toml").replace("/", " "), shelf.run(scenario)
    C = results.pollutant("tracer")
    shelf.figure(case, ("below 0 or above the inlet, share of it", "低于零或高于入流的份额"), max(-np.min(C), np.max(C) - CASE["peak"]) / CASE["peak"], 1e-10)

    when = int(np.searchsorted(results.time, CASE["whole_at"]))
    inside = np.sum(results.depth[when] * CASE["width"] * results.cell_length * C[when])
    shelf.figure(case, ("mass in the channel", "河道内质量误差"), abs(inside / MASS - 1.0), 1e-10)
    ledger = results.ledger("tracer")
    shelf.figure(case, ("mass in the ledger", "平衡表质量误差"), max(abs(ledger["in"] / MASS - 1.0), abs(ledger["relative"])), 1e-10)

    middle = int(np.argmin(np.abs(results.cell_chainage - 0.5 * CASE["length"]))) if "two" not in case else int(results.cells("lower")[0])
    shelf.figure(case, ("peak left at 5000 ft", "5000 英尺处峰值保留"), np.max(C[:, middle]) / CASE["peak"], 0.75 if "300" in case else 0.9, at_least=True)


def check():
    for scenario in ("pulse/cells_of_100_ft.toml", "pulse/cells_of_300_ft.toml", "pulse_two_rivers/scenario.toml"):
        one_pulse(scenario)
