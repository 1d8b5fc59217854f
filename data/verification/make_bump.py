"""Steady frictionless flow over a bump: subcritical, subcritical to supercritical, and with a jump behind the crest.

25 m, 1 m wide, bed max(0, 0.2 - 0.05 (x - 10)^2). Parameters: Goutal & Maurel (1997), 2nd workshop on dam-break wave
simulation; MASCARET's validation case 16.
"""

import sys

import numpy as np

import case_files as files

LENGTH, WIDTH, CREST, HEIGHT, CELLS = 25.0, 1.0, 10.0, 0.2, 250
# name: discharge [m3/s], depth at the lower end [m], titles
FLOWS = {
    "subcritical": (4.42, 2.0, "缓流", "subcritical"),
    "transcritical": (1.53, 0.66, "缓流转急流", "sub- to supercritical"),
    "jump": (0.18, 0.33, "水跃", "with a jump"),
}


def bed(x):
    return np.maximum(0.0, HEIGHT - 0.05 * (np.asarray(x) - CREST) ** 2)


def write(folder):
    case = folder / "bump"
    x = np.linspace(0.0, LENGTH, 2 * CELLS + 1)
    files.simple_sections(case / "sections.csv", [(s, z, WIDTH, 0.0, 0.0) for s, z in zip(x, bed(x))])
    files.write_basin(case, "bump", "底坎绕流", "Flow over a bump", [files.river("channel", "渠道", "Channel", LENGTH, "sections.csv")])
    # The flow that turns supercritical begins as water that steps down at the crest: the lower end's level is one it does not keep.
    discharge, lower = FLOWS["transcritical"][:2]
    files.profile(case / "transcritical.csv", [("channel", s, level, discharge) for s, level in ((0.0, 1.0), (9.0, 1.0), (12.0, lower), (LENGTH, lower))])
    for name, (discharge, depth, zh, en) in FLOWS.items():
        files.write_scenario(case / f"{name}.toml", zh, en[0].upper() + en[1:], 3600.0, LENGTH / CELLS, [
            {"at": files.at("channel", 0.0), "kind": "discharge", "discharge": discharge},
            {"at": files.at("channel", LENGTH), "kind": "water_level", "water_level": depth}],
            initial={"profile": "transcritical.csv"} if name == "transcritical" else None)


if __name__ == "__main__":
    write(files.HERE if len(sys.argv) < 2 else files.pathlib.Path(sys.argv[1]))
