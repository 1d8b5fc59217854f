"""A breach into a flood cell, and its draining: the embankment breaks, or holds.

Problem    a flood of 520 m3/s between embankments; at 10 km the left one breaks 0.7 m below its crest (Verheij & van der Knaap, sand); 6 km2 of
           land fill and drain through four culverts with flaps.
Exact      what came through the breach leaves through the drain or lies on the land: in - out = change of storage; the breach begins
           when the river reaches 6.3 m over its bed.
Source     continuity; the story in breach_into_a_flood_cell/README.md.
Measured   that balance; level of the river's cell when the breach begins; flood peak at the mouth with and without; ledger.
Limit      balance 1e-9 of what came in; 1 cm; the land takes from the peak; ledger 1e-12; no fallback step.
"""

import numpy as np

import make_examples as made
import shelf

TITLE_ZH = "决口进洪与退水"
PROVES = "a breach opens at its instant, fills the land behind it, and the land drains when the river has fallen"
PROVES_ZH = "溃口在触发时刻发生，防洪区进洪、退水，水量守恒"


def check():
    c = made.BREAK
    broke, held = shelf.run("breach_into_a_flood_cell/breach.toml"), shelf.run("breach_into_a_flood_cell/holds.toml")
    account = broke.ledger("water", "land")
    net = dict(zip(broke.structure, broke.structure_volume_forward - broke.structure_volume_backward))
    balance = net["crest"] + net["breach"] - net["drain"] - (account["end"] - account["start"])
    shelf.figure("breach", ("water of the land, balance", "防洪区水量平衡"), abs(balance) / account["in"], 1e-9)
    begins = broke.event_time[broke.event_what == "breach begins"]
    assert len(begins) == 1
    cell = int(10_000.0 / c["cell"])
    level = np.interp(begins[0], broke.time, broke.water_level[:, cell])
    bed = c["slope"] * (c["length"] - 10_000.0) - 2.0
    shelf.figure("breach", ("level when it begins, between stored states [m]", "溃决时水位 [m]"), abs(level - (bed + 6.3)), 0.01)
    shelf.figure("breach", ("deepest water on the land [m]", "最大淹没水深 [m]"), broke.max_storage_level[0] - broke.storage_bottom_level[0], 3.0, at_least=True)
    assert held.max_storage_level[0] == held.storage_bottom_level[0]
    shelf.figure("breach", ("peak level below the breach, lowered by [m]", "下游洪峰水位降低 [m]"), held.max_water_level[-4] - broke.max_water_level[-4], 0.0, at_least=True)
    for name, results in (("breaks", broke), ("holds", held)):
        shelf.figure("breach", (f"ledger of water, {name}", "水量平衡差"), abs(results.ledger("water")["relative"]), 1e-12)
