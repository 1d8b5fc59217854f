"""Dissolved matter in uniform flow: Ogata & Banks (1961), the MASS1 pulse, Streeter & Phelps (1925).

The channel carries uniform flow exactly: S0 = n^2 u^2 / R^(4/3), with the level of that depth held at the lower end.
"""

import math
import sys

import case_files as files

FOOT = 0.3048


def uniform(case, name, title_zh, title_en, length, width, depth, velocity, manning=0.03, **basin):
    """Writes the basin and returns the two boundaries of its uniform flow (without concentrations)."""
    radius = width * depth / (width + 2.0 * depth)
    slope = manning**2 * velocity**2 / radius ** (4.0 / 3.0)
    files.simple_sections(case / "sections.csv", [(0.0, slope * length, width, 0.0, manning), (length, 0.0, width, 0.0, manning)])
    files.write_basin(case, name, title_zh, title_en, [files.river("channel", "渠道", "Channel", length, "sections.csv")], **basin)
    return ({"at": files.at("channel", 0.0), "kind": "discharge", "discharge": width * depth * velocity},
            {"at": files.at("channel", length), "kind": "water_level", "water_level": depth})


TRACER = {"id": "tracer", "name_zh": "示踪剂", "name_en": "Tracer"}

OGATA_BANKS = {"velocity": 0.5, "dispersion": 10.0, "time": 3600.0, "concentration": 1.0, "places": (1000.0, 1600.0, 1800.0, 2000.0, 2400.0)}
PULSE = {"velocity": 2.0 * FOOT, "peak": 10.0, "rise": 720.0, "length": 10_000.0 * FOOT, "width": 100.0 * FOOT, "depth": 10.0 * FOOT,
         "whole_at": 3600.0}
STREETER_PHELPS = {"velocity": 0.3, "k1": 0.3, "k2": 0.6, "bod": 20.0, "deficit": 1.0, "length": 100_000.0, "cells": 200}


def oxygen_saturation(temperature):
    """APHA (1992), fresh water at the sea [g/m3]."""
    kelvin = temperature + 273.15
    return math.exp(-139.34411 + 1.575701e5 / kelvin - 6.642308e7 / kelvin**2 + 1.243800e10 / kelvin**3 - 8.621949e11 / kelvin**4)


def write(folder):
    c = OGATA_BANKS
    case = folder / "ogata_banks"
    head, mouth = uniform(case, "ogata_banks", "Ogata-Banks 弥散", "Ogata-Banks", 5000.0, 10.0, 2.0, c["velocity"],
                          pollutants=[TRACER], dispersion=f"{c['dispersion']:.0f} m2/s")
    for dx in (20.0, 40.0):
        files.write_scenario(case / f"cells_of_{dx:.0f}_m.toml", f"单元 {dx:.0f} 米", f"Cells of {dx:.0f} m", c["time"], dx,
                             [head | {"concentration": {"tracer": c["concentration"]}}, mouth], initial={"concentration": {"tracer": 0.0}})

    c = PULSE
    case = folder / "pulse"
    head, mouth = uniform(case, "pulse", "三角脉冲", "Triangular pulse", c["length"], c["width"], c["depth"], c["velocity"], pollutants=[TRACER])
    times = [0.0, c["rise"], 2.0 * c["rise"], 7200.0]
    files.series(case / "inlet.csv", "discharge [m3/s]", times, [head["discharge"]] * 4, ("tracer [mg/L]", [0.0, c["peak"], 0.0, 0.0]))
    inlet = {"at": head["at"], "kind": "discharge", "series": "inlet.csv"}
    for feet in (100, 300):
        files.write_scenario(case / f"cells_of_{feet}_ft.toml", f"单元 {feet} 英尺", f"Cells of {feet} ft", 7200.0, feet * FOOT, [inlet, mouth],
                             every=60.0, initial={"concentration": {"tracer": 0.0}})

    # The same channel as two rivers with cells of different length: the upper one joins the head of the lower one.
    case = folder / "pulse_two_rivers"
    radius = c["width"] * c["depth"] / (c["width"] + 2.0 * c["depth"])
    slope, half = 0.03**2 * c["velocity"] ** 2 / radius ** (4.0 / 3.0), 0.5 * c["length"]
    for name, top in (("upper", 2.0 * half), ("lower", half)):
        files.simple_sections(case / f"{name}.csv", [(0.0, slope * top, c["width"], 0.0, 0.03), (half, slope * (top - half), c["width"], 0.0, 0.03)])
    files.write_basin(case, "pulse_two_rivers", "两段河道的脉冲", "Pulse through two rivers",
                      [files.river("upper", "上段", "Upper", half, "upper.csv", joins=files.at("lower", 0.0)),
                       files.river("lower", "下段", "Lower", half, "lower.csv")], pollutants=[TRACER])
    files.series(case / "inlet.csv", "discharge [m3/s]", times, [head["discharge"]] * 4, ("tracer [mg/L]", [0.0, c["peak"], 0.0, 0.0]))
    files.write_scenario(case / "scenario.toml", "单元 100 与 150 英尺", "Cells of 100 and 150 ft", 7200.0, 100.0 * FOOT,
                         [{"at": files.at("upper", 0.0), "kind": "discharge", "series": "inlet.csv"},
                          {"at": files.at("lower", half), "kind": "water_level", "water_level": c["depth"]},
                          {"at": files.at("lower", 0.0), "kind": "closed"}],
                         every=60.0, initial={"concentration": {"tracer": 0.0}}, river_cell_length={"lower": 150.0 * FOOT})

    c = STREETER_PHELPS
    case = folder / "streeter_phelps"
    head, mouth = uniform(case, "streeter_phelps", "Streeter-Phelps 氧垂曲线", "Streeter-Phelps oxygen sag", c["length"], 20.0, 2.0, c["velocity"],
                          pollutants=[{"id": "bod", "name_zh": "生化需氧量", "name_en": "biochemical oxygen demand", "decay_rate": f"{c['k1']} 1/day"},
                                      {"id": "deficit", "name_zh": "氧亏", "name_en": "oxygen deficit", "decay_rate": f"{c['k2']} 1/day"}],
                          reactions=[{"from": "bod", "to": "deficit", "yield": 1.0}])
    files.write_scenario(case / "scenario.toml", "恒定排放", "Steady load", 10 * 86400.0, c["length"] / c["cells"],
                         [head | {"concentration": {"bod": c["bod"], "deficit": c["deficit"]}}, mouth], every=86400.0)

    # The same by the coupled model: oxygen and its demand.
    case = folder / "streeter_phelps_coupled"
    head, mouth = uniform(case, "streeter_phelps_coupled", "氧垂曲线（耦合模型）", "Oxygen sag by the coupled model", c["length"], 20.0, 2.0, c["velocity"],
                          pollutants=[{"id": "do", "name_zh": "溶解氧", "name_en": "dissolved oxygen", "role": "do"},
                                      {"id": "cbod", "name_zh": "碳化需氧量", "name_en": "carbonaceous oxygen demand", "role": "cbod"}])
    with (case / "basin.toml").open("a", encoding="utf-8") as basin:
        basin.write("\n[quality]\nreaeration = \"value\"\n\n[quality.own_rates]\n" + files.entries(
            {"cbod_oxidation": f"{c['k1']} 1/day", "reaeration_rate": f"{c['k2']} 1/day"}))
    files.write_scenario(case / "scenario.toml", "恒定排放", "Steady load", 10 * 86400.0, c["length"] / c["cells"],
                         [head | {"concentration": {"do": oxygen_saturation(20.0) - c["deficit"], "cbod": c["bod"]}}, mouth], every=86400.0)


if __name__ == "__main__":
    write(files.HERE if len(sys.argv) < 2 else files.pathlib.Path(sys.argv[1]))
