"""Water at rest stays at rest, whatever the bed.

Problem    a lake at 12 m in 1500 m of channel with irregular bed, width and plains, closed at both ends, for 24 h; once with
           bars that stand out of the water and cut it into pools, once on a looped network.
Exact      nothing moves: discharge 0, level 12 m wherever there is water.
Source     MASCARET validation case 6; Stelling & Duinmeijer (2003) on why the face area may not matter here.
Measured   the largest discharge at any hour over A sqrt(g A / T) of the water there; the change of level.
Tolerance  1e-12: round-off of levels around 12 m, and nothing else.
"""

import numpy as np
import pytest

import make_lake as made
import shelf

LAKES = ["lake_at_rest", "lake_with_islands", "lake_on_a_loop"]


def wetted(river, chainage, islands):
    """Area and top width of the section at the lake's level [m2], [m]."""
    _, points = made.section(chainage, islands) if river != "branch" else made.section(chainage + 777.0)
    offsets, levels = np.array([p[0] for p in points]), np.array([p[1] for p in points])
    across = np.linspace(offsets[0], offsets[-1], 4001)
    depth = np.maximum(made.LEVEL - np.interp(across, offsets, levels), 0.0)
    return shelf.trapezoid(depth, across), np.count_nonzero(depth) * (across[1] - across[0])


@pytest.fixture(scope="module", params=[(lake, dx) for lake in LAKES for dx in (10, 50)], ids=lambda p: f"{p[0]}_{p[1]}_m")
def lake(request):
    name, dx = request.param
    return f"V7 {name}, {dx} m", name == "lake_with_islands", shelf.run(f"{name}/cells_of_{dx}_m.toml")


def test_nothing_flows_for_a_day(lake):
    case, islands, results = lake
    scale = []
    for river, x in zip(results.face_river, results.face_chainage):
        area, width = wetted(river, x, islands)
        scale.append(area * np.sqrt(shelf.G * area / width) if area > 0.0 else 0.0)
    scale = np.array(scale)
    wet = scale > 1e-3
    largest = np.max(np.abs(results.discharge), axis=0)
    assert np.all(largest[~wet] == 0.0), "water flows over dry ground"
    shelf.figure(case, "discharge over A sqrt(gA/T)", np.max(largest[wet] / scale[wet]), 1e-12)


def test_the_level_stays_where_it_was(lake):
    case, islands, results = lake
    wet = results.bed_level < made.LEVEL
    assert islands == bool(np.any(~wet))
    shelf.figure(case, "change of level [m]", np.max(np.abs(results.water_level[:, wet] - made.LEVEL)), 1e-11)


def test_dry_ground_stays_dry(lake):
    _, _, results = lake
    dry = results.bed_level >= made.LEVEL
    assert np.all(results.depth[:, dry] <= 0.0)
