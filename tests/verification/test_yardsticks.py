"""A flood wave down 100 km, and out of a tree of 1023 links: the two yardsticks of accuracy.

Problem    long river and dendritic network of data/verification/make_yardsticks.py.
Exact      none; converged outlet peaks by refinement of independent programs: 813.37 m3/s at 27.06 h and 866.09 m3/s at mid-reach;
           1849.1 m3/s at 13.14 h.
Source     our own yardstick.
           Depths at the outlet then 7.878 m and 8.941 m.
Measured   peak at the outlet (long river: at mid-reach too), its time and depth; the ledger of water.
Tolerance  0.1 % for the long river; 0.5 % for the dendritic network, whose links are ten cells long, so that a junction is a tenth of
           each (with cells of 20 m a quarter of the error is left); depths 1 and 2 cm.
"""

import make_yardsticks as made
import pytest

import shelf

HOUR = 3600.0


@pytest.fixture(scope="module")
def long_river():
    return shelf.run("long_river/1000_cells.toml")


@pytest.fixture(scope="module")
def dendritic(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dendritic")
    made.write_dendritic(folder)
    return shelf.run(folder / "dendritic/cells_of_200_m.toml")


def test_the_peak_of_the_long_river_is_the_converged_one(long_river):
    shelf.figure("long river", "peak at the outlet", abs(long_river.max_discharge[-1] / 813.37 - 1.0), 0.001)
    shelf.figure("long river", "peak at mid-reach", abs(long_river.max_discharge[500] / 866.09 - 1.0), 0.001)
    depth = long_river.max_water_level[-1] - long_river.bed_level[-1]
    shelf.figure("long river", "highest depth at the outlet [m]", abs(depth - 7.878), 0.01)
    shelf.figure("long river", "time of the peak [h]", abs(long_river.time_of_max_discharge[-1] / HOUR - 27.06), 0.1)


def test_the_peak_of_the_dendritic_network_is_the_converged_one(dendritic):
    outlet = dendritic.faces("r0")[-1]
    assert len(dendritic.cell_chainage) == 10_230
    shelf.figure("dendritic", "peak at the outlet", abs(dendritic.max_discharge[outlet] / 1849.1 - 1.0), 0.005)
    mouth = dendritic.cells("r0")[-1]
    shelf.figure("dendritic", "highest depth at the outlet [m]", abs(dendritic.max_water_level[mouth] - dendritic.bed_level[mouth] - 8.941), 0.02)
    shelf.figure("dendritic", "time of the peak [h]", abs(dendritic.time_of_max_discharge[outlet] / HOUR - 13.14), 0.1)


def test_the_water_balance_closes(long_river, dendritic):
    shelf.figure("long river", "ledger of water", abs(long_river.ledger("water")["relative"]), 1e-12)
    shelf.figure("dendritic", "ledger of water", abs(dendritic.ledger("water")["relative"]), 1e-12)
