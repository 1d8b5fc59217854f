"""A weir across a river: the level above it is that of its law, free and drowned.

Problem    5 km of channel, 100 m wide, slope 5e-4, K = 30.59, Q = 1000 m3/s; a weir at 4 km with crest 10.5 m and the law (500, 12.5),
           (1000, 13.5), (1500, 14.5); water low and high below it.
Exact      free: 13.5 m. Drowned: the level z at which C(R) Q_r(z) = 1000 with C = -25 R^2 + 40 R - 15, R = (z_below - 10.5) / (z - 10.5).
Source     MASCARET validation cases 7 to 10 (their channel and law; levels at the mouth chosen here): the shelf's case V5.
Measured   level of the cell above the weir.
Limit      1 cm, the least difference of level that anyone reports.
"""

import numpy as np

import make_structures as made
import shelf

TITLE_ZH = "拦河堰上游水位：自由与淹没出流"
PROVES = "a structure in the way of a river raises it by what its law asks for"
PROVES_ZH = "拦河建筑物的壅水与其过流曲线一致"


def check():
    c = made.WEIRS
    for name in ("free", "drowned"):
        results = shelf.run(f"weir_across_a_river/{name}.toml")
        level = results.water_level[-1]
        above = int(c["place"] / c["cell"]) - 1
        below = level[above + 1]

        def surplus(z):
            ratio = (below - c["crest"]) / (z - c["crest"])
            share = 1.0 if ratio <= 0.8 else -25.0 * ratio**2 + 40.0 * ratio - 15.0
            return share * np.interp(z, *zip(*c["law"])) - c["discharge"]

        exact = 13.5 if name == "free" else shelf.root_between(surplus, 13.3, 14.4)
        assert (below - c["crest"]) / (level[above] - c["crest"]) < 0.8 if name == "free" else below - c["crest"] > 0.8 * (level[above] - c["crest"])
        shelf.figure("V5", (f"level above the weir, {name} [m]", f"堰上水位（{'自由' if name == 'free' else '淹没'}）[m]"), abs(level[above] - exact), 0.01)
        shelf.figure("V5", shelf.LEDGER, abs(results.ledger("water")["relative"]), 1e-12)
