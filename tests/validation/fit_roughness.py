"""Fits one factor on the roughness of the Mississippi's Pool 22 to the stages observed at Hannibal, 1998.

    RIVERCHIEF_REALDATA=... .venv/bin/python tests/validation/fit_roughness.py

Minimises the root mean square of computed minus observed stage over January to April by Brent's method between 0.5 and 1.2.
The factor it prints is real_rivers.HANNIBAL_ROUGHNESS; in a scenario it stands as [[roughness_factor]], apart from the
surveyed n.
"""

import pathlib
import sys
import tempfile

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "data" / "verification"))
import real_rivers  # noqa: E402
import shelf  # noqa: E402


def errors(data, factor, folder=None):
    """Computed minus observed stage at Hannibal [m] for a factor on roughness, and the run's results."""
    with tempfile.TemporaryDirectory() as own:
        results = shelf.run(real_rivers.hannibal(data, pathlib.Path(folder or own), factor=factor))
    times, stages = map(np.array, real_rivers.observed_at_hannibal(data))
    keep = times <= results.time[-1]
    level = np.array([np.interp(real_rivers.HANNIBAL_AT, results.cell_chainage, row) for row in results.water_level])
    return np.interp(times[keep], results.time, level) - stages[keep], results


def rms(values):
    return float(np.sqrt(np.mean(np.square(values))))


def main():
    from scipy.optimize import minimize_scalar  # only the fit needs it

    data = real_rivers.data_folder("mississippi_pool22_1998")
    if data is None:
        sys.exit("set RIVERCHIEF_REALDATA to the folder that holds mississippi_pool22_1998")
    asked = []

    def misfit(factor):
        asked.append((float(factor), rms(errors(data, factor)[0])))
        print(f"factor {asked[-1][0]:.4f}   rms {asked[-1][1]:.4f} m")
        return asked[-1][1]

    best = minimize_scalar(misfit, bounds=(0.5, 1.2), method="bounded", options={"xatol": 1e-3})
    print(f"as surveyed  factor 1.0000   rms {rms(errors(data, 1.0)[0]):.4f} m")
    print(f"fitted       factor {best.x:.4f}   rms {best.fun:.4f} m")


if __name__ == "__main__":
    main()
