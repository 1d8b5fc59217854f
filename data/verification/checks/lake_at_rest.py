"""Water at rest stays at rest, whatever the bed.

Problem    a lake at 12 m in 1500 m of channel with irregular bed, width and plains, closed at both ends, for 24 h; once with
           bars that stand out of the water and cut it into pools, once on a looped network.
Exact      nothing moves: discharge 0, level 12 m wherever there is water.
Source     MASCARET validation case 6; Stelling & Duinmeijer (2003) on why the face area may not matter here.
Measured   the largest discharge at any hour over A sqrt(g A / T) of the water there; the change of level.
Limit      1e-12: round-off of levels around 12 m, and nothing else.
"""

import numpy as np

import make_lake as made
import shelf

TITLE_ZH = "静水"
PROVES = "an uneven bed, dry islands and loops make no current of their own"
PROVES_ZH = "不平整河床、露滩与环状河网不产生虚假流动"


def wetted(river, chainage, islands):
    """Area and top width of the section at the lake's level [m2], [m]."""
    _, points = made.section(chainage, islands) if river != "branch" else made.section(chainage + 777.0)
    offsets, levels = np.array([p[0] for p in points]), np.array([p[1] for p in points])
    across = np.linspace(offsets[0], offsets[-1], 4001)
    depth = np.maximum(made.LEVEL - np.interp(across, offsets, levels), 0.0)
    return shelf.trapezoid(depth, across), np.count_nonzero(depth) * (across[1] - across[0])


def one_lake(name, dx):
    case, islands, results = f"V7 {name}, {dx} m", name == "lake_with_islands", shelf.run(f"{name}/cells_of_{dx}_m.toml")
    scale = []
    for river, x in zip(results.face_river, results.face_chainage):
        area, width = wetted(river, x, islands)
        scale.append(area * np.sqrt(shelf.G * area / width) if area > 0.0 else 0.0)
    scale = np.array(scale)
    wet = scale > 1e-3
    largest = np.max(np.abs(results.discharge), axis=0)
    assert np.all(largest[~wet] == 0.0), "water flows over dry ground"
    shelf.figure(case, ("discharge over A sqrt(gA/T)", "流量 / A sqrt(gA/T)"), np.max(largest[wet] / scale[wet]), 1e-12)

    under = results.bed_level < made.LEVEL
    assert islands == bool(np.any(~under))
    shelf.figure(case, ("change of level [m]", "水位变化 [m]"), np.max(np.abs(results.water_level[:, under] - made.LEVEL)), 1e-11)
    assert np.all(results.depth[:, ~under] <= 0.0), "dry ground became wet"


def check():
    for name in ("lake_at_rest", "lake_with_islands", "lake_on_a_loop"):
        for dx in (10, 50):
            one_lake(name, dx)
