"""Water stands over a sloping bed, is pumped out for four days and let in for four: its shore wanders.

Problem    10 km, 50 m wide, slope 5e-4, closed; 4.5 m at the deep end; 2 m3/s out, then in.
Exact      the water is level: V = B y^2 / (2 S0) with y the depth at the deep end, so that the dry length is L - y / S0.
Source     geometry.
Measured   volume, dry length (depth below 1 cm) and level at every hour.
Limit      volume 1e-10, which is round-off; dry length two cells of 100 m; level 5 mm, half of the least difference that anyone reports.
"""

import numpy as np

import make_regimes as made
import shelf

TITLE_ZH = "塘库放空与回蓄"
PROVES = "the length of dry bed is right to a cell while water falls and rises, and no drop is lost"
PROVES_ZH = "水位涨落时干涸河长准确到一个单元，水量无损失"
CASE = made.POND


def check():
    results = shelf.run("pond_empties_and_fills/scenario.toml")
    t, half, q = results.time, 0.5 * CASE["days"] * made.DAY, CASE["outflow"]
    full = CASE["width"] * CASE["full"] ** 2 / (2.0 * CASE["slope"])
    # Out until 30 s before half time, in from 30 s after it, a straight line in between.
    ramp = np.clip(t - half, -30.0, 30.0)
    taken = q * (np.minimum(t, half - 30.0) - np.maximum(t - half - 30.0, 0.0)) + q * (30.0**2 - ramp**2) / 60.0
    volume = full - taken
    found = np.sum(np.maximum(results.depth, 0.0) * results.cell_length * CASE["width"], axis=1)
    shelf.figure("pond", shelf.VOLUME, np.max(np.abs(found / volume - 1.0)), 1e-10)
    depth = np.sqrt(2.0 * CASE["slope"] * volume / CASE["width"])
    dry = np.sum((results.depth < 0.01) * results.cell_length, axis=1)
    shelf.figure("pond", ("dry length [m]", "干涸河长误差 [m]"), np.max(np.abs(dry - (CASE["length"] - depth / CASE["slope"]))), 200.0)
    shelf.figure("pond", ("level [m]", "水位误差 [m]"), np.max(np.abs(results.water_level[:, 0] - depth)), 0.005)
