"""Makes the flood cells of the Zhimai demonstration basin: the land behind every embankment, cut where tributaries, roads and county
lines cut it, with its level-area curve, the crest over which water comes in, the culvert through which it drains, and the low road over
which it runs on to the next cell.

The land is that of the generated sections (generate.py), so everything here is assumed [A]; README.md says so. Run it after generate.py; it
writes storages/*.csv and flood_cells.toml beside itself and gives the same bytes each time.

    python3 generate_flood_cells.py          needs numpy only
"""

import csv
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
DITCH_DEPTH, DITCH_SHARE = 0.9, 0.015   # [A] ditches drain a cell: below its lowest ground [m], share of its area
ROAD_HEIGHT, ROAD_LENGTH = 0.25, 400.0  # [A] a road closes a cell against the next one: above the higher ground, length overtopped [m]
CULVERT_WIDTH, CULVERT_HEIGHT = 2.0, 2.0  # [A] m; one barrel for every 3 km2
KM2_PER_BARREL = 3.0

# Where the land of each bank is cut [km]. A name in place of a list's end: the land lies between two rivers and is one cell for both.
CUTS = {
    ("zhimai", "left"): (13.6, 19.3, 25, 30.8, 36.5, 44, 52, 60, 68.5, 77, 81.2, 86.35, 92, 99.5, 107.16, 112.4, 117, 122, 128, 134.4),
    ("zhimai", "right"): (13.6, 19.3, 25, 30.8, 36.5, 44, 52, 60, 68.5, 77, 86.35, 92, 99.5, 107.16, 112.4, "island", 120.4, 125, 130, 134.4),
    ("beizhi", "left"): (35.2, 43, 52, 60.3), ("beizhi", "right"): (35.2, 43, 52, 60.3),
    ("wujia", "left"): (0, 8, 15, 22.5, 29.5), ("wujia", "right"): (0, 8, 15, 22.5, 30.8),
    ("guangpu", "left"): (18, 26, 34.7), ("guangpu", "right"): (18, 26, 34.7),
    ("xiaohezi", "left"): (0, 8, 16.8), ("xiaohezi", "right"): (0, 8, 16.8),
    ("guangbei", "left"): (0, 10, 20.3), ("guangbei", "right"): (0, 10, 20.3),
    ("link", "left"): (0, "island", 7.5), ("link", "right"): (0, 7.5),
}
COUNTIES = {"zhimai": ((36.5, "gaoqing"), (86.35, "boxing"), (200, "guangrao")), "beizhi": ((35.2, "gaoqing"), (200, "boxing"))}
NAMES = {"zhimai": ("支脉河", "Zhimai"), "beizhi": ("北支新河", "Beizhi"), "wujia": ("武家大沟", "Wujia"), "guangpu": ("新广蒲河", "Guangpu"),
         "xiaohezi": ("小河子", "Xiaohezi"), "guangbei": ("广北新河", "Guangbei"), "link": ("连通河", "Link")}


def read_banks(river):
    """Chainage [km], bed, and per bank crest, ground beside it and width of the land, of every section of a river."""
    sections = {}
    with (HERE / f"sections/{river}.csv").open(encoding="utf-8") as file:
        for row in list(csv.reader(file))[1:]:
            sections.setdefault(float(row[0]) / 1000.0, []).append((float(row[1]), float(row[2]), row[4]))
    table = {"left": [], "right": []}
    beds = []
    for chainage, points in sections.items():
        beds.append((chainage, min(level for _, level, _ in points)))
        for side, ordered in (("left", points[::-1]), ("right", points)):
            crest = next((i for i, p in enumerate(ordered) if p[2] == side + "_crest"), None)
            if crest is None:
                continue
            toe, end = ordered[crest + 2], ordered[crest + 3]
            table[side].append((chainage, ordered[crest][1], toe[1], end[1], abs(end[0] - toe[0])))
    return np.array(beds), {side: np.array(rows) for side, rows in table.items()}


def land(bank, begin, end):
    """Lower and upper ground [m] and area [m2] of strips 100 m long between two chainages [km]."""
    x = np.arange(begin + 0.05, end, 0.1)
    low, high, width = (np.interp(x, bank[:, 0], bank[:, k]) for k in (2, 3, 4))
    return low, high, 100.0 * width


def curve(strips):
    """Level-area pairs: ditches first, then the land as it is covered."""
    low, high, area = (np.concatenate(parts) for parts in zip(*strips))
    total, bottom, top = area.sum(), low.min(), high.max()
    levels = np.linspace(bottom, top, 7)
    wet = [np.sum(area * np.clip((z - low) / np.maximum(high - low, 0.01), 0.0, 1.0)) for z in levels]
    ditch = DITCH_SHARE * total
    rows = [(bottom - DITCH_DEPTH, ditch)] + [(z, max(a, ditch)) for z, a in zip(levels, wet)]
    return [(round(z, 2), round(a, -2)) for z, a in rows]


def county(river, chainage):
    return next(name for end, name in COUNTIES.get(river, ((200, "guangrao"),)) if chainage < end)


def main():
    rivers = {river: read_banks(river) for river, _ in CUTS}
    cells, order = {}, []  # id -> dict
    for (river, side), cuts in CUTS.items():
        begin, island = cuts[0], False
        number = 0
        for cut in cuts[1:]:
            if isinstance(cut, str):
                island = True
                continue
            number += 1
            name = "island" if island else f"{river}_{side}_{number}"
            cell = cells.setdefault(name, dict(strips=[], overs=[], number=number, river=river, side=side, begin=begin, end=cut))
            cell["strips"].append(land(rivers[river][1][side], begin, cut))
            cell["overs"].append((river, side, begin, cut))
            if name not in order:
                order.append(name)
            begin, island = cut, False

    (HERE / "storages").mkdir(exist_ok=True)
    text = ["# Flood cells: the land behind the embankments. Written by generate_flood_cells.py; all of it assumed (README.md).\n"]
    for name in order:
        cell = cells[name]
        cell["curve"] = curve(cell["strips"])
        with (HERE / f"storages/{name}.csv").open("w", encoding="utf-8", newline="") as file:
            file.write("level [m],area [m2]\n")
            csv.writer(file, lineterminator="\n").writerows((f"{z:.2f}", f"{a:.0f}") for z, a in cell["curve"])
        zh, en = NAMES[cell["river"]]
        bank_zh = "左" if cell["side"] == "left" else "右"
        title_zh = "支脉河与连通河之间" if name == "island" else f"{zh}{bank_zh}岸第{cell['number']}防洪区"
        title_en = "Between Zhimai and Link" if name == "island" else f"{en}, {cell['side']} bank, cell {cell['number']}"
        text.append(f'[[storage]]\nid = "{name}"\nname_zh = "{title_zh}"\nname_en = "{title_en}"\nkind = "flood_cell"\n'
                    f'levels = "storages/{name}.csv"\njurisdiction = "{county(cell["river"], cell["begin"])}"\n')
        for river, side, begin, end in cell["overs"]:
            text.append(f'[[structure]]\nid = "crest_{river}_{side}_{begin:g}"\nkind = "overtopping"\n'
                        f'over = "{river}: {begin:g} km to {end:g} km {side}"\nto = "{name}"\n')
        beds, banks = rivers[cell["river"]]
        at = cell["end"] - 0.3
        invert = cell["curve"][0][0]
        bed = np.interp(at, beds[:, 0], beds[:, 1])
        barrels = max(1, round(cell["curve"][-1][1] / 1e6 / KM2_PER_BARREL))
        text.append(f'[[structure]]\nid = "drain_{name}"\nkind = "culvert"\nfrom = "{name}"\nto = "{cell["river"]}: {at:g} km"\n'
                    f'width = {CULVERT_WIDTH}\nheight = {CULVERT_HEIGHT}\nlength = 30.0\ncount = {barrels}\n'
                    f'left_invert = {invert:.2f}\nright_invert = {max(invert - 0.1, bed + 0.1):.2f}\nmanning_n = 0.014\nflap = "one_way"\n')
    for first, second in zip(order, order[1:]):
        a, b = cells[first], cells[second]
        if "island" in (first, second) or (a["river"], a["side"]) != (b["river"], b["side"]):
            continue
        bank = rivers[a["river"]][1][a["side"]]
        ground = np.interp(a["end"], bank[:, 0], bank[:, 3])
        text.append(f'[[structure]]\nid = "road_{first}"\nkind = "broad_crested_weir"\nfrom = "{first}"\nto = "{second}"\n'
                    f'crest_level = {ground + ROAD_HEIGHT:.2f}\nwidth = {ROAD_LENGTH}\n')
    (HERE / "flood_cells.toml").write_text("\n".join(text), encoding="utf-8")
    print(f"{len(order)} flood cells, {sum(c['curve'][-1][1] for c in cells.values()) / 1e6:.0f} km2")


if __name__ == "__main__":
    main()
