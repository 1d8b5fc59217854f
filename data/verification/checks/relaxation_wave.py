"""The inflow into a frictionless channel ends: a wave of falling level runs down.

Problem    18 km, 200 m wide, horizontal; 5 m of water at 2 m/s; the velocity at the head falls to 0 in 1000 s.
Exact      u - 2c keeps its value of -12.007 m/s everywhere behind the front, which runs at u0 + c0; each depth of the head travels
           at its own u + c (simple wave).
Source     Stoker (1957), Water Waves, section 10.3; MASCARET validation case 12.
Measured   depth at the head at 200, 400 ... 1000 s; place where the depth has fallen by 5 cm at 1000 s (MASCARET's mark of a
           front), as a share of the 9004 m that the front has run.
Limit      0.5 % of the depth; 1 % of the distance.
"""

import numpy as np

import make_waves as made
import shelf

TITLE_ZH = "退水简单波"
PROVES = "a wave runs at its celerity and the water behind it has its depth, without friction to hide errors"
PROVES_ZH = "无摩阻时波速与波后水深正确"
CASE = made.RELAXATION
DIGITS = (4.7185, 4.4452, 4.1800, 3.9230, 3.6741)


def check():
    results = shelf.run("relaxation_wave/scenario.toml")
    x, depth, times = results.cell_chainage, results.depth, np.arange(200.0, 1001.0, 200.0)
    exact = made.relaxation_head(times)[0]
    assert np.max(np.abs(exact - DIGITS)) < 1e-4  # the published digits, against a slip
    rows = [int(np.argmin(np.abs(results.time - t))) for t in times]
    head = depth[rows, 0] + 0.5 * (depth[rows, 0] - depth[rows, 1])  # half a cell above the first cell's middle
    shelf.figure("V11", ("depth at the head", "上游端水深"), np.max(np.abs(head / exact - 1.0)), 0.005)

    end, least = CASE["falls_in"], CASE["depth"] - 0.05
    leaves = shelf.root_between(lambda t: made.relaxation_head(t)[0] - least, 0.0, end)  # when the head has this depth
    h, u = made.relaxation_head(leaves)
    place = (u + np.sqrt(shelf.G * h)) * (end - leaves)
    front = (CASE["velocity"] + np.sqrt(shelf.G * CASE["depth"])) * end
    assert abs(front - 9003.6) < 0.1
    last = int(np.argmin(np.abs(results.time - end)))
    found = np.interp(least, depth[last], x)  # the depth grows down the channel
    shelf.figure("V11", ("place of the front", "波前位置"), abs(found - place) / front, 0.01)
