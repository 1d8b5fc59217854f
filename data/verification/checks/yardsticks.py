"""A flood wave down 100 km, and out of a tree of 1023 links: the two yardsticks of accuracy.

Problem    long river and dendritic network of data/verification/make_yardsticks.py.
Exact      none; converged outlet peaks by refinement of independent programs: 813.37 m3/s at 27.06 h and 866.09 m3/s at mid-reach;
           1849.1 m3/s at 13.14 h. Depths at the outlet then 7.878 m and 8.941 m.
Source     our own yardstick.
Measured   peak at the outlet (long river: at mid-reach too), its time and depth; the ledger of water.
Limit      0.1 % for the long river; 0.5 % for the dendritic network, whose links are ten cells long, so that a junction is a tenth of
           each (with cells of 20 m a quarter of the error is left); depths 1 and 2 cm.
"""

import pathlib
import tempfile

import make_yardsticks as made
import shelf

TITLE_ZH = "长河与树状河网的洪峰"
PROVES = "flood peaks, their time and depth after 100 km and after 512 confluences in ten ranks"
PROVES_ZH = "洪峰流量、峰现时间与水深：百公里长河与千段树状河网"
SLOW = True  # begun first, so that it does not keep the others waiting
HOUR = 3600.0
PEAK, PEAK_TIME, PEAK_DEPTH = ("peak at the outlet", "出口洪峰流量"), ("time of the peak [h]", "峰现时间误差 [h]"), \
    ("highest depth at the outlet [m]", "出口最大水深误差 [m]")


def long_river():
    results = shelf.run("long_river/1000_cells.toml")
    shelf.figure("long river", PEAK, abs(results.max_discharge[-1] / 813.37 - 1.0), 0.001)
    shelf.figure("long river", ("peak at mid-reach", "河段中点洪峰流量"), abs(results.max_discharge[500] / 866.09 - 1.0), 0.001)
    shelf.figure("long river", PEAK_DEPTH, abs(results.max_water_level[-1] - results.bed_level[-1] - 7.878), 0.01)
    shelf.figure("long river", PEAK_TIME, abs(results.time_of_max_discharge[-1] / HOUR - 27.06), 0.1)
    shelf.figure("long river", shelf.LEDGER, abs(results.ledger("water")["relative"]), 1e-12)


def dendritic():
    with tempfile.TemporaryDirectory() as folder:
        made.write_dendritic(pathlib.Path(folder))
        results = shelf.run(pathlib.Path(folder) / "dendritic/cells_of_200_m.toml")
    outlet, mouth = results.faces("r0")[-1], results.cells("r0")[-1]
    assert len(results.cell_chainage) == 10_230
    shelf.figure("dendritic", PEAK, abs(results.max_discharge[outlet] / 1849.1 - 1.0), 0.005)
    shelf.figure("dendritic", PEAK_DEPTH, abs(results.max_water_level[mouth] - results.bed_level[mouth] - 8.941), 0.02)
    shelf.figure("dendritic", PEAK_TIME, abs(results.time_of_max_discharge[outlet] / HOUR - 13.14), 0.1)
    shelf.figure("dendritic", shelf.LEDGER, abs(results.ledger("water")["relative"]), 1e-12)


def check():
    long_river()
    dendritic()
