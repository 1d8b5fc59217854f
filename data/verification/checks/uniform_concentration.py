"""A uniform concentration stays uniform through a flood and a tide in a looped network.

Problem    a river with a branch that leaves and rejoins it and a link that ties both together; a flood of 160 m3/s on a base flow of
           8 and a tide of 1.2 m; lateral inflow, dispersion; every water carries 50 g/m3.
Exact      50 g/m3, everywhere and always: transport and flow see the same volumes and fluxes.
Source     a consequence of mass conservation; no formula needed.
Measured   the largest departure, as a share; that the flow did reverse, in the link as well; both ledgers.
Limit      1e-12: round-off.
"""

import numpy as np

import make_loop as made
import shelf

TITLE_ZH = "环状感潮河网中的均匀浓度"
PROVES = "flow and transport carry the same water through loops and reversing currents"
PROVES_ZH = "环网与往复流中水流与物质输移所用水量一致"
CASE = "uniform concentration, tidal loop"


def check():
    results = shelf.run("tidal_loop/scenario.toml")
    for river in ("main", "link"):
        discharge = results.discharge[:, results.faces(river)]
        assert np.min(discharge) < -0.5 and np.max(discharge) > 0.5, f"the flow does not reverse in {river}"
    C = results.pollutant("tracer")
    shelf.figure(CASE, ("departure", "偏离"), np.max(np.abs(C / made.CONCENTRATION - 1.0)), 1e-12)
    shelf.figure(CASE, shelf.LEDGER, abs(results.ledger("water")["relative"]), 1e-12)
    shelf.figure(CASE, ("ledger of tracer", "示踪剂平衡差"), abs(results.ledger("tracer")["relative"]), 1e-12)
