"""A random basin and a scenario on it, from a number: the same number makes the same files.

    basin.py NUMBER FOLDER

What is drawn, each on its own: the network (one river, a tree, a loop, a ladder of loops, a delta), the scale (ditches of half a metre to
rivers of two kilometres), the bed (flat, mild, steep, supercritical, with steps and adverse stretches), the sections (trapezoids or ragged
surveys with banks, crests and ineffective ground), what comes in (floods of some share of what the bed carries, dry seasons, nothing at all)
and what waits below (normal depth, a level, a tide, a rating, a wall).
"""

import math
import pathlib
import random
import sys

from works import add_quality, add_storages_and_structures, add_water_use

START = "2025-06-01T00:00:00+08:00"


def log_uniform(r, low, high):
    return math.exp(r.uniform(math.log(low), math.log(high)))


def table(columns, rows):
    return ",".join(columns) + "\n" + "".join(",".join(f"{v:.10g}" if isinstance(v, float) else str(v) for v in row) + "\n" for row in rows)


class River:
    """A line of sections; `bed(x)` [m] and `depth`, the depth at which the banks are full [m]."""

    def __init__(self, name, length, width, depth, slope, top, manning_n):
        self.name, self.length, self.width, self.depth, self.slope, self.manning_n = name, length, width, depth, slope, manning_n
        self.joins = self.leaves = None
        self.stations = [0.0, length]
        self.levels = [top, top - slope * length]
        self.crest = 0.0  # of its embankments above the bed [m]; 0 = none

    def bed(self, x):
        for (a, za), (b, zb) in zip(zip(self.stations, self.levels), zip(self.stations[1:], self.levels[1:])):
            if x <= b:
                return za + (zb - za) * (x - a) / (b - a)
        return self.levels[-1]

    def bankful(self):
        """Discharge at full banks by Manning's law [m3/s]."""
        slope = max(abs(self.levels[0] - self.levels[-1]) / self.length, 1e-6)
        return min(self.width * self.depth ** (5 / 3) * math.sqrt(slope) / self.manning_n, 8e4)  # below what a reader believes


def roughen_bed(r, river, how):
    """Stations along the river, and a bed that is not one slope."""
    count = r.choice([2, 2, 3, 5, 9, 20])
    river.stations = sorted({0.0, river.length, *(round(r.uniform(0.02, 0.98) * river.length, 2) for _ in range(count - 2))})
    river.levels = [river.levels[0] - river.slope * x for x in river.stations]
    if how == "rough":
        river.levels = [z + r.gauss(0, 0.3) * river.depth for z in river.levels]
    elif how == "adverse" and len(river.stations) > 2:
        for i in range(1, len(river.levels) - 1, 2):
            river.levels[i] -= r.uniform(0.2, 1.5) * river.depth
    elif how == "steps" and len(river.stations) > 2:
        drop = 0.0
        for i in range(1, len(river.levels)):
            drop += r.choice([0, 0, 1]) * r.uniform(0.2, 2) * river.depth
            river.levels[i] -= drop


def simple_sections(r, river):
    rows = []
    for x, z in zip(river.stations, river.levels):
        w = river.width * r.uniform(0.8, 1.25) if r.random() < 0.5 else river.width
        rows.append((float(x), float(z), w, r.choice([0.0, 0.5, 2.0, 5.0]) if river.ragged else river.side_slope, river.manning_n))
    return table(["chainage [m]", "bed_level [m]", "bottom_width [m]", "side_slope [1]", "manning_n [s m^-1/3]"], rows)


def surveyed_sections(r, river):
    """Ragged ground: a channel, flood plains at about bank level, and (perhaps) embankments."""
    rows, has_crests = [], river.crest > 0
    for x, z in zip(river.stations, river.levels):
        half, d = river.width / 2 * r.uniform(0.7, 1.3), river.depth
        plain = river.plain * half
        ground = lambda: z + d * (1 + r.uniform(-0.1, 0.15))
        channel = sorted(r.uniform(-0.9, 0.9) * half for _ in range(r.choice([1, 2, 4, 9])))
        points = [(-half, ground(), "left_bank")]
        points += [(o, z + d * r.uniform(0, 0.4) * abs(o) / half, "") for o in channel]
        points[1 + len(channel) // 2] = (points[1 + len(channel) // 2][0], z, "")
        points.append((half, ground(), "right_bank"))
        if plain > 0:
            for side, at in ((-1, 0), (1, None)):
                flat = (side * (half + 0.9 * plain), ground(), "")
                crest = (side * (half + plain), z + river.crest, ("left_crest" if side < 0 else "right_crest") if has_crests else "")
                behind = (side * (half + plain * 1.5), ground(), "")
                outer = [flat, crest, behind] if has_crests else [flat, (crest[0], ground() + d, "")]
                points = outer[::-1] + points if side < 0 else points + outer
        n = river.manning_n
        rows += [(float(x), float(o), float(l), n * (1 if abs(o) < half else r.uniform(1, 3)), mark) for o, l, mark in points]
    return table(["chainage [m]", "offset [m]", "level [m]", "manning_n [s m^-1/3]", "mark"], rows)


def make_rivers(r):
    """The network: a main river and what joins or leaves it."""
    width = log_uniform(r, 0.5, 2000)
    depth = max(0.2, min(20.0, 0.35 * width ** 0.55 * r.uniform(0.6, 1.6)))
    regime = r.choice(["flat", "mild", "mild", "mild", "steep", "supercritical"])
    slope = {"flat": 0.0, "mild": log_uniform(r, 2e-5, 1e-3), "steep": log_uniform(r, 1e-3, 1e-2), "supercritical": log_uniform(r, 1e-2, 8e-2)}[regime]
    if width > 100:
        slope = min(slope, 5e-3)
    length = min(log_uniform(r, 20, 4000) * width, 3e5)
    length = max(length, 200.0)
    if slope > 0:
        length = min(length, 1500.0 / slope)
    n = log_uniform(r, 0.012, 0.12)
    top = r.uniform(0, 50) + slope * length
    main = River("main", round(length), width, depth, slope, top, n)
    bed = r.choice(["even", "even", "rough", "adverse", "steps"])
    roughen_bed(r, main, bed)
    rivers = [main]
    kind = r.choice(["one", "one", "tree", "tree", "loop", "ladder", "delta"])
    if kind == "tree":
        for k in range(r.randint(1, 6)):
            host = r.choice(rivers)
            x = round(r.uniform(0.1, 0.9) * host.length)
            w = max(0.3, host.width * r.uniform(0.2, 0.9))
            child_length = max(100.0, round(host.length * r.uniform(0.1, 0.7)))
            child_slope = slope * r.uniform(0.5, 4)
            mouth = host.bed(x) + r.choice([0.0, 0.0, r.uniform(-0.3, 1.0) * host.depth])
            child = River(f"branch{k}", child_length, w, host.depth * r.uniform(0.4, 1), child_slope, mouth + child_slope * child_length, n * r.uniform(0.7, 1.5))
            roughen_bed(r, child, r.choice(["even", bed]))
            child.joins = f"{host.name}: {x} m"
            rivers.append(child)
    elif kind in ("loop", "ladder"):
        for k in range(1 if kind == "loop" else r.randint(2, 4)):
            a, b = sorted((r.uniform(0.05, 0.95), r.uniform(0.05, 0.95)))
            if b - a < 0.05:
                b = a + 0.05
            a, b = round(a * main.length), round(b * main.length)
            arm_length = max(50.0, round((b - a) * r.uniform(0.6, 2)))
            arm = River(f"arm{k}", arm_length, max(0.3, width * r.uniform(0.2, 1)), depth * r.uniform(0.4, 1), 0.0, main.bed(a), n * r.uniform(0.7, 1.5))
            arm.levels = [main.bed(a), main.bed(b)]
            arm.slope = (arm.levels[0] - arm.levels[1]) / arm_length
            roughen_bed(r, arm, r.choice(["even", bed]))
            arm.leaves, arm.joins = f"main: {a} m", f"main: {b} m"
            rivers.append(arm)
    elif kind == "delta":
        for k in range(r.randint(1, 3)):
            x = round(r.uniform(0.3, 0.95) * main.length)
            arm_length = max(50.0, round((main.length - x) * r.uniform(0.7, 1.5)))
            arm = River(f"mouth{k}", arm_length, max(0.3, width * r.uniform(0.3, 1)), depth * r.uniform(0.5, 1), slope, main.bed(x), n)
            arm.levels = [main.bed(x), main.bed(x) - slope * arm_length]
            roughen_bed(r, arm, "even")
            arm.leaves = f"main: {x} m"
            rivers.append(arm)
    return rivers, {"network": kind, "regime": regime, "bed": bed}


def inflow(r, river, duration, how):
    """Times [s] and discharges [m3/s] at a head."""
    q = river.bankful() * {"flood": r.uniform(0.5, 3), "low": log_uniform(r, 1e-3, 0.1), "flash": r.uniform(0.5, 2), "dry": r.uniform(0.1, 0.8), "waves": r.uniform(0.05, 0.8), "none": 0.0}[how]
    base = q * r.choice([0.01, 0.1, 0.3])
    if how in ("low", "none"):
        return [(0.0, q), (duration, q)]
    if how == "flood":
        a, b = sorted((r.uniform(0.05, 0.6), r.uniform(0.1, 0.9)))
        return [(0.0, base), (a * duration, base), (0.5 * (a + b) * duration + 1, q), (b * duration + 2, base), (duration + 3, base)]
    if how == "flash":  # up within minutes
        a = r.uniform(0.1, 0.5) * duration
        return [(0.0, base), (a, base), (a + r.choice([1.0, 60.0, 600.0]), q), (a + 0.2 * duration + 600, q), (a + 0.2 * duration + 1200, base), (duration + 2000, base)]
    if how == "dry":  # runs dry, and comes back
        return [(0.0, q), (0.2 * duration, q), (0.3 * duration, 0.0), (0.7 * duration, 0.0), (0.75 * duration, q), (duration, q)]
    period = duration / r.randint(3, 12)
    return [(i * period / 8, base + (q - base) * 0.5 * (1 - math.cos(2 * math.pi * i / 8))) for i in range(int(8 * duration / period) + 2)]


def below(r, river, duration):
    """The lower boundary's keys, its files, and what it is."""
    bed, d = river.levels[-1], river.depth
    kind = r.choice(["normal_depth", "water_level", "tide", "tide", "rating_curve", "rating_curve", "drawdown"])
    mean_slope = (river.levels[0] - river.levels[-1]) / river.length
    last_slope = (river.levels[-2] - river.levels[-1]) / (river.stations[-1] - river.stations[-2])
    if kind == "normal_depth" and min(mean_slope, last_slope) > 1e-6:
        return 'kind = "normal_depth"', {}, kind
    if kind == "rating_curve":
        q = max(river.bankful(), 1e-3)
        rows = [(bed + d * h, q * h ** 1.6) for h in (0.0, 0.05, 0.2, 0.5, 1.0, 2.0, 4.0)]
        return 'kind = "rating_curve"\nrating = "rating.csv"', {"rating.csv": table(["water_level [m]", "discharge [m3/s]"], rows)}, kind
    if kind in ("tide", "drawdown"):
        mean, amplitude = bed + d * r.uniform(0.3, 1), d * r.uniform(0.1, 0.9)
        if kind == "drawdown":
            rows = [(0.0, mean), (0.3 * duration, mean), (0.3 * duration + r.choice([60.0, 3600.0]), max(bed + 0.05 * d, mean - amplitude)), (duration + 3700, mean - 0.2 * amplitude)]
        else:
            rows = [(i * 1800.0, mean + amplitude * math.sin(2 * math.pi * i * 1800 / 44714)) for i in range(int(duration / 1800) + 2)]
        return 'kind = "water_level"\nseries = "{0}_level.csv"'.format(river.name), {f"{river.name}_level.csv": table(["time [s]", "water_level [m]"], rows)}, kind
    return f'kind = "water_level"\nwater_level = {bed + d * r.uniform(0.2, 1.2):.4f}', {}, "water_level"


def make(number, folder):
    """Writes the files; returns what was drawn, for people."""
    r = random.Random(number)
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    rivers, drawn = make_rivers(r)
    main = rivers[0]
    surveyed = r.random() < 0.5
    ragged, side_slope, plain, crest = r.random() < 0.4, r.choice([0.0, 1.0, 2.0, 3.0]), r.choice([0.0, 0.5, 2.0, 6.0]), r.choice([0.0, 1.2, 1.6, 2.5])
    travel = main.length / max(0.1, min(5.0, main.bankful() / (main.width * main.depth)))
    duration = float(round(min(max(travel * r.uniform(0.5, 4), 3600.0), 20 * 86400.0)))
    cells = r.choice([3, 10, 30, 60, 120])
    cell_length = max(0.5, main.length / cells)
    basin, scenario, files = ['name = "random"', 'crs = "EPSG:4490"', 'datum = "EPSG:5737"', ""], [], {}
    for river in rivers:
        river.ragged, river.side_slope, river.plain = ragged, side_slope if river.width > 0 else 1.0, plain
        river.crest = crest * river.depth if surveyed and plain > 0 else 0.0
        files[f"{river.name}.csv"] = surveyed_sections(r, river) if surveyed else simple_sections(r, river)
        basin += ["[[river]]", f'id = "{river.name}"', f"length = {river.length}", f'sections = "{river.name}.csv"']
        basin += [f'{key} = "{where}"' for key, where in (("leaves", river.leaves), ("joins", river.joins)) if where] + [""]
    drawn.update(surveyed=surveyed, width=round(main.width, 2), slope=f"{main.slope:.2g}", length=main.length, cells=cells, hours=round(duration / 3600, 1))
    how = r.choice(["flood", "flood", "low", "flash", "dry", "waves", "none"])
    drawn["inflow"] = how
    head_of = {}
    for river in rivers:
        if not river.leaves:
            rows = inflow(r, river, duration, r.choice([how, how, "low"]))
            files[f"{river.name}_inflow.csv"] = table(["time [s]", "discharge [m3/s]"], [(float(t), float(q)) for t, q in rows])
            head_of[river.name] = len(scenario)
            scenario += ["[[boundary]]", f'at = "{river.name}: 0 m"', 'kind = "discharge"', f'series = "{river.name}_inflow.csv"', ""]
        if not river.joins:
            keys, more, what = below(r, river, duration)
            if "rating.csv" in more:  # one for each mouth
                keys, more = keys.replace("rating.csv", f"{river.name}_rating.csv"), {f"{river.name}_rating.csv": more["rating.csv"]}
            files.update(more)
            drawn["below"] = what
            scenario += ["[[boundary]]", f'at = "{river.name}: {river.length} m"', *keys.split("\n"), ""]
    initial = []
    if r.random() < 0.3:  # not the steady state: still water at some depth, or a dry bed
        depth = r.choice([0.0, 0.0, 1e-4, 0.3 * main.depth, main.depth])
        rows = [(river.name, float(x), river.bed(x) + depth, 0.0) for river in rivers for x in river.stations]
        files["profile.csv"] = table(["river", "chainage [m]", "water_level [m]", "discharge [m3/s]"], rows)
        initial.append('profile = "profile.csv"')
        drawn["initial_depth"] = round(depth, 4)
    add_storages_and_structures(r, rivers, duration, cell_length, basin, scenario, drawn)
    add_water_use(r, rivers, basin, scenario, drawn)
    add_quality(r, rivers, duration, basin, scenario, initial, drawn)
    head = ['basin = "basin.toml"', f"start = {START}", f'end = {end_of(duration)}', f"cell_length = {cell_length:.6g}", "", "[output]", f"every = {max(60.0, duration / 24):.6g}", ""]
    head += ["[initial]", *initial, ""] if initial else []
    (folder / "basin.toml").write_text("\n".join(basin) + "\n", encoding="utf-8")
    (folder / "scenario.toml").write_text("\n".join(head + scenario) + "\n", encoding="utf-8")
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return drawn


def end_of(duration):
    import datetime
    return (datetime.datetime.fromisoformat(START) + datetime.timedelta(seconds=duration)).isoformat()


if __name__ == "__main__":
    print(make(int(sys.argv[1]), sys.argv[2]))
