"""Water over an embankment whose crest slopes: the integral along it.

Problem    a lake at 12 m beside 500 m of embankment whose crest falls evenly from 11.6 to 11.2 m, in five cells.
Exact      Q = C L (2/5) (H2^2.5 - H1^2.5) / (H2 - H1), the integral of C H^1.5 along the crest; C = 1.5.
Source     Hulsing (1967), USGS TWRI 3-A5 (road embankments as weirs); integral by hand.
Measured   discharge of the first instant; after a minute the volume that passed the crest against the volume that the land received.
Limit      1e-6; ledger of the land behind it 1e-12.
"""

import make_structures as made
import shelf

TITLE_ZH = "沿倾斜堤顶的漫溢流量"
PROVES = "overtopping counts every metre of the crest line"
PROVES_ZH = "漫堤流量沿堤顶线积分"


def check():
    c = made.CREST
    results = shelf.run("sloping_crest/scenario.toml")
    high, low = made.HIGH - c["to"], made.HIGH - c["from"]
    exact = 1.5 * c["length"] * 0.4 * (high**2.5 - low**2.5) / (high - low)
    shelf.figure("structures", ("overtopping of a sloping crest", "斜堤顶漫溢流量"), abs(results.structure_discharge[0, 0] / exact - 1.0), 1e-6)
    spilled = results.spilled_volume_left.sum()
    assert spilled > 0.0
    shelf.figure("structures", ("spilled volume against what the land received", "漫溢量与防洪区来水"), abs(spilled / results.ledger("water", "land")["in"] - 1.0), 1e-12)
    shelf.figure("structures", ("ledger of the land", "防洪区水量平衡差"), abs(results.ledger("water", "land")["relative"]), 1e-12)
