"""Water that enters from the side has to be set in motion: the level above it rises.

Problem    4990 m of horizontal wide channel, K = 90 m^(1/3)/s, 1 m2/s from above, 1 m2/s more at 2500 m, 1 m of water at the
           lower end; cells of 10 m.
Exact      the side's water brings no momentum along the channel: g h^2 / 2 + q^2 / h is the same above and below it, and the
           profile below follows from dh/dx = -Sf / (1 - Fr^2): a step of 0.119 m.
Source     MASCARET validation case 5 (0.120 to 0.123 m); Chow (1959), Open-Channel Hydraulics, section 12-1.
Measured   the fall of level across the cell of the inflow, from the profiles on either side carried on to 2500 m.
Limit      between 0.115 and 0.125 m: within 5 mm of the step, half of the least difference of level that anyone reports.
"""

import numpy as np

import make_compound as made
import shelf

TITLE_ZH = "旁侧入流引起的壅水"
PROVES = "side inflow takes momentum from the stream"
PROVES_ZH = "旁侧入流消耗水流动量"


def depth_below():
    """Depth just below the inflow [m], by Runge-Kutta steps of 1 m from the lower end."""
    q = 2.0 * made.UNIT_FLOW

    def slope(h):
        return q**2 / (made.MAIN**2 * h ** (10.0 / 3.0)) / (1.0 - q**2 / (shelf.G * h**3))

    h = made.LOWER_DEPTH
    for _ in range(int(made.LENGTH - made.INFLOW_AT)):
        k1 = slope(h)
        k2 = slope(h + 0.5 * k1)
        k3 = slope(h + 0.5 * k2)
        h += (k1 + 2.0 * k2 + 2.0 * k3 + slope(h + k3)) / 6.0
    return h


def check():
    below, q = depth_below(), made.UNIT_FLOW
    force = lambda h, flow: 0.5 * shelf.G * h * h + flow * flow / h
    above = shelf.root_between(lambda h: force(h, q) - force(below, 2.0 * q), below, below + 1.0)
    step = above - below
    assert 0.119 < step < 0.120
    results = shelf.run("side_inflow/scenario.toml")
    x, h = results.cell_chainage, results.depth[-1]
    cell = int(np.argmin(np.abs(x - made.INFLOW_AT)))
    up = np.polyval(np.polyfit(x[cell - 6:cell - 1], h[cell - 6:cell - 1], 1), made.INFLOW_AT)
    down = np.polyval(np.polyfit(x[cell + 2:cell + 7], h[cell + 2:cell + 7], 1), made.INFLOW_AT)
    shelf.figure("V6 side inflow", ("step of level at the inflow, error [m]", "入流处水位差误差 [m]"), abs(up - down - step), 0.005)
    shelf.figure("V6 side inflow", ("depth below the inflow, error [m]", "入流下游水深误差 [m]"), abs(down - below), 0.01)
