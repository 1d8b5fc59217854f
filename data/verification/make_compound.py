"""Two steady flows over a horizontal bed of 4990 m: a main bed beside a flood plain, and an inflow from the side.

Parameters: MASCARET's validation cases 3 and 5.
"""

import sys

import case_files as files

LENGTH, LOWER_DEPTH, CELLS = 4990.0, 1.0, 50
MAIN, PLAIN, FLOW = 90.0, 20.0, 1.0  # Strickler K [m^(1/3)/s] of the two halves of a channel 1 m wide; [m3/s]
INFLOW_AT, UNIT_FLOW, WIDTH = 2500.0, 1.0, 10_000.0  # 1 m2/s comes from above and 1 m2/s from the side at 2500 m
INFLOW_CELL = LENGTH / 499


def write(folder):
    case = folder / "compound_channel"
    walls = [(0.0, 20.0, 1.0 / MAIN, ""), (0.0, 0.0, 1.0 / MAIN, "left_bank"), (0.5, 0.0, 1.0 / PLAIN, "right_bank"),
             (1.0, 0.0, 1.0 / PLAIN, ""), (1.0, 20.0, 1.0 / PLAIN, "")]
    files.surveyed_sections(case / "sections.csv", [(x, walls) for x in (0.0, LENGTH)])
    files.write_basin(case, "compound_channel", "复式断面", "Compound channel", [files.river("channel", "渠道", "Channel", LENGTH, "sections.csv")])
    files.write_scenario(case / "scenario.toml", "恒定流", "Steady flow", 86400.0, LENGTH / CELLS, [
        {"at": files.at("channel", 0.0), "kind": "discharge", "discharge": FLOW},
        {"at": files.at("channel", LENGTH), "kind": "water_level", "water_level": LOWER_DEPTH}])

    case = folder / "side_inflow"
    files.simple_sections(case / "sections.csv", [(x, 0.0, WIDTH, 0.0, 1.0 / MAIN) for x in (0.0, LENGTH)])
    files.write_basin(case, "side_inflow", "旁侧入流", "Inflow from the side", [files.river("channel", "渠道", "Channel", LENGTH, "sections.csv")])
    files.write_scenario(case / "scenario.toml", "恒定流", "Steady flow", 86400.0, INFLOW_CELL, [
        {"at": files.at("channel", 0.0), "kind": "discharge", "discharge": UNIT_FLOW * WIDTH},
        {"at": files.at("channel", LENGTH), "kind": "water_level", "water_level": LOWER_DEPTH}],
        lateral_inflows=[{"id": "side", "at": files.at("channel", INFLOW_AT), "discharge": UNIT_FLOW * WIDTH}])


if __name__ == "__main__":
    write(files.HERE if len(sys.argv) < 2 else files.pathlib.Path(sys.argv[1]))
