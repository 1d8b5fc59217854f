"""Steady flow over a bed that was made for a chosen depth.

Problem    Q = 20 m3/s through 1000 m (MD3: 5000 m) of rectangular or trapezoidal channel; the depth y(x) is chosen, the bed
           follows from the steady equation (data/verification/make_macdonald.py). MD1 is subcritical, MD2 passes from sub- to
           supercritical flow at 500 m, MD3 is periodic, MD4 passes through critical flow at 300 m and jumps back at 600 m.
Exact      y(x) itself, and Q everywhere.
Source     MacDonald, Baines, Nichols & Samuels (1997), J. Hydraul. Eng. 123(11), 1041-1045; MASS1 test suite.
Measured   relative L1 of the depth on 100 cells (MD3: 500), its order under refinement, the place of the jump, and the
           discharge at every face.
Tolerance  1 % of depth: a tenth of the freeboard that is argued about. Order 0.9 of a scheme that is first order at worst
           where the flow is smooth. The jump within one cell; at it, no spike of discharge above 1 %.
"""

import numpy as np
import pytest

import make_macdonald as made
import shelf


@pytest.fixture(scope="module")
def runs():
    kept = {}

    def of(name, cells):
        if (name, cells) not in kept:
            kept[name, cells] = shelf.run(f"macdonald_{name}/{cells}_cells.toml")
        return kept[name, cells]

    return of


def depth_error(results, name, keep=None):
    x = results.cell_chainage
    exact, measured = made.CASES[name][0](x), results.depth[-1]
    keep = np.ones(len(x), bool) if keep is None else keep
    return shelf.relative_l1(measured[keep], exact[keep])


@pytest.mark.parametrize("name", ["md1", "md2", "md3"])
def test_the_depth_is_the_chosen_one(runs, name):
    results = runs(name, made.CASES[name][-1][0])
    shelf.figure(f"V1 {name.upper()}", "relative L1 of depth", depth_error(results, name), 0.01)


@pytest.mark.parametrize("name", ["md1", "md2", "md3"])
def test_the_error_falls_with_the_cell_length(runs, name):
    errors = [depth_error(runs(name, cells), name) for cells in made.CASES[name][-1]]
    shelf.figure(f"V1 {name.upper()}", "order under refinement", shelf.order(errors), 0.9, at_least=True)


@pytest.mark.parametrize("name", ["md1", "md2", "md3", "md4"])
def test_the_discharge_is_the_same_at_every_face(runs, name):
    results = runs(name, made.CASES[name][-1][0])
    shelf.figure(f"V1 {name.upper()}", "spike of discharge", np.max(np.abs(results.discharge[-1] - made.Q)) / made.Q, 0.01)


def test_outside_the_jump_the_depth_is_the_chosen_one(runs):
    results = runs("md4", 100)
    keep = np.abs(results.cell_chainage - 600.0) > results.cell_length  # it stands at a face: one cell on either side
    assert np.count_nonzero(~keep) <= 3
    shelf.figure("V1 MD4", "relative L1 of depth outside three cells", depth_error(results, "md4", keep), 0.01)


def test_the_jump_stands_within_one_cell_of_its_place(runs):
    results = runs("md4", 100)
    x, depth, dx = results.cell_chainage, results.depth[-1], results.cell_length[0]
    middle = 0.5 * (made.md4(np.array(600.0)) + made.md4(np.array(600.0 + 1e-6)))
    below = np.flatnonzero((x > 450.0) & (depth > middle))[0]  # the first cell above the jump's middle depth
    share = (middle - depth[below - 1]) / (depth[below] - depth[below - 1])
    place = x[below - 1] + share * (x[below] - x[below - 1])
    shelf.figure("V1 MD4", "place of the jump [cells]", abs(place - 600.0) / dx, 1.0)
