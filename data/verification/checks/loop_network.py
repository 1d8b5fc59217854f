"""Two floods in a network with a loop: the flow in it turns round and back.

Problem    eighteen reaches, two of them a loop, a level of 2 m below; a flood of 19 m3/s at the head, seven hours later one of
           39 m3/s along the fifth reach, inside the loop.
Exact      none is published in digits: the answer on cells of half the length stands for it.
Source     problem 4 of Hughes, Langevin, Chartier & White (2012), USGS Techniques and Methods 6-A40; repeated by MODFLOW 6.
Measured   the largest change of level at the middles of all reaches and all half-hours when cells of 100 m are halved; that the flow
           above the second flood does turn round; the ledger.
Limit      0.02 m of some 1.4 m of flood (the published programs are compared at 0.06 m); ledger 1e-10.
"""

import numpy as np

import make_loop_network as made
import shelf

TITLE_ZH = "环状河网双洪峰"
PROVES = "a loop divides a flood, and turns it round, the same on every mesh"
PROVES_ZH = "环网分流与倒流，结果与网格无关"


def levels(results, river, reaches):
    """Levels at the middles of a river's reaches, shape (time, reach) [m]."""
    cells = results.cells(river)
    return np.array([np.interp(made.reach_middles(reaches)[0], results.cell_chainage[cells], row) for row in results.water_level[:, cells]])


def check():
    coarse, fine = (shelf.run(f"loop_network/cells_of_{cell}_m.toml") for cell in (100, 50))
    change = max(np.max(np.abs(levels(coarse, river, reaches)[1:] - levels(fine, river, reaches)[1:]))
                 for river, reaches in (("main", made.MAIN), ("branch", made.BRANCH)))
    shelf.figure("V15", ("change of level when cells are halved [m]", "单元减半的水位变化 [m]"), change, 0.02)
    faces = coarse.faces("main")
    inside = faces[int(np.argmin(np.abs(coarse.face_chainage[faces] - 2500.0)))]
    backwards, forwards = -np.min(coarse.discharge[:, inside]), np.max(coarse.discharge[:, inside])
    shelf.figure("V15", ("flow backwards inside the loop [m3/s]", "环内倒流 [m3/s]"), min(backwards, forwards), 1.0, at_least=True)
    shelf.figure("V15", shelf.LEDGER, max(abs(run.ledger("water")["relative"]) for run in (coarse, fine)), 1e-10)
