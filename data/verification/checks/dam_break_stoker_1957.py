"""Dam break onto still water, frictionless, horizontal bed.

Problem    h_L above the dam, h_R below it: 10|5, 10|1, 6|1 m after 200 s in 5000 m, and 5|1 mm after 6 s in 10 m.
Exact      a fan, a plateau (h_m, u_m), a shock of speed S: with c = sqrt(g h)
           u_m = 2 (c_L - c_m),   S = u_m h_m / (h_m - h_R),   u_m = (h_m - h_R) sqrt(g (h_m + h_R) / (2 h_m h_R)).
Source     Stoker (1957), Water Waves, section 10.8; SWASHES for the case in millimetres.
Measured   relative L1 of the depth on 1000 cells, its order over three meshes, volume, speed of the shock.
Limit      1 % and order 0.6 (the shock keeps it below 1); volume 1e-10, which is round-off.
"""

import numpy as np

import make_dam_break as made
import shelf

TITLE_ZH = "湿底溃坝（Stoker）"
PROVES = "a moving bore keeps mass and momentum: its speed and the depth behind it"
PROVES_ZH = "运动涌波的质量与动量守恒：涌波速度与波后水深正确"
SLOW = True  # begun first, so that it does not keep the others waiting
DIGITS = {"stoker_10_5": (7.26920, 2.91993, 9.35376), "stoker_10_1": (3.96175, 7.34077, 9.81930),
          "stoker_6_1": (2.85161, 4.76591, 7.33983), "stoker_5mm_1mm": (0.002539, 0.12728, 0.209963)}


def plateau(upper, lower):
    """h_m, u_m and the speed of the shock."""
    fan = lambda h: 2.0 * (np.sqrt(shelf.G * upper) - np.sqrt(shelf.G * h))
    shock = lambda h: (h - lower) * np.sqrt(shelf.G * (h + lower) / (2.0 * h * lower))
    h = shelf.root_between(lambda h: shock(h) - fan(h), lower * (1.0 + 1e-9), upper)
    return h, fan(h), fan(h) * h / (h - lower)


def exact_depth(name, x):
    upper, lower, _, _, dam, end = made.DAM_BREAKS[name]
    h, u, speed = plateau(upper, lower)
    c, s = np.sqrt(shelf.G * upper), (x - dam) / end
    fan = (2.0 * c - s) ** 2 / (9.0 * shelf.G)
    return np.where(s < -c, upper, np.where(s < u - np.sqrt(shelf.G * h), fan, np.where(s < speed, h, lower)))


def depth_error(results, name):
    return shelf.relative_l1(results.depth[-1], exact_depth(name, results.cell_chainage))


def one_dam(name):
    upper, lower, _, length, dam, end = made.DAM_BREAKS[name]
    for computed, digits in zip(plateau(upper, lower), DIGITS[name]):
        assert abs(computed / digits - 1.0) < 2e-4  # the published digits, against a slip
    runs = {cells: shelf.run(f"dam_break_{name}/{cells}_cells.toml") for cells in made.CELLS}
    case, finest = f"V9 {name}", runs[1000]
    shelf.figure(case, shelf.L1_OF_DEPTH, depth_error(finest, name), 0.01)
    shelf.figure(case, shelf.ORDER, shelf.order([depth_error(runs[cells], name) for cells in made.CELLS]), 0.6, at_least=True)

    start = made.WIDTH * (upper * dam + lower * (length - dam))
    shelf.figure(case, shelf.VOLUME, abs(np.sum(finest.depth[-1] * finest.cell_length * made.WIDTH) / start - 1.0), 1e-10)

    h, _, speed = plateau(upper, lower)
    x, depth = finest.cell_chainage, finest.depth[-1]
    last = np.flatnonzero(depth > 0.5 * (h + lower))[-1]
    shelf.figure(case, ("speed of the shock", "涌波速度"), abs((x[last] + 0.5 * finest.cell_length[0] - dam) / (speed * end) - 1.0), 0.01)


def check():
    for name in DIGITS:
        one_dam(name)
