"""Rivers at the edge: a mountain stream of five per cent, a river that falls dry and wets again, a pond that empties and fills."""

import sys

import numpy as np

import case_files as files

HOUR, DAY = 3600.0, 86400.0
STREAM = {"length": 2000.0, "bottom": 8.0, "side": 1.0, "slope": 0.05, "manning": 0.05, "discharge": 40.0, "rain": 0.01, "cell": 10.0,
          "rises": 1200.0, "ends": 2 * HOUR}
RIVER = {"length": 20_000.0, "width": 30.0, "slope": 2e-3, "manning": 0.03, "discharge": 20.0, "stops": 1 * DAY, "starts": 12 * DAY, "ends": 13 * DAY,
         "edge": 60.0, "cell": 100.0}
POND = {"length": 10_000.0, "width": 50.0, "slope": 5e-4, "manning": 0.03, "full": 4.5, "outflow": 2.0, "days": 8.0, "cell": 100.0}


def hydraulics(kind, A):
    """Conveyance [m3/s] of a flow area [m2] in the stream (trapezoid) or the river (rectangle), walls included."""
    if kind == "stream":
        b, m, n = STREAM["bottom"], STREAM["side"], STREAM["manning"]
        depth = (np.sqrt(b * b + 4.0 * m * A) - b) / (2.0 * m)
        perimeter = b + 2.0 * depth * np.sqrt(1.0 + m * m)
    else:
        n, perimeter = RIVER["manning"], RIVER["width"] + 2.0 * A / RIVER["width"]
    return A ** (5.0 / 3.0) / perimeter ** (2.0 / 3.0) / n


def uniform_area(kind, discharge):
    """Flow area [m2] at which the bed's slope carries a discharge [m3/s]."""
    slope = STREAM["slope"] if kind == "stream" else RIVER["slope"]
    low, high = 0.0, 1e4
    for _ in range(80):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if hydraulics(kind, middle) * np.sqrt(slope) < discharge else (low, middle)
    return 0.5 * (low + high)


def write_stream(folder):
    c, case = STREAM, folder / "mountain_stream"
    files.simple_sections(case / "sections.csv", [(x, c["slope"] * (c["length"] - x), c["bottom"], c["side"], c["manning"]) for x in (0.0, c["length"])])
    files.write_basin(case, "mountain_stream", "山区陡坡河道", "Mountain stream", [files.river("stream", "山溪", "Stream", c["length"], "sections.csv")])
    mouth = {"at": files.at("stream", c["length"]), "kind": "normal_depth", "bed_slope": c["slope"]}
    files.write_scenario(case / "uniform.toml", "均匀急流", "Uniform supercritical flow", c["ends"], c["cell"],
                         [{"at": files.at("stream", 0.0), "kind": "discharge", "discharge": c["discharge"]}, mouth])
    total = c["rain"] * c["length"]
    files.series(case / "rain.csv", "discharge [m3/s]", [0.0, c["rises"], c["rises"] + 1.0, c["ends"]], [total, total, 0.0, 0.0])
    bed = lambda x: c["slope"] * (c["length"] - x)
    files.profile(case / "dry.csv", [("stream", x, bed(x), 0.0) for x in (0.0, c["length"])])
    files.write_scenario(case / "rain.toml", "干河床上的暴雨", "Rain on a dry bed", c["ends"], c["cell"],
                         [{"at": files.at("stream", 0.0), "kind": "closed"}, mouth], every=30.0, initial={"profile": "dry.csv"},
                         lateral_inflows=[{"id": "rain", "over": f"stream: 0 m to {files.number(c['length'])} m", "series": "rain.csv"}])


def write_river(folder):
    c, case = RIVER, folder / "river_falls_dry"
    files.simple_sections(case / "sections.csv", [(x, c["slope"] * (c["length"] - x), c["width"], 0.0, c["manning"]) for x in (0.0, c["length"])])
    files.write_basin(case, "river_falls_dry", "断流与复流", "A river that falls dry", [files.river("river", "季节河", "Seasonal river", c["length"], "sections.csv")])
    q, edge = c["discharge"], c["edge"]
    files.series(case / "head.csv", "discharge [m3/s]", [0.0, c["stops"], c["stops"] + edge, c["starts"], c["starts"] + edge, c["ends"]], [q, q, 0.0, 0.0, q, q])
    files.write_scenario(case / "scenario.toml", "断流十一天后复流", "Eleven days without inflow", c["ends"], c["cell"], [
        {"at": files.at("river", 0.0), "kind": "discharge", "series": "head.csv"},
        {"at": files.at("river", c["length"]), "kind": "normal_depth", "bed_slope": c["slope"]}], every=0.25 * HOUR)


def write_pond(folder):
    c, case = POND, folder / "pond_empties_and_fills"
    bed = lambda x: c["slope"] * x  # lowest at its head, where the pump stands
    files.simple_sections(case / "sections.csv", [(x, bed(x), c["width"], 0.0, c["manning"]) for x in (0.0, c["length"])])
    files.write_basin(case, "pond_empties_and_fills", "塘库放空与回蓄", "A pond empties and fills", [files.river("pond", "塘", "Pond", c["length"], "sections.csv")])
    files.profile(case / "initial.csv", [("pond", x, c["full"], 0.0) for x in (0.0, c["length"])])
    half, q = 0.5 * c["days"] * DAY, c["outflow"]
    # Out for half the time, then in, with a minute between the two that moves as much in as out.
    files.series(case / "pump.csv", "discharge [m3/s]", [0.0, half - 30.0, half + 30.0, c["days"] * DAY], [-q, -q, q, q])
    files.write_scenario(case / "scenario.toml", "先放后蓄", "Out for half the time, then in", c["days"] * DAY, c["cell"], [
        {"at": files.at("pond", 0.0), "kind": "discharge", "series": "pump.csv"},
        {"at": files.at("pond", c["length"]), "kind": "closed"}], every=HOUR, initial={"profile": "initial.csv"})


def write(folder):
    write_stream(folder)
    write_river(folder)
    write_pond(folder)


if __name__ == "__main__":
    write(files.HERE if len(sys.argv) < 2 else files.pathlib.Path(sys.argv[1]))
