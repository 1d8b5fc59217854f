"""Steady releases in uniform flow, the four branches of HJ 2.3-2018.

Problem    a load without water enters a long uniform channel at x = 0; it decays at k, spreads by E, is carried by u. Four channels, one for
           each branch by alpha = k E / u^2 and Pe = u B / E: (4.6e-4, 2), (5e-4, 0.02), (1, 0.02), (1e6, 2e-5). Cells of 10 to 50 m.
Exact      with C0 = W / Q: alpha <= 0.027, Pe >= 1: C = C0 exp(-k x / u); Pe < 1: also C = C0 exp(u x / E) for x < 0; 0.027 < alpha <= 380:
           C = C0 / sqrt(1 + 4 alpha) exp(u x / 2E (1 -+ sqrt(1 + 4 alpha))); alpha > 380: C = W / (2 A sqrt(k E)) exp(-|x| sqrt(k / E)).
           Means of these over each cell.
Source     HJ 2.3-2018, appendix E; O'Connor (1960), J. Sanitary Eng. Div. ASCE 86(SA2).
Measured   the largest relative error where the concentration is more than a twentieth of its peak, three cells and more from the release.
Limit      0.5 %: the branches leave out up to 0.1 % here, and a planner's formula sheet must not contradict the run beside it.
"""

import math

import numpy as np

import make_guidelines as made
import shelf

TITLE_ZH = "恒定排放的近区公式（HJ 2.3 四种情形）"
PROVES = "steady releases decay and spread upstream and downstream as the guideline's formulas say"
PROVES_ZH = "恒定排放向下游降解、向上游扩散与导则公式一致"


def mean(scale, a, b):
    """Mean of exp(scale x) over [a, b]."""
    return (math.exp(scale * b) - math.exp(scale * a)) / (scale * (b - a))


def branch(c):
    alpha, peclet = c["decay"] * c["dispersion"] / c["velocity"] ** 2, c["velocity"] * c["width"] / c["dispersion"]
    return "still_water" if alpha > 380.0 else "dispersion" if alpha > 0.027 else "convection" if peclet >= 1.0 else "spreading"


def exact(c, a, b):
    """The guideline's concentration as the mean over a cell from a to b, measured from the release, on one side of it."""
    u, E, k = c["velocity"], c["dispersion"], c["decay"]
    area, root = c["width"] * c["depth"], math.sqrt(1.0 + 4.0 * k * E / u**2)
    C0, upstream = c["load"] / (u * area), b <= 0.0
    if branch(c) == "convection":
        return 0.0 if upstream else C0 * mean(-k / u, a, b)
    if branch(c) == "spreading":
        return C0 * mean(u / E if upstream else -k / u, a, b)
    if branch(c) == "dispersion":
        return C0 / root * mean(u / (2.0 * E) * (1.0 + root if upstream else 1.0 - root), a, b)
    fall = math.sqrt(k / E)
    return c["load"] / (2.0 * area * math.sqrt(k * E)) * mean(fall if upstream else -fall, a, b)


def check():
    for name, c in made.NEAR_FIELD.items():
        assert branch(c) == name
        results = shelf.run(f"near_field_{name}/scenario.toml")
        x, dx = results.cell_chainage - c["release"], results.cell_length
        read = results.pollutant("cod")[-1]
        away = (np.abs(x) > 3.0 * dx) & (x < c["length"] - c["release"] - 500.0)  # the last cells feel the mouth
        expected = np.array([exact(c, xi - 0.5 * d, xi + 0.5 * d) if abs(xi) > 0.6 * d else 0.0 for xi, d in zip(x, dx)])
        judged = away & (expected > 0.05 * np.max(expected))
        assert judged.sum() > 20
        shelf.figure("HJ 2.3", (f"{c['title'][1]}: C", f"{c['title'][0]}：浓度"), np.max(np.abs(read[judged] / expected[judged] - 1.0)), 0.005)
        shelf.figure("HJ 2.3", (f"{c['title'][1]}: ledger", f"{c['title'][0]}：质量平衡差"), abs(results.ledger("cod")["relative"]), 1e-12)
