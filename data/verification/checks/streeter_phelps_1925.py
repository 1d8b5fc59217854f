"""The oxygen sag below a steady load.

Problem    uniform flow at 0.3 m/s; BOD 20 and oxygen deficit 1 mg/L enter; BOD decays at k1 = 0.3 per day into deficit, reaeration
           removes deficit at k2 = 0.6 per day. 100 km, 200 cells.
Exact      D = k1 L0 / (k2 - k1) (exp(-k1 t) - exp(-k2 t)) + D0 exp(-k2 t), t = x / u; the deficit is largest at
           t_c = ln(k2 / k1 (1 - D0 (k2 - k1) / (k1 L0))) / (k2 - k1): 5.26316 mg/L at 55.456 km.
Source     Streeter & Phelps (1925), US Public Health Bulletin 146; Chapra (1997), Surface Water-Quality Modeling, lecture 21.
Measured   the largest deficit and its place, by the parabola through the three largest cells.
Twice: as BOD that decays into a deficit, exact over a step; and by the coupled model as oxygen and its demand (20 degC, saturation 9.092 mg/L).
Limit      0.1 %: what is left is the splitting of the kinetics from advection.
"""

import numpy as np

import make_transport as made
import shelf

TITLE_ZH = "氧垂曲线（Streeter-Phelps）"
PROVES = "decay, what it makes, and reaeration: how deep the oxygen sags and where"
PROVES_ZH = "降解、耗氧与复氧：氧亏的极值与位置"
CASE = made.STREETER_PHELPS
K1, K2 = CASE["k1"], CASE["k2"]  # [1/day]


def exact(x):
    t = x / CASE["velocity"] / 86400.0
    return K1 * CASE["bod"] / (K2 - K1) * (np.exp(-K1 * t) - np.exp(-K2 * t)) + CASE["deficit"] * np.exp(-K2 * t)


def check():
    critical_time = np.log(K2 / K1 * (1.0 - CASE["deficit"] * (K2 - K1) / (K1 * CASE["bod"]))) / (K2 - K1)
    critical_place = CASE["velocity"] * critical_time * 86400.0
    assert abs(critical_place - 55_456.0) < 1.0 and abs(exact(critical_place) - 5.26316) < 1e-5  # the published digits, against a slip

    for name, case, constituents in (("V23", "streeter_phelps", ("bod", "deficit")), ("V23, coupled model", "streeter_phelps_coupled", ("cbod", "do"))):
        results = shelf.run(f"{case}/scenario.toml")
        x, deficit = results.cell_chainage, results.pollutant(constituents[1])[-1]
        if constituents[1] == "do":
            deficit = made.oxygen_saturation(20.0) - deficit
        top = int(np.argmax(deficit))
        a, b, c = np.polyfit((x[top - 1:top + 2] - x[top]) / 1000.0, deficit[top - 1:top + 2], 2)
        place, largest = x[top] - 500.0 * b / a, c - b * b / (4.0 * a)
        shelf.figure(name, ("critical deficit", "最大氧亏"), abs(largest / exact(critical_place) - 1.0), 0.001)
        shelf.figure(name, ("place of the critical deficit", "最大氧亏位置"), abs(place / critical_place - 1.0), 0.001)
        for of in constituents:
            shelf.figure(name, (f"ledger of {of}", f"{of} 平衡差"), abs(results.ledger(of)["relative"]), 1e-12)
