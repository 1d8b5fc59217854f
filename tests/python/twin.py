"""Rivers whose truth is known: files of a small basin, a run with numbers that the calibration does not get to see, and readings of it.

One river of 24 km with two or three roughness zones, a flood of two days, gauges where a test wants them; noise from a numbered seed.
"""

import datetime
import pathlib

import numpy as np

START = datetime.datetime(2025, 7, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
LENGTH, DAYS = 24.0, 2.0

BASIN = """name = "twin"
title_zh = "孪生河"
title_en = "Twin"
crs = "EPSG:4490"
datum = "EPSG:5737"
dispersion = "10 m2/s"

[[river]]
id = "main"
name_zh = "干流"
name_en = "Main River"
length = "24 km"
sections = "sections.csv"

[[pollutant]]
id = "cod"
name_zh = "化学需氧量"
name_en = "COD"
decay_rate = "0.3 1/day"
"""

SCENARIO = """basin = "basin.toml"
title_zh = "洪水"
title_en = "Flood"
start = {start}
end = {end}
cell_length = "{cell} m"
{more}
[output]
every = "1 h"

[[boundary]]
at = "main: 0 km"
kind = "discharge"
series = "{series}"

[[boundary]]
at = "main: 24 km"
kind = "normal_depth"
bed_slope = 3e-4
"""


def instant(hours):
    return (START + datetime.timedelta(hours=float(hours))).isoformat()


class Twin:
    """The files of one river in a folder; `observe` runs the truth and writes what a gauge would have read."""

    def __init__(self, folder, cell=1000, peak=300.0, basin_more="", name="flood", scenario_more=""):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "basin.toml").write_text(BASIN + basin_more, encoding="utf-8")
        rows = ["chainage [m],offset [m],level [m],manning_n [s m^-1/3],mark"]
        for x in (0.0, 12000.0, 24000.0):
            bed = 20.0 - 3e-4 * x
            rows += [f"{x},{o},{bed + z},{n},{mark}" for o, z, n, mark in
                     ((-200, 8, 0.05, ""), (-190, 4, 0.05, ""), (-30, 4, 0.03, "left_bank"), (-18, 0, 0.03, ""), (18, 0, 0.03, ""), (30, 4, 0.05, "right_bank"), (190, 4, 0.05, ""), (200, 8, 0.05, ""))]
        (self.folder / "sections.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        self.cell = cell
        self.event(name, peak, scenario_more)

    def event(self, name, peak, more="", day=0):
        """One more scenario: a flood of this peak [m3/s] so many days later, with a pulse of COD in its rising limb."""
        hours = np.arange(0.0, 24.0 * DAYS + 0.5)
        flow = 60.0 + (peak - 60.0) * np.exp(-(((hours - 14.0) / 6.0) ** 2))
        cod = 5.0 + 80.0 * np.exp(-(((hours - 12.0) / 0.8) ** 2))
        rows = ["time,discharge [m3/s],cod [mg/L]"] + [f"{instant(24 * day + h)},{q:.4f},{c:.4f}" for h, q, c in zip(hours, flow, cod)]
        (self.folder / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        path = self.folder / f"{name}.toml"
        path.write_text(SCENARIO.format(start=instant(24 * day), end=instant(24 * (day + DAYS)), cell=self.cell, series=f"{name}.csv", more=more), encoding="utf-8")
        return path

    def truth(self, calibrated, reads, every=3600.0, name="flood", first=3.0):
        """What the model says with the true numbers (text of a calibrated.toml) at a list of readings: hours, and values of each."""
        from riverchief.calibration.evaluate import run_event
        times = np.arange(first * 3600.0, DAYS * 86400.0 + 1.0, every)
        wanted = [(str(k), [one], times) for k, one in enumerate(reads)]
        found = run_event(str(self.folder / f"{name}.toml"), calibrated, every, wanted)
        return times / 3600.0, [found[str(k)] for k in range(len(reads))]

    def readings(self, name, hours, values, column="water_level [m]", clock="+08:00"):
        """Writes a gauge's file."""
        rows = [f"time,{column}"] + [f"{instant(h)[:19]}{clock},{'' if np.isnan(v) else format(v, '.5f')}" for h, v in zip(hours, values)]
        (self.folder / name).write_text("\n".join(rows) + "\n", encoding="utf-8")

    def task(self, text, name="calibration.toml"):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


def level(chainage):
    return {"what": "water_level", "structure": "", "storage": "", "pollutant": "", "river": "main", "chainage": 1000.0 * chainage}


def discharge(chainage):
    return level(chainage) | {"what": "discharge"}


def concentration(chainage):
    return level(chainage) | {"what": "concentration", "pollutant": "cod"}


def red_noise(generator, count, deviation, memory):
    """AR(1) noise: each value remembers the one before."""
    noise = np.empty(count)
    noise[0] = generator.normal(0.0, deviation)
    for k in range(1, count):
        noise[k] = memory * noise[k - 1] + generator.normal(0.0, deviation * np.sqrt(1.0 - memory**2))
    return noise


def zones(*factors):
    """calibrated.toml with the river in equal zones from head to mouth."""
    step = LENGTH / len(factors)
    entries = [f'[[roughness]]\nover = "main: {k * step:g} km to {(k + 1) * step:g} km"\nfactor = {f}\n' for k, f in enumerate(factors)]
    return 'basin = "twin"\n' + "\n".join(entries)
