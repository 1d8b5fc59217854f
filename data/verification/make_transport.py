"""Dissolved matter in uniform flow: Ogata & Banks (1961), the MASS1 pulse, Streeter & Phelps (1925).

The channel carries uniform flow exactly: S0 = n^2 u^2 / R^(4/3), with the level of that depth held at the lower end.
"""

import math
import math
import sys

import case_files as files
import make_loop as loop

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
GAUSSIAN = {"velocity": 0.5, "cell": 20.0, "peclet": 20.0, "cells": 640, "from": 60, "over": 400, "width": 5, "courant": (0.1, 0.5, 1.0, 3.0, 8.0)}
DILUTION = {"rate": 2e-4, "from": 1000.0, "to": 5000.0, "area": 50.0, "depth": 100.0, "peak": 10.0, "end": 12_000.0}
# Uvas Creek, 1972: end [m], dispersion [m2/s], area [m2], area of the still water [m2], exchange [1/s], inflow from the side [m2/s]
UVAS = {"segments": [(38.0, 0.12, 0.30, 0.05, 0.0, 0.0), (105.0, 0.15, 0.42, 0.05, 0.0, 0.0), (281.0, 0.24, 0.36, 0.36, 3e-5, 4.545e-6),
                     (433.0, 0.31, 0.41, 0.41, 1e-5, 1.974e-6), (669.0, 0.40, 0.52, 1.56, 4.5e-5, 2.151e-6)],
        "discharge": 0.0125, "background": 3.7, "plateau": 11.4, "injected": (540.0, 11_340.0), "end": 56_700.0, "places": (38.0, 105.0, 281.0, 433.0, 619.0)}
TAGS = {"head": 20.0, "sea": 5.0, "fields": 80.0, "before": 12.0, "decay": "0.4 1/day"}

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

    write_gaussian(folder / "gaussian")
    write_dilution(folder / "velocity_grows_with_distance")
    write_uvas(folder / "uvas_creek")
    write_tags(folder / "tags_in_a_loop")


def write_gaussian(case):
    c = GAUSSIAN
    length, dx = c["cells"] * c["cell"], c["cell"]
    ends = uniform(case, "gaussian", "高斯分布的输移", "A Gaussian carried along", length, 10.0, 2.0, c["velocity"], pollutants=[TRACER],
                   dispersion=c["velocity"] * dx / c["peclet"])
    head, mouth = (end | {"concentration": {"tracer": 0.0}} for end in ends)
    radius = 10.0 * 2.0 / 14.0
    slope = 0.03**2 * c["velocity"] ** 2 / radius ** (4.0 / 3.0)
    middles = [(i + 0.5) * dx for i in range(c["cells"])]
    rows = [("channel", x, slope * (length - x) + 2.0, 10.0 * 2.0 * c["velocity"], math.exp(-0.5 * ((x / dx - c["from"]) / c["width"]) ** 2)) for x in [0.0, *middles, length]]
    files.table(case / "initial.csv", "river,chainage [m],water_level [m],discharge [m3/s],tracer [mg/L]", rows)
    for courant in c["courant"]:
        files.write_scenario(case / f"courant_{courant:g}.toml".replace("0.", "0_"), f"库朗数 {courant:g}", f"Courant number {courant:g}", c["over"] * dx / c["velocity"], dx, [head, mouth],
                             every=courant * dx / c["velocity"], initial={"profile": "initial.csv"})


def write_dilution(case):
    """Velocity grows with distance in a canal of one depth that clean water enters all along; so deep that the velocity head lowers it by nothing."""
    c = DILUTION
    length, width = c["to"] - c["from"], c["area"] / c["depth"]
    files.simple_sections(case / "sections.csv", [(0.0, 0.0, width, 0.0, 0.0), (length, 0.0, width, 0.0, 0.0)])
    files.write_basin(case, "velocity_grows_with_distance", "流速沿程增大", "Velocity grows with distance", [files.river("canal", "渠道", "Canal", length, "sections.csv")], pollutants=[TRACER])
    times = [0.0, 1000.0, 2000.0, 4000.0, 4001.0, c["end"]]
    flow = c["rate"] * c["from"] * c["area"]
    files.series(case / "inlet.csv", "discharge [m3/s]", times, [flow] * 6, ("tracer [mg/L]", [0.0, c["peak"], c["peak"], c["peak"], 0.0, 0.0]))
    for cells in (200, 400):
        files.write_scenario(case / f"{cells}_cells.toml", f"{cells} 单元", f"{cells} cells", c["end"], length / cells,
                             [{"at": files.at("canal", 0.0), "kind": "discharge", "series": "inlet.csv"},
                              {"at": files.at("canal", length), "kind": "water_level", "water_level": c["depth"], "concentration": {"tracer": 0.0}}], every=500.0, initial={"concentration": {"tracer": 0.0}},
                             lateral_inflows=[{"id": "rain", "over": f"canal: 0 m to {length:g} m", "discharge": c["rate"] * c["area"] * length, "concentration": {"tracer": 0.0}}])


def write_uvas(case):
    """A river for every segment, in a canal a metre deep whose widths are the published areas."""
    c = UVAS
    rivers, storages, sides, x = [], [], [], 0.0
    for k, (end, dispersion, area, still, exchange, side) in enumerate(c["segments"], start=1):
        length = end - x
        files.simple_sections(case / f"segment_{k}.csv", [(0.0, -1.0, area, 0.0, 0.0), (length, -1.0, area, 0.0, 0.0)])
        more = {"dispersion": dispersion} if k == len(c["segments"]) else {"dispersion": dispersion, "joins": files.at(f"segment_{k + 1}", 0.0)}
        rivers.append(files.river(f"segment_{k}", f"第 {k} 段", f"Segment {k}", length, f"segment_{k}.csv", **more))
        if exchange:
            storages.append(("transient_storage", {"id": f"still_{k}", "over": f"segment_{k}: 0 m to {length:g} m", "storage_area": still, "exchange_rate": exchange}))
        if side:
            sides.append({"id": f"side_{k}", "over": f"segment_{k}: 0 m to {length:g} m", "discharge": side * length, "concentration": {"chloride": c["background"]}})
        x = end
    files.write_basin(case, "uvas_creek", "Uvas 溪示踪试验", "Uvas Creek", rivers, pollutants=[{"id": "chloride", "name_zh": "氯化物", "name_en": "Chloride"}], more=storages)
    on, off = c["injected"]
    files.series(case / "three_hours.csv", "discharge [m3/s]", [0.0, on, on + 1.0, off, off + 1.0, c["end"]], [c["discharge"]] * 6,
                 ("chloride [mg/L]", [c["background"]] * 2 + [c["plateau"]] * 2 + [c["background"]] * 2))
    ends = [{"at": files.at(f"segment_{k}", 0.0), "kind": "closed"} for k in range(2, 6)]
    ends.append({"at": files.at("segment_5", c["segments"][-1][0] - c["segments"][-2][0]), "kind": "water_level", "water_level": 0.0, "concentration": {"chloride": c["background"]}})
    for name, zh, en, duration, given in (("three_hours", "投放三小时", "Three hours of injection", c["end"], {"series": "three_hours.csv"}),
                                          ("for_ever", "持续投放", "Injection for ever", 3 * 86400.0, {"discharge": c["discharge"], "concentration": {"chloride": c["plateau"]}})):
        files.write_scenario(case / f"{name}.toml", zh, en, duration, 1.0, [{"at": files.at("segment_1", 0.0), "kind": "discharge"} | given, *ends], every=300.0 if name == "three_hours" else 86400.0,
                             initial={"concentration": {"chloride": c["background" if name == "three_hours" else "plateau"]}}, lateral_inflows=sides)


def write_tags(case):
    """The tidal loop with three kinds of water, decay, and a product of it, told apart by source and by tributary."""
    c = TAGS
    for name in ("main", "branch", "link"):
        files.table(case / f"{name}.csv", "chainage [m],bed_level [m],bottom_width [m],side_slope [1],manning_n [s m^-1/3]",
                    [(x, z, loop.WIDTHS[name], 2.0, 0.03) for x, z in zip((0.0, loop.LENGTHS[name]), loop.BEDS[name])])
    day, tide = 86400.0, loop.TIDE
    files.write_basin(case, "tags_in_a_loop", "环网中的来源标记", "Tags in a loop", loop.rivers(), dispersion="15 m2/s",
                      pollutants=[{"id": "bod", "name_zh": "生化需氧量", "name_en": "BOD", "decay_rate": c["decay"]}, {"id": "product", "name_zh": "产物", "name_en": "Product"}],
                      reactions=[{"from": "bod", "to": "product", "yield": 0.5}], more=[("transient_storage", {"id": "reeds", "over": "main: 2 km to 4 km", "storage_area": 8.0, "exchange_rate": 1e-4})])
    times = [1800.0 * i for i in range(97)]
    files.series(case / "sea.csv", "water_level [m]", times, [1.6 + 1.2 * math.sin(2.0 * math.pi * t / tide) for t in times])
    files.write_scenario(case / "scenario.toml", "三种来水", "Three kinds of water", 2 * day, 200.0, [
        {"at": files.at("main", 0.0), "kind": "discharge", "discharge": 8.0, "concentration": {"bod": c["head"], "product": 1.0}},
        {"at": files.at("main", loop.LENGTHS["main"]), "kind": "water_level", "series": "sea.csv", "concentration": {"bod": c["sea"], "product": 0.0}}],
        every=1800.0, initial={"concentration": {"bod": c["before"], "product": 0.0}},
        lateral_inflows=[{"id": "fields", "over": "branch: 1000 m to 6000 m", "discharge": 1.5, "concentration": {"bod": c["fields"], "product": 0.0}}],
        more=[("spill", {"id": "lorry", "at": "link: 700 m", "pollutant": "bod", "mass": 500.0, "from": files.instant(6 * 3600.0), "to": files.instant(7 * 3600.0)})])
    path = case / "scenario.toml"
    path.write_text(path.read_text(encoding="utf-8") + '\n[tags]\nby = ["source", "tributary"]\neverywhere = true\n', encoding="utf-8")


if __name__ == "__main__":
    write(files.HERE if len(sys.argv) < 2 else files.pathlib.Path(sys.argv[1]))
