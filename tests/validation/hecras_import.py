"""Imports the original text files of a HEC-RAS project as a user does, runs the scenario and sets its levels beside HEC-RAS's own."""

import csv
import subprocess
import sys
import time
import pathlib

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "data" / "verification"))
import shelf  # noqa: E402


def bring(source, folder, *arguments):
    """riverchief import hecras; what it printed."""
    done = subprocess.run([shelf.command(), "import", "hecras", source, "-o", folder, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, f"import of {source} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout


def check(scenario):
    """The check must be clean: not even a warning."""
    done = subprocess.run([shelf.command(), "check", scenario], capture_output=True, text=True)
    assert done.returncode == 0 and not done.stderr, f"riverchief check {scenario}:\n{done.stdout}{done.stderr}"


def run(scenario):
    """Results of a run and the seconds it took."""
    begin = time.monotonic()
    results = shelf.run(scenario)
    return results, time.monotonic() - begin


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def stations(folder):
    """{(RIVER REACH in capitals, station): (river, chainage)}."""
    return {(f"{r['river']} {r['reach']}".upper(), r["station"]): (r["place"], float(r["chainage [m]"])) for r in rows(folder / "stations.csv")}


def level_at(results, river, chainage):
    """Levels through time, linear between the middles of the cells; at a mouth that joins another river, its level there."""
    cells = results.cells(river)
    x, levels = results.cell_chainage[cells], results.water_level[:, cells]
    host = int(results.face_downstream_cell[results.faces(river)[-1]])
    if host >= 0 and host not in cells:
        x, levels = np.append(x, results.face_chainage[results.faces(river)[-1]]), np.column_stack([levels, results.water_level[:, host]])
    return np.array([np.interp(chainage, x, row) for row in levels])


def reference(path):
    """{(RIVER REACH, station): (times [s], stages [m], discharges [m3/s])} of HEC-RAS."""
    found = {}
    for r in rows(path):
        for column, name in zip(found.setdefault((r["river_reach"].upper(), r["rs"]), ([], [], [])), ("time_s", "stage_m", "discharge_m3s")):
            column.append(float(r[name]))
    return {key: tuple(map(np.array, columns)) for key, columns in found.items()}


def rms(values):
    return float(np.sqrt(np.mean(np.square(values))))
