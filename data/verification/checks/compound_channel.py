"""A main bed beside a flood plain: who carries how much.

Problem    4990 m of horizontal channel 1 m wide, half main bed (K = 90) and half flood plain (K = 20 m^(1/3)/s), 1 m3/s, 1 m of
           water at the lower end.
Exact      by divided conveyance the main bed carries 90 / (90 + 20) = 0.818 at every depth, because both halves are shaped alike;
           the profile follows from dh/dx = -Sf / (1 - Fr^2) with Sf = (Q / K)^2.
Source     MASCARET validation case 3 (there 0.72 by the Debord formula, which is another method); Chow (1959), section 6-5.
Measured   K_main sqrt(Sf) / Q with the slope of the computed energy line, in the upper nine tenths, on 50 cells; the depth at the
           head against the profile.
Limit      1 %: what a current meter tells.
"""

import numpy as np

import make_compound as made
import shelf

TITLE_ZH = "复式断面的流量分配"
PROVES = "main bed and flood plain carry their shares by their own roughness"
PROVES_ZH = "主槽与滩地按各自糙率分配流量"


def conveyance(strickler, depth):
    """Conveyance of one half, 0.5 m wide with a wall on one side [m3/s]."""
    area = 0.5 * depth
    return strickler * area * (area / (0.5 + depth)) ** (2.0 / 3.0)


def exact_head():
    """Depth at the head [m] by Runge-Kutta steps of 1 m from the lower end."""
    def slope(h):
        total = conveyance(made.MAIN, h) + conveyance(made.PLAIN, h)
        return (made.FLOW / total) ** 2 / (1.0 - made.FLOW**2 / (shelf.G * h**3))

    h = made.LOWER_DEPTH
    for _ in range(int(made.LENGTH)):
        k1 = slope(h)
        k2 = slope(h + 0.5 * k1)
        k3 = slope(h + 0.5 * k2)
        h += (k1 + 2.0 * k2 + 2.0 * k3 + slope(h + k3)) / 6.0
    return h


def check():
    results = shelf.run("compound_channel/scenario.toml")
    x, h = results.cell_chainage, results.depth[-1]
    energy = h + (made.FLOW / h) ** 2 / (2.0 * shelf.G)
    slope = -np.diff(energy) / np.diff(x)
    share = conveyance(made.MAIN, 0.5 * (h[1:] + h[:-1])) * np.sqrt(slope) / made.FLOW
    share = share[x[1:] < 0.9 * made.LENGTH]
    exact = made.MAIN / (made.MAIN + made.PLAIN)
    assert abs(exact - 0.818) < 5e-4
    shelf.figure("V6 compound channel", ("share of the main bed", "主槽流量份额"), np.max(np.abs(share / exact - 1.0)), 0.01)
    head = h[0] + 0.5 * (h[0] - h[1])  # half a cell above the first cell's middle
    shelf.figure("V6 compound channel", ("depth at the head", "上游水深"), abs(head / exact_head() - 1.0), 0.01)
