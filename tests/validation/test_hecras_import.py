"""HEC-RAS's own example projects, from their text files through `riverchief import hecras`, against HEC-RAS's own results.

Problem    Fall River and Butte Creek (a confluence, 20 sections, 73 h); Mississippi Pool 6 (60 sections, 68.8 km, the year 1992 every 6 h,
           Lock and Dam 6 operated by its rules).
Known      stages of HEC-RAS 5.0: at all 20 sections every hour; at river mile 725.8, 11 miles above the dam, every 6 h.
Source     US Army Corps of Engineers, HEC-RAS example data.
Measured   root mean square of the difference of stage. The first hour of the confluence is left out: HEC-RAS begins it with 26.4 m3/s below
           the junction where the hydrographs carry 22.8.
Tolerance  0.03 m at the confluence; 0.06 m with HEC-RAS's stage above the dam as lower boundary: two programs, one set of sections. 0.15 m with
           the dam: a target level held instead of gates moved step by step.
"""

import csv
import pathlib
import sys

import numpy as np
import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "data" / "verification"))
import hecras_import as ras  # noqa: E402
import real_rivers  # noqa: E402
import shelf  # noqa: E402

FALL, POOL = real_rivers.data_folder("hecras_3reach_nostruct"), real_rivers.data_folder("hecras_stpaul_pool6_1992")
needs_fall = pytest.mark.skipif(FALL is None, reason="hecras_import: RIVERCHIEF_REALDATA does not point to hecras_3reach_nostruct")
needs_pool = pytest.mark.skipif(POOL is None, reason="hecras_import: RIVERCHIEF_REALDATA does not point to hecras_stpaul_pool6_1992")
ABOVE_DAM = "MISSISSIPPI, REACH # 11, 714.4"
GAUGE = ("MISSISSIPPI REACH # 11", "725.8")


@pytest.fixture(scope="module")
def confluence(tmp_path_factory):
    folder = tmp_path_factory.mktemp("import") / "fall_river"
    ras.bring(FALL / "source/3ReachUnsteady.prj", folder, "--plan", "p02")
    (scenario,) = (folder / "scenarios").glob("*.toml")
    ras.check(scenario)
    return folder, ras.run(scenario)[0]


@needs_fall
def test_the_confluence_has_the_stages_of_hec_ras(confluence):
    folder, results = confluence
    places, differences = ras.stations(folder), []
    for key, (times, stages, _) in ras.reference(FALL / "reference.csv").items():
        level = ras.level_at(results, *places[key])
        keep = (times > 3600.0) & (times <= results.time[-1])
        differences.append(np.interp(times[keep], results.time, level) - stages[keep])
        print(f"{key[0]:24} {key[1]:6} rms {ras.rms(differences[-1]):.3f} m, mean {np.mean(differences[-1]):+.3f} m")
    assert len(differences) == 20
    shelf.figure("confluence, imported", "rms of stage, 20 sections [m]", ras.rms(np.concatenate(differences)), 0.03)
    shelf.figure("confluence, imported", "ledger of water", abs(results.ledger("water")["relative"]), 1e-12)


@needs_fall
def test_every_station_is_found_again_in_the_sections(confluence):
    folder, _ = confluence
    with open(folder / "sections/fall_river.csv", encoding="utf-8") as file:
        found = {row["station"] for row in csv.DictReader(file)}
    assert "Upper Reach 10.4" in found and "Lower Reach 9.3" in found and len(found) == 14


def pool(folder, *arguments):
    printed = ras.bring(POOL / "source/StPaul.prj", folder, *arguments)
    (scenario,) = (folder / "scenarios").glob("*.toml")
    ras.check(scenario)
    results, seconds = ras.run(scenario)
    times, stages, _ = ras.reference(POOL / "reference.csv")[GAUGE]
    keep = times <= results.time[-1]
    difference = np.interp(times[keep], results.time, ras.level_at(results, *ras.stations(folder)[GAUGE])) - stages[keep]
    print(f"{len(results.cell_chainage)} cells, {results.attributes['steps']} steps, {seconds:.2f} s, mean {np.mean(difference):+.3f} m, largest {np.max(np.abs(difference)):.3f} m")
    return printed, results, difference, seconds


@needs_pool
def test_the_pool_has_the_stages_of_hec_ras_with_the_level_above_the_dam(tmp_path):
    times, stages, _ = ras.reference(POOL / "reference.csv")[("MISSISSIPPI REACH # 11", "714.4")]
    with open(tmp_path / "above_dam.csv", "w", encoding="utf-8") as file:
        file.write("time [s],water_level [m]\n" + "".join(f"{t:.0f},{z:.4f}\n" for t, z in zip(times, stages)))
    _, results, difference, _ = pool(tmp_path / "pool_6", "--until", ABOVE_DAM, "--level", tmp_path / "above_dam.csv")
    shelf.figure("Pool 6, imported, level above the dam", "rms of stage at RM 725.8, 1992 [m]", ras.rms(difference), 0.06)
    shelf.figure("Pool 6, imported, level above the dam", "ledger of water", abs(results.ledger("water")["relative"]), 1e-12)


@needs_pool
def test_the_pool_has_the_stages_of_hec_ras_with_the_dam_operated(tmp_path):
    printed, results, difference, _ = pool(tmp_path / "pool_6")
    assert "navigation dam" in printed
    shelf.figure("Pool 6, imported, Lock and Dam 6 operated", "rms of stage at RM 725.8, 1992 [m]", ras.rms(difference), 0.15)
    shelf.figure("Pool 6, imported, Lock and Dam 6 operated", "ledger of water", abs(results.ledger("water")["relative"]), 1e-12)


@needs_pool
def test_the_report_names_what_was_replaced_and_where(tmp_path):
    ras.bring(POOL / "source/StPaul.prj", tmp_path / "pool_6")
    report = ras.rows(tmp_path / "pool_6/import_report.csv")
    dam = [r for r in report if r["place"].endswith("714.35") and r["treatment"] == "replaced"]
    assert dam and all(r["file"] and r["line"] and r["instead"] and r["instead_zh"] for r in dam)
    assert any(r["treatment"] == "to supply" and "DSS" in r["what"] for r in report)
