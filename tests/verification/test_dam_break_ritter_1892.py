"""Dam break on a dry, frictionless, horizontal bed.

Problem    a dam at 2000 m holds 6 m of water and vanishes; nothing but dry bed below it; 200 s.
Exact      with c = sqrt(g h_L) and s = (x - x_dam) / t, between s = -c and s = 2c:
           h = (2c - s)^2 / (9g),  u = 2/3 (c + s); at the dam h = 4/9 h_L and q = 8/27 h_L c for all t > 0.
Source     Ritter (1892), Z. Ver. Deut. Ing. 36; Stoker (1957), Water Waves, section 10.8.
Measured   relative L1 of the depth over the first 5000 m on cells of 5 m, its order over three meshes, the water's volume,
           depth and discharge at the dam. The front reaches 5069 m: the channel goes on to 5500 m so that no wall answers.
Tolerance  1 % and order 0.6 (the kinks at front and tail keep it below 1); volume 1e-10, which is round-off.
"""

import numpy as np
import pytest

import make_dam_break as made
import shelf

UPPER, LOWER, MEASURED, LENGTH, DAM, END = made.DAM_BREAKS["ritter"]


def exact_depth(x, t):
    c, s = np.sqrt(shelf.G * UPPER), (x - DAM) / t
    fan = (2.0 * c - s) ** 2 / (9.0 * shelf.G)
    return np.where(s < -c, UPPER, np.where(s < 2.0 * c, fan, 0.0))


@pytest.fixture(scope="module")
def runs():
    return {cells: shelf.run(f"dam_break_ritter/{cells}_cells.toml") for cells in made.CELLS}


def depth_error(results):
    keep = results.cell_chainage < MEASURED
    return shelf.relative_l1(results.depth[-1][keep], exact_depth(results.cell_chainage, END)[keep])


def test_the_depth_is_ritters(runs):
    shelf.figure("V8 Ritter", "relative L1 of depth", depth_error(runs[1000]), 0.01)


def test_the_error_falls_with_the_cell_length(runs):
    shelf.figure("V8 Ritter", "order under refinement", shelf.order([depth_error(runs[cells]) for cells in made.CELLS]), 0.6, at_least=True)


def test_no_water_is_lost(runs):
    results = runs[1000]
    volume = np.sum(np.maximum(results.depth[-1], 0.0) * results.cell_length * made.WIDTH)
    shelf.figure("V8 Ritter", "volume", abs(volume - UPPER * DAM * made.WIDTH) / (UPPER * DAM * made.WIDTH), 1e-10)


def test_the_depth_at_the_dam_is_four_ninths_of_the_lake(runs):
    results = runs[1000]
    depth = np.interp(DAM, results.cell_chainage, results.depth[-1])
    shelf.figure("V8 Ritter", "depth at the dam", abs(depth / (4.0 / 9.0 * UPPER) - 1.0), 0.01)


def test_the_discharge_at_the_dam_is_eight_twentysevenths_of_h_c(runs):
    results = runs[1000]
    discharge = np.interp(DAM, results.face_chainage, results.discharge[-1]) / made.WIDTH
    exact = 8.0 / 27.0 * UPPER * np.sqrt(shelf.G * UPPER)
    shelf.figure("V8 Ritter", "discharge at the dam", abs(discharge / exact - 1.0), 0.01)


def test_no_depth_is_negative(runs):
    for results in runs.values():
        assert np.min(results.depth) >= -1e-9
