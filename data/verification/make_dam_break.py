"""Dam breaks in a frictionless horizontal channel (Ritter 1892, Stoker 1957) and water sloshing in a parabola (Thacker 1981).

The dam stands at a cell face in every mesh; the first profile steps from one level to the other within a millimetre.
"""

import sys

import numpy as np

import case_files as files

WIDTH = 10.0
# name: upper depth, lower depth, measured length, channel length, place of the dam, end time, cells on the measured length
DAM_BREAKS = {
    # The front passes 5000 m before 200 s: the channel goes on for 100 cells more, so that no wall answers.
    "ritter": (6.0, 0.0, 5000.0, 5500.0, 2000.0, 200.0),
    "stoker_10_5": (10.0, 5.0, 5000.0, 5000.0, 2500.0, 200.0),
    "stoker_10_1": (10.0, 1.0, 5000.0, 5000.0, 2500.0, 200.0),
    "stoker_6_1": (6.0, 1.0, 5000.0, 5000.0, 2500.0, 200.0),
    "stoker_5mm_1mm": (0.005, 0.001, 10.0, 10.0, 5.0, 6.0),
}
CELLS = (250, 500, 1000)

THACKER_LENGTH, THACKER_A, THACKER_DEPTH = 4.0, 1.0, 0.5
THACKER_PERIOD = 2.0 * np.pi / (np.sqrt(2.0 * 9.81 * THACKER_DEPTH) / THACKER_A)


def write(folder):
    for name, (upper, lower, measured, length, dam, end, *_) in DAM_BREAKS.items():
        case = folder / f"dam_break_{name}"
        files.simple_sections(case / "sections.csv", [(0.0, 0.0, WIDTH, 0.0, 0.0), (length, 0.0, WIDTH, 0.0, 0.0)])
        files.write_basin(case, f"dam_break_{name}", "溃坝", "Dam break", [files.river("channel", "渠道", "Channel", length, "sections.csv")])
        gap = 1e-6 * measured
        files.profile(case / "initial.csv", [("channel", 0.0, upper, 0.0), ("channel", dam - gap, upper, 0.0),
                                             ("channel", dam + gap, lower, 0.0), ("channel", length, lower, 0.0)])
        for cells in CELLS:
            files.write_scenario(case / f"{cells}_cells.toml", f"{cells} 单元", f"{cells} cells", end, measured / cells,
                                 [{"at": files.at("channel", 0.0), "kind": "closed"}, {"at": files.at("channel", length), "kind": "closed"}],
                                 initial={"profile": "initial.csv"})

    case = folder / "thacker"
    L, a, h0 = THACKER_LENGTH, THACKER_A, THACKER_DEPTH
    x = np.linspace(0.0, L, 801)
    files.simple_sections(case / "sections.csv", [(s, h0 * (((s - 0.5 * L) / a) ** 2 - 1.0), 1.0, 0.0, 0.0) for s in x])
    files.write_basin(case, "thacker", "抛物面晃荡", "Sloshing in a parabola", [files.river("bowl", "槽", "Bowl", L, "sections.csv")])
    # At rest and tilted most: the level is -h0 (X + 1/4), X = (x - L/2) / a; where it lies below the bed it is dry.
    files.profile(case / "initial.csv", [("bowl", s, -h0 * ((s - 0.5 * L) / a + 0.25), 0.0) for s in (0.0, L)])
    for cells in (100, 200, 400):
        files.write_scenario(case / f"{cells}_cells.toml", f"{cells} 单元", f"{cells} cells", THACKER_PERIOD, L / cells,
                             [{"at": files.at("bowl", 0.0), "kind": "closed"}, {"at": files.at("bowl", L), "kind": "closed"}],
                             initial={"profile": "initial.csv"})


if __name__ == "__main__":
    write(files.HERE if len(sys.argv) < 2 else files.pathlib.Path(sys.argv[1]))
