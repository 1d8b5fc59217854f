"""Four long examples that show what a planner learns: a tide gate through a month, a pump station through a storm, a reservoir with its rule
curve through a year, a breach into a flood cell and its draining. Their README files tell the story."""

import sys

import numpy as np

import case_files as files

HOUR, DAY = 3600.0, 86400.0
TIDE = {"length": 25_000.0, "slope": 1e-4, "bottom": 30.0, "side": 2.0, "manning": 0.025, "inflow": 8.0, "gate": 22_000.0, "days": 30, "cell": 250.0,
        "parts": ((0.90, 12.4206), (0.35, 12.0), (0.25, 23.9345))}  # amplitude [m], period [h]
STORM = {"length": 5000.0, "days": 5, "peak": 9.0, "pumps": ((2.0, 1.6), (2.2, 1.7), (2.4, 1.8))}
YEAR = {"days": 366, "limit": 96.0, "normal": 100.0, "spillway": 101.0}
BREAK = {"length": 20_000.0, "slope": 2e-4, "days": 12, "crest": 5.0, "trigger": 4.9, "peak": 520.0, "cell": 250.0}


def day_of(month, day=1):
    """Seconds from the start of the year 2000."""
    return (np.datetime64(f"2000-{month:02d}-{day:02d}") - np.datetime64("2000-01-01")).astype(int) * DAY


def sea(t):
    return 0.3 + sum(a * np.cos(2.0 * np.pi * t / (period * HOUR)) for a, period in TIDE["parts"])


def write_tide(folder):
    c, case = TIDE, folder / "tide_gate_30_days"
    files.simple_sections(case / "sections.csv", [(x, c["slope"] * (c["gate"] - x), c["bottom"], c["side"], c["manning"]) for x in (0.0, c["length"])])
    t = np.arange(0.0, c["days"] * DAY + 1.0, 600.0)
    files.series(case / "sea.csv", "water_level [m]", t, np.round(sea(t), 4))
    gate = ("structure", {"id": "tide_gate", "kind": "sluice_gate", "at": files.at("river", c["gate"]), "sill_level": 0.2, "width": 40.0, "opening": 4.0, "height": 4.0,
                          "setting_rate": "0.3 m/min"})
    rule = ("control", {"id": "shut_out_the_tide", "structure": "tide_gate", "when": "discharge of tide_gate below -0.5 m3/s",
                        "until": "water_level at river: 21.6 km above water_level at river: 22.4 km by 0.02 m", "set": 0.0})
    files.write_basin(case, "tide_gate_30_days", "挡潮闸三十天", "A tide gate through thirty days", [files.river("river", "河", "River", c["length"], "sections.csv")],
                      pollutants=[{"id": "chloride", "name_zh": "氯化物", "name_en": "chloride"}], dispersion="20 m2/s", more=[gate, rule])
    boundaries = [{"at": "river: 0 m", "kind": "discharge", "discharge": c["inflow"], "concentration": {"chloride": "50 mg/L"}},
                  {"at": files.at("river", c["length"]), "kind": "water_level", "series": "sea.csv", "concentration": {"chloride": "15000 mg/L"}}]
    for name, title_zh, title_en, more in (("ruled", "按规则启闭", "Shut against the tide", ()), ("open", "敞开不关", "Left open", [
            ("control", {"id": "shut_out_the_tide", "structure": "tide_gate", "when": "water_level at river: 0 km above 900 m", "set": 0.0})])):
        files.write_scenario(case / f"{name}.toml", title_zh, title_en, c["days"] * DAY, c["cell"], boundaries, every=HOUR,
                             initial={"concentration": {"chloride": 50.0}}, more=more)


def write_storm(folder):
    c, case = STORM, folder / "pump_station_through_a_storm"
    files.simple_sections(case / "sections.csv", [(x, 1e-4 * (c["length"] - x), 40.0, 2.0, 0.025) for x in (0.0, c["length"])])
    files.table(case / "polder.csv", "level [m],area [m2]", [(0.5, 40_000.0), (2.0, 90_000.0), (2.6, 300_000.0), (3.2, 4_000_000.0), (4.0, 6_000_000.0)])
    files.series(case / "rain.csv", "discharge [m3/s]", [0.0, 12 * HOUR, 24 * HOUR, 60 * HOUR, c["days"] * DAY], [0.2, 0.2, c["peak"], 0.3, 0.2])
    files.series(case / "flood.csv", "water_level [m]", [0.0, 20 * HOUR, 44 * HOUR, c["days"] * DAY], [2.0, 2.2, 5.2, 2.4])
    pumps = [("structure", {"id": f"pump_{k + 1}", "kind": "pump", "from": "polder", "to": "river: 2500 m", "pump_curve": [[0.0, 3.2], [2.0, 2.8], [4.0, 1.9], [6.0, 0.0]],
                            "start_level": start, "stop_level": stop, "suction_level": 0.8, "setting_rate": "0.5 1/min"}) for k, (start, stop) in enumerate(c["pumps"])]
    polder = ("storage", {"id": "polder", "kind": "pond", "levels": "polder.csv", "water_level": 1.7})
    files.write_basin(case, "pump_station_through_a_storm", "泵站经历一场暴雨", "A pump station through a storm",
                      [files.river("river", "外河", "River", c["length"], "sections.csv")], more=[polder, *pumps])
    boundaries = [{"at": "river: 0 m", "kind": "discharge", "discharge": 20.0}, {"at": files.at("river", c["length"]), "kind": "water_level", "series": "flood.csv"}]
    rain = [{"id": "rain", "at": "polder", "series": "rain.csv"}]
    files.write_scenario(case / "three_pumps.toml", "三台泵", "Three pumps", c["days"] * DAY, 250.0, boundaries, every=0.25 * HOUR, lateral_inflows=rain)
    broken = [("control", {"id": "out_of_order", "structure": "pump_3", "set": 0.0, "priority": 100})]
    files.write_scenario(case / "one_out_of_order.toml", "一台故障", "One out of order", c["days"] * DAY, 250.0, boundaries, every=0.25 * HOUR, lateral_inflows=rain, more=broken)


def write_year(folder):
    c, case = YEAR, folder / "reservoir_rule_curve_over_a_year"
    files.simple_sections(case / "sections.csv", [(x, 70.0 - 1e-3 * x, 25.0, 2.0, 0.035) for x in (0.0, 10_000.0)])
    files.table(case / "lake.csv", "level [m],area [m2]", [(75.0, 0.2e6), (85.0, 1.5e6), (95.0, 4.0e6), (100.0, 5.5e6), (103.0, 6.6e6)])
    t = np.arange(0.0, c["days"] * DAY + 1.0, 0.5 * DAY)
    season = 6.0 + 9.0 * np.exp(-(((t / DAY - 200.0) / 45.0) ** 2))
    floods = sum(peak * np.exp(-(((t - day_of(month, day)) / (1.2 * DAY)) ** 2)) for peak, month, day in ((160.0, 7, 8), (220.0, 8, 12), (70.0, 9, 25)))
    files.series(case / "inflow.csv", "discharge [m3/s]", t, np.round(season + floods, 3))
    target = [(0.0, c["normal"]), (day_of(4, 1), c["normal"]), (day_of(6, 1), c["limit"]), (day_of(9, 15), c["limit"]), (day_of(11, 1), c["normal"]), (c["days"] * DAY, c["normal"])]
    files.series(case / "rule_curve.csv", "level [m]", [x for x, _ in target], [z for _, z in target])
    more = [("storage", {"id": "lake", "kind": "reservoir", "levels": "lake.csv", "dead_level": 82.0, "flood_limit_level": c["limit"], "normal_level": c["normal"],
                         "design_flood_level": 101.8, "check_flood_level": 102.6, "water_level": 98.0, "seepage": "1 mm/d"}),
            ("structure", {"id": "outlet", "kind": "release", "from": "lake", "to": "river: 0 m", "capacity_curve": [[82.0, 0.0], [90.0, 70.0], [96.0, 110.0], [103.0, 150.0]],
                           "level": c["normal"], "least": 1.5, "band": 0.2}),
            ("structure", {"id": "spillway", "kind": "broad_crested_weir", "from": "lake", "to": "river: 0 m", "crest_level": c["spillway"], "width": 60.0}),
            ("structure", {"id": "plant", "kind": "turbine", "from": "lake", "to": "river: 0 m", "capacity": 12.0, "rated_head": 22.0, "operating_level": 90.0, "efficiency": 0.85}),
            ("control", {"id": "save_water_for_the_dry_months", "structure": "plant", "reads": "water_level at lake", "set_by": [[94.0, 0.2], [99.5, 0.4], [100.0, 1.0]],
                         "every": "1 d"}),
            ("ecological_flow", {"id": "below_the_dam", "over": "river: 0 km to 10 km", "mean_discharge": 12.0})]
    files.write_basin(case, "reservoir_rule_curve_over_a_year", "水库调度线一年", "A reservoir with its rule curve through a year",
                      [files.river("river", "坝下河段", "River below the dam", 10_000.0, "sections.csv")], more=more)
    files.write_scenario(case / "scenario.toml", "丰水年", "A wet year", c["days"] * DAY, 500.0, [
        {"at": "river: 0 m", "kind": "closed"}, {"at": "river: 10000 m", "kind": "normal_depth", "bed_slope": 1e-3}], every=0.25 * DAY,
        lateral_inflows=[{"id": "inflow", "at": "lake", "series": "inflow.csv"}], more=[("setting", {"structure": "outlet", "series": "rule_curve.csv"})])


def write_breach(folder):
    c, case = BREAK, folder / "breach_into_a_flood_cell"
    bed = lambda x: c["slope"] * (c["length"] - x) - 2.0

    def points(x):
        z = bed(x)
        crest, bank = z + c["crest"] + 2.0, z + 4.0
        return [(-40.0, crest, 0.04, "left_crest"), (-30.0, bank, 0.03, "left_bank"), (-20.0, z, 0.03, ""), (20.0, z, 0.03, ""), (30.0, bank, 0.04, "right_bank"),
                (40.0, crest + 0.6, 0.04, "right_crest"), (42.0, crest + 0.6, 0.04, "")]

    files.surveyed_sections(case / "sections.csv", [(x, points(x)) for x in (0.0, c["length"])])
    files.series(case / "flood.csv", "discharge [m3/s]", [0.0, 1 * DAY, 2.5 * DAY, 5 * DAY, c["days"] * DAY], [60.0, 60.0, c["peak"], 90.0, 60.0])
    level = lambda x, above: round(bed(x) + above, 2)
    files.table(case / "land.csv", "level [m],area [m2]", [(level(12_000, 1.0), 60_000.0), (level(12_000, 2.6), 0.4e6), (level(12_000, 3.2), 3.5e6), (level(12_000, 4.5), 6e6), (level(12_000, 8.0), 6.5e6)])
    more = [("storage", {"id": "land", "kind": "flood_cell", "levels": "land.csv"}),
            ("structure", {"id": "crest", "kind": "overtopping", "over": "river: 6 km to 14 km left", "to": "land"}),
            ("structure", {"id": "breach", "kind": "breach", "from": "river: 10 km", "to": "land", "law": "verheij_van_der_knaap_2002", "soil": "sand",
                           "crest_level": level(10_000, 7.0), "bottom_level": level(10_000, 4.2), "trigger_level": level(10_000, 6.3), "widest": 90.0}),
            ("structure", {"id": "drain", "kind": "culvert", "from": "land", "to": "river: 14 km", "width": 3.0, "height": 2.0, "length": 30.0, "count": 4,
                           "left_invert": level(12_000, 1.2), "right_invert": level(12_000, 1.1), "flap": "one_way"})]
    files.write_basin(case, "breach_into_a_flood_cell", "决口进洪与退水", "A breach into a flood cell, and its draining",
                      [files.river("river", "河", "River", c["length"], "sections.csv")], more=more)
    boundaries = [{"at": "river: 0 m", "kind": "discharge", "series": "flood.csv"}, {"at": files.at("river", c["length"]), "kind": "normal_depth", "bed_slope": c["slope"]}]
    files.write_scenario(case / "breach.toml", "沙堤溃决", "The embankment breaks", c["days"] * DAY, c["cell"], boundaries, every=0.1 * HOUR)
    files.write_scenario(case / "holds.toml", "堤防守住", "The embankment holds", c["days"] * DAY, c["cell"], boundaries, every=0.1 * HOUR,
                         more=[("measure", {"id": "strengthened", "kind": "structure_removal", "structures": ["breach"]})])


def write(folder):
    write_tide(folder)
    write_storm(folder)
    write_year(folder)
    write_breach(folder)


if __name__ == "__main__":
    write(files.HERE if len(sys.argv) < 2 else files.pathlib.Path(sys.argv[1]))
