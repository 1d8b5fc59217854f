"""A river's inflow stops for eleven days: the river falls dry, and wets again behind a front.

Problem    20 km, 30 m wide, slope 2e-3, n = 0.03, 20 m3/s until the first day ends, none for eleven days, then 20 m3/s again.
Exact      falling: the area A reaches the mouth at L = (t - t0) dQ/dA, with Q = K(A) sqrt(S0) (kinematic wave). Wetting: uniform flow
           at the velocity u_n pushes a front before it that keeps its shape, h' = S0 - n^2 u_n^2 / R^(4/3), and runs at u_n.
Source     Lighthill & Whitham (1955), Proc. R. Soc. A 229, 281-316; Whitham (1974), Linear and Nonlinear Waves, section 3.2.
Measured   hours until the mouth carries 1 % of the flow; celerity of the front from 2 to 4 h and its place after 4 h (where it is
           0.1 m deep); depth of the film that is left; the ledger.
Limit      2 % of the hours, because the kinematic wave leaves out the slope of the surface against the bed (1 % here); 1 % of
           celerity and distance; every cell below 1 cm, the depth from which a bed counts as wet, before the water returns;
           ledger 1e-12.
"""

import numpy as np

import make_regimes as made
import shelf

TITLE_ZH = "断流与复流"
PROVES = "a river that falls dry is a result, with its hours, and not a failure"
PROVES_ZH = "断流是计算结果（有历时），而非计算失败"
CASE, HOUR = made.RIVER, 3600.0
ROOT, SEEN = np.sqrt(CASE["slope"]), 0.1  # depth at which the front is seen [m]


def celerity(area):
    """dQ/dA of the kinematic wave [m/s]."""
    step = 1e-5 * area
    return (made.hydraulics("river", area + step) - made.hydraulics("river", area - step)) / (2.0 * step) * ROOT


def front_ahead(velocity, depth):
    """How far the depth SEEN runs ahead of a wall of uniform depth that holds the same water [m]."""
    h = np.linspace(1e-6, depth * (1.0 - 1e-7), 400_001)
    radius = CASE["width"] * h / (CASE["width"] + 2.0 * h)
    step = np.diff(h) / (CASE["slope"] - CASE["manning"] ** 2 * velocity**2 / (0.5 * (radius[1:] + radius[:-1])) ** (4.0 / 3.0))  # negative
    middle = 0.5 * (h[1:] + h[:-1])
    return np.sum((1.0 - middle / depth) * -step) + np.sum(step[middle < SEEN])


def check():
    results = shelf.run("river_falls_dry/scenario.toml")
    x, t, discharge = results.cell_chainage, results.time, results.discharge[:, -1]
    little = 0.01 * CASE["discharge"]
    hours = CASE["length"] / celerity(made.uniform_area("river", little)) / HOUR
    stopped = CASE["stops"] + 0.5 * CASE["edge"]
    falling = (t > stopped) & (t < CASE["starts"])
    found = (np.interp(-little, -discharge[falling], t[falling]) - stopped) / HOUR
    shelf.figure("dry spell", ("hours until 1 % of the flow is left", "流量降至 1% 的时间"), abs(found / hours - 1.0), 0.02)
    before = int(np.searchsorted(t, CASE["starts"])) - 1
    shelf.figure("dry spell", ("deepest film before the water returns [m]", "复流前残留水膜厚 [m]"), np.max(results.depth[before]), 0.01)

    velocity = CASE["discharge"] / made.uniform_area("river", CASE["discharge"])
    began = CASE["starts"] + 0.5 * CASE["edge"]

    def place(hours):
        depth = results.depth[int(np.argmin(np.abs(t - CASE["starts"] - hours * HOUR)))]
        last = np.flatnonzero(depth > SEEN)[-1]
        return np.interp(SEEN, depth[[last + 1, last]], x[[last + 1, last]])

    shelf.figure("dry spell", ("celerity of the front", "前锋波速"), abs((place(4) - place(2)) / (2.0 * HOUR) / velocity - 1.0), 0.01)
    run = velocity * (CASE["starts"] + 4.0 * HOUR - began) + front_ahead(velocity, CASE["discharge"] / velocity / CASE["width"])
    shelf.figure("dry spell", ("distance of the front after 4 h", "前锋 4 小时行程"), abs(place(4) / run - 1.0), 0.01)
    shelf.figure("dry spell", shelf.LEDGER, abs(results.ledger("water")["relative"]), 1e-12)
