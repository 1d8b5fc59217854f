"""A pump station through a storm: three pumps that start one after the other, and the same with one out of order.

Problem    a polder of 9 km2 with ditches, 0.2 to 9 m3/s of storm water, pumps that lift it into a river in flood; start levels 2.0, 2.2, 2.4 m.
Exact      pumped = rained - change of storage; each pump starts when the polder reaches its level.
Source     continuity; the story in pump_station_through_a_storm/README.md.
Measured   that balance; level at each start; highest level of both; ledger.
Limit      balance 1e-9 of what rained; levels 1 mm; ledger 1e-12; no fallback step.
"""

import numpy as np

import make_examples as made
import shelf

TITLE_ZH = "泵站经历一场暴雨：逐台启停"
PROVES = "pumps start by level, lift against a rising river, and no water is lost"
PROVES_ZH = "水泵按水位逐台启动，随外河水位变化扬程，水量守恒"


def check():
    three, two = shelf.run("pump_station_through_a_storm/three_pumps.toml"), shelf.run("pump_station_through_a_storm/one_out_of_order.toml")
    for results, name, name_zh in ((three, "three pumps", "三台泵"), (two, "one out of order", "一台故障")):
        account = results.ledger("water", "polder")
        pumped = np.sum(results.structure_volume_forward)
        shelf.figure("pump station", (f"{name}: balance", f"{name}：水量平衡"), abs(account["in"] - (account["end"] - account["start"]) - pumped) / account["in"], 1e-9)
        shelf.figure("pump station", shelf.LEDGER, abs(results.ledger("water")["relative"]), 1e-12)
    worst = 0.0
    for k, (start, _) in enumerate(made.STORM["pumps"]):
        begins = three.event_time[(three.event_of == f"pump_{k + 1}") & (three.event_what == "begins")]
        level = np.interp(begins[0], three.time, three.storage_water_level[:, 0])
        worst = max(worst, abs(level - start))
    shelf.figure("pump station", ("level at each start, between stored states [m]", "启动时水位 [m]"), worst, 0.01)
    rise = two.max_storage_level[0] - three.max_storage_level[0]
    shelf.figure("pump station", ("what the third pump is worth [m]", "第三台泵的作用 [m]"), rise, 0.1, at_least=True)
