"""Steady flow over a bed that was made for a chosen depth.

Problem    Q = 20 m3/s through 1000 m (MD3: 5000 m) of rectangular or trapezoidal channel; the depth y(x) is chosen, the bed
           follows from the steady equation (data/verification/make_macdonald.py). MD1 is subcritical, MD2 passes from sub- to
           supercritical flow at 500 m, MD3 is periodic, MD4 passes through critical flow at 300 m and jumps back at 600 m.
Exact      y(x) itself, and Q everywhere.
Source     MacDonald, Baines, Nichols & Samuels (1997), J. Hydraul. Eng. 123(11), 1041-1045; MASS1 test suite.
Measured   relative L1 of the depth on 100 cells (MD3: 500), its order under refinement, the place of the jump, and the
           discharge at every face.
Limit      1 % of depth: a tenth of the freeboard that is argued about. Order 0.9 of a scheme that is first order at worst
           where the flow is smooth. The jump within one cell; at it, no spike of discharge above 1 %.
"""

import numpy as np

import make_macdonald as made
import shelf

TITLE_ZH = "MacDonald 恒定非均匀流"
PROVES = "steady levels with friction in sub-, trans- and supercritical flow, and a jump in its place"
PROVES_ZH = "缓流、临界过渡、急流与水跃的恒定水面线"


def depth_error(results, name, keep=...):
    return shelf.relative_l1(results.depth[-1][keep], made.CASES[name][0](results.cell_chainage)[keep])


def jump(results):
    """The jump of MD4 at 600 m, which stands at a face."""
    x, depth, dx = results.cell_chainage, results.depth[-1], results.cell_length[0]
    keep = np.abs(x - 600.0) > dx  # all but one cell on either side
    assert np.count_nonzero(~keep) <= 3
    shelf.figure("V1 MD4", ("relative L1 of depth outside three cells", "水跃外水深相对误差（L1）"), depth_error(results, "md4", keep), 0.01)
    middle = 0.5 * (made.md4(np.array(600.0)) + made.md4(np.array(600.0 + 1e-6)))
    below = np.flatnonzero((x > 450.0) & (depth > middle))[0]  # the first cell above the jump's middle depth
    share = (middle - depth[below - 1]) / (depth[below] - depth[below - 1])
    place = x[below - 1] + share * (x[below] - x[below - 1])
    shelf.figure("V1 MD4", shelf.JUMP, abs(place - 600.0) / dx, 1.0)


def check():
    for name, (*_, meshes) in made.CASES.items():
        runs = [shelf.run(f"macdonald_{name}/{cells}_cells.toml") for cells in meshes]
        case = f"V1 {name.upper()}"
        if name != "md4":
            errors = [depth_error(results, name) for results in runs]
            shelf.figure(case, shelf.L1_OF_DEPTH, errors[0], 0.01)
            shelf.figure(case, shelf.ORDER, shelf.order(errors), 0.9, at_least=True)
        shelf.figure(case, shelf.SPIKE, np.max(np.abs(runs[0].discharge[-1] - made.Q)) / made.Q, 0.01)
        if name == "md4":
            jump(runs[0])
