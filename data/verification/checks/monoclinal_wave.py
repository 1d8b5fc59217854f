"""A flood wave that travels without changing its shape.

Problem    60 km, 1000 m wide, slope 5e-4, n = 0.03: uniform flow of 4 m follows uniform flow of 2 m; cells of 10 m, 2 h.
Exact      celerity c = (q_high - q_low) / (h_high - h_low); in the frame that moves with it the discharge (u - c) h is constant and
           the depth obeys h' (g - q_r^2 / h^3) = g (S0 - Sf). 2.573180 m/s in a channel without walls.
Source     Chow (1959), Open-Channel Hydraulics, section 19-4; Whitham (1974), Linear and Nonlinear Waves, section 3.2.
Measured   celerity of the depth midway over the second half of the run; relative L1 of the depth at the end.
Limit      0.5 % of the celerity; 1 % of the depth.
"""

import numpy as np

import make_waves as made
import shelf

TITLE_ZH = "单斜洪水波"
PROVES = "a flood wave travels at the speed its discharges demand, and keeps its shape"
PROVES_ZH = "洪水波以流量差决定的波速下行，波形不变"
CASE = made.MONOCLINAL


def check():
    wide = lambda h: h ** (5.0 / 3.0) * np.sqrt(CASE["slope"]) / CASE["manning"]
    digits = (wide(CASE["high"]) - wide(CASE["low"])) / (CASE["high"] - CASE["low"])
    assert abs(digits - 2.573180) < 1e-6  # the published digits, against a slip
    celerity, _ = made.monoclinal_speed()
    assert abs(celerity / digits - 1.0) < 0.01  # the walls take half a per cent

    results = shelf.run("monoclinal_wave/scenario.toml")
    x, t, middle = results.cell_chainage, results.time, 0.5 * (CASE["low"] + CASE["high"])
    place = [np.interp(-middle, -results.depth[row], x) for row in range(len(t))]
    half = int(np.searchsorted(t, 0.5 * CASE["duration"]))
    found = (place[-1] - place[half]) / (t[-1] - t[half])
    shelf.figure("V12", ("celerity", "波速"), abs(found / celerity - 1.0), 0.005)
    exact = made.monoclinal_depth(x - CASE["middle_at"] - celerity * t[-1])
    shelf.figure("V12", shelf.L1_OF_DEPTH, shelf.relative_l1(results.depth[-1], exact), 0.01)
