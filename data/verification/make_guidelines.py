"""Steady releases as the guidelines see them: the four branches of HJ 2.3-2018 and the capacity of zones by GB/T 25173-2010.

All in uniform flow in a rectangular channel. A release comes without water of its own in the middle of a cell.
"""

import math
import sys

import case_files as files
from make_transport import uniform

DAY = 86400.0

# alpha = k E / u^2 and Pe = u B / E put each into its own branch, far enough from the borders that what the branch leaves out is small.
NEAR_FIELD = {
    "convection": {"title": ("对流为主", "convection"), "velocity": 0.5, "width": 20.0, "depth": 2.0, "dispersion": 5.0, "decay": 2.0 / DAY, "length": 6000.0,
                   "cell": 10.0, "release": 2005.0, "load": 200.0, "days": 0.25},
    "spreading": {"title": ("对流并向上游扩散", "convection with spreading upstream"), "velocity": 0.1, "width": 10.0, "depth": 2.0, "dispersion": 50.0, "decay": 1e-7,
                  "length": 7000.0, "cell": 20.0, "release": 4010.0, "load": 20.0, "days": 3.0},
    "dispersion": {"title": ("对流与离散并存", "convection and dispersion"), "velocity": 0.1, "width": 10.0, "depth": 2.0, "dispersion": 50.0, "decay": 2e-4, "length": 6000.0,
                   "cell": 10.0, "release": 2505.0, "load": 20.0, "days": 0.5},
    "still_water": {"title": ("离散为主", "dispersion alone"), "velocity": 1e-4, "width": 20.0, "depth": 2.0, "dispersion": 100.0, "decay": 1e-4, "length": 16_000.0,
                    "cell": 50.0, "release": 8025.0, "load": 5.0, "days": 1.5},
}

# Three zones in a row on 14 km; the middle one gets exactly the load that its capacity is.
ZONES = {"velocity": 0.2, "width": 25.0, "depth": 2.0, "decay": 0.25 / DAY, "length": 14_000.0, "cell": 100.0, "from": 2000.0, "to": 12_000.0,
         "upstream": 15.0, "limit": 20.0, "estuary_dispersion": 60.0, "estuary_upstream": 18.0, "days": 6.0}


def capacity_one_dimensional():
    """M = (Cs - C0 exp(-k L / u)) exp(k L / 2 u) Q [g/s] of the middle zone, GB/T 25173-2010 with one outfall in its middle."""
    c = ZONES
    decay, Q = c["decay"] * (c["to"] - c["from"]) / c["velocity"], c["velocity"] * c["width"] * c["depth"]
    return (c["limit"] - c["upstream"] * math.exp(-decay)) * math.exp(0.5 * decay) * Q


def write(folder):
    for name, c in NEAR_FIELD.items():
        case = folder / f"near_field_{name}"
        head, mouth = uniform(case, f"near_field_{name}", f"HJ 2.3 {c['title'][0]}", f"HJ 2.3, {c['title'][1]}", c["length"], c["width"], c["depth"], c["velocity"],
                              pollutants=[{"id": "cod", "name_zh": "化学需氧量", "name_en": "chemical oxygen demand", "decay_rate": f"{files.number(c['decay'])} 1/s"}],
                              dispersion=f"{c['dispersion']:.0f} m2/s",
                              more=[("outfall", {"id": "release", "at": files.at("channel", c["release"]), "kind": "industrial", "load": {"cod": f"{c['load']:.0f} g/s"}})])
        files.write_scenario(case / "scenario.toml", "恒定排放", "Steady release", c["days"] * DAY, c["cell"], [head | {"concentration": {"cod": 0.0}}, mouth],
                             every=c["days"] * DAY)

    c = ZONES
    case, u = folder / "zone_capacity", c["velocity"]
    Q = u * c["width"] * c["depth"]
    common = {"target_class": "Ⅲ", "design_discharge": Q, "design_velocity": u, "design_temperature": 20.0}
    zones = [{"id": "mixing", "over": f"channel: 0 m to {c['from']:.0f} m", "kind": "agricultural", "formula": "zero_dimensional", "upstream_concentration": {"cod": 12.0}},
             {"id": "decaying", "over": f"channel: {c['from']:.0f} m to {c['to']:.0f} m", "kind": "agricultural", "formula": "one_dimensional", "upstream_concentration": {"cod": c["upstream"]}},
             {"id": "estuary", "over": f"channel: {c['to']:.0f} m to {c['length']:.0f} m", "kind": "transition", "formula": "estuary", "dispersion": c["estuary_dispersion"],
              "upstream_concentration": {"cod": c["estuary_upstream"]}}]
    middle = 0.5 * (c["from"] + c["to"])
    head, mouth = uniform(case, "zone_capacity", "水功能区纳污能力", "Capacity of function zones", c["length"], c["width"], c["depth"], u,
                          pollutants=[{"id": "cod", "name_zh": "化学需氧量", "name_en": "chemical oxygen demand", "decay_rate": f"{files.number(c['decay'])} 1/s", "standard_item": "CODCr"}],
                          more=[("outfall", {"id": "all_that_fits", "at": files.at("channel", middle), "kind": "industrial", "load": {"cod": f"{capacity_one_dimensional():.17g} g/s"}})]
                          + [("function_zone", {**zone, **common}) for zone in zones])
    inlet = c["upstream"] * math.exp(c["decay"] * c["from"] / u)  # decays to C0 on its way to the zone
    files.write_scenario(case / "scenario.toml", "负荷等于纳污能力", "A load as great as the capacity", c["days"] * DAY, c["cell"], [head | {"concentration": {"cod": inlet}}, mouth],
                         every=c["days"] * DAY / 24.0)


if __name__ == "__main__":
    write(files.HERE if len(sys.argv) < 2 else files.pathlib.Path(sys.argv[1]))
