"""A mountain stream of five per cent: uniform supercritical flow, and rain on its dry bed.

Problem    2 km of trapezoid (bottom 8 m, sides 1:1, n = 0.05); 40 m3/s at a Froude number of 1.34; or 0.01 m2/s of runoff along the
           whole dry bed for 20 minutes.
Exact      uniform: Q = K(A) sqrt(S0). Rain: on such a slope the flow at every place is K(A) sqrt(S0) (kinematic wave), so that
           A = r t at the mouth until K(A) sqrt(S0) = r L, then r L; after the rain, the area A comes from x0 with
           K(A) sqrt(S0) = r x0 at the celerity dQ/dA.
Source     Henderson & Wooding (1964), J. Geophys. Res. 69(8), 1531-1540; Chow (1959), chapter 6.
Measured   depth of the uniform flow everywhere; hydrograph at the mouth (relative L1) and its plateau; the ledger.
Limit      0.1 % of the uniform depth; 1 % of the hydrograph, because the exact answer itself leaves out the slope of the surface
           against the bed (0.4 % here); 0.1 % of the plateau; ledger 1e-12.
"""

import numpy as np

import make_regimes as made
import shelf

TITLE_ZH = "山区陡坡河道"
PROVES = "steep supercritical flow, and a flash flood from a dry bed, need no special care"
PROVES_ZH = "陡坡急流与干河床暴雨洪水无需特殊处理"
CASE = made.STREAM
ROOT = np.sqrt(CASE["slope"])


def celerity(area):
    """dQ/dA of the kinematic wave [m/s]."""
    step = 1e-5 * area
    return (made.hydraulics("stream", area + step) - made.hydraulics("stream", area - step)) / (2.0 * step) * ROOT


def exact_discharge(times):
    """At the mouth [m3/s]."""
    plateau = CASE["rain"] * CASE["length"]
    rising = made.hydraulics("stream", np.minimum(CASE["rain"] * times, made.uniform_area("stream", plateau))) * ROOT
    falls = plateau * np.geomspace(1.0, 1e-4, 400)
    arrives = np.array([(CASE["length"] - q / CASE["rain"]) / celerity(made.uniform_area("stream", q)) for q in falls]) + CASE["rises"] + 0.5
    return np.where(times <= CASE["rises"], rising, np.interp(times, arrives, falls))


def check():
    area = made.uniform_area("stream", CASE["discharge"])
    depth = (np.sqrt(CASE["bottom"] ** 2 + 4.0 * CASE["side"] * area) - CASE["bottom"]) / (2.0 * CASE["side"])
    froude = CASE["discharge"] / area / np.sqrt(shelf.G * area / (CASE["bottom"] + 2.0 * CASE["side"] * depth))
    assert froude > 1.3
    results = shelf.run("mountain_stream/uniform.toml")
    shelf.figure("mountain stream", ("uniform depth", "均匀流水深"), np.max(np.abs(results.depth[-1] / depth - 1.0)), 0.001)

    results = shelf.run("mountain_stream/rain.toml")
    times, found = results.time, results.discharge[:, -1]
    exact = exact_discharge(times)
    shelf.figure("mountain stream", ("hydrograph of rain on a dry bed", "干河床暴雨流量过程"),
                 shelf.trapezoid(np.abs(found - exact), times) / shelf.trapezoid(exact, times), 0.01)
    plateau = (times > 900.0) & (times < CASE["rises"])
    shelf.figure("mountain stream", ("plateau of the hydrograph", "平衡流量"), np.max(np.abs(found[plateau] / (CASE["rain"] * CASE["length"]) - 1.0)), 0.001)
    shelf.figure("mountain stream", shelf.LEDGER, abs(results.ledger("water")["relative"]), 1e-12)
