"""A front of dissolved matter moving and spreading in uniform flow.

Problem    u = 0.5 m/s, D = 10 m2/s, clean river; from t = 0 the inflow carries C0. One hour.
Exact      with the flux u C0 entering (what a river boundary does):
           C/C0 = 1/2 erfc(a) + sqrt(u^2 t / (pi D)) exp(-a^2) - 1/2 (1 + u x / D + u^2 t / D) exp(u x / D) erfc(b),
           a = (x - u t) / (2 sqrt(D t)),  b = (x + u t) / (2 sqrt(D t)).
Source     Ogata & Banks (1961), USGS Prof. Paper 411-A; van Genuchten & Alves (1982), USDA Tech. Bull. 1661, case A2.
Measured   C/C0 at 1000, 1600, 1800, 2000, 2400 m, read between cells of 20 m.
Limit      0.005 of C0: half a per cent of what enters, less than any laboratory tells apart.
"""

import math

import numpy as np

import make_transport as made
import shelf

TITLE_ZH = "对流弥散锋面（Ogata-Banks）"
PROVES = "dispersion spreads a front as much as its coefficient says, and the scheme adds nothing"
PROVES_ZH = "浓度锋面的弥散与系数一致，数值格式不附加扩散"
CASE = made.OGATA_BANKS
DIGITS = (0.99868, 0.77306, 0.49968, 0.22671, 0.01236)


def exact(x):
    u, D, t = CASE["velocity"], CASE["dispersion"], CASE["time"]
    spread = 2.0 * math.sqrt(D * t)
    a, b = (x - u * t) / spread, (x + u * t) / spread
    return (0.5 * math.erfc(a) + math.sqrt(u * u * t / (math.pi * D)) * math.exp(-a * a)
            - 0.5 * (1.0 + u * x / D + u * u * t / D) * math.exp(u * x / D) * math.erfc(b))


def check():
    for place, digits in zip(CASE["places"], DIGITS):
        assert abs(exact(place) - digits) < 1e-5  # the published digits, against a slip
    results = shelf.run("ogata_banks/cells_of_20_m.toml")
    read = np.interp(CASE["places"], results.cell_chainage, results.pollutant("tracer")[-1])
    shelf.figure("V20", ("C/C0 at the five places", "五处 C/C0 误差"), np.max(np.abs(read - [exact(x) for x in CASE["places"]])), 0.005)
    shelf.figure("V20", ("ledger", "质量平衡差"), abs(results.ledger("tracer")["relative"]), 1e-12)
