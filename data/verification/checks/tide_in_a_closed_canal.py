"""The tide goes in and out of a short canal with a closed end: all its water passes the mouth.

Problem    2 km of trapezoid (bottom 20 m, sides 2:1, bed at -3 m, n = 0.025), closed at its head; a tide of 1.2 m and 12.42 h at
           its mouth; three tides.
Exact      the canal is short ((k L)^2 = 3e-3), so that its level is the sea's: Q = -T(level) x dlevel/dt at the distance x from the closed
           end, which changes its sign at high and low water; each flood brings the prism between low and high water.
Source     continuity; no formula but the trapezoid's.
Measured   discharge at all faces and times of the last two tides, as a share of the largest; the water that passes the mouth in one
           flood against the prism; the ledger.
Limit      1 % of the largest discharge, three times (k L)^2; 0.5 % of the prism, of which 0.1 % is the canal's own tide and the rest
           what the default accuracy of 1e-4 a step adds up to; ledger 1e-12.
"""

import numpy as np

import make_waves as made
import shelf

TITLE_ZH = "盲端渠道中的往复潮流"
PROVES = "a current that turns every six hours moves the tidal prism, and no water is lost"
PROVES_ZH = "往复潮流的进出潮量正确，水量守恒"
CASE = made.CANAL


def check():
    results = shelf.run("tide_in_a_closed_canal/scenario.toml")
    later = results.time >= CASE["period"]
    level, rate = made.canal_tide(results.time[later])
    top = CASE["bottom"] + 2.0 * CASE["side"] * (level - CASE["bed"])
    inner = results.face_chainage > 0.0
    exact = -top[:, None] * rate[:, None] * results.face_chainage[inner][None, :]
    found = results.discharge[later][:, inner]
    assert np.min(found) < -5.0 and np.max(found) > 5.0, "the flow does not reverse"
    shelf.figure("closed canal", ("discharge, share of the largest", "流量误差"), np.max(np.abs(found - exact)) / np.max(np.abs(exact)), 0.01)

    mouth, t = results.discharge[later][:, -1], results.time[later]
    flood = np.clip(-mouth, 0.0, None)
    high, low = (CASE["amplitude"] - CASE["bed"]), (-CASE["amplitude"] - CASE["bed"])
    area = lambda depth: (CASE["bottom"] + CASE["side"] * depth) * depth
    prism = (area(high) - area(low)) * CASE["length"]
    shelf.figure("closed canal", ("water of one flood tide against the prism", "一次涨潮潮量"), abs(shelf.trapezoid(flood, t) / 2.0 / prism - 1.0), 0.005)
    shelf.figure("closed canal", shelf.LEDGER, abs(results.ledger("water")["relative"]), 1e-12)
