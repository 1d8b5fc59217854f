"""A pool empties over a weir: the drawdown has a closed form.

Problem    1 km2 of pool with upright sides and 3 m of water over a broad crest 50 m long, free fall behind it.
Exact      A dh/dt = -C B h^1.5, so h = (h0^-1/2 + C B t / (2 A))^-2.
Source     level-pool routing, e.g. Chow, Maidment & Mays (1988), Applied Hydrology, chapter 8; the shelf's case V14.
Measured   depth over the crest after 1, 2 and 24 hours; the ledger.
Limit      0.1 % of the depth; ledger 1e-12.
"""

import make_structures as made
import shelf

TITLE_ZH = "水库经溢流堰放空，有封闭解"
PROVES = "storage and outflow of a reservoir stay in step"
PROVES_ZH = "水库蓄泄关系正确"


def check():
    c = made.POOL
    results = shelf.run("level_pool/scenario.toml")
    pool = list(results.storage).index("pool")
    worst = 0.0
    for hour in (1, 2, 24):
        exact = (c["first"] - c["crest"]) ** -0.5 + c["coefficient"] * c["width"] * hour * 3600.0 / (2.0 * c["area"])
        worst = max(worst, abs((results.storage_water_level[hour, pool] - c["crest"]) * exact**2 - 1.0))
    shelf.figure("V14", ("depth at 1, 2, 24 h", "1、2、24小时水深"), worst, 1e-3)
    shelf.figure("V14", shelf.LEDGER, abs(results.ledger("water")["relative"]), 1e-12)
