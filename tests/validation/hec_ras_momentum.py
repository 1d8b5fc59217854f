"""What HEC-RAS's own stages say about the momentum equation it integrates.

Between two sections, steady at a peak, the level drops by

    drop = Δx (S_f1 + S_f2) / 2 + (β_2 Q²/A_2 − β_1 Q²/A_1) / (g (A_1 + A_2) / 2),
    S_f = (Q / K)²,   K = Σ A_j R_j^(2/3) / n_j,   β = A Σ (K_j² / A_j) / K²,

over the subareas j between banks and changes of n. β = 1 is what riverchief takes.
Source: Cunge, Holly & Verwey (1980), Practical Aspects of Computational River Hydraulics, chapter 2.
"""

import math

G = 9.81  # [m/s2]


def wet(a, b, level):
    """Area and wetted length of the straight panel from a to b below a level."""
    (xa, za), (xb, zb) = a, b
    da, db, run = level - za, level - zb, xb - xa
    if da <= 0.0 and db <= 0.0:
        return 0.0, 0.0
    if da >= 0.0 and db >= 0.0:
        return 0.5 * (da + db) * run, math.hypot(run, zb - za)
    deep = max(da, db)
    share = deep / abs(zb - za)
    return 0.5 * deep * run * share, math.hypot(run * share, deep)


def carried(points, zones, level):
    """Conveyance, area and momentum coefficient of a section; points are (offset, level, n, mark)."""
    parts, area, length, roughness = [], 0.0, 0.0, None
    for (xa, za, n, mark), (xb, zb, *_) in zip(points, points[1:]):
        idle = any(left < 0.5 * (xa + xb) < right and level <= top for left, right, top in zones)
        if mark in ("left_bank", "right_bank") or n != roughness or idle:
            parts.append((area, length, roughness))
            area = length = 0.0
        roughness = n
        if not idle:
            a, p = wet((xa, za), (xb, zb), level)
            area, length = area + a, length + p
    parts.append((area, length, roughness))
    parts = [(a, a * (a / p) ** (2.0 / 3.0) / n) for a, p, n in parts if a > 0.0]
    A, K = sum(a for a, _ in parts), sum(k for _, k in parts)
    return K, A, A * sum(k * k / a for a, k in parts) / (K * K)


def drop(upper, lower, discharge, with_beta):
    """The fall of level between two sections, each (chainage, points, zones, level)."""
    (x1, p1, z1, h1), (x2, p2, z2, h2) = upper, lower
    (K1, A1, b1), (K2, A2, b2) = carried(p1, z1, h1), carried(p2, z2, h2)
    if not with_beta:
        b1 = b2 = 1.0
    friction = 0.5 * (x2 - x1) * discharge**2 * (1.0 / K1**2 + 1.0 / K2**2)
    return friction + discharge**2 * (b2 / A2 - b1 / A1) / (G * 0.5 * (A1 + A2))
