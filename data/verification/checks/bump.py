"""Steady frictionless flow over a bump in three regimes.

Problem    25 m of channel 1 m wide, bed max(0, 0.2 - 0.05 (x - 10)^2); 4.42 m3/s against 2 m of water (subcritical), 1.53 m3/s
           that turn supercritical at the crest, 0.18 m3/s against 0.33 m, which jump back behind the crest.
Exact      Bernoulli, h + z + q^2 / (2 g h^2) = E, from the lower end where the flow is subcritical, from the critical crest
           (h_c = (q^2 / g)^(1/3)) where it is not; the jump where g h^2 / 2 + q^2 / h is the same on both sides: 11.6656 m.
Source     Goutal & Maurel (1997), 2nd workshop on dam-break wave simulation; MASCARET validation case 16.
Measured   relative L1 of the depth on 250 cells, without three cells at the jump (at the lower end, whose level supercritical
           flow does not keep); place of the jump; largest departure of the discharge at any face.
Limit      1 % of depth; the jump within one cell; no spike above 1 %, where others show 16 % of the discharge at this jump.
"""

import numpy as np

import make_bump as made
import shelf

TITLE_ZH = "底坎绕流的三种流态"
PROVES = "energy is kept over an uneven bed, momentum in a jump, and discharge at every face"
PROVES_ZH = "不平底床上能量守恒、水跃处动量守恒、逐断面流量一致"
DIGITS = {"subcritical": ("crest", 1.70735), "transcritical": ("upstream", 1.01445), "jump": ("upstream", 0.41374)}


def depth_of(energy, q, subcritical):
    """Depth [m] of a specific energy [m], one of two."""
    critical = (q * q / shelf.G) ** (1.0 / 3.0)
    excess = lambda h: h + q * q / (2.0 * shelf.G * h * h) - energy
    if energy <= 1.5 * critical * (1.0 + 1e-12):
        return critical
    return shelf.root_between(excess, critical, energy) if subcritical else shelf.root_between(excess, 0.05 * critical, critical)


def exact(name):
    """Function x -> depth [m], and the place of the jump [m] (None where there is none)."""
    q, lower = made.FLOWS[name][0] / made.WIDTH, made.FLOWS[name][1]
    below = lower + q * q / (2.0 * shelf.G * lower * lower)
    if name == "subcritical":
        return lambda x: depth_of(below - made.bed(x), q, True), None
    above = 1.5 * (q * q / shelf.G) ** (1.0 / 3.0) + made.HEIGHT
    if name == "transcritical":
        return lambda x: depth_of(above - made.bed(x), q, x < made.CREST), None
    force = lambda h: 0.5 * shelf.G * h * h + q * q / h
    jump = shelf.root_between(lambda x: force(depth_of(above - made.bed(x), q, False)) - force(depth_of(below - made.bed(x), q, True)), 10.5, 11.99)
    return lambda x: depth_of((above if x < jump else below) - made.bed(x), q, x < made.CREST or x > jump), jump


def check():
    for name, (discharge, *_) in made.FLOWS.items():
        depth, jump = exact(name)
        where, digits = DIGITS[name]
        assert abs(depth({"crest": made.CREST, "upstream": 0.0}[where]) - digits) < 1e-5  # the published digits, against a slip
        assert jump is None or abs(jump - 11.6656) < 1e-4
        results = shelf.run(f"bump/{name}.toml")
        x, h, dx = results.cell_chainage, results.depth[-1], results.cell_length[0]
        answer = np.array([depth(s) for s in x])
        left_out = jump if jump else made.LENGTH if name == "transcritical" else -made.LENGTH
        keep = np.abs(x - left_out) > (1.5 if jump else 3.0) * dx
        shelf.figure(f"V3 {name}", shelf.L1_OF_DEPTH, shelf.relative_l1(h[keep], answer[keep]), 0.01)
        shelf.figure(f"V3 {name}", shelf.SPIKE, np.max(np.abs(results.discharge[-1] / discharge - 1.0)), 0.01)
        if jump:
            middle = 0.5 * (depth(jump - 1e-9) + depth(jump + 1e-9))
            after = np.flatnonzero((x > 10.5) & (h > middle))[0]
            place = np.interp(middle, h[after - 1:after + 1], x[after - 1:after + 1])
            shelf.figure(f"V3 {name}", shelf.JUMP, abs(place - jump) / dx, 1.0)
