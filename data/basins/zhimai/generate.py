"""Makes the CSV files of the Zhimai demonstration basin: sections, centre lines and forcing.

Every number that went in stands in the tables below, marked [P: source] published, or [A] assumed. README.md explains both and names the
sources. The geometry is NOT surveyed: published lengths, widths and levels are few, everything between them is a line with seeded
irregularity on top. Run it in any folder; it writes beside itself and gives the same bytes each time.

    python3 generate.py          needs numpy only

Levels are metres on the 1985 national datum (EPSG:5737), chainage grows downstream, offsets grow from the left to the right bank.
"""

import csv
import math
from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
SEED = 20250810
CHANNEL_N, BERM_N = 0.0225, 0.045      # [A] roughness of the channel and of everything beside it [s m^-1/3]
BANK_SLOPE = 3.0                       # [A] horizontal to 1 vertical, channel sides and embankment faces
CREST_WIDTH = 6.0                      # [A] m
BEIJING = timezone(timedelta(hours=8))

# --- Rivers --------------------------------------------------------------------------------------------------------------------------
# Knots: chainage [km], bed [m], bank [m], bottom width [m], distance between the embankments' toes [m], design crest [m] or None.
# The bed is the mean of the channel bottom; between knots everything is linear.
RIVERS = {
    # Length 134.55 km, 26 m bottom at km 36.5, embankments from km 13.6: [P: S1, S2]. Other figures [A]: chosen so that steady
    # backwater with the design floods of README section 4 gives levels that hang together. Design crest = 20-year level + 1.5 m.
    # From km 112.4 to 120.4 the channel is narrower than its neighbours, because the link runs beside it [A].
    "zhimai": dict(
        length=134.55, spacing=0.90, land=(800.0, 1500.0),
        knots=[
            (0.00, 11.90, 15.40, 8, 40, None), (13.50, 10.01, 14.20, 16, 70, None), (13.60, 10.00, 14.20, 16, 70, 15.0),
            (25.00, 8.65, 12.90, 22, 90, 14.0), (36.50, 7.35, 11.60, 26, 110, 13.1), (52.00, 5.70, 10.10, 32, 130, 11.8),
            (76.00, 3.25, 7.90, 38, 150, 10.1), (78.00, 3.05, 7.70, 48, 180, 9.9), (86.35, 2.25, 6.80, 55, 200, 9.2),
            (92.00, 1.72, 6.20, 60, 220, 8.7), (107.16, 0.40, 4.60, 70, 260, 7.3), (112.30, -0.01, 4.05, 71, 278, 6.85),
            (112.70, -0.05, 4.00, 52, 210, 6.8), (120.20, -0.66, 3.20, 54, 230, 6.15), (120.60, -0.70, 3.15, 74, 315, 6.1),
            (122.00, -0.80, 3.00, 75, 320, 6.0), (134.55, -1.75, 2.20, 90, 400, 5.0),
        ],
        settled=0.45,  # [A] the crest of today lies this much below the design crest, and lower still in the stretches of LOW_CRESTS
    ),
    # 60.5 km, Gaoqing part 35.2 km with a 22 m bottom cut 5.4 to 7.2 m deep (no embankments there): [P: S1, S2, S3]; levels [A].
    "beizhi": dict(
        length=60.50, spacing=1.00, land=(700.0, 1100.0),
        knots=[
            (0.0, 9.85, 15.25, 14, 80, None), (20.0, 7.60, 13.40, 19, 95, None), (35.1, 5.97, 11.60, 22, 110, None),
            (35.2, 5.95, 11.60, 22, 110, 12.5), (48.0, 4.55, 9.80, 24, 120, 11.1), (60.5, 3.25, 7.85, 27, 130, 10.0),
        ],
        settled=0.35,
    ),
    # 16.8 km in Gaoqing, bottom 12 to 25 m, 4.2 m deep: [P: S2]; levels [A].
    "sanhao": dict(
        length=16.80, spacing=1.40, land=(300.0, 600.0),
        knots=[(0.0, 9.40, 13.60, 12, 60, None), (16.8, 7.60, 13.10, 20, 80, None)],
        settled=0.0,
    ),
    # More than 29.7 km [P: S7]; 31 km and all levels [A].
    "wujia": dict(
        length=31.00, spacing=1.20, land=(700.0, 1200.0),
        knots=[
            (0.0, 3.60, 7.40, 12, 60, 8.2), (15.0, 2.05, 6.10, 18, 80, 7.4), (29.7, 0.60, 4.70, 24, 110, 7.1),
            (31.0, 0.45, 4.60, 32, 140, 7.1),
        ],
        settled=0.25,
    ),
    # 30.6 km to the diversion of 1998, which is 4.3 km long and ends at km 29.7 of the Wujia ditch: [P: S7]; levels [A].
    "guangpu": dict(
        length=34.90, spacing=1.30, land=(500.0, 900.0),
        knots=[
            (0.0, 4.35, 8.30, 10, 55, None), (17.9, 2.50, 6.40, 15, 75, None), (18.0, 2.49, 6.40, 15, 75, 7.4),
            (34.9, 0.80, 4.75, 20, 95, 7.0),
        ],
        settled=0.20,
    ),
    # A left tributary of more than 100 km2 [P: S4]; place, length and levels [A].
    "xiaohezi": dict(
        length=17.00, spacing=1.30, land=(500.0, 900.0),
        knots=[(0.0, 1.60, 4.90, 9, 50, 6.3), (17.0, -0.20, 3.60, 14, 80, 6.2)],
        settled=0.20,
    ),
    # The only right tributary [P: S1]; place, length and levels [A].
    "guangbei": dict(
        length=20.50, spacing=1.40, land=(500.0, 900.0),
        knots=[(0.0, 1.40, 4.60, 9, 50, 5.9), (20.5, -0.80, 2.80, 14, 80, 5.6)],
        settled=0.20,
    ),
    # A link of 7.68 km with a 45 m bottom is published [P: S8]; that it leaves and rejoins the main river here is [A].
    "link": dict(
        length=7.68, spacing=0.64, land=(500.0, 800.0),
        knots=[(0.0, -0.10, 4.05, 45, 130, 6.8), (7.68, -0.65, 3.20, 45, 130, 6.15)],
        settled=0.45,
    ),
}

# Stretches where the crest of today is lower still [A]: river, bank, from and to [km], further sag [m].
LOW_CRESTS = [
    ("zhimai", "right", 28.2, 30.4, 0.70),
    ("zhimai", "left", 61.0, 62.5, 0.75),
    ("zhimai", "left", 81.4, 86.2, 1.42),
    ("zhimai", "right", 87.2, 96.4, 1.55),
    ("zhimai", "left", 108.6, 111.2, 1.36),
    ("zhimai", "left", 124.2, 127.8, 1.65),
]

# Places that need a section of their own: confluences, county lines, published points [km].
EXACT = {"zhimai": (13.5, 13.6, 25.0, 36.5, 52.0, 76.0, 77.0, 78.0, 86.35, 92.0, 107.16, 112.3, 112.7, 117.0, 120.2, 120.6, 122.0, 125.0),
         "beizhi": (22.0, 35.1, 35.2), "wujia": (29.7,), "guangpu": (17.9, 18.0)}

# Centre lines: chainage [km], longitude, latitude [deg, EPSG:4490]; at a confluence the river met and its chainage [km] instead. Published
# points: the mouth reach 118.8993 E 37.3583 N and three bridges on the Guangpu [P: S29, S30]. The others were placed by towns and county
# lines [A]; meanders fill the published length.
CENTRELINES = {
    "zhimai": [(0.0, 117.620, 37.165), (13.6, 117.752, 37.120), (25.0, 117.868, 37.103), (36.5, 117.985, 37.100), (52.0, 118.140, 37.122),
               (77.0, 118.385, 37.205), (86.35, 118.475, 37.235), (92.0, 118.530, 37.250), (107.16, 118.668, 37.302), (112.4, 118.716, 37.317),
               (120.4, 118.797, 37.336), (122.0, 118.814, 37.339), (129.9, 118.8993, 37.35826), (134.55, 118.948, 37.367)],
    "beizhi": [(0.0, 117.745, 37.206), (22.0, 117.965, 37.190), (35.2, 118.110, 37.178), (48.0, 118.245, 37.196), (60.5, "zhimai", 77.0)],
    "sanhao": [(0.0, 117.838, 37.292), (16.8, "beizhi", 22.0)],
    "wujia": [(0.0, 118.345, 37.375), (15.0, 118.500, 37.338), (29.7, 118.658, 37.309), (31.0, "zhimai", 107.16)],
    "guangpu": [(0.0, 118.385, 37.483), (11.0, 118.4913, 37.4375), (23.9, 118.6064, 37.3702), (28.0, 118.6526, 37.3683),
                (34.9, "wujia", 29.7)],
    "xiaohezi": [(0.0, 118.682, 37.428), (17.0, "zhimai", 117.0)],
    "guangbei": [(0.0, 118.660, 37.250), (20.5, "zhimai", 125.0)],
    "link": [(0.0, "zhimai", 112.4), (7.68, "zhimai", 120.4)],
}
# One bend in place of meanders where the main river (to the left) and the link (to the right) run around an island.
SINGLE_BENDS = {("zhimai", 112.4): 1, ("link", 0.0): -1}


def irregularity(rng, chainage, spread, range_km):
    """Correlated noise [m] along chainage [km]: standard deviation `spread`, correlation length `range_km`, a fifth of it white."""
    grid = np.arange(-30.0, chainage[-1] + 30.0, 0.1)
    kernel = np.exp(-0.5 * (np.arange(-3.0 * range_km, 3.0 * range_km + 0.05, 0.1) / range_km) ** 2)
    smooth = np.convolve(rng.standard_normal(grid.size), kernel, mode="same")
    smooth /= smooth.std()
    return spread * (0.8 * np.interp(chainage, grid, smooth) + 0.2 * rng.standard_normal(len(chainage)))


def sag(river, bank, chainage):
    """How far the crest of today lies below its general level at a chainage [km]; 0.4 km ramps at both ends [m]."""
    total = 0.0
    for name, side, begin, end, depth in LOW_CRESTS:
        if name == river and side == bank:
            total += depth * min(1.0, max(0.0, (chainage - begin) / 0.4 + 0.5), max(0.0, (end - chainage) / 0.4 + 0.5))
    return total


def stations(river, table):
    """Chainages of the sections [km]: the exact places, and in between one about every `spacing`."""
    fixed = sorted({0.0, table["length"], *EXACT.get(river, ())})
    places = []
    for begin, end in zip(fixed, fixed[1:]):
        count = max(1, round((end - begin) / table["spacing"]))
        places += [round(x, 2) for x in np.linspace(begin, end, count + 1)[:-1]]
    return np.array(places + [table["length"]])


def write_sections(river, table):
    rng = np.random.default_rng([SEED, sum(map(ord, river))])
    x = stations(river, table)
    knots = np.array([[math.nan if value is None else value for value in row] for row in table["knots"]])
    bed, bank, bottom, toes, design = (np.interp(x, knots[:, 0], knots[:, k]) for k in range(1, 6))
    scale = np.clip(bottom / 60.0, 0.4, 1.0)                     # small rivers are less irregular
    bed = bed + irregularity(rng, x, 0.11, 1.5) * scale
    bottom = bottom * (1.0 + irregularity(rng, x, 0.05, 2.0))
    lean = irregularity(rng, x, 0.08, 4.0)                       # share by which the channel lies off the middle
    bank_left, bank_right = (bank + irregularity(rng, x, 0.12, 2.0) for _ in range(2))
    settled = {side: np.clip(table["settled"] + irregularity(rng, x, 0.13, 1.2), 0.05, None) for side in ("left", "right")}
    land = {side: np.interp(np.clip(irregularity(rng, x, 1.0, 5.0), -1.5, 1.5), (-1.5, 1.5), table["land"]) for side in ("left", "right")}
    ground = {side: bank - 0.10 + irregularity(rng, x, 0.10, 3.0) for side in ("left", "right")}

    rows = []
    for i, chainage in enumerate(x):
        half = 0.5 * bottom[i]
        shift = lean[i] * toes[i]
        left_top, right_top = -half - BANK_SLOPE * (bank_left[i] - bed[i]), half + BANK_SLOPE * (bank_right[i] - bed[i])
        left_toe = min(shift - 0.5 * toes[i], left_top - 4.0)
        right_toe = max(shift + 0.5 * toes[i], right_top + 4.0)
        channel = [(left_top, bank_left[i], CHANNEL_N, "left_bank"), (-half, bed[i] + 0.2, CHANNEL_N, ""),
                   (0.1 * half, bed[i] - 0.2, CHANNEL_N, ""),  # the thalweg keeps low water together
                   (half, bed[i] + 0.2, CHANNEL_N, ""), (right_top, bank_right[i], BERM_N, "right_bank")]
        berm_left = (left_toe, bank_left[i] + 0.1, BERM_N, "")
        berm_right = (right_toe, bank_right[i] + 0.1, BERM_N, "")
        embanked = not math.isnan(design[i])
        sides = {}
        for side, toe, berm, out in (("left", left_toe, berm_left, -1.0), ("right", right_toe, berm_right, 1.0)):
            if not embanked:  # the ground rises gently and conveys what reaches it
                sides[side] = [berm, (toe + out * 60.0, berm[1] + 0.6, BERM_N, ""), (toe + out * 250.0, berm[1] + 1.4, BERM_N, "")]
                continue
            crest = design[i] - settled[side][i] - sag(river, side, chainage)
            crest = max(crest, berm[1] + 0.3, ground[side][i] + 0.3)
            edge = toe + out * BANK_SLOPE * (crest - berm[1])
            outer_toe = edge + out * (CREST_WIDTH + BANK_SLOPE * (crest - ground[side][i]))
            sides[side] = [berm, (edge, crest, BERM_N, side + "_crest"), (edge + out * CREST_WIDTH, crest, BERM_N, ""),
                           (outer_toe, ground[side][i], BERM_N, ""), (outer_toe + out * land[side][i], ground[side][i] + 0.25, BERM_N, "")]
        for offset, level, n, mark in sides["left"][::-1] + channel + sides["right"]:
            rows.append((f"{1000.0 * chainage:.0f}", f"{offset:.1f}", f"{level:.2f}", f"{n:g}", mark))
    write_csv(f"sections/{river}.csv", "chainage [m],offset [m],level [m],manning_n [s m^-1/3],mark", rows)
    return len(x)


def metres(lon, lat):
    """Local plane coordinates [m] of longitude and latitude, good to 0.1 % over this basin."""
    return np.column_stack(((np.asarray(lon) - 118.2) * 111320.0 * math.cos(math.radians(37.25)), (np.asarray(lat) - 37.25) * 110990.0))


def meander(start, end, length, waves, points):
    """A curve from start to end [m] whose arc length is `length` [m]: a sine of `waves` half-waves (negative: first
    to the right), its amplitude found by bisection."""
    t = np.linspace(0.0, 1.0, points)
    along, across = end - start, np.array([-(end - start)[1], (end - start)[0]])
    across = across / np.linalg.norm(across)
    shape = np.sin(math.pi * waves * t) * np.sin(math.pi * t) ** 0.5

    def curve(amplitude):
        return start + t[:, None] * along + amplitude * shape[:, None] * across

    def arc(line):
        return np.linalg.norm(np.diff(line, axis=0), axis=1).sum()

    low, high = 0.0, length
    for _ in range(60):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if arc(curve(middle)) < length else (low, middle)
    return curve(low)


def write_centreline(river, lines):
    """Writes one centre line; `lines` keeps it as arrays of chainage [m], longitude and latitude for the rivers that meet it."""
    knots = []
    for chainage, lon, lat in CENTRELINES[river]:
        if isinstance(lon, str):
            x, *place = lines[lon]
            lon, lat = (np.interp(1000.0 * lat, x, values) for values in place)
        knots.append((chainage, lon, lat))
    rows = []
    for (begin, lon0, lat0), (end, lon1, lat1) in zip(knots, knots[1:]):
        length = 1000.0 * (end - begin)
        points = max(5, round(length / 400.0) + 1)
        waves = SINGLE_BENDS.get((river, begin), max(1, round(length / 3500.0)))
        line = meander(metres(lon0, lat0).ravel(), metres(lon1, lat1).ravel(), length, waves, points)
        step = np.concatenate(([0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))))
        step *= length / step[-1]
        lon = 118.2 + line[:, 0] / (111320.0 * math.cos(math.radians(37.25)))
        lat = 37.25 + line[:, 1] / 110990.0
        for k in range(points if end == knots[-1][0] else points - 1):
            rows.append((f"{1000.0 * begin + step[k]:.0f}", f"{lon[k]:.5f}", f"{lat[k]:.5f}"))
    lines[river] = np.array(rows, dtype=float).T
    write_csv(f"centrelines/{river}.csv", "chainage [m],x [deg],y [deg]", rows)


# --- Forcing -------------------------------------------------------------------------------------------------------------------------
FLOOD_START, FLOOD_DAYS = datetime(2025, 8, 8, tzinfo=BEIJING), 10
DRY_START, DRY_DAYS = datetime(2025, 12, 1, tzinfo=BEIJING), 30
TIDE_PEAK = datetime(2025, 8, 10, 22, tzinfo=BEIJING)  # [A] all constituents in phase: a spring tide a day after full moon

# Harmonic set [A]: amplitude [m], speed [deg/h]. It gives a spring range near the published 2 m at the next mouth south [P: S41].
MEAN_SEA_LEVEL = 0.20
TIDE = {"M2": (0.55, 28.9841042), "S2": (0.16, 30.0), "N2": (0.10, 28.4397295), "K1": (0.22, 15.0410686), "O1": (0.17, 13.9430356)}
ANNUAL = (0.295, datetime(2025, 8, 15, tzinfo=BEIJING))  # amplitude: half the published yearly swing of 0.59 m [P: S40]
SURGE_PEAK, SURGE_HOURS = 0.90, 15.0                     # [A] a moderate surge; 1.2 to 2.0 m was forecast for August 2019 [P: S43]

# Flood inflows [A]: base and peak discharge [m3/s], hour of the peak after the start. Peaks add up to the 20-year column of README
# section 4, each late enough to meet the wave that comes down the main river at about 1.3 m/s.
FLOOD_HEADS = {"zhimai": (2.0, 22.0, 41), "beizhi": (2.0, 24.0, 41), "sanhao": (1.0, 22.0, 42), "wujia": (1.5, 20.0, 54),
               "guangpu": (1.5, 20.0, 52), "xiaohezi": (0.5, 8.0, 62), "guangbei": (0.5, 8.0, 62)}
FLOOD_RUNOFF = {"zhimai_000_013": (1.5, 42.0, 43), "zhimai_013_025": (1.5, 41.0, 46), "zhimai_025_036": (1.5, 37.0, 48),
                "zhimai_036_052": (2.0, 63.0, 51), "zhimai_052_076": (2.0, 54.0, 54), "zhimai_078_086": (1.5, 76.0, 57),
                "zhimai_086_092": (1.0, 46.0, 59), "zhimai_092_107": (1.0, 22.0, 62), "zhimai_107_122": (1.0, 34.0, 66),
                "zhimai_122_134": (0.5, 4.0, 68), "beizhi_000_035": (2.0, 74.0, 44), "beizhi_035_060": (1.5, 24.0, 50),
                "sanhao_all": (0.5, 12.0, 44), "wujia_all": (1.0, 32.0, 57), "guangpu_all": (1.5, 42.0, 55),
                "xiaohezi_all": (0.5, 22.0, 64), "guangbei_all": (0.5, 14.0, 64)}
# Rain that gathers in the polders (structures.toml) and has to be pumped [A].
FLOOD_POLDERS = {"polder_1": (0.05, 4.2, 40), "polder_2": (0.04, 2.8, 40), "polder_3": (0.04, 2.6, 41)}
# Dry-season inflows [A]: discharge at the start and at the end [m3/s]; the rest of the river's water comes out of outfalls.
DRY_HEADS = {"zhimai": (0.12, 0.08), "beizhi": (0.16, 0.11), "sanhao": (0.05, 0.04), "wujia": (0.12, 0.09), "guangpu": (0.14, 0.10),
             "xiaohezi": (0.05, 0.04), "guangbei": (0.06, 0.04)}
DRY_SEEPAGE = {"zhimai_000_036": (0.22, 0.15), "zhimai_036_086": (0.40, 0.27), "zhimai_086_122": (0.24, 0.16), "beizhi_all": (0.30, 0.20),
               "guangpu_all": (0.08, 0.06)}

# Water that enters [mg/L]: cod, codmn, nh3n, tp, chloride. Medians and spread follow rounded statistics of public monitoring in
# Shandong, 2020-21 (README section 6); COD is taken as 3.4 times CODMn [A]; chloride [A].
POLLUTANTS = ("cod", "codmn", "nh3n", "tp", "chloride")
SPREAD = (0.12, 0.12, 0.35, 0.25, 0.10)                # coefficient of variation of daily values
FLOOD_RIVER_WATER, FLOOD_RUNOFF_WATER = (20.0, 5.9, 0.55, 0.13, 120.0), (24.0, 6.8, 0.75, 0.19, 60.0)
DRY_RIVER_WATER, DRY_SEEPAGE_WATER = (17.0, 5.0, 0.45, 0.08, 260.0), (16.0, 4.7, 0.30, 0.06, 420.0)
SEA_WATER = (14.0, 3.4, 0.20, 0.04, 14500.0)
FIRST_FLUSH = 0.8                                      # [A] the rising flood carries up to 1.8 times the concentration


def hours(days, every):
    return np.linspace(0.0, 24.0 * days, round(24 * days / every) + 1)


def iso(start, hour):
    return (start + timedelta(minutes=round(60.0 * hour))).isoformat()


def tide(start, t):
    """Astronomical tide [m] at t hours after `start`."""
    since = (start - TIDE_PEAK).total_seconds() / 3600.0 + t
    year = (start - ANNUAL[1]).total_seconds() / 3600.0 + t
    level = MEAN_SEA_LEVEL + ANNUAL[0] * np.cos(2.0 * math.pi * year / 8766.0)
    return level + sum(a * np.cos(np.radians(speed * since)) for a, speed in TIDE.values())


def surge(t):
    """Storm surge [m]: a bell whose peak meets the highest tide."""
    peak = (TIDE_PEAK - FLOOD_START).total_seconds() / 3600.0
    return SURGE_PEAK * np.exp(-0.5 * ((t - peak) / SURGE_HOURS) ** 2)


def flood_hydrograph(t, base, peak, peak_hour):
    """A rise over 42 h and a long fall, as on this plain: q = base + (peak - base) (x e^(1-x))^1.8, x = (t - start of rise) / 42 h."""
    x = np.clip((t - peak_hour + 42.0) / 42.0, 0.0, None)
    return base + (peak - base) * (x * np.exp(1.0 - x)) ** 1.8


def first_flush(t, peak_hour):
    return 1.0 + FIRST_FLUSH * np.exp(-0.5 * ((t - (peak_hour - 22.0)) / 10.0) ** 2)


def daily_noise(rng, days, spread):
    """Log-normal factors of median 1, one a day, with a memory of some three days; shape (day, pollutant)."""
    state = rng.standard_normal(len(spread))
    factors = []
    for _ in range(days + 1):
        factors.append(np.exp(np.asarray(spread) * state))
        state = 0.7 * state + math.sqrt(1.0 - 0.49) * rng.standard_normal(len(spread))
    return np.array(factors)


def write_inflow(name, start, t, discharge, water, factors):
    """discharge and factors have one row a time in t [h]; factors has one column a pollutant."""
    header = "time,discharge [m3/s]," + ",".join(f"{p} [mg/L]" for p in POLLUTANTS)
    rows = [[iso(start, h), f"{q:.4g}", *(f"{c * f:.3g}" for c, f in zip(water, row))] for h, q, row in zip(t, discharge, factors)]
    write_csv(f"forcing/{name}.csv", header, rows)


def write_sea(name, start, days, surge_at):
    """Every 10 minutes: a coarser series has corners that the time integration must stop at."""
    t = hours(days, 1.0 / 6.0)
    rows = [(iso(start, h), f"{level:.4f}") for h, level in zip(t, tide(start, t) + surge_at(t))]
    write_csv(f"forcing/{name}.csv", "time,water_level [m]", rows)


def write_flood():
    rng = np.random.default_rng([SEED, 1])
    t = hours(FLOOD_DAYS, 3)
    day = hours(FLOOD_DAYS, 24)
    for table, water, kind in ((FLOOD_HEADS, FLOOD_RIVER_WATER, "head"), (FLOOD_RUNOFF, FLOOD_RUNOFF_WATER, "runoff"),
                               (FLOOD_POLDERS, FLOOD_RUNOFF_WATER, "runoff")):
        for name, (base, peak, peak_hour) in table.items():
            noise = daily_noise(rng, FLOOD_DAYS, SPREAD)
            factors = np.column_stack([np.interp(t, day, noise[:, k]) for k in range(len(POLLUTANTS))])
            factors[:, :4] *= first_flush(t, peak_hour)[:, None]
            write_inflow(f"flood_{kind}_{name}", FLOOD_START, t, flood_hydrograph(t, base, peak, peak_hour), water, factors)
    write_sea("flood_sea", FLOOD_START, FLOOD_DAYS, surge)


def write_dry_season():
    rng = np.random.default_rng([SEED, 2])
    t = hours(DRY_DAYS, 24)
    for table, water, kind in ((DRY_HEADS, DRY_RIVER_WATER, "head"), (DRY_SEEPAGE, DRY_SEEPAGE_WATER, "seepage")):
        for name, (first, last) in table.items():
            factors = daily_noise(rng, DRY_DAYS, SPREAD)
            discharge = np.interp(t, (0.0, t[-1]), (first, last)) * daily_noise(rng, DRY_DAYS, (0.08,))[:, 0]
            write_inflow(f"dry_{kind}_{name}", DRY_START, t, discharge, water, factors)
    write_sea("dry_sea", DRY_START, DRY_DAYS, lambda t: 0.0)
    # Water temperature [A]: a December mean of 3 degC, falling, with a wave of a few days on it.
    warmth = np.interp(t, (0.0, 720.0), (4.4, 1.8)) + irregularity(rng, t / 24.0, 0.5, 2.0)
    rows = [(iso(DRY_START, h), f"{max(0.3, value):.1f}") for h, value in zip(t, warmth)]
    write_csv("forcing/dry_water_temperature.csv", "time,water_temperature [degC]", rows)


def write_design_level():
    """The 20-year level of README section 4, by which embankments are designed: design crest - 1.5 m."""
    knots = [k for k in RIVERS["zhimai"]["knots"] if k[5] is not None]
    rows = [(f"{1000.0 * k[0]:.0f}", f"{k[5] - 1.5:.2f}") for k in knots]
    write_csv("forcing/design_level_20y.csv", "chainage [m],water_level [m]", rows)


def write_csv(name, header, rows):
    path = HERE / name
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(header + "\n")
        csv.writer(file, lineterminator="\n").writerows(rows)


def main():
    total, lines = 0, {}
    for river, table in RIVERS.items():
        count = write_sections(river, table)
        write_centreline(river, lines)
        total += count
        print(f"{river}: {table['length']} km, {count} sections")
    write_flood()
    write_dry_season()
    write_design_level()
    print(f"{total} sections")


if __name__ == "__main__":
    main()
