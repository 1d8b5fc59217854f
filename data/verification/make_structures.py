"""Structures with known answers: every kind between two large basins, weirs across a river, a pool that empties, a tank that is pumped, breaches."""

import sys

import case_files as files

HIGH, MID, LOW = 12.0, 11.6, 5.0  # levels of the three basins [m]
VAST = 1e12                       # their surface [m2]: nothing that passes moves them
POOL = {"area": 1e6, "crest": 10.0, "first": 13.0, "width": 50.0, "coefficient": 1.7}
TANK = {"area": 10_000.0, "inflow": 1.0, "pump": 3.0, "start": 1.0, "stop": 0.5, "hours": 24.0}
FRONT = {"length": 10_000.0, "width": 20.0, "slope": 2e-4, "manning": 0.03, "discharge": 20.0, "place": 6250.0, "cell": 100.0}
WEIRS = {"length": 5000.0, "width": 100.0, "slope": 5e-4, "strickler": 30.59, "discharge": 1000.0, "place": 4000.0, "cell": 50.0, "bed": 6.0,
         "crest": 10.5, "law": [[12.5, 500.0], [13.5, 1000.0], [14.5, 1500.0]], "free": 11.6, "drowned": 12.7}
BREACH = {"crest": 12.5, "bottom": 9.0, "volume": 2e6, "hours": 6.0}
CREST = {"length": 500.0, "from": 11.6, "to": 11.2}
BRIDGE = {"length": 2000.0, "width": 40.0, "discharge": 200.0, "level": 5.0, "place": 1000.0, "cell": 50.0, "clear": 28.0, "piers": 4.0, "soffit": 8.0}

# Every kind that stands between two basins: id, kind, from, to, keys.
BETWEEN = [
    ("broad_free", "broad_crested_weir", "high", "low", {"crest_level": 10.8, "width": 20.0}),
    ("broad_drowned", "broad_crested_weir", "high", "mid", {"crest_level": 10.5, "width": 20.0}),
    ("sharp", "sharp_crested_weir", "high", "low", {"crest_level": 11.5, "width": 5.0, "crest_height": 2.0}),
    ("rated", "rated_weir", "high", "low", {"crest_level": 9.0, "rating": [[10.0, 30.0], [12.0, 120.0], [13.0, 180.0]]}),
    ("lateral", "lateral_weir", "high", "low", {"crest_level": 11.5, "width": 80.0}),
    ("sluice_free", "sluice_gate", "high", "low", {"sill_level": 9.0, "width": 4.0, "opening": 0.8}),
    ("sluice_drowned", "sluice_gate", "high", "mid", {"sill_level": 9.0, "width": 4.0, "opening": 0.8}),
    ("radial", "radial_gate", "high", "low", {"sill_level": 9.0, "width": 6.0, "trunnion_height": 4.0, "radius": 5.0, "opening": 1.0}),
    ("flap", "flap_gate", "high", "mid", {"sill_level": 9.0, "width": 2.0, "height": 2.0}),
    ("flap_shut", "flap_gate", "mid", "high", {"sill_level": 9.0, "width": 2.0, "height": 2.0}),
    ("culvert_full", "culvert", "high", "mid", {"diameter": 1.2, "length": 30.0, "left_invert": 9.0, "right_invert": 8.97}),
    ("culvert_inlet", "culvert", "high", "low", {"diameter": 1.2, "length": 10.0, "left_invert": 9.0, "right_invert": 8.99}),
    ("siphon", "inverted_siphon", "high", "mid", {"diameter": 1.5, "length": 60.0, "left_level": 9.0, "right_level": 8.8}),
    ("orifice", "orifice", "high", "mid", {"sill_level": 9.0, "width": 1.0, "height": 1.0}),
    ("pump", "pump", "low", "high", {"pump_curve": [[0.0, 4.0], [7.0, 2.0], [10.0, 0.0]], "count": 2, "suction_level": 1.0}),
    ("turbine", "turbine", "high", "low", {"capacity": 10.0, "rated_head": 12.0, "operating_level": 11.0, "efficiency": 0.85}),
    ("eco", "ecological_release", "high", "low", {"release": 0.8, "intake_level": 6.0}),
    ("release", "release", "high", "low", {"capacity_curve": [[6.0, 0.0], [12.0, 30.0], [14.0, 60.0]], "level": 11.0}),
    ("leak", "conductance", "high", "low", {"conductance": 0.5}),
]
BREACHES = [
    ("froehlich", {"law": "froehlich_2008", "water_volume": BREACH["volume"]}),
    ("von_thun", {"law": "von_thun_gillette_1990", "water_volume": BREACH["volume"], "water_depth": 3.0, "erodibility": "erosion_resistant", "side_slope": 1.0}),
    ("macdonald", {"law": "macdonald_langridge_monopolis_1984", "water_volume": BREACH["volume"], "water_depth": 3.0, "fill": "earthfill", "embankment_top": 5.0,
                   "embankment_slopes": 5.0}),
    ("verheij", {"law": "verheij_van_der_knaap_2002", "soil": "sand", "initial_width": 10.0, "deepening_time": 360.0}),
]


def basin_level(id_, level, bottom=0.0, area=VAST):
    return ("storage", {"id": id_, "kind": "pond", "area": area, "bed_level": bottom, "water_level": level})


def structure(id_, kind, from_, to, keys):
    return ("structure", {"id": id_, "kind": kind, "from": from_, "to": to, **keys})


def ditch(folder):
    """A river that every basin needs and this case does not: closed, a metre of water at rest."""
    files.simple_sections(folder / "ditch.csv", [(0.0, 0.0, 10.0, 1.0, 0.03), (1000.0, 0.0, 10.0, 1.0, 0.03)])
    files.profile(folder / "ditch_initial.csv", [("ditch", 0.0, 1.0, 0.0), ("ditch", 1000.0, 1.0, 0.0)])
    return files.river("ditch", "沟", "Ditch", 1000.0, "ditch.csv")


SHUT = [{"at": "ditch: 0 m", "kind": "closed"}, {"at": "ditch: 1000 m", "kind": "closed"}]
STILL = {"profile": "ditch_initial.csv"}


def write_between(folder):
    case = folder / "every_structure"
    more = [basin_level("high", HIGH), basin_level("mid", MID), basin_level("low", LOW)] + [structure(*row) for row in BETWEEN]
    files.write_basin(case, "every_structure", "各类建筑物的过流", "Every kind of structure between two basins", [ditch(case)], more=more)
    files.write_scenario(case / "scenario.toml", "恒定水头下的过流", "Constant heads", 3600.0, 100.0, SHUT, every=600.0, initial=STILL)


def write_pool(folder):
    c, case = POOL, folder / "level_pool"
    more = [basin_level("pool", c["first"], c["crest"], c["area"]), basin_level("sea", 0.0, -1.0),
            structure("weir", "broad_crested_weir", "pool", "sea", {"crest_level": c["crest"], "width": c["width"], "discharge_coefficient": c["coefficient"]})]
    files.write_basin(case, "level_pool", "水库放空", "A pool empties over a weir", [ditch(case)], more=more)
    files.write_scenario(case / "scenario.toml", "溢流堰放空", "Drawdown", 86_400.0, 100.0, SHUT, every=3600.0, initial=STILL)


def write_tank(folder):
    c, case = TANK, folder / "pumped_tank"
    tank = ("storage", {"id": "tank", "kind": "pond", "area": c["area"], "bed_level": -1.0, "water_level": 0.0})
    pump = structure("pump", "pump", "tank", "outside", {"capacity": c["pump"], "suction_level": -0.9, "start_level": c["start"], "stop_level": c["stop"]})
    files.write_basin(case, "pumped_tank", "泵站启停", "A tank is pumped between two levels", [ditch(case)], more=[tank, pump])
    files.write_scenario(case / "scenario.toml", "恒定入流", "Constant inflow", c["hours"] * 3600.0, 100.0, SHUT, every=3600.0, initial=STILL,
                         lateral_inflows=[{"id": "rain", "at": "tank", "discharge": c["inflow"]}])


def write_front(folder):
    c, case = FRONT, folder / "rule_on_a_concentration"
    files.simple_sections(case / "sections.csv", [(x, c["slope"] * (c["length"] - x), c["width"], 0.0, c["manning"]) for x in (0.0, c["length"])])
    files.series(case / "head.csv", "discharge [m3/s]", [0.0, 7 * 3600.0], [c["discharge"]] * 2, ("tracer [mg/L]", [100.0, 100.0]))
    pump = structure("intake", "pump", files.at("river", 9000.0), "outside", {"capacity": 0.01, "suction_level": 0.3, "share": 1.0})
    rule = ("control", {"id": "shut", "structure": "intake", "when": f"concentration of tracer at {files.at('river', c['place'])} above 50 mg/L", "set": 0.0})
    files.write_basin(case, "rule_on_a_concentration", "浓度触发的调度", "A rule waits for a front of pollution",
                      [files.river("river", "河", "River", c["length"], "sections.csv")],
                      pollutants=[{"id": "tracer", "name_zh": "示踪剂", "name_en": "tracer"}], more=[pump, rule])
    files.write_scenario(case / "scenario.toml", "浓度锋面到达", "The front arrives", 6 * 3600.0, c["cell"], [
        {"at": "river: 0 m", "kind": "discharge", "series": "head.csv"},
        {"at": files.at("river", c["length"]), "kind": "normal_depth", "bed_slope": c["slope"]}], every=1800.0, initial={"concentration": {"tracer": 0.0}})


def write_weirs(folder):
    c, case = WEIRS, folder / "weir_across_a_river"
    bed = lambda x: c["bed"] + c["slope"] * (c["length"] - x)
    files.simple_sections(case / "sections.csv", [(x, bed(x), c["width"], 0.0, 1.0 / c["strickler"]) for x in (0.0, c["length"])])
    weir = ("structure", {"id": "weir", "kind": "rated_weir", "at": files.at("river", c["place"]), "crest_level": c["crest"], "rating": c["law"]})
    files.write_basin(case, "weir_across_a_river", "拦河堰", "A weir across a river", [files.river("river", "河", "River", c["length"], "sections.csv")], more=[weir])
    for name, title in (("free", "自由出流"), ("drowned", "淹没出流")):
        files.write_scenario(case / f"{name}.toml", title, f"Weir, {name}", 86_400.0, c["cell"], [
            {"at": "river: 0 m", "kind": "discharge", "discharge": c["discharge"]},
            {"at": files.at("river", c["length"]), "kind": "water_level", "water_level": c[name]}])


def write_breaches(folder):
    c, case = BREACH, folder / "breaches"
    more = [basin_level("high", HIGH), basin_level("low", LOW)]
    more += [structure(id_, "breach", "high", "low", {"crest_level": c["crest"], "bottom_level": c["bottom"], "at_time": 600.0, **keys}) for id_, keys in BREACHES]
    files.write_basin(case, "breaches", "四种溃口公式", "Breaches by four laws", [ditch(case)], more=more)
    files.write_scenario(case / "scenario.toml", "恒定水头下的溃口", "Constant head", c["hours"] * 3600.0, 100.0, SHUT, every=300.0, initial=STILL)


def write_crest(folder):
    """A lake that is a river: at rest above the low part of its left embankment."""
    c, case = CREST, folder / "sloping_crest"
    point = lambda level: [(-30.0, 8.0, 0.03, ""), (-20.0, level, 0.03, "left_crest"), (-10.0, 6.0, 0.03, "left_bank"), (0.0, 5.0, 0.03, ""),
                           (10.0, 6.0, 0.03, "right_bank"), (20.0, 16.0, 0.03, "")]
    files.surveyed_sections(case / "sections.csv", [(0.0, point(c["from"])), (c["length"], point(c["to"]))])
    more = [basin_level("land", LOW - 4.0), ("structure", {"id": "crest", "kind": "overtopping", "over": f"lake: 0 m to {files.number(c['length'])} m left", "to": "land"})]
    files.write_basin(case, "sloping_crest", "斜坡堤顶漫溢", "Water over a crest that slopes",
                      [files.river("lake", "湖", "Lake", c["length"], "sections.csv")], more=more)
    files.profile(case / "initial.csv", [("lake", x, HIGH, 0.0) for x in (0.0, c["length"])])
    files.write_scenario(case / "scenario.toml", "漫堤开始的一刻", "The first instant", 60.0, c["length"] / 5.0,
                         [{"at": "lake: 0 m", "kind": "closed"}, {"at": files.at("lake", c["length"]), "kind": "closed"}], every=60.0, initial={"profile": "initial.csv"})


def write_bridge(folder):
    c, case = BRIDGE, folder / "bridge"
    files.simple_sections(case / "sections.csv", [(x, 0.0, c["width"], 0.0, 0.0) for x in (0.0, c["length"])])
    bridge = ("structure", {"id": "bridge", "kind": "bridge", "at": files.at("river", c["place"]), "opening_width": c["clear"], "pier_width": c["piers"],
                            "soffit_level": c["soffit"], "pier_shape": "semicircular"})
    files.write_basin(case, "bridge", "桥墩壅水", "The backwater of a bridge", [files.river("river", "河", "River", c["length"], "sections.csv")], more=[bridge])
    files.write_scenario(case / "scenario.toml", "恒定流", "Steady flow", 6 * 3600.0, c["cell"], [
        {"at": "river: 0 m", "kind": "discharge", "discharge": c["discharge"]},
        {"at": files.at("river", c["length"]), "kind": "water_level", "water_level": c["level"]}])


def write(folder):
    for one in (write_between, write_pool, write_tank, write_front, write_weirs, write_breaches, write_crest, write_bridge):
        one(folder)


if __name__ == "__main__":
    write(files.HERE if len(sys.argv) < 2 else files.pathlib.Path(sys.argv[1]))
