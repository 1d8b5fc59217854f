"""Makes the forcing of scenarios/year.toml: rain, river heads, seepage, sea and temperature of an assumed year. All of it [A].

    python3 generate_year.py          needs numpy only; same bytes each time
"""

import math
from datetime import datetime

import numpy as np

from generate import ANNUAL, BEIJING, MEAN_SEA_LEVEL, SEED, daily_noise, iso, write_csv

START, DAYS = datetime(2025, 1, 1, tzinfo=BEIJING), 365
POLLUTANTS = ("cod", "codmn", "nh3n", "tp", "chloride", "bod5", "tn", "ss", "petroleum", "fluoride")
SPREAD = (0.12, 0.12, 0.35, 0.25, 0.10, 0.2, 0.2, 0.4, 0.3, 0.1)          # coefficient of variation of daily values
RIVER_WATER = (18.5, 5.4, 0.50, 0.10, 220.0, 2.6, 2.4, 25.0, 0.02, 0.7)   # [mg/L], README section 6 and the usual of the plain
SEEPAGE_WATER = (16.0, 4.7, 0.30, 0.06, 420.0, 2.0, 2.0, 5.0, 0.01, 0.9)
STORM_WATER = (1.2, 1.2, 1.2, 1.6, 0.5, 1.3, 1.3, 5.0, 1.5, 0.8)          # factor at the peak of a storm
# Months: storms, mean depth of one [mm], base flow as a share of the dry season's, water temperature [degC].
STORMS = (1, 1, 1, 2, 3, 5, 9, 9, 4, 2, 1, 1)
DEPTH = (4, 5, 7, 10, 14, 18, 26, 24, 16, 12, 9, 5)
BASE = (1.0, 0.9, 1.0, 1.2, 1.1, 1.4, 3.0, 4.0, 2.6, 1.6, 1.3, 1.1)
WARMTH = (2.0, 3.5, 9.0, 15.5, 21.0, 25.5, 28.0, 27.0, 22.5, 16.5, 9.0, 3.5)
HEADS = {"zhimai": 0.12, "beizhi": 0.16, "sanhao": 0.05, "wujia": 0.12, "guangpu": 0.14, "xiaohezi": 0.05, "guangbei": 0.06}  # [m3/s]
HEAD_AREA = {"zhimai": 40.0, "beizhi": 55.0, "sanhao": 18.0, "wujia": 42.0, "guangpu": 46.0, "xiaohezi": 18.0, "guangbei": 20.0}  # [km2]
SEEPAGE = {"zhimai_000_036": 0.22, "zhimai_036_086": 0.40, "zhimai_086_122": 0.24, "beizhi_all": 0.30, "guangpu_all": 0.08}
RUNOFF = 0.18                                                              # share of the rain that leaves the heads' land


def by_month(values, day):
    """Through the middles of the months."""
    return np.interp(day, [-15.0] + [30.4 * m + 15.0 for m in range(12)] + [380.0], [values[-1], *values, values[0]])


def storms(rng):
    """Hour of the beginning, depth [mm] and length [h] of every storm."""
    found = []
    for month, count in enumerate(STORMS):
        for _ in range(count):
            begin = 24.0 * 30.4 * month + rng.uniform(0.0, 24.0 * 29.0)
            found.append((round(begin), DEPTH[month] * rng.gamma(1.6) / 1.6, int(rng.integers(4, 13))))
    found.sort()
    apart = [found[0]]
    for storm in found[1:]:
        if storm[0] > apart[-1][0] + apart[-1][2] + 3:
            apart.append(storm)
    return apart


def write_rain(all_storms):
    """Hours of a storm: a peak at a third of its length; nothing in between."""
    rows = [(iso(START, 0), "0")]
    for begin, depth, length in all_storms:
        t = np.arange(length + 1)
        shape = np.where(t <= length / 3.0, t / (length / 3.0), (length - t) / (length * 2.0 / 3.0))
        shape *= depth / shape.sum()
        rows += [(iso(START, begin + h), f"{v:.3g}") for h, v in zip(t, np.clip(shape, 0.0, None))]
    rows.append((iso(START, 24 * DAYS), "0"))
    write_csv("forcing/year_rain.csv", "time,rainfall_on_land [mm/h]", rows)


def write_head(name, all_storms, rng):
    """Base flow every ten days, and for each greater storm a rise over a day and a fall over four."""
    hours = {24.0 * d for d in range(0, DAYS + 1, 10)} | {24.0 * DAYS}
    for begin, depth, _ in all_storms:
        if depth > 8.0:
            hours |= {begin + h for h in (0.0, 24.0, 48.0, 84.0, 132.0) if begin + h < 24.0 * DAYS}
    hours = np.array(sorted(hours))
    hours = hours[np.append(True, np.diff(hours) > 3.0)]
    discharge, wet = HEADS[name] * by_month(BASE, hours / 24.0), np.zeros(len(hours))
    for begin, depth, _ in all_storms:
        if depth > 8.0:
            rise = np.interp(hours - begin, (0.0, 24.0, 48.0, 84.0, 132.0), (0.0, 1.0, 0.55, 0.2, 0.0), left=0.0, right=0.0)
            volume = RUNOFF * depth * 1e-3 * HEAD_AREA[name] * 1e6
            discharge = discharge + rise * volume / (3600.0 * 52.0)
            wet = np.maximum(wet, rise * min(1.0, depth / 30.0))
    noise = daily_noise(rng, DAYS, SPREAD)
    factors = np.column_stack([np.interp(hours / 24.0, np.arange(DAYS + 1), noise[:, k]) for k in range(len(POLLUTANTS))])
    factors *= 1.0 + wet[:, None] * (np.array(STORM_WATER) - 1.0)
    rows = [(iso(START, h), f"{q:.4g}", *(f"{c * f:.3g}" for c, f in zip(RIVER_WATER, row))) for h, q, row in zip(hours, discharge, factors)]
    write_csv(f"forcing/year_head_{name}.csv", "time,discharge [m3/s]," + ",".join(f"{p} [mg/L]" for p in POLLUTANTS), rows)


def main():
    rng = np.random.default_rng([SEED, 3])
    all_storms = storms(rng)
    write_rain(all_storms)
    for name in HEADS:
        write_head(name, all_storms, rng)
    days = np.array([*range(0, DAYS, 15), DAYS], dtype=float)
    for name, dry in SEEPAGE.items():
        rows = [(iso(START, 24.0 * d), f"{dry * by_month(BASE, d) ** 0.7:.4g}") for d in days]
        write_csv(f"forcing/year_seepage_{name}.csv", "time,discharge [m3/s]", rows)
    year_of = (START - ANNUAL[1]).total_seconds() / 3600.0
    rows = [(iso(START, 24.0 * d), f"{MEAN_SEA_LEVEL + ANNUAL[0] * math.cos(2.0 * math.pi * (year_of + 24.0 * d) / 8766.0):.3f}") for d in days]
    write_csv("forcing/year_sea.csv", "time,water_level [m]", rows)
    week = np.array([*range(0, DAYS, 5), DAYS], dtype=float)
    warmth = by_month(WARMTH, week) + 1.2 * rng.standard_normal(len(week))
    rows = [(iso(START, 24.0 * d), f"{max(0.3, w):.1f}") for d, w in zip(week, warmth)]
    write_csv("forcing/year_water_temperature.csv", "time,water_temperature [degC]", rows)
    print(f"{len(all_storms)} storms, {sum(depth for _, depth, _ in all_storms):.0f} mm")


if __name__ == "__main__":
    main()
