"""Salt slugs in a small stream, measured every 5 s at both ends of three reaches: dispersion and still water fitted, the rest measured.

The upstream curve is the boundary; velocity (as the stream's area), dispersion, and area and exchange of still water are fitted to the downstream curve by
least squares (`python tests/validation/test_nacl_slugs.py` fits again, some hundred runs a reach). Discharge is constant. The salt that passed the upper end differs from
what was recovered at the lower one, because a slug is not mixed over the section so soon: the upper curve is taken with the mass that was recovered, from the two curves alone.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import pytest

import real_rivers
from real_rivers import files

CASE = "tracer_nacl_stream_2023"
# area [m2], dispersion [m2/s], area of the still water [m2], exchange [1/s]
FITTED = {1: (0.3103, 0.1823, 0.01213, 0.01716), 2: (0.1624, 0.0511, 0.02974, 0.0007933), 4: (0.2185, 0.0978, 0.03576, 0.0002448)}
EVERY, CELL = 20.0, 0.5


def measured(reach):
    folder = real_rivers.data_folder(CASE)
    if folder is None:
        pytest.skip(f"{CASE} is not there: set RIVERCHIEF_REALDATA")
    about = next(r for r in real_rivers.rows(folder / "reaches.csv") if int(r["reach"]) == reach)
    # A probe that was taken out earlier leaves blanks: nothing more comes upstream, nothing more is known downstream.
    time, up, down = np.array([[float(v) if v else np.nan for v in row.values()] for row in real_rivers.rows(folder / f"reach{reach}.csv")]).T
    time, up, down = (a[: int(np.flatnonzero(~np.isnan(down))[-1]) + 1] for a in (time, np.nan_to_num(up), down))
    down = np.interp(time, time[~np.isnan(down)], down[~np.isnan(down)])
    return float(about["length_m"]), 1e-3 * 0.5 * (float(about["Q_up_Ls"]) + float(about["Q_down_Ls"])), time, np.maximum(up, 0.0), down


def area_under(time, values):
    return float(np.sum(0.5 * (values[1:] + values[:-1]) * np.diff(time)))


def write(case, reach, area, dispersion, still, exchange):
    length, discharge, time, up, down = measured(reach)
    up = up * area_under(time, down) / area_under(time, up)
    files.simple_sections(case / "sections.csv", [(x, -1.0, area, 0.0, 0.0) for x in (0.0, length)])
    files.write_basin(case, "slug", "盐示踪", "Salt slug", [files.river("creek", "小溪", "Creek", length, "sections.csv")], pollutants=[{"id": "salt", "name_zh": "氯化钠", "name_en": "NaCl"}],
                      dispersion=dispersion, more=[("transient_storage", {"id": "still", "over": f"creek: 0 m to {length:g} m", "storage_area": still, "exchange_rate": exchange})])
    files.series(case / "upstream.csv", "discharge [m3/s]", time, np.full(len(time), discharge), ("salt [mg/L]", up))
    files.write_scenario(case / "scenario.toml", "盐示踪", "Salt slug", time[-1], CELL, [
        {"at": files.at("creek", 0.0), "kind": "discharge", "series": "upstream.csv"},
        {"at": files.at("creek", length), "kind": "water_level", "water_level": 0.0, "concentration": {"salt": 0.0}}], every=EVERY, initial={"concentration": {"salt": 0.0}})
    return time, down


def modelled(reach, *parameters):
    """Times, concentration at the lower end, the measured one, and the ledger's error."""
    import h5py

    command = os.environ.get("RIVERCHIEF_BIN", real_rivers.ROOT / "build/release/bin/riverchief")
    with tempfile.TemporaryDirectory() as folder:
        case = pathlib.Path(folder)
        time, down = write(case, reach, *parameters)
        subprocess.run([command, "run", case / "scenario.toml", "-o", case / "out.h5", "--quiet"], check=True, capture_output=True)
        with h5py.File(case / "out.h5") as file:
            at = file["time"][()]
            C = file["concentration"][:, 0, -1]
    return at, C, np.interp(at, time, down)


def nash_sutcliffe(found, known):
    return 1.0 - np.sum((found - known) ** 2) / np.sum((known - np.mean(known)) ** 2)


@pytest.mark.parametrize("reach", sorted(FITTED))
def test_downstream_curve(reach):
    at, C, known = modelled(reach, *FITTED[reach])
    fit, mass = nash_sutcliffe(C, known), area_under(at, C) / area_under(at, known) - 1.0
    print(f"figure | NaCl reach {reach} | Nash-Sutcliffe of the downstream curve | {fit:.4f} | >= 0.95")
    print(f"figure | NaCl reach {reach} | mass | {abs(mass):.4f} | <= 0.01")
    assert fit >= 0.95
    assert abs(mass) <= 0.01


def fit(reach):
    from scipy.optimize import least_squares

    def misfit(logs):
        at, C, known = modelled(reach, *np.exp(logs))
        return (C - known) / np.max(known)

    found = least_squares(misfit, np.log(FITTED[reach]), diff_step=0.02, max_nfev=15, x_scale=0.3)
    parameters = tuple(float(f"{v:.4g}") for v in np.exp(found.x))
    at, C, known = modelled(reach, *parameters)
    print(reach, parameters, "Nash-Sutcliffe", nash_sutcliffe(C, known), "mass", area_under(at, C) / area_under(at, known) - 1.0, flush=True)


if __name__ == "__main__":
    for number in [int(a) for a in sys.argv[1:]] or sorted(FITTED):
        fit(number)
