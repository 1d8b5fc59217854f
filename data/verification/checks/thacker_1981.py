"""Water sloshing in a parabola, its shores moving: wetting and drying with a known answer.

Problem    a channel of unit width with the bed z = h0 (X^2 - 1), X = (x - L/2) / a, frictionless, closed; at t = 0 the water
           is at rest and tilted most; one period T = 2 pi a / sqrt(2 g h0) = 2.00607 s.
Exact      h = -h0 ((X + cos(2Bt) / 2)^2 - 1) where positive, 2B = 2 pi / T: the surface stays plane.
Source     Thacker (1981), J. Fluid Mech. 107, 499-508; SWASHES, planar surface in a parabola.
Measured   L1 of the depth after one period over the wet length, as a share of h0; volume; no negative depth.
Limit      2 % on 400 cells; volume 1e-10, which is round-off.
"""

import numpy as np

import make_dam_break as made
import shelf

TITLE_ZH = "抛物面晃荡（Thacker）"
PROVES = "shores that wet and dry keep the volume and the motion"
PROVES_ZH = "动边界干湿交替时水量与运动正确"
L, A, H0, PERIOD = made.THACKER_LENGTH, made.THACKER_A, made.THACKER_DEPTH, made.THACKER_PERIOD
CASE = "V10"


def exact_depth(x, t):
    X = (x - 0.5 * L) / A
    return np.maximum(-H0 * ((X + 0.5 * np.cos(2.0 * np.pi * t / PERIOD)) ** 2 - 1.0), 0.0)


def depth_error(results):
    error = np.abs(np.maximum(results.depth[-1], 0.0) - exact_depth(results.cell_chainage, results.time[-1]))
    return np.sum(error * results.cell_length) / (2.0 * A) / H0


def check():
    runs = [shelf.run(f"thacker/{cells}_cells.toml") for cells in (100, 200, 400)]
    errors = [depth_error(results) for results in runs]
    shelf.figure(CASE, ("L1 of depth after one period over h0", "一周期后水深误差（L1/h0）"), errors[-1], 0.02)
    assert errors[2] < errors[1] < errors[0], f"the error does not fall with the cell length: {errors}"

    lost = 0.0
    for results in runs:
        volume = np.sum(np.maximum(results.depth, 0.0) * results.cell_length, axis=1)
        lost = max(lost, np.max(np.abs(volume / volume[0] - 1.0)))
        assert np.min(results.depth) >= -1e-9, "a depth is negative"
    shelf.figure(CASE, shelf.VOLUME, lost, 1e-10)
