"""Pumps that start and stop by level: the cycle of the textbook, each event at its instant.

Problem    a tank of 1 ha filled by 1 m3/s; pumps of 3 m3/s start at 1.0 m and stop at 0.5 m, for a day.
Exact      levels are straight lines in time: filling takes A h / q, emptying A h / (p - q); the first start comes after A z / q.
Source     Sanks (1998), Pumping Station Design, chapter 12 (cycle time of constant-speed pumps).
Measured   every start and stop of the day in the result file.
Limit      0.1 s: a rule acts at its instant, not at the next step.
"""

import numpy as np

import make_structures as made
import shelf

TITLE_ZH = "泵站按启停水位运行：事件定位到时刻"
PROVES = "rules with hysteresis act at the very instant"
PROVES_ZH = "带回差的调度规则在条件成立的时刻动作"


def check():
    c = made.TANK
    results = shelf.run("pumped_tank/scenario.toml")
    times = lambda what: results.event_time[(results.event_of == "pump") & (results.event_what == what)]
    starts, stops = times("begins"), times("ends")
    span = c["start"] - c["stop"]
    filling, emptying = c["area"] * span / c["inflow"], c["area"] * span / (c["pump"] - c["inflow"])
    exact = c["area"] * c["start"] / c["inflow"] + np.arange(len(starts)) * (filling + emptying)
    assert len(starts) > 8
    shelf.figure("controls", ("pump starts [s]", "开机时刻 [s]"), np.max(np.abs(starts - exact)), 0.1)
    shelf.figure("controls", ("pump stops [s]", "停机时刻 [s]"), np.max(np.abs(stops - exact[: len(stops)] - emptying)), 0.1)
    shelf.figure("controls", ("ledger of the tank", "水量平衡差"), abs(results.ledger("water", "tank")["relative"]), 1e-12)
