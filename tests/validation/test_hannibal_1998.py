"""The floods of January to April 1998 on the Mississippi, against the stage read at Hannibal.

Problem    Pool 22: 47 surveyed sections, 31.6 km; gauged discharge at Lock and Dam 21, stage at Lock and Dam 22, every 6 h.
Known      424 stages at Hannibal (river mile 309.9), 140 to 146 m; the gauge's zero is believed right to 0.1 m, and the
           discharges gauged at the two ends differ by 11 % on average.
Source     US Army Corps of Engineers, Rock Island District; geometry of the HEC-RAS example of the reach.
Measured   root mean square of computed minus observed stage with one factor on roughness, fitted by fit_roughness.py.
Tolerance  0.16 m: what a plain backwater with the same single factor reaches, given gauges that disagree by 0.1 m.
"""

import pathlib
import sys

import numpy as np
import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "data" / "verification"))
import fit_roughness  # noqa: E402
import real_rivers  # noqa: E402
import shelf  # noqa: E402

DATA = real_rivers.data_folder("mississippi_pool22_1998")
pytestmark = pytest.mark.skipif(DATA is None, reason="hannibal_1998: RIVERCHIEF_REALDATA does not point to mississippi_pool22_1998")


@pytest.fixture(scope="module")
def run():
    return fit_roughness.errors(DATA, real_rivers.HANNIBAL_ROUGHNESS)


def test_the_stage_at_hannibal_is_the_one_observed(run):
    errors, _ = run
    print(f"mean {np.mean(errors):.3f} m, largest {np.max(np.abs(errors)):.3f} m, {len(errors)} readings")
    shelf.figure("Hannibal 1998", "rms of stage [m]", fit_roughness.rms(errors), 0.16)


def test_a_little_more_or_less_roughness_is_no_better(run):
    best = fit_roughness.rms(run[0])
    for factor in (0.97, 1.03):
        assert fit_roughness.rms(fit_roughness.errors(DATA, factor * real_rivers.HANNIBAL_ROUGHNESS)[0]) > best - 1e-4


def test_the_water_balance_closes(run):
    shelf.figure("Hannibal 1998", "ledger of water", abs(run[1].ledger("water")["relative"]), 1e-12)
