"""A flood and a tide in a looped network: a branch leaves the river and joins it again, a link ties the two together.

All water that enters carries the same concentration, so that nothing may ever change it.
"""

import sys

import numpy as np

import case_files as files

HOUR, DAY = 3600.0, 86400.0
CONCENTRATION, TIDE = 50.0, 12.42 * HOUR
LENGTHS = {"main": 20_000.0, "branch": 8_000.0, "link": 1_500.0}
WIDTHS = {"main": 30.0, "branch": 20.0, "link": 12.0}
BEDS = {"main": (1.0, -1.0), "branch": (0.6, -0.2), "link": (0.3, 0.1)}
SLOPE = 1e-4


def rivers():
    """The branch leaves the river and joins it again, the link ties both together."""
    return [files.river("main", "干流", "Main", LENGTHS["main"], "main.csv"),
            files.river("branch", "支汊", "Branch", LENGTHS["branch"], "branch.csv", leaves=files.at("main", 5000.0), joins=files.at("main", 12_000.0)),
            files.river("link", "联络渠", "Link", LENGTHS["link"], "link.csv", leaves=files.at("branch", 4000.0), joins=files.at("main", 9000.0))]


def write(folder):
    case = folder / "tidal_loop"
    for name, width in WIDTHS.items():
        files.simple_sections(case / f"{name}.csv", [(x, z, width, 2.0, 0.03) for x, z in zip((0.0, LENGTHS[name]), BEDS[name])])
    files.write_basin(case, "tidal_loop", "感潮环状河网", "Tidal loop", rivers(), pollutants=[{"id": "tracer", "name_zh": "示踪剂", "name_en": "Tracer"}], dispersion="15 m2/s")
    times = np.arange(0.0, 5 * DAY + 1.0, 1800.0)
    files.series(case / "sea.csv", "water_level [m]", times, 1.6 + 1.2 * np.sin(2.0 * np.pi * times / TIDE))
    files.series(case / "head.csv", "discharge [m3/s]", [0.0, 1 * DAY, 1.5 * DAY, 3 * DAY, 5 * DAY], [8.0, 8.0, 160.0, 8.0, 8.0])
    carries = {"concentration": {"tracer": CONCENTRATION}}
    files.write_scenario(case / "scenario.toml", "洪水遇大潮", "A flood meets the tide", 5 * DAY, 200.0, [
        {"at": files.at("main", 0.0), "kind": "discharge", "series": "head.csv"} | carries,
        {"at": files.at("main", LENGTHS["main"]), "kind": "water_level", "series": "sea.csv"} | carries],
        every=1800.0, initial={"concentration": {"tracer": CONCENTRATION}},
        lateral_inflows=[{"id": "fields", "over": "branch: 1000 m to 6000 m", "discharge": 1.5} | carries])


if __name__ == "__main__":
    write(files.HERE if len(sys.argv) < 2 else files.pathlib.Path(sys.argv[1]))
