"""A reservoir with its rule curve through a wet year: drawn down before the floods, filled after them.

Problem    27 to 40 million m3 between flood limit (96 m) and normal level (100 m), three floods, outlet works that follow the rule curve,
           a spillway, a turbine, seepage.
Exact      inflow = outflows + seepage + change of storage; with less inflow than the works can pass the level keeps the curve.
Source     continuity; the story in reservoir_rule_curve_over_a_year/README.md.
Measured   balance of the year; level over the flood limit in the flood season outside the floods; highest level; lowest release; ledger.
Limit      balance 1e-9; 0.3 m outside the floods (the works open over 0.2 m on both sides); below the spillway's crest; at least the ecological
           flow of 1.2 m3/s; ledger 1e-12; no fallback step.
"""

import numpy as np

import make_examples as made
import shelf

TITLE_ZH = "水库按调度线运行一年"
PROVES = "a rule curve is kept through a year, floods pass below the spillway"
PROVES_ZH = "全年按调度线蓄泄，洪水不经溢洪道下泄"


def check():
    c = made.YEAR
    results = shelf.run("reservoir_rule_curve_over_a_year/scenario.toml")
    account = results.ledger("water", "lake")
    released = np.sum(results.structure_volume_forward)
    seeped = account["out"] - released
    shelf.figure("reservoir", ("balance of the year", "全年水量平衡"), abs(account["start"] + account["in"] - released - seeped - account["end"]) / account["in"], 1e-9)
    assert 0.0 < seeped < 0.001 * 366.0 * 6.6e6
    level, day = results.storage_water_level[:, 0], results.time / made.DAY
    quiet = ((day > 155.0) & (day < 185.0)) | ((day > 240.0) & (day < 258.0))
    shelf.figure("reservoir", ("over the flood limit outside the floods [m]", "非洪水期超汛限 [m]"), np.max(level[quiet]) - c["limit"], 0.3)
    shelf.figure("reservoir", ("highest level [m]", "最高水位 [m]"), results.max_storage_level[0], c["spillway"])
    below = results.discharge[4:, results.faces("river")[2]]
    shelf.figure("reservoir", ("lowest discharge below the dam [m3/s]", "坝下最小流量 [m3/s]"), np.min(below), 1.2, at_least=True)
    shelf.figure("reservoir", shelf.LEDGER, abs(results.ledger("water")["relative"]), 1e-12)
