"""A backwater of the M2 kind: 10 km, 100 m wide, slope 5e-4, K = 30.6 m^(1/3)/s, Q = 1000 m3/s, 3 m deep at the lower end."""

import sys

import case_files as files

LENGTH, WIDTH, SLOPE, STRICKLER, DISCHARGE, LOWER_DEPTH, CELLS = 10_000.0, 100.0, 5e-4, 30.6, 1000.0, 3.0, 100


def write(folder):
    case = folder / "backwater_m2"
    files.simple_sections(case / "sections.csv", [(0.0, SLOPE * LENGTH, WIDTH, 0.0, 1.0 / STRICKLER), (LENGTH, 0.0, WIDTH, 0.0, 1.0 / STRICKLER)])
    files.write_basin(case, "backwater_m2", "降水曲线 M2", "Backwater M2", [files.river("channel", "渠道", "Channel", LENGTH, "sections.csv")])
    files.write_scenario(case / "scenario.toml", "恒定流", "Steady flow", 7200.0, LENGTH / CELLS, [
        {"at": files.at("channel", 0.0), "kind": "discharge", "discharge": DISCHARGE},
        {"at": files.at("channel", LENGTH), "kind": "water_level", "water_level": LOWER_DEPTH}])


if __name__ == "__main__":
    write(files.HERE if len(sys.argv) < 2 else files.pathlib.Path(sys.argv[1]))
