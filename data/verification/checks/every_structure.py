"""Every kind of structure passes between two basins what its formula says.

Problem    nineteen structures between basins so vast that their levels, 12.0, 11.6 and 5.0 m, stay: weirs free and drowned, gates
           free and drowned, a flap against the current, culverts under inlet and outlet control, siphon, orifice, pumps, turbine,
           releases, leakage.
Exact      the published formula of each, written here anew: solver/physics/README.md, [ST-2] to [ST-24], names their sources.
Source     Carlier (1972), Rehbock (1929), Henderson (1966), Toch (1955), Bos (1989), Schall et al. (2012, HDS-5), Chow (1959).
Measured   the discharge of each structure at the first instant against the formula; the energy of the turbine.
Limit      1e-6: with levels that stand still only the rounding of digits is left. Culverts 1e-4: their curves are tabulated.
"""

import math

import numpy as np

import make_structures as made
import shelf

TITLE_ZH = "各类建筑物在恒定水位差下的过流能力"
PROVES = "weirs, gates, culverts, siphons, pumps and turbines pass what the manuals say"
PROVES_ZH = "堰、闸、涵、虹吸、泵、水轮机的过流与手册公式一致"
G = shelf.G
H, M, L = made.HIGH, made.MID, made.LOW


def gate(width, height, upstream, downstream, contraction):
    """Free jet, or one that is drowned: energy to the jet, sudden widening behind it."""
    jet = contraction * height
    if downstream is None:
        return width * jet * math.sqrt(2.0 * G * upstream**2 / (upstream + jet))
    return width * jet * math.sqrt(2.0 * G * (upstream - downstream)) / (1.0 - jet / downstream)


def pipe(diameter, length, n, losses, head):
    area, radius = math.pi * diameter**2 / 4.0, diameter / 4.0
    return area * math.sqrt(2.0 * G * head / (losses + 2.0 * G * n**2 * length / radius ** (4.0 / 3.0)))


def exact():
    ratio = (M - 10.5) / (H - 10.5)
    theta = 2.0 / math.pi * math.acos((4.0 - 1.0) / 5.0)
    round_area = math.pi * 1.2**2 / 4.0
    inlet = math.sqrt(((H - 9.0) / 1.2 - 0.67 + 0.5 * 0.01 / 10.0) / 0.0398) * round_area * math.sqrt(1.2) / 1.811
    return {
        "broad_free": 1.7 * 20.0 * (H - 10.8) ** 1.5,
        "broad_drowned": 1.7 * 20.0 * (H - 10.5) ** 1.5 * 1.5 * math.sqrt(3.0) * ratio * math.sqrt(1.0 - ratio),
        "sharp": 2.0 / 3.0 * math.sqrt(2.0 * G) * (0.602 + 0.083 * 0.5 / 2.0) * 5.0 * 0.5012**1.5,
        "rated": 120.0,
        "lateral": 1.6 * 80.0 * 0.5**1.5,
        "sluice_free": gate(4.0, 0.8, H - 9.0, None, 0.61),
        "sluice_drowned": gate(4.0, 0.8, H - 9.0, M - 9.0, 0.61),
        "radial": gate(6.0, 1.0, H - 9.0, None, 1.0 - 0.75 * theta + 0.36 * theta**2),
        "flap": 4.0 * math.sqrt(2.0 * G * (H - M) / (1.5 + 1.0)),
        "flap_shut": 0.0,
        "culvert_full": pipe(1.2, 30.0, 0.013, 0.5 + 1.0, H - M),
        "culvert_inlet": inlet,
        "siphon": pipe(1.5, 60.0, 0.014, 0.5 + 0.3 + 1.0, H - M),
        "orifice": 0.61 * math.sqrt(2.0 * G * (H - M)),
        "pump": 2 * 2.0,
        "turbine": 10.0 * math.sqrt((H - L) / 12.0),
        "eco": 0.8,
        "release": 30.0,
        "leak": 0.5 * (H - L),
    }


def check():
    results = shelf.run("every_structure/scenario.toml")
    found = dict(zip(results.structure, results.structure_discharge[0]))
    wanted = exact()
    assert set(found) == set(wanted)
    for name, value in wanted.items():
        error = abs(found[name] - value) / max(abs(value), 1e-3)
        shelf.figure("structures", (name.replace("_", " "), name.replace("_", " ")), error, 1e-4 if name.startswith("culvert") else 1e-6)
    energy = dict(zip(results.structure, results.structure_energy))["turbine"]
    power = 1000.0 * G * wanted["turbine"] * (H - L) * 0.85
    shelf.figure("structures", ("energy of the turbine", "发电量"), abs(energy / (power * 3600.0) - 1.0), 1e-5)
    shelf.figure("structures", shelf.LEDGER, abs(results.ledger("water")["relative"]), 1e-12)
    assert np.all(np.isfinite(results.structure_discharge))
