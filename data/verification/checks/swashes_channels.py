"""Steady flow in a wide channel over a bed made for a chosen depth.

Problem    2 m2/s; a channel of 1000 m (n = 0.033), subcritical, and one of 100 m (n = 0.0328) that passes through critical flow
           and jumps back at 200/3 m. Hydraulic radius = depth.
Exact      the chosen depth; the bed follows from the steady equation (data/verification/make_swashes.py).
Source     Delestre et al. (2013), SWASHES, Int. J. Numer. Meth. Fluids 72, 269-300; MacDonald (1996), thesis, Reading.
Measured   relative L1 of the depth on 100 cells (short channel: without three cells at the jump), order under refinement of the
           smooth one, place of the jump, spike of discharge.
Limit      1 %, order 0.9, one cell, 1 %: as for the MacDonald channels.
"""

import numpy as np

import make_swashes as made
import shelf

TITLE_ZH = "宽渠恒定流（SWASHES）"
PROVES = "friction and bed slope in balance in a wide channel, through a jump as well"
PROVES_ZH = "宽渠中摩阻与底坡平衡，含水跃"


def depth_error(results, depth, keep=...):
    return shelf.relative_l1(results.depth[-1][keep], depth(results.cell_chainage)[keep])


def check():
    depth = made.CASES["long"][0]
    places, above_outlet = np.array([100.0, 300.0, 500.0, 700.0, 900.0]), np.array([5.8490, 4.1839, 3.3114, 2.6546, 1.1003])
    assert abs(depth(100.0) - 0.770195) < 1e-6 and np.max(np.abs(made.bed("long", places) - above_outlet)) < 1e-4  # the published digits
    runs = [shelf.run(f"swashes_long_channel/{cells}_cells.toml") for cells in (100, 200)]
    errors = [depth_error(results, depth) for results in runs]
    shelf.figure("V2 long channel", shelf.L1_OF_DEPTH, errors[0], 0.01)
    shelf.figure("V2 long channel", shelf.ORDER, shelf.order(errors), 0.9, at_least=True)

    depth = made.CASES["short"][0]
    results = shelf.run("swashes_short_channel/100_cells.toml")
    x, h, dx = results.cell_chainage, results.depth[-1], results.cell_length[0]
    keep = np.abs(x - made.JUMP) > 1.5 * dx
    assert np.count_nonzero(~keep) <= 3
    shelf.figure("V2 short channel", shelf.L1_OF_DEPTH, depth_error(results, depth, keep), 0.01)
    middle = 0.5 * (depth(made.JUMP) + depth(made.JUMP + 1e-9))
    after = np.flatnonzero((x > 50.0) & (h > middle))[0]
    shelf.figure("V2 short channel", shelf.JUMP, abs(np.interp(middle, h[after - 1:after + 1], x[after - 1:after + 1]) - made.JUMP) / dx, 1.0)
    for name, run in (("long", runs[0]), ("short", results)):
        shelf.figure(f"V2 {name} channel", shelf.SPIKE, np.max(np.abs(run.discharge[-1] / (made.FLOW * made.WIDTH) - 1.0)), 0.01)
