"""Eighteen reaches with a loop, two floods and a level held below: a network in which the flow turns round.

The main river is reaches 1 to 8 and 14 to 18 of the published problem, the branch reaches 9 to 13; the bed is given at the
middle of each reach there and is linear in between here.
Source: geometry and inflows of problem 4 of Hughes, Langevin, Chartier & White (2012), USGS Techniques and Methods 6-A40 (SWR1).
"""

import sys

import case_files as files

HOUR = 3600.0
MANNING, SIDE, END, CELL = 0.03, 1.0, 168 * HOUR, 100.0
# of each reach: length [m], bottom width [m], bed level [m]
MAIN = [(1000, 10, 2.0), (500, 10, 1.83), (500, 20, 1.83), (1000, 20, 1.67), (1000, 20, 1.50), (1000, 20, 1.33), (1000, 20, 1.17), (500, 20, 1.0),
        (500, 15, 1.0), (1000, 15, 0.75), (1000, 15, 0.50), (1000, 15, 0.25), (1000, 15, 0.0)]
BRANCH = [(500, 10, 1.83), (1118, 10, 1.65), (1118, 10, 1.41), (1000, 10, 1.17), (500, 10, 1.0)]
LEAVES, JOINS, LOW_FROM = 1500.0, 6500.0, 7000.0  # of the main river; below LOW_FROM the water begins at 2 m instead of 3 m
FIRST = [0, 0, 0, 0.002, 0.01, 0.05, 0.2, 0.671, 1.868, 4.315, 8.277, 13.183, 17.4232, 19.1223, 17.423, 13.18, 8.277, 4.315, 1.868, 0.671,
         0.2, 0.05, 0.01, 0.002, 0]  # every hour, at the head
SECOND = [0] * 13 + [0.002, 0.079, 1.199, 8.313, 26.486, 38.952, 26.486, 8.313, 1.199, 0.079, 0.002, 0]  # every hour, along the fifth reach


def reach_middles(reaches):
    """Chainage of the middle of each reach [m]."""
    x, found = 0.0, []
    for length, *_ in reaches:
        found.append(x + 0.5 * length)
        x += length
    return found, x


def sections(reaches):
    """Trapezoids at the middle of each reach, at the ends, and on both sides of every change of width."""
    middles, end = reach_middles(reaches)
    bed = lambda x: next((z0 + (z1 - z0) * (x - x0) / (x1 - x0) for (x0, z0), (x1, z1) in zip(points, points[1:]) if x0 <= x <= x1))
    levels = [z for *_, z in reaches]
    points = [(0.0, levels[0]), *zip(middles, levels), (end, levels[-1])]
    rows, x = {}, 0.0
    for length, width, _ in reaches:
        for place in (x + 0.5, x + 0.5 * length, x + length - 0.5):
            rows[place] = (bed(place), width)
        x += length
    rows[0.0], rows[end] = (levels[0], reaches[0][1]), (levels[-1], reaches[-1][1])
    return [(place, z, width, SIDE, MANNING) for place, (z, width) in sorted(rows.items())]


def write(folder):
    case = folder / "loop_network"
    files.simple_sections(case / "main.csv", sections(MAIN))
    files.simple_sections(case / "branch.csv", sections(BRANCH))
    lengths = {"main": reach_middles(MAIN)[1], "branch": reach_middles(BRANCH)[1]}
    files.write_basin(case, "loop_network", "环状河网", "A network with a loop", [
        files.river("main", "干流", "Main", lengths["main"], "main.csv"),
        files.river("branch", "支汊", "Branch", lengths["branch"], "branch.csv", leaves=files.at("main", LEAVES), joins=files.at("main", JOINS))])
    times = [HOUR * i for i in range(len(FIRST))] + [END]
    files.series(case / "first.csv", "discharge [m3/s]", times, [*FIRST, 0.0])
    files.series(case / "second.csv", "discharge [m3/s]", times, [*SECOND, 0.0])
    files.profile(case / "initial.csv", [("main", 0.0, 3.0, 0.0), ("main", LOW_FROM - 0.5, 3.0, 0.0), ("main", LOW_FROM + 0.5, 2.0, 0.0),
                                         ("main", lengths["main"], 2.0, 0.0), ("branch", 0.0, 3.0, 0.0), ("branch", lengths["branch"], 3.0, 0.0)])
    for cell in (CELL, 0.5 * CELL):
        files.write_scenario(case / f"cells_of_{cell:.0f}_m.toml", f"单元 {cell:.0f} 米", f"Cells of {cell:.0f} m", END, cell, [
            {"at": files.at("main", 0.0), "kind": "discharge", "series": "first.csv"},
            {"at": files.at("main", lengths["main"]), "kind": "water_level", "water_level": 2.0}], every=0.5 * HOUR, initial={"profile": "initial.csv"},
            lateral_inflows=[{"id": "second", "over": "main: 3000 m to 4000 m", "series": "second.csv"}])


if __name__ == "__main__":
    write(files.HERE if len(sys.argv) < 2 else files.pathlib.Path(sys.argv[1]))
