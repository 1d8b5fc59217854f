"""Steady flow of 2 m2/s in a wide channel over a bed made for a chosen depth: a long subcritical one, a short one with a jump.

The hydraulic radius is the depth, so that the bed follows from

    S0(x) = (1 - q^2 / (g h^3)) h'(x) + n^2 q^2 / h^(10/3),      z(x) = integral of S0 from x to L;

the channel is made 100 km wide, which leaves 1 in 100 000 of wall in the hydraulic radius.
Source: depths as in SWASHES (Delestre et al. 2013, Int. J. Numer. Meth. Fluids 72, 269-300), after MacDonald (1996).
"""

import sys

import numpy as np

import case_files as files
from make_macdonald import CRITICAL, G, md1

WIDTH, FLOW = 100_000.0, 2.0  # [m], [m2/s]
JUMP = 200.0 / 3.0


def short(x):
    """Depth of the short channel [m]: critical at 36 m, jump at 200/3 m."""
    r = x / 100.0 - 2.0 / 3.0
    above = CRITICAL * (4.0 / 3.0 - x / 100.0) - 9.0 * x / 1000.0 * r
    below = CRITICAL * (0.674202 * r**4 + 0.674202 * r**3 - 21.7112 * r**2 + 14.492 * r + 1.4305)
    return np.where(x <= JUMP, above, below)


# name: depth, length, n, kinks of the depth, cells of the scenarios, titles
CASES = {
    "long": (md1, 1000.0, 0.033, (), (100, 200), "宽渠缓流", "Wide channel, subcritical"),
    "short": (short, 100.0, 0.0328, (JUMP,), (100,), "宽渠水跃", "Wide channel, hydraulic jump"),
}


def bed(name, x):
    """Bed level above the lower end [m], by Gauss quadrature between the places asked for and the kinks."""
    depth, length, n, kinks, *_ = CASES[name]
    ends = np.unique(np.concatenate([x, kinks, [length]]))
    nodes, weights = np.polynomial.legendre.leggauss(6)
    left, right = ends[:-1, None], ends[1:, None]
    at = 0.5 * (left + right) + 0.5 * (right - left) * nodes
    step = 1e-3 * (right - left)
    h, slope = depth(at), (8.0 * (depth(at + step) - depth(at - step)) - (depth(at + 2 * step) - depth(at - 2 * step))) / (12.0 * step)
    fall = (1.0 - FLOW**2 / (G * h**3)) * slope + n**2 * FLOW**2 / h ** (10.0 / 3.0)
    drop = np.sum(0.5 * (right - left) * weights * fall, axis=1)
    level = np.concatenate([np.cumsum(drop[::-1])[::-1], [0.0]])
    return level[np.searchsorted(ends, x)]


def write(folder):
    for name, (depth, length, n, _, meshes, zh, en) in CASES.items():
        case = folder / f"swashes_{name}_channel"
        x = np.linspace(0.0, length, 2 * max(meshes) + 1)
        files.simple_sections(case / "sections.csv", [(s, z, WIDTH, 0.0, n) for s, z in zip(x, bed(name, x))])
        files.write_basin(case, f"swashes_{name}_channel", zh, en, [files.river("channel", "渠道", "Channel", length, "sections.csv")])
        boundaries = [{"at": files.at("channel", 0.0), "kind": "discharge", "discharge": FLOW * WIDTH},
                      {"at": files.at("channel", length), "kind": "water_level", "water_level": float(depth(np.array(length)))}]
        for cells in meshes:
            files.write_scenario(case / f"{cells}_cells.toml", f"{cells} 单元", f"{cells} cells", 7200.0, length / cells, boundaries)


if __name__ == "__main__":
    write(files.HERE if len(sys.argv) < 2 else files.pathlib.Path(sys.argv[1]))
