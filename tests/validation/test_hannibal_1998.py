"""The floods of January to April 1998 on the Mississippi, against the stage read at Hannibal.

Problem    Pool 22: 47 surveyed sections, 31.6 km; gauged discharge at Lock and Dam 21, stage at Lock and Dam 22, every 6 h.
Known      424 stages at Hannibal (river mile 309.9), 140 to 146 m; the gauge's zero is believed right to 0.1 m, and the
           discharges gauged at the two ends differ by 11 % on average.
Source     US Army Corps of Engineers, Rock Island District; geometry of the HEC-RAS example of the reach.
Measured   `riverchief calibrate` fits one factor on roughness and the gauge's zero (0 +- 0.1 m beforehand) to the flood of April; root
           mean square of calculated minus observed stage in the part that was not fitted, January to the middle of March.
Tolerance  0.15 m: what a plain backwater with one factor reaches, given gauges that disagree by 0.1 m.
"""

import csv
import json
import os
import pathlib
import subprocess
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "data" / "verification"))
import real_rivers  # noqa: E402
import shelf  # noqa: E402

DATA = real_rivers.data_folder("mississippi_pool22_1998")
pytestmark = pytest.mark.skipif(DATA is None, reason="hannibal_1998: RIVERCHIEF_REALDATA does not point to mississippi_pool22_1998")


@pytest.fixture(scope="module")
def calibrated(tmp_path_factory):
    """The folder of the case with the calibration in calibrated/, and its report."""
    folder = tmp_path_factory.mktemp("hannibal")
    real_rivers.hannibal(DATA, folder)
    done = subprocess.run([shelf.command(), "calibrate", folder / "calibration.toml", "-o", folder / "calibrated", "--lang", "en"], capture_output=True, text=True,
                          env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"})
    assert done.returncode == 0, done.stdout + done.stderr
    print(done.stdout)
    return folder, json.loads((folder / "calibrated/report.json").read_text(encoding="utf-8"))


def of_use(report, use):
    return next(row for row in report["scores"] if row["use"] == use)


def test_the_part_that_was_not_fitted_is_met(calibrated):
    _, report = calibrated
    for use in ("fit", "validation"):
        row = of_use(report, use)
        print(f"{use}: rms {row['rms']:.3f} m (as surveyed {row['rms_before']:.3f}), bias {row['bias']:+.3f} m, peak {row['peak_error']:+.3f} m, {row['peak_delay']:+.1f} h, {row['readings']} readings")
    factor, zero = report["parameters"]
    for parameter in (factor, zero):
        print(f"{parameter['id']} {parameter['value']:.4f}, 95 % bounds {parameter['lower']:.4f} to {parameter['upper']:.4f}")
    shelf.figure("Hannibal 1998", "rms of stage, part not fitted [m]", of_use(report, "validation")["rms"], 0.15)
    shelf.figure("Hannibal 1998", "rms of stage, part fitted [m]", of_use(report, "fit")["rms"], 0.16)
    assert factor["lower"] < factor["value"] < factor["upper"] and abs(zero["value"]) < 0.2


def test_most_of_what_was_not_fitted_lies_in_its_band(calibrated):
    _, report = calibrated
    shelf.figure("Hannibal 1998", "readings in the 95 % band, part not fitted", of_use(report, "validation")["covered"], 0.85, at_least=True)


def test_a_run_takes_the_calibration_and_its_water_balance_closes(calibrated):
    folder, _ = calibrated
    scenario = folder / "scenario.toml"
    (folder / "taken.toml").write_text('calibration = "calibrated/calibrated.toml"\n' + scenario.read_text(encoding="utf-8"), encoding="utf-8")
    results = shelf.run(folder / "taken.toml")
    shelf.figure("Hannibal 1998", "ledger of water", abs(results.ledger("water")["relative"]), 1e-12)
    with open(folder / "calibrated/profile.csv", encoding="utf-8") as file:
        highest = [float(row["max_water_level"]) for row in csv.DictReader(file)]
    assert max(abs(a - b) for a, b in zip(highest, results.max_water_level)) < 0.005
