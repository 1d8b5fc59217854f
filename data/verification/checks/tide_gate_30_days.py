"""A tide gate through thirty days: shut against every tide, open to every ebb.

Problem    25 km of river, 8 m3/s, spring and neap tides of M2, S2 and K1 at its mouth, a sluice of 40 m at 22 km that a rule shuts when the
           water turns and opens when the river stands higher; and the same left open. The sea holds 15 g/L of chloride.
Exact      what the river brings leaves through the gate or stays above it: forward - backward = inflow x time - change of volume.
Source     continuity; the story in tide_gate_30_days/README.md.
Measured   that balance over the month; water let back; salt at 21 km; the ledgers of water and chloride.
Limit      balance 1e-9 (volumes passed are exact); water let back 0.5 % of what leaves; salt at 21 km as in the river's head, 60 mg/L; ledgers
           1e-12; no fallback step.
"""

import numpy as np

import make_examples as made
import shelf

TITLE_ZH = "挡潮闸三十天：逐潮启闭"
PROVES = "a rule works a gate through 58 tides without loss of water, salt or patience"
PROVES_ZH = "规则控制挡潮闸经历58个潮次，水量和盐量守恒"


def check():
    c = made.TIDE
    kept, open_ = shelf.run("tide_gate_30_days/ruled.toml"), shelf.run("tide_gate_30_days/open.toml")
    forward, backward = kept.structure_volume_forward[0], kept.structure_volume_backward[0]
    above = kept.cell_chainage < c["gate"]
    level = kept.water_level[[0, -1]][:, above]
    depth = level - kept.bed_level[above]
    stored = np.sum((c["bottom"] + c["side"] * depth) * depth * kept.cell_length[above], axis=1)
    balance = c["inflow"] * c["days"] * made.DAY - (stored[1] - stored[0]) - (forward - backward)
    shelf.figure("tide gate", ("water above the gate, balance", "闸上水量平衡"), abs(balance) / forward, 1e-9)
    shelf.figure("tide gate", ("water let back", "倒灌水量占比"), backward / forward, 0.005)
    place = int(np.argmin(np.abs(kept.cell_chainage - 21_000.0)))
    shelf.figure("tide gate", ("chloride at 21 km [mg/L]", "21 km处氯化物 [mg/L]"), np.max(kept.pollutant("chloride")[:, place]), 60.0)
    shelf.figure("tide gate", ("chloride there without the gate [mg/L]", "敞开时 [mg/L]"), np.max(open_.pollutant("chloride")[:, place]), 500.0, at_least=True)
    for of in ("water", "chloride"):
        shelf.figure("tide gate", (f"ledger of {of}", f"平衡差 {of}"), max(abs(r.ledger(of)["relative"]) for r in (kept, open_)), 1e-12)
