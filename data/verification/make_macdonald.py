"""Steady flow over a bed made for a chosen depth (MacDonald et al. 1997): cases MD1 to MD4.

A depth y(x) is chosen, and the bed that carries Q = 20 m3/s at that depth follows from the steady Saint-Venant equation

    S0(x) = (1 - Q^2 T / (g A^3)) y'(x) + Q^2 n^2 P^(4/3) / A^(10/3),      z(x) = integral of S0 from x to L.

Source: MacDonald, Baines, Nichols & Samuels (1997), J. Hydraul. Eng. 123(11), 1041-1045; depths as in the MASS1 test suite.
"""

import sys

import numpy as np

import case_files as files

Q, G = 20.0, 9.81
CRITICAL = (4.0 / G) ** (1.0 / 3.0)  # of 2 m2/s [m]


def md1(x):
    return CRITICAL * (1.0 + 0.5 * np.exp(-16.0 * (x / 1000.0 - 0.5) ** 2))


def md2(x):
    s = x / 1000.0 - 0.5
    return CRITICAL * np.where(x <= 500.0, 1.0 - np.tanh(3.0 * s) / 3.0, 1.0 - np.tanh(6.0 * s) / 6.0)


def md3(x):
    return 9.0 / 8.0 + 0.25 * np.sin(np.pi * x / 500.0)


def md4(x):
    s, r = x / 1000.0 - 0.3, x / 1000.0 - 0.6
    below = sum(a * np.exp(-20.0 * k * r) for k, a in enumerate((-0.111051, 0.026876, -0.217567), start=1))
    return np.where(x <= 300.0, 0.723449 * (1.0 - np.tanh(s)),
                    np.where(x <= 600.0, 0.723449 * (1.0 - np.tanh(6.0 * s) / 6.0), 0.75 + below + 0.6 * np.exp(r - 0.4)))


# name: depth, length, bottom width, side slope, n, kinks of the depth, cells of the scenarios
CASES = {
    "md1": (md1, 1000.0, 10.0, 0.0, 0.03, (), (100, 200, 400)),
    "md2": (md2, 1000.0, 10.0, 0.0, 0.02, (500.0,), (100, 200, 400)),
    "md3": (md3, 5000.0, 10.0, 1.0, 0.03, (), (500, 1000)),
    "md4": (md4, 1000.0, 10.0, 1.0, 0.02, (300.0, 600.0), (100,)),
}
TITLES = {"md1": ("缓流", "subcritical"), "md2": ("缓流转急流", "sub- to supercritical"),
          "md3": ("周期缓流", "subcritical, periodic"), "md4": ("水跃", "hydraulic jump")}


def bed(name, x):
    """Bed level above the lower end [m], by Gauss quadrature between the places asked for and the kinks."""
    depth, length, b, m, n, kinks, _ = CASES[name]
    ends = np.unique(np.concatenate([x, kinks, [length]]))
    nodes, weights = np.polynomial.legendre.leggauss(6)
    left, right = ends[:-1, None], ends[1:, None]
    at = 0.5 * (left + right) + 0.5 * (right - left) * nodes
    step = 1e-3 * (right - left)  # small enough to stay on one side of a kink: the nodes keep clear of the ends
    y, slope = depth(at), (8.0 * (depth(at + step) - depth(at - step)) - (depth(at + 2 * step) - depth(at - 2 * step))) / (12.0 * step)
    A, P, T = (b + m * y) * y, b + 2.0 * y * np.sqrt(1.0 + m * m), b + 2.0 * m * y
    fall = (1.0 - Q**2 * T / (G * A**3)) * slope + Q**2 * n**2 * P ** (4.0 / 3.0) / A ** (10.0 / 3.0)
    drop = np.sum(0.5 * (right - left) * weights * fall, axis=1)
    level = np.concatenate([np.cumsum(drop[::-1])[::-1], [0.0]])
    return level[np.searchsorted(ends, x)]


def write(folder):
    for name, (depth, length, b, m, n, _, all_cells) in CASES.items():
        case = folder / f"macdonald_{name}"
        x = np.linspace(0.0, length, 2 * max(all_cells) + 1)
        files.simple_sections(case / "sections.csv", [(s, z, b, m, n) for s, z in zip(x, bed(name, x))])
        zh, en = TITLES[name]
        files.write_basin(case, f"macdonald_{name}", f"MacDonald 渠道：{zh}", f"MacDonald channel: {en}",
                          [files.river("channel", "渠道", "Channel", length, "sections.csv")])
        boundaries = [{"at": files.at("channel", 0.0), "kind": "discharge", "discharge": Q},
                      {"at": files.at("channel", length), "kind": "water_level", "water_level": float(depth(np.array(length)))}]
        for cells in all_cells:
            files.write_scenario(case / f"{cells}_cells.toml", f"{cells} 单元", f"{cells} cells", 7200.0, length / cells, boundaries)


if __name__ == "__main__":
    write(files.HERE if len(sys.argv) < 2 else files.pathlib.Path(sys.argv[1]))
