"""Fall River and Butte Creek, a confluence, against HEC-RAS.

Problem    20 sections, three reaches, one junction; hydrographs of 73 h in both tributaries, normal depth 0.0004 below.
Known      hourly stages of HEC-RAS 5.0 at all 20 sections.
Source     US Army Corps of Engineers, HEC-RAS example data.
Measured   root mean square of the difference of stage over all sections and hours; the worst section. The first hour is left
           out: HEC-RAS begins it with 26.4 m3/s below the junction where the hydrographs carry 22.8.
Tolerance  0.05 m: two programs that integrate the same equations on different meshes (cells of 15 m here, sections 30 to
           152 m apart there).
"""

import pathlib
import sys

import numpy as np
import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "verification"))
import real_rivers  # noqa: E402
import shelf  # noqa: E402

DATA = real_rivers.data_folder("hecras_3reach_nostruct")
pytestmark = pytest.mark.skipif(DATA is None, reason="three_reaches: RIVERCHIEF_REALDATA does not point to hecras_3reach_nostruct")


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    scenario, places = real_rivers.three_reaches(DATA, tmp_path_factory.mktemp("three_reaches"))
    results = shelf.run(scenario)
    reference = {}
    for r in real_rivers.rows(DATA / "reference.csv"):
        if 3600.0 < float(r["time_s"]) <= results.time[-1]:
            reference.setdefault((r["river_reach"], r["rs"]), []).append((float(r["time_s"]), float(r["stage_m"])))
    differences = {}
    for key, (river, chainage) in places.items():
        cells = results.cells(river)
        level = np.array([np.interp(chainage, results.cell_chainage[cells], row[cells]) for row in results.water_level])
        t, stage = map(np.array, zip(*reference[key]))
        differences[key] = np.interp(t, results.time, level) - stage
    return results, differences


def test_the_stage_is_that_of_hec_ras(compared):
    _, differences = compared
    assert len(differences) == 20
    rms = {key: np.sqrt(np.mean(d**2)) for key, d in differences.items()}
    for (reach, station), value in rms.items():
        print(f"{reach:24} {station:6} rms {value:.3f} m, mean {np.mean(differences[reach, station]):+.3f} m")
    shelf.figure("three reaches", "rms of stage, all sections [m]", np.sqrt(np.mean(np.concatenate(list(differences.values())) ** 2)), 0.05)
    shelf.figure("three reaches", "rms of stage, worst section [m]", max(rms.values()), 0.05)


def test_the_water_balance_closes(compared):
    shelf.figure("three reaches", "ledger of water", abs(compared[0].ledger("water")["relative"]), 1e-12)
