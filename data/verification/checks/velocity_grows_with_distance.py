"""Velocity that grows with distance: clean water enters all along and dilutes what is carried.

Problem    u = u0 x from x = 1000 to 5000 m, u0 = 2e-4 1/s: a canal of one depth that clean water enters evenly. At the head the concentration
           rises to 10 in 1000 s, stays for 3000 s and stops at once. No dispersion.
Exact      along x = x_in exp(u0 t) the concentration falls as x_in / x: C(x, t) = C_in(t - ln(x / x_in) / u0) x_in / x; at 5000 m the fifth part is left.
Source     Zoppou & Knight (1997), J. Hydraul. Eng. 123(2), 144-148, in conservative form and without diffusion.
Measured   what is left at the lower end while the head's concentration is at its peak; relative L1 over all cells and times of output on two meshes.
Limit      0.5 % of the plateau, 2 % and 1.5 % of L1: the trailing edge is a jump, and what comes from the side is spread evenly over all the water that
           passes it within a step of 500 s.
"""

import numpy as np

import make_transport as made
import shelf

TITLE_ZH = "流速沿程增大的输移（Zoppou-Knight）"
PROVES = "dilution by water from the side and stretching by a growing velocity are exact"
PROVES_ZH = "沿程汇流稀释与流速梯度拉伸准确"
CASE = made.DILUTION


def exact(x, t):
    entered = t - np.log(x / CASE["from"]) / CASE["rate"]
    inlet = np.interp(entered, [0.0, 1000.0, 4000.0, 4001.0], [0.0, CASE["peak"], CASE["peak"], 0.0])
    return inlet * CASE["from"] / x


def check():
    for cells, limit in ((200, 0.02), (400, 0.015)):
        results = shelf.run(f"velocity_grows_with_distance/{cells}_cells.toml")
        C = results.pollutant("tracer")
        x = results.cell_chainage + CASE["from"]
        true = np.array([exact(x, t) for t in results.time])
        shelf.figure(f"V22 {cells} cells", ("L1 of concentration", "浓度相对误差（L1）"), shelf.relative_l1(C, true), limit)
        while_full = (results.time > 9500.0) & (results.time < 11_500.0)
        left = C[while_full, -1] * x[-1] / CASE["from"] / CASE["peak"]
        shelf.figure(f"V22 {cells} cells", ("plateau at the lower end", "下游平台浓度相对误差"), np.max(np.abs(left - 1.0)), 0.005)
        shelf.figure(f"V22 {cells} cells", ("ledger", "质量平衡差"), abs(results.ledger("tracer")["relative"]), 1e-12)
