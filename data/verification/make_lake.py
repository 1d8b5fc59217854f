"""A lake at rest: irregular bed, irregular width, level 12 m, closed ends, 24 h; with dry islands; on a looped network.

After MASCARET's validation case 6 (1500 m, K = 20 m^(1/3)/s, cells of 10 and 50 m); the shapes are our own sums of sines.
"""

import sys

import numpy as np

import case_files as files

LEVEL, LENGTH, MANNING, DURATION = 12.0, 1500.0, 1.0 / 20.0, 86400.0
BRANCH_LENGTH, LEAVES, JOINS = 900.0, 400.0, 1100.0


def lowest(x, islands):
    """Bed level [m]; with islands it stands above the lake around x = 450 m and x = 1150 m."""
    z = 6.0 + 1.7 * np.sin(x / 97.0) + 0.9 * np.sin(x / 31.0 + 1.0) + 0.4 * np.sin(x / 13.0)
    if islands:
        z += 9.0 * np.exp(-(((x - 450.0) / 60.0) ** 2)) + 11.0 * np.exp(-(((x - 1150.0) / 90.0) ** 2))
    return z


def section(x, islands=False):
    """Seven points: a bed of changing width, sloping sides, and uneven plains on both sides."""
    z, half = float(lowest(x, islands)), 12.0 + 5.0 * np.sin(x / 53.0)
    side = 4.0 + 2.0 * np.cos(x / 71.0)
    left, right = max(z + 2.0, 10.2) + 0.5 * np.sin(x / 41.0), max(z + 2.0, 10.4) + 0.5 * np.cos(x / 29.0)
    points = [(0.0, z + 14.0), (8.0, left + 0.4), (30.0, left), (30.0 + side, z), (30.0 + side + 2.0 * half, z + 0.3),
              (30.0 + 2.0 * (side + half), right), (60.0 + 2.0 * (side + half), z + 14.0)]
    return x, [(offset, level, MANNING, mark) for (offset, level), mark in zip(points, ["", "", "left_bank", "", "", "right_bank", ""])]


def write(folder):
    x = np.arange(0.0, LENGTH + 1.0, 25.0)
    for name, islands in (("lake_at_rest", False), ("lake_with_islands", True)):
        case = folder / name
        files.surveyed_sections(case / "sections.csv", [section(s, islands) for s in x])
        files.write_basin(case, name, "静水湖", "Lake at rest", [files.river("lake", "湖", "Lake", LENGTH, "sections.csv")])
        files.profile(case / "initial.csv", [("lake", 0.0, LEVEL, 0.0), ("lake", LENGTH, LEVEL, 0.0)])
        for dx in (10.0, 50.0):
            files.write_scenario(case / f"cells_of_{dx:.0f}_m.toml", f"单元 {dx:.0f} 米", f"Cells of {dx:.0f} m", DURATION, dx,
                                 [{"at": files.at("lake", 0.0), "kind": "closed"}, {"at": files.at("lake", LENGTH), "kind": "closed"}],
                                 every=3600.0, initial={"profile": "initial.csv"})
    case = folder / "lake_on_a_loop"
    files.surveyed_sections(case / "main.csv", [section(s) for s in x])
    files.surveyed_sections(case / "branch.csv", [(s, section(s + 777.0)[1]) for s in np.arange(0.0, BRANCH_LENGTH + 1.0, 25.0)])
    files.write_basin(case, "lake_on_a_loop", "环状静水", "Lake on a loop", [
        files.river("main", "干流", "Main", LENGTH, "main.csv"),
        files.river("branch", "支汊", "Branch", BRANCH_LENGTH, "branch.csv", leaves=files.at("main", LEAVES), joins=files.at("main", JOINS))])
    files.profile(case / "initial.csv", [(r, s, LEVEL, 0.0) for r, end in (("main", LENGTH), ("branch", BRANCH_LENGTH)) for s in (0.0, end)])
    for dx in (10.0, 50.0):
        files.write_scenario(case / f"cells_of_{dx:.0f}_m.toml", f"单元 {dx:.0f} 米", f"Cells of {dx:.0f} m", DURATION, dx,
                             [{"at": files.at("main", 0.0), "kind": "closed"}, {"at": files.at("main", LENGTH), "kind": "closed"}],
                             every=3600.0, initial={"profile": "initial.csv"})


if __name__ == "__main__":
    write(files.HERE if len(sys.argv) < 2 else files.pathlib.Path(sys.argv[1]))
