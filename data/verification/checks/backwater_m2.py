"""A backwater curve of the M2 kind in a wide rectangular channel.

Problem    10 km, 100 m wide, slope 5e-4, K = 30.6 m^(1/3)/s, Q = 1000 m3/s, 3 m of water at the lower end (below normal,
           above critical depth).
Exact      dh/dx = (S0 - Sf) / (1 - Fr^2), integrated upstream from the lower end by Runge-Kutta steps of 1 m; full hydraulic
           radius, walls included.
Source     MASCARET validation case 1; Chow (1959), Open-Channel Hydraulics, chapter 10.
Measured   depth at x = 0, 1, ... 9 km on 100 cells, read between the cells on either side.
Limit      1 cm, the least difference of level that anyone reports.
"""

import numpy as np

import make_backwater as made
import shelf

TITLE_ZH = "宽矩形渠道的 M2 型降水曲线"
PROVES = "friction and gradually varied flow: the level far above a lower end"
PROVES_ZH = "沿程摩阻与渐变流：下游水位对上游水面线的影响"


def exact_depths():
    """Depth at every metre, index = chainage."""
    q, K, S0 = made.DISCHARGE / made.WIDTH, made.STRICKLER, made.SLOPE

    def slope(h):
        radius = made.WIDTH * h / (made.WIDTH + 2.0 * h)
        friction = (q / h) ** 2 / (K**2 * radius ** (4.0 / 3.0))
        return (S0 - friction) / (1.0 - q**2 / (shelf.G * h**3))

    depths = [made.LOWER_DEPTH]
    for _ in range(int(made.LENGTH)):  # one metre upstream each
        h = depths[-1]
        k1 = slope(h)
        k2 = slope(h - 0.5 * k1)
        k3 = slope(h - 0.5 * k2)
        k4 = slope(h - k3)
        depths.append(h - (k1 + 2.0 * k2 + 2.0 * k3 + k4) / 6.0)
    return np.array(depths[::-1])


def check():
    results = shelf.run("backwater_m2/scenario.toml")
    exact = exact_depths()
    assert abs(exact[0] - 5.1685) < 1e-3 and abs(exact[9000] - 4.2330) < 1e-3  # the published digits, against a slip
    places = np.arange(0.0, 10.0) * 1000.0
    x, level = results.cell_chainage, results.water_level[-1]
    read = np.interp(places, x, level)
    read[0] = level[0] + (level[0] - level[1]) * 0.5  # the head lies half a cell above the first cell's middle
    depth = read - made.SLOPE * (made.LENGTH - places)
    shelf.figure("V4", ("depth at the ten places [m]", "十处水深误差 [m]"), np.max(np.abs(depth - exact[places.astype(int)])), 0.01)
