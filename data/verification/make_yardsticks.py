"""The two yardsticks by which speed and accuracy are quoted: the long river and the dendritic network.

Long river: 100 km, trapezoid (bottom 50 m, side slope 2), slope 2e-4, n = 0.030, inflow 100 m3/s rising to 1000 over 12 h
and back over 36 h, normal depth below, 5 days. Pulse: 100 g/m3 at the inlet from 6 h to 12 h.

Dendritic network: a full binary tree of ten levels, 1023 links of 2 km. Level m (0 = head, 9 = trunk): bottom width
4 * 2^(m/2) m, slope 2e-3 * 2^(-0.3 m), side slope 2, n = 0.035; each of the 512 heads 0.5 m3/s rising to 5 at 6 h and back
at 24 h. A river here is a path of links from a head downstream as far as it is the first of the two that meet.
"""

import sys

import case_files as files

HOUR, DAY = 3600.0, 86400.0
LONG = {"length": 100_000.0, "bottom": 50.0, "side": 2.0, "slope": 2e-4, "manning": 0.030, "low": 100.0, "peak": 1000.0}
LINK, LEVELS, CELL, MANNING, SIDE = 2000.0, 10, 200.0, 0.035, 2.0


def trapezoid(bed, bottom, side, height, manning):
    """Surveyed points of a trapezoid around offset 0."""
    half = 0.5 * bottom
    return [(x, z, manning, "") for x, z in ((-half - side * height, bed + height), (-half, bed), (half, bed), (half + side * height, bed + height))]


def write_long_river(folder):
    c = LONG
    tracer = [{"id": "tracer", "name_zh": "示踪剂", "name_en": "Tracer"}]
    for name, pollutants in (("long_river", ()), ("long_river_pulse", tracer)):
        case = folder / name
        top = c["slope"] * c["length"]
        files.surveyed_sections(case / "sections.csv", [(x, trapezoid(z, c["bottom"], c["side"], 20.0, c["manning"])) for x, z in ((0.0, top), (c["length"], 0.0))])
        files.write_basin(case, name, "长河", "Long river", [files.river("river", "长河", "Long river", c["length"], "sections.csv")], pollutants)
        flood = [(0.0, c["low"]), (12 * HOUR, c["peak"]), (48 * HOUR, c["low"]), (120 * HOUR, c["low"])]
        more = []
        if pollutants:
            # The inlet steps within a millisecond: 100 g/m3 from 6 h to 12 h.
            edge = 0.001
            pulse = {0.0: 0.0, 6 * HOUR - edge: 0.0, 6 * HOUR: 100.0, 12 * HOUR: 100.0, 12 * HOUR + edge: 0.0, 48 * HOUR: 0.0, 120 * HOUR: 0.0}
            between = lambda t: next(q0 + (q1 - q0) * (t - t0) / (t1 - t0) for (t0, q0), (t1, q1) in zip(flood, flood[1:]) if t <= t1)
            flood = [(t, between(t)) for t in pulse]
            more = [("tracer [mg/L]", list(pulse.values()))]
        files.series(case / "inflow.csv", "discharge [m3/s]", *zip(*flood), *more)
        boundaries = [{"at": files.at("river", 0.0), "kind": "discharge", "series": "inflow.csv"},
                      {"at": files.at("river", c["length"]), "kind": "normal_depth", "bed_slope": c["slope"]}]
        initial = {"concentration": {"tracer": 0.0}} if pollutants else None
        for cells in (1000,) if pollutants else (1000, 10_000):
            files.write_scenario(case / f"{cells}_cells.toml", f"{cells} 单元", f"{cells} cells", 34 * HOUR if pollutants else 5 * DAY, c["length"] / cells, boundaries,
                                 every=60.0 if pollutants else 600.0 if cells == 1000 else 3600.0, initial=initial)


def width(level):
    return 4.0 * 2.0 ** (0.5 * level)


def slope(level):
    return 2e-3 * 2.0 ** (-0.3 * level)


def top_of(level):
    """Bed level at the head of a link of this level [m]; the outlet lies at 0."""
    return sum(slope(m) * LINK for m in range(level, LEVELS))


def last_level(head):
    """The level at whose lower end the river from this head joins another; the trunk is river 0."""
    return LEVELS - 1 if head == 0 else next(m for m in range(LEVELS) if head >> m & 1)


def write_dendritic(folder):
    case = folder / "dendritic"
    for last in range(LEVELS):
        sections = []
        for m in range(last + 1):  # two sections a link, a millimetre inside its ends
            for x, z in ((m * LINK + 1e-3, top_of(m)), ((m + 1) * LINK - 1e-3, top_of(m) - slope(m) * LINK)):
                sections.append((x, trapezoid(z, width(m), SIDE, 15.0, MANNING)))
        files.surveyed_sections(case / f"to_level_{last}.csv", sections)
    rivers = []
    for head in range(2 ** (LEVELS - 1)):
        last = last_level(head)
        joins = {} if head == 0 else {"joins": files.at(f"r{head >> (last + 1) << (last + 1)}", (last + 1) * LINK)}
        rivers.append(files.river(f"r{head}", f"第{head}河", f"River {head}", (last + 1) * LINK, f"to_level_{last}.csv", **joins))
    files.write_basin(case, "dendritic", "树状河网", "Dendritic network", rivers)
    files.series(case / "head.csv", "discharge [m3/s]", [0.0, 6 * HOUR, 24 * HOUR, 48 * HOUR], [0.5, 5.0, 0.5, 0.5])
    boundaries = [{"at": files.at(f"r{head}", 0.0), "kind": "discharge", "series": "head.csv"} for head in range(2 ** (LEVELS - 1))]
    boundaries.append({"at": files.at("r0", LEVELS * LINK), "kind": "normal_depth", "bed_slope": slope(LEVELS - 1)})
    for cell in (CELL, CELL / 10.0):
        files.write_scenario(case / f"cells_of_{cell:.0f}_m.toml", f"单元 {cell:.0f} 米", f"Cells of {cell:.0f} m", 48 * HOUR, cell, boundaries,
                             every=300.0 if cell == CELL else 3600.0)


def write(folder):
    write_long_river(folder)


if __name__ == "__main__":
    target = files.HERE if len(sys.argv) < 2 else files.pathlib.Path(sys.argv[1])
    write(target)
    write_dendritic(target / "generated" if len(sys.argv) < 2 else target)
