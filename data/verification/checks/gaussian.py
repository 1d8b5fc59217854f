"""A Gaussian cloud carried and spread in uniform flow: the scheme adds no diffusion of its own.

Problem    u = 0.5 m/s, cells of 20 m, D = u dx / 20 = 0.5 m2/s; a Gaussian of standard deviation 5 cells is carried 400 cells, in steps of
           Courant number 0.1, 0.5, 1, 3 and 8 (a step ends at every output).
Exact      its variance grows by 2 D t: from 25 to 65 squared cells.
Source     Fick; incumbents add 1/2 u dx (1 +- Courant), here ten times the physical D.
Measured   D from the growth of the second moment, against the physical one; the peak against the exact one.
Limit      5 % of the physical D: less than any river's D is known to. The peak 2 %: at Courant 0.1 its tip is clipped four thousand times.
"""

import numpy as np

import make_transport as made
import shelf

TITLE_ZH = "高斯浓度团的输移与弥散"
PROVES = "numerical diffusion is far below the physical one at any Courant number"
PROVES_ZH = "任意库朗数下数值扩散远小于物理弥散"
CASE = made.GAUSSIAN


def variance(x, C):
    mean = np.sum(x * C) / np.sum(C)
    return np.sum((x - mean) ** 2 * C) / np.sum(C)


def check():
    u, dx = CASE["velocity"], CASE["cell"]
    D = u * dx / CASE["peclet"]
    for courant in CASE["courant"]:
        results = shelf.run(f"gaussian/courant_{courant:g}.toml".replace("0.", "0_"))
        C, x, time = results.pollutant("tracer"), results.cell_chainage, results.time[-1]
        case = f"V25 Courant {courant:g}"
        found = (variance(x, C[-1]) - variance(x, C[0])) / (2.0 * time)
        shelf.figure(case, ("effective D less physical D, share", "有效弥散系数相对偏差"), abs(found / D - 1.0), 0.05)
        start = (CASE["width"] * dx) ** 2
        shelf.figure(case, ("peak", "峰值相对误差"), abs(np.max(C[-1]) / np.sqrt(start / (start + 2.0 * D * time)) - 1.0), 0.02)
        shelf.figure(case, ("ledger", "质量平衡差"), abs(results.ledger("tracer")["relative"]), 1e-12)
