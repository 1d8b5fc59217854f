"""Whose water is it? Tags of every source add up to the total, through a loop, reversing currents, decay and its product.

Problem    the tidal loop with three kinds of water, a spill, first-order decay with a product, dispersion and still water; told apart by source and by
           tributary.
Exact      in every cell and at every time the tags of a set add up to the concentration; none is below 0.
Source     linearity.
Measured   the largest difference, as a share of the concentration; the least tag; that the spill's tag is there at all; the ledger.
Limit      1e-12 relative: round-off.
"""

import h5py
import numpy as np

import shelf

TITLE_ZH = "环网中的来源标记"
PROVES = "shares of sources add up to the total exactly, through loops, reversal and reactions"
PROVES_ZH = "环网、往复流与反应中各来源份额之和严格等于总量"
CASE = "V26"


def check():
    found = {}

    def look(path):
        with h5py.File(path) as file:
            group = file["tags"]
            for name in ("tag_concentration_everywhere", "tag_set", "tag_name"):
                found[name] = group[name][()]

    results = shelf.run("tags_in_a_loop/scenario.toml", look=look)
    tags, total = found["tag_concentration_everywhere"], results.concentration
    sets, names = np.array([s.decode() for s in found["tag_set"]]), np.array([s.decode() for s in found["tag_name"]])
    assert np.min(results.discharge[:, results.faces("link")]) < -0.5 < 0.5 < np.max(results.discharge[:, results.faces("link")]), "the flow does not reverse in the link"
    worst = 0.0
    for kind in ("source", "tributary"):
        summed = np.sum(tags[:, :, sets == kind, :], axis=2)
        worst = max(worst, np.max(np.abs(summed - total) / np.maximum(np.abs(total), 1e-300)))
    shelf.figure(CASE, ("sum of tags less total, relative", "来源之和与总量相对差"), worst, 1e-12)
    shelf.figure(CASE, ("least tag, share of the largest concentration", "最小来源份额"), max(0.0, -np.min(tags)) / np.max(total), 1e-15)
    assert np.max(tags[:, :, (sets == "source") & (names == "lorry"), :]) > 1.0, "the spill has no tag"
    for of in ("bod", "product"):
        shelf.figure(CASE, (f"ledger of {of}", f"{of} 平衡差"), abs(results.ledger(of)["relative"]), 1e-12)
