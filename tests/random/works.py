"""What stands in a random basin: storage cells, structures with rules, breaches, water use, pollutants."""

import math


def log_uniform(r, low, high):
    return math.exp(r.uniform(math.log(low), math.log(high)))


def entry(section, /, **keys):
    lines = [f"[[{section}]]"]
    for key, value in keys.items():
        if isinstance(value, str):
            lines.append(f"{key} = {value}" if value[:1] in "[{" else f'{key} = "{value}"')
        else:
            lines.append(f"{key} = {value:.6g}" if isinstance(value, float) else f"{key} = {value}")
    return lines + [""]


def across(r, river, x, number):
    """A structure in the river's way at x: its keys, and the range its setting moves in."""
    z, d, w = river.bed(x) + 1e-3 * river.depth, river.depth, river.width * 0.6
    kind = r.choice(["sluice_gate", "sluice_gate", "broad_crested_weir", "ground_sill", "bridge", "culvert", "radial_gate", "flap_gate", "sharp_crested_weir", "orifice", "obstruction"])
    keys = dict(id=f"s{number}", kind=kind, at=f"{river.name}: {x} m")
    setting = None
    if kind in ("sluice_gate", "radial_gate"):
        count, height = r.choice([1, 3]), d * r.uniform(0.5, 1.2)
        keys.update(sill_level=z + d * r.choice([0.0, 0.05, 0.2]), width=w / count, count=count, height=height)
        if kind == "radial_gate":
            keys.update(trunnion_height=0.7 * height, radius=1.3 * height)
        setting = ("opening", 0.0, 0.999 * height)
        keys["opening"] = height * r.choice([0.05, 0.3, 0.999])
    elif kind in ("broad_crested_weir", "sharp_crested_weir"):
        keys.update(crest_level=z + d * r.uniform(0.05, 0.9), width=w)
        if kind == "broad_crested_weir":
            setting = ("crest_level", z + 0.05 * d, z + 0.9 * d)
    elif kind == "ground_sill":
        keys.update(crest_level=z + d * r.uniform(0.02, 0.5), width=w, shape=r.choice(["broad", "round", "sharp", "drop", "rocks"]))
    elif kind == "bridge":
        soffit = z + d * r.uniform(0.6, 1.3)
        keys.update(opening_width=w, soffit_level=soffit, pier_width=0.1 * w)
        if r.random() < 0.5:
            keys.update(deck_level=soffit + 0.2 * d, deck_length=w)
    elif kind == "culvert":
        keys.update(width=w / 2, height=d * r.uniform(0.3, 0.9), length=max(2.0, 3 * d), count=2, left_invert=z + 0.02 * d, right_invert=z, flap=r.choice(["none", "one_way"]))
    elif kind == "flap_gate":
        keys.update(sill_level=z + 0.05 * d, width=w, height=d * r.uniform(0.4, 1))
    elif kind == "orifice":
        keys.update(sill_level=z + 0.05 * d, width=w, height=d * r.uniform(0.1, 0.6))
    else:
        keys.update(blocked_share=r.choice([0.1, 0.5, 0.9]), top_level=z + d * r.uniform(0.3, 1.5))
    return keys, setting


def rule(r, structure, setting, river, x, duration):
    """A rule that moves it at a level, with hysteresis or without a clear one; or at times."""
    z, d = river.bed(x), river.depth
    _, low, high = setting
    keys = dict(id=f"rule_{structure}", structure=structure)
    kind = r.choice(["level", "level", "curve"])
    sense = max(0.0, min(river.length, x + r.choice([-1, 1]) * 0.1 * river.length))
    reads = f"water_level at {river.name}: {sense:.1f} m"
    mark = river.bed(sense) + d * r.uniform(0.3, 1)
    if kind == "level":
        above = r.random() < 0.5
        keys.update(when=f"{reads} {'above' if above else 'below'} {mark:.4f} m")
        gap = d * r.choice([0.02, 0.1, 0.3])
        keys.update(until=f"{reads} {'below' if above else 'above'} {mark - gap if above else mark + gap:.4f} m")
        keys.update(set=r.choice([low, high, 0.5 * (low + high)]))
    else:
        keys.update(reads=reads, set_by=f"[[{mark - 0.2 * d:.4f}, {low:.4f}], [{mark:.4f}, {0.5 * (low + high):.4f}], [{mark + 0.2 * d:.4f}, {high:.4f}]]", every=r.choice(["1 min", "15 min", "1 h"]))
    return keys


def link(r, storage, bottom, river, x, number):
    """A structure between a river and a storage cell."""
    z, d, w = max(river.bed(x), bottom) + 1e-3 * river.depth, river.depth, max(0.2, river.width * 0.2)
    kind = r.choice(["sluice_gate", "lateral_weir", "pump", "flap_gate", "culvert", "conductance", "breach", "orifice"])
    ends = dict(zip(("from", "to"), r.sample([f"{river.name}: {x} m", storage], 2)))
    keys, setting = dict(id=f"l{number}", kind=kind, **ends), None
    if kind == "sluice_gate":
        keys.update(sill_level=z + 0.1 * d, width=w, height=0.6 * d)
        setting = ("opening", 0.0, 0.599 * d)
    elif kind == "lateral_weir":
        keys.update(crest_level=z + d * r.uniform(0.2, 1.1), width=w * 2)
    elif kind == "pump":
        keys.update(capacity=w * d * 0.2, suction_level=z + 0.05 * d, start_level=z + 0.4 * d, stop_level=z + 0.2 * d)
    elif kind == "flap_gate":
        keys.update(sill_level=z + 0.1 * d, width=w, height=0.4 * d)
    elif kind == "culvert":
        keys.update(diameter=min(0.5 * d, 3.0), length=20.0, left_invert=z + 0.1 * d, right_invert=z + 0.1 * d)
    elif kind == "conductance":
        keys.update(conductance=log_uniform(r, 1e-4, 1.0))
    elif kind == "breach":
        keys["from"], keys["to"] = f"{river.name}: {x} m", storage
        keys.update(law="verheij_van_der_knaap_2002", crest_level=z + d, bottom_level=z + d * r.uniform(0.05, 0.6), soil=r.choice(["sand", "clay"]), initial_width=max(0.5, 0.2 * w), widest=20 * w)
        keys.update({"trigger_level": z + d * r.uniform(0.65, 1.0)} if r.random() < 0.5 else {"at_time": log_uniform(r, 60, 36000)})
    else:
        keys.update(sill_level=z + 0.2 * d, width=w, height=0.2 * d)
    return keys, setting


def add_storages_and_structures(r, rivers, duration, cell_length, basin, scenario, drawn):
    main = rivers[0]
    count = r.choice([0, 0, 1, 2, 4])
    kinds, rules, taken = [], [], set()
    for number in range(count):
        river = r.choice(rivers)
        x = round(r.uniform(0.15, 0.85) * river.length, 1)
        place = (river.name, round(x / max(cell_length, 1e-9)))
        if place in taken:
            continue
        taken.add(place)
        keys, setting = across(r, river, x, number)
        kinds.append(keys["kind"])
        if setting and r.random() < 0.6:
            if r.random() < 0.5:
                keys["setting_rate"] = f"{max(1e-3, (setting[2] - setting[1]) / r.choice([2.0, 20.0, 200.0])):.4g} m/min"
            rules.append(rule(r, keys["id"], setting, river, x, duration))
        basin += entry("structure", **keys)
    storages = r.choice([0, 0, 0, 1, 2])
    for number in range(storages):
        river = r.choice(rivers)
        x = round(r.uniform(0.1, 0.9) * river.length, 1)
        bottom = river.bed(x) + river.depth * r.uniform(-0.3, 0.6)
        area = river.width * river.length * log_uniform(r, 1e-3, 2)
        basin += entry("storage", id=f"pond{number}", kind=r.choice(["pond", "flood_cell", "detention", "reservoir"]), area=area, bed_level=bottom, water_level=bottom + river.depth * r.choice([0.0, 0.0, 0.3, 1.0]))
        for k in range(r.choice([1, 1, 2])):
            keys, setting = link(r, f"pond{number}", bottom, river, x, f"{number}_{k}")
            kinds.append(keys["kind"])
            if setting and r.random() < 0.5:
                rules.append(rule(r, keys["id"], setting, river, x, duration))
            basin += entry("structure", **keys)
        if river.crest > 0 and number == 0:
            a = round(0.2 * river.length, 1)
            basin += entry("structure", id="bank", kind="overtopping", over=f"{river.name}: {a} m to {round(0.8 * river.length, 1)} m {r.choice(['left', 'right'])}", to=f"pond{number}")
            kinds.append("overtopping")
    for keys in rules:
        basin += entry("control", **keys)
    drawn["structures"], drawn["rules"] = "+".join(kinds) or "none", len(rules)
    if storages and r.random() < 0.5:
        scenario += ["[weather]", f'rainfall = "{r.choice([5, 50, 300])} mm/d"', f'evaporation = "{r.choice([0, 4])} mm/d"', ""]


def add_water_use(r, rivers, basin, scenario, drawn):
    main = rivers[0]
    if r.random() < 0.2:
        q = main.bankful() * log_uniform(r, 1e-3, 0.5)
        basin += entry("intake", id="town", at=f"main: {round(r.uniform(0.05, 0.95) * main.length, 1)} m", use="drinking", priority=1, demand=q)
        drawn["intake"] = f"{q:.3g}"
    if r.random() < 0.2:
        a, b = sorted((r.uniform(0, 0.8), r.uniform(0.2, 1)))
        basin += entry("aquifer", id="gravel", over=f"main: {round(a * main.length, 1)} m to {round(max(b, a + 0.1) * main.length, 1)} m", leakance=log_uniform(r, 1e-8, 1e-4), head=main.bed(0.5 * main.length) + main.depth * r.uniform(-1, 1))
        drawn["aquifer"] = True
    if r.random() < 0.3:
        q = main.bankful() * log_uniform(r, 1e-3, 1)
        scenario += entry("lateral_inflow", id="side", over=f"main: {round(0.2 * main.length, 1)} m to {round(0.7 * main.length, 1)} m", discharge=q)
        drawn["side"] = f"{q:.3g}"


def add_quality(r, rivers, duration, basin, scenario, initial, drawn):
    if r.random() < 0.6:
        return
    main = rivers[0]
    basin.insert(3, r.choice(['dispersion = "fischer_1979"', "dispersion = 0.0", f"dispersion = {log_uniform(r, 0.1, 500):.4g}"]))
    basin += entry("pollutant", id="cod", decay_rate=r.choice(["0.0 1/day", "0.2 1/day", "20 1/day", "100 1/day"]), theta=1.047)
    if r.random() < 0.4:
        basin += entry("pollutant", id="nh3") + entry("reaction", **{"from": "cod", "to": "nh3", "yield": 0.3})
    if r.random() < 0.5:
        basin += entry("outfall", id="works", at=f"main: {round(r.uniform(0, 1) * main.length, 1)} m", kind="industrial", discharge=main.bankful() * log_uniform(r, 1e-4, 0.05), concentration='{cod = "60 mg/L"}')
    if r.random() < 0.3:
        basin += entry("outfall", id="bare", at=f"main: {round(r.uniform(0, 1) * main.length, 1)} m", kind="other", load='{cod = "200 kg/d"}')
    if r.random() < 0.4:
        from basin import end_of
        scenario += ["[[spill]]", 'id = "tanker"', f'at = "main: {round(r.uniform(0, 0.9) * main.length, 1)} m"', 'pollutant = "cod"', 'mass = "2500 kg"',
                     f"from = {end_of(round(0.2 * duration))}", f"to = {end_of(min(round(0.2 * duration) + r.choice([1, 600, 36000]), round(0.9 * duration)))}", ""]
    if r.random() < 0.5:
        initial.append("concentration = {cod = 5.0}")
    drawn["pollutants"] = True
