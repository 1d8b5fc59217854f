"""The backwater of a bridge: head lost to abutments and piers.

Problem    a frictionless rectangle 40 m wide carries 200 m3/s at 5 m of depth; a bridge leaves 28 m between abutments 32 m apart, its
           piers are 4 m of that, round-nosed.
Exact      energy on both sides: E_up = E_down + zeta u^2/2g, zeta = (Kc + Ke) ((A/Ag)^2 - 1) + CD (Ap/A) (A/Ag)^2, u and A those of the mean
           level at the face.
Source     HEC-RAS Hydraulic Reference Manual, chapter 5 (contraction and expansion, momentum method with CD = 1.33); Borda-Carnot.
Measured   fall of level between the cells on both sides.
Limit      2 % of the fall: the scheme takes the loss at the mean of both levels and carries momentum through the cells.
"""

import numpy as np

import make_structures as made
import shelf

TITLE_ZH = "桥墩与桥台壅水"
PROVES = "a bridge raises the water above it by contraction, expansion and its piers"
PROVES_ZH = "桥梁壅水与收缩、扩散、桥墩阻力一致"


def check():
    c, g = made.BRIDGE, shelf.G
    results = shelf.run("bridge/scenario.toml")
    level = results.water_level[-1]
    above = int(c["place"] / c["cell"]) - 1
    below = level[above + 1]
    gross = c["clear"] + c["piers"]
    energy = lambda h: h + (c["discharge"] / (c["width"] * h)) ** 2 / (2.0 * g)

    def surplus(h):
        mean = 0.5 * (h + below)
        ratio = c["width"] / gross
        zeta = 0.8 * (ratio**2 - 1.0) + 1.33 * c["piers"] / gross / ratio * ratio**2
        return energy(h) - energy(below) - zeta * (c["discharge"] / (c["width"] * mean)) ** 2 / (2.0 * g)

    exact = shelf.root_between(surplus, below, below + 1.0) - below
    shelf.figure("structures", ("fall of level at a bridge", "桥前壅水"), abs((level[above] - below) / exact - 1.0), 0.02)
    shelf.figure("structures", shelf.LEDGER, abs(results.ledger("water")["relative"]), 1e-12)
    assert np.ptp(results.discharge[-1]) < 1e-3
