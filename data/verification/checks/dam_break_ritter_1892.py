"""Dam break on a dry, frictionless, horizontal bed.

Problem    a dam at 2000 m holds 6 m of water and vanishes; nothing but dry bed below it; 200 s.
Exact      with c = sqrt(g h_L) and s = (x - x_dam) / t, between s = -c and s = 2c:
           h = (2c - s)^2 / (9g),  u = 2/3 (c + s); at the dam h = 4/9 h_L and q = 8/27 h_L c for all t > 0.
Source     Ritter (1892), Z. Ver. Deut. Ing. 36; Stoker (1957), Water Waves, section 10.8.
Measured   relative L1 of the depth over the first 5000 m on cells of 5 m, its order over three meshes, the water's volume,
           depth and discharge at the dam. The front reaches 5069 m: the channel goes on to 5500 m so that no wall answers.
Limit      1 % and order 0.6 (the kinks at front and tail keep it below 1); volume 1e-10, which is round-off.
"""

import numpy as np

import make_dam_break as made
import shelf

TITLE_ZH = "干底溃坝（Ritter）"
PROVES = "a flood front runs over dry ground with the right speed and depth, and no water is lost"
PROVES_ZH = "洪水前锋在干河床上推进的速度与水深正确，水量守恒"
UPPER, LOWER, MEASURED, LENGTH, DAM, END = made.DAM_BREAKS["ritter"]


def exact_depth(x, t):
    c, s = np.sqrt(shelf.G * UPPER), (x - DAM) / t
    fan = (2.0 * c - s) ** 2 / (9.0 * shelf.G)
    return np.where(s < -c, UPPER, np.where(s < 2.0 * c, fan, 0.0))


def depth_error(results):
    keep = results.cell_chainage < MEASURED
    return shelf.relative_l1(results.depth[-1][keep], exact_depth(results.cell_chainage, END)[keep])


def check():
    runs = {cells: shelf.run(f"dam_break_ritter/{cells}_cells.toml") for cells in made.CELLS}
    finest = runs[1000]
    shelf.figure("V8 Ritter", shelf.L1_OF_DEPTH, depth_error(finest), 0.01)
    shelf.figure("V8 Ritter", shelf.ORDER, shelf.order([depth_error(runs[cells]) for cells in made.CELLS]), 0.6, at_least=True)

    volume, start = np.sum(np.maximum(finest.depth[-1], 0.0) * finest.cell_length * made.WIDTH), UPPER * DAM * made.WIDTH
    shelf.figure("V8 Ritter", shelf.VOLUME, abs(volume / start - 1.0), 1e-10)

    depth = np.interp(DAM, finest.cell_chainage, finest.depth[-1])
    shelf.figure("V8 Ritter", ("depth at the dam, 4/9 of the lake's", "坝址水深（4/9 坝上水深）"), abs(depth / (4.0 / 9.0 * UPPER) - 1.0), 0.01)
    discharge = np.interp(DAM, finest.face_chainage, finest.discharge[-1]) / made.WIDTH
    exact = 8.0 / 27.0 * UPPER * np.sqrt(shelf.G * UPPER)
    shelf.figure("V8 Ritter", ("discharge at the dam, 8/27 h c", "坝址单宽流量（8/27 h c）"), abs(discharge / exact - 1.0), 0.01)
    assert min(np.min(results.depth) for results in runs.values()) >= -1e-9, "a depth is negative"
