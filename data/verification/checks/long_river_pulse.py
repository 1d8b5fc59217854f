"""A square pulse of dissolved matter down 100 km of river in flood.

Problem    the long river (data/verification/make_yardsticks.py); the inflow carries 100 g/m3 from 6 h to 12 h, no dispersion.
Exact      pure advection with the converged flow: at the outlet the pulse arrives at 23.176 h and leaves at 28.976 h, with
           vertical edges. These two times come from a converged calculation, not from a formula.
Source     our own yardstick.
Measured   L1 = integral of |C - exact| over the integral of exact at the outlet; excursions; mass. The outlet's concentration is
           that of the last cell half a cell's travel later.
Limit      L1 0.007 (others: 0.0067 to 0.86); excursions 1e-10 of the inlet value, mass 1e-10.
"""

import numpy as np

import shelf

TITLE_ZH = "长河污染脉冲"
PROVES = "a pollutant cloud keeps its shape and its mass over 100 km of flood"
PROVES_ZH = "污染团随洪水输移 100 公里，形状与质量保持不变"
HOUR, INLET = 3600.0, 100.0
ARRIVES, LEAVES = 23.176 * HOUR, 28.976 * HOUR


def check():
    results = shelf.run("long_river_pulse/1000_cells.toml")
    C = results.pollutant("tracer")
    t = results.time + 0.5 * results.cell_length[-1] / results.velocity[:, -1]
    exact = np.where((t >= ARRIVES) & (t < LEAVES), INLET, 0.0)
    shelf.figure("long river", ("L1 of the pulse at the outlet", "出口脉冲相对误差（L1）"),
                 shelf.trapezoid(np.abs(C[:, -1] - exact), t) / (INLET * (LEAVES - ARRIVES)), 0.007)
    shelf.figure("long river", ("below 0 or above the inlet, share of it", "低于零或高于入流的份额"),
                 max(-np.min(C), np.max(C) - INLET) / INLET, 1e-10)

    ledger = results.ledger("tracer")
    shelf.figure("long river", ("mass", "质量误差"), abs(ledger["relative"]), 1e-10)
    flood = np.interp(np.linspace(6.0, 12.0, 1001), [0.0, 12.0], [100.0, 1000.0])
    assert abs(ledger["in"] / (INLET * np.mean(flood) * 6.0 * HOUR) - 1.0) < 1e-5  # the edges of the series last a millisecond
