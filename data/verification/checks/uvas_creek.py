"""Chloride let into a small stream for three hours: dead zones and the bed hold it back.

Problem    five segments of Uvas Creek with their dispersion, areas, still water, exchange and inflow from the side; chloride raised from 3.7 to
           11.4 g/m3 for three hours; and for ever.
Exact      the equations of transient storage, solved in the check by finite differences of our own (second order in space and time, cells of
           0.5 m, 10 s); for ever: dilution alone, 10.52 g/m3 at the lower end.
Source     Bencala & Walters (1983), Water Resour. Res. 19(3), 718-724; parameters of the OTIS example (Runkel 1998).
Measured   concentration at five stations through time; the plateau at the lower end.
Limit      0.5 % of the plateau, as for the plateau of the published model; 3 % at 38 m and 1 % at 105 m, where the
           front is still steep and water that enters spreads for half of its step. Ledger 1e-11: the
           round-off of some ten thousand steps gathers.
"""

import numpy as np

import make_transport as made
import shelf

TITLE_ZH = "Uvas 溪示踪试验（暂存区）"
PROVES = "still water beside a stream delays and dilutes a tracer as the published equations say"
PROVES_ZH = "暂存区对示踪剂的滞留与公开方程一致"
CASE = made.UVAS


def reference(dx=0.5, dt=10.0, every=300.0):
    """Concentration through time at the stations: upwind-free finite volumes with trapezoidal time steps."""
    import scipy.sparse as sparse
    import scipy.sparse.linalg as solve

    length = CASE["segments"][-1][0]
    n = int(round(length / dx))
    x = (np.arange(n) + 0.5) * dx
    of = np.searchsorted([s[0] for s in CASE["segments"]], x)
    D, A, As, alpha, q = (np.array([CASE["segments"][k][i] for k in of]) for i in (1, 2, 3, 4, 5))
    Q = CASE["discharge"] + np.concatenate(([0.0], np.cumsum(q * dx)))  # at faces
    volume = A * dx
    spread = np.minimum(A[1:] * D[1:], A[:-1] * D[:-1]) / dx * (of[1:] == of[:-1]) + (of[1:] != of[:-1]) * 0.5 * (A[1:] * D[1:] + A[:-1] * D[:-1]) / dx
    rows, columns, values = [], [], []

    def add(i, j, v):
        rows.extend(np.atleast_1d(i)), columns.extend(np.atleast_1d(j)), values.extend(np.atleast_1d(v))

    left, right = np.arange(n - 1), np.arange(1, n)
    for a, b, sign in ((left, left, -1.0), (left, right, -1.0), (right, left, 1.0), (right, right, 1.0)):
        add(a, b, sign * 0.5 * Q[1:n] / volume[a])          # what the water carries through a face: the mean of both sides
        add(a, b, (1.0 if (a is left) == (b is right) else -1.0) * spread / volume[a])
    add(n - 1, n - 1, -Q[n] / volume[-1])
    still = np.arange(n)
    add(still, still, -alpha), add(still, still + n, alpha)
    add(still + n, still, alpha * A / As), add(still + n, still + n, -alpha * A / As)
    system = sparse.csc_matrix((values, (rows, columns)), shape=(2 * n, 2 * n))
    identity = sparse.identity(2 * n, format="csc")
    ahead, back = solve.splu((identity - 0.5 * dt * system).tocsc()), (identity + 0.5 * dt * system).tocsr()
    source = np.zeros(2 * n)
    source[:n] = q * dx * CASE["background"] / volume
    C, on, off = np.full(2 * n, CASE["background"]), *CASE["injected"]
    inlet = lambda t: CASE["plateau"] if on < t < off else CASE["background"]
    found, times = [], []
    for k in range(int(round(CASE["end"] / dt)) + 1):
        if (k * dt) % every == 0.0:
            times.append(k * dt), found.append(np.interp(CASE["places"], x, C[:n]))
        entering = source.copy()
        entering[0] += Q[0] * inlet((k + 0.5) * dt) / volume[0]
        C = ahead.solve(back @ C + dt * entering)
    return np.array(times), np.array(found)


def check():
    times, known = reference()
    results = shelf.run("uvas_creek/three_hours.toml")
    C, start = results.pollutant("chloride"), 0.0
    for k, (place, (end, *_)) in enumerate(zip(CASE["places"], CASE["segments"])):
        cells = results.cells(f"segment_{k + 1}") if results.cell_river.dtype.kind in "UO" else results.cells(k)
        here = np.array([np.interp(place - start, results.cell_chainage[cells], row[cells]) for row in C])
        shelf.figure(f"V24 at {place:g} m", ("concentration, share of the plateau", "浓度误差占平台值"), np.max(np.abs(here - np.interp(results.time, times, known[:, k]))) / CASE["plateau"], 0.03 if k == 0 else 0.01 if k == 1 else 0.005)
        start = end
    shelf.figure("V24", ("ledger", "质量平衡差"), abs(results.ledger("chloride")["relative"]), 1e-11)
    side = sum((end - begin) * s[5] for s, begin, end in zip(CASE["segments"], [0.0] + [s[0] for s in CASE["segments"]], [s[0] for s in CASE["segments"]]))
    diluted = CASE["background"] + (CASE["plateau"] - CASE["background"]) * CASE["discharge"] / (CASE["discharge"] + side)
    assert abs(diluted - 10.52) < 0.005
    plateau = shelf.run("uvas_creek/for_ever.toml").pollutant("chloride")[-1]
    shelf.figure("V24", ("plateau by dilution", "稀释平台浓度相对误差"), abs(plateau[cells][-1] / diluted - 1.0), 0.005)
